"""BibLaTeX, RIS and CSL-JSON read back by programs that others wrote."""

import json
import re
import warnings
from datetime import date
from pathlib import Path
from typing import Any

import bibtexparser.entrypoint as bibtexparser
import jsonschema
import pytest
import rispy
from pybtex.database import parse_string

from paperreader.citing import cite_all
from paperreader.citing.people import inverted, people
from paperreader.citing.plain_text import shown
from paperreader.entry import Entry
from paperreader.exporting import Occasion, export
from paperreader.importing import read_source
from tests.unit.citing.csl_schema import SCHEMA
from tests.unit.citing.reading import corpus
from tests.unit.citing.test_read_back import keyed, same_text

_odd = re.compile(r"[\\{}$^_~%&#]")


def written(found: dict[str, Entry], style: str) -> str:
    keys = {entry.id: key for key, entry in found.items()}
    return cite_all(found.values(), style, keys)


def assert_biblatex_survives(found: dict[str, Entry], *, ascii_only: bool = False) -> None:
    keys = {entry.id: key for key, entry in found.items()}
    text = cite_all(found.values(), "biblatex", keys, ascii_only=ascii_only)
    assert text.isascii() or not ascii_only
    by_pybtex = parse_string(text, "bibtex")
    by_bibtexparser = bibtexparser.parse_string(text)
    assert not by_bibtexparser.failed_blocks
    assert list(by_pybtex.entries) == [one.key for one in by_bibtexparser.entries]
    assert list(by_pybtex.entries) == list(found)
    for key, entry in found.items():
        record = by_pybtex.entries[key]
        assert record.fields.get("eprint") == entry.arxiv_id
        named, incomplete = people(entry)
        count = len(named) + incomplete or bool(entry.organization)
        assert len(record.persons.get("author", [])) == count
        if not ascii_only:
            assert same_text(record.fields["title"], entry.title)
        if entry.published:
            assert record.fields["date"] == entry.published


def assert_ris_survives(found: dict[str, Entry]) -> None:
    records = rispy.loads(written(found, "ris"))
    assert [record["id"] for record in records] == list(found)
    for record, entry in zip(records, found.values(), strict=True):
        assert record.get("title") == shown(entry.title)
        named, _ = people(entry)
        expected = [
            name.family.replace(",", "") if name.literal else inverted(name) for name in named
        ]
        organization = [shown(entry.organization)] if entry.organization else []
        assert record.get("authors", []) == (expected or organization)
        if entry.arxiv_id:
            assert record["accession_number"] == f"arXiv:{entry.arxiv_id}"
            assert record["urls"] == [f"https://arxiv.org/abs/{entry.arxiv_id}"]
        if entry.published:
            assert record["year"] == entry.published[:4]
        assert bool(named) or "not given" in "".join(record["notes"])


def assert_csl_survives(found: dict[str, Entry]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(written(found, "csl-json"))
    jsonschema.validate(items, SCHEMA, cls=jsonschema.Draft7Validator)
    assert [item["id"] for item in items] == list(found)
    for item, entry in zip(items, found.values(), strict=True):
        assert item.get("title", "") == shown(entry.title)
        named, _ = people(entry)
        expected = [name.natural for name in named] or (
            [shown(entry.organization)] if entry.organization else []
        )
        parts = ("literal", "given", "non-dropping-particle", "family", "suffix")
        read_back = [
            " ".join(name[part] for part in parts if part in name)
            for name in item.get("author", [])
        ]
        assert read_back == expected
        assert ("note" in item) is (not named)
    return items


def assert_citeproc_renders(items: list[dict[str, Any]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of variables that citeproc-py does not know
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON

        style = CitationStylesStyle("apa", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        rendered = [str(one) for one in bibliography.bibliography()]
    assert len(rendered) == len(items)
    everything = "\n".join(rendered)
    for item in items:
        for name in item.get("author", [])[:1]:
            assert (name.get("family") or name["literal"]) in everything


def few(_: int, record: dict[str, Any]) -> bool:
    return bool(record["authors"])


def many(number: int, record: dict[str, Any]) -> bool:
    """Every thirtieth, and whatever is odd."""
    names = " ".join(record["authors"] or ())
    odd = _odd.search(record["title"]) or re.search(r"[\\{}~%,]|\b(?:Jr|III|Team)\b", names)
    return bool(record["authors"]) and (number % 30 == 0 or bool(odd))


def test_a_few_hundred_records_survive(shared: Path) -> None:
    found = keyed(corpus(shared, 300, few))
    assert_biblatex_survives(found)
    assert_biblatex_survives(found, ascii_only=True)
    assert_ris_survives(found)
    assert_citeproc_renders(assert_csl_survives(found)[:60])


@pytest.mark.slow
def test_thousands_of_records_survive(shared: Path) -> None:
    found = keyed(corpus(shared, 100_000, many))
    assert len(found) > 3_000
    assert_biblatex_survives(found)
    assert_biblatex_survives(found, ascii_only=True)
    assert_ris_survives(found)
    assert_citeproc_renders(assert_csl_survives(found)[:1500])


@pytest.mark.slow
def test_every_real_dump_survives(shared: Path) -> None:
    """Papers of which a page gives only "3 authors" or an organisation among them."""
    found: dict[str, Entry] = {}
    for path in sorted((shared / "dumps").rglob("*")):
        if path.suffix in (".txt", ".md", ".html") and path.name != "README.md":
            for number, entry in enumerate(
                read_source(path.read_bytes(), name=path.name, made=date(2026, 1, 1)).entries
            ):
                key = f"k{len(found)}"
                found[key] = Entry(
                    id=f"{path.name}-{number}",
                    title=entry.title,
                    authors=entry.authors,
                    author_count=entry.author_count if not entry.authors else None,
                    organization=entry.organization,
                    published=entry.published,
                    arxiv_id=entry.arxiv_id,
                )
    assert len(found) > 200
    assert_biblatex_survives(found)
    assert_ris_survives(found)
    assert_citeproc_renders(assert_csl_survives(found)[:300])


def test_the_export_files_are_read(shared: Path) -> None:

    entries = list(corpus(shared, 200))

    def text(name: str) -> str:
        return "".join(export(entries, name, Occasion(title="")))

    assert len(parse_string(text("biblatex"), "bibtex").entries) == 200
    assert len(rispy.loads(text("ris"))) == 200
    assert len(json.loads(text("csl-json"))) == 200
