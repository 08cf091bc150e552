"""A paper as lines of plain text."""

import pytest

from paperreader.cli.printing import cells
from paperreader.cli.triage.paper_text import LONGEST_TEXT, paper_lines
from paperreader.entry import Entry


def lines(columns: int = 80, *, whole: bool = False, **fields: object) -> list[str]:
    record = {"title": "A title", "id": "title:1"} | fields
    return list(paper_lines(Entry(**record), columns, whole=whole))  # type: ignore[arg-type]


def test_each_part_stands_under_its_name() -> None:
    assert lines(
        title="On $x^2$",
        authors=("A", "B"),
        organization="Lab",
        upvotes=12,
        comments=1,
        status="queued",
        starred=True,
        tags=("agents", "rl"),
        note="first\n\nsecond",
        summary="In short.",
        abstract="At length.",
        url="https://example.org/1",
    ) == [
        "On x²",
        "Authors: A, B",
        "Organization: Lab",
        "Counts: 12 upvotes, 1 comment",
        "Status: queued, starred",
        "Tags: agents, rl",
        "Note: first",
        "",
        "second",
        "Summary: In short.",
        "Abstract: At length.",
    ]


def test_what_is_not_known_is_said() -> None:
    assert lines() == ["A title", "Authors: not given", "The source gives no abstract."]
    assert "Authors: 9, names not given" in lines(author_count=9)
    assert lines(title=" \u200b ")[0] == "(no title)"


def test_many_authors_are_counted_unless_the_whole_is_asked_for() -> None:
    names = tuple(f"N{number}" for number in range(12))
    assert lines(authors=names)[1] == "Authors: N0, N1, N2, N3, N4, N5, N6, N7 and 4 more"
    assert lines(authors=names, whole=True)[1].endswith("N10, N11")


def test_the_address_comes_last_and_only_with_the_whole() -> None:
    address = "https://example.org/" + "x" * 200
    assert lines(url=address, whole=True)[-2:] == ["Page:", address]  # whole, however long
    assert address not in lines(url=address)


@pytest.mark.parametrize("columns", [20, 39, 100])
def test_no_line_is_wider_than_asked(columns: int) -> None:
    text = "word 語彙の無い言葉" * 30 + "x" * 300
    found = lines(columns, title=text, abstract=text, note=text, authors=(text,))
    assert max(map(cells, found)) <= columns


def test_nothing_in_it_reaches_the_terminal_as_a_command() -> None:
    evil = "a\x1b[31m\x9b2J\u202e\x07\x00\u2028b"
    found = lines(
        title=evil, abstract=evil, note=evil, authors=(evil,), organization=evil, tags=(evil,)
    )
    assert not set("".join(found)) & set("\x1b\x9b\u202e\x07\x00\u2028\n\r")


def test_a_text_beyond_all_measure_is_cut() -> None:
    assert "characters more" in lines(abstract="x " * LONGEST_TEXT)[-1]
