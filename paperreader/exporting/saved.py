"""Exports that are kept up to date: ``exports.json`` beside the library, one a line.

A JSON list of objects, so that version control merges it and a person can mend it. A
file that is damaged is never overwritten.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from paperreader.atomic import replacing
from paperreader.exporting.occasion import Grouping, Part

FILE_NAME = "exports.json"

MOST = 100
"""Saved exports that a library takes."""


class SavedExport(Struct, frozen=True, kw_only=True):
    """An export that can be made again: what of the library, how, and where to."""

    name: str = ""
    """One line; no other has it, whatever its case. Empty: it is not kept."""
    query: str = ""
    sort: str = ""
    """As ``--sort`` takes it; empty: the usual order."""
    format: str
    """Of the formats; empty where there is a template."""
    output: str
    """Full path of the file or folder."""
    title: str
    group: Grouping | None = None
    parts: tuple[Part, ...] | None = None
    """What to show; None: what the format shows of itself."""
    template: str = ""
    """Full path of the reader's template."""
    wrote: str = ""
    """SHA-256 of the file as it was written last: another text in it is somebody else's."""


class ExportsDamaged(Exception):
    """The file of saved exports cannot be read; its text says where and why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} cannot be read: {reason}; mend it or move it away")


_decoder = msgspec.json.Decoder(tuple[SavedExport, ...])


def read_exports(folder: Path) -> tuple[SavedExport, ...]:
    """Return the saved exports of a library's folder. Raises `ExportsDamaged`."""
    path = folder / FILE_NAME
    try:
        return _decoder.decode(path.read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ExportsDamaged(path, str(error)) from error


def write_exports(folder: Path, exports: Iterable[SavedExport]) -> None:
    """Put the exports in place of those that a library's folder holds; wants its lock."""
    lines = b",\n".join(map(msgspec.json.encode, exports))
    with replacing(folder / FILE_NAME) as file:
        file.write(b"[\n" + lines + b"\n]\n" if lines else b"[]\n")


def with_export(exports: Iterable[SavedExport], new: SavedExport) -> tuple[SavedExport, ...]:
    """Return the exports with one saved: in the place of the one of its name, else at the end.

    Raises:
        ValueError: its name cannot be one, or there are too many.
    """
    if not new.name.strip() or not new.name.isprintable() or len(new.name) > 60:
        raise ValueError("a saved export needs a name of one line, of at most 60 characters")
    kept = list(exports)
    for place, old in enumerate(kept):
        if same_name(old.name, new.name):
            kept[place] = new
            return tuple(kept)
    if len(kept) >= MOST:
        raise ValueError(f"there are {len(kept)} saved exports, which is the most: forget one")
    return (*kept, new)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names mean the same export."""
    return one.strip().casefold() == other.strip().casefold()


def mark_of(path: Path) -> str:
    """Return what tells the text of a file from others; empty where there is no such file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
