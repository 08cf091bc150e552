"""Keys and other things that bibliographies bring: kept, never changed, never two of one."""

from itertools import permutations
from pathlib import Path
from typing import Any

import msgspec

from paperreader.entry import Entry, Source
from paperreader.importing import read_source
from paperreader.importing.made import made_by_now
from paperreader.library import Library
from paperreader.library.kept import kept_of

from .samples import paper, parsed


def told(key: str | None, kept: dict[str, str] | None = None, **facts: Any) -> Entry:
    """Return a record as a bibliography gives it."""
    sources = (Source(source="", shape="bibtex", imported="", kept=kept),) if kept else ()
    return paper(citation_key=key, sources=sources, **facts)


def test_keys_of_new_entries_and_of_those_without_one(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.import_parsed(parsed(paper("One"), paper("Two")), source="a.json")
        library.import_parsed(
            parsed(told("one", title="One"), told("three", title="Three"), shape="bibtex"),
            source="a.bib",
        )
        report = library.import_parsed(
            parsed(
                told("other", title="One"),
                told("three", title="Two"),
                told("one", title="Four"),
                shape="ris",
            ),
            source="b.ris",
        )
        keys = {row.title: row.citation_key for row in library.rows()}
        assert keys == {"One": "one", "Two": None, "Three": "three", "Four": None}
        assert [problem.line for problem in report.problems] == [1, 2, 3]


def test_what_is_kept_is_the_same_in_any_order_and_survives_better_sources(
    tmp_path: Path,
) -> None:
    sources = [
        ("a.bib", parsed(told("k", {"volume": "1", "entrytype": "misc"}), shape="bibtex")),
        ("b.ris", parsed(told("k", {"volume": "2", "pages": "3--4"}), shape="ris")),
        ("c.bib", parsed(told("k", {"entrytype": "article"}), shape="bibtex")),
        ("d.json", parsed(paper(abstract="All of it."), shape="hub-api")),
    ]
    seen = []
    for number, order in enumerate(permutations(sources)):
        with Library.open(tmp_path / str(number)) as library:
            for name, source in [*order, *order]:
                library.import_parsed(source, source=name)
            (row,) = library.rows()
            seen.append(kept_of(library.entry(row.id)))
    assert seen == [{"entrytype": "article", "pages": "3--4", "volume": "2"}] * len(seen)


def test_our_own_json_brings_it_back_exactly_and_undo_takes_it_away(tmp_path: Path) -> None:
    with Library.open(tmp_path / "one") as library:
        record = told("k", {"volume": "1", "note": "ä  {x}"}, doi="10.99999/a")
        library.import_parsed(parsed(record, shape="bibtex"), source="a.bib")
        (row,) = library.rows()
        entry = library.entry(row.id)
        library.undo()
        assert not library.rows()
    out = msgspec.json.encode([entry])
    again = read_source(out, name="out.json", made=made_by_now())
    assert again.problems == ()
    with Library.open(tmp_path / "two") as library:
        library.import_parsed(again, source="out.json")
        assert library.entry(entry.id) == entry


def test_nothing_is_written_where_nothing_is_kept() -> None:
    plain = Source(source="s", shape="records", imported="2025-01-01T00:00:00Z")
    assert b"kept" not in msgspec.json.encode(plain)
