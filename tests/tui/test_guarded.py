"""What fails beside, before or behind the screen becomes a message; the app goes on."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.widgets import Input

from paperreader.library import Library, LibraryError
from paperreader.tui.dialogs.tags import TagDialog
from paperreader.tui.guarded import Guarded
from paperreader.tui.screens.main import MainScreen
from tests.tui.conftest import Desk, Opener


class Broken(Exception):
    """An error that nothing expects."""


def raises(*_args: Any, **_kwargs: Any) -> Any:
    raise Broken("broken")


async def goes_on(desk: Desk, said: str = "Broken") -> None:
    """Check that the error was said, and that the app still does what it is told."""
    await desk.until(lambda: said in desk.message)
    assert desk.main.message_line.kind == "error"
    assert desk.app.ended is None
    before = desk.main.entry_list.cursor
    await desk.act("move", "down" if before < 5 else "up")
    assert desk.main.entry_list.cursor != before


@pytest.mark.parametrize(
    ("method", "action", "arguments"),
    [
        ("mark", "mark", ("read",)),
        ("star", "toggle_star", ()),
        ("undo", "undo", ()),
        ("redo", "redo", ()),
        ("counts", "refresh_view", ()),
        ("rows", "show_view", ("all",)),
        ("entry", "move", ("down",)),
        ("row", "add_tags", ()),
        ("entries", "copy_citation", ()),
        ("views", "save_view", ()),
    ],
)
@pytest.mark.parametrize("error", [Broken("broken"), OSError(28, "broken: No space left")])
async def test_a_library_that_fails_in_an_act(  # noqa: PLR0917
    library: Library,
    open_app: Opener,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    action: str,
    arguments: tuple[str, ...],
    error: Exception,
) -> None:
    def fails(*_args: Any, **_kwargs: Any) -> Any:
        raise error

    async with open_app(library) as desk:
        with monkeypatch.context() as broken:
            broken.setattr(Library, method, fails)
            await desk.act(action, *arguments)
            if desk.app.screen is desk.main:
                await desk.until(lambda: "roken" in desk.message)
            else:
                desk.app.screen.dismiss(None)
        if "roken" in desk.message:
            await goes_on(desk, "roken")
        assert desk.app.ended is None


@pytest.mark.parametrize("method", ["refresh", "views"])
async def test_a_look_at_what_others_did_that_fails(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    async with open_app(library) as desk:
        monkeypatch.setattr(Library, method, raises)
        desk.main.set_timer(0.001, desk.main.look_for_changes)
        await goes_on(desk)


@pytest.mark.parametrize(
    "starts",
    [
        lambda screen: screen.set_timer(0.001, raises),
        lambda screen: screen.set_interval(0.001, raises, repeat=1),
        lambda screen: screen.call_later(raises, 1, two=2),
        lambda screen: screen.call_after_refresh(raises),
        lambda screen: screen.start(_work(), "work"),
        lambda screen: screen.start(_work(), "dialog"),
    ],
    ids=["timer", "interval", "later", "after refresh", "worker", "dialog"],
)
async def test_what_is_done_later(
    library: Library, open_app: Opener, starts: Callable[[MainScreen], object]
) -> None:
    async with open_app(library) as desk:
        starts(desk.main)
        await goes_on(desk)


async def _work() -> None:
    await asyncio.to_thread(raises)


async def test_a_handler_that_fails(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(library) as desk:
        monkeypatch.setattr(desk.main, "import_text", raises)
        desk.main.post_message(events.Paste("a dump"))
        await goes_on(desk)


async def test_a_search_that_fails(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(library) as desk:
        monkeypatch.setattr(MainScreen, "searcher", raises)
        await desk.pilot.press("slash", "g")
        await desk.until(lambda: "Broken" in desk.message)
        await desk.pilot.press("escape")
        assert desk.app.ended is None
        assert len(desk.titles) == 12


async def test_a_completion_that_fails(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(library) as desk:
        monkeypatch.setattr(desk.main.top_line, "_look", raises)
        desk.main.top_line.run_worker(_work(), exit_on_error=False)
        await goes_on(desk)


async def test_a_dialog_in_which_something_fails(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(library) as desk:
        await desk.act("add_tags")
        dialog: Guarded[Any] = await desk.dialog(TagDialog)
        dialog.call_later(raises)
        await desk.until(lambda: "Broken" in desk.message)
        dialog.query_one(Input).value = "still there"
        dialog.dismiss(None)
        await desk.until(lambda: desk.app.screen is desk.main)
        await goes_on(desk)


async def test_a_library_that_cannot_be_read_leaves_an_app_that_can_be_left(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paperreader.config import Settings
    from paperreader.tui.app import PaperReaderApp

    def damaged(_library: Library) -> None:
        raise LibraryError("library.json is damaged")

    monkeypatch.setattr(Library, "load", damaged)
    app = PaperReaderApp(library, Settings())
    async with app.run_test() as pilot:
        assert "damaged" in app.main.message_line.text
        await pilot.press("q")
    assert app.return_code == 0
