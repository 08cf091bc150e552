"""The word index of a library, kept in step with it."""

from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest
from typing import Protocol

from paperreader.entry import Entry, Row
from paperreader.searching.index import Part, WordIndex, lined_up

_MANY = 2_000
"""From so many changed entries on, all are read again rather than one by one."""


class Searchable(Protocol):
    """What a search needs of a library."""

    def rows(self) -> Collection[Row]:
        """Return the rows of all entries."""

    def entry(self, id: str, /) -> Entry:  # noqa: A002 - the field's own name
        """Return a whole entry; raises KeyError where there is none."""

    def texts(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield id, authors and abstract of every entry."""


class KeptIndex:
    """A word index, and the row that stands behind each of its slots."""

    def __init__(self, library: Searchable) -> None:
        self.library = library
        self._seen: list[Row] = []
        self.slots_by_id: dict[str, int] = {}
        self._ordered: list[Row] = []
        self._ordered_slots: list[int] | None = None
        self.words = WordIndex()
        self.rows: list[Row | None] = []
        """By slot; None where the entry changed or went."""

    def update(self, rows: list[Row], forgotten: set[str]) -> None:
        """Take in what is new or changed.

        Titles, tags and notes are seen to have changed by themselves; entries
        whose authors may have changed are named in `forgotten`.
        """
        if rows == self._seen and not forgotten:
            return
        self._ordered_slots = None
        changed = self._changed(rows, forgotten)
        if len(changed) > _MANY or len(self.words.dropped) > max(_MANY, len(rows) // 4):
            self._rebuild(rows)
        else:
            for row in changed:
                self._renew(row)
        if len(self.slots_by_id) > len(rows):
            for gone in self.slots_by_id.keys() - {row.id for row in rows}:
                self._drop(gone)
        self._seen = rows

    def slots(self) -> Iterator[int]:
        """Yield the slots that count."""
        return (slot for slot, row in enumerate(self.rows) if row is not None)

    def slots_of(self, rows: list[Row]) -> list[int]:
        """Return the slots of rows, in their order; the list must not be changed."""
        if rows is not self._ordered or self._ordered_slots is None:
            slots = [self.slots_by_id[row.id] for row in rows if row.id in self.slots_by_id]
            if len(rows) < _MANY:
                return slots
            self._ordered, self._ordered_slots = rows, slots
        return self._ordered_slots

    def line_up(self, slot: int, part: Part) -> str:
        """Return the text of a part of a slot as `index.lined_up` gives it."""
        row = self.rows[slot]
        if row is None:
            return ""
        if part is Part.AUTHOR:
            return self.words.names(slot)
        return lined_up((row.title,) if part is Part.TITLE else (*row.tags, row.note))

    def _changed(self, rows: list[Row], forgotten: set[str]) -> list[Row]:
        """Return the rows whose words may have changed; bring the others up to date."""
        changed = []
        for row in [
            row
            for row, old in zip_longest(rows, self._seen[: len(rows)])
            if row is not old or row.id in forgotten
        ]:
            slot = self.slots_by_id.get(row.id)
            old = None if slot is None else self.rows[slot]
            if slot is None or old is None or row.id in forgotten or not _same_words(old, row):
                changed.append(row)
            else:
                self.rows[slot] = row
        return changed

    def _rebuild(self, rows: list[Row]) -> None:
        self.words, self.rows, self.slots_by_id = WordIndex(), [], {}
        by_id = {row.id: row for row in rows}
        for id_, authors, _ in self.library.texts():
            if row := by_id.pop(id_, None):
                self._add(row, authors)
        for row in by_id.values():  # added since the reading of the texts began
            self._renew(row)

    def _renew(self, row: Row) -> None:
        try:
            authors = self.library.entry(row.id).authors
        except KeyError:  # gone meanwhile; the next update finds its row gone, too
            return
        slot = self.slots_by_id.get(row.id)
        if slot is not None:
            old = self.rows[slot]
            if old and _same_words(old, row) and self.words.names(slot) == lined_up(authors):
                self.rows[slot] = row
                return
            self._drop(row.id)
        self._add(row, authors)

    def _add(self, row: Row, authors: Iterable[str]) -> None:
        self.slots_by_id[row.id] = self.words.add(row.title, authors, row.tags, row.note)
        self.rows.append(row)

    def _drop(self, id: str) -> None:  # noqa: A002 - the field's own name
        slot = self.slots_by_id.pop(id)
        self.words.drop(slot)
        self.rows[slot] = None


def _same_words(one: Row, other: Row) -> bool:
    return one.title == other.title and one.tags == other.tags and one.note == other.note
