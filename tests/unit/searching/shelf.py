"""A small library on the disk, for tests of search."""

import datetime
import itertools
from pathlib import Path
from typing import Any

from paperreader.entry import Entry, Parsed, Row, Status
from paperreader.library import Library
from paperreader.searching import Searcher, SearchResult
from paperreader.searching.index.building import bring_up
from paperreader.searching.index.folder import IndexFolder

TODAY = datetime.date(2026, 3, 1)


def row_of(entry: Entry) -> Row:
    """Return the row that a library holds for an entry."""
    return Row(**{name: getattr(entry, name) for name in Row.__struct_fields__})


class Shelf:
    """A library that is filled entry by entry, and a searcher over it."""

    def __init__(self, folder: Path) -> None:
        self.library = Library.open(folder / "library")
        self.cache = folder / "cache"
        self._numbers = itertools.count(1)
        self.searcher = Searcher(self.library)

    def add(
        self,
        title: str,
        *,
        tags: tuple[str, ...] = (),
        note: str = "",
        status: Status = "inbox",
        starred: bool = False,
        **facts: Any,
    ) -> str:
        """Add an entry; return its id. Without an arXiv id it gets one of its own."""
        facts.setdefault("arxiv_id", f"2401.{next(self._numbers):05}")
        entry = Entry(title=title, **facts)
        parsed = Parsed(shape="records", entries=(entry,), lines=(1,))
        self.library.import_parsed(parsed, source="test")
        id_ = f"arxiv:{facts['arxiv_id']}"
        if tags:
            self.library.tag([id_], add=tags)
        if note:
            self.library.note(id_, note)
        if starred:
            self.library.star([id_], True)
        if status != "inbox":
            self.library.mark([id_], status)
        return id_

    def indexed(self) -> Searcher:
        """Make the index, and return a searcher that answers by it."""
        bring_up(self.library, self.folder)
        searcher = Searcher(self.library, self.cache)
        searcher.prepare()
        assert searcher.ready
        return searcher

    @property
    def folder(self) -> IndexFolder:
        """Where the index of the library lies."""
        return IndexFolder(self.cache, self.library.folder)

    def search(self, text: str, **options: Any) -> SearchResult:
        """Search by reading."""
        return self.searcher.search(text, today=TODAY, **options)

    def titles(self, text: str, **options: Any) -> list[str]:
        """Return the last words of the titles found."""
        return [row.title.split()[-1] for row in self.search(text, **options).rows]
