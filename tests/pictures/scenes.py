"""What the pictures show: the app on our own sample dumps, some keys further on."""

import datetime
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from unittest.mock import patch

from msgspec import Struct

from paperreader.config import Settings
from paperreader.importing import read_source, sample_dumps
from paperreader.library import Library
from paperreader.tui.app import PaperReaderApp
from paperreader.tui.screens.main import MainScreen
from paperreader.tui.themes import DARK, LIGHT
from tests.pictures.drawing import Frame, frame
from tests.tui.conftest import Desk

TODAY = datetime.date(2025, 11, 17)
"""The day on which all pictures are taken."""

DUMPS = (
    "monday.txt",
    "daily-lynx.txt",
    "hub-day.json",
    "saved-page.html",
    "reading-group.jsonl",
)
"""The dumps that are shown: those that look like anybody's."""


class Shot(Protocol):
    """Takes a picture of the screen as it is, to be seen for some seconds."""

    def __call__(self, seconds: float = 1.4) -> None:
        """Take it."""


Scene = Callable[[Desk, Shot], Awaitable[None]]
"""Leads the app to what is to be seen, and takes one picture or more."""


async def triage(desk: Desk, shot: Shot) -> None:
    """A day half decided, with its tags and stars."""
    await _decide(desk, "w", "s", "r", "x", "r")
    shot()


async def one_paper(desk: Desk, shot: Shot) -> None:
    """One paper at a time."""
    await _decide(desk, "w", "r", "x")
    await desk.act("toggle_one")
    shot()


async def search(desk: Desk, shot: Shot) -> None:
    """A search with the words that it found."""
    await _search(desk, "model", shot=None)
    shot()


async def walk(desk: Desk, shot: Shot) -> None:
    """From the first paper of a day to a search, as somebody's fingers go."""
    shot(2.0)
    for verdict in ("w", "r", "x"):
        await _decide(desk, verdict)
        shot()
    await desk.act("toggle_star")
    shot()
    await desk.act("toggle_one")
    shot()
    await _decide(desk, "w")
    shot()
    await desk.act("toggle_one")
    await desk.act("undo")
    shot()
    await _search(desk, "forecast", shot=shot)


VERDICTS = {"w": "queued", "r": "read", "x": "skipped"}


async def _decide(desk: Desk, *keys: str) -> None:
    for key in keys:
        if key in VERDICTS:
            await desk.act("mark", VERDICTS[key])
        else:
            await desk.act("toggle_star")


async def _search(desk: Desk, text: str, shot: Shot | None) -> None:
    """Type a search; with `shot`, take pictures of it on its way."""
    await desk.act("open_search")
    for end in range(1, len(text) + 1):
        await desk.pilot.press("space" if text[end - 1] == " " else text[end - 1])
        await _found(desk, text[:end])
        if shot and (end in (1, 3, 5) or end == len(text)):
            shot(0.6)
    await desk.pilot.press("enter")
    await _found(desk, text)
    if shot:
        shot(3.0)


async def _found(desk: Desk, text: str) -> None:
    wanted = text.strip()
    main = desk.main
    await desk.until(lambda: main.view.query.strip() == wanted and main.search.idle)


class Picture(Struct, frozen=True):
    """A scene in a size (columns, lines) and a theme, with words for who cannot see it."""

    title: str
    scene: Scene
    size: tuple[int, int]
    theme: str


PICTURES = {
    "walk": Picture("A walk through a day's papers", walk, (100, 28), DARK.name),
    "triage": Picture("Triage of a day in three panes", triage, (120, 36), DARK.name),
    "search": Picture("A search and what it found", search, (120, 36), LIGHT.name),
    "one-paper": Picture("One paper at a time", one_paper, (120, 36), DARK.name),
    "narrow": Picture("Triage in a narrow terminal", triage, (60, 24), LIGHT.name),
}
"""All pictures by their names; the first moves."""


async def frames(picture: Picture) -> list[Frame]:
    """Play a scene and return the pictures that the app made on its way."""
    taken: list[Frame] = []
    with _places() as folder, Library.open(folder / "library") as library:
        _fill(library)
        app = PaperReaderApp(library, Settings(theme=picture.theme, animations=False))

        def shot(seconds: float = 1.4) -> None:
            taken.append(frame(app.export_screenshot(simplify=True), seconds))

        async with app.run_test(size=picture.size) as pilot:
            desk = Desk(app, pilot)
            await desk.until(lambda: app.main.loaded)
            app.main.entry_list._year = TODAY.year
            app.main.entry_list.notify_style_update()  # what was drawn is forgotten
            app.main.entry_list.refresh()
            await desk.painting()
            await picture.scene(desk, shot)
    return taken


def _fill(library: Library) -> None:
    by_name = {path.name: path for path in sample_dumps()}
    for name in DUMPS:
        parsed = read_source(by_name[name].read_bytes(), name=name, made=TODAY)
        library.import_parsed(parsed, source=name)


@contextmanager
def _places() -> Iterator[Path]:
    """Give the app places of its own, and the same day whenever it runs."""
    # The index may still be being made when the app has been left.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        places = {f"XDG_{kind}_HOME": name for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
        with (
            patch.dict(os.environ, places),
            patch.object(MainScreen, "today", property(lambda _: TODAY)),
            patch("paperreader.library.library.now", lambda: f"{TODAY}T09:00:00Z"),
        ):
            yield folder
