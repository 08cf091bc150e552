"""The counts that views show, kept up to date change by change."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from ..entry import STATUSES, Row, Status


def day_of(row: Row) -> str:
    """Return the ISO date that an entry belongs to: featured, else the day it was added."""
    return row.featured or row.added[:10]


class Counts(Struct, frozen=True, kw_only=True):
    """How many entries there are, by what views ask for."""

    total: int
    status: dict[Status, int]
    starred: int
    noted: int
    tags: dict[str, int]
    """Entries by tag, in the order of the tags."""
    days: dict[str, int]
    """Entries by ISO date, newest day first."""
    undecided: dict[str, int]
    """Entries still in the inbox, by ISO date."""


class Tally:
    """Running counts over rows: adding or removing one costs the same in any library."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._total = 0
        self._starred = 0
        self._noted = 0
        self._status: Counter[Status] = Counter()
        self._tags: Counter[str] = Counter()
        self._days: Counter[str] = Counter()
        self._undecided: Counter[str] = Counter()
        for row in rows:
            self.add(row)

    def add(self, row: Row, step: int = 1) -> None:
        """Count a row in, or, with a step of -1, out."""
        self._total += step
        self._status[row.status] += step
        self._starred += step * row.starred
        self._noted += step * bool(row.note)
        for tag in row.tags:
            self._tags[tag] += step
        day = day_of(row)
        self._days[day] += step
        if row.status == "inbox":
            self._undecided[day] += step

    def counts(self) -> Counts:
        """Return the counts as they stand."""
        return Counts(
            total=self._total,
            status={status: self._status[status] for status in STATUSES},
            starred=self._starred,
            noted=self._noted,
            tags={tag: count for tag, count in sorted(self._tags.items()) if count},
            days={day: n for day, n in sorted(self._days.items(), reverse=True) if n},
            undecided={day: n for day, n in sorted(self._undecided.items(), reverse=True) if n},
        )
