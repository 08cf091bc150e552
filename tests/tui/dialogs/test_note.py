"""Writing a note, and losing none."""

import os
import stat
from pathlib import Path

import pytest

from paperreader.tui.dialogs.drafts import Draft
from paperreader.tui.dialogs.note import NoteDialog

from .hosting import HOSTILE, NOTHING_YET, drawn, empty, press, shown, unsafe


@pytest.mark.parametrize("key", ["escape", "ctrl+s"])
async def test_every_way_out_keeps_what_was_written(key: str) -> None:
    async with shown(NoteDialog("A paper", "first")) as (app, pilot):
        await press(app, pilot, f"x enter [ {key}")
        assert app.outcome == "firstx\n["


async def test_a_note_left_alone_is_no_change() -> None:
    async with empty() as (app, pilot):
        for text in ("", "as it was", "a\r\nb\r\n", "tab\there", *HOSTILE[:8]):
            app.push_screen(NoteDialog("A paper", text), app.take)
            await pilot.pause()
            assert not unsafe(drawn(app)), text
            await press(app, pilot, "escape")
            assert app.outcome is None, text


async def test_control_characters_are_drawn_harmlessly_and_kept() -> None:
    async with shown(NoteDialog("A paper", "\x1b[31mred\tand\x9b")) as (app, pilot):
        assert "␛[31mred" in drawn(app)
        await press(app, pilot, "! escape")
        assert app.outcome == "\x1b[31mred\tand\x9b!"


async def test_a_note_of_blanks_is_an_empty_one() -> None:
    dialog = NoteDialog("A paper", "gone")
    async with shown(dialog) as (app, pilot):
        dialog._field.text = " \n "
        await press(app, pilot, "escape")
        assert app.outcome == ""


async def test_going_back_to_the_note_can_itself_be_undone() -> None:
    dialog = NoteDialog("A paper", "old")
    async with shown(dialog) as (app, pilot):
        texts = []
        for key in ("x", "ctrl+g", "ctrl+z"):
            await press(app, pilot, key)
            texts.append(dialog.text)
        assert texts == ["oldx", "old", "oldx"]
        await press(app, pilot, "ctrl+g escape")
        assert app.outcome is None


async def test_the_dialog_says_how_it_is_left() -> None:
    async with shown(NoteDialog("On [X]", "")) as (app, _pilot):
        assert "esc keep and close" in drawn(app)
        assert "Note · On [X]" in drawn(app)


async def test_the_draft_is_written_while_typing_and_goes_on_closing(tmp_path: Path) -> None:
    path = tmp_path / "drafts" / "one.md"
    dialog = NoteDialog("A paper", "old", path)
    async with shown(dialog) as (app, pilot):
        await press(app, pilot, "x")
        due = [dialog.draft_is_due]
        dialog.save_draft()
        due.append(dialog.draft_is_due)
        assert due == [True, False]
        assert path.read_text() == "oldx"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        await press(app, pilot, "escape")
        assert app.outcome == "oldx"
        assert list(path.parent.iterdir()) == []


async def test_many_edits_wait_for_one_draft(tmp_path: Path) -> None:
    dialog = NoteDialog("A paper", "", tmp_path / "one.md")
    async with shown(dialog) as (app, pilot):
        await press(app, pilot, "a")
        timer = dialog._timer
        await press(app, pilot, "b")
        assert dialog._timer is timer is not None


async def test_losing_the_focus_saves_the_draft(tmp_path: Path) -> None:
    path = tmp_path / "one.md"
    dialog = NoteDialog("A paper", "", path)
    async with shown(dialog) as (app, pilot):
        await press(app, pilot, "a")
        dialog.set_focus(None)
        await pilot.pause()
        assert path.read_text() == "a"


async def test_an_app_that_ends_with_the_dialog_open_leaves_the_draft(tmp_path: Path) -> None:
    path = tmp_path / "one.md"
    async with shown(NoteDialog("A paper", "old", path)) as (app, pilot):
        await press(app, pilot, "x")
        app.exit()
        await pilot.pause()
    assert app.outcome is NOTHING_YET
    assert path.read_text() == "oldx"


async def test_a_draft_that_was_left_is_back(tmp_path: Path) -> None:
    path = tmp_path / "one.md"
    path.write_text("from before")
    async with shown(NoteDialog("A paper", "old", path)) as (app, pilot):
        assert "A draft that was not kept is back" in drawn(app)
        await press(app, pilot, "escape")
        assert app.outcome == "from before"
    assert not path.exists()


async def test_a_draft_that_is_not_wanted_goes(tmp_path: Path) -> None:
    path = tmp_path / "one.md"
    path.write_text("from before")
    async with shown(NoteDialog("A paper", "old", path)) as (app, pilot):
        await press(app, pilot, "ctrl+g escape")
        assert app.outcome is None
    assert not path.exists()


async def test_a_draft_equal_to_the_note_is_not_mentioned(tmp_path: Path) -> None:
    path = tmp_path / "one.md"
    path.write_bytes(b"a\r\nb")
    async with shown(NoteDialog("A paper", "a\r\nb", path)) as (app, _pilot):
        assert "draft" not in drawn(app)


async def test_a_draft_that_cannot_be_kept_is_said_and_typing_goes_on(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    dialog = NoteDialog("A paper", "", in_the_way / "one.md")
    async with shown(dialog) as (app, pilot):
        assert "cannot be read" in drawn(app)
        await press(app, pilot, "a")
        dialog.save_draft()
        await press(app, pilot, "b escape")
        assert app.outcome == "ab"


async def test_a_failing_draft_is_named_on_the_dialog(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    dialog = NoteDialog("A paper", "", folder / "one.md")
    async with shown(dialog) as (app, pilot):
        folder.write_text("a file where the folder should be")
        await press(app, pilot, "a")
        dialog.save_draft()
        await pilot.pause()
        assert "No draft is being kept" in drawn(app)


def test_a_draft_that_cannot_replace_the_old_one_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft(tmp_path / "one.md")
    draft.write("old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        draft.write("new")
    monkeypatch.undo()
    assert draft.read() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["one.md"]
