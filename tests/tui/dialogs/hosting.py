"""A tiny app that shows one dialog, and the texts that a dialog must survive."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

NOTHING_YET = object()

HOSTILE = (
    "[Re] Reproducibility of X",
    "A [/] title",
    "Sampling from P[X=x]",
    "[@click=app.quit]click[/]",
    "[bold red]loud[/bold red] {x} %s \\[",
    "\x1b[31mred\x1b[0m \x1b]52;c;AAAA\x07 \x9b2J",
    "nul\0 and \x08 and \r and \x7f",
    "right \u202eto left\u202c and \u2066isolated\u2069",
    "深層学習による画像認識 한국어",
    "e\u0301a\u0308o\u0302 combining \u200d \u00ad \ufeff",
    "two\nlines\tand a tab \u2028 \u2029",
    "lone \ud800 surrogate",
    "",
    " ",
    "x" * 100_000,
    "長い" * 50_000,
)
"""Titles, tags, names and notes as the world may send them."""

SIZES = ((40, 12), (200, 60), (20, 5))


class Host(App[None]):
    """Shows a dialog and keeps what it hands back."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, dialog: Screen[Any] | None) -> None:
        super().__init__()
        self.dialog = dialog
        self.outcome: Any = NOTHING_YET

    def on_mount(self) -> None:
        if self.dialog is not None:
            self.push_screen(self.dialog, self.take)

    def take(self, outcome: Any) -> None:
        self.outcome = outcome


@asynccontextmanager
async def shown(
    dialog: Screen[Any], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    """Show a dialog in a terminal of that size."""
    app = Host(dialog)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


_CHARACTERS = {"space": " ", "comma": ",", "slash": "/", "question_mark": "?"}


TURNS = 100
"""Turns of the event loop after a key: many times what its messages need to arrive."""


async def press(app: Host, pilot: Pilot[None], keys: str) -> None:
    """Press keys, given by name and separated by spaces.

    The pilot's own way waits twice for the processor to be idle after each
    key, which tables of keys make felt.
    """
    for key in keys.split():
        character = _CHARACTERS.get(key, key if len(key) == 1 else None)
        name = {"#": "number_sign", "[": "left_square_bracket"}.get(key, key)
        app.post_message(events.Key(name, character))
        for _ in range(TURNS):
            await asyncio.sleep(0)
    await pilot.pause()


async def answer(app: Host, pilot: Pilot[None], dialog: Screen[Any], keys: str) -> Any:
    """Show a dialog, press keys, and return what it hands back, or `NOTHING_YET`."""
    app.outcome = NOTHING_YET
    app.push_screen(dialog, app.take)
    await pilot.pause()
    await press(app, pilot, keys)
    if app.screen is dialog:
        app.pop_screen()
        await pilot.pause()
    return app.outcome


@asynccontextmanager
async def empty() -> AsyncIterator[tuple[Host, Pilot[None]]]:
    """Run the app without a dialog, for one after the other."""
    app = Host(None)
    async with app.run_test(size=(80, 24)) as pilot:
        yield app, pilot


def drawn(app: App[Any]) -> str:
    """Return what stands on the screen, a line of text for each of its lines."""
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def unsafe(text: str) -> set[str]:
    """Return the characters that no terminal may be sent."""
    bidi = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    return {
        char
        for char in text
        if char != "\n" and (unicodedata.category(char) in {"Cc", "Cs"} or char in bidi)
    }
