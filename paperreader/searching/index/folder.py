"""Where the index of a library lies, and which of its files are in force."""

import contextlib
import hashlib
import os
import secrets
import shutil
from pathlib import Path

import msgspec
import tantivy
from msgspec import Struct

from paperreader.atomic import replacing
from paperreader.searching.index.schema import VERSION, register, schema

_STATE = "state.json"
_UNLISTED = (".json", ".lock")
"""Ends of files that change while others read."""


class State(Struct, frozen=True):
    """What the index holds, written beside it when it is complete."""

    version: int
    name: str
    """Folder of the index's files."""
    base: str
    """The library's `base` when it was read."""
    seq: int
    """Number of the last change of the library that is in the index."""
    files: dict[str, int]
    """Size of each file in bytes, to tell what was cut."""


class IndexFolder:
    """The folder in which the index of one library lies, under the cache folder."""

    def __init__(self, cache: Path, library: Path) -> None:
        name = hashlib.blake2b(os.fsencode(library.absolute()), digest_size=10).hexdigest()
        self.path = cache / "search" / name

    def stamp(self) -> tuple[int, int] | None:
        """Return what tells one state from another at the cost of a look; None without any."""
        try:
            found = (self.path / _STATE).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def state(self) -> State | None:
        """Return the state in force; None where there is none that can be used."""
        try:
            found = msgspec.json.decode((self.path / _STATE).read_bytes(), type=State)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        known = found.version == VERSION and Path(found.name).name == found.name
        return found if known and self._is_whole(found) else None

    def _is_whole(self, state: State) -> bool:
        return _sizes(self.path / state.name).items() >= state.files.items()

    def opened(self, state: State) -> tantivy.Index | None:
        """Return the index of a state, None where its files are damaged."""
        try:
            found = register(tantivy.Index(schema(), path=str(self.path / state.name)))
            found.config_reader(reload_policy="manual", num_warmers=1)
            found.reload()
        except (ValueError, OSError):
            return None
        return found

    def begun(self) -> tuple[str, tantivy.Index]:
        """Return the name of a new, empty index, and itself.

        Raises:
            OSError: the folder cannot be written.
        """
        name = f"index-{secrets.token_hex(4)}"
        (self.path / name).mkdir(mode=0o700, parents=True)
        return name, register(tantivy.Index(schema(), path=str(self.path / name)))

    def put_in_force(self, name: str, *, base: str, seq: int) -> None:
        """Make an index the one that counts, and remove all others.

        Raises:
            OSError: the folder cannot be written.
        """
        files = _sizes(self.path / name)
        state = State(version=VERSION, name=name, base=base, seq=seq, files=files)
        with replacing(self.path / _STATE) as file:
            file.write(msgspec.json.encode(state))
        for other in self.path.glob("index-*"):
            if other.name != name:
                shutil.rmtree(other, ignore_errors=True)  # a system may still hold its files

    def discard(self) -> None:
        """Let no index be in force; what cannot be removed is found damaged again."""
        with contextlib.suppress(OSError):
            (self.path / _STATE).unlink(missing_ok=True)

    @property
    def lock(self) -> Path:
        """The file that whoever writes the index holds locked."""
        return self.path / "writer.lock"


def _sizes(folder: Path) -> dict[str, int]:
    try:
        with os.scandir(folder) as found:
            return {
                file.name: file.stat().st_size
                for file in found
                if not file.name.endswith(_UNLISTED)
            }
    except OSError:
        return {}
