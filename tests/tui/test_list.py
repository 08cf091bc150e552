"""The list: its rows, marks and lines, and what a move of the cursor costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events
from textual.geometry import Region

from paperreader.entry import STATUSES, Row
from paperreader.library import Library
from paperreader.tui import entry_line
from paperreader.tui.cells import cut, fit, shown, wrap
from paperreader.tui.listing import Listing, Marks
from paperreader.tui.marked_text import FindPlaces
from paperreader.tui.widgets.entry_list import EntryList
from tests.tui.conftest import Opener, fill, papers
from tests.tui.hostile import HOSTILE, is_safe

ADDED = "2025-12-18T00:00:00Z"


def row(number: int, **fields: object) -> Row:
    known = {
        "id": f"arxiv:{number}",
        "title": f"Paper {number}",
        "added": "2025-12-18T00:00:00Z",
    }
    return Row(**{**known, **fields})  # type: ignore[arg-type]


# Cells

texts = st.text(alphabet=st.sampled_from("ab 論文e\u0301\u200d👩é-"), max_size=60).map(shown)


@given(texts, st.integers(0, 30))
def test_a_cut_text_is_never_wider_than_asked(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width
    assert cell_len(fit(text, width)) == width


@given(texts, st.integers(0, 30))
def test_a_text_that_fits_is_not_cut(text: str, width: int) -> None:
    if cell_len(text) <= width and width:
        assert cut(text, width) == text


@given(texts, st.integers(2, 30))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, width: int) -> None:
    lines = list(wrap(text, width))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abcdef", 4, "abc…"),
        ("論文の題", 5, "論文…"),
        ("論文の題", 4, "論…"),
        ("cafe\u0301s", 5, "cafe\u0301s"),
        ("abc", 0, ""),
        ("abc", 1, "…"),
    ],
)
def test_cut(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


# One entry


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("width", [1, 5, 12, 35, 46, 64, 84, 200])
@pytest.mark.parametrize("draw", [entry_line.one_line, entry_line.two_lines])
def test_a_line_holds_its_width_whatever_the_text(text: str, width: int, draw: object) -> None:
    assert callable(draw)
    hostile = row(1, title=text, organization=text, tags=(text,), note=text, upvotes=10**9)
    for line in draw(hostile, width, 2025, marked=True):
        shown = "".join(span for span, _ in line)
        assert is_safe(shown)
        if width >= 12:
            assert cell_len(shown) <= width


def test_each_status_has_a_sign_of_its_own() -> None:
    signs = [entry_line.STATUS_SIGNS[status] for status in STATUSES]
    assert len(set(signs)) == len(STATUSES)
    assert all(cell_len(sign) == 1 for sign in signs)


def test_a_line_tells_mark_status_star_and_title_without_colour() -> None:
    (line,) = entry_line.one_line(row(1, status="queued", starred=True), 40, 2025, marked=True)
    assert "".join(text for text, _ in line).startswith("✓w★ Paper 1")


def told(row: Row, width: int, year: int | None = 2025, *, lines: int = 1) -> list[str]:
    draw = entry_line.one_line if lines == 1 else entry_line.two_lines
    return [
        "".join(text for text, _ in line).rstrip()
        for line in draw(row, width, year, marked=False)
    ]


WHOLE = row(
    1,
    title="A title that is long enough to be cut at any of the widths, ninety cells too",
    featured="2025-12-18",
    added="2025-12-18T00:00:00Z",
    changed="2025-12-20T00:00:00Z",
    tags=("rl",),
    note="good",
    upvotes=12,
)


@pytest.mark.parametrize(
    ("width", "after"),
    [
        (20, ""),
        (30, "#↻✎"),
        (50, "#↻✎ 18 Dec"),
        (70, "#↻✎ ▲12 18 Dec"),
        (90, "↻✎ #rl ▲12 18 Dec"),
    ],
)
def test_what_is_known_comes_by_width(width: int, after: str) -> None:
    (shown,) = told(WHOLE, width)
    _title, _, known = shown.partition("…")
    assert " ".join(known.split()) == after


def test_tags_note_and_another_meeting_stand_below_the_signs() -> None:
    first, second = told(WHOLE, 36, lines=2)
    assert first == " •  A title that is long enough to"
    assert second.startswith(" ↻✎ be cut") and "#rl" in second
    assert told(WHOLE, 24, lines=2)[1].startswith("#↻✎ ")


@pytest.mark.parametrize(
    ("fields", "sign"),
    [
        ({}, "↻"),
        ({"status": "read"}, " "),
        ({"changed": "2025-12-18T23:00:00Z"}, " "),
    ],
)
def test_met_again_is_what_changed_undecided_after_its_first_day(
    fields: dict[str, str], sign: str
) -> None:
    known = {"changed": "2025-12-20T00:00:00Z", **fields}
    assert told(row(1, **known), 40, lines=2)[1:] == [f" {sign}".rstrip()]


@pytest.mark.parametrize(
    ("year", "end"), [(2025, "18 Dec"), (2026, "Dec '25"), (None, "Paper 1")]
)
def test_a_day_of_another_year_tells_the_year(year: int | None, end: str) -> None:
    assert told(row(1), 60, year)[0].endswith(end)


@pytest.mark.parametrize("lines", [1, 2])
@pytest.mark.parametrize("width", range(16, 40))
@pytest.mark.parametrize(
    "title",
    [
        "大規模言語モデルによる推論の効率化と評価に関する包括的な研究",
        "👩‍🔬🧪 Emoji in titles 👨‍👩‍👧‍👦 and flags 🇨🇭 to the end of the line",
        "étude à la carte: mixed 漢字 and latin words in one long title",
    ],
)
def test_a_wide_title_is_cut_between_characters(title: str, width: int, lines: int) -> None:
    shown = told(row(1, title=title, note="n", upvotes=3), width, lines=lines)
    assert all(cell_len(line) <= width for line in shown)
    for line in shown:
        words = line.partition("  ▲")[0][4:].strip().rstrip("…✎").rstrip().rstrip("…")
        assert words.split("  ")[0] in entry_line.shown_title(title)


def test_latex_in_a_title_is_shown_readable() -> None:
    assert entry_line.shown_title("An $O(n^2)$ bound") == "An O(n²) bound"


# Rows and marks


def test_a_changed_row_stays_in_its_place() -> None:
    listing = Listing([row(1), row(2), row(3)])
    assert listing.renew(row(2, status="read")) == 1
    assert [each.status for each in listing] == ["inbox", "read", "inbox"]
    assert listing.renew(row(9)) is None


def test_the_next_of_a_status_is_looked_for_below() -> None:
    listing = Listing([row(1), row(2, status="read"), row(3), row(4, status="read")])
    assert listing.next_with("inbox", 0) == 2
    assert listing.next_with("inbox", 2) is None


def test_marks_over_a_range_work_in_both_directions() -> None:
    listing = Listing([row(number) for number in range(6)])
    for first, last in ((1, 4), (4, 1)):
        marks = Marks()
        assert marks.range_to(listing, first) is None
        assert marks.range_to(listing, last) == 4
        assert marks.in_order(listing) == [f"arxiv:{number}" for number in range(1, 5)]


def test_all_and_none_and_the_others() -> None:
    listing, marks = Listing([row(1), row(2), row(3)]), Marks()
    marks.toggle("arxiv:2")
    marks.invert(listing)
    assert marks.ids == {"arxiv:1", "arxiv:3"}
    assert marks.all_of(listing) and len(marks) == 3
    assert not marks.all_of(listing) and not marks


def test_marks_outlive_the_list_that_showed_them() -> None:
    marks = Marks()
    marks.toggle("arxiv:9")
    assert marks.in_order(Listing([row(1)])) == ["arxiv:9"]


# On the screen


async def test_only_rows_on_the_screen_are_drawn(library: Library, open_app: Opener) -> None:
    fill(library, papers(3_000))
    drawn: list[str] = []
    two_lines = entry_line.two_lines

    def counted(
        row: Row, width: int, year: int, *, marked: bool, places: FindPlaces
    ) -> list[entry_line.Spans]:
        drawn.append(row.id)
        return two_lines(row, width, year, marked=marked, places=places)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entry_line, "two_lines", counted)
        async with open_app(library, size=(100, 40)) as desk:
            await desk.act("move", "bottom")
            assert desk.main.row is not None
            assert 0 < len(set(drawn)) <= 2 * desk.main.entry_list.page + 4


async def test_a_move_draws_two_rows_and_asks_for_no_layout(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        entry_list = desk.main.entry_list
        regions: list[Region] = []
        layouts: list[bool] = []
        refresh = entry_list.refresh

        def counted(*parts: Region, layout: bool = False, **others: bool) -> EntryList:
            regions.extend(parts)
            layouts.append(layout)
            assert parts, "the whole list is drawn anew"
            return refresh(*parts, layout=layout, **others)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(entry_list, "refresh", counted)
            await desk.act("move", "down")
        assert [region.height for region in regions] == [2, 2]
        assert not any(layouts) and not desk.main._layout_required


async def test_the_cursor_stays_on_its_entry(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        for _ in range(5):
            await desk.act("move", "down")
        chosen = desk.main.row
        desk.main.sort_by("title")
        desk.main.sort_by("-title")
        assert desk.main.row is not None and chosen is not None
        assert desk.main.row.id == chosen.id
        assert desk.titles == sorted(desk.titles, reverse=True)


async def test_steps(library: Library, open_app: Opener) -> None:
    async with open_app(library, size=(100, 14)) as desk:
        entry_list = desk.main.entry_list
        await desk.act("move", "bottom")
        assert entry_list.cursor == 11
        await desk.act("move", "down")
        assert entry_list.cursor == 11
        await desk.act("move", "half_up")
        assert entry_list.cursor < 11
        await desk.act("move", "top")
        await desk.act("move", "up")
        assert (entry_list.cursor, entry_list.top) == (0, 0)


async def test_the_cursor_is_always_in_sight(library: Library, open_app: Opener) -> None:
    async with open_app(library, size=(60, 12)) as desk:
        entry_list = desk.main.entry_list
        for step in ("down",) * 11 + ("up",) * 11:
            entry_list.move(step)
            assert entry_list.top <= entry_list.cursor < entry_list.top + entry_list.page


async def test_the_mouse_moves_the_cursor(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.pilot.click("#list", offset=(10, 5))
        assert desk.main.entry_list.cursor == 2
        entry_list = desk.main.entry_list
        entry_list.post_message(
            events.MouseScrollDown(entry_list, 1, 1, 0, 0, 0, False, False, False)
        )
        await desk.until(lambda: entry_list.cursor == 5)


async def test_density_is_switched(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        assert desk.main.entry_list.row_height == 2
        await desk.act("toggle_density")
        assert desk.main.entry_list.row_height == 1
        assert "One line" in desk.message
