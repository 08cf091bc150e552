"""Where the index of a library lies, and which of its files are in force."""

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import tantivy
from msgspec import Struct

from paperreader.atomic import TEMPORARY_SUFFIX, replacing
from paperreader.searching.index import IndexDamaged
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
    files: dict[str, tuple[int, int]]
    """Size and time of each file, which never changes, to tell what was written over."""


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
        return _marks(self.path / state.name).items() >= state.files.items()

    def opened(self, state: State) -> tantivy.Index:
        """Return the index of a state.

        Raises:
            IndexDamaged: its files are not as they were written.
        """
        with damage_told():
            # `Index(…)` would make an empty one where its list of files is missing.
            found = register(tantivy.Index.open(str(self.path / state.name)))
            found.config_reader(reload_policy="manual", num_warmers=1)
            found.reload()
            return found

    @contextlib.contextmanager
    def begun(self) -> Iterator[tuple[str, tantivy.Index]]:
        """Yield the name of a new, empty index, and itself.

        It is removed where the block raises, and so is what a process left that
        was ended before its index was complete.

        Raises:
            OSError: the folder cannot be written.
        """
        state = self.state()
        self._keep_only(state.name if state else None)
        name = f"index-{secrets.token_hex(4)}"
        (self.path / name).mkdir(mode=0o700, parents=True)
        try:
            yield name, register(tantivy.Index(schema(), path=str(self.path / name)))
        except BaseException:
            shutil.rmtree(self.path / name, ignore_errors=True)
            raise

    def put_in_force(self, name: str, *, base: str, seq: int) -> None:
        """Make an index the one that counts, and remove all others.

        Raises:
            OSError: the folder cannot be written.
        """
        files = _marks(self.path / name)
        state = State(version=VERSION, name=name, base=base, seq=seq, files=files)
        with replacing(self.path / _STATE) as file:
            file.write(msgspec.json.encode(state))
        self._keep_only(name)

    def _keep_only(self, name: str | None) -> None:
        for other in self.path.glob("index-*"):
            if other.name != name:
                shutil.rmtree(other, ignore_errors=True)  # a system may still hold its files
        for left in self.path.glob(f".{_STATE}.*{TEMPORARY_SUFFIX}"):
            left.unlink(missing_ok=True)

    def discard(self) -> None:
        """Let no index be in force; what cannot be removed is found damaged again."""
        with contextlib.suppress(OSError):
            (self.path / _STATE).unlink(missing_ok=True)

    @property
    def lock(self) -> Path:
        """The file that whoever writes the index holds locked."""
        return self.path / "writer.lock"


def _marks(folder: Path) -> dict[str, tuple[int, int]]:
    marks: dict[str, tuple[int, int]] = {}
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for file in found:
            if not file.name.endswith(_UNLISTED):
                known = file.stat()
                marks[file.name] = known.st_size, known.st_mtime_ns
    return marks


@contextlib.contextmanager
def damage_told() -> Iterator[None]:
    """Raise IndexDamaged for what tantivy says of damaged files, its panics among them."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexDamaged(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise IndexDamaged(str(error)) from error
