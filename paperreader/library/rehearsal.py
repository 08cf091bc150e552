"""Changes tried out on a library without a file being written.

What several sources would bring cannot be told one by one, since a later one
may tell of a paper that an earlier one adds. So a rehearsal makes the changes
in memory, each on top of those before, with the very code that makes real
ones; and what was rehearsed can be made real as one change.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..entry import Parsed
from .changes import Change, ImportReport
from .folding import storable
from .library import FILE_NAME, Library
from .migrations import migrate
from .store.journal import Kind, Patch, Record
from .store.snapshot import Migration
from .store.storage import EntryDB, LibraryStorage


class _Unwritten(LibraryStorage):
    """A storage that reads the library's files and keeps changes to itself."""

    def __init__(self, path: str | Path, migrate: Migration = lambda documents: documents):
        super().__init__(path, migrate)
        self.committed: list[Record] = []
        """The changes so far."""

    @contextlib.contextmanager
    def changing(self) -> Iterator[list[Record] | None]:
        """Need no lock: nobody else sees what is changed here."""
        yield []

    def take_in(self) -> list[Record] | None:
        """Stay with the state that was found, or what was rehearsed would lose its ground."""
        return []

    def commit(
        self,
        put: Mapping[int, Patch],
        was: Mapping[int, Patch],
        *,
        ids: tuple[str, ...],
        what: str,
        at: str,
        kind: Kind = "do",
        of: int | None = None,
    ) -> Record:
        """Apply a change in memory."""
        record = Record(
            seq=self.seq + 1,
            at=at,
            what=what,
            kind=kind,
            of=of,
            ids=ids,
            put=dict(put),
            was=dict(was),
        )
        self._apply(record)
        self.committed.append(record)
        return record

    def fold_due(self) -> bool:
        """Never fold."""
        return False

    def fold(self, *, backup: bool = False) -> None:
        """Have nothing to fold: no change was written."""


class Rehearsal(Library):
    """A library as it would be: its changes are gone when it is closed."""

    @classmethod
    def open(cls, folder: Path) -> "Rehearsal":
        """Open the library in a folder as it stands now; the folder need not exist.

        Raises:
            LibraryDamaged, LibraryTooNew, LibraryUnreadable, LibraryBusy: see there.
        """
        db = EntryDB(folder / FILE_NAME, storage=_Unwritten, migrate=migrate)
        return cls(db, folder)

    def __init__(self, db: EntryDB, folder: Path) -> None:
        super().__init__(db, folder)
        self._base = self._files.seq

    def __enter__(self) -> "Rehearsal":
        return self

    def adopted_by(self, library: Library, what: str) -> Change | None:
        """Make all that was rehearsed real, as one change that undo takes back.

        Returns None, and changes nothing, where the library has changed since
        the rehearsal was opened: then it has to be made anew. A rehearsal that
        changed nothing is a change of seq 0.
        """
        assert isinstance(self._files, _Unwritten)
        put: dict[int, Patch] = {}
        was: dict[int, Patch] = {}
        ids: dict[int, str] = {}
        for record in self._files.committed:
            for (number, patch), id_ in zip(record.put.items(), record.ids, strict=True):
                put[number] = _then(put.get(number), patch)
                was[number] = _before(number, was, record.was[number])
                ids[number] = id_
        for number in [n for n in put if put[n] is None and was[n] is None]:
            del put[number], was[number], ids[number]  # it came and went meanwhile
        if not put:
            return Change(seq=0, at="", what="Nothing to change", kind="do", ids=())
        at = self._files.committed[-1].at
        # Where no fact changed there is nothing that a reader would take back.
        kinds = {record.kind for record in self._files.committed}
        kind: Kind = "do" if "do" in kinds else "pin"
        with library._changing():
            if library._files.seq != self._base:
                return None
            return library._commit(put, was, tuple(ids.values()), storable(what), at, kind=kind)


def _then(first: Patch, second: Patch) -> Patch:
    """Return the patch that does what two do one after the other."""
    return second if first is None or second is None else first | second


def _before(number: int, known: Mapping[int, Patch], was: Patch) -> Patch:
    """Return what a document was before several patches: the earliest word on each field."""
    if number not in known:
        return was
    first = known[number]
    return None if first is None or was is None else was | first


def import_together(
    library: Library, sources: Sequence[tuple[Parsed, str]], what: str
) -> tuple[list[ImportReport], Change]:
    """Import several sources, each with its name, as one change that one undo takes back.

    `what` names them for the log. Each report says what its source brought
    beyond those before it.
    """
    while True:
        with Rehearsal.open(library.folder) as rehearsal:
            reports = [rehearsal.import_parsed(parsed, source=name) for parsed, name in sources]
            added = {id_ for report in reports for id_ in report.added_ids}
            updated = {id_ for report in reports for id_ in report.updated_ids} - added
            change = rehearsal.adopted_by(
                library, f"Imported {what}: {len(added)} added, {len(updated)} updated"
            )
        if change is not None:
            return reports, change
