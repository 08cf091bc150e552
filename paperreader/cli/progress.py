"""One line on the terminal that says how far a long piece of work is."""

import contextlib
import os
import shutil
import sys
import time
from types import TracebackType
from typing import TextIO

from ..plain import plain
from .printing import cut, padded

PATIENCE = 0.3
"""Seconds before the line appears: what is done by then needs none."""
PAUSE = 0.05
"""Seconds between two drawings, so that drawing costs nothing beside the work."""
_WIDEST_BAR = 30
_FREE = 3


class Progress:
    """Draws ``[####----] 3/8 name`` on standard error while it is a terminal; else nothing.

    The line stays on its row by a carriage return alone, which all but dumb
    terminals know, and has no colour. It must be taken away by `clear` before
    anything else is written to the terminal.
    """

    def __init__(self, total: int, *, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._total = total
        self._started = self._drawn = time.monotonic()
        self._columns = 0
        self._shown = (
            total > 1 and self._stream.isatty() and os.environ.get("TERM", "") != "dumb"
        )

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()

    def at(self, done: int, name: str) -> None:
        """Say that so many are done and which one is next; `name` is made safe."""
        now = time.monotonic()
        if not self._shown or now - self._started < PATIENCE or now - self._drawn < PAUSE:
            return
        self._drawn = now
        # Three columns stay free: for an interrupt's ^C, and the last because
        # some terminals would go on to the next row.
        self._columns = max(1, self._width() - _FREE)
        line = bar(done, self._total, plain(name), self._columns)
        self._stream.write("\r" + padded(line, self._columns))
        self._stream.flush()

    def _width(self) -> int:
        # Standard output, which is usually asked, may go into a file meanwhile.
        if not os.environ.get("COLUMNS"):
            with contextlib.suppress(OSError, ValueError):
                return os.get_terminal_size(self._stream.fileno()).columns or 80
        return shutil.get_terminal_size().columns

    def clear(self) -> None:
        """Take the line away, if it is there."""
        if self._columns:
            self._stream.write("\r" + " " * (self._columns + _FREE - 1) + "\r")
            self._stream.flush()
            self._columns = 0
            self._drawn = 0.0


def bar(done: int, total: int, name: str, columns: int) -> str:
    """Return the line for so many columns: the bar gives way first, then the name."""
    count = f"{done}/{total}"
    room = min(_WIDEST_BAR, columns // 3)
    if room < 8:
        return cut(f"{count} {name}", columns)
    filled = room * done // total
    return cut(f"[{'#' * filled}{'-' * (room - filled)}] {count} {name}", columns)
