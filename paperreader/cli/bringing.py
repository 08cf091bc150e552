"""``import``: bytes in, a report out."""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ..importing import MAX_BYTES, NotADump, made_by_now, read_source
from ..importing.sources import SourceFile, SourceSearch, why_unreadable
from ..library import ImportReport, LibraryError
from ..plain import plain
from .import_report import Outcome, Refused, as_json, tell, tell_total
from .invocation import Invocation, WrongUsage
from .printing import complain, counted, out_json, say
from .progress import Progress

if TYPE_CHECKING:
    from ..library import Library


class _Given(msgspec.Struct, frozen=True):
    """One thing to read."""

    path: str
    """Its path as it was given, ``-`` or ``clipboard``."""
    called: str
    """What messages call it, in one line."""
    name: str
    """What the library notes as its source."""
    read: Callable[[], tuple[bytes, date]]
    """Gives its bytes, and the day on which it was made at the latest."""
    in_folder: bool = False
    """Whether nobody said that it is a dump."""


def import_(invocation: Invocation) -> int:
    """Read each source and fold it in; one that is refused does not stop the others.

    What was imported before an interrupt stays, and is reported.
    """
    arguments = invocation.arguments
    if not arguments.paths and not arguments.clipboard:
        raise WrongUsage("import: give a file, a folder, - for stdin, or --clipboard")
    if "" in arguments.paths:
        raise WrongUsage("import: the name of a file is empty")
    outcome = Outcome(dry_run=arguments.dry_run)
    sources = _sources(invocation, outcome)
    status = 0
    try:
        with _library(invocation) as library, Progress(len(sources)) as progress:
            for done, source in enumerate(sources):
                progress.at(done, source.called)
                _import(library, source, invocation, outcome, progress)
    except KeyboardInterrupt:
        complain(
            f"interrupted: {len(outcome.reports)} of {counted(len(sources), 'source')}"
            f" {'read' if outcome.dry_run else 'imported'}"
        )
        status = 130
    except LibraryError as error:
        complain(str(error))
        outcome.failed.append(Refused(str(invocation.library_folder), str(error)))
    if not (status or outcome.reports or outcome.failed):
        complain("there is no dump among these files")
    _conclude(invocation, outcome)
    return status or (1 if outcome.failed or not outcome.reports else 0)


@contextlib.contextmanager
def _library(invocation: Invocation) -> "Iterator[Library]":
    """Give the library, or for a dry run one whose changes no file sees."""
    if not invocation.arguments.dry_run:
        yield invocation.library  # the invocation closes it
        return
    from ..library.rehearsal import Rehearsal  # noqa: PLC0415 - for a dry run only

    with Rehearsal.open(invocation.library_folder) as rehearsal:
        yield rehearsal


def _import(
    library: "Library",
    source: _Given,
    invocation: Invocation,
    outcome: Outcome,
    progress: Progress,
) -> None:
    arguments = invocation.arguments
    try:
        data, day = source.read()
        parsed = read_source(data, name=source.called, made=day, as_of=arguments.as_of)
    except NotADump as error:
        progress.clear()
        message = f"{source.called} {error.reason}"
        if source.in_folder:  # nobody said that all files of a folder are dumps
            outcome.left_out.append(Refused(source.path, message))
            say(f"left out: {message}")
        else:
            _fail(outcome, source.path, message)
        return
    except OSError as error:
        progress.clear()
        _fail(outcome, source.path, why_unreadable(source.called, error))
        return
    with _finished_first():
        report = library.import_parsed(parsed, source=source.name)
        outcome.reports.append((source.path, report))
    if not arguments.json:
        progress.clear()
        _tell(source.called, report)


def _fail(outcome: Outcome, path: str, message: str) -> None:
    outcome.failed.append(Refused(path, message))
    complain(message)


def _tell(called: str, report: ImportReport) -> None:
    """Print a report; where its reader is gone (such as `head`), the import goes on."""
    try:
        tell(called, report)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _conclude(invocation: Invocation, outcome: Outcome) -> None:
    """Print what came of all sources together, and say how to take it back."""
    if invocation.arguments.json:
        out_json(as_json(outcome))
    elif len(outcome.reports) > 1:
        tell_total(outcome)
    if outcome.dry_run:
        say("This was a dry run: nothing was changed.")
    elif outcome.steps == 1:
        say("'paperreader undo' takes this back.")
    elif outcome.steps:
        say(f"'paperreader undo {outcome.steps}' takes this back.")


@contextlib.contextmanager
def _finished_first() -> Iterator[None]:
    """Let what is under way be finished and noted before an interrupt stops the rest."""
    usual = signal.getsignal(signal.SIGINT)
    on_main = threading.current_thread() is threading.main_thread()
    if not on_main or usual is not signal.default_int_handler:
        yield  # another thread gets it, or it is ignored
        return
    came: list[int] = []
    signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if came:
        raise KeyboardInterrupt


# -- what to read ---------------------------------------------------------------


def _sources(invocation: Invocation, outcome: Outcome) -> list[_Given]:
    """Return what to read, in the order in which it was given."""
    search = SourceSearch()
    sources: list[_Given] = []
    for given in dict.fromkeys(invocation.arguments.paths):
        if given == "-":
            sources.append(_Given("-", "standard input", "stdin", _stdin))
        else:
            sources += map(_given, search.look_at(Path(given)))
    if invocation.arguments.clipboard:
        sources.append(_Given("clipboard", "the clipboard", "clipboard", _clipboard))
    for sentence in search.left_out:
        say(f"left out: {sentence}")
    for path, message in search.failed:
        _fail(outcome, path, message)
    return sources


def _given(file: SourceFile) -> _Given:
    path = str(file.path)
    return _Given(path, plain(path), file.name, file.read, file.in_folder)


def _stdin() -> tuple[bytes, date]:
    # One byte more than is taken, so that what is too long is known for it.
    return sys.stdin.buffer.read(MAX_BYTES + 1), made_by_now()


def _clipboard() -> tuple[bytes, date]:
    from ..tui.clipboard import paste_from_system  # noqa: PLC0415 - pyperclip is slow to import

    text = paste_from_system()
    if text is None:
        raise OSError(0, "it is empty or out of reach here; paste into a file instead")
    return text.encode("utf-8", "replace"), made_by_now()
