"""The detail: an entry in full, in lines of its own."""

import msgspec
import pytest
from rich.cells import cell_len

from paperreader.entry import Entry, Source
from paperreader.library import Library
from paperreader.tui.describe import LONGEST_TEXT, MEASURE, describe
from tests.tui.conftest import Opener
from tests.tui.hostile import HOSTILE, is_safe


def text_of(entry: Entry, width: int = 80) -> str:
    lines = describe(entry, width).lines
    return "\n".join("".join(text for text, _ in line) for line in lines)


WHOLE = Entry(
    id="arxiv:2510.06557",
    title="A $k$-means bound",
    authors=("Ada Uzna\\'{n}ski", "Bo Li"),
    organization="An Institute",
    published="2024-10-06",
    featured="2025-12-18",
    arxiv_id="2510.06557",
    upvotes=1_234,
    comments=1,
    abstract="First paragraph with {\\alpha}.\n\nSecond paragraph.",
    status="queued",
    starred=True,
    tags=("rl", "to-read/soon"),
    note="# Heading\n\n- a point\n    - a deeper one",
    citation_key="uznanski2024kmeans",
    url="https://example.org/paper",
    sources=(Source(source="monday.txt", shape="search-plain-text", imported=""),),
)


@pytest.mark.parametrize(
    "words",
    [
        "k-means bound",
        "Ada Uznański, Bo Li",
        "An Institute",
        "Sun 6 Oct 2024",
        "Thu 18 Dec 2025",
        "1,234 upvotes",
        "1 comment\n",
        "in the queue",
        "★ starred",
        "#rl",
        "#to-read/soon",
        "with α.",
        "Heading\n\n• a point\n  • a deeper one",
        "uznanski2024kmeans",
        "https://example.org/paper",
        "monday.txt",
    ],
)
def test_everything_known_is_told(words: str) -> None:
    assert words in text_of(WHOLE)


def test_authors_that_were_only_counted_are_said_to_be_missing() -> None:
    entry = Entry(title="T", author_count=3)
    assert "3 authors, names not given" in text_of(entry)
    assert "authors not given" in text_of(Entry(title="T"))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (Entry(title="T", summary="Short."), ["Summary", "Short."]),
        (Entry(title="T", abstract="Long."), ["Abstract", "Long."]),
        (
            Entry(title="T", summary="Short.", abstract="Long."),
            ["Summary", "Short.", "Abstract", "Long."],
        ),
        (Entry(title="T"), ["Abstract", "The source gives no abstract."]),
    ],
)
def test_the_summary_stands_before_the_abstract(entry: Entry, said: list[str]) -> None:
    lines = text_of(entry).splitlines()
    start = lines.index(said[0])
    assert [line for line in lines[start:] if line] == said


def test_what_a_citation_lacks_is_told_of_entries_of_the_library() -> None:
    kept = msgspec.structs.replace(Entry(title="T"), added="2026-01-01T00:00:00Z")
    assert "a citation lacks author names, date, arXiv id, DOI or link" in text_of(kept)
    assert "lacks" not in text_of(Entry(title="T"))  # the outline of a row knows too little
    assert "lacks" not in text_of(msgspec.structs.replace(WHOLE, added=kept.added))


@pytest.mark.parametrize("width", [1, 7, 40, 300])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_lines_hold_their_width_whatever_the_text(text: str, width: int) -> None:
    entry = Entry(
        id="x",
        title=text,
        abstract=text,
        summary=text,
        authors=(text,),
        organization=text,
        venue=text,
        tags=(text,),
        note=text,
        url=text,
        keywords=(text,),
        submitted_by=text,
    )
    for line in describe(entry, width).lines:
        shown = "".join(span for span, _ in line)
        assert is_safe(shown)
        assert cell_len(shown) <= min(max(width, 1), MEASURE)


def test_ten_megabytes_are_cut_with_a_word_about_it() -> None:
    entry = Entry(
        title="x" * 10_000_000,
        abstract="word " * 2_000_000,
        summary="z" * 10_000_000,
        note="y" * 10_000_000,
    )
    shown = text_of(entry)
    assert len(shown) < 4 * LONGEST_TEXT
    assert "characters more" in shown


async def test_the_detail_scrolls_on_its_own(library: Library, open_app: Opener) -> None:
    async with open_app(library, size=(100, 14)) as desk:
        await desk.act("go_detail")
        for step, top in (("down", 1), ("down", 2), ("up", 1), ("top", 0)):
            await desk.act("move", step)
            assert desk.main.detail.top == top
        await desk.act("move", "bottom")
        assert desk.main.detail.at_end
        assert desk.main.entry_list.cursor == 0


async def test_another_entry_is_shown_from_its_beginning(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library, size=(100, 14)) as desk:
        desk.main.detail.move("bottom")
        await desk.act("move", "down")
        assert desk.main.detail.top == 0
        assert desk.main.detail.entry is not None and desk.main.row is not None
        assert desk.main.detail.entry.id == desk.main.row.id


async def test_a_change_keeps_the_place_in_the_text(library: Library, open_app: Opener) -> None:
    async with open_app(library, size=(100, 14)) as desk:
        await desk.act("go_detail")
        await desk.act("move", "half_down")
        top = desk.main.detail.top
        await desk.act("toggle_star")
        assert desk.main.detail.top == top > 0


async def test_reading_on_at_the_end_goes_to_the_next_entry(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library, size=(100, 14)) as desk:
        await desk.act("go_detail")
        desk.main.detail.move("bottom")
        await desk.act("read_on")
        assert desk.main.entry_list.cursor == 1
