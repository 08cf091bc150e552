"""What can go wrong with a library: each is one sentence that a user can act on."""

from collections.abc import Sequence
from pathlib import Path


class LibraryError(Exception):
    """The library could not do what was asked; nothing was changed."""


class LibraryDamaged(LibraryError):
    """A file of the library cannot be read as what it should be."""

    def __init__(self, path: Path, what: str, line: int | None = None) -> None:
        self.path = path
        self.line = line
        self.what = what
        where = f"{path}, line {line}" if line else f"{path}"
        super().__init__(
            f"{where}: {what}. Nothing was changed; 'paperreader doctor --repair' sets the"
            " damaged file aside and rebuilds it from the backups and the history."
        )


class ViewsDamaged(LibraryError):
    """The file of the saved views cannot be read as what it should be."""

    def __init__(self, path: Path, line: int, what: str) -> None:
        self.path = path
        self.line = line
        self.what = what
        super().__init__(
            f"{path}, line {line}: {what}. Nothing was changed; mend the line, or move the"
            " file away: it holds saved views and no papers."
        )


class LibraryTooNew(LibraryError):
    """The library was written by a later version of the program."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"{path} has format {found}, this program reads up to {known}:"
            " update paperreader to open it. Nothing was changed."
        )


class LibraryUnwritable(LibraryError):
    """The disk or its permissions refuse a change."""

    def __init__(self, path: Path, error: OSError) -> None:
        reason = error.strerror or str(error)
        super().__init__(f"{path} cannot be written: {reason}. The change was not made.")


class LibraryUnreadable(LibraryError):
    """The folder or one of its files cannot be opened."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path} cannot be read: {error.strerror or error}.")


class LibraryBusy(LibraryError):
    """Another process has held the library's lock for too long."""

    def __init__(self, path: Path, seconds: float) -> None:
        super().__init__(
            f"{path} has been locked by another process for {seconds:.0f} seconds."
            " The change was not made; try again when that process is done."
        )


class KeyRefused(LibraryError):
    """A text cannot be an entry's citation key."""

    def __init__(self, key: str, reason: str) -> None:
        self.key = key
        super().__init__(f"'{key}' cannot be the citation key: {reason}")


class UnknownKey(LibraryError):
    """No entry answers to a key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"no entry answers to '{key}'")


class AmbiguousKey(LibraryError):
    """Several entries answer to the beginning of a key."""

    def __init__(self, key: str, candidates: Sequence[str]) -> None:
        self.key = key
        self.candidates = tuple(candidates)
        shown = ", ".join(self.candidates[:5]) + (" …" if len(self.candidates) > 5 else "")
        super().__init__(f"'{key}' begins {len(self.candidates)} entries: {shown}")
