"""What holds of every format."""

from collections.abc import Iterator

import pytest

from paperreader.entry import Entry
from paperreader.exporting import FORMATS, Occasion, UnknownFormat, export
from tests.unit.exporting.entries import EVERYTHING

KEYS = {entry.id: f"key{number}" for number, entry in enumerate(EVERYTHING)}


def text_of(format_name: str, entries: Iterator[Entry] | tuple[Entry, ...]) -> str:
    return "".join(export(entries, format_name, Occasion(title="Queue", keys=KEYS)))


def test_the_formats_and_their_file_names() -> None:
    assert [(one.name, one.suffix) for one in FORMATS.values()] == [
        ("markdown", ".md"),
        ("html", ".html"),
        ("bibtex", ".bib"),
        ("biblatex", ".bib"),
        ("ris", ".ris"),
        ("csv", ".csv"),
        ("json", ".json"),
        ("jsonl", ".jsonl"),
        ("csl-json", ".json"),
        ("org", ".org"),
        ("obsidian", "/"),
        ("atom", ".atom"),
    ]
    assert all(name == one.name and one.description for name, one in FORMATS.items())


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_entries_give_the_same_bytes_from_any_iterable(name: str) -> None:
    text = text_of(name, EVERYTHING)
    assert text == text_of(name, iter(EVERYTHING))
    assert text.encode()
    assert text.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_no_terminal_is_commanded(name: str) -> None:
    text = text_of(name, EVERYTHING)
    assert not set(text) & set("\x00\x1b\x9b\x07\x7f")
    if name != "csv":
        assert not set(text) & set("\u202e\u2028\r")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_export_is_no_error(name: str) -> None:
    text = text_of(name, ())
    assert text.endswith("\n") if name not in ("jsonl", "ris", "obsidian") else not text


def test_an_unknown_format_is_refused_before_anything_is_read() -> None:
    unread: Iterator[Entry] = iter(lambda: pytest.fail("an entry was asked for"), None)
    with pytest.raises(UnknownFormat, match="no export format 'docx': choose from markdown, "):
        export(unread, "docx", Occasion())


def test_which_formats_need_keys() -> None:
    cites = {name for name, one in FORMATS.items() if one.cites(Occasion())}
    assert cites == {"html", "bibtex", "biblatex", "ris", "csl-json"}
    cited = Occasion(parts=frozenset({"citations"}))
    assert FORMATS["markdown"].cites(cited)
    assert not FORMATS["html"].cites(Occasion(parts=frozenset()))
