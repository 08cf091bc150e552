"""A real terminal for tests: the program on a pseudo-terminal, its screen read by pyte."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import pyte

PATIENCE = 30.0
"""Seconds to wait for what a test expects; only a failing test waits so long."""


class NotSeen(AssertionError):
    """What was waited for did not appear; the text is the screen as it stood."""


class Terminal:
    """One run of paperreader on a terminal of its own."""

    def __init__(
        self,
        *arguments: str,
        columns: int = 100,
        lines: int = 30,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.bytes = b""
        """All that the program wrote."""
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            if folder is not None:
                os.chdir(folder)
            _set_size(0, columns, lines)  # before the program can look
            # Given whole: the readline library sets sizes in the process's own
            # environment, unseen by `os.environ`.
            given = {
                name: os.environ[name] for name in os.environ.keys() - {"COLUMNS", "LINES"}
            }
            given |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})}
            command = [sys.executable, "-m", "paperreader", *arguments]
            os.execve(sys.executable, command, given)
        self._poll = select.poll()  # unlike select, for any number of open files
        self._poll.register(self._handle, select.POLLIN)
        self.status: int | None = None

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._handle)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, as a user does who drags its corner."""
        _set_size(self._handle, columns, lines)
        self.screen.resize(lines, columns)

    def press(self, keys: str) -> None:
        r"""Type keys; ``\r`` is enter, ``\x1b`` escape."""
        os.write(self._handle, keys.encode())

    def text(self) -> str:
        """Return what the screen shows, without trailing spaces."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, *texts: str, gone: str = "") -> str:
        """Wait until all texts stand on the screen (and `gone` does not), and return it.

        Raises:
            NotSeen: they did not appear in time.
        """
        deadline = time.monotonic() + PATIENCE
        while True:
            shown = self.text()
            if all(text in shown for text in texts) and not (gone and gone in shown):
                return shown
            if time.monotonic() > deadline or not self._read(0.1):
                raise NotSeen(f"waited for {texts} without {gone!r}; the screen was:\n{shown}")

    def wait_for_end(self) -> int:
        """Wait until the program has ended, and return its exit status.

        Raises:
            NotSeen: it goes on.
        """
        deadline = time.monotonic() + PATIENCE
        while self._read(0.1):
            if time.monotonic() > deadline:
                raise NotSeen(f"it did not end; the screen was:\n{self.text()}")
        _, status = os.waitpid(self.pid, 0)
        self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def kill(self) -> None:
        """Kill the program as a power cut would."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.status = -signal.SIGKILL

    def _read(self, seconds: float) -> bool:
        """Take in what the program wrote; False once it has closed the terminal."""
        if not self._poll.poll(seconds * 1000):
            return True
        try:
            data = os.read(self._handle, 65536)
        except OSError:  # Linux says so when the last process on the terminal has gone
            return False
        self.bytes += data
        self._stream.feed(data)
        return bool(data)


def _set_size(handle: int, columns: int, lines: int) -> None:
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
