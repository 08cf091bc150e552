"""HTML in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.importing.html.tokens import Kind, attributes, pieces


def said(source: str, *, xml: bool = False) -> list[tuple[str, str, str]]:
    """Return the pieces of a source as kind, name and text."""
    return [(piece.kind.name, piece.name, piece.text) for piece in pieces(source, xml=xml)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("plain", [("TEXT", "", "plain")]),
        ("a &lt; b &amp;amp; &#8217;", [("TEXT", "", "a < b &amp; ’")]),
        ("a < b <3 <", [("TEXT", "", "a < b <3 <")]),
        ("1</", [("TEXT", "", "1</")]),
        ("<P>x</P >", [("START", "p", ""), ("TEXT", "", "x"), ("END", "p", "")]),
        ("<br/>", [("START", "br", "/")]),
        ('<a title="1 > 0">', [("START", "a", ' title="1 > 0"')]),
        ("<a b='\"' c>", [("START", "a", " b='\"' c")]),
        ("<!-- a -- > b -->c", [("COMMENT", "", " a -- > b "), ("TEXT", "", "c")]),
        ("<!-->x", [("COMMENT", "", ""), ("TEXT", "", "x")]),
        ("<!--->x", [("COMMENT", "", ""), ("TEXT", "", "x")]),
        ("<!-- x", [("COMMENT", "", " x")]),
        ("<!doctype html>x", [("COMMENT", "", "doctype html"), ("TEXT", "", "x")]),
        ("<?xml version='1.0'?>", [("COMMENT", "", "xml version='1.0'?")]),
        ("</ p>x", [("COMMENT", "", " p"), ("TEXT", "", "x")]),
        (
            "<script>if (a<b) '</p>' &amp;</SCRIPT >x",
            [
                ("START", "script", ""),
                ("TEXT", "", "if (a<b) '</p>' &amp;"),
                ("END", "script", ""),
                ("TEXT", "", "x"),
            ],
        ),
        ("<title>a <b> &amp;", [("START", "title", ""), ("TEXT", "", "a <b> &")]),
        ("x<p class=", [("TEXT", "", "x"), ("UNFINISHED", "p", " class=")]),
        ('<p class="a <b>', [("UNFINISHED", "p", ' class="a <b>')]),
        ("x</p", [("TEXT", "", "x"), ("UNFINISHED", "/p", "")]),
    ],
)
def test_the_pieces_of(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert [
        (kind, "/p" if (kind, name) == ("UNFINISHED", "p") and not text else name, text)
        for kind, name, text in said(source)
    ] == expected


def test_a_slash_ends_a_script_in_xml_only() -> None:
    source = '<script src="a.js"/><p>x'
    assert said(source, xml=True)[1:] == [("START", "p", ""), ("TEXT", "", "x")]
    assert said(source)[1:] == [("TEXT", "", "<p>x")]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", {}),
        (" a b=1 c='2' d=\"3\"", {"a": "", "b": "1", "c": "2", "d": "3"}),
        (" A=1 a=2", {"a": "1"}),
        (" a = 'x y' / b", {"a": "x y", "b": ""}),
        (' data-props="{&quot;a&quot;:1}"', {"data-props": '{"a":1}'}),
        (" href=/p?a=1&copy=2&amp;b", {"href": "/p?a=1&copy=2&b"}),
        (" a=", {"a": ""}),
        (" =x", {"x": ""}),
    ],
)
def test_the_attributes_of(raw: str, expected: dict[str, str]) -> None:
    assert attributes(raw) == expected


def test_no_more_attributes_than_a_page_has() -> None:
    assert len(attributes("".join(f" a{number}=1" for number in range(10_000)))) == 200


@given(st.text(alphabet="<>/!?-=\"' ab\n&;", max_size=60))
def test_pieces_stand_in_order_and_say_where(source: str) -> None:
    ends = 0
    for piece in pieces(source):
        assert piece.start >= ends
        assert source.startswith(piece.raw, piece.start)
        assert piece.kind in Kind
        ends = piece.start
    if "<" not in source:
        assert "".join(piece.raw for piece in pieces(source)) == source


@pytest.mark.parametrize(
    "part", ["<", "</", "<!", "<!--", "<a ", '<a"> ', '<a x="> ', "<a x='", "= ", "<p>", "&#"]
)
@pytest.mark.parametrize("before", ["", "<div ", "<div x=", "<script>", "<!--", "<title>"])
def test_long_nonsense_ends(before: str, part: str) -> None:
    source = before + part * 50_000
    assert all(piece.start <= len(source) for piece in pieces(source))
