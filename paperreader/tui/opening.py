"""Opening links in a browser and texts in the user's own editor."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from paperreader.plain import plain

if TYPE_CHECKING:
    from textual.app import App

LONGEST_LINK = 8_000
"""Characters; what is longer is no address of a paper."""

_TEXT_BROWSERS = frozenset(
    {"browsh", "carbonyl", "elinks", "links", "links2", "lynx", "w3m", "www-browser"}
)
"""Browsers that would want the terminal that the app is using."""

_OPENERS = (
    ("xdg-open", "%s"),
    ("gio", "open", "%s"),
    ("wslview", "%s"),
    ("sensible-browser", "%s"),
    ("x-www-browser", "%s"),
    ("firefox", "%s"),
    ("chromium", "%s"),
    ("google-chrome", "%s"),
)
_FOUND_OUT_BY = 10.0
"""Seconds after which an opener that still runs is taken for the browser itself."""


def why_not_open(url: str) -> str | None:
    """Return why a link is not opened, as a sentence, or None if it may be.

    Only http and https with a host, and nothing in it that a program further
    on might take for something else.
    """
    if not url:
        return "There is no link to open."
    if len(url) > LONGEST_LINK:
        return f"The link is {len(url):,} characters long and was not opened."
    shown = plain(url[:80]) + ("…" if len(url) > 80 else "")
    if not all(char.isprintable() and not char.isspace() for char in url) or set(url) & set(
        "\"'`<>\\^{|}"
    ):
        return f"The link holds characters that no link may hold: {shown}"
    try:
        parts = urlsplit(url)
        host, port, user = parts.hostname, parts.port, parts.username
    except ValueError:
        return f"This is not a link: {shown}"
    if parts.scheme not in {"http", "https"}:
        return f"Only http and https links are opened, not {shown}"
    if not host or port == 0:
        return f"The link names no host: {shown}"
    if user is not None:
        return f"The link names a user, which hides where it leads: {shown}"
    return None


def open_link(
    url: str,
    *,
    failed: Callable[[str], None] | None = None,
    environ: Mapping[str, str] = os.environ,
) -> str | None:
    """Open a link in the user's browser; return why that cannot be done, or None.

    `$BROWSER` is asked first (a list; ``%s`` stands for the link), then the
    system's opener. No shell is involved, and the program gets neither our
    terminal nor our session, so it cannot write over the screen. None means
    that a program was started; if it ends within ten seconds with an error,
    `failed` is called with a sentence, *from another thread*.
    """
    wrong = why_not_open(url)
    if wrong is not None:
        return wrong
    if sys.platform == "win32":
        try:
            os.startfile(url)
        except OSError as error:
            return f"Windows did not open the link: {error.strerror or error}."
        return None
    trouble = ""
    for words in _browsers(environ):
        if not words or (program := shutil.which(words[0], path=environ.get("PATH"))) is None:
            continue
        if Path(words[0]).name in _TEXT_BROWSERS:
            trouble = f"{plain(words[0])} needs a terminal of its own"
            continue
        try:
            _start([program, *_with_link(words[1:], url)], environ, failed)
        except OSError as error:
            trouble = f"{plain(words[0])} did not start ({error.strerror or error})"
            continue
        return None
    if trouble:
        return f"No browser was opened: {trouble}. The link is {url}"
    if sys.platform != "darwin" and not _has_display(environ):
        return f"There is no graphical display here to open {url}"
    return f"No browser was found; set BROWSER to yours. The link is {url}"


def _browsers(environ: Mapping[str, str]) -> Iterator[list[str]]:
    for command in environ.get("BROWSER", "").split(os.pathsep):
        try:
            yield shlex.split(command)
        except ValueError:  # an open quote: no command at all
            continue
    if sys.platform == "darwin":
        yield ["open", "%s"]
    elif "TERMUX_VERSION" in environ:
        yield ["termux-open-url", "%s"]
    elif _has_display(environ):
        yield from map(list, _OPENERS)


def _has_display(environ: Mapping[str, str]) -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
    return any(environ.get(name) for name in names)


def _with_link(words: list[str], url: str) -> list[str]:
    # "&" at the end asks a shell for the background; we never wait anyway.
    words = words[:-1] if words and words[-1] == "&" else words
    if any("%s" in word for word in words):
        return [word.replace("%s", url) for word in words]
    return [*words, url]


def _start(
    command: list[str], environ: Mapping[str, str], failed: Callable[[str], None] | None
) -> None:
    """Start a program away from our terminal; a thread waits for its end."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=dict(environ),
    )

    def wait() -> None:
        try:
            code = process.wait(_FOUND_OUT_BY)
        except subprocess.TimeoutExpired:
            process.wait()
            return
        if code and failed is not None:
            name = plain(Path(command[0]).name)
            failed(f"{name} could not open the link (it ended with {code}).")

    threading.Thread(target=wait, name="paperreader-browser", daemon=True).start()


@dataclass(frozen=True)
class EditOutcome:
    """What an editor made of a text: the new text, or None where it stays as it was.

    The message is a sentence to say, empty where there is nothing to say.
    """

    text: str | None
    message: str


