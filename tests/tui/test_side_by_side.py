"""Two entries beside each other."""

import pytest
from rich.cells import cell_len

from paperreader.entry import Entry
from paperreader.tui.side_by_side import (
    DIFFERS,
    ONLY_ONE,
    SAME,
    SIDE_BY_SIDE,
    Line,
    side_by_side,
    sign,
)

from .dialogs.hosting import HOSTILE, unsafe

KEEP = Entry(
    id="arxiv:2501.00001",
    title="Slow Light in Fast Fibres",
    abstract="We slow light down. " * 60,
    authors=("Ada Author", "Ben Writer"),
    author_count=2,
    arxiv_id="2501.00001",
    published="2025-01-02",
)
OTHER = Entry(
    id="title:0123456789abcdef",
    title="Slow Ligth in Fast Fibres",
    abstract=KEEP.abstract,
    author_count=2,
    published="2025-01-02",
    status="queued",
    note="Read it again.",
)


def texts(lines: list[Line]) -> list[str]:
    """Return the lines as they are read."""
    return ["".join(text for text, _style in line) for line in lines]


@pytest.mark.parametrize("width", [20, 36, 56, SIDE_BY_SIDE - 1, SIDE_BY_SIDE, 114, 194])
def test_no_line_is_wider_than_there_is_room(width: int) -> None:
    lines = texts(side_by_side(KEEP, OTHER, width))
    assert lines
    assert max(cell_len(line) for line in lines) <= width


def test_they_stand_beside_each_other_where_there_is_room() -> None:
    lines = texts(side_by_side(KEEP, OTHER, 100))
    assert "kept" in lines[0]
    assert "becomes part of it" in lines[0]
    title = next(line for line in lines if line[2:].startswith("title"))
    assert KEEP.title in title
    assert OTHER.title in title


def test_else_one_stands_below_the_other() -> None:
    lines = texts(side_by_side(KEEP, OTHER, 60))
    at = lines.index(f"{DIFFERS} title")
    assert lines[at + 1 : at + 3] == [f"  keep  {KEEP.title}", f"  other {OTHER.title}"]


@pytest.mark.parametrize("width", [60, 100])
def test_a_sign_tells_which_fields_differ_not_colour_alone(width: int) -> None:
    signs = {
        name: line[0]
        for line in texts(side_by_side(KEEP, OTHER, width))
        for name in ("title", "arXiv", "published", "abstract", "status", "note")
        if line[2:].startswith(name)
    }
    assert signs == {
        "title": DIFFERS,
        "arXiv": ONLY_ONE,
        "published": SAME,
        "abstract": SAME,
        "status": DIFFERS,
        "note": ONLY_ONE,
    }
    assert len({sign("a", "a"), sign("a", "b"), sign("", "b")}) == 3


def test_what_both_lack_is_left_out_and_what_both_have_is_brief() -> None:
    lines = texts(side_by_side(KEEP, OTHER, 100))
    assert not any(line[2:].startswith("DOI") for line in lines)
    assert sum("slow light down" in line for line in lines) <= 6
    assert any("the same" in line for line in lines)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [30, 100])
def test_text_of_others_is_made_safe(text: str, width: int) -> None:
    loud = Entry(
        id="x",
        title=text,
        abstract=text,
        summary=text,
        authors=(text,),
        organization=text,
        note=text,
        tags=("t",),
        citation_key=text,
        url=text,
        code_url=text,
        doi=text,
    )
    for lines in (side_by_side(KEEP, loud, width), side_by_side(loud, KEEP, width)):
        for line in texts(lines):
            assert not unsafe(line)
            assert cell_len(line) <= width
