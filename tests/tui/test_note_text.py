"""A note's Markdown, as it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from paperreader.entry import Entry
from paperreader.tui.describe import MEASURE, describe
from paperreader.tui.description import Lines
from paperreader.tui.marked_text import asked_places
from paperreader.tui.note_text import LONGEST_MARKDOWN, first_line
from tests.tui.hostile import HOSTILE, is_safe


def lines_of(note: str, width: int = 60) -> Lines:
    lines = describe(Entry(title="T", note=note), width).lines
    heads = [number for number, line in enumerate(lines) if _is_head(line)]
    return lines[heads[0] + 1 : heads[1] - 1]


def _is_head(line: list[tuple[str, str]]) -> bool:
    return [ink for _text, ink in line] == ["accent strong"]


def text_of(note: str, width: int = 60) -> list[str]:
    return ["".join(text for text, _ink in line) for line in lines_of(note, width)]


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("# Heading #\n\nText", ["Heading", "", "Text"]),
        ("Heading\n=====\nText", ["Heading", "Text"]),
        ("one\ntwo", ["one", "two"]),
        ("- one\n- two\n    - three", ["• one", "• two", "  • three"]),
        ("* [ ] open\n* [x] done", ["• [ ] open", "• [x] done"]),
        ("3. three\n4. four\n\n   more", ["3. three", "4. four", "", "   more"]),
        ("- \n- b", ["•", "• b"]),
        ("# a\n\n-\n\n# b\nc", ["a", "", "•", "", "b", "c"]),
        ("- a\n\n- b\n\n\nc", ["• a", "", "• b", "", "c"]),
        ("- - a", ["• • a"]),
        ("> a\n> b", ["│ a", "│ b"]),
        ("> - a\n>   b", ["│ • a", "│   b"]),
        ("**a** *b* `c` ~~d~~ \\*e\\*", ["a b c d *e*"]),
        ("[a](https://b.org)", ["a (https://b.org)"]),
        ("<https://b.org>", ["https://b.org"]),
        ("![a](https://b.org/c.png)", ["a (https://b.org/c.png)"]),
        ("[click](javascript:alert)", ["[click](javascript:alert)"]),
        ("[1]: https://b.org", ["[1]: https://b.org"]),
        ("```py\nx =  1\n\n  y\n```", ["  x =  1", "", "    y"]),
        ("    a  b", ["  a  b"]),
        ("a\n\n***\n\nb", ["a", "", "───", "", "b"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["| a | b |", "|---|---|", "| 1 | 2 |"]),
        ("<b>a</b> &lt;", ["<b>a</b> <"]),
        ("as  it  was\n\nwritten", ["as it was", "", "written"]),
        (">", [">"]),
        ("a &#x202e; b &#x1b; c", ["a � b � c"]),
    ],
)
def test_markdown_is_shown_readably(note: str, shown: list[str]) -> None:
    assert [line.rstrip() for line in text_of(note)] == shown


def test_lines_that_wrap_stay_in_their_indent() -> None:
    assert text_of("- one two\n> three four", 8) == ["• one", "  two", "│ three", "│ four"]
    assert text_of("1. aa bb", 6) == ["1. aa", "   bb"]


@pytest.mark.parametrize(
    ("note", "inked"),
    [
        ("# Head *line*", ("line", "strong emphasis")),
        ("a **b *c***", ("c", "strong emphasis")),
        ("a `b`", ("b", "code")),
        ("~~a~~", ("a", "struck")),
        ("[a](https://b.org)", ("a", "link")),
        ("[a](https://b.org)", (" (https://b.org)", "muted")),
        ("- a", ("• ", "muted")),
        ("```\na\n```", ("a", "code")),
    ],
)
def test_markup_becomes_ink(note: str, inked: tuple[str, str]) -> None:
    assert inked in [span for line in lines_of(note) for span in line]


def test_what_is_sought_is_marked_through_markup_and_over_lines() -> None:
    note = "- some **bold** words\n- in\n\n```\nf(  x )\n```"
    found = describe(Entry(title="T", note=note), 60, asked_places("bold words in f x"))
    (match,) = found.matches
    marked = [found.lines[line][span] for line, span in match]
    assert [text for text, _ in marked] == ["bold", " words", "in", "f( ", "x"]
    assert marked[0][1] == "strong match"


@given(
    st.text(alphabet="ab *_`~[]()#>-+1.\n\t<&;\\!|é深\u202e\x1b", max_size=200),
    st.integers(1, 70),
)
def test_no_note_is_too_wide_unsafe_or_lost(note: str, width: int) -> None:
    lines = lines_of(note, width) if note.strip() else []
    for line in lines:
        text = "".join(text for text, _ink in line)
        assert is_safe(text)
        assert cell_len(text) <= min(width, MEASURE)
    if width > 20:
        shown = "".join(text for line in lines for text, _ in line)
        assert all(shown.count(char) >= note.count(char) for char in "é深")


@pytest.mark.parametrize(
    "note", ["> " * 5_000, "[" * 10_000, "- " * 5_000, "*a_ " * 5_000, "![" * 8_000]
)
def test_piled_markup_is_shown_all_the_same(note: str) -> None:
    assert lines_of(note)


def test_a_very_long_note_is_shown_as_it_was_written() -> None:
    assert text_of("*a* " + "b" * LONGEST_MARKDOWN)[0].startswith("*a*")


@pytest.mark.parametrize(
    ("note", "first"),
    [
        ("one\ntwo", "one"),
        ("\n\n  # Head\nx", "Head"),
        ("- [ ] todo", "todo"),
        ("> 1. quoted", "quoted"),
        ("---\nafter", "after"),
        ("```py\ncode", "code"),
        ("#tag first", "#tag first"),
        ("**bold**", "**bold**"),
        ("---", "---"),
    ],
)
def test_the_first_line_says_something(note: str, first: str) -> None:
    assert first_line(note) == first


@pytest.mark.parametrize("text", HOSTILE)
def test_the_first_line_of_anything_is_short(text: str) -> None:
    assert len(first_line(text)) <= 400
