"""A lock between processes and threads, made of the operating system's own.

The system releases it when its holder dies, so no stale lock can be left. A
lock library would serve too but costs tens of milliseconds to import.
"""

import os
import sys
import threading
import time
from pathlib import Path
from types import TracebackType

from ..errors import LibraryBusy, LibraryUnwritable

PATIENCE = 15.0
"""Seconds to wait for another process: a fold of 100,000 entries takes about one."""

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


class Lock:
    """An exclusive lock on a file, re-entrant within a thread."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience
        self._threads = threading.RLock()
        self._depth = 0
        self._handle: int | None = None

    def __enter__(self) -> "Lock":
        """Take the lock.

        Raises:
            LibraryBusy: another process holds it for longer than the patience.
            LibraryUnwritable: the lock's file cannot be made or locked.
        """
        self._threads.acquire()
        try:
            if self._depth == 0:
                self._take()
            self._depth += 1
        except BaseException:
            self._threads.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._depth -= 1
            if self._depth == 0 and self._handle is not None:
                _unlock(self._handle)
        finally:
            self._threads.release()

    def close(self) -> None:
        """Give the lock's file back to the system."""
        with self._threads:
            if self._handle is not None:
                os.close(self._handle)
                self._handle = None

    def _take(self) -> None:
        try:
            self._wait()
            while not self._is_at_path():
                # The file was removed, and whoever came since locks another one.
                self.close()
                self._wait()
        except OSError as error:
            raise LibraryUnwritable(self.path, error) from error

    def _wait(self) -> None:
        if self._handle is None:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
            self._handle = os.open(self.path, flags, 0o600)
        deadline = time.monotonic() + self._patience
        pause = 0.0005
        while not _try_lock(self._handle):
            if time.monotonic() > deadline:
                raise LibraryBusy(self.path, self._patience)
            time.sleep(pause)
            pause = min(pause * 2, 0.05)

    def _is_at_path(self) -> bool:
        assert self._handle is not None
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return False
        held = os.fstat(self._handle)
        return (found.st_ino, found.st_dev) == (held.st_ino, held.st_dev)
