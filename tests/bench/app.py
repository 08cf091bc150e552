"""How long the app takes to paint, beside a bare Textual app in the same run.

``python -m tests.bench.app FOLDER`` opens the library in FOLDER (which should be
a copy: nothing is changed, but a journal may be made) through a pseudo-terminal
and prints medians. A key counts as painted when the terminal has got the answer
and nothing more has come for two frames.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("READY", markup=False)
Bare().run()
"""

OURS = """
import os, sys
from paperreader.cli import run
os.environ["PAPERREADER_LIBRARY"] = sys.argv[1]
run([])
"""

QUIET = 0.04
"""Seconds without output after which an answer counts as complete: over two frames."""


class Terminal:
    """A program in a pseudo-terminal of 120 × 40."""

    def __init__(self, code: str, *arguments: str) -> None:
        """Start the program."""
        self.started = time.perf_counter()
        self.pid, self.handle = pty.fork()
        if not self.pid:
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execve(sys.executable, [sys.executable, "-c", code, *arguments], environment)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def until(self, text: bytes, limit: float = 30.0) -> float:
        """Return the seconds since the start at which the text had been painted."""
        seen = b""
        while time.perf_counter() - self.started < limit:
            seen = (seen + self._read(0.5))[-200_000:]
            if text in seen:
                return time.perf_counter() - self.started
        raise TimeoutError(f"{text!r} was not painted in {limit} s")

    def key(self, key: bytes, limit: float = 2.0) -> float:
        """Press a key and return the seconds until the last of its answer came."""
        self.settle(0.01)
        pressed = time.perf_counter()
        os.write(self.handle, key)
        last = 0.0
        while time.perf_counter() - pressed < limit:
            if self._read(QUIET if last else limit):
                last = time.perf_counter() - pressed
            elif last:
                return last
        return last

    def settle(self, quiet: float) -> None:
        """Wait until nothing has been painted for a while."""
        while self._read(quiet):
            continue

    def _read(self, wait: float) -> bytes:
        ready = select.poll()
        ready.register(self.handle, select.POLLIN)
        if not ready.poll(wait * 1000):
            return b""
        try:
            return os.read(self.handle, 1_000_000)
        except OSError:
            return b""

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.handle)


def first_paint(code: str, mark: bytes, *arguments: str, times: int) -> float:
    """Return the median seconds from the start to the first painted text."""
    found = []
    for _ in range(times):
        terminal = Terminal(code, *arguments)
        found.append(terminal.until(mark))
        terminal.settle(0.3)
        terminal.close()
    return statistics.median(found)


def line(name: str, seconds: Sequence[float]) -> str:
    """Return a row of the report: the name, p50 and p99 in milliseconds."""
    ordered = sorted(seconds)
    last = ordered[min(len(ordered) - 1, round(0.99 * len(ordered)))]
    return (
        f"{name:34} p50 {statistics.median(ordered) * 1000:6.1f} ms   p99 {last * 1000:6.1f} ms"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    folder = str(options.folder)
    bare = first_paint(BARE, b"READY", times=options.times)
    ours = first_paint(OURS, b"\xe2\x96\x8c", folder, times=options.times)
    print(f"{'first paint, bare Textual app':34} {bare * 1000:6.0f} ms")
    print(f"{'first paint, paperreader':34} {ours * 1000:6.0f} ms   × {ours / bare:.2f}")

    terminal = Terminal(OURS, folder)
    terminal.until(b"\xe2\x96\x8c")
    terminal.settle(2.0)
    moves = [terminal.key(key) for key in (b"j",) * 40 + (b"k",) * 20 if not _rest()]
    print(line("cursor move", moves))
    terminal.key(b"/")
    terminal.settle(8.0)
    terminal.key(b"a")
    terminal.settle(4.0)
    terminal.key(b"\x15")
    terminal.settle(1.0)
    typed = []
    for words in (b"transformer attention", b"graph neural netwroks", b"quantum error"):
        for letter in words:
            _rest()
            typed.append(terminal.key(bytes([letter])))
        terminal.key(b"\x15")
        terminal.settle(0.5)
    print(line("search key", typed))
    terminal.key(b"\x1b")
    terminal.settle(1.0)
    terminal.key(b"\x1b[Z")  # into the views, where each step shows another
    terminal.settle(1.0)
    views = [terminal.key(key) for key in (b"G", b"g") * 5 if not _rest()]
    print(line("change of view", views))
    terminal.close()


def _rest() -> bool:
    time.sleep(0.06)
    return False


if __name__ == "__main__":
    main()
