"""The report of an error that nothing foresaw: all that helps to mend it, and no text."""

import datetime
import os
import platform
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from rich.traceback import Traceback

from paperreader import __version__, paths

MOST_KEPT = 10
"""Reports that are kept; older ones are deleted."""

LONGEST_CHAIN = 10
"""Errors of a chain of causes that a report tells."""

_SPEAK_OF_CODE = (
    AttributeError,
    ImportError,
    IndexError,
    NameError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ZeroDivisionError,
)
"""Errors whose messages Python itself words, from names in the code alone."""


class Scene(Struct, frozen=True):
    """What the app knew when the error came."""

    size: tuple[int, int]
    """Columns and lines of the screen."""
    entries: int
    """How many the library has."""
    acts: tuple[str, ...]
    """The last actions, newest last, without what they acted on."""


class Ended(Exception):
    """The app ended by an error that nothing foresaw, which is this one's cause.

    The text tells in two lines what happened and where the report lies.
    """

    def __rich__(self) -> str:
        """Return the text; having this, Textual draws no traceback with the texts in it."""
        return str(self)


class TerminalFailed(Exception):
    """What reads the terminal ended by an error, of which Textual hands on a picture alone."""

    def __init__(self, drawn: Iterable[object]) -> None:
        """Take from the pictures where it happened, and no value."""
        self.lines = tuple(line for each in drawn for line in _stacks(each))
        super().__init__()


def ended(error: BaseException, scene: Scene) -> Ended:
    """Write the report of an error, and return what is to be told about it, in two lines."""
    what = (
        f"paperreader ended by an error of its own ({type(error).__name__}). "
        "Nothing that you decided is lost."
    )
    try:
        path = write_report(report(error, scene), crash_folder())
    except OSError as problem:
        where = f"No report could be written ({problem.strerror}); it was in {_place(error)}."
    else:
        where = f"Report, without any text of yours: {_from_home(str(path))}"
    told = Ended(f"{what}\n{where}")
    told.__cause__ = error
    return told


def crash_folder() -> Path:
    """Return the folder of the reports, which need not exist."""
    return paths.state_folder() / "crashes"


def report(error: BaseException, scene: Scene) -> str:
    """Return the report of an error.

    The messages of errors are left out where they could quote a paper or a note.
    """
    columns, lines = scene.size
    told = {
        "when": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "paperreader": __version__,
        "python": f"{platform.python_version()} on {platform.platform()}",
        "with": ", ".join(_versions("textual", "rich", "msgspec", "tinydb", "tantivy")),
        "terminal": _terminal(),
        "screen": f"{columns} columns, {lines} lines",
        "entries": str(scene.entries),
        "acts": ", ".join(scene.acts) or "none",
    }
    return "\n".join(
        [
            "paperreader ended by an error that it did not foresee.",
            "This report has no text of papers, tags, notes or searches in it.",
            "",
            *(f"{name + ':':<13}{value}" for name, value in told.items()),
            "",
            *_trace(error),
            "",
        ]
    )


def write_report(text: str, folder: Path) -> Path:
    """Write a report for the user alone, delete the oldest, and return its path.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = datetime.datetime.now(datetime.UTC)
    path = folder / f"{now:%Y-%m-%dT%H-%M-%S.%fZ}-{os.getpid()}.txt"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)
    for old in sorted(folder.glob("*.txt"))[:-MOST_KEPT]:
        old.unlink(missing_ok=True)
    return path


def _trace(error: BaseException) -> Iterator[str]:
    """Yield the lines of a traceback, the error itself first and then its causes."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen and len(seen) < LONGEST_CHAIN:
        if seen:
            yield ""
            yield "which came of:"
        seen.add(id(cause))
        yield f"{_name(cause)}{_message(cause)}"
        if isinstance(cause, TerminalFailed):
            yield from cause.lines
        # Frames are told by file, line and the code that stands there: no values.
        for frame in traceback.extract_tb(cause.__traceback__):
            yield f"  {_from_home(frame.filename)}, line {frame.lineno}, in {frame.name}"
            if frame.line:
                yield f"    {frame.line}"
        hidden = cause.__suppress_context__
        cause = cause.__cause__ or (None if hidden else cause.__context__)


def _stacks(drawn: object) -> Iterator[str]:
    if not isinstance(drawn, Traceback):
        return
    for stack in drawn.trace.stacks:
        yield stack.exc_type
        for frame in stack.frames:
            yield f"  {_from_home(frame.filename)}, line {frame.lineno}, in {frame.name}"


def _name(error: BaseException) -> str:
    kind = type(error)
    return (
        kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"
    )


def _message(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f": [Errno {error.errno}] {error.strerror}"
    if type(error) in _SPEAK_OF_CODE:
        return f": {error}"
    return " (its message is left out: it may quote a text)" if str(error) else ""


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return (
        f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else "no file"
    )


def _from_home(path: str) -> str:
    """Return a path with ``~`` for the home folder, whose name is the user's."""
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() fails where there is none
    return f"~{path[len(home) :]}" if len(home) > 1 and path.startswith(home + os.sep) else path


def _versions(*names: str) -> Iterable[str]:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - for this alone

    for name in names:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} ?"


def _terminal() -> str:
    names = ("TERM", "COLORTERM", "TERM_PROGRAM", "LANG", "LC_ALL", "NO_COLOR")
    told = [f"{name}={os.environ[name][:40]!r}" for name in names if name in os.environ]
    told += [name for name in ("TMUX", "STY", "SSH_CONNECTION") if name in os.environ]
    return f"{' '.join(told)}, output in {getattr(sys.__stdout__, 'encoding', None)}"
