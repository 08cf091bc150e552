"""The reader's saved views: ``views.json`` beside the library, one view a line.

A JSON list of objects, so that version control merges it and a person can mend it. A
file that is damaged is never overwritten.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from ...atomic import replacing
from ..errors import LibraryUnreadable, LibraryUnwritable, ViewsDamaged
from ..views import SavedView, checked, same_name

FILE_NAME = "views.json"

_lines = msgspec.json.Decoder(list[msgspec.Raw])
_view = msgspec.json.Decoder(SavedView)


def read_views(folder: Path) -> tuple[SavedView, ...]:
    """Return the views in a library's folder, in the file's order.

    Of views with the same key the first has it.

    Raises:
        ViewsDamaged: the file is no list of views, or two have one name.
        LibraryUnreadable: the system refuses to read the file.
    """
    path = folder / FILE_NAME
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise LibraryUnreadable(path, error) from error
    return _read(path, data)


def _read(path: Path, data: bytes) -> tuple[SavedView, ...]:
    try:
        data.decode()
        parts = _lines.decode(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ViewsDamaged(path, line, "it is not UTF-8") from error
    except (msgspec.MsgspecError, RecursionError) as error:
        line = _line_of_fault(data, str(error))
        raise ViewsDamaged(path, line, f"the list of views cannot be read ({error})") from error
    views: list[SavedView] = []
    keys = {""}
    position = 0
    for part in map(bytes, parts):
        position = data.index(part, position)
        line = data.count(b"\n", 0, position) + 1
        position += len(part)
        try:
            view = checked(_view.decode(part))
            if any(same_name(view.name, other.name) for other in views):
                raise ValueError(f"'{view.name}' is there twice")
        except (msgspec.MsgspecError, ValueError) as error:
            raise ViewsDamaged(path, line, f"this is no view ({error})") from error
        if view.key in keys:
            view = msgspec.structs.replace(view, key="")
        keys.add(view.key)
        views.append(view)
    return tuple(views)


def _line_of_fault(data: bytes, told: str) -> int:
    """Return the line that an error of the decoder speaks of; 1 where it speaks of none."""
    if "truncated" in told:
        return data.count(b"\n") + 1
    place = re.search(r"\(byte (\d+)\)", told)
    return data.count(b"\n", 0, int(place[1]) if place else 0) + 1


def write_views(folder: Path, views: Iterable[SavedView]) -> None:
    """Put the views in place of those that a library's folder holds; wants its lock.

    Raises:
        LibraryUnwritable: the disk refuses.
    """
    path = folder / FILE_NAME
    lines = b",\n".join(map(msgspec.json.encode, views))
    try:
        with replacing(path) as file:
            file.write(b"[\n" + lines + b"\n]\n" if lines else b"[]\n")
    except OSError as error:
        raise LibraryUnwritable(path, error) from error
