"""Ends that nobody chose: an error of the app's own, and signals, in a real terminal."""

import os
import signal
from pathlib import Path

import pytest

from paperreader.library import Library
from tests.terminal import Terminal
from tests.tui.conftest import fill, papers

FAULT = """
from paperreader.tui.widgets.detail import DetailPane

draw = DetailPane.render_line

def render_line(pane, y):
    if pane.entry is not None and "07" in pane.entry.title:
        raise KeyError(pane.entry.title)
    return draw(pane, y)

DetailPane.render_line = render_line
"""
"""Python runs this before the program where it is on its path."""

RESTORED = b"\x1b[?1049l"
"""Leaves the screen of full-screen programs for the one before."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "library") as library:
        fill(library, papers())
    return tmp_path / "library"


def test_an_unforeseen_error_restores_the_terminal_and_loses_nothing(
    tmp_path: Path, folder: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(FAULT)
    state = tmp_path / "state"
    places = {"PYTHONPATH": str(tmp_path), "XDG_STATE_HOME": str(state)}
    with Terminal("--library", str(folder), columns=200, environment=places) as terminal:
        terminal.wait_for("Paper 00", "1/12")
        terminal.press("r")
        terminal.wait_for("2/12")
        terminal.press("jjjjjj")
        assert terminal.wait_for_end() == 1
        assert terminal.bytes.count(RESTORED) == 1
        last = terminal.bytes.rpartition(RESTORED)[2].decode()
    (path,) = (state / "paperreader" / "crashes").iterdir()
    assert "paperreader ended by an error of its own (KeyError)" in last
    assert str(path) in last
    assert "Paper 07" not in last + path.read_text()
    assert "move('down')" in path.read_text()
    with Library.open(folder) as library:
        assert [row.status for row in library.rows()].count("read") == 1


@pytest.mark.parametrize("keys", ["", "/", "t", "?", "z"], ids="keys={}".format)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda n: n.name)
def test_a_signal_ends_the_app_and_restores_the_terminal(
    folder: Path, number: signal.Signals, keys: str
) -> None:
    with Terminal("--library", str(folder)) as terminal:
        terminal.wait_for("Paper 00", "1/12")
        terminal.press(keys)
        os.kill(terminal.pid, number)
        assert terminal.wait_for_end() == 128 + number
        assert terminal.bytes.count(RESTORED) == 1
