"""A count before a motion, and digits that are the keys of views."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest
from textual import events

from paperreader.library import Library
from paperreader.tui.counting import MOST, Counting
from tests.tui.conftest import Opener


class Timer:
    """A timer that a test lets run out."""

    def __init__(self, call: Callable[[], Awaitable[None]]) -> None:
        self.call = call
        self.stopped = False

    def stop(self) -> None:
        """Never call."""
        self.stopped = True


class Typing:
    """Keys typed into a `Counting`, and what came of them."""

    def __init__(self, *, takes: bool = True) -> None:
        self.delivered: list[tuple[str, int | None]] = []
        self.shown: list[str] = []
        self.timers: list[Timer] = []
        self.counting = Counting(
            self.deliver,
            takes=lambda: takes,
            counted=lambda key: key in ("j", "G"),
            acts=lambda key: key in ("r", "x"),
            show=self.shown.append,
            later=self.later,
        )

    async def deliver(self, event: events.Key | events.Paste, times: int | None) -> None:
        """Note what is handed on."""
        name = event.key if isinstance(event, events.Key) else event.text
        self.delivered.append((name, times))

    def later(self, delay: float, call: Callable[[], Awaitable[None]]) -> Any:
        """Note a timer."""
        self.timers.append(Timer(call))
        return self.timers[-1]

    async def type(self, keys: Sequence[str]) -> list[tuple[str, int | None]]:
        """Type keys; ``wait`` lets the last timer run out."""
        for key in keys:
            if key == "wait":
                if not self.timers[-1].stopped:
                    await self.timers[-1].call()
            elif key.startswith("paste"):
                await self.counting.typed(events.Paste(key))
            else:
                await self.counting.typed(events.Key(key, key if len(key) == 1 else None))
        return self.delivered


@pytest.mark.parametrize(
    ("keys", "delivered"),
    [
        ("j", [("j", None)]),
        ("5j", [("j", 5)]),
        ("12G", [("G", 12)]),
        ("10jj", [("j", 10), ("j", None)]),
        ("0j", [("0", None), ("j", None)]),  # no count begins with nothing
        ("5r", [("5", None)]),  # a view, and a verdict on what nobody has seen
        ("25r", []),  # nor does a count stand before a verdict
        ("5/", [("5", None), ("/", None)]),
        ("25/", [("/", None)]),  # no view has two digits
        (["5", "wait"], [("5", None)]),
        (["5", "wait", "j"], [("5", None), ("j", None)]),
        (["5", "2", "wait", "j"], [("j", 52)]),
        (["5", "escape", "j"], [("j", None)]),
        (["5", "paste 1"], [("5", None), ("paste 1", None)]),
        ("1" * MOST + "j", [("j", int("1" * MOST))]),
    ],
)
async def test_digits_are_counts_or_keys(
    keys: Sequence[str], delivered: list[tuple[str, int | None]]
) -> None:
    assert await Typing().type(keys) == delivered


async def test_the_count_is_shown_while_it_is_typed() -> None:
    typing = Typing()
    await typing.type("12j")
    assert typing.shown == ["1", "12", ""]


async def test_where_text_is_typed_digits_are_text() -> None:
    typing = Typing(takes=False)
    assert await typing.type("5j") == [("5", None), ("j", None)]
    assert not typing.timers


async def test_counts_move_in_the_app(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("5", "j")
        await desk.until(lambda: desk.main.entry_list.cursor == 5)
        assert desk.main.view.source.title == "Inbox"
        await desk.pilot.press("3", "k")
        await desk.until(lambda: desk.main.entry_list.cursor == 2)
        await desk.pilot.press("1", "1", "G")
        await desk.until(lambda: desk.main.entry_list.cursor == 10)
        await desk.pilot.press("4", "space")
        await desk.until(lambda: len(desk.main.marks) == 2)  # the end is no place to go on
        await desk.pilot.press("7")
        await desk.until(lambda: desk.main.view.source.title == "All papers")


async def test_a_count_walks_days(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("9")
        await desk.until(lambda: desk.main.view.source.kind == "day")
        newest = desk.main.view.source.value
        await desk.pilot.press("2", "left_square_bracket")
        await desk.until(lambda: desk.main.view.source.value < newest)
        assert desk.main.view.source.value == min(desk.main.counts.days)
