"""``library.json``: a TinyDB file with one document a line.

Stock TinyDB opens it, and ``diff`` and version control see it entry by entry::

    {"paperreader": {"1": {"format": 1}},
    "_default": {
    "1": {"id":"arxiv:2510.06557",…},
    "2": {"id":"title:…",…}
    }}

The documents stand in the order of their numbers, so a reader that knows the
layout maps the file into memory, finds any document by its line, and decodes
only the lines and fields that it needs. A file with the same content in
another layout (stock TinyDB wrote it, or a person did) is read whole, once.
"""

import json
import mmap
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from ..errors import LibraryDamaged, LibraryTooNew, LibraryUnreadable

FORMAT = 1
"""Version of the documents' layout and meaning."""

ENTRIES = "_default"
"""The table that holds the entries: TinyDB's own default table."""

META = "paperreader"
"""The table that holds the format's version."""

_OPENING = b'"%s": {\n' % ENTRIES.encode()
_CLOSING = b"}}\n"

Migration = Callable[[dict[int, dict[str, Any]]], dict[int, dict[str, Any]]]


class Snapshot:
    """The documents of one ``library.json``, read where and when they are needed."""

    def __init__(
        self,
        path: Path,
        data: "mmap.mmap | bytes",
        start: int,
        extra: Mapping[str, Any],
        *,
        migrated: bool = False,
    ) -> None:
        self.path = path
        self.migrated = migrated
        """Whether the file had an older format or another layout: it is due to be written."""
        self.extra = extra
        """Tables that are not ours, kept as they are."""
        self._data = data
        self._start = start
        self._end = len(data) - len(_CLOSING)
        self._offsets: dict[int, int] | None = None

    @classmethod
    def empty(cls, path: Path) -> "Snapshot":
        """Return the snapshot of a library that has no file yet."""
        head = _head({})
        return cls(path, head + _CLOSING, len(head), {})

    @classmethod
    def open(cls, path: Path, migrate: Migration) -> "Snapshot":
        """Map the file and check its frame, not yet its documents.

        Raises:
            FileNotFoundError: there is no such file.
            LibraryDamaged: it is not a TinyDB file, or its end is missing.
            LibraryTooNew: a later format.
            LibraryUnreadable: the system refuses to read it.
        """
        try:
            data = _map(path)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise LibraryUnreadable(path, error) from error
        first = data.find(b"\n")
        begin = first + 1 + len(_OPENING)
        if (
            first < 0
            or data[first - 1 : first] != b","
            or data[first + 1 : begin] != _OPENING
            or data[-4:] != b"\n" + _CLOSING
        ):
            return cls._adopt(path, bytes(data), migrate)
        try:
            tables = json.loads(data[: first - 1] + b"}")
        except ValueError as error:
            raise LibraryDamaged(path, f"its first line is not JSON ({error})", 1) from error
        if _format(path, tables) != FORMAT:
            return cls._adopt(path, bytes(data), migrate)
        tables.pop(META)
        return cls(path, data, begin, tables)

    @classmethod
    def _adopt(cls, path: Path, data: bytes, migrate: Migration) -> "Snapshot":
        """Read a file of another layout or an older format whole."""
        try:
            tables = json.loads(data)
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", None)
            raise LibraryDamaged(path, f"it is not JSON ({error})", line) from error
        if not isinstance(tables, dict):
            raise LibraryDamaged(path, "it holds no tables")
        _format(path, tables)  # refuses a later one
        tables.pop(META, None)
        if ENTRIES not in tables:
            raise LibraryDamaged(path, "it is no library: the table of entries is missing")
        table = tables.pop(ENTRIES)
        try:
            documents = {int(number): dict(document) for number, document in table.items()}
            if len(documents) < len(table) or any(number < 0 for number in documents):
                raise ValueError("a number is below zero, or two are the same")
        except (ValueError, TypeError, AttributeError) as error:
            raise LibraryDamaged(path, f"its documents are not numbered ({error})") from error
        try:  # another program wrote today's format too: its documents may lack fields
            documents = migrate(documents)
        except (ValueError, msgspec.MsgspecError) as error:
            raise LibraryDamaged(path, f"a document is not an entry ({error})") from error
        parts = [_head(tables)]
        lines = [
            _line(number, msgspec.json.encode(documents[number]))
            for number in sorted(documents)
        ]
        parts.append(b",\n".join(lines) + b"\n" if lines else b"")
        parts.append(_CLOSING)
        return cls(path, b"".join(parts), len(parts[0]), tables, migrated=True)

    def last_number(self) -> int:
        """Return the greatest document number, or 0 if there are no documents."""
        for number, _, _ in self.backwards():
            return number
        return 0

    def scan(self) -> Iterator[tuple[int, bytes]]:
        """Yield every document's number and JSON, in the file's order, and learn its place.

        Raises:
            LibraryDamaged: a line is not a numbered document, or its number does
                not rise (two versions of the file were joined).
        """
        data, end = self._data, self._end
        find = data.find
        offsets: dict[int, int] = {}
        position = self._start
        before = -1
        while position < end:
            stop = find(b"\n", position)
            colon = find(b":", position, stop)
            label = data[position : colon + 2]
            try:
                number = int(label[1:-3])
            except ValueError:
                number = -1
            if number <= before or label != b'"%d": ' % number:
                raise self.damage(position, "the line is not the next document")
            before = number
            offsets[number] = colon + 2
            yield number, data[colon + 2 : stop].rstrip(b",")
            position = stop + 1
        self._offsets = offsets

    def backwards(self) -> Iterator[tuple[int, int, int]]:
        """Yield number, start and end of the documents from the last to the first."""
        data = self._data
        stop = self._end - 1
        while stop > self._start:
            begin = max(data.rfind(b"\n", self._start, stop) + 1, self._start)
            colon = data.find(b":", begin, stop)
            try:
                number = int(data[begin + 1 : colon - 1])
            except ValueError:
                raise self.damage(begin, "the line is not a document") from None
            yield number, colon + 2, stop
            stop = begin - 1

    def tail(self, limit: int) -> list[tuple[int, bytes]]:
        """Return number and JSON of the last documents, the last first."""
        found: list[tuple[int, bytes]] = []
        for number, start, stop in self.backwards():
            if len(found) == limit:
                break
            found.append((number, self._data[start:stop].rstrip(b",")))
        return found

    def document(self, number: int) -> bytes | None:
        """Return a document's JSON, or None if the file has no such document."""
        start = self._places().get(number)
        if start is None:
            return None
        return self._data[start : self._data.find(b"\n", start)].rstrip(b",")

    def __contains__(self, number: int) -> bool:
        return number in self._places()

    def numbers(self) -> Iterable[int]:
        """Return the documents' numbers, rising."""
        return self._places().keys()

    def damage(self, position: int, what: str) -> LibraryDamaged:
        """Return the error for something wrong at an offset of the file."""
        return LibraryDamaged(self.path, what, self._data[:position].count(b"\n") + 1)

    def damaged_document(self, number: int, what: str) -> LibraryDamaged:
        """Return the error for a document whose JSON is not an entry."""
        for found, start, _ in self.backwards():
            if found == number:
                return self.damage(start, what)
        return LibraryDamaged(self.path, what)

    def write(self, file: BinaryIO, changed: Mapping[int, bytes | None]) -> None:
        """Write the documents, those in `changed` in place of the file's own.

        A value of None leaves a document out. Runs of unchanged documents are
        copied as they stand, without decoding.
        """
        file.write(_head(self.extra))
        pending = b""

        def put(block: "bytes | memoryview") -> None:
            nonlocal pending
            if pending:
                file.write(pending)
            file.write(block)
            pending = b",\n"

        view = memoryview(self._data)
        places = self._places()
        numbers = sorted(changed)
        index = 0
        run_start = run_end = 0
        try:
            for number, start in places.items():
                if index == len(numbers):
                    # Nothing more is changed: the rest is one run.
                    line = start - len(str(number)) - 4
                    if run_end:
                        put(view[run_start:run_end])
                    put(view[line : self._end - 1])
                    run_end = 0
                    break
                while index < len(numbers) and numbers[index] < number:
                    if run_end:
                        put(view[run_start:run_end])
                        run_end = 0
                    if (document := changed[numbers[index]]) is not None:
                        put(_line(numbers[index], document))
                    index += 1
                stop = self._data.find(b"\n", start)
                stop -= self._data[stop - 1 : stop] == b","
                if index < len(numbers) and numbers[index] == number:
                    if run_end:
                        put(view[run_start:run_end])
                        run_end = 0
                    if (document := changed[number]) is not None:
                        put(_line(number, document))
                    index += 1
                    continue
                if not run_end:
                    run_start = start - len(str(number)) - 4
                run_end = stop
            if run_end:
                put(view[run_start:run_end])
        finally:
            view.release()
        for number in numbers[index:]:
            if (document := changed[number]) is not None:
                put(_line(number, document))
        if pending:
            file.write(b"\n")
        file.write(_CLOSING)

    def _places(self) -> dict[int, int]:
        if self._offsets is None:
            for _ in self.scan():
                continue
        assert self._offsets is not None
        return self._offsets


def _map(path: Path) -> "mmap.mmap | bytes":
    if os.name == "nt":  # a mapped file cannot be replaced there
        return path.read_bytes()
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size == 0:
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _format(path: Path, tables: Mapping[str, Any]) -> int:
    """Return the format's version; 0 for a plain TinyDB file that never had one."""
    meta = tables.get(META)
    if meta is None:
        return 0
    try:
        version = int(meta["1"]["format"])
    except (KeyError, TypeError, ValueError) as error:
        raise LibraryDamaged(path, "its format's version cannot be read", 1) from error
    if version > FORMAT:
        raise LibraryTooNew(path, version, FORMAT)
    return version


def _head(extra: Mapping[str, Any]) -> bytes:
    tables = {META: {"1": {"format": FORMAT}}, **extra}
    return json.dumps(tables, ensure_ascii=False)[:-1].encode() + b",\n" + _OPENING


def _line(number: int, document: bytes) -> bytes:
    return b'"%d": %b' % (number, document)
