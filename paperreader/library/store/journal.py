"""The journal: one line a change, checksum and JSON, durable before it counts.

A line is eight hexadecimal digits (the CRC-32 of the JSON's bytes), a space,
the JSON and a newline. Bytes after the last newline are the torn tail of a
write that was never acknowledged. A whole line that fails its checksum is
damage, and is never skipped in silence.

Changes hold absolute values, so replaying a line that is already folded into
the snapshot does no harm.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from zlib import crc32

import msgspec
from msgspec import Struct

from ...atomic import sync_folder
from ..errors import LibraryDamaged, LibraryUnreadable, LibraryUnwritable

Patch = dict[str, Any] | None
"""Fields of a document and their JSON values; None: the document is not there."""

Kind = Literal["do", "undo", "redo", "pin", "base"]


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change: what each touched document became, and what it was."""

    seq: int
    """Number of the change in this library, from 1, without gaps."""
    at: str = ""
    """UTC timestamp, RFC 3339."""
    what: str = ""
    """What was done, as a sentence for the log."""
    kind: Kind = "do"
    """A ``base`` opens a fresh journal and changes nothing; a ``pin`` is no undo step."""
    of: int | None = None
    """For undo and redo: the change they take back or make again."""
    ids: tuple[str, ...] = ()
    """Ids of the entries touched."""
    put: dict[int, Patch] = {}
    was: dict[int, Patch] = {}


class Heading(Struct, frozen=True, kw_only=True):
    """A record without its documents, which is all that undo and the log walk over."""

    seq: int
    at: str = ""
    what: str = ""
    kind: Kind = "do"
    of: int | None = None
    ids: tuple[str, ...] = ()


class Touched(Struct, frozen=True, kw_only=True):
    """A record as far as it names documents and fields: their values are not decoded."""

    seq: int
    kind: Kind = "do"
    put: dict[int, dict[str, msgspec.Raw] | None] = {}


LOOK_BACK = 16 * 1024 * 1024
"""Bytes of the journal that are read to tell what changed since an earlier moment."""

_encoder = msgspec.json.Encoder()
_record = msgspec.json.Decoder(Record)
_touched = msgspec.json.Decoder(Touched)
_heading = msgspec.json.Decoder(Heading)


def encode(record: Record) -> bytes:
    """Return the record's line, newline included."""
    body = _encoder.encode(record)
    return b"%08x %b\n" % (crc32(body), body)


class Line(Struct, frozen=True):
    """A line of a journal whose checksum holds."""

    number: int
    body: bytes

    def record(self) -> Record:
        """Decode the whole record."""
        return _record.decode(self.body)

    def heading(self) -> Heading:
        """Decode the record without its documents."""
        return _heading.decode(self.body)


class Scan(Struct, frozen=True):
    """What a journal's bytes hold."""

    lines: tuple[Line, ...]
    end: int
    """Offset behind the last whole line; what follows is a torn tail."""
    bad: tuple[int, ...]
    """Numbers of whole lines that fail their checksum or cannot be decoded."""


def scan(data: bytes) -> Scan:
    """Read a journal's bytes; never raises."""
    lines: list[Line] = []
    bad: list[int] = []
    position = number = 0
    while (end := data.find(b"\n", position)) >= 0:
        number += 1
        line = _check(number, data[position:end])
        position = end + 1
        if line:
            lines.append(line)
        else:
            bad.append(number)
    # A last line whose newline alone was damaged is still a whole record.
    if position < len(data) and (line := _check(number + 1, data[position:-1])):
        lines.append(line)
        position = len(data)
    return Scan(tuple(lines), position, tuple(bad))


def _checked(line: bytes) -> bytes | None:
    """Return the JSON of a line, or None where its checksum fails."""
    body = line[9:]
    return body if line[:9] == b"%08x " % crc32(body) else None


def _check(number: int, line: bytes) -> Line | None:
    if (body := _checked(line)) is None:
        return None
    try:
        _heading.decode(body)
    except msgspec.MsgspecError:
        return None
    return Line(number, body)


