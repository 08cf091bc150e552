"""What a typed line asks for."""

import pytest

from paperreader.cli.triage.typed import NEXT, Asked, Language, NotUnderstood
from paperreader.config import KeySetting
from paperreader.tui.keymap import DEFAULT, check_keymap

LANGUAGE = Language(DEFAULT)


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("r\n", Asked("mark.read")),
        ("R\n", Asked("mark.reading")),
        ("  x  \r\n", Asked("mark.skipped")),
        ("read", Asked("mark.read")),
        ("Skip", Asked("mark.skipped")),
        ("", NEXT),
        (" \n", NEXT),
        ("j", Asked("move.down")),
        ("5j", Asked("move.down", count=5)),
        ("12 back", Asked("move.up", count=12)),
        ("5", Asked("view.skipped")),
        ("[", Asked("day.previous")),
        ("ctrl+r", Asked("edit.redo")),
        ("\x12", Asked("edit.redo")),  # as a terminal sends ctrl+r
        ("redo", Asked("edit.redo")),
        ("t", Asked("tag.add")),
        ("t rl  agents", Asked("tag.add", "rl  agents")),
        ("tag rl", Asked("tag.add", "rl")),
        ("note\tx is y", Asked("note.write", "x is y")),
        ("/", Asked("search.open")),
        ("/ tag:rl -old", Asked("search.open", "tag:rl -old")),
        ("/tag:rl", Asked("search.open", "tag:rl")),
        ("?", Asked("app.help")),
        ("quit", Asked("app.quit")),
    ],
)
def test_a_line_asks_for_a_command_of_the_app(line: str, asked: Asked) -> None:
    assert LANGUAGE.read(line) == asked


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("rr", "“rr” was not understood; ? lists what can be typed"),
        ("v", "“v” was not understood"),  # a key of the app that only a screen has
        ("skpi", "did you mean “skip”?"),
        ("x that one", "nothing can follow “x”"),  # perhaps it was meant to be a note
        ("3r", "“3r” was not understood"),
        ("99999999 next", "was not understood"),
        ("\x00", "was not understood"),
        ("é" * 5000, "was not understood"),
    ],
)
def test_a_line_that_asks_for_nothing_says_why(line: str, why: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        LANGUAGE.read(line)
    assert why in str(caught.value)
    assert len(str(caught.value)) < 200


def test_the_keys_are_those_of_the_settings() -> None:
    keymap = check_keymap(
        [KeySetting("mark.read", ("d",), 1), KeySetting("mark.skipped", ("space", "f5"), 2)]
    )
    language = Language(keymap)
    assert language.read("d") == Asked("mark.read")
    assert language.read(" ") == language.read("F5") == Asked("mark.skipped")
    with pytest.raises(NotUnderstood):
        language.read("r")
    assert language.read("read") == Asked("mark.read")  # words stay
