"""From typed letters to rows on the screen: what stays where it is, and what is said."""

from typing import Any

import pytest

from paperreader.library import Library
from paperreader.tui import results
from paperreader.tui.line_editor import LineEditor
from paperreader.tui.screens import finding
from paperreader.tui.source import ALL, INBOX
from tests.tui.conftest import Desk, Opener, fill, papers
from tests.tui.searchers import FakeSearcher

pytestmark = pytest.mark.usefixtures("fake_search")


def faked(desk: Desk) -> FakeSearcher:
    """Return what answers the app's searches."""
    searcher: Any = desk.main.searcher()
    assert isinstance(searcher, FakeSearcher)
    return searcher


async def type_in(desk: Desk, text: str) -> None:
    """Type a search and wait for its first answer."""
    if not desk.main.top_line.searching:
        await desk.act("open_search")
    desk.main.top_line.edit(LineEditor.of(text))
    await desk.until(lambda: desk.main.view.query == text and desk.main.search.idle)


@pytest.fixture
def few_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for three rows at first."""
    monkeypatch.setattr(results, "FIRST", 3)


@pytest.mark.usefixtures("few_at_first")
@pytest.mark.parametrize("counts", [True, False])
async def test_the_rest_follows_and_nothing_on_the_screen_moves(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch, counts: bool
) -> None:
    monkeypatch.setattr(finding, "PAUSE", 3600)
    async with open_app(library) as desk:
        searcher = faked(desk)
        searcher.counts = counts
        await type_in(desk, "paper")
        assert len(desk.titles) == 3
        assert ("1/12 found" if counts else "1/3+ found") in desk.painted()
        await desk.pilot.press("down", "down")
        before = desk.titles[2]
        desk.main._ask_rest()
        await desk.until(lambda: len(desk.titles) == 12)
        assert desk.main.row is not None and desk.main.row.title == before
        assert desk.main.entry_list.cursor == 2
        assert "3/12 found" in desk.painted()
        assert [call.limit for call in searcher.calls] == [3, None]


@pytest.mark.usefixtures("few_at_first")
async def test_the_rest_is_asked_for_when_typing_pauses(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "PAUSE", 0.01)
    async with open_app(library) as desk:
        searcher = faked(desk)
        await type_in(desk, "paper")
        await desk.until(lambda: len(desk.titles) == 12)
        assert [call.limit for call in searcher.calls] == [3, None]
        await type_in(desk, "paper 03")
        await desk.until(lambda: desk.main.found is not None and desk.main.found.is_whole)
        assert [call.limit for call in searcher.calls] == [3, None, 3]


async def test_whoever_has_moved_stays_on_the_paper_while_it_is_found(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        faked(desk)
        await type_in(desk, "paper")
        await desk.pilot.press(*["down"] * 4)
        await type_in(desk, "paper agents")
        assert desk.main.row is not None and desk.main.row.title == "Paper 04 on agents"
        assert desk.main.entry_list.cursor == 1
        await type_in(desk, "paper images")
        assert desk.main.entry_list.cursor == 0


async def test_escape_restores_view_entry_and_scroll_place(
    library: Library, open_app: Opener
) -> None:
    fill(library, papers(60)[12:])
    async with open_app(library, size=(100, 20)) as desk:
        faked(desk)
        await desk.act("show_view", "all")
        for step in ("bottom", *["up"] * 12):
            await desk.act("move", step)
        before = (desk.main.view, desk.main.row, desk.main.entry_list.top)
        assert before[2] > 0
        await type_in(desk, "agents")
        await desk.pilot.press("down", "down")
        await type_in(desk, "agents 04")
        await desk.pilot.press("escape")
        await desk.painting()
        assert (desk.main.view, desk.main.row, desk.main.entry_list.top) == before
        await type_in(desk, "agents")
        await desk.pilot.press("enter")
        assert desk.main.view.query == "agents" and desk.main.pane == "list"
        await desk.pilot.press("escape")
        await desk.painting()
        assert (desk.main.view, desk.main.row, desk.main.entry_list.top) == before


async def test_what_was_before_shows_when_all_letters_are_taken_back(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        faked(desk)
        for _ in range(5):
            await desk.act("move", "down")
        await type_in(desk, "images")
        desk.main.top_line.edit(LineEditor.of(""))
        await desk.until(lambda: len(desk.titles) == 12)
        assert desk.main.entry_list.cursor == 5 and desk.main.pane == "search"


async def test_an_old_answer_never_covers_a_new_one(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        searcher = faked(desk)
        await desk.act("open_search")
        searcher.gate.clear()
        desk.main.top_line.edit(LineEditor.of("agents"))
        await desk.until(lambda: [call.query for call in searcher.calls] == ["agents"])
        desk.main.top_line.edit(LineEditor.of("images"))
        await desk.until(lambda: desk.main.view.query == "images")
        searcher.gate.set()
        await desk.until(lambda: desk.main.search.idle and desk.main.found is not None)
        assert len(desk.titles) == 4 and all("images" in title for title in desk.titles)


async def test_matches_elsewhere_are_offered_and_found(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        searcher = faked(desk)
        searcher.elsewhere = 56
        await type_in(desk, "agents")
        painted = desk.painted()
        assert "1/4 found · 56 elsewhere" in painted
        assert "56 more outside “Inbox” · ctrl+g searches all papers" in painted
        assert searcher.calls[-1].within == "is:inbox"
        searcher.elsewhere = 0
        await desk.pilot.press("ctrl+g")
        await desk.until(lambda: desk.main.view.source == ALL and desk.main.search.idle)
        assert searcher.calls[-1].within == ""
        assert desk.main.pane == "search" and "elsewhere" not in desk.painted()
        await desk.pilot.press("escape")
        assert desk.main.view.source == INBOX and desk.main.view.query == ""


@pytest.mark.parametrize(
    ("width", "painted"),
    [
        (80, "Searched “agents” for “agnets” · ctrl+g searches all papers"),
        (44, "Searched “agents” for “agnets”"),
    ],
)
async def test_what_the_footer_has_leaves_room_for_what_it_has_not(
    library: Library, open_app: Opener, width: int, painted: str
) -> None:
    async with open_app(library, size=(width, 20)) as desk:
        searcher = faked(desk)
        searcher.elsewhere = 56
        searcher.corrections = {"agnets": "agents"}
        await type_in(desk, "agents")
        lines = [line.strip() for line in desk.painted().splitlines()]
        assert painted in lines


async def test_all_papers_are_searched_from_the_results_too(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        faked(desk).elsewhere = 1
        await type_in(desk, "agents")
        await desk.pilot.press("enter", "A")
        await desk.until(lambda: desk.main.view.source == ALL and desk.main.search.idle)
        calls = len(faked(desk).calls)
        await desk.pilot.press("A")  # there is nothing wider to search
        assert len(desk.titles) == 4 and len(faked(desk).calls) == calls


async def test_what_was_searched_instead_is_said(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        faked(desk).corrections = {"agnets": "agents"}
        await type_in(desk, "agents")
        assert desk.message == "Searched “agents” for “agnets”"


async def test_a_search_without_an_index_says_so_once(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        searcher = faked(desk)
        searcher.has_index = searcher.ready = False
        await type_in(desk, "agents")
        assert len(desk.titles) == 4 and desk.message == finding.PREPARING
        await type_in(desk, "images")
        assert desk.message == ""


async def test_a_mistake_still_being_typed_is_told_in_one_line_and_warned_of_at_the_end(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        faked(desk)
        await type_in(desk, "agents is:non")
        assert "Column 8" in desk.message and desk.main.message_line.kind == "done"
        await desk.pilot.press("enter")
        assert "Column 8" in desk.message and desk.main.message_line.kind == "warning"


async def test_what_matched_is_handed_on_and_taken_back(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(library) as desk:
        searcher = faked(desk)
        given: list[object] = []
        monkeypatch.setattr(desk.main.entry_list, "set_matched", given.append)
        monkeypatch.setattr(desk.main.detail, "set_matched", given.append)
        await type_in(desk, "agents")
        assert given == [searcher.matched, searcher.matched]
        desk.main.end_search()
        assert given[2:] == [None, None]


async def test_what_others_bring_joins_a_search_that_holds(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        faked(desk)
        await type_in(desk, "agents")
        await desk.pilot.press("enter", "j")
        kept = desk.main.row
        with Library.open(library.folder) as other:
            fill(other, papers(14)[12:])
        desk.main.look_for_changes()
        await desk.until(lambda: len(desk.titles) == 5)
        assert desk.main.row == kept
        assert "changed elsewhere" in desk.message


async def test_the_searcher_is_given_back(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        searcher = faked(desk)
    assert searcher.closed


async def test_a_search_without_an_answer_is_asked_anew(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "SLOW", 0.001)
    monkeypatch.setattr(finding, "AGAIN", 0.001)
    async with open_app(library) as desk:
        searcher = faked(desk)
        searcher.has_index = searcher.ready = False
        await desk.act("open_search")
        searcher.gate.clear()
        desk.main.top_line.edit(LineEditor.of("agents"))
        await desk.until(lambda: "searching …" in desk.painted())
        assert desk.message == finding.PREPARING
        searcher.gate.set()
        await desk.until(lambda: len(desk.titles) == 4)
        assert "searching …" not in desk.painted()
        assert {call.query for call in searcher.calls} == {"agents"} and len(searcher.calls) > 1
