"""Reading on: jumping between matches, finding in one text, and related papers."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from paperreader.entry import Entry
from paperreader.library import Library
from paperreader.searching.marking import Matched, MatchedTerm
from paperreader.searching.related import Related
from paperreader.tui.screens.main import MainScreen
from paperreader.tui.view import View
from tests.tui.conftest import Desk, Opener, fill, papers
from tests.tui.searchers import FakeSearcher

QUESTION = Matched((MatchedTerm(("question",)),))


class NearPapers(FakeSearcher):
    """A stand-in for which each paper is near to all others of the library."""

    def __init__(self, library: Library) -> None:
        super().__init__(lambda: list(library.rows()))
        self.library = library
        self.asked: list[str] = []
        self.go_on = threading.Event()
        self.go_on.set()

    def related(
        self, entry_id: str, *, limit: int = 8, cancelled: Callable[[], bool] | None = None
    ) -> list[Related]:
        """Return others, in the order of the library, once it is let go on."""
        self.asked.append(entry_id)
        self.go_on.wait(30)
        rows = [row for row in self.library.rows() if row.id != entry_id]
        return [Related(row, ("paper", "question")) for row in rows[:limit]]


@pytest.fixture(autouse=True)
def near(library: Library, monkeypatch: pytest.MonkeyPatch) -> NearPapers:
    """Let related papers come from a stand-in."""
    found = NearPapers(library)
    monkeypatch.setattr(MainScreen, "searcher", lambda _: found)
    return found


def shown_match(desk: Desk) -> list[str]:
    """Return what is told apart as the current match, as far as it is on the screen."""
    detail = desk.main.detail
    current = []
    for y in range(detail.size.height):
        strip = detail.render_line(y)
        current += [part.text for part in strip if part.style and part.style.reverse]
    return current


# Matches


async def test_matches_are_walked_round_and_told(library: Library, open_app: Opener) -> None:
    async with open_app(library, size=(100, 20)) as desk:
        desk.main.detail.set_matched(QUESTION)
        places = []
        for _ in range(31):
            await desk.act("walk_matches", "next")
            places.append(desk.message)
            assert shown_match(desk) == ["question"]
        assert places[0] == "match 1 of 30"
        assert places[29] == "match 30 of 30"
        assert places[30] == "match 1 of 30 · on from the top"
        await desk.act("walk_matches", "previous")
        assert desk.message == "match 30 of 30 · on from the bottom"


async def test_where_nothing_is_sought_there_is_nothing_to_walk(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library, size=(100, 20)) as desk:
        assert not desk.main.check_action("walk_matches", ("next",))
        desk.main.detail.set_matched(Matched((MatchedTerm(("nowhere",)),)))
        await desk.act("walk_matches", "next")
        assert desk.message == "Nothing of it stands in this text"
        desk.main.detail.set_matched(Matched())
        assert not desk.main.check_action("walk_matches", ("next",))


async def test_a_narrow_screen_shows_the_text_to_walk_in(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library, size=(60, 20)) as desk:
        desk.main.detail.set_matched(QUESTION)
        await desk.act("walk_matches", "next")
        await desk.until(lambda: desk.message == "match 1 of 30")
        assert desk.main.pane == "detail"
        assert shown_match(desk) == ["question"]


async def test_matches_follow_the_entry(library: Library, open_app: Opener) -> None:
    async with open_app(library, size=(100, 20)) as desk:
        desk.main.detail.set_matched(QUESTION)
        await desk.act("walk_matches", "next")
        await desk.act("walk_matches", "next")
        await desk.act("move", "down")
        assert shown_match(desk) == []
        await desk.act("walk_matches", "next")
        assert desk.message == "match 1 of 30"


async def test_marks_go_with_the_search(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        detail = desk.main.detail
        detail.set_matched(QUESTION)
        assert len(detail.description.matches) == 30
        detail.set_matched(None)
        assert not detail.description.matches


# In one text


async def typed(desk: Desk, *keys: str) -> None:
    await desk.pilot.press(*keys)
    await desk.painting()


async def test_words_are_found_while_they_are_typed(library: Library, open_app: Opener) -> None:
    async with open_app(library, size=(100, 20)) as desk:
        await typed(desk, "f", "s", "t", "u")
        assert "find stu" in desk.painted()
        await desk.until(lambda: shown_match(desk) == ["stu"])
        await typed(desk, "enter")
        assert desk.main.detail.prompt is None
        assert desk.message == "match 1 of 30"
        await typed(desk, ".")
        assert desk.message == "match 2 of 30"
        await typed(desk, "escape")
        assert not desk.main.detail.description.matches
        assert desk.main.pane == "detail"


async def test_letters_of_the_prompt_are_no_commands(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library, size=(100, 20)) as desk:
        before = [row.status for row in desk.main.entry_list.listing]
        await typed(desk, "f", "x", "r", "space", "q", "left", "backspace")
        prompt = desk.main.detail.prompt
        assert prompt is not None and (prompt.text, prompt.cursor) == ("xrq", 2)
        await typed(desk, "escape")
        await desk.until(lambda: desk.main.detail.sought == "")
        assert desk.main.detail.prompt is None and desk.main.pane == "detail"
        assert [row.status for row in desk.main.entry_list.listing] == before


@pytest.mark.parametrize("key", ["enter", "tab", "down"])
async def test_any_other_way_out_keeps_what_was_found(
    library: Library, open_app: Opener, key: str
) -> None:
    async with open_app(library, size=(100, 20)) as desk:
        await typed(desk, "f", "s", "t", "u", key)
        await desk.until(lambda: desk.message == "match 1 of 30")
        assert desk.main.detail.prompt is None
        assert desk.main.detail.sought == "stu"


async def test_words_sought_here_stand_before_those_of_the_search(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library, size=(100, 20)) as desk:
        detail = desk.main.detail
        detail.set_matched(QUESTION)
        detail.seek("daily papers")
        assert len(detail.description.matches) == 1
        detail.seek("")
        assert len(detail.description.matches) == 30


async def test_another_entry_ends_what_was_sought(library: Library, open_app: Opener) -> None:
    async with open_app(library, size=(100, 20)) as desk:
        desk.main.detail.seek("study")
        await desk.act("move", "down")
        assert not desk.main.detail.sought and not desk.main.detail.description.matches


# Related papers


@asynccontextmanager
async def at_rest(open_app: Opener, library: Library, width: int = 120) -> AsyncIterator[Desk]:
    """Open the app, with the cursor at rest and related papers told."""
    async with open_app(library, size=(width, 30)) as desk:
        await desk.until(lambda: desk.main.detail.related)
        yield desk


async def test_related_papers_are_told_with_what_both_hold(
    library: Library, open_app: Opener
) -> None:
    async with at_rest(open_app, library) as desk:
        assert len(desk.main.detail.related) == 8
        text = "\n".join("".join(part for part, _ in line) for line in desk.main.detail.lines)
        _, _, told = text.partition("\nRelated\n")
        assert "  Paper 01 on agents\n  Thu 18 Dec 2025 · both: paper, question\n" in told


async def test_a_cursor_that_goes_on_asks_only_where_it_rests(
    library: Library, open_app: Opener, near: NearPapers
) -> None:
    async with open_app(library) as desk:
        for _ in range(5):
            await desk.act("move", "down")
        row = desk.main.row
        assert row is not None
        await desk.until(lambda: desk.main.detail.related)
        assert near.asked[-1] == row.id
        assert all(paper.row.id != row.id for paper in desk.main.detail.related)


async def test_a_late_answer_is_not_shown_below_another_entry(
    library: Library, open_app: Opener, near: NearPapers
) -> None:
    near.go_on.clear()
    async with open_app(library) as desk:
        await desk.until(lambda: near.asked)
        await desk.act("move", "down")
        near.go_on.set()
        row = desk.main.row
        assert row is not None
        await desk.until(lambda: desk.main.detail.related)
        assert near.asked == [near.asked[0], row.id]


async def test_without_an_index_nothing_is_told(
    library: Library, open_app: Opener, near: NearPapers
) -> None:
    near.has_index = near.ready = False
    async with open_app(library) as desk:
        desk.main._relate(next(iter(library.rows())).id)
        await desk.until(lambda: desk.main.relating.idle)
        assert not desk.main.detail.related and not near.asked
        assert not desk.main.check_action("walk_related", ("next",))


async def test_related_papers_are_walked_and_opened(library: Library, open_app: Opener) -> None:
    async with at_rest(open_app, library) as desk:
        detail = desk.main.detail
        await desk.act("walk_related", "next")
        assert desk.main.pane == "detail"
        assert desk.message == "related 1 of 8 · both: paper, question"
        await desk.act("walk_related", "next")
        wanted = detail.related[1].row
        lines = detail.description.related[1]
        assert detail.top <= lines.start and lines.stop <= detail.top + detail.page
        await desk.pilot.press("enter")
        await desk.until(lambda: desk.main.row is not None and desk.main.row.id == wanted.id)
        assert desk.main.pane == "detail"
        assert detail.entry is not None and detail.entry.id == wanted.id
        assert detail.chosen is None


async def test_walking_back_begins_with_the_last(library: Library, open_app: Opener) -> None:
    async with at_rest(open_app, library) as desk:
        await desk.act("walk_related", "previous")
        assert desk.message.startswith("related 8 of 8")
        await desk.act("walk_related", "next")
        assert desk.message.startswith("related 1 of 8")
        await desk.act("go_back")
        assert desk.main.detail.chosen is None
        assert desk.main.focused is desk.main.detail
        await desk.act("go_back")
        await desk.until(lambda: desk.main.pane == "list")


async def test_a_related_paper_that_is_not_listed_is_shown_among_all(
    library: Library, open_app: Opener, near: NearPapers
) -> None:
    first, second, *_ = [row.id for row in library.rows()]
    library.mark([second], "read")
    async with at_rest(open_app, library) as desk:
        assert desk.main.row is not None
        wanted = next(
            place
            for place, paper in enumerate(desk.main.detail.related)
            if paper.row.id == second
        )
        for _ in range(wanted + 1):
            await desk.act("walk_related", "next")
        assert desk.main.entry_list.listing.place(second) is None
        await desk.act("open_related")
        assert desk.main.view.source.title == "All papers"
        assert desk.main.row is not None and desk.main.row.id == second
        assert first in {row.id for row in desk.main.entry_list.listing}


@pytest.mark.parametrize("is_listed", [True, False])
async def test_back_from_a_related_paper_is_the_result_one_came_from(
    library: Library, open_app: Opener, near: NearPapers, is_listed: bool
) -> None:
    fill(library, papers(60)[12:])
    async with at_rest(open_app, library) as desk:
        main = desk.main
        desk.main.show_search(View(query="agents"))
        await desk.until(lambda: main.found is not None and main.pane == "list")
        for step in ("bottom", *["up"] * 5):
            await desk.act("move", step)
        await desk.until(lambda: main.relating.idle and main.detail.related)
        stood = (main.view, main.row, main.entry_list.top, main.top_line.editor.text)
        listed = {row.id for row in main.entry_list.listing}
        wanted = next(
            place
            for place, paper in enumerate(main.detail.related)
            if (paper.row.id in listed) is is_listed
        )
        for _ in range(wanted + 1):
            await desk.act("walk_related", "next")
        await desk.act("open_related")
        assert main.row != stood[1]
        assert desk.message == "esc leads back to “agents”"
        if not is_listed:
            await desk.act("move", "down")  # reading on does not lose the way
        await desk.act("go_back")
        await desk.until(lambda: main.search.idle and main.pane == "detail")
        now = (main.view, main.row, main.entry_list.top, main.top_line.editor.text)
        assert now == stood
        await desk.act("go_back")
        await desk.act("go_back")
        assert main.view == View() and main.pane == "list"


async def test_the_way_back_ends_where_another_view_is_chosen(
    library: Library, open_app: Opener, near: NearPapers
) -> None:
    async with at_rest(open_app, library) as desk:
        for command in (("walk_related", "next"), ("open_related",), ("show_view", "all")):
            await desk.act(*command)
        await desk.act("show_view", "inbox")
        opened = desk.main.row
        desk.main.go("list")
        await desk.act("go_back")
        assert desk.main.row == opened and desk.main.pane == "list"


async def test_a_hostile_title_or_word_is_data(
    library: Library, open_app: Opener, near: NearPapers, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library, (Entry(title="[/bold] \x1b[2J end", arxiv_id="2501.00001"), *papers(2)))
    row = next(row for row in library.rows() if row.title.startswith("["))
    hostile = [Related(row, ("[red]\x1b", "\u202e"))]
    monkeypatch.setattr(near, "related", lambda *_, **__: hostile)
    async with at_rest(open_app, library) as desk:
        await desk.act("walk_related", "next")
        assert "[/bold]" in desk.painted() and "\x1b" not in desk.painted()
        assert "[red]␛" in desk.message


async def test_papers_like_this_one_are_searched_for(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        assert desk.main.row is not None
        wanted = desk.main.row.id
        await desk.act("search_like")
        assert desk.main.view.query == f"like:{wanted}"
        assert desk.main.view.source.title == "All papers"
        await desk.until(lambda: desk.main.pane == "list")
