"""A small library in memory, for tests of search."""

import datetime
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from paperreader.entry import Entry, Row

TODAY = datetime.date(2026, 3, 1)


def row_of(entry: Entry) -> Row:
    """Return the row that a library holds for an entry."""
    return Row(**{name: getattr(entry, name) for name in Row.__struct_fields__})


class Shelf:
    """Entries that can be added, changed and removed; counts the readings of all texts."""

    def __init__(self, *entries: Entry) -> None:
        self._entries: dict[str, Entry] = {}
        self._rows: dict[str, Row] = {}
        self.readings = 0
        for entry in entries:
            self.put(entry)

    def put(self, entry: Entry) -> None:
        """Add an entry, or put it in place of the one with its id."""
        self._entries[entry.id] = entry
        self._rows[entry.id] = row_of(entry)

    def add(self, title: str, **fields: Any) -> str:
        """Add an entry with a title; return its id."""
        entry = Entry(id=f"title:{len(self._entries)}", title=title, **fields)
        self.put(entry)
        return entry.id

    def change(self, id: str, **fields: Any) -> None:  # noqa: A002 - the field's own name
        """Change some fields of an entry."""
        self.put(replace(self._entries[id], **fields))

    def remove(self, id: str) -> None:  # noqa: A002 - the field's own name
        """Remove an entry."""
        del self._entries[id], self._rows[id]

    def rows(self) -> list[Row]:
        """Return the rows of all entries."""
        return list(self._rows.values())

    def entry(self, id: str, /) -> Entry:  # noqa: A002 - the field's own name
        """Return a whole entry."""
        return self._entries[id]

    def texts(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield id, authors and abstract of every entry."""
        self.readings += 1
        for entry in list(self._entries.values()):
            yield entry.id, entry.authors, entry.abstract or entry.summary or ""
