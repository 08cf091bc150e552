"""What there is to import under a path, and its bytes.

Only regular files are read: a named pipe would make the program wait for
ever, a device may have no end. Whether a file is a dump is told by its
content, never by its name, but what cannot be one is not read whole: a file
over the size that is taken, and one that begins with binary data.
"""

import codecs
import os
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct

from paperreader.importing.decoding import MAX_BYTES
from paperreader.importing.made import made_by_now
from paperreader.importing.refusal import NotADump
from paperreader.plain import plain

_HEAD = 8_192
"""Bytes from which a file of binary data is known without reading the rest."""

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
"""Marks of encodings in which text is full of null bytes."""

_KINDS = (
    (stat.S_ISDIR, "is a folder, not a file."),
    (stat.S_ISFIFO, "is a pipe, not a file; give - and send it to standard input."),
    (stat.S_ISSOCK, "is a socket, not a file."),
    (stat.S_ISCHR, "is a device, not a file."),
    (stat.S_ISBLK, "is a device, not a file."),
)


class SourceFile(Struct, frozen=True, kw_only=True):
    """A file that may be a dump."""

    path: Path
    in_folder: bool
    """Whether it was found in a folder, so that nobody said that it is a dump."""

    @property
    def name(self) -> str:
        """What the library notes as its source: never a folder's path."""
        return self.path.name

    def read(self) -> tuple[bytes, date]:
        """Return its bytes, and the day on which it was last written.

        Raises:
            NotADump: it is no regular file, too large, or binary.
            OSError: it cannot be read.
        """
        name = plain(str(self.path))
        # Looked at before it is opened, because opening alone can wait or act.
        _check(name, self.path.stat())
        handle = os.open(self.path, os.O_RDONLY | _AT_ONCE)
        with open(handle, "rb") as file:  # noqa: PTH123 - a handle, not a path
            found = os.fstat(file.fileno())
            _check(name, found)
            head = file.read(_HEAD)
            if b"\0" in head and not head.startswith(_WIDE):
                raise NotADump(name, "holds binary data, not text.")
            # One byte more than is taken, in case the file grows meanwhile.
            data = head + file.read(MAX_BYTES + 1 - len(head))
        written = datetime.fromtimestamp(found.st_mtime, UTC).date()
        return data, min(written, made_by_now())


_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _check(name: str, found: os.stat_result) -> None:
    for is_so, reason in _KINDS:
        if is_so(found.st_mode):
            raise NotADump(name, reason)
    if found.st_size > MAX_BYTES:
        raise NotADump(name, f"is too large for a dump: over {MAX_BYTES // 1_000_000} MB.")


class SourceSearch:
    """Finds what lies under paths: each file once, however often and by whatever name given.

    Folders in a folder and hidden files are not looked at: a saved page has
    its pictures and scripts in a folder beside it.
    """

    def __init__(self) -> None:
        """Begin with nothing found."""
        self.left_out: list[str] = []
        """What is not looked at and why, as sentences; nothing is wrong with that."""
        self.failed: list[tuple[str, str]] = []
        """Paths that cannot be looked into, each with a sentence that names it."""
        self._known: dict[tuple[int, int], Path] = {}

    def look_at(self, path: Path) -> list[SourceFile]:
        """Return a file, or the files in a folder by name, but for those returned before."""
        try:
            if not path.is_dir():
                return list(self._take(path, in_folder=False))
            members = sorted(path.iterdir())
            if not self._is_new(path, path.stat()):
                return []
        except (OSError, ValueError) as error:
            self.failed.append((str(path), why_unreadable(path, error)))
            return []
        shown = [member for member in members if not member.name.startswith(".")]
        folders = [member for member in shown if member.is_dir()]
        skipped = [
            *_some(len(members) - len(shown), "hidden file"),
            *_some(len(folders), "folder"),
        ]
        if skipped:
            self.left_out.append(f"{plain(str(path))}: {' and '.join(skipped)} in it")
        if len(shown) == len(folders):
            reason = f"{plain(str(path))}: there is no file in this folder"
            self.failed.append((str(path), reason))
        inside = (self._take(member, in_folder=True) for member in shown)
        return [file for found in inside for file in found]

    def _take(self, path: Path, *, in_folder: bool) -> Iterator[SourceFile]:
        try:
            found = path.stat()
        except (OSError, ValueError) as error:
            if in_folder and isinstance(error, FileNotFoundError):
                self.left_out.append(f"{plain(str(path))}: a link to what is not there")
            else:
                self.failed.append((str(path), why_unreadable(path, error)))
            return
        if in_folder and stat.S_ISDIR(found.st_mode):
            return
        if self._is_new(path, found):
            yield SourceFile(path=path, in_folder=in_folder)

    def _is_new(self, path: Path, found: os.stat_result) -> bool:
        # Some file systems number nothing, and then all would be the same.
        key = (found.st_dev, found.st_ino)
        first = self._known.setdefault(key, path) if found.st_ino else path
        if first is path:
            return True
        same = "given twice" if first == path else f"the same as {plain(str(first))}"
        self.left_out.append(f"{plain(str(path))}: {same}, read once")
        return False


def why_unreadable(path: str | Path, error: OSError | ValueError) -> str:
    """Return a sentence that names a path and says why it cannot be read."""
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
    else:
        reason = "a path cannot hold such characters"
    return f"{plain(str(path))} cannot be read: {reason}"


def _some(count: int, noun: str) -> Iterator[str]:
    if count:
        yield f"{count} {noun}{'s' if count > 1 else ''}"
