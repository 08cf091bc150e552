"""A library on disk, and the app on it, for the tests of the app."""

import asyncio
import datetime
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from paperreader.config import Settings
from paperreader.entry import Entry, Parsed
from paperreader.library import Library
from paperreader.tui.app import PaperReaderApp
from paperreader.tui.screens.finding import Finding
from paperreader.tui.screens.main import MainScreen
from tests.tui.searchers import FakeSearcher

DAY = datetime.date(2025, 12, 18)
"""The newest day in the library of `papers`."""

LIMIT = 30.0
"""Seconds after which a condition is taken never to hold."""

POLL = 0.002
"""Seconds between two looks at a condition."""


def papers(count: int = 12) -> tuple[Entry, ...]:
    """Return papers on three days, newest first, with all that a list shows."""
    found = []
    for number in range(count):
        day = DAY - datetime.timedelta(days=number // 4)
        found.append(
            Entry(
                title=f"Paper {number:02} on {('graphs', 'agents', 'images')[number % 3]}",
                abstract=f"We study question {number}. " * 30,
                author_count=number + 1,
                published=day.isoformat(),
                featured=day.isoformat(),
                arxiv_id=f"2512.{number:05}",
                upvotes=100 - number,
            )
        )
    return tuple(found)


def fill(library: Library, entries: tuple[Entry, ...]) -> None:
    """Put entries into a library, as an import does."""
    parsed = Parsed(shape="records", entries=entries, lines=tuple(range(1, len(entries) + 1)))
    library.import_parsed(parsed, source="papers.jsonl")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Return a library of twelve papers on three days."""
    with Library.open(tmp_path / "library") as opened:
        fill(opened, papers())
        yield opened


@pytest.fixture
def empty_library(tmp_path: Path) -> Iterator[Library]:
    """Return a library with nothing in it."""
    with Library.open(tmp_path / "library") as opened:
        yield opened


class Desk:
    """The app as a test holds it: its screen, its pilot, and waiting without sleep."""

    def __init__(self, app: PaperReaderApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        """The main screen."""
        return self.app.main

    @property
    def titles(self) -> list[str]:
        """Titles in the list, in order."""
        return [row.title for row in self.main.entry_list.listing]

    @property
    def message(self) -> str:
        """What the message line says."""
        return self.main.message_line.text

    async def act(self, command: str, *arguments: str) -> None:
        """Run a command's action as a key would, and let the screen settle."""
        call = f"{command}({', '.join(map(repr, arguments))})"
        await self.app.run_action(call, self.main)
        await self.painting()

    async def painting(self) -> None:
        """Wait until all that was asked of the screen is painted."""
        painted = asyncio.Event()
        asked = None
        deadline = time.monotonic() + LIMIT
        while not painted.is_set() and time.monotonic() < deadline:
            if self.app.screen is not asked:
                # A screen that another covers meanwhile is not painted any more.
                asked = self.app.screen
                asked.call_after_refresh(painted.set)
            await asyncio.sleep(POLL)

    async def until(self, condition: Callable[[], object]) -> None:
        """Let the app work until a condition holds; fail if it does not in `LIMIT`."""
        deadline = time.monotonic() + LIMIT
        while not condition():
            if time.monotonic() > deadline:
                pytest.fail(f"never came true; the message line says {self.message!r}")
            await asyncio.sleep(POLL)
        await self.painting()

    async def dialog(self, kind: type[Any]) -> Any:
        """Wait for a dialog of a kind and return it."""
        await self.until(lambda: isinstance(self.app.screen, kind))
        return self.app.screen

    def painted(self) -> str:
        """Return all text on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.fixture
def fake_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a `FakeSearcher` answer the app's searches, one for each app."""

    def searcher(screen: Finding) -> Any:
        if screen._searcher is None:
            held: Any = FakeSearcher(lambda: list(screen.library.rows()))
            screen._searcher = held
        return screen._searcher

    monkeypatch.setattr(Finding, "searcher", searcher)


Opener = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture
def open_app() -> Opener:
    """Give tests the app on a library of theirs, as a context that holds a `Desk`."""

    @asynccontextmanager
    async def opened(
        library: Library, size: tuple[int, int] = (120, 40), settings: Settings | None = None
    ) -> AsyncIterator[Desk]:
        app = PaperReaderApp(library, settings or Settings())
        async with app.run_test(size=size) as pilot:
            desk = Desk(app, pilot)
            await desk.until(lambda: app.main.loaded)
            yield desk

    return opened