class Journal:
    """The journal's file, as one process holds it open.

    All methods but `changed` want the library's lock to be held.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None
        self._writable = True
        self._inode = 0
        self._read = 0  # offset up to which this process has read or written
        self._unended = False  # whether the last line's newline was damaged

    def changed(self) -> bool:
        """Tell by one look at the file whether another process wrote to it."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return self._handle is not None
        except OSError as error:
            raise LibraryUnreadable(self.path, error) from error
        return found.st_ino != self._inode or found.st_size != self._read

    def take_in(self) -> tuple[list[Record], bool]:
        """Return the records not read yet, and whether the file is another one than before.

        Raises:
            LibraryDamaged: a whole line fails its checksum.
            LibraryUnreadable: the system refuses to read the file.
        """
        try:
            replaced = self._reopen()
            if self._handle is None:
                return [], replaced
            size = os.fstat(self._handle).st_size
            data = _read_all(self._handle, self._read, size)
        except OSError as error:
            raise LibraryUnreadable(self.path, error) from error
        found = scan(data)
        if found.bad:
            what = "a change in the journal fails its checksum"
            raise LibraryDamaged(self.path, what, self._line(found.bad[0]))
        records = []
        for line in found.lines:
            try:
                records.append(line.record())
            except msgspec.MsgspecError as error:
                what = f"a change in the journal is none ({error})"
                raise LibraryDamaged(self.path, what, self._line(line.number)) from error
        if found.end:
            self._unended = data[found.end - 1 : found.end] != b"\n"
        self._read += found.end
        return records, replaced

    def append(self, line: bytes) -> None:
        """Write a line and flush it to the disk; on failure cut back what was written.

        What other processes wrote must have been taken in. The line counts as
        unread until `accept` is called, so that a change which is interrupted
        here is found at the next look like another process's.

        Raises:
            LibraryUnwritable: the disk is full, or the file cannot be written.
        """
        try:
            if self._handle is None:
                self._open(os.O_RDWR | os.O_CREAT)
                sync_folder(self.path.parent)
            if not self._writable:
                read = self._read
                self._open(os.O_RDWR)  # raises, unless it may be written by now
                self._read = read
            handle = self._handle
            assert handle is not None
            if os.fstat(handle).st_size > self._read:
                os.ftruncate(handle, self._read)  # a torn tail
            try:
                rest = memoryview(line)
                os.lseek(handle, self._read, os.SEEK_SET)
                if self._unended:
                    os.lseek(handle, -1, os.SEEK_CUR)
                    os.write(handle, b"\n")
                while rest:
                    rest = rest[os.write(handle, rest) :]
                _flush(handle)
            except BaseException:
                os.ftruncate(handle, self._read)
                raise
        except OSError as error:
            raise LibraryUnwritable(self.path, error) from error
        self._unended = False

    def accept(self, line: bytes) -> None:
        """Count an appended line as read: the change is in memory too."""
        self._read += len(line)

    @property
    def inode(self) -> int:
        """What tells the file that was read from another that takes its place; 0 for none."""
        return self._inode

    @property
    def size(self) -> int:
        """Bytes of the journal that count."""
        return self._read

    def contents(self) -> bytes:
        """Return the bytes read or written so far, the last line ended."""
        if self._handle is None:
            return b""
        data = _read_all(self._handle, 0, self._read)
        return data[:-1] + b"\n" if self._unended else data

    def between(self, after: int, until: int) -> list[Touched] | None:
        """Return the changes from `after` (left out) to `until` (included), the last first.

        None means that the journal does not hold them all, or that more than
        `LOOK_BACK` bytes would have to be read.

        Raises:
            LibraryUnreadable: the system refuses to read the file.
        """
        found: list[Touched] = []
        for line in self._backwards():
            if (body := _checked(line)) is None:
                return None
            try:
                touched = _touched.decode(body)
            except msgspec.MsgspecError:
                return None
            if touched.seq > until:
                continue
            if touched.seq != until - len(found) or touched.kind == "base":
                return None
            found.append(touched)
            if touched.seq == after + 1:
                return found
        return None

    def _backwards(self) -> Iterator[bytes]:
        """Yield the last lines, the last first; a line that is not read whole is left out."""
        if self._handle is None:
            return
        start = max(0, self._read - LOOK_BACK)
        try:
            data = _read_all(self._handle, start, self._read)
        except OSError as error:
            raise LibraryUnreadable(self.path, error) from error
        stop = len(data) - 1  # the newline at the end, or what stands in its place
        while stop > 0:
            begin = data.rfind(b"\n", 0, stop) + 1
            if begin == 0 and start:
                return
            yield data[begin:stop]
            stop = begin - 1

    def restart(self) -> None:
        """Take the file now at the path as one read to its end: this process put it there."""
        self.close()
        self._open(os.O_RDWR)
        assert self._handle is not None
        self._read = os.fstat(self._handle).st_size

    def close(self) -> None:
        """Give the file back to the system."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        # Whoever goes on all the same reads it from its beginning.
        self._inode = self._read = 0
        self._unended = False

    def _reopen(self) -> bool:
        """Open the file at the path if it is not the one held; tell whether it is new."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            self.close()
            return False
        if (
            self._handle is not None
            and found.st_ino == self._inode
            and found.st_size >= self._read
        ):
            return False
        self.close()
        try:
            self._open(os.O_RDWR)
        except OSError:  # one that may only be read can still be shown
            self._open(os.O_RDONLY)
        return True

    def _open(self, flags: int) -> None:
        flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(self.path, flags, 0o600)
        if self._handle is not None:
            os.close(self._handle)
        self._handle = handle
        self._writable = bool(flags & os.O_RDWR)
        self._inode = os.fstat(self._handle).st_ino
        self._read = 0

    def _line(self, number: int) -> int:
        """Turn a line number behind the part already read into one of the file."""
        return self.contents().count(b"\n") + number


def _read_all(handle: int, start: int, end: int) -> bytes:
    os.lseek(handle, start, os.SEEK_SET)
    parts = []
    left = end - start
    while left > 0 and (part := os.read(handle, left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _flush(handle: int) -> None:
    # fdatasync also writes the new length, and skips the time stamps.
    getattr(os, "fdatasync", os.fsync)(handle)
