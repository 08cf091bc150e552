"""What the list shows, as a value: where from, which of them, in which order.

A view is made, compared and combined without the screen; the words over the
list and the rows in it come from the same object, so that they cannot differ.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from operator import attrgetter
from typing import Any, Literal

import msgspec
from msgspec import Struct

from paperreader.entry import STATUSES, Row
from paperreader.library import day_of

Kind = Literal["status", "starred", "noted", "all", "day", "tag"]

STATUS_TITLES = {
    "inbox": "Inbox",
    "queued": "Queue",
    "reading": "Reading",
    "read": "Read",
    "skipped": "Skipped",
}


class Source(Struct, frozen=True):
    """Where a view takes its entries from."""

    kind: Kind
    value: str = ""
    """The status, the ISO date or the tag; empty for the other kinds."""

    @property
    def title(self) -> str:
        """Name of the source, as the screen shows it; a tag is outside text."""
        match self.kind:
            case "status":
                return STATUS_TITLES[self.value]
            case "starred":
                return "Starred"
            case "noted":
                return "With a note"
            case "all":
                return "All papers"
            case "day":
                return long_day(self.value)
            case "tag":
                return f"#{self.value}"

    def includes(self, row: Row) -> bool:
        """Whether an entry belongs to the source."""
        return self.test()(row)

    def test(self) -> Callable[[Row], bool]:
        """Return the test for one row, made once for many rows."""
        value = self.value
        match self.kind:
            case "status":
                return lambda row: row.status == value
            case "starred":
                return lambda row: row.starred
            case "noted":
                return lambda row: bool(row.note)
            case "all":
                return lambda row: True
            case "day":
                return lambda row: day_of(row) == value
            case "tag":
                nested = value + "/"
                return lambda row: any(
                    tag == value or tag.startswith(nested) for tag in row.tags
                )


INBOX = Source("status", "inbox")

NAMED: dict[str, Source] = {
    **{status: Source("status", status) for status in STATUSES},
    "starred": Source("starred"),
    "all": Source("all"),
    "noted": Source("noted"),
}
"""The sources that have a key of their own, by the name which the commands use."""

SORTS: dict[str, str] = {
    "relevance": "best match first",
    "featured": "newest day first",
    "published": "newest paper first",
    "added": "added last first",
    "upvotes": "most upvotes first",
    "title": "by title",
    "status": "by status",
}
"""The orders, and how the screen names them; "-" before the name turns one round."""


class View(Struct, frozen=True, kw_only=True):
    """What the list shows: source, search and order."""

    source: Source = INBOX
    query: str = ""
    sort: str = ""
    """A key of `SORTS`, with "-" before it for the other way round. Empty: the
    order of relevance while words are searched, else newest day first."""

    def of(self, source: Source) -> "View":
        """Return the view of another source, without the search."""
        return msgspec.structs.replace(self, source=source, query="")

    def searching(self, query: str) -> "View":
        """Return the view with another search."""
        return msgspec.structs.replace(self, query=query.strip())

    def sorted_by(self, sort: str) -> "View":
        """Return the view in another order."""
        return msgspec.structs.replace(self, sort=sort)

    @property
    def order(self) -> str:
        """Name of the order, as the screen shows it; empty for the usual one."""
        if not self.sort:
            return ""
        name = self.sort.removeprefix("-")
        turned = ", turned round" if self.sort.startswith("-") else ""
        return SORTS.get(name, name) + turned

    def rows(self, rows: Collection[Row]) -> list[Row]:
        """Return the rows of the source in order; the search is not applied here."""
        test = self.source.test()
        found = list(rows) if self.source.kind == "all" else [row for row in rows if test(row)]
        return self.arranged(found)

    def arranged(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows in the view's order.

        What is equal stays as it came, and what is unknown comes last either way.
        """
        key, falling = _ORDERS.get(self.sort.removeprefix("-"), (day_of, True))
        turned = self.sort.startswith("-")
        rows = list(rows)
        known = [row for row in rows if key(row) not in {None, ""}]
        known.sort(key=key, reverse=falling != turned)
        if len(known) < len(rows):
            known += [row for row in rows if key(row) in {None, ""}]
        return known


_ORDERS: dict[str, tuple[Callable[[Row], Any], bool]] = {
    "published": (attrgetter("published"), True),
    "added": (attrgetter("added"), True),
    "upvotes": (attrgetter("upvotes"), True),
    "title": (lambda row: row.title.casefold(), False),
    "status": (lambda row: STATUSES.index(row.status), False),
}
"""For each order what it looks at, and whether the largest comes first."""


def long_day(day: str) -> str:
    """Return an ISO date as ``Thu 18 Dec 2025``, or as it came if it is none."""
    try:
        return f"{datetime.date.fromisoformat(day):%a} {short_day(day).strip()} {day[:4]}"
    except ValueError:
        return day


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_day(day: str | None, year: int | None = None) -> str:
    """Return an ISO date in at most six cells: ``18 Dec``; ``Dec 24`` if not of `year`."""
    if not day or len(day) < 10:
        return ""
    try:
        month = _MONTHS[int(day[5:7]) - 1]
        if year is not None and day[:4] != str(year):
            return f"{month} {day[2:4]}"
        return f"{int(day[8:10]):>2} {month}"
    except (ValueError, IndexError):
        return ""


def neighbour_day(days: Iterable[str], day: str, *, later: bool) -> str | None:
    """Return the nearest day after or before `day` among `days`, or None at the end."""
    if later:
        return min((other for other in days if other > day), default=None)
    return max((other for other in days if other < day), default=None)
