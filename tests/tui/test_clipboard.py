"""Copying says by which way it went, and never claims more than it knows."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, cast

import pytest
from textual.app import App

from paperreader.tui import clipboard
from paperreader.tui.clipboard import LONGEST_FOR_TERMINAL, copy, paste_from_system

HERE = {"TERM": "xterm-256color"}
FAR = {**HERE, "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}

WORKS = """
import os
def copy_xclip(text):
    with open(os.environ["CLIPBOARD_FILE"], "w", newline="") as file:
        file.write(text)
def paste():
    with open(os.environ["CLIPBOARD_FILE"], newline="") as file:
        return file.read()
copy = copy_xclip
"""
MISSING = """
def copy(text):
    raise RuntimeError("no copy/paste mechanism")
paste = copy
"""
# As pyperclip does it: the tool's exit code is not looked at.
FAILS_UNSEEN = """
import subprocess, sys
def run(*_):
    code = "import sys; print('noise'); print('noise', file=sys.stderr); sys.exit(1)"
    subprocess.Popen([sys.executable, "-c", code]).communicate()
    return ""
copy = paste = run
"""
# As xclip does it: what serves the clipboard outlives the call and keeps its output open.
LEAVES_A_SERVER = """
import subprocess, sys
def copy_xclip(text):
    code = "import os, time; os.fork() and os._exit(0); time.sleep(5)"
    subprocess.Popen([sys.executable, "-c", code]).wait()
copy = copy_xclip
"""
HANGS = """
import threading
def copy(text=""):
    threading.Event().wait()
paste = copy
"""
QT = """
def copy_qt(text):
    pass
copy = copy_qt
"""


class Terminal:
    """An app as far as copying knows one: it keeps what it is told to send."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def copy_to_clipboard(self, text: str) -> None:
        self.sent.append(text)


def app_with(terminal: Terminal) -> App[Any]:
    return cast("App[Any]", terminal)


