"""Earlier searches, newest first, kept on the disk for the reader alone."""

import os
from pathlib import Path

from paperreader import paths
from paperreader.atomic import replacing
from paperreader.tui.line_editor import LONGEST

MOST_KEPT = 200
"""Searches that are kept; older ones are forgotten."""


def recall_file(library: Path) -> Path:
    """Return where the searches of the library in a folder are kept.

    Each library has its own, beside the other state of the app: what somebody
    looked for is no part of a library that may be shared.
    """
    import hashlib  # noqa: PLC0415 - not before the first paint

    place = os.path.realpath(library).encode("utf-8", "replace")
    name = hashlib.sha256(place).hexdigest()[:16]
    return paths.state_folder() / "searches" / f"{name}.txt"


def read_searches(path: Path) -> list[str]:
    """Return the searches in a file, newest first; what is damaged or not there is none.

    The file has one search a line, in UTF-8, the newest last. Raises OSError
    where it is there and cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(8 * MOST_KEPT * LONGEST)
    except FileNotFoundError:
        return []
    lines = data.decode("utf-8", "replace").split("\n")
    found = dict.fromkeys(line.strip() for line in reversed(lines) if _is_search(line))
    return list(found)[:MOST_KEPT]


def keep_search(path: Path, text: str) -> None:
    """Add a search to a file as the newest; one that is there already moves up.

    What another app has added meanwhile stays. Only the user may read the file.
    Raises OSError where it cannot be written.
    """
    text = text.strip()
    if not _is_search(text):
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    searches = [text, *(other for other in read_searches(path) if other != text)]
    with replacing(path) as file:
        lines = reversed(searches[:MOST_KEPT])
        file.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))


def _is_search(line: str) -> bool:
    sound = line.isprintable() and "\ufffd" not in line  # else its bytes were damaged
    return bool(line.strip()) and len(line) <= LONGEST and sound


class Searches:
    """The searches of one library: what the file has, and those of this run."""

    def __init__(self, path: Path) -> None:
        """Keep them in a file; nothing is read before it is asked for."""
        self._path = path
        self._own: list[str] = []

    def newest_first(self) -> list[str]:
        """Return all of them; where the file cannot be read, those of this run."""
        try:
            kept = read_searches(self._path)
        except OSError:
            kept = []
        return list(dict.fromkeys([*self._own, *kept]))

    def keep(self, text: str) -> None:
        """Keep a search for this run and, unless that raises OSError, for later ones."""
        text = text.strip()
        if not _is_search(text):
            return
        self._own = [text, *(other for other in self._own if other != text)][:MOST_KEPT]
        keep_search(self._path, text)


class Recall:
    """A walk back and forth through earlier searches that hold what was typed."""

    def __init__(self, searches: list[str], typed: str) -> None:
        """Begin before the newest of the searches in which the typed text stands."""
        wanted = typed.strip().casefold()
        self._found = [
            text for text in searches if wanted in text.casefold() and text != typed.strip()
        ]
        self._typed = typed
        self._at = -1

    @property
    def text(self) -> str:
        """The search that was come to; before the newest, what was typed."""
        return self._found[self._at] if self._at >= 0 else self._typed

    @property
    def place(self) -> tuple[int, int]:
        """Number of the search that was come to, 0 for what was typed, and of how many."""
        return self._at + 1, len(self._found)

    @property
    def remark(self) -> str:
        """Where the walk stands, and the keys that go on with it."""
        number, total = self.place
        if not total:
            return "no earlier search has this" if self._typed else "no earlier searches yet"
        if not number:
            return f"earlier searches: {total:,} · ctrl+r recalls them"
        return f"earlier search {number:,} of {total:,} · ctrl+r older · ctrl+n newer"

    def older(self) -> bool:
        """Go to the next older search; return whether there is one."""
        if self._at + 1 >= len(self._found):
            return False
        self._at += 1
        return True

    def newer(self) -> bool:
        """Go to the next newer search, at last to what was typed; return whether it goes on."""
        if self._at < 0:
            return False
        self._at -= 1
        return True
