"""Copying and pasting, saying truthfully by which way it went.

There are two ways out of a terminal app. The system's clipboard is reached
through pyperclip, which runs tools such as xclip; the terminal's through the
escape sequence OSC 52, which never answers. pyperclip takes a tool that failed
for one that worked, lets it write over the screen, and waits for one that
hangs. So it runs in a process of its own, which watches every tool's exit
code, has no terminal, and is ended when it takes too long.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from paperreader.plain import plain

Way = Literal["system", "terminal", "none"]

TIME_LIMIT = 2.0
"""Seconds that the system's clipboard may take; it usually needs a twentieth of one."""

LONGEST_FOR_TERMINAL = 74_994
"""Bytes that OSC 52 carries at most: terminals take 100,000, in base64 and with a frame."""

# Runs in the child. File descriptor 1 is given away first: xclip stays alive
# to serve the clipboard, and would keep a pipe that it inherited open.
_CHILD = """
import os, subprocess, sys
answer = os.dup(1)
nowhere = os.open(os.devnull, os.O_RDWR)
os.dup2(nowhere, 1)
os.dup2(nowhere, 2)
started = []
class Watched(subprocess.Popen):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        started.append(self)
subprocess.Popen = Watched
import pyperclip
if sys.argv[1] == "copy":
    pyperclip.copy(sys.stdin.buffer.read().decode("utf-8"))
    said = pyperclip.copy.__name__
else:
    said = pyperclip.paste()
if any(process.returncode for process in started):
    sys.exit(1)
with os.fdopen(answer, "wb") as out:
    out.write(said.encode("utf-8", "replace"))
"""

_TOOLS = {
    "wl": "wl-copy",
    "osx_pbcopy": "pbcopy",
    "osx_pyobjc": "macOS",
    "windows": "Windows",
    "wsl": "clip.exe",
    "dev_clipboard": "Cygwin",
}
"""What pyperclip's functions are called, where that is not the tool's own name."""

_DIES_WITH_ITS_PROCESS = frozenset({"qt", "gtk"})
"""Clipboards that are empty again as soon as the child has ended."""


@dataclass(frozen=True)
class CopyOutcome:
    """By which way a text was copied, and the sentence to say about it.

    With the way "none" it was not copied at all, and should be shown to be
    taken by hand.
    """

    way: Way
    message: str


class ThroughTerminal(Protocol):
    """What can hand a text to the terminal's own clipboard, as every Textual app can."""

    def copy_to_clipboard(self, text: str, /) -> None:
        """Send the text to the terminal (OSC 52), which never says whether it took it."""


class _NotReached(Exception):
    """A clipboard could not be reached; the text says why, as half a sentence."""


def copy(
    app: "ThroughTerminal",
    text: str,
    prefer: Literal["auto", "system", "terminal"] = "auto",
    *,
    environ: Mapping[str, str] = os.environ,
) -> CopyOutcome:
    """Copy the text to the system's clipboard, else through the terminal.

    "auto" goes straight to the terminal over SSH, where the system's clipboard
    would be the far machine's; a forwarded X display is the exception.
    "system" and "terminal" try their own way first in any case. Never raises.
    Blocks for `TIME_LIMIT` seconds at most, and that only once: a clipboard
    that hung is not asked again. May be called from a worker thread.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")
    reasons: list[str] = []
    for way in _ways(prefer, environ):
        try:
            if way == "system":
                tool = _system(text)
                return CopyOutcome(way, f"Copied to the system clipboard ({tool}).")
            _check_terminal(text, environ)
            app.copy_to_clipboard(text)
            return CopyOutcome(way, _sent(environ))
        except _NotReached as error:
            reasons.append(str(error))
    return CopyOutcome("none", f"Not copied: {'; '.join(reasons)}.")


def _ways(prefer: str, environ: Mapping[str, str]) -> tuple[Literal["system", "terminal"], ...]:
    if prefer == "terminal":
        return ("terminal", "system")
    if prefer == "auto" and _far_away(environ):
        return ("terminal",)
    return ("system", "terminal")


def paste_from_system() -> str | None:
    """Return the text in the system's clipboard; None where it is empty or out of reach."""
    try:
        return _run("paste", b"").decode("utf-8", "replace") or None
    except _NotReached:
        return None


def _far_away(environ: Mapping[str, str]) -> bool:
    if not (environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")):
        return False
    # ":0" is the far machine's own screen, "localhost:10.0" the near one's, forwarded.
    return environ.get("DISPLAY", ":").startswith((":", "unix:"))


def _system(text: str) -> str:
    """Copy to the system's clipboard and return the tool that did it."""
    function = _run("copy", text.encode("utf-8")).decode("utf-8", "replace")
    name = function.removeprefix("copy_")
    if name in _DIES_WITH_ITS_PROCESS:
        raise _NotReached("no lasting clipboard tool was found")
    return plain(_TOOLS.get(name, name))


class _Hung:
    """Remembers, for as long as the app runs, that the system's clipboard hung."""

    ever = False


def _run(act: Literal["copy", "paste"], given: bytes) -> bytes:
    if _Hung.ever:
        raise _NotReached("the system clipboard did not answer")
    if not sys.executable:
        raise _NotReached("the system clipboard is out of reach")
    try:
        # -P keeps a module of the same name in the current folder from being run.
        with subprocess.Popen(
            [sys.executable, "-P", "-c", _CHILD, act],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as child:
            try:
                said, _ = child.communicate(given, timeout=TIME_LIMIT)
            except subprocess.TimeoutExpired:
                _Hung.ever = True
                _end(child)
                raise _NotReached("the system clipboard did not answer") from None
    except OSError as error:
        raise _NotReached(
            f"the system clipboard is out of reach ({error.strerror or error})"
        ) from error
    if child.returncode:
        raise _NotReached("no working clipboard tool was found")
    return said


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the child and the tools that it started, which share its session."""
    if os.name == "posix":
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            child.kill()
    else:
        child.kill()


def _check_terminal(text: str, environ: Mapping[str, str]) -> None:
    """Raise _NotReached where OSC 52 is known to be of no use."""
    size = len(text.encode("utf-8"))
    if size > LONGEST_FOR_TERMINAL:
        raise _NotReached(
            f"{size:,} bytes are too many for the terminal, "
            f"which takes {LONGEST_FOR_TERMINAL:,} at most"
        )
    if environ.get("TMUX"):
        return
    if environ.get("STY"):
        raise _NotReached("GNU screen does not pass it on to the terminal")
    if environ.get("TERM_PROGRAM") == "Apple_Terminal":
        raise _NotReached("Apple's Terminal does not take it from an app")
    if environ.get("TERM", "") in {"linux", "dumb"}:
        raise _NotReached("this terminal has no clipboard")


def _sent(environ: Mapping[str, str]) -> str:
    if environ.get("TMUX"):
        return (
            "Sent to tmux (OSC 52); if pasting gives nothing, run: tmux set -s set-clipboard on"
        )
    return (
        "Sent to the terminal (OSC 52); if pasting gives nothing, "
        "the terminal does not allow it."
    )
