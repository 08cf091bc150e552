"""The orders in which entries are listed, as values, and rows put into them.

An order is several keys: rows that the first does not tell apart are told apart
by the next. This module knows no search and is cheap to import.
"""

from bisect import bisect
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import cmp_to_key
from heapq import nlargest, nsmallest
from operator import attrgetter, is_
from typing import Any, Literal, get_args

from msgspec import Struct

from paperreader.entry import STATUSES, Row
from paperreader.latex import readable
from paperreader.library import day_of
from paperreader.searching.folding import fold, has_debris

SortKey = Literal["relevance", "featured", "published", "added", "upvotes", "title", "status"]

SORT_KEYS: tuple[SortKey, ...] = get_args(SortKey)

MEANINGS: dict[SortKey, tuple[str, str]] = {
    "relevance": ("best match first", "best match last"),
    "featured": ("newest day first", "oldest day first"),
    "published": ("newest paper first", "oldest paper first"),
    "added": ("latest added first", "earliest added first"),
    "upvotes": ("most upvotes first", "fewest upvotes first"),
    "title": ("titles from A to Z", "titles from Z to A"),
    "status": ("inbox first", "skipped first"),
}
"""What each key means, in words for a person: as it is, and reversed."""


class UnknownSort(ValueError):
    """The text names no order; ``str()`` is a sentence with those that there are."""


class SortBy(Struct, frozen=True):
    """One key of an order, in its natural direction or reversed."""

    key: SortKey
    reverse: bool = False

    def __str__(self) -> str:
        """Return the key as an order names it."""
        return f"-{self.key}" if self.reverse else self.key


class Sort(Struct, frozen=True):
    """An order: one key or several, each at most once, the first weighing most."""

    keys: tuple[SortBy, ...] = (SortBy("featured"),)

    @classmethod
    def parse(cls, text: str) -> "Sort":
        """Read ``upvotes`` or ``status,-upvotes``, where ``-`` reverses.

        A key that is named again tells nothing more apart and is left out.

        Raises:
            UnknownSort: a part of the text is no key.
        """
        found: dict[SortKey, SortBy] = {}
        for part in text.split(","):
            by = _sort_by(part)
            found.setdefault(by.key, by)
        return cls(tuple(found.values()))

    def __str__(self) -> str:
        """Return the text that `parse` reads."""
        return ",".join(map(str, self.keys))

    @property
    def meaning(self) -> str:
        """The order in words for a person: ``inbox first, then most upvotes first``."""
        return ", then ".join(MEANINGS[by.key][by.reverse] for by in self.keys)

    @property
    def by_relevance(self) -> bool:
        """Whether how well an entry matches has a part in the order."""
        return any(by.key == "relevance" for by in self.keys)


NEWEST = Sort()
"""The newest day first; of one day, what has most upvotes."""

RELEVANCE = Sort((SortBy("relevance"),))


def _sort_by(text: str) -> SortBy:
    name = text.strip().lower().removeprefix("-")
    for key in SORT_KEYS:
        if name == key:
            return SortBy(key, text.strip().startswith("-"))
    from paperreader.searching.fields import suggestion  # noqa: PLC0415 - mistakes alone need it

    close = suggestion(name, SORT_KEYS)
    hint = f"did you mean “{close}”? There" if close else "there"
    raise UnknownSort(f"“{text.strip()}” is no order; {hint} are {', '.join(SORT_KEYS)}.")


def in_order(
    rows: Iterable[Row], sort: Sort, *, ranked: bool = False, limit: int | None = None
) -> list[Row]:
    """Return the rows in an order; what is unknown comes last in either direction.

    Rows that the order does not tell apart stand newest day first, then by
    upvotes, then as they were given: the papers of a page in the page's own
    order. `ranked` says that the rows are given best match first, which is what
    the key ``relevance`` goes by; else that key orders nothing. With a `limit`
    only so many first rows are returned, and hardly more are sorted.
    """
    rows = list(rows)
    keys = list(sort.keys)
    if ranked and sort.by_relevance:
        # No two rows match equally well: what follows this key is never asked.
        at = next(place for place, by in enumerate(keys) if by.key == "relevance")
        if keys[at].reverse:
            rows.reverse()
        del keys[at:]
    else:
        keys = _told_apart(sort)
    if limit is not None and keys:
        rows = _candidates(rows, keys[0], limit)
    for by in reversed(keys):
        rows = _sorted_by(rows, by)
    return rows if limit is None else rows[:limit]


def _told_apart(sort: Sort) -> list[SortBy]:
    """Return the keys of an order with those that settle ties; relevance is not known."""
    found = {by.key: by for by in (*sort.keys, *_TIES) if by.key != "relevance"}
    for by in sort.keys:
        if by.key in found:
            found[by.key] = by
    return list(found.values())


def _sorted_by(rows: list[Row], by: SortBy) -> list[Row]:
    value_of, falling = _VALUES[by.key]
    values = list(map(value_of, rows))
    places: Sequence[int] = range(len(rows))
    unknown: list[Row] = []
    if None in values:
        places = [place for place in places if values[place] is not None]
        unknown = [row for row, value in zip(rows, values, strict=True) if value is None]
    places = sorted(places, key=values.__getitem__, reverse=falling != by.reverse)
    return [rows[place] for place in places] + unknown


