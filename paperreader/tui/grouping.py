"""Groups of the list: by day, tag or status, each under a heading of its own.

An entry stands in one group. One with several tags stands under its first, which is
the first that its row shows: so it is marked, moved to and counted once.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal, get_args

from paperreader.entry import STATUSES, Row
from paperreader.library import Counts, day_of
from paperreader.library.views import BUILT_IN
from paperreader.tui.cells import cut, shown
from paperreader.tui.days import long_day
from paperreader.tui.entry_line import STATUS_SIGNS

By = Literal["day", "tag", "status"]
"""What may put entries into groups."""

BYS: tuple[By, ...] = get_args(By)

WORTH = 2
"""Entries a group, on the average, from which headings are shown without being asked for."""

_TITLES = {view.query.removeprefix("is:"): view.title for view in BUILT_IN}


def _first_tag(row: Row) -> str:
    return row.tags[0] if row.tags else ""


_KEYS: dict[By, Callable[[Row], str]] = {
    "day": day_of,
    "tag": _first_tag,
    "status": lambda row: row.status,
}


class Groups:
    """Which group each place of a listing is in; it holds until there is another listing.

    A row that changes stays in its group, as it stays in its place.
    """

    def __init__(self, by: By, keys: Sequence[str], starts: Sequence[int]) -> None:
        """Take over the key of each group and the place at which it begins."""
        self.by = by
        self.keys = keys
        self.starts = starts
        self._undecided: dict[int, int] = {}

    def __len__(self) -> int:
        """Return the number of groups."""
        return len(self.starts)

    def progress(self, group: int, rows: Sequence[Row]) -> tuple[int, int]:
        """Return how many of a group's rows are decided, and how many there are."""
        start = self.starts[group]
        end = self.starts[group + 1] if group + 1 < len(self.starts) else len(rows)
        if group not in self._undecided:
            members = (rows[place] for place in range(start, end))
            self._undecided[group] = sum(row.status == "inbox" for row in members)
        return end - start - self._undecided[group], end - start

    def name(self, group: int) -> str:
        """Return the name of a group, as its heading shows it."""
        return name_of(self.by, self.keys[group])

    def told(self, group: int, rows: Sequence[Row], counts: Counts | None = None) -> str:
        """Return what the heading of a group tells: how far it is, or how many it has.

        With `counts` a day tells how far it is in the whole library, once that is read.
        """
        if counts is not None and self.by == "day":
            known = progress_of_day(counts, self.keys[group])
            return in_words(*known) if known[1] else ""
        decided, total = self.progress(group, rows)
        if self.by == "status" or decided == total:
            return f"{total:,}"
        return in_words(decided, total)

    def note_change(self, group: int, before: Row, after: Row) -> None:
        """Count a changed row of a group anew."""
        if group in self._undecided:
            self._undecided[group] += (after.status == "inbox") - (before.status == "inbox")


def grouped(rows: Sequence[Row], by: By, *, rising: bool = False) -> tuple[list[Row], Groups]:
    """Return rows group by group, each in the order in which they came, and the groups.

    Days stand newest first, or oldest first if `rising`; tags from A to Z, with what
    has none last; statuses as triage goes. Rows that come so are not sorted.
    """
    key = _KEYS[by]
    found, keys = list(rows), [key(row) for row in rows]
    starts = _starts(keys)
    rank = _ranks(by, {keys[start] for start in starts}, rising=rising)
    ranks = [rank[keys[start]] for start in starts]
    if any(one >= other for one, other in pairwise(ranks)):
        places = sorted(range(len(found)), key=lambda place: rank[keys[place]])
        found, keys = [found[place] for place in places], [keys[place] for place in places]
        starts = _starts(keys)
    return found, Groups(by, [keys[start] for start in starts], starts)


def _starts(keys: Sequence[str]) -> list[int]:
    """Return the places at which another key begins."""
    starts = []
    before: str | None = None
    for place, key in enumerate(keys):
        if key != before:
            starts.append(place)
            before = key
    return starts


def _ranks(by: By, keys: set[str], *, rising: bool) -> dict[str, int]:
    """Return for each key where its group stands among the others."""
    if by == "status":
        ordered: list[str] = [*STATUSES]
    elif by == "day":
        ordered = sorted(keys, reverse=not rising)
    else:
        ordered = sorted(keys, key=lambda tag: (not tag, tag))
    return {key: number for number, key in enumerate(ordered)}


def name_of(by: By, key: str) -> str:
    """Return the name of a group, as its heading shows it."""
    match by:
        case "day":
            return shown(long_day(key))
        case "tag":
            return f"#{shown(key[:200])}" if key else "without a tag"
        case "status":
            return f"{STATUS_SIGNS[key]} {_TITLES[key]}"


def progress_of_day(counts: Counts, day: str) -> tuple[int, int]:
    """Return how many papers of a day are decided in the whole library, and how many it has."""
    total = counts.days.get(day, 0)
    return total - counts.undecided.get(day, 0), total


def in_words(decided: int, total: int) -> str:
    """Return how far a group is: ``12 of 50 decided``."""
    if decided == total:
        return f"✓ {total:,} decided"
    return f"{decided:,} of {total:,} decided"


def heading(name: str, told: str, width: int) -> list[tuple[str, str]]:
    """Return a heading of at most `width` cells; what it tells gives way to the name."""
    name = cut(name, width)
    line = [(name, "accent strong")]
    if told and (room := width - len(name) - 3) >= len(told):
        line += [(" · ", "faint"), (told[:room], "muted")]
    return line
