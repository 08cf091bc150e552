"""The table of commands, and the keys that the settings lay over it."""

import subprocess
import sys

import pytest
from textual.binding import BindingsMap
from textual.containers import VerticalScroll

from paperreader.config import KeySetting, Settings
from paperreader.library import Library
from paperreader.tui.commands import (
    BY_ACTION,
    BY_ID,
    COMMANDS,
    PERMANENT_QUIT,
    Command,
    Pane,
    Situation,
    for_footer,
    is_possible,
    sections,
)
from paperreader.tui.dialogs.choosing import SortMenu
from paperreader.tui.dialogs.help import HelpScreen
from paperreader.tui.dialogs.rows import Rows
from paperreader.tui.keymap import DEFAULT, bound_key, check_keymap, key_name
from paperreader.tui.screens.main import MainScreen
from tests.tui.conftest import Opener

DESIGNED = {
    "move.down": "j down",
    "move.up": "k up",
    "move.top": "g",
    "move.bottom": "G",
    "move.half_down": "ctrl+d",
    "move.half_up": "ctrl+u",
    "go.detail": "enter l",
    "go.back": "h escape",
    "go.next": "tab",
    "search.open": "/",
    "day.previous": "[",
    "day.next": "]",
    "view.inbox": "1",
    "view.today": "9",
    "cite.copy": "y",
    "cite.choose": "Y",
    "open.page": "o",
    "open.pdf": "O",
    "export.shown": "E",
    "view.one": "z",
    "app.palette": ": ctrl+p",
    "import.open": "i",
    "select.toggle": "space",
    "select.range": "v",
    "select.all": "V",
    "select.invert": "I",
    "mark.read": "r",
    "mark.queued": "w",
    "mark.reading": "R",
    "mark.skipped": "x",
    "star.toggle": "s",
    "tag.add": "t",
    "tag.remove": "T",
    "note.write": "n",
    "note.editor": "N",
    "edit.undo": "u",
    "edit.redo": "ctrl+r",
    "sort.choose": "S",
    "app.help": "?",
    "app.quit": "q",
}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_is_whole(command: Command) -> None:
    topic, _, action = command.title.partition(": ")
    assert topic and action
    assert command.help.endswith(".") and command.label
    assert command.keys or command.palette, "neither a key nor the palette reaches it"
    assert callable(getattr(MainScreen, f"action_{command.action}"))
    assert BY_ID[command.id] is command
    assert BY_ACTION[command.action, command.args] is command


def test_the_keys_are_those_of_the_design() -> None:
    for command, keys in DESIGNED.items():
        assert set(keys.split()) <= set(DEFAULT.of(command)), command


def test_the_default_keys_clash_nowhere() -> None:
    assert DEFAULT.problems == ()


def test_textual_knows_every_default_key() -> None:
    pairs = [(key, command) for command, keys in DEFAULT.keys.items() for key in keys]
    bindings = BindingsMap([(bound_key(key), "act", command) for key, command in pairs])
    assert sum(len(found) for found in bindings.key_to_bindings.values()) == len(pairs)


def test_the_table_is_read_without_textual() -> None:
    code = (
        "import sys, paperreader.tui.commands, paperreader.tui.keymap;"
        "print([m for m in sys.modules if m.split('.')[0] in ('textual', 'rich')])"
    )
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("r", "r"),
        ("R", "R"),
        ("?", "?"),
        (" ", "space"),
        ("Esc", "escape"),
        ("Ctrl+X", "ctrl+x"),
        ("shift+ctrl+up", "ctrl+shift+up"),
        ("shift+r", "R"),
        ("ctrl+i", "tab"),
        ("ctrl++", "ctrl++"),
        ("f12", "f12"),
        ("f99", None),
        ("hyper+x", None),
        ("ctrl+ctrl+x", None),
        ("", None),
        ("\x1b", None),
        ("nonsense", None),
    ],
)
def test_key_names(given: str, name: str | None) -> None:
    assert key_name(given) == name


def settings(**keys: str | tuple[str, ...]) -> list[KeySetting]:
    return [
        KeySetting(name.replace("__", "."), (key,) if isinstance(key, str) else key, line)
        for line, (name, key) in enumerate(keys.items(), start=1)
    ]


def test_a_key_can_be_changed() -> None:
    keymap = check_keymap(settings(mark__read="m"))
    assert keymap.of("mark.read") == ("m",)
    assert keymap.of("mark.queued") == ("w",)
    assert not keymap.problems


