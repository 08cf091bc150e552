"""The statistics in the app: opened, scrolled, drawn anew, and left."""

from textual.containers import VerticalScroll

from paperreader.library import Library
from paperreader.tui.dialogs.statistics import StatisticsDialog

from .conftest import Desk, Opener


async def opened(desk: Desk) -> StatisticsDialog:
    """Open the dialog and wait until it is drawn."""
    await desk.act("show_statistics")
    dialog = await desk.dialog(StatisticsDialog)
    assert isinstance(dialog, StatisticsDialog)
    await desk.until(lambda: "undecided" in desk.painted() or "empty" in desk.painted())
    return dialog


async def test_the_backlog_is_told_first(library: Library, open_app: Opener) -> None:
    library.mark([row.id for row in list(library.rows())[:2]], "read")
    async with open_app(library) as desk:
        await opened(desk)
        assert "10 undecided" in desk.painted()
        await desk.pilot.press("escape")
        await desk.until(lambda: desk.app.screen is desk.main)


async def test_it_scrolls_and_is_drawn_anew_on_the_smallest_screen(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        dialog = await opened(desk)
        await desk.pilot.resize_terminal(40, 12)
        await desk.until(lambda: "3 days a bar" in dialog._text.visual.plain)  # type: ignore[attr-defined]
        assert "esc close" in desk.painted()
        dialog.action_scroll(1_000)
        await desk.until(lambda: dialog.query_one(VerticalScroll).scroll_y > 0)
        assert "no entry has a tag" in desk.painted()


async def test_an_empty_library_has_statistics_too(
    empty_library: Library, open_app: Opener
) -> None:
    async with open_app(empty_library) as desk:
        await opened(desk)
        assert "The inbox is empty." in desk.painted()
