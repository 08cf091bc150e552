"""Checking a library's files, and mending them without losing anything readable.

Mending never overwrites what is damaged: it is set aside beside its place
under a name with ``.damaged-`` and the time in it.
"""

import contextlib
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from ..atomic import TEMPORARY_SUFFIX, replacing
from ..entry import Entry
from .errors import LibraryDamaged, LibraryError, LibraryUnwritable
from .migrations import migrate
from .store.backups import Backup, backups
from .store.journal import Record, encode, scan
from .store.lock import Lock
from .store.saved import FILE_NAME as VIEWS_NAME
from .store.saved import read_views
from .store.snapshot import Snapshot
from .store.storage import now

_entry = msgspec.json.Decoder(Entry)

Documents = dict[int, dict[str, Any]]


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that was looked at."""

    state: Literal["good", "note", "damaged", "mended"]
    what: str
    """A sentence with the file's path."""


class _Files:
    """The files of a library, looked at without opening it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.snapshot = folder / "library.json"
        self.journal = folder / "library.journal"
        self.histories = (folder / "library.history.1", folder / "library.history")

    def strays(self) -> list[Path]:
        """Return temporary files that killed processes left behind; wants the lock."""
        found = [
            path
            for name in ("library*", VIEWS_NAME + ".*")
            for path in self.folder.glob(f".{name}{TEMPORARY_SUFFIX}")
        ]
        return sorted(found + list((self.folder / "backups").glob(f"*{TEMPORARY_SUFFIX}")))

    def records(self) -> list[Record]:
        """Return all readable changes, in order, each once."""
        unique: dict[int, Record] = {}
        for path in (*self.histories, self.journal):
            with contextlib.suppress(FileNotFoundError):
                for line in scan(path.read_bytes()).lines:
                    if line.heading().kind != "base":
                        record = line.record()
                        unique[record.seq] = record
        return [unique[seq] for seq in sorted(unique)]


def examine(folder: Path) -> list[Finding]:
    """Check every file of the library in a folder.

    Raises:
        LibraryTooNew, LibraryBusy: see there; nothing can be said of the files.
    """
    files = _Files(folder)
    with _locked(folder):
        return [
            *_examine_snapshot(files),
            *_examine_journals(files),
            *_examine_backups(folder),
            *_examine_folder(files),
        ]


def repair(folder: Path) -> list[Finding]:
    """Mend what is damaged; return what was done, and how the files stand after it.

    Raises:
        LibraryUnwritable: the disk refuses.
        LibraryTooNew, LibraryBusy: see there.
    """
    files = _Files(folder)
    with contextlib.closing(Lock(folder / "library.lock")) as lock, lock:
        try:
            done = [
                *_mend_journals(files),
                *_mend_snapshot(files),
                *_clear_strays(files),
            ]
        except OSError as error:
            raise LibraryUnwritable(folder, error) from error
    return done + examine(folder)


# -- looking ------------------------------------------------------------------


def _examine_snapshot(files: _Files) -> Iterator[Finding]:
    path = files.snapshot
    if not path.exists():
        if files.journal.exists() or any(path.exists() for path in files.histories):
            yield Finding(state="damaged", what=f"{path} is missing")
        else:
            yield Finding(state="note", what=f"{path}: there is no library yet")
        return
    ids: Counter[str] = Counter()
    try:
        snapshot = Snapshot.open(path, migrate)
        for number, body in snapshot.scan():
            try:
                ids[_entry.decode(body).id] += 1
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise snapshot.damaged_document(number, f"damaged entry: {error}") from error
    except LibraryDamaged as error:
        yield Finding(state="damaged", what=str(error).partition(". Nothing")[0])
        return
    yield Finding(state="good", what=f"{path}: {sum(ids.values())} entries, all readable")
    for id_, count in ids.items():
        if count > 1:
            yield Finding(state="note", what=f"{path}: {count} entries have the id {id_}")


def _examine_journals(files: _Files) -> Iterator[Finding]:
    for path in (*files.histories, files.journal):
        with contextlib.suppress(FileNotFoundError):
            data = path.read_bytes()
            found = scan(data)
            if found.bad:
                lines = ", ".join(map(str, found.bad[:10]))
                yield Finding(
                    state="damaged", what=f"{path}: the checksum fails in line {lines}"
                )
            else:
                changes = sum(line.heading().kind != "base" for line in found.lines)
                yield Finding(state="good", what=f"{path}: {changes} changes")
            if found.end < len(data):
                yield Finding(
                    state="note",
                    what=f"{path}: ends in a change that was never finished; it does not count",
                )


def _examine_backups(folder: Path) -> Iterator[Finding]:
    for backup in backups(folder):
        try:
            Snapshot.open(backup.path, migrate)
        except (LibraryError, OSError) as error:
            yield Finding(state="note", what=f"backup not readable: {error}")
        else:
            yield Finding(state="good", what=f"{backup.path}: backup up to change {backup.seq}")


def _examine_folder(files: _Files) -> Iterator[Finding]:
    if not os.access(files.folder, os.W_OK):
        yield Finding(state="note", what=f"{files.folder} may only be read")
    try:
        read_views(files.folder)
    except LibraryError as error:
        yield Finding(state="damaged", what=str(error))
    for path in files.strays():
        yield Finding(state="note", what=f"{path}: left behind by a process that was killed")
    for path in sorted(files.folder.glob("*.damaged-*")):
        yield Finding(state="note", what=f"{path}: set aside by an earlier repair")


# -- mending ------------------------------------------------------------------


def _mend_journals(files: _Files) -> Iterator[Finding]:
    for path in (*files.histories, files.journal):
        try:
            found = scan(path.read_bytes())
        except FileNotFoundError:
            continue
        if not found.bad:
            continue
        aside = _set_aside(path)
        with replacing(path) as file:
            for line in found.lines:
                file.write(encode(line.record()))
        yield Finding(
            state="mended",
            what=f"{path}: left out {len(found.bad)} damaged changes;"
            f" the damaged file is kept as {aside.name}",
        )


def _mend_snapshot(files: _Files) -> Iterator[Finding]:
    path = files.snapshot
    if all(finding.state != "damaged" for finding in _examine_snapshot(files)):
        return
    documents, told = _rebuilt(files)
    salvaged = _salvaged(path) if path.exists() else []
    for number, document in salvaged:
        there = documents.get(number)
        if there is not None and there["id"] != document["id"]:
            # Two versions of the file were joined, and both numbered on from the same place.
            number = max(documents) + 1  # noqa: PLW2901 - it gets a number of its own
        documents[number] = document
    aside = _set_aside(path) if path.exists() else None
    kept = f"; the damaged file is kept as {aside.name}" if aside else ""
    encoded = {n: msgspec.json.encode(document) for n, document in documents.items()}
    with replacing(path) as file:
        Snapshot.empty(path).write(file, encoded)
    yield Finding(
        state="mended",
        what=f"{path}: {len(documents)} entries, {len(salvaged)} read from the file itself,"
        f" the others from {told}{kept}",
    )


def _rebuilt(files: _Files) -> tuple[Documents, str]:
    """Return the documents that a backup and the changes since give, and what they came from.

    The newest backup is taken from which on no change is missing; where there
    is none, the newest readable one with all changes that are known.
    """
    records = files.records()
    known = {record.seq for record in records}
    last = max(known, default=0)
    readable: list[tuple[Backup, Documents]] = []
    for backup in backups(files.folder):
        with contextlib.suppress(LibraryError, OSError, msgspec.MsgspecError):
            scanned = Snapshot.open(backup.path, migrate).scan()
            base = {number: msgspec.json.decode(body) for number, body in scanned}
            if known.issuperset(range(backup.seq + 1, last + 1)):
                return _replayed(base, records), f"{backup.path.name} and the history"
            readable.append((backup, base))
    if known.issuperset(range(1, last + 1)):
        return _replayed({}, records), "the history"
    if readable:
        backup, base = readable[0]
        return _replayed(base, records), f"{backup.path.name} and an incomplete history"
    return _replayed({}, records), "an incomplete history"


def _replayed(documents: Documents, records: list[Record]) -> Documents:
    for record in records:
        for number, patch in record.put.items():
            if patch is None:
                documents.pop(number, None)
            elif number in documents:
                documents[number] = documents[number] | patch
            elif "title" in patch:
                documents[number] = dict(patch)
    return {n: doc for n, doc in documents.items() if _is_entry(doc)}


def _is_entry(document: dict[str, Any]) -> bool:
    try:
        msgspec.convert(document, Entry)
    except msgspec.ValidationError:
        return False
    return True


def _salvaged(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """Return the numbered entries that can be read from a damaged file, line by line."""
    found = []
    with path.open("rb") as file:
        for line in file:
            name, _, body = line.strip().rstrip(b",").partition(b":")
            with contextlib.suppress(ValueError, msgspec.MsgspecError):
                entry = _entry.decode(body.strip())
                found.append((int(name.strip(b'"')), msgspec.to_builtins(entry)))
    return found


def _clear_strays(files: _Files) -> Iterator[Finding]:
    for path in files.strays():
        path.unlink(missing_ok=True)
        yield Finding(state="mended", what=f"{path}: removed")


def _set_aside(path: Path) -> Path:
    stamp = now().replace(":", "").replace("-", "")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    count = 1
    while aside.exists():
        count += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{count}")
    try:
        os.link(path, aside)
    except OSError:  # a file system without hard links
        with path.open("rb") as old, replacing(aside) as new:
            new.write(old.read())
    return aside


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock where the folder can be written; where it cannot, nobody writes."""
    lock = Lock(folder / "library.lock")
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(LibraryUnwritable):
            stack.enter_context(lock)
        yield
    lock.close()
