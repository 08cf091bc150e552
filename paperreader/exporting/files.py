"""Writing an export: the whole file or none of it, and nobody's file by accident."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from paperreader.atomic import replacing


class NotWritten(Exception):
    """An export could not be written; its text is a sentence with the path and the reason."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"cannot write {path}: {reason}")
        self.path = path
        self.reason = reason


class AlreadyThere(NotWritten):
    """A file of that name exists, and overwriting was not asked for."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "it exists already; use --force to overwrite it")


def write_atomically(path: Path, chunks: Iterable[str], *, force: bool) -> bool:
    """Write the chunks to a file, as UTF-8 and without changing line ends.

    Returns whether that changed anything: a file that holds the same already is not
    touched. The file appears, or takes the old one's place, only when it is whole and on the
    disk; an old one keeps its permissions, and a symbolic link stays one and leads to the new
    text. What is no regular file, such as ``/dev/stdout`` or a pipe, is written straight.
    Where `chunks` raises, that exception comes through and nothing is changed.

    Raises:
        AlreadyThere: a file with other text is there and `force` is false.
        NotWritten: no such folder, no permission, disk full, or the path is a folder.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        if mode is not None and stat.S_ISDIR(mode):
            raise NotWritten(path, "it is a folder")
        if mode is not None and not stat.S_ISREG(mode):
            with path.open("wb") as file:
                for chunk in chunks:
                    file.write(_encoded(chunk))
            return True
        if mode is not None and not force:
            if _holds(target, chunks):
                return False
            raise AlreadyThere(path)
        return _write(path, target, chunks, force=force)
    except OSError as error:
        raise NotWritten(path, _reason(error, path)) from error


def _holds(target: Path, chunks: Iterable[str]) -> bool:
    """Tell whether a file holds these chunks and no more."""
    with target.open("rb") as old:
        for chunk in chunks:
            data = _encoded(chunk)
            if old.read(len(data)) != data:
                return False
        return not old.read(1)


class _Same(Exception):
    """The file holds what was to be written."""


def _write(path: Path, target: Path, chunks: Iterable[str], *, force: bool) -> bool:
    claimed = False
    try:
        with replacing(target) as file, _old(target) as old:
            same = old is not None
            for chunk in chunks:
                data = _encoded(chunk)
                same = same and old is not None and old.read(len(data)) == data
                file.write(data)
            if same and old is not None and not old.read(1):
                raise _Same
            file.flush()
            # Taking the name last closes the gap in which another program might have
            # taken it, and gives a new file the permissions that new files have here.
            claimed = _claim(target)
            if not claimed and not force:
                raise AlreadyThere(path)
    except _Same:
        return False
    except BaseException:
        if claimed and target.stat().st_size == 0:
            target.unlink()
        raise
    return True


@contextlib.contextmanager
def _old(target: Path) -> Iterator[BinaryIO | None]:
    """Yield the file as it is, to be read; None where there is none that can be read."""
    try:
        file = target.open("rb")
    except OSError:
        yield None
        return
    with file:
        yield file


def _claim(target: Path) -> bool:
    try:
        target.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _mode(target: Path) -> int | None:
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _encoded(chunk: str) -> bytes:
    return chunk.encode("utf-8", "replace")


def _reason(error: OSError, path: Path) -> str:
    match error.errno:
        case errno.ENOENT:
            return f"there is no folder {path.parent}"
        case errno.ENOTDIR:
            return f"{path.parent} is not a folder"
        case errno.EACCES | errno.EPERM:
            return f"no permission to write in {path.parent}"
        case errno.EROFS:
            return "the disk is read-only"
        case errno.ENOSPC | errno.EDQUOT:
            return "the disk is full; nothing was changed"
        case errno.EFBIG:
            return "the file would be larger than is allowed here; nothing was changed"
        case errno.ENAMETOOLONG:
            return "the name is too long"
        case errno.ELOOP:
            return "its symbolic links lead in a circle"
        case errno.EPIPE:
            return "nobody reads from it any more"
        case _:
            return error.strerror or str(error)
