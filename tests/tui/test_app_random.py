"""Random keys, pastes, clicks and sizes over hostile texts: the app lives on."""

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from textual import events
from textual.geometry import Size

from paperreader.entry import Entry
from paperreader.library import Library
from paperreader.tui.app import PaperReaderApp
from paperreader.tui.clipboard import CopyOutcome
from paperreader.tui.commands import COMMANDS
from paperreader.tui.flows import browsing, copying, importing, noting
from paperreader.tui.opening import EditOutcome
from paperreader.tui.screens.main import MainScreen
from tests.tui.conftest import Desk, Opener, fill
from tests.tui.hostile import HOSTILE

KEYS = sorted({key for command in COMMANDS for key in command.keys} - {"ctrl+q", "q"})
"""All keys of the table but those that leave."""

OTHERS = [
    *("backspace", "delete", "ctrl+w", "ctrl+k", "ctrl+n", "ctrl+e", "ctrl+z", "insert"),
    *("shift+left", "ctrl+left", "f1", "f12", "alt+x", "ctrl+c", "ctrl+a", "ctrl+v", "ctrl+y"),
    *"abcdefmBCFJKMQUXZ0(-:\"'*+#~@[]{}\\|&é漢",
]

SIZES = [(1, 1), (2, 2), (1, 40), (250, 1), (5, 3), (40, 12), (60, 20), (80, 24), (119, 7)]
SIZES += [(120, 40), (200, 60), (250, 80)]

BURST = 12
"""Keys that are sent before the app is waited for."""


def hostile(library: Library) -> None:
    """Fill a library with entries of which each text is hostile."""
    fill(
        library,
        tuple(
            Entry(
                title=text[:3_000] + f" {number}",
                abstract=text[:5_000],
                authors=(text[:300], "A. Author"),
                featured=f"2025-12-{number % 5 + 10}",
                arxiv_id=f"2512.{number:05}",
                venue=text[:300],
                keywords=(text[:300],),
            )
            for number, text in enumerate(HOSTILE * 2)
        ),
    )


@pytest.fixture(autouse=True)
def shut_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let nothing reach a browser, an editor, a clipboard or a folder of the machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(browsing, "open_link", lambda _url, failed=None: None)
    nothing = EditOutcome(None, "")
    monkeypatch.setattr(noting, "edit_in_editor", lambda _app, _text, at=None: nothing)
    monkeypatch.setattr(importing, "paste_from_system", lambda: HOSTILE[0] * 3)
    monkeypatch.setattr(MainScreen, "action_quit", lambda _screen: None)  # the palette has it
    outcome = CopyOutcome("system", "Copied")
    monkeypatch.setattr(copying, "copy", lambda _app, _text, _setting: outcome)


def acts(chance: random.Random) -> Iterator[events.Event | Size]:
    """Yield what a cat on the keyboard does, for ever."""
    while True:
        what = chance.random()
        if what < 0.6:
            yield _key(chance.choice(KEYS))
        elif what < 0.8:
            yield _key(chance.choice(OTHERS))
        elif what < 0.88:
            yield _key(chance.choice(("enter", "escape", "escape", "tab")))
        elif what < 0.92:
            yield events.Paste(chance.choice(HOSTILE)[:2_000])
        elif what < 0.96:
            x, y = chance.randrange(250), chance.randrange(80)
            kind = chance.choice((events.MouseDown, events.MouseScrollDown, events.MouseMove))
            yield kind(None, x, y, 0, 0, 1, False, False, False, x, y)
        else:
            yield Size(*chance.choice(SIZES))


def _key(key: str) -> events.Key:
    character = key if len(key) == 1 else {"space": " ", "enter": "\r", "tab": "\t"}.get(key)
    names = {"?": "question_mark", "/": "slash", ".": "full_stop", "[": "left_square_bracket"}
    return events.Key(names.get(key, key), character)


async def live(desk: Desk, chance: random.Random, count: int) -> None:
    """Let so many acts come over the app, a burst at a time."""
    app = desk.app
    coming = acts(chance)
    told: list[events.Event | Size] = []
    screens: set[str] = set()
    for number in range(count):
        act = next(coming)
        told.append(act)
        if isinstance(act, Size):
            await desk.pilot.resize_terminal(act.width, act.height)
        else:
            act.set_sender(app)
            app.post_message(act)
        if number % BURST == 0:
            await settled(app)
        screens.add(type(app.screen).__name__)
        assert app.ended is None, told[-40:]
        assert app.is_running, told[-40:]
        line = app.main.message_line
        assert "Something went wrong" not in line.text, (line.text, told[-40:])
        listing = app.main.entry_list
        assert 0 <= listing.cursor <= max(0, len(listing.listing) - 1)
    assert len(screens) > 2 + count // 500, (
        f"the acts should open dialogs, and opened {screens}"
    )


async def settled(app: PaperReaderApp) -> None:
    """Wait until the screen has seen to what was sent."""
    done = asyncio.Event()
    app.screen.call_after_refresh(done.set)
    for _ in range(500):  # a screen that another took the place of is not painted any more
        if done.is_set():
            return
        await asyncio.sleep(0.001)


def contents(library: Library) -> dict[str, Entry]:
    """Return all entries, without the times of their changes and the pinned keys."""
    return {
        row.id: msgspec.structs.replace(library.entry(row.id), changed="", citation_key=None)
        for row in library.rows()
    }


@pytest.mark.parametrize(
    ("seed", "count"),
    [
        (1, 250),
        (2, 250),
        *(pytest.param(seed, 1_000, marks=pytest.mark.slow) for seed in range(3, 9)),
    ],
)
async def test_random_keys_and_sizes(
    tmp_path: Path, open_app: Opener, seed: int, count: int
) -> None:
    folder = tmp_path / "library"
    with Library.open(folder) as library:
        hostile(library)
        async with open_app(library, size=(100, 30)) as desk:
            await live(desk, random.Random(seed), count)
        after = contents(library)
    with Library.open(folder) as again:  # what the disk tells is what the app showed
        assert contents(again) == after
        undone = 0
        while again.undo() is not None:
            undone += 1
        assert contents(again) == {}
        for _ in range(undone):
            assert again.redo() is not None
        assert contents(again) == after
