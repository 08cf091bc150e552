"""Paths as people type, paste and drop them, and the files that complete them."""

import os
import re
import shlex
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

MOST_LOOKED_AT = 5_000
"""Names read from one folder; beyond that a completion would be no help."""
MOST_SHOWN = 100
LONGEST_DROP = 100_000
"""Characters of a paste that may be paths; terminals do not drop thousands of files."""

_FILE_URL = re.compile(r"file:(?://[^/]*)?(?=/)", re.I)
"""What stands before the path in a ``file:`` URL: any machine's name is this one's."""
_PATH_LIKE = re.compile(r"\s*[\"']?(?:~?/\S|\.{1,2}/|file:/)", re.I)


@dataclass(frozen=True)
class Completion:
    """A file or folder that goes on from what is typed; a folder's path ends in a separator."""

    path: str
    name: str
    folder: bool


def tidy_path(typed: str) -> str:
    """Return the path that was meant, with ``~`` written out.

    Terminals write a dropped file in quotes, with backslashes before its
    spaces, or as a ``file:`` URL; each is taken for what it is, unless a file
    of exactly that name exists.
    """
    typed = typed.strip()
    if not typed or _exists(typed):
        return typed
    if (address := _FILE_URL.match(typed)) is not None:
        return unquote(typed[address.end() :])
    if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "\"'":
        typed = typed[1:-1]
    if os.sep == "/" and "\\" in typed and not _exists(os.path.expanduser(typed)):  # noqa: PTH111  # keeps a trailing separator
        typed = _without_backslashes(typed)
    return os.path.expanduser(typed)  # noqa: PTH111  # keeps a trailing separator


def dropped_paths(text: str) -> list[str] | None:
    """Return the paths that a pasted text consists of; None where it is anything else.

    Terminals write a dropped file as a path, several behind each other on one
    line or one a line, each in a way that `tidy_path` knows. All of them must
    exist, or the text is no drop.
    """
    if len(text) > LONGEST_DROP:
        return None
    found: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if _exists(whole := tidy_path(line)):
            found.append(whole)
            continue
        try:
            paths = [tidy_path(word) for word in shlex.split(line)]
        except ValueError:  # a quote that nothing closes
            return None
        if not paths or not all(map(_exists, paths)):
            return None
        found += paths
    return found or None


def looks_like_path(text: str) -> bool:
    """Tell whether a text is one line that begins as only paths do, be they there or not."""
    return _PATH_LIKE.match(text) is not None and len(text.strip().splitlines()) == 1


def _without_backslashes(typed: str) -> str:
    chars = iter(typed)
    return "".join(next(chars, "") if char == "\\" else char for char in chars)


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def is_folder(path: str) -> bool:
    """Tell whether a path is that of a folder, which can be imported whole."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


class Completer:
    """Completes paths, reading each folder once."""

    def __init__(self) -> None:
        """Begin with no folder read."""
        self._folders: dict[str, list[tuple[str, bool]]] = {}

    def complete(self, typed: str) -> list[Completion]:
        """Return the files and folders whose paths begin with what is typed, folders first.

        Letters' case matters only where the typed name has capitals. Hidden
        files are left out until their dot is typed. What cannot be read gives
        nothing.
        """
        folder, begun = os.path.split(tidy_path(typed))
        strict = begun != begun.lower()
        # Joined as text, so that what was typed, such as "./", stays as it is.
        before = folder if not folder or folder.endswith(os.sep) else folder + os.sep
        found = [
            Completion(before + name + (os.sep if is_folder else ""), name, is_folder)
            for name, is_folder in self._names(folder)
            if (name if strict else name.lower()).startswith(begun)
            and (not name.startswith(".") or begun.startswith("."))
        ]
        return found[:MOST_SHOWN]

    def _names(self, folder: str) -> list[tuple[str, bool]]:
        if folder not in self._folders:
            try:
                with os.scandir(folder or ".") as entries:
                    names = [
                        (entry.name, entry.is_dir())
                        for entry in islice(entries, MOST_LOOKED_AT)
                    ]
            except (OSError, ValueError):
                names = []
            names.sort(key=lambda named: (not named[1], named[0].lower()))
            self._folders[folder] = names
        return self._folders[folder]


def what_is_wrong(path: str) -> str | None:
    """Return why nothing can be read from the path, as a sentence, or None."""
    try:
        place = Path(path)
        if not place.exists():
            return "There is no such file."
        if not place.is_file() and not place.is_dir():
            return "That is no file."
        if not os.access(place, os.R_OK):
            return "That may not be read."
    except OSError as error:
        return f"That cannot be read: {error.strerror or error}."
    except ValueError:
        return "A path cannot hold such characters."
    return None
