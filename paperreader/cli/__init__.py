"""The command line: parses arguments, calls the floors below, prints.

Results go to standard output, talk goes to standard error. The exit status is
0 when the command is done, 1 when it failed or nothing matched, 2 for wrong
usage or settings, and 130 when it was interrupted. Nothing here imports
Textual unless the app starts.
"""

import gc
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from ..config import ConfigError
from ..library.errors import LibraryError
from .invocation import Failed, Invocation, WrongUsage
from .printing import complain

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["run"]

WITHOUT_ARGUMENTS = {
    "run": "starting:app",
    "library": None,
    "config": None,
    "query": None,
    "changes": False,
}
"""What parsing an empty command line gives."""


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit status; wrong usage raises SystemExit(2)."""
    _prepare_streams()
    # What is made while starting and in the short life of a command hardly ever
    # becomes garbage, and looking for it takes a fifth of the time to the app's
    # first paint. The app switches the collector on again once it has painted.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _run(Invocation(_parsed(arguments)))
    finally:
        if collecting:
            gc.enable()


def _parsed(arguments: Sequence[str]) -> "Namespace | SimpleNamespace":
    if not arguments:  # opening the app is the most frequent act, and needs no parser
        return SimpleNamespace(**WITHOUT_ARGUMENTS)
    from .arguments import parse  # noqa: PLC0415 - see above

    return parse(arguments)


def _run(invocation: Invocation) -> int:
    try:
        status = _command(invocation.arguments.run)(invocation)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (such as `head`) has seen enough. What is still buffered
        # would complain once more when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except KeyboardInterrupt:
        complain("interrupted")
        status = 130
    except (WrongUsage, ConfigError) as error:
        complain(str(error))
        status = 2
    except (Failed, LibraryError) as error:
        complain(str(error))
        status = 1
    except OSError as error:
        done = " (what was changed stays changed)" if invocation.has_changed else ""
        complain(f"{error.filename or 'the system'}: {error.strerror or error}{done}")
        status = 1
    finally:
        invocation.close()
    return status


def _prepare_streams() -> None:
    """Let all text be printed: UTF-8 for programs, ``?`` where a terminal lacks a character."""
    if sys.stdout is None:  # closed by the caller
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - for the whole run
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - for the whole run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def _command(place: str) -> Callable[[Invocation], int]:
    """Import the module of one command, and no other's."""
    module, _, name = place.partition(":")
    command: Callable[[Invocation], int] = getattr(
        importlib.import_module(f"{__name__}.{module}"), name
    )
    return command
