"""Real processes for tests: ordered by a line, killed by a signal."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Workshop:
    """A process that forks others for us; see `store_worker`."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._early: list[dict[str, Any]] = []

    def order(self, work: str, folder: Path, **details: Any) -> int:
        """Start a piece of work and return its process."""
        self._write({"work": work, "folder": str(folder), **details})
        while True:
            told = self._read()
            if "child" in told:
                return int(told["child"])
            self._early.append(told)

    def told(self) -> dict[str, Any]:
        """Return the next line that any process told, one that came early first."""
        return self._early.pop(0) if self._early else self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the workshop died"
        told: dict[str, Any] = json.loads(line)
        assert "error" not in told, told["error"]
        return told

    def until_gone(self, pid: int, *, kill: bool = False) -> Iterator[dict[str, Any]]:
        """Yield what is told until a process is gone; killed first, where that is asked."""
        if kill:
            os.kill(pid, signal.SIGKILL)
        self._write({"wait": pid})
        while True:
            told = self.told()
            if told.get("gone") == pid:
                assert kill or told["status"] == 0
                return
            yield told

    def _write(self, order: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()


@contextlib.contextmanager
def workshop() -> Iterator[Workshop]:
    """Open a workshop, and close it with all that it started."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "tests.contract.store_worker"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield Workshop(process)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
