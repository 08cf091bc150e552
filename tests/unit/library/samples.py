"""Invented papers, and ways to look at a whole library."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from paperreader.entry import Entry, Parsed, Row
from paperreader.library import Counts, ImportReport, Library, Texts, day_of

Reopen = Callable[[Library], Library]


def paper(title: str = "Slow Light in Fast Fibres", **facts: Any) -> Entry:
    """Return a record as an importer would build it."""
    return Entry(title=title, **facts)


def numbered(number: int, **facts: Any) -> Entry:
    """Return one of many records, each with an arXiv id and a title of its own."""
    named: dict[str, Any] = {
        "title": f"Paper number {number}",
        "arxiv_id": f"2501.{number:05d}",
        "abstract": f"What the paper of number {number} is about.",
        "authors": (f"Ada Author{number}", "Ben Writer"),
    }
    return Entry(**(named | facts))


def parsed(*entries: Entry, shape: str = "records", page_date: str | None = None) -> Parsed:
    """Return what a source with these records says."""
    lines = tuple(range(1, len(entries) + 1))
    return Parsed(shape=shape, entries=entries, lines=lines, page_date=page_date)


def give(library: Library, *entries: Entry, shape: str = "records") -> ImportReport:
    """Import records."""
    return library.import_parsed(parsed(*entries, shape=shape), source="given.json")


def filled(folder: Path, count: int = 5) -> Library:
    """Open a library and import numbered records."""
    library = Library.open(folder)
    give(library, *(numbered(number) for number in range(1, count + 1)))
    return library


def state(library: Library) -> dict[str, Entry]:
    """Return every entry, whole, in the library's order."""
    return {row.id: library.entry(row.id) for row in library.rows()}


def kept(folder: Path) -> dict[str, Entry]:
    """Return what a process that opens the folder now finds there."""
    library = Library.open(folder)
    try:
        check(library)
        return state(library)
    finally:
        library.table.files.close()


def crash(library: Library) -> Library:
    """Leave a library as a killed process does, without folding, and open it again."""
    library.table.files.close()
    return Library.open(library.folder)


def close(library: Library) -> Library:
    """Close a library properly and open it again."""
    library.close()
    return Library.open(library.folder)


def row_of(entry: Entry) -> Row:
    """Return what a list must show of an entry."""
    return msgspec.convert(
        {name: getattr(entry, name) for name in Row.__struct_fields__}, Row, strict=False
    )


def texts_of(entry: Entry) -> Texts:
    """Return what search must read of an entry."""
    return Texts(**{name: getattr(entry, name) for name in Texts.__struct_fields__})


def check(library: Library) -> None:
    """Check that rows, texts, ids and counts all tell the same as the entries."""
    entries = state(library)
    rows = list(library.rows())
    assert len(library) == len(rows) == len(entries)
    assert rows == [row_of(entry) for entry in entries.values()]
    assert [row.id for row in library.newest_rows(10**6)] == [*reversed(entries)]
    _, numbered_rows = library.numbered()
    assert list(numbered_rows.values()) == rows
    texts = dict(library.texts())
    assert texts == {n: texts_of(entries[row.id]) for n, row in numbered_rows.items()}
    assert dict(library.texts(numbered_rows.keys())) == texts
    for entry in entries.values():
        assert library.row(entry.id).id == entry.id
        assert library.resolve(entry.id) == entry.id
    assert library.counts() == recount(rows)


def recount(rows: list[Row]) -> Counts:
    """Count rows from scratch."""
    days = Counter(day_of(row) for row in rows)
    undecided = Counter(day_of(row) for row in rows if row.status == "inbox")
    tags = Counter(tag for row in rows for tag in row.tags)
    statuses = Counter(row.status for row in rows)
    return Counts(
        total=len(rows),
        status={
            "inbox": statuses["inbox"],
            "queued": statuses["queued"],
            "reading": statuses["reading"],
            "read": statuses["read"],
            "skipped": statuses["skipped"],
        },
        starred=sum(row.starred for row in rows),
        noted=sum(bool(row.note) for row in rows),
        tags=dict(sorted(tags.items())),
        days=dict(sorted(days.items(), reverse=True)),
        undecided=dict(sorted(undecided.items(), reverse=True)),
    )


def set_clock(monkeypatch: pytest.MonkeyPatch, *, step: int = 1) -> None:
    """Let every look at the library's clock be `step` seconds after the one before."""
    monkeypatch.setattr("paperreader.library.library.now", ticking(step))


def ticking(step: int = 1) -> Callable[[], str]:
    """Return a clock that moves by `step` seconds at every look."""
    seconds = 500_000

    def now() -> str:
        nonlocal seconds
        seconds += step
        days, rest = divmod(seconds, 86_400)
        hours, rest = divmod(rest, 3_600)
        minutes, left = divmod(rest, 60)
        return f"2025-03-{days + 1:02d}T{hours:02d}:{minutes:02d}:{left:02d}Z"

    return now
