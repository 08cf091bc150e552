"""Asking what to import, and showing what came of it."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from textual import events

from paperreader.tui.dialogs.importing import (
    MOST_PROBLEMS,
    ImportDialog,
    ImportPreview,
    ImportRequest,
)
from paperreader.tui.dialogs.path_words import Completer, tidy_path, what_is_wrong

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
        "~/my dump.txt",
    ):
        assert tidy_path(typed) == dump, typed
    assert tidy_path("") == ""


def test_what_is_wrong_with_a_path_is_a_sentence(place: Path) -> None:
    assert what_is_wrong(f"{place}/monday.txt") is None
    assert what_is_wrong(f"{place}/none.txt") == "There is no such file."
    assert what_is_wrong(str(place)) == "That is a folder; go on to a file in it."
    assert what_is_wrong("x" * 5_000) is not None
    assert what_is_wrong("nul\0") is not None


async def test_tab_completes_what_is_common_and_then_points(place: Path) -> None:
    dialog = ImportDialog(f"{place}/my")
    async with shown(dialog) as (app, pilot):
        await press(app, pilot, "tab")
        assert dialog._field.value == f"{place}/my dump.txt"
        await press(app, pilot, "enter")
        assert app.outcome == ImportRequest("path", f"{place}/my dump.txt")


async def test_enter_goes_into_a_folder_and_takes_a_file(place: Path) -> None:
    dialog = ImportDialog(f"{place}/mont")
    async with shown(dialog) as (app, pilot):
        await press(app, pilot, "down enter")
        assert dialog._field.value == f"{place}/months/"
        assert app.outcome is NOTHING_YET
        await press(app, pilot, "enter")
        assert "That is a folder" in drawn(app)
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


def report(**given: object) -> SimpleNamespace:
    values: dict[str, object] = {
        "source": "monday.txt",
        "shape": "search-plain-text",
        "page_date": "2025-12-18",
        "entries": 35,
        "added": 30,
        "updated": 4,
        "unchanged": 1,
        "problems": [],
    }
    return SimpleNamespace(**(values | given))


async def test_the_preview_says_what_would_happen() -> None:
    problems = [
        SimpleNamespace(line=7, message="[/] is unknown"),
        SimpleNamespace(line=None, message="no date"),
    ]
    reports = [
        report(problems=problems, page_date_from="from the page"),
        report(source="[Re].json", page_date=None, entries=1, added=1, updated=0, unchanged=0),
    ]
    async with shown(ImportPreview(reports)) as (app, pilot):
        picture = drawn(app)
        for said in (
            "Import · add 31 and update 4",
            "monday.txt",
            "35 entries: 30 new, 4 updated, 1 unchanged",
            "search-plain-text, 2025-12-18 (from the page)",
            "2 remarks",
            "line 7: [/] is unknown",
            "no date",
            "[Re].json",
            "1 entry: 1 new",
            "no page date",
        ):
            assert said in picture
        await press(app, pilot, "enter")
        assert app.outcome is True


async def test_leaving_the_preview_imports_nothing() -> None:
    async with shown(ImportPreview([report(added=0, updated=0, unchanged=35)])) as (app, pilot):
        assert "Nothing new to import" in drawn(app)
        await press(app, pilot, "escape")
        assert app.outcome is False


async def test_many_problems_are_scrolled_and_counted() -> None:
    problems = [SimpleNamespace(line=n, message=f"thing {n}") for n in range(1, 10_001)]
    async with shown(ImportPreview([report(problems=problems)]), (40, 12)) as (app, pilot):
        assert "10,000 remarks" in drawn(app)
        await press(app, pilot, "j j j space")
        assert "line 10: thing 10" in drawn(app)
        dialog = app.screen
        assert isinstance(dialog, ImportPreview)
        dialog.action_scroll(100_000)
        await pilot.pause()
        assert f"and {10_000 - MOST_PROBLEMS:,} more" in drawn(app)
