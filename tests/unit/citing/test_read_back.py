"""BibTeX read back by two programs that others wrote."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bibtexparser.entrypoint as bibtexparser
import pytest
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from paperreader.citing import cite, propose_key
from paperreader.citing.names import authors, parse
from paperreader.entry import Entry
from paperreader.latex import readable
from tests.unit.citing.reading import ODD_TITLE, corpus, shown


def keyed(entries: Iterator[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        found[propose_key(entry, found)] = entry
    return found


def same_text(value: str, original: str) -> bool:
    """Equal but for braces, escapes and line breaks, or else as they read."""
    original = original.replace(r" \\ ", " ")
    return shown(value) == shown(original) or as_read(value) == as_read(original)


def as_read(text: str) -> str:
    return shown(readable(text))


def assert_survives(found: dict[str, Entry]) -> None:
    bibliography = "\n\n".join(cite(entry, "bibtex", key) for key, entry in found.items())

    by_pybtex = parse_string(bibliography, "bibtex")
    assert list(by_pybtex.entries) == list(found)
    for key, entry in found.items():
        record = by_pybtex.entries[key]
        assert same_text(record.fields["title"], entry.title), (record.fields["title"], key)
        assert record.fields["eprint"] == entry.arxiv_id
        assert record.fields["url"] == f"https://arxiv.org/abs/{entry.arxiv_id}"
        named = authors(entry.authors, None)
        names = [parse(name) for name in (*named.names, *["others"] * named.incomplete)]
        persons = record.persons["author"]
        assert len(persons) == len(names), key
        for person, name in zip(persons, names, strict=True):
            surname = " ".join(person.prelast_names + person.last_names)
            assert same_text(surname, name.surname), (surname, name)
            given_names = " ".join(person.first_names + person.middle_names)
            assert same_text(given_names, name.given), (given_names, name)
            assert " ".join(person.lineage_names) == name.suffix

    by_bibtexparser = bibtexparser.parse_string(
        bibliography, append_middleware=[SeparateCoAuthors(), SplitNameParts()]
    )
    assert not by_bibtexparser.failed_blocks
    assert [record.key for record in by_bibtexparser.entries] == list(found)
    for record, entry in zip(by_bibtexparser.entries, found.values(), strict=True):
        assert same_text(record["title"], entry.title), (record["title"], record.key)
        assert record["eprint"] == entry.arxiv_id
        named = authors(entry.authors, None)
        names = [parse(name) for name in (*named.names, *["others"] * named.incomplete)]
        parts = record["author"]
        assert len(parts) == len(names), record.key
        for part, name in zip(parts, names, strict=True):
            surname = " ".join(part.von + part.last)
            assert same_text(surname, name.surname), (surname, name)
            assert same_text(" ".join(part.first), name.given)
            assert " ".join(part.jr) == name.suffix


def test_a_few_hundred_records_survive(shared: Path) -> None:
    def named(_: int, record: dict[str, Any]) -> bool:
        return bool(record["authors"])

    def odd(_: int, record: dict[str, Any]) -> bool:
        return bool(record["authors"]) and ODD_TITLE.search(record["title"]) is not None

    assert_survives(keyed(corpus(shared, 200, named)))
    assert_survives(keyed(corpus(shared, 100, odd)))


@pytest.mark.slow
def test_thousands_of_records_survive(shared: Path) -> None:
    simple = re.compile(r"[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*)+")

    def wanted(number: int, record: dict[str, Any]) -> bool:
        """Every fortieth, and whatever has an odd title or an odd name."""
        if not record["authors"]:
            return False
        odd_title = re.search(r"[\\{}$^_~]", record["title"]) is not None
        odd_name = re.search(
            r"[\\{}~%,†*]|\band\b|\b(?:Jr|III|Team)\b", " ".join(record["authors"])
        )
        lone = (
            any(not simple.fullmatch(name) for name in record["authors"]) and number % 20 == 0
        )
        return number % 40 == 0 or odd_title or odd_name is not None or lone

    found = keyed(corpus(shared, 100_000, wanted))
    assert len(found) > 3_000
    assert_survives(found)


def test_records_without_author_names_are_read(shared: Path) -> None:
    truth = json.loads((shared / "dumps/truth/search-plain-text.json").read_text("utf-8"))
    found = keyed(
        Entry(
            title=record["title"],
            author_count=record["authors_count"],
            published=record["published"],
        )
        for record in truth["entries"]
    )
    assert len(found) == 35
    text = "\n\n".join(cite(entry, "bibtex", key) for key, entry in found.items())
    by_pybtex = parse_string(text, "bibtex")
    by_bibtexparser = bibtexparser.parse_string(text)
    assert list(by_pybtex.entries) == [entry.key for entry in by_bibtexparser.entries]
    assert not by_bibtexparser.failed_blocks
    for key, entry in found.items():
        record = by_pybtex.entries[key]
        assert same_text(record.fields["title"], entry.title)
        assert not record.persons
        assert "names not given by the source" in record.fields["note"]


NAME = st.one_of(
    st.text(max_size=25),
    st.lists(
        st.sampled_from(
            ["and", "AND", "Ann", "de", "Lee,", "Jr.", "{", "}", "\\", "others", "É", "%"]
        ),
        min_size=1,
        max_size=5,
    ).map(" ".join),
)


@settings(max_examples=150)
@given(st.lists(NAME, min_size=1, max_size=4).map(tuple))
def test_as_many_authors_come_back_as_went_in(names: tuple[str, ...]) -> None:
    entry = Entry(title="T", authors=names)
    named = authors(names, None)
    record = parse_string(cite(entry, "bibtex", "k"), "bibtex").entries["k"]
    assert len(record.persons.get("author", [])) == len(named.names) + named.incomplete
