"""No text and no size brings the app down, and no escape reaches the terminal."""

import random
from pathlib import Path

import pytest

from paperreader.config import Settings
from paperreader.entry import Entry
from paperreader.library import Library
from paperreader.tui.commands import COMMANDS
from paperreader.tui.line_editor import LineEditor
from tests.tui.conftest import Desk, Opener, fill
from tests.tui.hostile import HOSTILE, is_safe


@pytest.fixture
def hostile_library(tmp_path: Path) -> Library:
    """Return a library in which every text is hostile."""
    library = Library.open(tmp_path / "hostile")
    fill(
        library,
        tuple(
            Entry(
                title=text,
                abstract=text,
                authors=(text, text),
                organization=text,
                featured="2025-12-18",
                arxiv_id=f"2512.{number:05}",
                venue=text,
                submitted_by=text,
                keywords=(text,),
            )
            for number, text in enumerate(HOSTILE)
            if text.strip()
        ),
    )
    for number, row in enumerate(list(library.rows())):
        library.note(row.id, HOSTILE[number][:5_000])
        library.tag([row.id], add=[f"tag[/]{number}"])
    return library


def check(desk: Desk) -> None:
    """Check that what is painted could be sent to a terminal."""
    for line in desk.painted().split("\n"):
        assert is_safe(line), line


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (130, 40)], ids=str)
async def test_hostile_texts_on_every_pane(
    hostile_library: Library, open_app: Opener, size: tuple[int, int]
) -> None:
    async with open_app(hostile_library, size=size) as desk:
        for turn in range(len(HOSTILE)):
            desk.main.go("detail" if turn % 2 else "list")
            await desk.act("toggle_star")
            check(desk)
            desk.main.entry_list.move("down")
        for command in COMMANDS:
            if command.action in ("show_view", "walk_days", "toggle_density", "next_pane"):
                await desk.act(command.action, *command.args)
                check(desk)


@pytest.mark.parametrize(
    "action",
    ["add_tags", "remove_tags", "write_note", "choose_copy", "choose_sort", "export", "help"],
)
async def test_hostile_texts_in_every_dialog(
    hostile_library: Library, open_app: Opener, action: str
) -> None:
    async with open_app(hostile_library, size=(100, 30)) as desk:
        for place in (2, 4, 10):
            desk.main.entry_list.move_to(place)
            await desk.act(action)
            await desk.until(lambda: desk.app.screen is not desk.main)
            await desk.painting()
            check(desk)
            desk.app.screen.dismiss(None)
            await desk.until(lambda: desk.app.screen is desk.main)


async def test_hostile_searches(hostile_library: Library, open_app: Opener) -> None:
    async with open_app(hostile_library) as desk:
        await desk.act("open_search")
        for text in HOSTILE:
            desk.main.top_line.edit(LineEditor().insert(text))
            await desk.until(lambda: desk.main.search.idle)
            await desk.painting()
            check(desk)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (5, 3), (12, 6), (300, 5), (3, 100)], ids=str)
async def test_no_size_is_too_small(
    library: Library, open_app: Opener, size: tuple[int, int]
) -> None:
    async with open_app(library, size=size) as desk:
        for command in ("go_detail", "go_back", "toggle_one", "toggle_one", "open_search"):
            await desk.act(command)
            desk.painted()


@pytest.mark.parametrize("turns", [60, pytest.param(1_000, marks=pytest.mark.slow)])
async def test_random_sizes_and_acts(
    hostile_library: Library, open_app: Opener, turns: int
) -> None:
    chance = random.Random(turns)
    actions = [
        command
        for command in COMMANDS
        if command.action
        in (
            "move",
            "mark",
            "toggle_star",
            "undo",
            "redo",
            "toggle_one",
            "select_toggle",
            "select_range",
            "select_all",
            "select_invert",
            "refresh_view",
            "toggle_density",
            "show_view",
            "walk_days",
            "go_detail",
            "go_list",
            "go_back",
            "next_pane",
            "read_on",
        )
    ]
    async with open_app(hostile_library, settings=Settings(density="compact")) as desk:
        for turn in range(turns):
            if turn % 5 == 0:
                width, height = (
                    chance.choice((1, 9, 40, 79, 80, 120, 200)),
                    chance.randint(1, 50),
                )
                await desk.pilot.resize_terminal(width, height)
            command = chance.choice(actions)
            await desk.act(command.action, *command.args)
            assert desk.main.message_line.kind != "error", desk.message
            check(desk)
            entry_list = desk.main.entry_list
            assert 0 <= entry_list.cursor <= max(0, len(entry_list.listing) - 1)
