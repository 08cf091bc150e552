"""Triage by prompts on a real terminal: what is written to it, and how it is left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from paperreader.importing.samples import sample_dumps
from paperreader.library import Library
from tests.contract.test_processes import start
from tests.terminal import Terminal

DUMB = {"TERM": "dumb"}


@pytest.fixture
def library(tmp_path: Path) -> str:
    folder = str(tmp_path / "library")
    assert start("--library", folder, "import", str(sample_dumps()[0])).returncode == 0
    return folder


def plain(library: str, *, columns: int = 80) -> Terminal:
    return Terminal(
        *("--library", library, "triage", "--plain"),
        columns=columns,
        lines=200,
        environment=DUMB,
    )


def statuses(library: str) -> list[str]:
    with Library.open(Path(library)) as opened:
        return [row.status for row in opened.rows()]


@pytest.fixture
def terminal(library: str) -> Iterator[Terminal]:
    with plain(library) as opened:
        yield opened


def test_nothing_but_lines_of_text_is_written(terminal: Terminal) -> None:
    terminal.wait_for("? help")
    for line, answer in (("w", "Queued"), ("t rl", "Tagged"), ("?", "quit"), ("sikp", "skip")):
        terminal.press(f"{line}\r")
        terminal.wait_for(answer)
    terminal.press("q\r")
    assert terminal.wait_for_end() == 0
    written = terminal.bytes.decode()
    assert [char for char in set(written) if ord(char) < 32] in (["\r", "\n"], ["\n", "\r"])
    assert "1 decided: 1 queued." in written


@pytest.mark.parametrize("columns", [40, 60, 120])
def test_lines_fit_the_terminal(library: str, columns: int) -> None:
    with plain(library, columns=columns) as terminal:
        terminal.wait_for("? help")
        terminal.press("r\r")
        terminal.wait_for("Read: ", "? help")
        terminal.press("q\r")
        terminal.wait_for_end()
        assert max(map(len, terminal.bytes.decode().split("\r\n"))) < columns


def test_ctrl_c_leaves_with_130_and_loses_nothing(library: str, terminal: Terminal) -> None:
    terminal.wait_for("? help")
    terminal.press("x\r")
    terminal.wait_for("Skipped: ")
    terminal.press("n\r")
    terminal.wait_for("alone ends it")
    terminal.press("half a note\r")
    terminal.wait_for("half a note\n>")  # it is read: an interrupt drops what is not
    terminal.press("\x03")
    assert terminal.wait_for_end() == 130
    assert b"1 decided: 1 skipped." in terminal.bytes
    assert b"Traceback" not in terminal.bytes
    assert statuses(library).count("skipped") == 1
    with Library.open(Path(library)) as opened:
        assert [row.note for row in opened.rows() if row.note] == ["half a note"]


def test_ctrl_d_leaves_too(terminal: Terminal) -> None:
    terminal.wait_for("? help")
    terminal.press("\x04")
    assert terminal.wait_for_end() == 0
    assert b"Nothing was decided." in terminal.bytes


def test_a_kill_loses_no_verdict(library: str, terminal: Terminal) -> None:
    terminal.wait_for("? help")
    terminal.press("x\r")
    terminal.wait_for("Skipped: ")
    terminal.kill()
    assert statuses(library).count("skipped") == 1


def test_what_others_change_is_taken_in(library: str, terminal: Terminal) -> None:
    terminal.wait_for("? help")
    assert start("--library", library, "mark", "read", "--query", "is:inbox").returncode == 0
    record = b'{"title": "Late for the day", "featured": "1999-01-01"}'
    assert start("--library", library, "import", "-", given=record).returncode == 0
    terminal.press("w\r")
    terminal.wait_for(
        "1 more came in meanwhile.",
        "changed elsewhere meanwhile; its status: read",
        "Late for the day",
    )
    terminal.press("q\r")
    assert terminal.wait_for_end() == 0
    assert sorted(set(statuses(library))) == ["inbox", "queued", "read"]


def test_on_a_dumb_terminal_the_app_names_this_way(library: str) -> None:
    with Terminal("--library", library, "triage", environment=DUMB) as terminal:
        assert terminal.wait_for_end() == 2
        assert "triage --plain" in " ".join(terminal.text().split())


def test_triage_opens_the_app(library: str) -> None:
    with Terminal("--library", library, "triage") as terminal:
        terminal.wait_for("Inbox")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