class _NoEditor(Exception):
    """No editor can be started; the text is a sentence."""


def edit_in_editor(
    app: "App[Any]",
    text: str,
    suffix: str = ".md",
    *,
    at: Path | None = None,
    environ: Mapping[str, str] = os.environ,
) -> EditOutcome:
    """Let the user edit a text as `edit` does; the app gives up the terminal meanwhile.

    Where it cannot, the outcome's text is None and its message says so.
    """
    from textual.app import SuspendNotSupported  # noqa: PLC0415  # links are opened without it

    try:
        return edit(text, suffix, at=at, suspended=app.suspend, environ=environ)
    except SuspendNotSupported:
        return EditOutcome(None, "An editor cannot be started from this terminal.")


def edit(
    text: str,
    suffix: str = ".md",
    *,
    at: Path | None = None,
    suspended: Callable[[], AbstractContextManager[object]] = nullcontext,
    environ: Mapping[str, str] = os.environ,
) -> EditOutcome:
    """Let the user edit a text in `$VISUAL`, `$EDITOR`, or an editor that is there.

    The editor runs within `suspended`. The text goes through a file in a
    folder that only the user may read and that is removed afterwards; or
    through the file `at`, which is left to the caller. Where there is no
    editor, or it ends with an error, the outcome's text is None and its
    message says so: nothing changes.
    """
    try:
        command = _editor(environ)
        with _file(at, suffix) as path:
            written = text.encode("utf-8", "replace")
            path.touch(mode=0o600)
            path.write_bytes(written)
            with suspended():
                # Nothing may be raised in here: the app would not take its terminal back.
                code = _run_editor([*command, str(path)], environ)
            return _outcome(Path(command[0]).name, code, path, written)
    except _NoEditor as error:
        return EditOutcome(None, str(error))
    except OSError as error:
        return EditOutcome(None, f"The text could not be edited: {error.strerror or error}.")


@contextmanager
def _file(at: Path | None, suffix: str) -> Iterator[Path]:
    """Yield where the text is to lie, in a folder that is there."""
    if at is not None:
        at.parent.mkdir(parents=True, exist_ok=True)
        yield at
        return
    with tempfile.TemporaryDirectory(prefix="paperreader-") as folder:
        yield Path(folder) / f"note{suffix}"


def _editor(environ: Mapping[str, str]) -> list[str]:
    """Return the command of the user's editor. Raises _NoEditor."""
    for variable in ("VISUAL", "EDITOR"):
        wanted = environ.get(variable, "").strip()
        if not wanted:
            continue
        try:
            words = shlex.split(wanted)
        except ValueError:
            raise _NoEditor(
                f"${variable} has a quote that never ends: {plain(wanted)}"
            ) from None
        program = shutil.which(words[0], path=environ.get("PATH"))
        if program is None:
            raise _NoEditor(f"${variable} names {plain(words[0])}, which was not found.")
        return [program, *words[1:]]
    names = ("notepad",) if sys.platform == "win32" else ("nano", "vi", "vim", "emacs")
    for name in names:
        if program := shutil.which(name, path=environ.get("PATH")):
            return [program]
    raise _NoEditor("No editor was found; set VISUAL or EDITOR to yours.")


def _run_editor(command: list[str], environ: Mapping[str, str]) -> int | OSError:
    """Run the editor to its end and return its exit code, or why it did not start."""
    with _keys_belong_to_the_editor():
        try:
            return subprocess.run(command, check=False, env=dict(environ)).returncode
        except OSError as error:
            return error


@contextmanager
def _keys_belong_to_the_editor() -> Iterator[None]:
    """Keep an interrupt or quit key in the editor from ending the app too.

    Our handlers do nothing rather than ignore: what is ignored would be
    ignored by the editor as well.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), _do_nothing) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(
                getattr(signal, name), handler if handler is not None else signal.SIG_DFL
            )


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """Take a signal and leave it at that."""


def _outcome(name: str, code: int | OSError, path: Path, written: bytes) -> EditOutcome:
    name = plain(name)
    if isinstance(code, OSError):
        return EditOutcome(None, f"{name} did not start: {code.strerror or code}.")
    if code > 0:
        return EditOutcome(None, f"{name} ended with an error ({code}); nothing was changed.")
    try:
        data = path.read_bytes()
    except OSError as error:
        return EditOutcome(
            None, f"What {name} wrote cannot be read: {error.strerror or error}."
        )
    note = ""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Every byte is a character of Latin-1, so nothing that was written is lost.
        text = data.decode("latin-1")
        note = f"{name} did not write UTF-8; the text was read as Latin-1."
    before = written.decode("utf-8")
    if _comparable(text) == _comparable(before):
        return EditOutcome(None, "")
    if code < 0:
        note = f"{name} was ended by a signal; what it had saved was kept."
    # Editors end a file with a line end; a note does not need one.
    return EditOutcome(_comparable(text), note)


def _comparable(text: str) -> str:
    return text.replace("\r\n", "\n").rstrip("\n")
