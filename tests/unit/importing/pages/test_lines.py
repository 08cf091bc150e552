"""What a line looks like by itself."""

import pytest

from paperreader.importing.marked import Marked
from paperreader.importing.pages.forms import Form, count
from paperreader.importing.pages.lines import Line, numbered


def line(text: str) -> Line:
    """Return the only line of a text."""
    (only,) = numbered(Marked(text=text, marks={}))
    return only


FORMS = [
    ("A Title", Form.TEXT),
    ("3 authors of note", Form.TEXT),
    ("May we go", Form.TEXT),
    ("Decent 5", Form.TEXT),
    ("Oct 6, 2024 to 2025", Form.TEXT),
    ("x" * 200, Form.TEXT),
    ("•", Form.META),
    ("·", Form.META),
    ("  • 3 authors", Form.META),
    ("1 authors", Form.META),
    ("1 author", Form.META),
    ("3 authors · Oct 6, 2024 2", Form.META),
    ("OCT 6, 2024", Form.META),
    ("Sept 6", Form.META),
    ("- Oct 6, 2024", Form.BULLET),
    ("* Example Lab", Form.BULLET),
    ("-", Form.COUNT),
    ("1,024", Form.COUNT),
    ("1.2k", Form.COUNT),
    ("12345678", Form.TEXT),
    ("new", Form.FURNITURE),
    ("DAILY PAPERS", Form.FURNITURE),
    ("---", Form.FURNITURE),
    ("by AK and the research community", Form.BANNER),
    ("Get trending papers in your email inbox once a day!", Form.BANNER),
]


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_forms(text: str, form: Form) -> None:
    assert line(text).form is form


def test_lines_are_numbered_and_know_their_gaps() -> None:
    lines = numbered(Marked(text="\n  one\ntwo\n \u00a0\u200b\nthree\x0cfour\n", marks={}))
    assert [(one.number, one.text, one.indent, one.gap) for one in lines] == [
        (2, "one", 2, True),
        (3, "two", 0, False),
        (5, "three\x0cfour", 0, True),
    ]


@pytest.mark.parametrize(
    ("text", "month", "day", "year", "comments"),
    [
        ("Oct 6, 2024", 10, 6, 2024, None),
        ("Oct 6, 2024 12", 10, 6, 2024, 12),
        ("Oct 6, 202412", 10, 6, 2024, 12),
        ("Oct 6, 2024 -", 10, 6, 2024, 0),
        ("· Oct 6 · 3", 10, 6, None, 3),
        ("Sep 9[9]", 9, 9, None, 9),
        ("Sep 99", 9, 9, None, 9),
        ("Sep 31", 9, 31, None, None),
        ("Sep 317", 9, 3, None, 17),
        ("Oct 317", 10, None, None, None),
        ("May 0", 5, None, None, None),
    ],
)
def test_dates_and_comments(
    text: str, month: int, day: int | None, year: int | None, comments: int | None
) -> None:
    meta = line(text).meta
    assert meta is not None
    assert meta.date is not None
    assert (meta.date.month, meta.date.day, meta.date.year) == (month, day, year)
    assert meta.comments == comments


@pytest.mark.parametrize(
    ("text", "number"),
    [("-", 0), ("–", 0), ("7", 7), ("1,024", 1024), ("1.2k", 1200), ("2K", 2000)],
)
def test_counts(text: str, number: int) -> None:
    assert count(text) == number
