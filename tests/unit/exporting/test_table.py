"""CSV read back by the standard reader, and harmless in a spreadsheet."""

import csv
import io
from pathlib import Path

import pytest

from paperreader.entry import Entry
from paperreader.exporting import Occasion
from paperreader.exporting.table import COLUMNS, cell
from paperreader.exporting.table import csv as as_csv
from tests.unit.citing.reading import corpus
from tests.unit.exporting.entries import ATTENTION, BARE, EVERYTHING


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_says_what_the_entry_says() -> None:
    text = "".join(as_csv((ATTENTION, BARE), Occasion(keys={BARE.id: "nothing"})))
    assert text.startswith(",".join(COLUMNS) + "\r\n")
    first, second = rows(text)
    assert first["title"] == ATTENTION.title
    assert first["authors"] == "Ashish Vaswani; Noam Shazeer"
    assert first["author_count"] == "8"
    assert first["categories"] == "cs.CL; cs.LG"
    assert first["tags"] == "nlp/attention; to read"
    assert first["note"] == ATTENTION.note
    assert first["starred"] == "true"
    assert first["citation_key"] == "vaswani2017attention"
    assert first["doi"] == ""
    assert second["citation_key"] == "nothing"
    assert (second["starred"], second["upvotes"]) == ("false", "")


def test_a_key_that_is_not_pinned_is_not_promised() -> None:
    assert rows("".join(as_csv((BARE,), Occasion())))[0]["citation_key"] == ""


def test_every_field_has_a_column_but_the_nested_ones() -> None:
    assert set(Entry.__struct_fields__) - set(COLUMNS) == {"history", "sources"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (-5, "-5"),
        ("plain", "plain"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "\n=1"),
        ("\x00=1", "'=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        (("=a", "b"), "'=a; b"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x1b[31m\x9b", "[31m"),
        ("\ud800", "\ufffd"),
    ],
)
def test_cells(value: object, text: str) -> None:
    assert cell(value) == text


def test_no_cell_of_any_entry_begins_a_formula() -> None:
    for row in csv.reader(io.StringIO("".join(as_csv(EVERYTHING, Occasion())), newline="")):
        assert len(row) == len(COLUMNS)
        assert not [text for text in row if text[:1] in tuple("=+-@\t\r＝＋－＠")]


def test_real_records_read_back(shared: Path) -> None:
    entries = list(corpus(shared, 500))
    back = rows("".join(as_csv(entries, Occasion())))
    assert [row["id"] for row in back] == [entry.id for entry in entries]
    assert [row["abstract"].removeprefix("'") for row in back] == [e.abstract for e in entries]
    assert [tuple(row["authors"].split("; ")) for row in back] == [e.authors for e in entries]


def test_notes_and_abstracts_can_be_left_out() -> None:
    (row,) = rows("".join(as_csv((ATTENTION,), Occasion(parts=frozenset({"abstracts"})))))
    assert "note" not in row and row["abstract"] == ATTENTION.abstract
    assert list(row) == [column for column in COLUMNS if column != "note"]
