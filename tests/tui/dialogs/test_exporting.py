"""Asking how and where to export."""

from pathlib import Path

import pytest

from paperreader.exporting import PARTS, Format
from paperreader.tui.dialogs.exporting import ExportDialog, ExportRequest

from .hosting import NOTHING_YET, answer, drawn, empty, press, shown

FORMATS = [
    Format("markdown", ".md", "to read", groups=True, offers=PARTS, shows=frozenset({"notes"})),
    Format("bibtex", ".bib", "for LaTeX"),
    Format("csv", ".csv", "for spreadsheets"),
    Format("json", ".json", "all of it"),
    Format("jsonl", ".jsonl", "one entry a line"),
    Format("vault", "/", "a folder"),
]


def dialog_in(folder: Path, name: str = "reading-list") -> ExportDialog:
    return ExportDialog(12, FORMATS, str(folder), name)


CHOICES = (
    ("enter", "markdown", "reading-list.md"),
    ("b enter", "bibtex", "reading-list.bib"),
    ("down down enter", "csv", "reading-list.csv"),
    ("j j j j enter", "jsonl", "reading-list.jsonl"),
    ("s enter", "json", "reading-list.json"),
    ("s b enter", "bibtex", "reading-list.bib"),
    ("o s enter", "json", "reading-list.json"),
    ("tab home x enter", "markdown", "xreading-list.md"),
    ("tab home x tab b enter", "bibtex", "xreading-list.bib"),
    ("tab backspace backspace backspace tab c enter", "csv", "reading-list"),
)


async def test_keys_choose_a_format_and_a_file(tmp_path: Path) -> None:
    async with empty() as (app, pilot):
        for keys, format_name, file in CHOICES:
            request = ExportRequest(format_name, str(tmp_path / file))
            assert await answer(app, pilot, dialog_in(tmp_path), keys) == request, keys


async def test_the_clipboard_is_one_key_away(tmp_path: Path) -> None:
    async with shown(dialog_in(tmp_path)) as (app, pilot):
        await press(app, pilot, "b y")
        assert app.outcome == ExportRequest("bibtex", "clipboard")


async def test_letters_are_text_in_the_name(tmp_path: Path) -> None:
    dialog = dialog_in(tmp_path)
    async with shown(dialog) as (app, pilot):
        await press(app, pilot, "tab home y b")
        assert dialog._field.value == "ybreading-list.md"
        assert dialog.format == "markdown"
        assert app.outcome is NOTHING_YET


@pytest.mark.parametrize("first", [("enter",), ("tab", "enter")])
async def test_a_file_that_exists_is_replaced_only_by_enter_again(
    first: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "reading-list.md").write_text("mine")
    async with shown(dialog_in(tmp_path)) as (app, pilot):
        assert "exists:" in drawn(app)
        await pilot.press(*first)
        await pilot.pause()
        assert app.outcome is NOTHING_YET
        assert "Enter again replaces it." in drawn(app)
        await press(app, pilot, "enter")
        assert app.outcome == ExportRequest(
            "markdown", str(tmp_path / "reading-list.md"), force=True
        )


async def test_a_warning_holds_only_for_the_file_it_named(tmp_path: Path) -> None:
    (tmp_path / "reading-list.md").write_text("mine")
    (tmp_path / "reading-list.bib").write_text("mine too")
    async with shown(dialog_in(tmp_path)) as (app, pilot):
        await press(app, pilot, "enter b enter")
        assert app.outcome is NOTHING_YET
        await press(app, pilot, "enter")
        assert app.outcome == ExportRequest(
            "bibtex", str(tmp_path / "reading-list.bib"), force=True
        )


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "needs a name"), ("no/such/place.md", "There is no folder"), ("a\0b", "such a name")],
)
async def test_a_name_that_cannot_be_is_said(name: str, said: str, tmp_path: Path) -> None:
    dialog = dialog_in(tmp_path)
    async with shown(dialog) as (app, pilot):
        dialog._field.value = name
        await pilot.pause()
        assert said in drawn(app)
        await press(app, pilot, "enter")
        assert app.outcome is NOTHING_YET
        assert said in drawn(app)


async def test_a_folder_for_a_name_gets_the_proposed_file(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    dialog = dialog_in(tmp_path)
    async with shown(dialog) as (app, pilot):
        dialog._field.value = str(tmp_path / "lists")
        await press(app, pilot, "enter")
        assert app.outcome == ExportRequest("markdown", str(tmp_path / "lists/reading-list.md"))


async def test_home_is_written_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    dialog = dialog_in(Path("/nowhere"))
    async with shown(dialog) as (app, pilot):
        dialog._field.value = "~/list.md"
        await press(app, pilot, "enter")
        assert app.outcome == ExportRequest("markdown", str(tmp_path / "list.md"))


async def test_how_many_are_exported_is_said(tmp_path: Path) -> None:
    async with shown(ExportDialog(1, FORMATS, str(tmp_path))) as (app, _pilot):
        assert "1 entry" in drawn(app)


async def test_digits_choose_what_stands_in_it(tmp_path: Path) -> None:
    async with empty() as (app, pilot):
        path = str(tmp_path / "reading-list.md")
        for keys, parts, group in (
            ("enter", None, None),
            ("3 enter", frozenset({"notes", "citations"}), None),
            ("1 enter", frozenset(), None),
            ("1 1 enter", None, None),
            ("4 enter", None, "tag"),
            ("4 4 4 4 enter", None, None),
        ):
            request = ExportRequest("markdown", path, group=group, parts=parts)  # type: ignore[arg-type]
            assert await answer(app, pilot, dialog_in(tmp_path), keys) == request, keys


async def test_choices_hold_only_where_they_are_offered(tmp_path: Path) -> None:
    async with shown(dialog_in(tmp_path)) as (app, pilot):
        await pilot.press("3", "4")
        assert "citations ✓" in drawn(app) and "headings: tag" in drawn(app)
        await press(app, pilot, "b 1 enter")
        assert app.outcome == ExportRequest("bibtex", str(tmp_path / "reading-list.bib"))


async def test_a_folder_that_exists_is_no_reason_to_ask(tmp_path: Path) -> None:
    (tmp_path / "reading-list").mkdir()
    async with shown(dialog_in(tmp_path)) as (app, pilot):
        await press(app, pilot, "v y")
        assert app.outcome is NOTHING_YET
        assert "none for the clipboard" in drawn(app)
        await press(app, pilot, "enter")
        assert app.outcome == ExportRequest("vault", str(tmp_path / "reading-list"))
