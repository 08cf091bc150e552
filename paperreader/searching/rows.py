"""The rows of a library by document number, and which of them a condition picks."""

import datetime
from array import array
from collections.abc import Collection
from itertools import compress

from paperreader.entry import Row
from paperreader.library import Library
from paperreader.searching.filtering import RowLeaf, predicate
from paperreader.searching.needles import Ask, Either, Every, Most, Span, Without
from paperreader.searching.recency import age, recency
from paperreader.searching.sorting import Orders, Sort

_MANY = 1_000
"""From so many changed rows on, all are asked anew."""

_FEW_IN = 8
"""Up to one in so many rows, the picked ones are sorted rather than all walked over."""

_ORDERS_KEPT = 4
"""In so many orders the place of each row is remembered."""

_KEPT = 64
"""So many conditions are remembered with the rows that meet them."""


class RowShelf:
    """All rows, kept in step with the library.

    A *mask* is an int with one byte for each document number, the first lowest:
    1 where the row is picked, else 0. Masks are joined as numbers, all bytes at once.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._seq: int | None = None
        self._rows: list[Row] = []
        self._there = bytearray()
        self._days = array("d")
        self._ages = array("d")
        self._span: tuple[int, Span] | None = None
        self._whole_span: Span | None = None
        self._picked: dict[tuple[RowLeaf, datetime.date], bytearray] = {}
        self._orders = Orders()
        self._places: dict[Sort, array[int]] = {}
        self._places_of: int | None = None
        self._everything = 0
        self._numbers: dict[str, int] = {}

    def follow(self) -> None:
        """Take in what the library has changed."""
        if self._seq == self._library.seq:
            return
        shift = None if self._seq is None else self._library.since(self._seq)
        if shift is None or len(shift.rows) > _MANY:
            self._read()
        else:
            for number in shift.rows:
                self._put(number, self._library.row_numbered(number))
            self._seq = shift.seq
        self._everything = int.from_bytes(self._there, "little")
        self._span = self._whole_span = None

    def _read(self) -> None:
        self._seq, rows = self._library.numbered()
        size = max(rows, default=0) + 1
        self._rows = [rows.get(number) or _no_row(number) for number in range(size)]
        self._days = array("d", map(recency, self._rows))
        self._ages = array("d", map(age, self._rows))
        self._there = bytearray(size)
        for number in rows:
            self._there[number] = 1
        self._numbers = {row.id: number for number, row in rows.items()}
        self._picked.clear()

    def _put(self, number: int, row: Row | None) -> None:
        more = number + 1 - len(self._rows)
        if more > 0:
            self._rows += map(_no_row, range(len(self._rows), number + 1))
            self._there += bytes(more)
            self._days.extend([0.0] * more)
            self._ages.extend([0.0] * more)
            for picked in self._picked.values():
                picked.extend(bytes(more))
        old = self._rows[number]
        if self._there[number] and (row is None or row.id != old.id):
            self._numbers.pop(old.id, None)
        self._rows[number] = row or _no_row(number)
        self._days[number] = recency(self._rows[number])
        self._ages[number] = age(self._rows[number])
        self._there[number] = row is not None
        if row is not None:
            self._numbers[row.id] = number
        for (leaf, today), picked in self._picked.items():
            picked[number] = row is not None and predicate(leaf, today)(row)

    def __len__(self) -> int:
        return self._everything.bit_count()

    @property
    def size(self) -> int:
        """One more than the greatest document number."""
        return len(self._rows)

    def row(self, number: int) -> Row | None:
        """Return the row of a document number; None where there is none (any more)."""
        if number < len(self._there) and self._there[number]:
            return self._rows[number]
        return None

    def number(self, id: str) -> int | None:  # noqa: A002 - the field's own name
        """Return the document number of an entry's id."""
        return self._numbers.get(id)

    # -- masks ------------------------------------------------------------------

    @property
    def everything(self) -> int:
        """The mask of all rows."""
        return self._everything

    def mask_of(self, numbers: Collection[int]) -> int:
        """Return the mask of the rows with these document numbers."""
        picked = bytearray(self.size)
        try:
            for number in numbers:
                picked[number] = 1
        except IndexError:  # the index knows entries that the rows do not
            return self.mask_of([number for number in numbers if number < self.size])
        return int.from_bytes(picked, "little") & self.everything

    def numbers_in(self, mask: int) -> list[int]:
        """Return the document numbers that a mask picks."""
        return list(compress(range(self.size), mask.to_bytes(self.size, "little")))

    def span_of(self, mask: int) -> Span:
        """Return the span of days and years of the rows that a mask picks."""
        if self._span is None or self._span[0] != mask:  # a view stays while keys come
            self._span = mask, self._span_of(mask)
        return self._span[1]

    def span_of_all(self) -> Span:
        """Return the span of days and years of all rows."""
        if self._whole_span is None:
            self._whole_span = self._span_of(self._everything)
        return self._whole_span

    def _span_of(self, mask: int) -> Span:
        picked = mask.to_bytes(self.size, "little")
        days, years = list(compress(self._days, picked)), list(compress(self._ages, picked))
        return Span(
            (min(days, default=0.0), max(days, default=0.0)),
            (min(years, default=0.0), max(years, default=0.0)),
        )

    def mask(self, ask: Ask, today: datetime.date) -> int:
        """Return the mask of the rows that meet what is asked of rows only."""
        if isinstance(ask, Every):
            found = self.everything
            for part in ask.parts:
                found &= self.mask(part, today)
            return found
        if isinstance(ask, Either):
            found = 0
            for part in ask.parts:
                found |= self.mask(part, today)
            return found
        if isinstance(ask, Without):
            return self.everything ^ self.mask(ask.part, today)
        assert isinstance(ask, RowLeaf) and not isinstance(ask, Most)
        return int.from_bytes(self._pick(ask, today), "little")

    def _pick(self, leaf: RowLeaf, today: datetime.date) -> bytearray:
        picked = self._picked.get((leaf, today))
        if picked is None:
            if len(self._picked) >= _KEPT:
                self._picked.clear()
            meets = predicate(leaf, today)
            picked = bytearray(map(meets, self._rows))
            # What there is not meets nothing, whatever its empty row says.
            there = int.from_bytes(picked, "little") & self.everything
            picked = bytearray(there.to_bytes(self.size, "little"))
            self._picked[leaf, today] = picked
        return picked

    # -- orders -----------------------------------------------------------------

    def in_order(self, mask: int, sort: Sort) -> list[Row]:
        """Return the rows that a mask picks, in an order."""
        rows = self._rows
        if mask.bit_count() * _FEW_IN < self.size:
            numbers = self.numbers_in(mask)
            numbers.sort(key=self.places(sort).__getitem__)
            return [rows[number] for number in numbers]
        picked = mask.to_bytes(self.size, "little")
        return [rows[number] for number in self._in_order(sort) if picked[number]]

    def places(self, sort: Sort) -> "array[int]":
        """Return for each document number its place in an order of all rows."""
        if self._places_of != self._seq or len(self._places) >= _ORDERS_KEPT:
            self._places.clear()
            self._places_of = self._seq
        if sort not in self._places:
            places = array("I", bytes(4 * self.size))
            for place, number in enumerate(self._in_order(sort)):
                places[number] = place
            self._places[sort] = places
        return self._places[sort]

    def _in_order(self, sort: Sort) -> list[int]:
        return self._orders.places(self._rows, sort, state=self._seq)


def _no_row(number: int) -> Row:
    """Return what stands where there is no document: orders tell rows apart by their ids."""
    return Row(id=f"\0{number}", title="")
