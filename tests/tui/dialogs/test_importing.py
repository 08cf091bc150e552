"""Asking what to import, and showing what came of it."""

from pathlib import Path

import pytest
from textual import events

from paperreader.tui.dialogs.importing import ImportDialog, ImportRequest
from paperreader.tui.dialogs.path_words import (
    Completer,
    dropped_paths,
    looks_like_path,
    tidy_path,
    what_is_wrong,
)

from .hosting import NOTHING_YET, answer, drawn, empty, press, shown


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with dumps, other folders, and names that try a terminal."""
    for name in (
        "monday.txt",
        "Monday-late.txt",
        "my dump.txt",
        ".hidden",
        "[Re] \x1b[31m.txt",
    ):
        (tmp_path / name).write_text("a dump")
    (tmp_path / "months").mkdir()
    (tmp_path / "months" / "june.txt").write_text("a dump")
    return tmp_path


def test_completions_are_folders_first_and_hide_hidden_files(place: Path) -> None:
    names = [each.name for each in Completer().complete(f"{place}/")]
    assert names[0] == "months"
    assert ".hidden" not in names
    assert [each.name for each in Completer().complete(f"{place}/.h")] == [".hidden"]


@pytest.mark.parametrize(
    ("begun", "names"),
    [
        ("mo", ["months", "Monday-late.txt", "monday.txt"]),
        ("Mo", ["Monday-late.txt"]),
        ("months/", ["june.txt"]),
        ("none", []),
        ("none/at/all", []),
        ("nul\0", []),
    ],
)
def test_capitals_matter_only_when_they_are_typed(
    place: Path, begun: str, names: list[str]
) -> None:
    assert [each.name for each in Completer().complete(f"{place}/{begun}")] == names


def test_a_path_is_taken_as_it_was_typed_dropped_or_pasted(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(place))
    dump = f"{place}/my dump.txt"
    for typed in (
        dump,
        f"  {dump} ",
        f"'{dump}'",
        f'"{dump}"',
        dump.replace(" ", "\\ "),
        f"file://{place}/my%20dump.txt",
        f"file://localhost{place}/my%20dump.txt",
        f"file:{place}/my%20dump.txt",
        "~/my dump.txt",
    ):
        assert tidy_path(typed) == dump, typed
    assert tidy_path("") == ""


def test_what_is_wrong_with_a_path_is_a_sentence(place: Path) -> None:
    assert what_is_wrong(f"{place}/monday.txt") is None
    assert what_is_wrong(f"{place}/none.txt") == "There is no such file."
    assert what_is_wrong(str(place)) is None
    assert what_is_wrong("/dev/null") == "That is no file."
    assert what_is_wrong("x" * 5_000) is not None
    assert what_is_wrong("nul\0") is not None


async def test_tab_completes_what_is_common_and_then_points(place: Path) -> None:
    dialog = ImportDialog(f"{place}/my")
    async with shown(dialog) as (app, pilot):
        await press(app, pilot, "tab")
        assert dialog._field.value == f"{place}/my dump.txt"
        await press(app, pilot, "enter")
        assert app.outcome == ImportRequest("path", f"{place}/my dump.txt")


def test_dropped_files_are_known_however_the_terminal_writes_them(place: Path) -> None:
    monday, dump = f"{place}/monday.txt", f"{place}/my dump.txt"
    (place / "50% #1?.txt").write_text("a dump")
    for text, paths in (
        (dump, [dump]),
        (f"'{dump}' '{monday}'", [dump, monday]),
        (f"{monday} " + dump.replace(" ", "\\ ") + " ", [monday, dump]),
        (f"file://{place}/my%20dump.txt\r\nfile://{monday}\r\n", [dump, monday]),
        (f"file://{place}/50%25%20%231?.txt", [f"{place}/50% #1?.txt"]),
        (f"{monday}\n\n{dump}\n", [monday, dump]),
        (f"{place}/months", [f"{place}/months"]),
        (f"{monday} {place}/none.txt", None),
        (f"A paper about {monday}", None),
        (f"'{dump}", None),
        ("", None),
        ("nul\0", None),
        (monday + "\n" + "x" * 200_000, None),
    ):
        assert dropped_paths(text) == paths, text


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("/home/someone/none.txt", True),
        ("~/none.txt\r", True),
        ("'/a b.txt'", True),
        ("file:///none.txt", True),
        ("A title / with a slash", False),
        ("/ is a slash", False),
        ("/home/x\nand more", False),
        ('{"title": "/x"}', False),
    ],
)
def test_what_looks_like_a_path(text: str, so: bool) -> None:
    assert looks_like_path(text) is so


async def test_several_dropped_files_are_handed_back_as_they_came(place: Path) -> None:
    text = f"'{place}/my dump.txt' {place}/monday.txt"
    async with shown(ImportDialog(text)) as (app, pilot):
        await press(app, pilot, "enter")
        assert app.outcome == ImportRequest("text", text)


async def test_enter_goes_into_a_pointed_folder_or_takes_a_typed_one(place: Path) -> None:
    dialog = ImportDialog(f"{place}/months")
    async with shown(dialog) as (app, pilot):
        assert "imports the files in it" in drawn(app)
        await press(app, pilot, "enter")
        assert app.outcome == ImportRequest("path", f"{place}/months")


async def test_enter_goes_into_a_folder_and_takes_a_file(place: Path) -> None:
    dialog = ImportDialog(f"{place}/mont")
    async with shown(dialog) as (app, pilot):
        await press(app, pilot, "down enter")
        assert dialog._field.value == f"{place}/months/"
        assert app.outcome is NOTHING_YET
        await press(app, pilot, "down enter")
        assert app.outcome == ImportRequest("path", f"{place}/months/june.txt")


async def test_a_missing_file_is_said_and_the_dialog_stays(place: Path) -> None:
    async with shown(ImportDialog(f"{place}/none.txt")) as (app, pilot):
        await press(app, pilot, "enter")
        assert "There is no such file." in drawn(app)
        assert app.outcome is NOTHING_YET


async def test_names_of_files_are_drawn_harmlessly_and_handed_back_whole(place: Path) -> None:
    async with shown(ImportDialog(f"{place}/[")) as (app, pilot):
        await press(app, pilot, "tab")
        assert "[Re] ␛[31m.txt" in drawn(app)
        await press(app, pilot, "enter")
        assert app.outcome == ImportRequest("path", f"{place}/[Re] \x1b[31m.txt")


async def test_keys_that_choose() -> None:
    samples = [("A day", "/a.txt"), ("Another", "/b.txt")]
    async with empty() as (app, pilot):
        for keys, request in (
            ("ctrl+v", ImportRequest("clipboard")),
            ("down enter", ImportRequest("clipboard")),
            ("tab enter", ImportRequest("clipboard")),
            ("down down enter", ImportRequest("sample", "/a.txt")),
            ("up enter", ImportRequest("sample", "/b.txt")),
            ("escape", None),
        ):
            dialog = ImportDialog(samples=samples)
            assert await answer(app, pilot, dialog, keys) == request, keys


async def test_nothing_typed_is_no_request() -> None:
    async with shown(ImportDialog()) as (app, pilot):
        await press(app, pilot, "enter")
        assert app.outcome is NOTHING_YET
        assert "Type a path" in drawn(app)


async def test_a_pasted_dump_is_a_text_and_a_pasted_path_a_path() -> None:
    dialog = ImportDialog()
    async with shown(dialog) as (app, pilot):
        dialog._field.post_message(events.Paste("/some/path.txt\n"))
        await pilot.pause()
        assert dialog._field.value == "/some/path.txt"
        dialog._field.post_message(events.Paste("[Re] A title\n\n3 authors\n"))
        await pilot.pause()
        assert app.outcome == ImportRequest("text", "[Re] A title\n\n3 authors\n")