def test_two_commands_can_change_their_keys_with_each_other() -> None:
    keymap = check_keymap(settings(mark__read="x", mark__skipped="r"))
    assert (keymap.of("mark.read"), keymap.of("mark.skipped")) == (("x",), ("r",))
    assert not keymap.problems


def test_a_command_can_lose_its_key() -> None:
    assert check_keymap(settings(mark__read=())).of("mark.read") == ()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (settings(mark__rad="m"), ("mark.rad", "no command")),
        (settings(mark__read="hyper+m"), ("hyper+m", "mark.read")),
        (settings(mark__read="w"), ("w", "mark.read", "mark.queued")),
        (settings(app__quit=()), ("app.quit",)),
        (settings(mark__read=PERMANENT_QUIT), (PERMANENT_QUIT,)),
        (settings(mark__read="m") * 2, ("twice",)),
    ],
)
def test_a_mistake_is_named_with_its_line(
    given: list[KeySetting], words: tuple[str, ...]
) -> None:
    (problem,) = check_keymap(given).problems
    assert problem.line == 1
    for word in words:
        assert word in problem.message


@pytest.mark.parametrize(
    "given",
    [settings(app__quit=()), settings(star__toggle="q"), settings(app__quit="nonsense")],
)
def test_quit_is_never_lost(given: list[KeySetting]) -> None:
    assert PERMANENT_QUIT in check_keymap(given).of("app.quit")


def situation(pane: Pane = "list", *, shown: int = 3, total: int = 3) -> Situation:
    return Situation(
        pane=pane,
        has_entry=shown > 0,
        shown=shown,
        loaded=True,
        empty_library=not total,
    )


@pytest.mark.parametrize("pane", ["list", "detail", "views"])
@pytest.mark.parametrize("shown", [0, 3])
def test_the_footer_shows_six_keys_at_most_and_help_last(pane: Pane, shown: int) -> None:
    keys = for_footer(situation(pane, shown=shown), DEFAULT.keys)
    assert len(keys) <= 6
    assert keys[-1] == ("?", "help")


def test_the_footer_follows_the_keymap() -> None:
    keymap = check_keymap(settings(mark__read="m"))
    assert ("m", "read") in for_footer(situation(), keymap.keys)


def test_one_key_means_one_thing_in_each_pane() -> None:
    for pane in ("list", "detail", "views"):
        for total in (0, 3):
            now = situation(pane, shown=total, total=total)
            seen: dict[str, str] = {}
            for command in COMMANDS:
                for key in command.keys if is_possible(command, now) else ():
                    first = seen.setdefault(key, command.id)
                    # In an empty library enter fills it, before all else.
                    assert first in (command.id, "import.sample"), f"{key} in {pane}"


def test_nothing_is_possible_on_an_entry_that_is_not_there() -> None:
    for command in COMMANDS:
        if "entry" in command.needs:
            assert not is_possible(command, situation(shown=0))


def test_letters_belong_to_the_text_while_searching() -> None:
    there = [command for command in COMMANDS if is_possible(command, situation("search"))]
    for command in there:
        assert any(len(key) > 1 for key in DEFAULT.of(command.id)), command.id
    assert not is_possible(BY_ID["mark.read"], situation("search"))


def test_the_help_shows_every_command_once() -> None:
    shown = [title for _, rows in sections(DEFAULT.keys) for _, title, _ in rows]
    assert len(shown) == len(COMMANDS)


async def test_dialogs_move_by_the_keys_of_the_settings(
    library: Library, open_app: Opener
) -> None:
    keys = (
        KeySetting("move.down", ("n",), 1),
        KeySetting("move.up", ("ctrl+y", "up"), 2),
        KeySetting("note.write", ("j",), 3),
    )
    async with open_app(library, settings=Settings(keys=keys)) as desk:
        await desk.act("choose_sort")
        menu = await desk.dialog(SortMenu)
        rows = menu.query_one(Rows)
        start = rows.cursor or 0
        await desk.pilot.press("n", "n", "ctrl+y")
        assert rows.cursor == start + 1
        await desk.pilot.press("down")  # given away
        assert rows.cursor == start + 1
        await desk.pilot.press("escape")
        await desk.act("help")
        help_ = await desk.dialog(HelpScreen)
        text = help_.query_one(VerticalScroll)
        await desk.pilot.press("n")
        await desk.until(lambda: text.scroll_offset.y == 1)
