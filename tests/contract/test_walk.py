"""The whole walk in a real terminal: from an empty library to a reading list."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from paperreader.importing.samples import sample_dumps
from paperreader.library import Library
from tests.terminal import Terminal

MONDAY = next(path for path in sample_dumps() if path.name == "monday.txt")
FIRST = "Slow Tokens First"


def fill(folder: Path, dump: Path = MONDAY) -> None:
    command = [
        sys.executable,
        "-m",
        "paperreader",
        "--library",
        str(folder),
        "import",
        str(dump),
    ]
    subprocess.run(command, check=True, capture_output=True)


def status_of(folder: Path) -> dict[str, str]:
    with Library.open(folder) as library:
        return {row.title: row.status for row in library.rows()}


def test_a_newcomer_imports_triages_tags_notes_and_exports(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    target = tmp_path / "list.md"
    with Terminal("--library", str(folder), columns=120, lines=36) as terminal:
        terminal.wait_for("Your library is empty")
        terminal.press("i")
        terminal.wait_for("path of a dump")
        terminal.press(f"{MONDAY}\r")
        terminal.wait_for("12 entries")
        terminal.press("\r")
        terminal.wait_for("12 added from", FIRST)
        terminal.press("r")
        terminal.wait_for("2/12", "undoes")
        terminal.press("w")
        terminal.wait_for("3/12")
        terminal.press("u")
        terminal.wait_for("Undid")
        terminal.press("gtdecoding\r")  # in one go: no letter of it may act as a verdict
        terminal.wait_for("Tagged +decoding")
        terminal.press("n")
        terminal.wait_for("Note")
        terminal.press("worth a second look\x13")
        terminal.wait_for("worth a second look", gone="ctrl+s")
        terminal.press("/tokenisers\r")
        terminal.wait_for("A Field Guide to Tokenisers", "1/1", gone="1/12")
        terminal.press("\x1b")
        terminal.wait_for("1/11")
        terminal.press("E")
        terminal.wait_for("Export")
        terminal.press("\x1b")
        terminal.wait_for("r read", gone="Export")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    command = [sys.executable, "-m", "paperreader", "--library", str(folder)]
    subprocess.run([*command, "export", "tag:decoding", "-o", str(target)], check=True)
    assert FIRST in target.read_text()
    assert "worth a second look" in target.read_text()
    listed = subprocess.run(
        [*command, "list", "is:read", "--json"], check=True, capture_output=True
    )
    assert [entry["tags"] for entry in json.loads(listed.stdout)] == [["decoding"]]


@pytest.mark.parametrize(
    ("columns", "lines"), [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)]
)
def test_the_first_paper_can_be_read_and_decided_at_any_size(
    tmp_path: Path, columns: int, lines: int
) -> None:
    fill(tmp_path / "library")
    with Terminal(
        "--library", str(tmp_path / "library"), columns=columns, lines=lines
    ) as terminal:
        terminal.wait_for("Slow Tokens")
        terminal.press("\r")
        terminal.wait_for("5 authors")
        terminal.press("h")
        terminal.wait_for("Field Guide")
        terminal.press("x")
        terminal.wait_for("2/12")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    statuses = status_of(tmp_path / "library")
    assert [status for title, status in statuses.items() if FIRST in title] == ["skipped"]


def test_a_killed_app_loses_no_decision(tmp_path: Path) -> None:
    fill(tmp_path / "library")
    with Terminal("--library", str(tmp_path / "library"), columns=100, lines=30) as terminal:
        terminal.wait_for(FIRST)
        terminal.press("rwx")
        terminal.wait_for("4/12")
        terminal.kill()
    statuses = list(status_of(tmp_path / "library").values())
    assert statuses[:4] == ["read", "queued", "skipped", "inbox"]


def test_what_another_process_does_appears(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    fill(folder)
    with Terminal("--library", str(folder), columns=120, lines=36) as terminal:
        terminal.wait_for(FIRST, "12")
        other = tmp_path / "other.jsonl"
        other.write_text('{"title": "Arrived from Elsewhere"}\n')
        fill(folder, other)
        terminal.wait_for("Arrived from Elsewhere")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_a_pasted_page_is_offered_for_import(tmp_path: Path) -> None:
    with Terminal("--library", str(tmp_path / "library"), columns=100, lines=30) as terminal:
        terminal.wait_for("Your library is empty")
        terminal.press("\x1b[200~" + MONDAY.read_text() + "\x1b[201~")
        terminal.wait_for("12 entries")
        terminal.press("\r")
        terminal.wait_for("12 added from", FIRST)
        terminal.press("u")
        terminal.wait_for("Undid")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_resizing_while_it_runs_shows_the_panes_that_fit(tmp_path: Path) -> None:
    fill(tmp_path / "library")
    with Terminal("--library", str(tmp_path / "library"), columns=120, lines=36) as terminal:
        terminal.wait_for("All papers", "5 authors")
        terminal.resize(60, 20)
        terminal.wait_for("Slow Tokens", gone="All papers")
        terminal.resize(1, 1)
        terminal.resize(200, 50)
        terminal.wait_for("All papers", "5 authors")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
