"""Searching as you type: the line that is edited, and the answers that count."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from paperreader.library import Library
from paperreader.tui.line_editor import LONGEST, LineEditor
from paperreader.tui.live_search import LiveSearch
from tests.tui.conftest import Desk, Opener


def edited(text: str, *keys: str) -> str:
    """Return a line with ``|`` at its cursor, after some keys."""
    line = LineEditor.of(text)
    for key in keys:
        line = (line.key(key) if len(key) > 1 else line.insert(key)) or line
    return f"{line.text[: line.cursor]}|{line.text[line.cursor :]}"


@pytest.mark.parametrize(
    ("keys", "after"),
    [
        (("x",), "deep netsx|"),
        (("left", "left", "x"), "deep nex|ts"),
        (("home", "right", "x"), "dx|eep nets"),
        (("backspace",), "deep net|"),
        (("home", "delete"), "|eep nets"),
        (("ctrl+w",), "deep |"),
        (("ctrl+w", "ctrl+w", "ctrl+w"), "|"),
        (("ctrl+left", "ctrl+k"), "deep |"),
        (("ctrl+left", "ctrl+u"), "|nets"),
        (("ctrl+a", "ctrl+right"), "deep| nets"),
        (("ctrl+a", "left", "backspace"), "|deep nets"),
        (("end", "right", "delete"), "deep nets|"),
    ],
)
def test_editing(keys: tuple[str, ...], after: str) -> None:
    assert edited("deep nets", *keys) == after


def test_a_letter_with_its_marks_is_deleted_as_one() -> None:
    assert edited("ae\u0301", "backspace") == "a|"
    assert edited("a👩\u200d👩", "left") == "a|👩\u200d👩"


def test_what_is_pasted_becomes_one_line_without_control_characters() -> None:
    line = LineEditor().insert("a\nb\x1b[31m\x00c")
    assert line.text == "a b[31mc"
    assert len(LineEditor().insert("x" * 10_000_000).text) == LONGEST


async def test_only_the_last_answer_counts() -> None:
    gate = threading.Event()
    shown: list[str] = []
    stopped: list[str] = []

    def find(question: str, stale: Callable[[], bool]) -> str:
        if question == "first":
            gate.wait(10)
            if stale():
                stopped.append(question)
        return question.upper()

    search: LiveSearch[str, str] = LiveSearch(find, lambda _, answer: shown.append(answer))
    search.ask("first")
    running = asyncio.create_task(search.run())
    while not search.running:
        await asyncio.sleep(0)
    search.ask("second")
    search.ask("third")
    gate.set()
    await running
    assert (shown, stopped) == (["THIRD"], ["first"])
    assert search.idle


async def test_a_forgotten_search_shows_nothing() -> None:
    shown: list[str] = []
    search: LiveSearch[str, str] = LiveSearch(lambda q, _: q, lambda _, a: shown.append(a))
    search.ask("one")
    search.forget()
    await search.run()
    assert shown == [] and not await search.answered(0.0)


async def test_an_error_ends_the_run_and_the_next_question_starts_anew() -> None:
    def find(question: str, stale: Callable[[], bool]) -> str:
        if question == "bad":
            raise ValueError(question)
        return question

    shown: list[str] = []
    search: LiveSearch[str, str] = LiveSearch(find, lambda _, a: shown.append(a))
    search.ask("bad")
    with pytest.raises(ValueError, match="bad"):
        await search.run()
    search.ask("good")
    await search.run()
    assert shown == ["good"]


# On the screen


async def search_for(desk: Desk, text: str) -> None:
    await desk.act("open_search")
    desk.main.top_line.edit(LineEditor.of(text))
    await desk.until(lambda: desk.main.view.query == text and desk.main.search.idle)
    await desk.painting()


async def test_typing_searches_and_enter_goes_to_the_results(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("/", *"agents")
        await desk.until(lambda: len(desk.titles) == 4)
        assert all("agents" in title for title in desk.titles)
        assert "Inbox / agents" in desk.painted() and "1/4" in desk.painted()
        await desk.pilot.press("enter", "j")
        assert desk.main.pane == "list" and desk.main.entry_list.cursor == 1


async def test_letters_are_text_while_searching(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("/", *"qr?")
        assert desk.main.top_line.editor.text == "qr?"
        assert desk.app.is_running and desk.app.screen is desk.main


async def test_escape_restores_what_was_before(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("show_view", "all")
        for _ in range(5):
            await desk.act("move", "down")
        await search_for(desk, "images")
        await desk.pilot.press("escape")
        assert len(desk.titles) == 12 and desk.main.entry_list.cursor == 5
        assert desk.main.view.query == "" and desk.main.pane == "list"


async def test_escape_in_the_results_clears_the_search(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await search_for(desk, "images")
        await desk.pilot.press("enter", "escape")
        assert len(desk.titles) == 12


async def test_arrows_walk_through_the_results_while_typing(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await search_for(desk, "graphs")
        await desk.pilot.press("down", "down", "up")
        assert desk.main.entry_list.cursor == 1 and desk.main.pane == "search"


async def test_a_mistake_is_pointed_at_by_column(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await search_for(desk, "agents is:nonsense")
        assert "Column" in desk.message
        await desk.pilot.press("enter")
        assert desk.main.message_line.kind == "warning"


async def test_nothing_found_says_what_there_is_elsewhere(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await desk.act("mark", "read")
        await desk.act("refresh_view")
        await search_for(desk, "is:read")
        assert desk.titles == []
        assert "Outside it, 1" in desk.painted()


async def test_a_search_knows_what_was_just_changed(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await search_for(desk, "unheard")
        desk.main.end_search()
        await desk.painting()
        library.tag([desk.main.entry_list.listing[3].id], add=["unheard"])
        desk.main.take_in((desk.main.entry_list.listing[3].id,))
        await search_for(desk, "tag:unheard")
        assert len(desk.titles) == 1


async def test_a_verdict_in_the_results_leaves_them_as_they_are(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await search_for(desk, "agents")
        await desk.pilot.press("enter", "x")
        assert len(desk.titles) == 4
        assert desk.main.entry_list.cursor == 1


async def test_a_failing_search_is_said(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paperreader.searching import Searcher

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the index broke")

    async with open_app(library) as desk:
        monkeypatch.setattr(Searcher, "search", fail)
        await desk.act("open_search")
        desk.main.top_line.edit(LineEditor.of("agents"))
        await desk.until(lambda: "the index broke" in desk.message)
