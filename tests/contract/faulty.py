"""An operating system that refuses, or a machine that dies, at a chosen call."""

import contextlib
import errno
import io
import os
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

CALLS = (
    "open",
    "write",
    "fsync",
    "fdatasync",
    "replace",
    "ftruncate",
    "link",
    "mkdir",
    "chmod",
)
"""The calls by which the store changes something on the disk, `open` for writing."""

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Died(BaseException):
    """The machine is gone: nothing after this reaches the disk."""


class System:
    """Counts the calls that reach the disk, and lets some of them fail.

    `fail_at` is the number of the call that fails, from 1. `dies` makes every
    later call fail too, those of cleaning up included; `torn` lets the failing
    write put half of its bytes there first.
    """

    def __init__(
        self,
        fail_at: int = 0,
        *,
        code: int = errno.ENOSPC,
        dies: bool = False,
        torn: bool = False,
    ) -> None:
        self.fail_at = fail_at
        self.code = code
        self.dies = dies
        self.torn = torn
        self.calls: list[str] = []

    def gate(self, name: str, half: Callable[[], object] | None = None) -> None:
        """Count a call, and fail where it is its turn."""
        dead = self.dies and 0 < self.fail_at <= len(self.calls)
        self.calls.append(name)
        if len(self.calls) == self.fail_at or dead:
            if half and self.torn and not dead:
                half()
            if self.dies:
                raise Died
            raise OSError(self.code, os.strerror(self.code))

    @contextlib.contextmanager
    def installed(self) -> Iterator["System"]:
        """Be the system for a while."""
        real = {name: getattr(os, name) for name in (*CALLS, "unlink")}
        real_open, real_fdopen = io.open, os.fdopen
        system = self

        def wrapped(name: str) -> Callable[..., Any]:
            def call(*arguments: Any, **named: Any) -> Any:
                if name != "open" or arguments[1] & WRITING:
                    half = None
                    if name == "write":
                        handle, data = arguments
                        half = lambda: real["write"](handle, data[: len(data) // 2])  # noqa: E731
                    system.gate(name, half)
                return real[name](*arguments, **named)

            return call

        def unlink(*arguments: Any, **named: Any) -> Any:
            if system.dies and 0 < system.fail_at <= len(system.calls):
                raise Died
            return real["unlink"](*arguments, **named)

        class Raw(io.FileIO):
            """A file whose writes go through the gate."""

            def write(self, data: Any) -> int:
                system.gate(
                    "write", lambda: real["write"](self.fileno(), data[: len(data) // 2])
                )
                return super().write(data)

        def fdopen(handle: int, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            if mode == "wb":
                return io.BufferedWriter(Raw(handle, "w"), 128)
            return real_fdopen(handle, mode, *arguments, **named)

        def open_(path: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            if mode == "a+b":
                system.gate("open")
                return io.BufferedRandom(Raw(path, "a+"), 128)
            return real_open(path, mode, *arguments, **named)

        with contextlib.ExitStack() as stack:
            for name in CALLS:
                stack.enter_context(patch.object(os, name, wrapped(name)))
            stack.enter_context(patch.object(os, "unlink", unlink))
            stack.enter_context(patch.object(os, "fdopen", fdopen))
            stack.enter_context(patch.object(io, "open", open_))
            yield self
