"""Choosing a tag and giving it another name."""

from typing import Literal

import pytest

from paperreader.tui.dialogs.tag_rename import RenameTag, WhichTag

from .hosting import HOSTILE, NOTHING_YET, answer, drawn, empty, press, shown, unsafe

KNOWN = [("agents", 12), ("rl", 7), ("rl/theory", 2), ("vision", 1), ("topic", 0)]

CHOOSING: tuple[tuple[str, str | None], ...] = (
    ("enter", "agents"),
    ("down enter", "rl"),
    ("r enter", "rl"),
    ("t h e enter", "rl/theory"),
    ("t o p enter", "topic"),
    ("v i s s i o n enter", "vision"),
    ("escape", None),
)


def foresee(new: str) -> tuple[str, Literal["", "careful", "wrong"]]:
    if not new:
        return "Nothing is left.", "wrong"
    return ("Merges.", "careful") if new == "rl" else (f"to {len(new)}", "")


async def test_a_tag_is_chosen() -> None:
    async with empty() as (app, pilot):
        for keys, tag in CHOOSING:
            assert await answer(app, pilot, WhichTag(KNOWN), keys) == tag, keys


async def test_what_fits_no_tag_is_said() -> None:
    async with shown(WhichTag(KNOWN)) as (app, pilot):
        await press(app, pilot, "z z enter")
        assert app.outcome is NOTHING_YET
        assert "No tag fits that." in drawn(app)


async def test_keys_that_run_ahead_of_messages_choose_what_was_typed() -> None:
    dialog = WhichTag(KNOWN)
    async with shown(dialog) as (app, pilot):
        dialog._field.insert_text_at_cursor("vis")
        dialog.action_take()
        await pilot.pause()
        assert app.outcome == "vision"


@pytest.mark.parametrize(
    ("keys", "new"),
    [("2 enter", "agents2"), ("enter", None), ("escape", None), ("ctrl+u x enter", "x")],
)
async def test_a_name_is_typed(keys: str, new: str | None) -> None:
    async with empty() as (app, pilot):
        assert await answer(app, pilot, RenameTag("agents", foresee), keys) == new


async def test_what_it_would_do_is_said_and_what_cannot_be_is_refused() -> None:
    async with shown(RenameTag("agents", foresee)) as (app, pilot):
        assert "a name that is there already merges the two" in drawn(app)
        await press(app, pilot, "ctrl+u r l")
        assert "Merges." in drawn(app)
        await press(app, pilot, "ctrl+u enter")
        assert "Nothing is left." in drawn(app)
        assert app.outcome is NOTHING_YET


@pytest.mark.parametrize("text", HOSTILE)
async def test_no_tag_breaks_the_screen(text: str) -> None:
    for dialog in (WhichTag([(text, 1)]), RenameTag(text, foresee)):
        async with shown(dialog, (40, 12)) as (app, _pilot):
            assert not unsafe(drawn(app))
