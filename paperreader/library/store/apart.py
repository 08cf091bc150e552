"""The pairs of entries that the reader has looked at and knows to be two papers.

They stand in ``library.apart``, one pair of ids a line as a JSON list, so that version
control merges them. Losing the file loses no paper: the pairs are offered once more.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from ...atomic import replacing
from ..errors import LibraryUnreadable, LibraryUnwritable

FILE_NAME = "library.apart"

Pairs = frozenset[frozenset[str]]

_pair = msgspec.json.Decoder(tuple[str, str])


def read_apart(folder: Path) -> Pairs:
    """Return the pairs of ids in a library's folder; a line that is no pair is passed over.

    Raises:
        LibraryUnreadable: the system refuses to read the file.
    """
    path = folder / FILE_NAME
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise LibraryUnreadable(path, error) from error
    return frozenset(pair for pair in map(_read, lines) if len(pair) == 2)


def _read(line: bytes) -> frozenset[str]:
    try:
        return frozenset(_pair.decode(line))
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return frozenset()


def write_apart(folder: Path, pairs: Iterable[frozenset[str]]) -> None:
    """Put the pairs in place of those that a library's folder holds; wants its lock.

    Raises:
        LibraryUnwritable: the disk refuses.
    """
    path = folder / FILE_NAME
    try:
        with replacing(path) as file:
            for pair in sorted(map(sorted, pairs)):
                file.write(msgspec.json.encode(pair) + b"\n")
    except OSError as error:
        raise LibraryUnwritable(path, error) from error