class System:
    """A system whose pyperclip is ours."""

    def __init__(self, folder: Path) -> None:
        self.module = folder / "pyperclip.py"
        self.content = folder / "content"

    def has(self, source: str) -> None:
        self.module.write_text(source)

    @property
    def text(self) -> str | None:
        if not self.content.exists():
            return None
        return self.content.read_bytes().decode("utf-8")


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[System]:
    """Give the child process a pyperclip of ours, and forget a clipboard that hung."""
    system = System(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("CLIPBOARD_FILE", str(system.content))
    monkeypatch.setattr(clipboard._Hung, "ever", False)
    yield system


def test_the_system_is_asked_first_and_the_tool_is_named(system: System) -> None:
    system.has(WORKS)
    terminal = Terminal()
    outcome = copy(app_with(terminal), "@misc{Łuków,\r\n}\n", environ=HERE)
    assert outcome.way == "system"
    assert outcome.message == "Copied to the system clipboard (xclip)."
    assert system.text == "@misc{Łuków,\r\n}\n"
    assert terminal.sent == []


@pytest.mark.parametrize(
    "source", [MISSING, FAILS_UNSEEN, QT, "import sys; sys.exit(3)", "syntax error here ("]
)
def test_a_system_without_a_working_tool_leaves_it_to_the_terminal(
    source: str, system: System, capfd: pytest.CaptureFixture[str]
) -> None:
    system.has(source)
    terminal = Terminal()
    outcome = copy(app_with(terminal), "text", environ=HERE)
    assert outcome.way == "terminal"
    assert outcome.message.startswith("Sent to the terminal (OSC 52); if pasting gives nothing")
    assert "Copied" not in outcome.message
    assert terminal.sent == ["text"]
    # Nothing was written over the screen.
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_a_tool_that_stays_to_serve_the_clipboard_is_not_waited_for(system: System) -> None:
    system.has(LEAVES_A_SERVER)
    outcome = copy(app_with(Terminal()), "text", environ=HERE)
    assert outcome.way == "system"


def test_a_clipboard_that_hangs_is_given_up_and_not_asked_again(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "TIME_LIMIT", 0.3)
    system.has(HANGS)
    terminal = Terminal()
    assert copy(app_with(terminal), "one", environ=HERE).way == "terminal"
    system.has(WORKS)
    assert copy(app_with(terminal), "two", environ=HERE).way == "terminal"
    assert paste_from_system() is None
    assert terminal.sent == ["one", "two"]
    assert system.text is None


@pytest.mark.parametrize(
    ("environ", "way"),
    [
        (FAR, "terminal"),
        ({**HERE, "SSH_TTY": "/dev/pts/1"}, "terminal"),
        ({**FAR, "DISPLAY": ":0"}, "terminal"),
        ({**FAR, "DISPLAY": "localhost:10.0"}, "system"),
        ({**HERE, "DISPLAY": ":0"}, "system"),
    ],
)
def test_over_ssh_the_systems_clipboard_is_the_wrong_one(
    environ: dict[str, str], way: str, system: System
) -> None:
    system.has(WORKS)
    assert copy(app_with(Terminal()), "text", environ=environ).way == way


@pytest.mark.parametrize(
    ("prefer", "environ", "way"),
    [
        ("system", FAR, "system"),
        ("terminal", HERE, "terminal"),
        ("terminal", {"TERM": "linux"}, "system"),
    ],
)
def test_a_preference_comes_first(
    prefer: Literal["system", "terminal"], environ: dict[str, str], way: str, system: System
) -> None:
    system.has(WORKS)
    assert copy(app_with(Terminal()), "text", prefer, environ=environ).way == way


def test_tmux_is_told_what_it_needs(system: System) -> None:
    system.has(MISSING)
    outcome = copy(app_with(Terminal()), "text", environ={**HERE, "TMUX": "/tmp/tmux,1,0"})
    assert outcome.way == "terminal"
    assert "set-clipboard on" in outcome.message


@pytest.mark.parametrize(
    ("environ", "why"),
    [
        ({"TERM": "linux"}, "no clipboard"),
        ({"TERM": "dumb"}, "no clipboard"),
        ({**HERE, "STY": "1.screen"}, "GNU screen"),
        ({**HERE, "TERM_PROGRAM": "Apple_Terminal"}, "Apple's Terminal"),
    ],
)
def test_where_no_way_is_left_it_says_why(
    environ: dict[str, str], why: str, system: System
) -> None:
    system.has(MISSING)
    terminal = Terminal()
    outcome = copy(app_with(terminal), "text", environ=environ)
    assert outcome.way == "none"
    assert outcome.message.startswith("Not copied: no working clipboard tool was found; ")
    assert why in outcome.message
    assert terminal.sent == []


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("x" * LONGEST_FOR_TERMINAL, "terminal"),
        ("x" * (LONGEST_FOR_TERMINAL + 1), "none"),
        ("é" * (LONGEST_FOR_TERMINAL // 2 + 1), "none"),
    ],
)
def test_a_terminal_takes_only_so_much(text: str, way: str, system: System) -> None:
    outcome = copy(app_with(Terminal()), text, environ=FAR)
    assert outcome.way == way
    assert (way == "none") == ("at most" in outcome.message)


@pytest.mark.parametrize("text", ["lone \ud800 surrogate", "\x1b]52;c;AAAA\x07", "nul\0", ""])
def test_any_text_can_be_copied(text: str, system: System) -> None:
    system.has(WORKS)
    assert copy(app_with(Terminal()), text, environ=HERE).way == "system"
    terminal = Terminal()
    assert copy(app_with(terminal), text, environ=FAR).way == "terminal"
    assert terminal.sent == [text.replace("\ud800", "?")]


async def test_the_terminal_is_sent_the_text_by_the_app(system: System) -> None:
    app = App[None]()
    async with app.run_test():
        assert copy(app, "through the app", environ=FAR).way == "terminal"
        assert app.clipboard == "through the app"


def test_the_systems_text_can_be_pasted(system: System) -> None:
    system.has(WORKS)
    system.content.write_bytes("a dump\r\n深層".encode())
    assert paste_from_system() == "a dump\r\n深層"


@pytest.mark.parametrize("source", [MISSING, FAILS_UNSEEN])
def test_nothing_is_pasted_where_nothing_can_be_read(source: str, system: System) -> None:
    system.has(source)
    assert paste_from_system() is None


def test_an_empty_clipboard_gives_nothing(system: System) -> None:
    system.has(WORKS)
    system.content.write_text("")
    assert paste_from_system() is None


def test_a_module_in_the_current_folder_is_not_run(
    system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.has(WORKS)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "pyperclip.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(elsewhere)
    assert copy(app_with(Terminal()), "text", environ=HERE).way == "system"


def test_without_an_interpreter_the_terminal_is_left(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    for executable in ("", "/no/such/python"):
        monkeypatch.setattr(sys, "executable", executable)
        assert copy(app_with(Terminal()), "text", environ=HERE).way == "terminal"


@pytest.mark.skipif(sys.platform != "linux", reason="xclip is a tool of X11")
@pytest.mark.parametrize(("code", "way"), [(0, "system"), (1, "terminal")])
def test_the_real_pyperclip_is_believed_only_as_far_as_its_tool(
    code: int, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    xclip = tmp_path / "xclip"
    xclip.write_text(f"#!/bin/sh\ncat > {tmp_path}/copied\necho noise >&2\nexit {code}\n")
    xclip.chmod(0o755)
    monkeypatch.setattr(clipboard._Hung, "ever", False)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    outcome = copy(app_with(Terminal()), "real", environ=HERE)
    assert outcome.way == way
    assert (tmp_path / "copied").read_text() == "real"
    if way == "system":
        assert "(xclip)" in outcome.message
