"""BibTeX files."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import bibtexparser.entrypoint as bibtexparser
from pybtex.database import parse_string

from paperreader.entry import Entry
from paperreader.exporting import Occasion
from paperreader.exporting.bibliography import Bibliography
from tests.unit.citing.reading import corpus
from tests.unit.exporting.entries import ATTENTION, BARE, COUNTED, EVERYTHING

LEE = Entry(id="a", title="Thing One", authors=("Ann Lee",), published="2020-01-01")


def bibtex(entries: Iterable[Entry], *, title: str, keys: Mapping[str, str]) -> Iterator[str]:
    return Bibliography("bibtex", "%")(entries, Occasion(title=title, keys=keys))


def keys_of(text: str) -> list[str]:
    return list(parse_string(text, "bibtex").entries)


def test_a_file_has_a_heading_without_a_date_and_every_entry() -> None:
    text = "".join(bibtex((ATTENTION, COUNTED, BARE), title="Queue", keys={}))
    assert text.startswith(
        "% Queue\n% Written by paperreader.\n\n@misc{vaswani2017attention,\n"
    )
    assert keys_of(text) == [
        "vaswani2017attention",
        "onlyrevealingeffect2024",
        "nothingelseknown",
    ]


def test_a_title_cannot_open_a_record() -> None:
    text = "".join(bibtex((BARE,), title="@misc{x,\n@comment{", keys={}))
    assert keys_of(text) == ["nothingelseknown"]
    assert not bibtexparser.parse_string(text).failed_blocks


def test_keys_are_the_given_else_the_pinned_else_new_ones() -> None:
    again = Entry(id="b", title="Thing One", authors=("Bo Lee",), published="2020-01-01")
    third = Entry(id="c", title="Thing One", authors=("Cy Lee",), published="2020-01-01")
    pinned = Entry(id="d", title="x", citation_key="lee2020thinga")
    entries = (LEE, again, third, pinned)
    assert keys_of("".join(bibtex(entries, title="", keys={}))) == [
        "lee2020thing",
        "lee2020thingb",
        "lee2020thingc",
        "lee2020thinga",
    ]
    given = {"a": "mine", "z": "lee2020thing"}
    assert keys_of("".join(bibtex(iter(entries[:2]), title="", keys=given))) == [
        "mine",
        "lee2020thinga",
    ]


def test_hostile_entries_are_all_read() -> None:
    text = "".join(bibtex(EVERYTHING, title="Hostile", keys={}))
    assert len(keys_of(text)) == len(EVERYTHING)
    assert not bibtexparser.parse_string(text).failed_blocks


def test_real_records_are_all_read(shared: Path) -> None:
    entries = list(corpus(shared, 300))
    text = "".join(bibtex(entries, title="", keys={}))
    read = parse_string(text, "bibtex").entries.values()
    assert [entry.fields["eprint"] for entry in read] == [entry.arxiv_id for entry in entries]


def test_a_style_needs_one_line_to_be_a_file() -> None:
    listed = Bibliography("plain", opening="[\n", between=",\n", closing="\n]\n", empty="[]\n")
    text = "".join(listed((ATTENTION, BARE), Occasion()))
    assert text.startswith("[\nAshish Vaswani") and text.count(",\n") == 1
    assert "".join(listed((), Occasion())) == "[]\n"
