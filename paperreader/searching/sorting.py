"""The orders in which entries can be listed."""

from collections.abc import Callable, Collection, Iterable
from operator import attrgetter
from typing import Any, Literal, get_args

from msgspec import Struct

from paperreader.entry import STATUSES, Row
from paperreader.library import day_of
from paperreader.searching.fields import suggestion

SortKey = Literal["relevance", "featured", "published", "added", "upvotes", "title", "status"]

SORT_KEYS: tuple[SortKey, ...] = get_args(SortKey)
"""Relevance first: best match; dates and upvotes: latest and most first; titles
from A; status from the inbox on."""


class UnknownSort(ValueError):
    """The text names no order; ``str()`` is a sentence with those that there are."""


class Sort(Struct, frozen=True):
    """An order, in its natural direction or reversed."""

    key: SortKey = "featured"
    reverse: bool = False

    @classmethod
    def parse(cls, text: str) -> "Sort":
        """Read ``upvotes`` or, reversed, ``-upvotes``; raises UnknownSort."""
        name = text.strip().lower().removeprefix("-")
        for key in SORT_KEYS:
            if name == key:
                return cls(key, text.strip().startswith("-"))
        close = suggestion(name, SORT_KEYS)
        hint = f"did you mean “{close}”?" if close else f"there are {', '.join(SORT_KEYS)}."
        raise UnknownSort(f"“{text}” is no order; {hint}")

    def __str__(self) -> str:
        """Return the text that `parse` reads."""
        return f"-{self.key}" if self.reverse else self.key


def in_order(rows: Iterable[Row], sort: Sort) -> list[Row]:
    """Return the rows in an order; what is unknown comes last in either direction.

    Rows that the order does not tell apart stand newest day first, then by
    upvotes, then as they were given: the papers of a page in the page's own
    order. Relevance is not known here and orders nothing.
    """
    return resorted(sorted(rows, key=_day_and_upvotes, reverse=True), sort)


def resorted(rows: list[Row], sort: Sort) -> list[Row]:
    """Return the rows, which stand newest day first, in another order."""
    if sort.key == "relevance" or (sort.key == "featured" and not sort.reverse):
        return rows
    key, falling = _KEYS[sort.key]
    known = [row for row in rows if key(row) not in {None, ""}]
    known.sort(key=key, reverse=falling != sort.reverse)
    if len(known) < len(rows):
        known += [row for row in rows if key(row) in {None, ""}]
    return known


class Orders:
    """The orders of all rows, kept until the rows change."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._kept: dict[Sort, list[Row]] = {}

    def of(self, rows: Collection[Row], sort: Sort) -> list[Row]:
        """Return all rows in an order; the list is kept, so it must not be changed."""
        now = list(rows)
        if now != self._rows:
            self._follow(now)
        if sort not in self._kept:
            newest = self._kept.setdefault(_NEWEST, in_order(now, _NEWEST))
            self._kept[sort] = resorted(newest, sort)
        return self._kept[sort]

    def _follow(self, now: list[Row]) -> None:
        """Keep the orders that a few changes leave as they were."""
        pairs = zip(self._rows, now, strict=False)
        changed = [(old, new) for old, new in pairs if old is not new]
        if len(now) != len(self._rows) or len(changed) > _MANY:
            self._kept.clear()
        fresh = {new.id: new for _, new in changed}
        for sort, rows in list(self._kept.items()):
            if all(_stays(old, new, sort) for old, new in changed):
                self._kept[sort] = [fresh.get(row.id, row) for row in rows]
            else:
                del self._kept[sort]
        self._rows = now


_MANY = 1_000
"""From so many changed rows on, the orders are made anew."""

_NEWEST = Sort()


def _title(row: Row) -> str:
    return row.title.casefold()


def _day_and_upvotes(row: Row) -> tuple[str, int]:
    return day_of(row), -1 if row.upvotes is None else row.upvotes


def _stays(old: Row, new: Row, sort: Sort) -> bool:
    """Tell whether a changed row keeps its place in an order."""
    if old.id != new.id or _title(old) != _title(new):
        return False
    if _day_and_upvotes(old) != _day_and_upvotes(new):
        return False
    if sort.key == "relevance":
        return True
    key, _ = _KEYS[sort.key]
    return bool(key(old) == key(new))


_KEYS: dict[SortKey, tuple[Callable[[Row], Any], bool]] = {
    "featured": (day_of, True),
    "published": (attrgetter("published"), True),
    "added": (attrgetter("added"), True),
    "upvotes": (attrgetter("upvotes"), True),
    "title": (_title, False),
    "status": (lambda row: STATUSES.index(row.status), False),
}
