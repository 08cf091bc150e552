"""How often the wanted paper is found, first and in the first ten, and how quickly."""

import time
from collections.abc import Iterable, Sequence

from msgspec import Struct

from tests.bench.peers import Answer
from tests.bench.queries import Asked

GOALS = ((10_000, 97.0, 99.5), (100_000, 92.0, 99.0))
"""Entries up to which, and the shares first and in the first ten (%) that are wanted there."""


class Share(Struct, frozen=True):
    """What came of some queries."""

    first: int
    ten: int
    times: tuple[float, ...]
    """Milliseconds of each query."""
    missed: tuple[tuple[Asked, tuple[str, ...]], ...] = ()
    """The queries whose paper did not stand first, with the ids that came."""

    def __add__(self, other: "Share") -> "Share":
        """Return what came of both together."""
        return Share(
            self.first + other.first,
            self.ten + other.ten,
            self.times + other.times,
            self.missed + other.missed,
        )

    def __str__(self) -> str:
        """Return a line of the report: shares in percent, p50 and p99."""
        count = len(self.times)
        return (
            f"{100 * self.first / count:6.1f} {100 * self.ten / count:6.1f} %"
            f" {at(self.times, 50):8.1f} {at(self.times, 99):8.1f} ms"
        )


NONE = Share(0, 0, ())


def share(asked: Iterable[Asked], answer: Answer) -> Share:
    """Return what an engine finds of some queries."""
    first = ten = 0
    times, missed = [], []
    for query in asked:
        start = time.perf_counter()
        found = answer(query.text)
        times.append(1000 * (time.perf_counter() - start))
        is_first = not query.wanted.isdisjoint(found[:1])
        first += is_first
        ten += not query.wanted.isdisjoint(found[:10])
        if not is_first:
            missed.append((query, tuple(found)))
    return Share(first, ten, tuple(times), tuple(missed))


def at(times: Sequence[float], percent: int) -> float:
    """Return the time that so many percent of the times do not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def likeliest(asked: Sequence[Asked]) -> float:
    """Return the share of queries (%) that words alone could put first, ties left to chance."""
    return 100 * sum(len(query.wanted) / max(query.fit, 1) for query in asked) / len(asked)


def goal(count: int) -> str:
    """Return the goal for a library of so many entries."""
    entries, first, ten = next((goal for goal in GOALS if count <= goal[0]), GOALS[-1])
    return f"goal at {entries:,}: first {first:g} %, in the first ten {ten:g} %"
