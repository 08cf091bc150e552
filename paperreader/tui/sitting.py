"""One sitting at the papers: what was decided since the app was opened, and how quickly."""

import time
from collections import Counter
from collections.abc import Callable, Iterable

from msgspec import Struct

from paperreader.entry import Row, Status

PAUSE = 120.0
"""Seconds without a verdict that count as reading; what is longer was a pause."""

_FEWEST, _SHORTEST = 3, 20.0
"""Verdicts, and seconds, from which on a pace can be told."""


class Report(Struct, frozen=True):
    """What a sitting came to."""

    verdicts: dict[Status, int]
    """How many papers have each status that was given and still holds."""
    minutes: float
    """Time spent, without the pauses."""
    pace: float | None
    """Papers a minute; None where too few were decided to tell."""

    @property
    def decided(self) -> int:
        """How many papers were decided."""
        return sum(self.verdicts.values())

    def minutes_for(self, left: int) -> float | None:
        """Return the minutes that so many papers take at this pace, if it is known."""
        return None if not self.pace else left / self.pace


class Sitting:
    """Follows the verdicts of one sitting, those taken back included."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin now; `clock` tells seconds."""
        self._clock = clock
        self._since = clock()
        self._active = 0.0
        self._given: dict[str, Status] = {}

    def decide(self, ids: Iterable[str], status: Status) -> None:
        """Take in a verdict on entries."""
        now = self._clock()
        self._active += min(PAUSE, now - self._since)
        self._since = now
        for entry_id in ids:
            self._given[entry_id] = status

    def saw(self, row: Row) -> None:
        """Take in what became of an entry, as when its verdict was taken back."""
        if row.id in self._given:
            self._given[row.id] = row.status

    def report(self) -> Report:
        """Return what it came to so far."""
        counts = Counter(self._given.values())
        del counts["inbox"]
        decided, seconds = counts.total(), self._active
        known = decided >= _FEWEST and seconds >= _SHORTEST
        return Report(dict(counts), seconds / 60, 60 * decided / seconds if known else None)
