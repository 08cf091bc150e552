"""The library's files as a TinyDB storage and table."""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from ...atomic import replacing, sync_folder
from ..errors import LibraryDamaged, LibraryUnreadable, LibraryUnwritable
from . import backups
from .journal import Journal, Kind, Patch, Record, encode, scan
from .lock import Lock
from .snapshot import ENTRIES, Migration, Snapshot

FOLD_ALWAYS = 8 * 1024 * 1024
"""A snapshot below this many bytes is cheap to rewrite: it is folded whenever it is closed."""
FOLD_SHARE = 8
"""A larger one is folded when its journal has reached this part of it."""
LINEAGES = 1 << 22
"""Numbers of lineages; see `LibraryStorage.lineage`."""
HISTORY_LIMIT = 64 * 1024 * 1024
"""Bytes from which the history starts a new file; one earlier file is kept."""


class LibraryStorage(Storage):
    """A TinyDB storage that makes each change durable by one line in a journal.

    `read` and `write` are what TinyDB asks of any storage, so all of TinyDB
    works on it; `write` journals the difference. `commit` is the quick way for
    callers that know what they changed.
    """

    def __init__(self, path: "str | Path", migrate: Migration = lambda documents: documents):
        self.path = Path(path)
        self.folder = self.path.parent
        self.lock = Lock(self.folder / "library.lock")
        self.journal = Journal(self.folder / "library.journal")
        self.history = self.folder / "library.history"
        self.seq = 0
        """Number of the last change taken in."""
        self.lineage = 0
        """0 as long as what is in memory followed from the files as they were opened by
        numbered changes alone; another number each time that everything was read anew."""
        self.read_only = False
        self._migrate = migrate
        self._base_seq = 0
        self._last_number = 0
        self._known: tuple[int, ...] | None = None
        """The file that the snapshot, or the journal on top of it, is known to agree with."""
        self._snapshot = Snapshot.empty(self.path)
        self.overlay: dict[int, Patch] = {}
        """What the journal made of the snapshot's documents."""
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    # -- opening ------------------------------------------------------------

    def _open(self) -> None:
        if not self.folder.is_dir():
            if self.folder.exists():
                raise LibraryUnreadable(self.folder, NotADirectoryError(20, "it is no folder"))
            return
        with self.reading():
            self._load_snapshot()
            records, _ = self.journal.take_in()
            if self.read_only:
                # Without the lock a fold may just have passed. Replaying what
                # the file holds already does no harm; missing it would.
                self._load_snapshot()
            for record in records:
                self._apply(record)
            if self.journal.size == 0 and self.history.exists():
                # The journal was removed by hand: go on counting where it stood.
                headings = [line.heading() for line in scan(self.history_bytes()).lines]
                self.seq = max((heading.seq for heading in headings), default=0)

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Hold the lock against a fold meanwhile; a folder that may only be read needs none."""
        try:
            self.lock.__enter__()
        except LibraryUnwritable:
            self.read_only = True
            yield
            return
        try:
            yield
        finally:
            self.lock.__exit__(None, None, None)

    def _load_snapshot(self) -> None:
        try:
            self._snapshot = Snapshot.open(self.path, self._migrate)
        except FileNotFoundError:
            kept = [backup.path for backup in backups.backups(self.folder)]
            for trace in (self.journal.path, self.history, *kept):
                if trace.exists():
                    raise LibraryDamaged(
                        self.path, f"it is missing although {trace.name} is there"
                    ) from None
            self._snapshot = Snapshot.empty(self.path)
        self.overlay = {}
        self._last_number = self._snapshot.last_number()
        self._known = self._found()

    def _read_anew(self) -> None:
        """Read the files as if for the first time; changes go on being counted."""
        seq = self.seq
        # Drawn, so that two processes do not take each other's for their own.
        drawn = self.lineage or int.from_bytes(os.urandom(4), "big")
        self.lineage = drawn % LINEAGES + 1
        self.journal.close()
        self._load_snapshot()
        records, _ = self.journal.take_in()
        self.seq = 0
        for record in records:
            self._apply(record)
        if not records:
            self.seq = seq

    def _found(self) -> tuple[int, ...] | None:
        """Return what tells the present ``library.json`` from another, or None."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns

    # -- reading ------------------------------------------------------------

    @property
    def snapshot(self) -> Snapshot:
        """The documents as they were last folded; `overlay` holds what came since."""
        return self._snapshot

    @property
    def base(self) -> str:
        """What tells today's files from others; empty where there is no ``library.json``."""
        if self._known is None:
            return ""
        return " ".join(map(str, (*self._known, self.journal.inode)))

    def document(self, number: int) -> dict[str, Any] | None:
        """Return a document, or None if there is none of that number."""
        patch = self.overlay.get(number, {})
        if patch is None:
            return None
        base = self._snapshot.document(number)
        if base is None:
            return dict(patch) if patch else None
        return self._decoded(number, base) | patch

    def documents(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield all documents with their numbers, in order."""
        known = set()
        for number, body in self._snapshot.scan():
            known.add(number)
            patch = self.overlay.get(number, {})
            if patch is not None:
                yield number, self._decoded(number, body) | patch
        for number in sorted(self.overlay.keys() - known):
            patch = self.overlay[number]
            if patch is not None:
                yield number, dict(patch)

    def _decoded(self, number: int, body: bytes) -> dict[str, Any]:
        try:
            return cast(dict[str, Any], msgspec.json.decode(body))
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise self._snapshot.damaged_document(
                number, f"the entry is damaged ({error})"
            ) from error

    def next_number(self) -> int:
        """Return the number of the next new document; it is never one that was used before."""
        return self._last_number + 1

    def read(self) -> dict[str, dict[str, Any]]:
        """Return all tables, as TinyDB asks for them."""
        self.take_in()
        entries = {str(number): document for number, document in self.documents()}
        return {**self._snapshot.extra, ENTRIES: entries}

    # -- changing -----------------------------------------------------------

    @contextlib.contextmanager
    def changing(self) -> Iterator[list[Record] | None]:
        """Hold the lock, and yield what others changed before it was had (see `take_in`).

        Raises:
            LibraryBusy: another process holds the lock for too long.
            LibraryUnwritable: the folder cannot be made or written.
        """
        with self.holding():
            records = self._take_in()
            if self._found() not in (None, self._known):
                # Neither we nor a fold of another process put it there, but
                # version control or a person: it holds what we do not know.
                self._read_anew()
                records = None
            yield records

    @contextlib.contextmanager
    def holding(self) -> Iterator[None]:
        """Make the folder where it is missing, and hold the lock; nothing is read.

        Raises:
            LibraryBusy, LibraryUnwritable: as `changing` does.
        """
        try:
            if not self.folder.is_dir():
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryUnwritable(self.folder, error) from error
        with self.lock:
            yield

    def take_in(self) -> list[Record] | None:
        """Apply what other processes changed since this one last looked, and return it.

        None means that the steps between are not known any more and everything
        was read anew.
        """
        if not self.journal.changed():
            return []
        with self.reading():
            return self._take_in()

    def _take_in(self) -> list[Record] | None:
        if not self.journal.changed():
            return []
        try:
            records, replaced = self.journal.take_in()
            if replaced and records:
                between = self._between(records[0])
                if between is None:
                    self._read_anew()
                    return None
                records = between + records
                self._known = self._found()
        except BaseException:
            self.journal.close()  # the next look begins anew: nothing is passed over
            raise
        return [record for record in records if self._apply(record)]

    def _between(self, first: Record) -> list[Record] | None:
        """Return what lies between the last change taken in and another journal's first.

        None means that this is not known.
        """
        if first.kind != "base" or first.seq < self.seq:
            return None  # the journal that was read before was removed or exchanged
        # The journal was folded, perhaps more than once: what was in it stands
        # in the history.
        return self._from_history(first.seq)

    def _from_history(self, until: int) -> list[Record] | None:
        missing = []
        for line in scan(self.history_bytes()).lines:
            heading = line.heading()
            if self.seq < heading.seq <= until and heading.kind != "base":
                missing.append(line.record())
        unique = {record.seq: record for record in missing}
        wanted = range(self.seq + 1, until + 1)
        if any(seq not in unique for seq in wanted):
            return None
        return [unique[seq] for seq in wanted]

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
        """Make a change durable, then apply it; the lock must be held by `changing`.

        `put` gives the fields that each document gets: all of them for a new
        document, None for one that goes; `was` gives what they were.

        Raises:
            LibraryUnwritable: the disk refuses; nothing is changed.
        """
        if not self.path.exists():
            self._found_library()
        if self.overlay and not self.journal.size:
            self.fold()  # somebody removed the journal: what it held is known here only
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
        line = encode(record)
        self.journal.append(line)
        self._apply(record)
        self.journal.accept(line)
        return record

    def _found_library(self) -> None:
        """Put the files of a new, empty library in place."""
        try:
            with replacing(self.path) as file:
                self._snapshot.write(file, {})
            self._known = self._found()
        except OSError as error:
            raise LibraryUnwritable(self.path, error) from error

    def _apply(self, record: Record) -> bool:
        """Take a record into memory; tell whether it was news."""
        if record.kind == "base":
            self._base_seq = record.seq
            self.seq = max(self.seq, record.seq)
            return False
        if record.seq <= self.seq:
            return False
        for number, patch in record.put.items():
            self._last_number = max(self._last_number, number)
            before = self.overlay.get(number)
            if patch is None or before is None:
                self.overlay[number] = patch
            else:
                self.overlay[number] = before | patch
        self.seq = record.seq
        return True

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Make the tables be what TinyDB hands over, by one journalled change.

        Only the table of entries can be changed: one library, one table.
        """
        if data.keys() - {ENTRIES} - self._snapshot.extra.keys():
            raise ValueError("a library has one table, the entries'; others cannot be added")
        with self.changing():
            wanted = {int(number): dict(doc) for number, doc in data.get(ENTRIES, {}).items()}
            put: dict[int, Patch] = {}
            was: dict[int, Patch] = {}
            ids: list[str] = []
            for number, document in self.documents():
                if number not in wanted:
                    put[number], was[number] = None, document
                elif (new := wanted.pop(number)) != document:
                    new = self._as_stored(number, new)
                    fields = {
                        name: new[name] for name in new if new[name] != document.get(name)
                    }
                    fields |= dict.fromkeys(document.keys() - new.keys())
                    if not fields:
                        continue
                    put[number] = fields
                    was[number] = {name: document.get(name) for name in fields}
                else:
                    continue
                ids.append(str(document.get("id", number)))
            for number, document in wanted.items():
                new = self._as_stored(number, document)
                if (gone := self._snapshot.document(number)) is not None:
                    new = dict.fromkeys(msgspec.json.decode(gone)) | new
                put[number], was[number] = new, None
                ids.append(str(new.get("id", number)))
            if put:
                what = f"Wrote {len(put)} documents"
                self.commit(put, was, ids=tuple(ids), what=what, at=now())

    def _as_stored(self, number: int, document: dict[str, Any]) -> dict[str, Any]:
        """Return a document as the library stores it.

        Raises:
            ValueError: it is none that the library can hold.
        """
        if number < 0:
            raise ValueError(f"a document's number cannot be {number}")
        try:
            return self._migrate({number: document})[number]
        except msgspec.MsgspecError as error:
            raise ValueError(f"not an entry: {error}") from error

    # -- folding ------------------------------------------------------------

    def fold_due(self) -> bool:
        """Tell whether folding the journal in is worth its cost."""
        if self.read_only or not self.overlay:
            return self._snapshot.migrated and not self.read_only
        try:
            size = self.path.stat().st_size
        except OSError:
            return False
        return size < FOLD_ALWAYS or self.journal.size * FOLD_SHARE > size

    def fold(self, *, backup: bool = False) -> None:
        """Write a new ``library.json`` with all changes in it, and begin a new journal.

        A death at any moment leaves either the old snapshot with its journal or
        the new one with a journal whose changes it already holds; both replay
        to the same state.

        Raises:
            LibraryUnwritable: the disk refuses; the old files stand.
        """
        with self.changing():
            try:
                backups.rotate(
                    self.path,
                    self._base_seq,
                    datetime.now(UTC),
                    always=backup or self._snapshot.migrated,
                )
                with replacing(self.path) as file:
                    self._snapshot.write(file, self._encoded_overlay())
                self._keep_history(self.journal.contents())
                base = Record(seq=self.seq, at=now(), kind="base")
                with replacing(self.journal.path) as file:
                    file.write(encode(base))
                self.journal.restart()
            except OSError as error:
                raise LibraryUnwritable(self.path, error) from error
            self._base_seq = self.seq
            # The map still holds the old file's documents and the overlay what
            # came since, which together are the current state; mapping the new
            # file keeps the overlay small.
            # Whoever still reads the old map keeps it alive; nobody closes it here.
            self._snapshot = Snapshot.open(self.path, self._migrate)
            self.overlay = {}
            self._known = self._found()

    def _encoded_overlay(self) -> dict[int, bytes | None]:
        encoder = msgspec.json.Encoder()
        encoded: dict[int, bytes | None] = {}
        for number in self.overlay:
            document = self.document(number)
            encoded[number] = None if document is None else encoder.encode(document)
        return encoded

    def _keep_history(self, journal: bytes) -> None:
        if not journal:
            return
        with contextlib.suppress(FileNotFoundError):
            if self.history.stat().st_size > HISTORY_LIMIT:
                self.history.replace(self.older_history)
        with self.history.open("a+b") as file:
            self.history.chmod(0o600)
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":  # a death or a full disk cut the last fold short
                    file.write(b"\n")
            file.write(journal)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(self.folder)

    @property
    def older_history(self) -> Path:
        """The file that holds what was in the history before it grew too long."""
        return self.history.with_name(self.history.name + ".1")

    def history_bytes(self) -> bytes:
        """Return all kept lines that were folded in, oldest first.

        Raises:
            LibraryUnreadable: the system refuses to read them.
        """
        parts = []
        for path in (self.older_history, self.history):
            try:
                parts.append(path.read_bytes())
            except FileNotFoundError:
                continue
            except OSError as error:
                raise LibraryUnreadable(path, error) from error
        return b"".join(parts)

    def close(self) -> None:
        """Give the files back to the system."""
        self.journal.close()
        self.lock.close()


class EntryTable(Table):
    """The table of entries: its numbers and changes mind what other processes do."""

    @property
    def files(self) -> LibraryStorage:
        """The storage that holds the table."""
        return cast(LibraryStorage, self._storage)

    _handed_out = 0

    def __init__(
        self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        # Nothing found is kept: another process may change what a query finds.
        super().__init__(storage, name, cache_size, persist_empty)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document and return its number, which no other process gets meanwhile."""
        with self.files.changing():
            return super().insert(document)

    def _get_next_id(self) -> int:
        # Another process may have added documents since the last look.
        self.files.take_in()
        self._handed_out = max(self._handed_out + 1, self.files.next_number())
        return self._handed_out

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self.files.changing():
            super()._update_table(updater)
            self.clear_cache()


class EntryDB(TinyDB):
    """A TinyDB whose storage and table are the library's."""

    table_class = EntryTable
    default_storage_class = LibraryStorage  # type: ignore[assignment]  # typed as JSONStorage


def now() -> str:
    """Return the current time as an RFC 3339 timestamp in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
