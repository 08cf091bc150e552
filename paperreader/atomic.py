"""Replacing a file so that it is always either the old one or the new one, whole."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

TEMPORARY_SUFFIX = ".tmp"
"""Temporary files are named ``.<name>.<random>.tmp`` and lie beside their target."""


@contextlib.contextmanager
def replacing(path: Path, *, mode: int = 0o600) -> Iterator[BinaryIO]:
    """Yield a new file that takes the place of `path` when the block ends well.

    The new file is written beside the old one, flushed to the disk, renamed
    over it, and the folder's entry flushed too. Where the block raises, the old
    file stands as it was and the temporary one is removed. `mode` holds for a
    file that is new; one that is replaced keeps its own. A symbolic link stays
    one: what it points to is replaced.

    Raises:
        OSError: the folder cannot be written, or the disk is full.
    """
    from tempfile import mkstemp  # noqa: PLC0415 - reading commands never write

    path = Path(os.path.realpath(path))
    handle, name = mkstemp(prefix=f".{path.name}.", suffix=TEMPORARY_SUFFIX, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            mode = path.stat().st_mode & 0o777
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries, so that a rename in it outlives a power cut.

    Systems that cannot open a folder (Windows) flush renames by themselves.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