def _candidates(rows: list[Row], by: SortBy, limit: int) -> list[Row]:
    """Return, as they were given, the rows that can be among the first ones by a key."""
    value_of, falling = _VALUES[by.key]
    values = list(map(value_of, rows))
    known = [value for value in values if value is not None]
    if not 0 < limit < len(known):
        return rows
    pairs = zip(rows, values, strict=True)
    if falling != by.reverse:
        last = nlargest(limit, known)[-1]
        return [row for row, value in pairs if value is not None and value >= last]
    last = nsmallest(limit, known)[-1]
    return [row for row, value in pairs if value is not None and value <= last]


class Orders:
    """The orders of all rows, kept until the rows change.

    Not for several threads at once.
    """

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._state: Hashable = None
        self._places: dict[Sort, list[int]] = {}
        self._ordered: dict[Sort, list[Row]] = {}

    def of(self, rows: Collection[Row], sort: Sort, *, state: Hashable = None) -> list[Row]:
        """Return all rows in an order; the list is kept, so it must not be changed.

        `state`, where it is given, differs whenever the rows do, such as the
        number of the library's last change: while it stays the same the rows
        are not even looked at.
        """
        places = self.places(rows, sort, state=state)
        if sort not in self._ordered:
            self._ordered[sort] = [self._rows[place] for place in places]
        return self._ordered[sort]

    def places(self, rows: Collection[Row], sort: Sort, *, state: Hashable = None) -> list[int]:
        """Return the places of all rows, from 0, in an order; see `of`."""
        if state is None or state != self._state:
            now = list(rows)
            if now != self._rows:
                self._follow(now)
            self._state = state
        return self._in_order(sort)

    def _in_order(self, sort: Sort) -> list[int]:
        """Return the places of the rows in an order."""
        if sort not in self._places:
            if len(self._places) >= _KEPT:
                oldest = next(iter(self._places))
                del self._places[oldest]
                self._ordered.pop(oldest, None)
            at = {row.id: place for place, row in enumerate(self._rows)}
            self._places[sort] = [at[row.id] for row in in_order(self._rows, sort)]
        return self._places[sort]

    def _follow(self, now: list[Row]) -> None:
        """Move in each order the rows that changed or were added."""
        before, self._rows = self._rows, now
        self._ordered.clear()
        same = bytes(map(is_, before, now))
        changed = len(now) - same.count(1)
        if len(now) < len(before) or changed > _MANY:
            self._places.clear()
            return
        places = [place for place, kept in enumerate(same) if not kept]
        places += range(len(before), len(now))
        for sort in list(self._places):
            self._places[sort] = _moved(self._places[sort], sort, places, before, now)


def _moved(
    order: list[int], sort: Sort, changed: list[int], before: list[Row], now: list[Row]
) -> list[int]:
    """Return the order of the rows' places after the rows at some places changed."""
    keys = _told_apart(sort)
    moving = [
        place
        for place in changed
        if place >= len(before) or _compared(before[place], now[place], keys)
    ]
    if not moving:
        return order
    gone = set(moving)
    order = [place for place in order if place not in gone]

    def compared(one: int, other: int) -> int:
        return _compared(now[one], now[other], keys) or one - other

    standing = cmp_to_key(compared)
    for place in moving:
        order.insert(bisect(order, standing(place), key=standing), place)
    return order


def _compared(one: Row, other: Row, keys: list[SortBy]) -> int:
    """Return less than 0 where the one comes first by these keys, 0 where none tells."""
    for by in keys:
        value_of, falling = _VALUES[by.key]
        first, second = value_of(one), value_of(other)
        if first == second:
            continue
        if first is None or second is None:
            return 1 if first is None else -1
        return -1 if (first > second) == (falling != by.reverse) else 1
    return 0


def _title(row: Row) -> str | None:
    """Return a title as it is read and as letters compare, quotes before it left out.

    Macros that lost their backslash are not looked for, which would take most of
    the time and hardly ever move a title.
    """
    stored = row.title
    title = fold(readable(stored) if has_debris(stored) else stored)
    if not title[:1].isalnum():
        title = title.lstrip(_OPENING) or title
    return title or None


_TIES = (SortBy("featured"), SortBy("upvotes"))

_OPENING = " \"'“”„‘’«»([{<*_`¿¡"
"""What may stand before the first word of a title."""

_KEPT = 8
"""So many orders are kept; a person changes between a few."""

_MANY = 100
"""From more changed rows on, sorting anew costs less than moving each."""

_STANDING = {status: place for place, status in enumerate(STATUSES)}

_VALUES: dict[SortKey, tuple[Callable[[Row], Any], bool]] = {
    "featured": (lambda row: day_of(row) or None, True),
    "published": (lambda row: row.published or None, True),
    "added": (lambda row: row.added or None, True),
    "upvotes": (attrgetter("upvotes"), True),
    "title": (_title, False),
    "status": (lambda row: _STANDING[row.status], False),
}
"""For each key what it looks at, None where that is unknown; whether the largest is first."""
