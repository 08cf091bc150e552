"""The one owner of a user's entries: every change goes through here."""

import contextlib
import gc
import shutil
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import msgspec

from ..atomic import replacing
from ..entry import Entry, Parsed, Row, Source, Status
from .catalogue import Catalogue
from .changes import Change, ImportReport, Timeline, reported
from .citation_keys import keys_of, rename
from .documents import Texts, newest_rows, read_entry, read_rows, read_texts, read_texts_of
from .errors import LibraryDamaged, LibraryError, LibraryUnreadable, LibraryUnwritable
from .folding import Folding, differences, storable
from .identity import PaperIds
from .migrations import migrate
from .retagging import retagging
from .shift import Recent, Shift, shift_of
from .store import backups
from .store.apart import read_apart, write_apart
from .store.journal import Heading, Kind, Patch, Record, scan
from .store.saved import FILE_NAME as VIEWS_NAME
from .store.saved import read_views, write_views
from .store.snapshot import Snapshot
from .store.storage import EntryDB, EntryTable, LibraryStorage, now
from .tags import normal_tag
from .tally import Counts
from .uniting import unite
from .views import SavedView, checked, same_name, with_view

if TYPE_CHECKING:
    from .duplicates import Duplicate

FILE_NAME = "library.json"


_entry = msgspec.json.Decoder(Entry)

_LINEAGE = 40
"""Bits of a change's number in `Library.seq`; above them stands the lineage."""


class Library:
    """A user's entries: reading them, changing them, and taking changes back.

    A change is one undo step and durable when its method returns. Methods may
    be called from any thread; a change waits for one that is under way.
    """

    def __init__(self, db: EntryDB, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self.loaded = False
        """Whether all rows are in memory."""
        self._db = db
        table = db.table(db.default_table_name)
        assert isinstance(table, EntryTable)
        self._files: LibraryStorage = table.files
        self._mutex = threading.RLock()
        self._catalogue = Catalogue({})
        self._timeline: Timeline | None = None
        self._seen = 0  # number of the last change that the rows show
        self._lineage = 0  # that of the files as the rows show them
        self._recent = Recent(0)
        self._views: tuple[SavedView, ...] = ()
        self._views_of: tuple[int, ...] | None = None  # what tells the file they stand in
        self._wrote = False

    @classmethod
    def open(cls, folder: Path) -> "Library":
        """Open the library in a folder; one that is not there yet is made by its first change.

        Rows are not read before they are asked for.

        Raises:
            LibraryDamaged, LibraryTooNew, LibraryUnreadable, LibraryBusy: see there.
        """
        return cls(EntryDB(folder / FILE_NAME, migrate=migrate), folder)

    def close(self) -> None:
        """Fold the journal in where that is due, and give the files back.

        A fold that is refused is left to a later time: the changes are safe in
        the journal.
        """
        with self._mutex:
            try:
                if self._wrote and self._files.fold_due():
                    with contextlib.suppress(LibraryError):
                        self._files.fold()
            finally:
                self._db.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """Whether the folder refused to be written when the library was opened."""
        return self._files.read_only

    @property
    def has_changed(self) -> bool:
        """Whether this process has made a change."""
        return self._wrote

    @property
    def table(self) -> EntryTable:
        """The TinyDB table beneath, for queries of TinyDB's own."""
        table = self._db.table(self._db.default_table_name)
        assert isinstance(table, EntryTable)
        return table

    # -- reading ------------------------------------------------------------

    def __len__(self) -> int:
        self.load()
        return len(self._catalogue)

    def load(self) -> None:
        """Read all rows, if that has not been done.

        Raises:
            LibraryDamaged: a document is not an entry; the error names its line.
        """
        if not self.loaded:
            with self._mutex:
                self._load()

    def _load(self) -> None:
        if self.loaded:
            return  # another thread did it meanwhile
        collecting = gc.isenabled()
        gc.disable()  # it would look through the growing rows again and again
        try:
            self._read_rows()
        finally:
            if collecting:
                gc.enable()
        self.loaded = True

    def _read_rows(self) -> None:
        rows = read_rows(self._files)
        self._catalogue = Catalogue(rows)
        self._seen = self._files.seq
        self._lineage = self._files.lineage
        self._recent = Recent(self._seen)

    def newest_rows(self, limit: int) -> list[Row]:
        """Return the entries added last, newest first, without reading the others."""
        # Not under the mutex: `load` may hold it in another thread, and until
        # it is done nothing here changes.
        if self.loaded:
            return self._catalogue.newest(limit)
        return newest_rows(self._files, limit)

    def rows(self) -> Collection[Row]:
        """Return all rows as they stand, in the order in which the entries were added."""
        self.load()
        return self._catalogue.rows()

    def row(self, id: str) -> Row:  # noqa: A002 - the field's own name
        """Return the row of an id or alias.

        Raises:
            KeyError: no entry has it.
        """
        self.load()
        return self._catalogue.row(self._catalogue.number(id))

    def entry(self, id: str) -> Entry:  # noqa: A002 - the field's own name
        """Return the whole entry of an id or alias.

        Raises:
            KeyError: no entry has it.
            LibraryDamaged: its document is not an entry.
        """
        self.load()
        with self._mutex:
            return self._entry(self._catalogue.number(id))

    def entries(self, ids: Iterable[str]) -> Iterator[Entry]:
        """Yield the whole entries of ids, in their order."""
        for found in ids:
            yield self.entry(found)

    def texts(self, numbers: Collection[int] | None = None) -> Iterator[tuple[int, Texts]]:
        """Yield document number and searched texts of every entry, or of some.

        Numbers that no document has are passed over.

        Raises:
            LibraryDamaged: a document is not an entry.
        """
        self.load()
        with self._mutex:
            snapshot = self._files.snapshot
            if numbers is None:
                overlay = self._files.overlay.copy()
            else:
                known = self._files.overlay
                overlay = {number: known[number] for number in numbers if number in known}
        if numbers is None:
            return read_texts(snapshot, overlay)
        return read_texts_of(snapshot, overlay, numbers)

    # -- what changed, for those who keep something made of the entries ---------

    @property
    def seq(self) -> int:
        """Number of the last change that the rows show.

        It is the number that `Change` has. Where everything had to be read anew,
        since the files were exchanged underneath, numbers go on above all that
        any library reaches, and no process knows those of another.
        """
        self.load()
        with self._mutex:
            return self._lineage << _LINEAGE | self._seen

    @property
    def base(self) -> str:
        """What tells today's ``library.json`` and journal from others: a fold makes new ones.

        Empty where there is no file.
        """
        with self._mutex:
            return self._files.base

    def numbered(self) -> tuple[int, dict[int, Row]]:
        """Return `seq` and, as a copy, the rows by document number, both of one moment."""
        self.load()
        with self._mutex:
            return self.seq, dict(self._catalogue.items())

    def since(self, seq: int) -> Shift | None:
        """Return what changed after the change of a number that `seq` or `numbered` gave.

        None means that this is not known any more and all must be looked at anew:
        the files were exchanged underneath, or too much changed. The number may
        be one that another process wrote down, as long as the file that `base`
        tells is the same: changes are looked up in the journal.
        """
        self.load()
        with self._mutex:
            lineage, number = divmod(seq, 1 << _LINEAGE)
            if lineage != self._lineage or number > self._seen:
                return None
            shift = self._recent.since(number)
            if shift is None:
                changes = self._files.journal.between(number, self._seen)
                if changes is None:
                    return None
                shift = shift_of(self._seen, changes)
            return msgspec.structs.replace(shift, seq=self.seq)

    def row_numbered(self, number: int) -> Row | None:
        """Return the row of a document number, or None where no document has it."""
        self.load()
        return self._catalogue.get(number)

    def number_of(self, id: str) -> int:  # noqa: A002 - the field's own name
        """Return the document number of an id or alias.

        Raises:
            KeyError: no entry has it.
        """
        self.load()
        return self._catalogue.number(id)

    def resolve(self, key: str) -> str:
        """Return the id that a key of the command line means.

        A key is an id or alias, an arXiv id in any of its forms (bare, with a
        version, ``arXiv:…``, a URL), a citation key, or the beginning of one of
        these that no other entry shares.

        Raises:
            UnknownKey, AmbiguousKey: the key means no entry, or several.
        """
        self.load()
        with self._mutex:
            return self._catalogue.resolve(key)

    def counts(self) -> Counts:
        """Return how many entries there are by status, tag, day and mark."""
        self.load()
        with self._mutex:
            return self._catalogue.tally.counts()

    def citation_keys(self) -> set[str]:
        """Return all pinned citation keys, those that are aliases now too."""
        return {key for row in self.rows() for key in keys_of(row)}

    # -- the reader's own fields ----------------------------------------------

    def mark(self, ids: Iterable[str], status: Status) -> Change:
        """Give entries a status; ``read`` also notes when."""
        at = now()

        def decide(row: Row) -> dict[str, Any]:
            return {"status": status, "read_at": at if status == "read" else None}

        words = {"inbox": "Back to the inbox", "queued": "Queued", "reading": "Reading"}
        words |= {"read": "Read", "skipped": "Skipped"}
        return self._change_rows(ids, decide, words[status], at, only="status")

    def star(self, ids: Iterable[str], starred: bool) -> Change:
        """Star entries, or take their star away."""
        word = "Starred" if starred else "Unstarred"
        return self._change_rows(ids, lambda row: {"starred": starred}, word, now())

    def tag(
        self, ids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = ()
    ) -> Change:
        """Add and remove tags.

        Raises:
            ValueError: a tag is empty or has white space or control characters in it.
        """
        adding = {normal_tag(tag) for tag in add}
        removing = {normal_tag(tag) for tag in remove}
        word = " ".join(
            [
                "Tagged",
                *(f"+{tag}" for tag in sorted(adding)),
                *(f"-{tag}" for tag in sorted(removing)),
            ]
        )

        def retag(row: Row) -> dict[str, Any]:
            return {"tags": tuple(sorted((set(row.tags) | adding) - removing))}

        return self._change_rows(ids, retag, word, now())

    def rename_tag(self, old: str, new: str) -> Change:
        """Give a tag another name on all entries, and those nested in it with it.

        Where the new one, or one nested in it, is there already, the two become
        one; `retagging` tells beforehand which.

        Raises:
            ValueError: the new name can be no tag.
            LibraryError: no entry has the old tag, nor one nested in it.
        """
        with self._changing():
            plan = retagging(self._catalogue.tally.counts().tags, old, new)
            moving = plan.moves.keys()
            ids = [
                row.id
                for row in self._catalogue.rows()
                if row.tags and not moving.isdisjoint(row.tags)
            ]
            done = f"Merged #{plan.old} into" if plan.merges else f"Renamed #{plan.old} to"
            word = f"{done} #{plan.new}"
            return self._change_rows(ids, lambda row: {"tags": plan.of(row.tags)}, word, now())

    def note(self, id: str, text: str) -> Change:  # noqa: A002 - the field's own name
        """Set an entry's note; an empty text takes it away."""
        text = storable(text).strip("\n")
        word = "Noted" if text else "Removed the note of"
        return self._change_rows([id], lambda row: {"note": text}, word, now())

    def pin_citation_keys(self, keys: Mapping[str, str]) -> Change:
        """Pin the citation keys of entries that have none; pinned ones stay as they are.

        This is no undo step: the key may stand in a manuscript already.
        """
        named = {self.row(id_).id: storable(key) for id_, key in keys.items()}

        def pin(row: Row) -> dict[str, Any]:
            return {} if row.citation_key else {"citation_key": named[row.id]}

        return self._change_rows(named, pin, "Pinned the citation key of", now(), kind="pin")

    def set_citation_key(self, id: str, key: str) -> Change:  # noqa: A002 - the field's own name
        """Give an entry the citation key that its reader wants; undo takes it back.

        The key that it had becomes an alias, so that manuscripts that use it still find it.

        Raises:
            KeyError: there is no such entry.
            KeyRefused: no program would read the key, or it leads to another entry.
        """
        key = key.strip()
        return self._change_rows(
            [id],
            lambda row: rename(row, key, self._catalogue.rows()),
            f"Citation key {key}",
            now(),
        )

    def _change_rows(
        self,
        ids: Iterable[str],
        decide: Callable[[Row], Mapping[str, Any]],
        word: str,
        at: str,
        *,
        kind: Kind = "do",
        only: str | None = None,
    ) -> Change:
        """Change rows as `decide` says; `only` names the field that makes it a change."""
        with self._changing():
            put: dict[int, Patch] = {}
            was: dict[int, Patch] = {}
            changed: dict[str, Row] = {}
            for id_ in ids:
                number = self._catalogue.number(id_)
                row = self._catalogue.row(number)
                new = {
                    name: value
                    for name, value in decide(row).items()
                    if getattr(row, name) != value
                }
                if not new or (only and only not in new) or number in put:
                    continue
                put[number] = new | {"changed": at}
                was[number] = {name: getattr(row, name) for name in put[number] or ()}
                changed[row.id] = row
            if not put:
                return Change(seq=0, at=at, what="Nothing to change", kind=kind, ids=())
            what = f"{word}: {_subject(list(changed.values()))}"
            return self._commit(put, was, tuple(changed), what, at, kind=kind)

    # -- importing ------------------------------------------------------------

    def import_parsed(
        self, parsed: Parsed, *, source: str, dry_run: bool = False
    ) -> ImportReport:
        """Fold what a source says into the library, as one change.

        A record that is the same paper as an entry (by id, else by title)
        completes and refreshes it; the reader's own fields are never touched.
        A record that shows two entries to be one paper unites them. In what
        order records are imported makes no difference to the facts that the
        library holds then; see `folding`.
        """
        at = now()
        source = storable(source)
        # A guessed day weighs as none at all.
        day = None if parsed.page_date_is_guess else parsed.page_date
        came = Source(source=source, shape=parsed.shape, imported=at, date=day)
        with self._changing(write=not dry_run):
            folding = Folding(
                find_id=self._catalogue.find,
                titled=self._catalogue.titled([entry.title for entry in parsed.entries]),
                entry_of=self._entry,
                first=self._files.next_number(),
                came=came,
                apart=self._apart(),
                keys=self.citation_keys,
            )
            for turn, incoming in enumerate(parsed.entries):
                line = parsed.lines[turn] if turn < len(parsed.lines) else None
                folding.fold(incoming, line=line)
            outcome = folding.outcome()
            report = reported(parsed, outcome, source)
            if dry_run or not outcome.put:
                return report
            added, updated = report.added, report.updated
            what = f"Imported {source}: {added} added, {updated} updated"
            # Where no fact changed, who vouches for it did: nothing that one would undo.
            kind: Kind = "do" if added or updated else "pin"
            change = self._commit(outcome.put, outcome.was, outcome.ids, what, at, kind=kind)
            return msgspec.structs.replace(report, change=change) if kind == "do" else report

    # -- duplicates -------------------------------------------------------------

    def possible_duplicates(
        self, among: Collection[str] | None = None, *, stop: Callable[[], bool] = lambda: False
    ) -> "list[Duplicate]":
        """Return pairs of entries that may be the same paper, the surest first.

        Pairs that were kept apart are left out. With `among`, ids of entries,
        only pairs that hold one of these. `stop` ends the search early.
        """
        from .duplicates import find_duplicates  # noqa: PLC0415 - brings rapidfuzz

        rows = tuple(self.rows())
        return find_duplicates(rows, self.entry, among=among, apart=self._apart(), stop=stop)

    def merge(self, keep: str, other: str) -> Change:
        """Make two entries one, with the id of `keep`; nothing of either is lost (see `unite`).

        The ids, aliases and citation keys of both lead to it from then on.

        Raises:
            KeyError: there is no such entry.
            LibraryError: the two are one already, or their ids say that they are two papers.
        """
        at = now()
        with self._changing():
            number, gone = self._catalogue.number(keep), self._catalogue.number(other)
            old, lost = self._entry(number), self._entry(gone)
            if number == gone:
                raise LibraryError(f"{keep} and {other} are one entry already")
            if PaperIds.of(old).contradict(PaperIds.of(lost)):
                raise LibraryError(
                    f"{old.id} and {lost.id} cannot be merged:"
                    " they have different arXiv ids or DOIs, so they are two papers"
                )
            united = msgspec.structs.replace(unite(old, lost), changed=at)
            put, was = differences(old, united)
            return self._commit(
                {number: put, gone: None},
                {number: was, gone: msgspec.to_builtins(lost)},
                (old.id, lost.id),
                f"Merged {lost.id} into: {united.title}",
                at,
            )

    def keep_apart(self, one: str, other: str, *, apart: bool = True) -> None:
        """Remember that two entries are two papers, so that they are not offered again.

        With `apart` False that is forgotten. This is no change of entries, and
        no undo step.

        Raises:
            KeyError: there is no such entry.
            LibraryUnwritable: the disk refuses.
        """
        with self._changing():
            pair = frozenset((self.row(one).id, self.row(other).id))
            pairs = self._apart()
            if (pair in pairs) != apart:
                write_apart(self.folder, pairs | {pair} if apart else pairs - {pair})

    def _apart(self) -> frozenset[frozenset[str]]:
        """Return the pairs kept apart, by the ids that their entries have now."""
        pairs = set()
        for pair in read_apart(self.folder):
            numbers = [self._catalogue.find(known) for known in pair]
            rows = [self._catalogue.get(number) for number in numbers if number is not None]
            # What is merged or gone may come back by an undo: it stays as it is written.
            there = frozenset(row.id for row in rows if row)
            pairs.add(there if len(there) == 2 else pair)
        return frozenset(pairs)

    @contextlib.contextmanager
    def holding(self) -> Iterator[None]:
        """Hold the lock, for a change of a file of another's that lies beside the library.

        Raises:
            LibraryUnwritable, LibraryBusy: see there.
        """
        with self._mutex, self._files.holding():
            yield

    # -- saved views ------------------------------------------------------------

    def views(self) -> tuple[SavedView, ...]:
        """Return the saved views as they stand, those of other processes too.

        Where the file is the same, this costs one look at it.

        Raises:
            ViewsDamaged: the file cannot be read as views; it is left as it is.
            LibraryUnreadable: the system refuses to read it.
        """
        with self._mutex:
            try:
                found = (self.folder / VIEWS_NAME).stat()
                told = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
            except OSError:
                told = None
            if told is None or told != self._views_of:
                self._views = read_views(self.folder)
                self._views_of = told
            return self._views

    def save_view(self, view: SavedView) -> SavedView:
        """Save a view and return it as it stands then, white space around its parts removed.

        It takes the place of one of the same name, whatever its case; the key
        that another view has moves to it. This is no undo step.

        Raises:
            ValueError: a part of it is not what it may be, or there are too many views.
            ViewsDamaged: the file cannot be read as views; it is left as it is.
            LibraryUnwritable: the disk refuses.
        """
        view = checked(view)
        with self._mutex, self._files.holding():
            write_views(self.folder, with_view(read_views(self.folder), view))
        return view

    def remove_view(self, name: str) -> None:
        """Remove the saved view of a name, whatever its case. This is no undo step.

        Raises:
            KeyError: there is none.
            ViewsDamaged: the file cannot be read as views; it is left as it is.
            LibraryUnwritable: the disk refuses.
        """
        if not (self.folder / VIEWS_NAME).exists():
            raise KeyError(name)
        with self._mutex, self._files.holding():
            views = read_views(self.folder)
            kept = [view for view in views if not same_name(view.name, name)]
            if len(kept) == len(views):
                raise KeyError(name)
            write_views(self.folder, kept)

    # -- undo, redo, log --------------------------------------------------------

    def undo(self) -> Change | None:
        """Take back the newest change that still stands; None if there is none."""
        with self._changing():
            heading = self._timeline_to(Timeline.to_undo)
            if heading is None:
                return None
            record = self._record(heading.seq)
            self._check_holds(record, record.was, "taken back")
            return self._commit(
                record.was,
                {},
                record.ids,
                f"Undid: {record.what}",
                now(),
                kind="undo",
                of=record.seq,
            )

    def redo(self) -> Change | None:
        """Make the change again that was taken back last; None if there is none."""
        with self._changing():
            heading = self._timeline_to(Timeline.to_redo)
            if heading is None:
                return None
            record = self._record(heading.seq)
            self._check_holds(record, record.put, "made again")
            return self._commit(
                record.put,
                {},
                record.ids,
                f"Redid: {record.what}",
                now(),
                kind="redo",
                of=record.seq,
            )

    def _check_holds(self, record: Record, put: Mapping[int, Patch], done: str) -> None:
        """Refuse a change that was made to other documents than those of today's file."""
        for (number, patch), id_ in zip(put.items(), record.ids, strict=False):
            row = self._catalogue.get(number)
            if row.id != id_ if row else patch is not None and "id" not in patch:
                raise LibraryError(
                    f"'{record.what}' cannot be {done}: {self.path} was exchanged for another"
                    f" file since and does not hold {id_} as it was. Nothing was changed."
                )

    def log(self, limit: int) -> list[Change]:
        """Return the last changes, newest first."""
        with self._mutex:
            self.refresh()
            return [
                Change(seq=h.seq, at=h.at, what=h.what, kind=h.kind, ids=h.ids)
                for h in self._history().latest(limit)
            ]

    def _timeline_to(self, seek: Callable[[Timeline], Heading | None]) -> Heading | None:
        """Find a change in the journal alone, or, where that does not know, in all history."""
        if self._timeline is None:
            recent = Timeline(_headings(self._files.journal.contents()))
            if (found := seek(recent)) or (seek is Timeline.to_redo and recent.settles_redo()):
                return found
        return seek(self._history())

    def _history(self) -> Timeline:
        if self._timeline is None:
            data = self._files.history_bytes() + self._files.journal.contents()
            self._timeline = Timeline(_headings(data))
        return self._timeline

    def _record(self, seq: int) -> Record:
        for read in (self._files.journal.contents, self._files.history_bytes):
            for line in reversed(scan(read()).lines):
                if line.heading().seq == seq and line.heading().kind != "base":
                    return line.record()
        raise LibraryUnreadable(
            self._files.history, FileNotFoundError(2, f"change {seq} is not in it any more")
        )

    # -- other processes ----------------------------------------------------------

    def refresh(self) -> frozenset[str]:
        """Take in what other processes changed; return the ids of the entries that changed.

        Where nothing did, this costs one look at one file.
        """
        if not self.loaded or (
            self._seen == self._files.seq
            and self._lineage == self._files.lineage
            and not self._files.journal.changed()
        ):
            return frozenset()
        with self._mutex:
            return self._absorb(self._files.take_in())

    def _absorb(self, records: list[Record] | None) -> frozenset[str]:
        # What was written through TinyDB's own table is not among the records.
        if (
            records is not None
            and self._lineage == self._files.lineage
            and self._seen + len(records) == self._files.seq
        ):
            changed: set[str] = set()
            with contextlib.suppress(msgspec.MsgspecError):  # reading anew names the damage
                for record in records:
                    self._apply(record)
                    changed.update(record.ids)
                return frozenset(changed)
        before = self._catalogue.ids()
        self._read_rows()
        self._timeline = None
        return frozenset(before | self._catalogue.ids())

    # -- files ----------------------------------------------------------------------

    def fold(self) -> None:
        """Write all changes into ``library.json`` now."""
        with self._changing():
            self._files.fold()

    def backups(self) -> list[backups.Backup]:
        """Return the backups beside the library, newest first."""
        return backups.backups(self.folder)

    def backup(self, target: Path | None = None) -> Path:
        """Keep the library's present state, at `target` or among the backups; return where.

        It holds the entries. Saved views are a file of their own, ``views.json``.

        Raises:
            LibraryUnwritable: the disk refuses.
        """
        with self._changing():
            self._files.fold()
            try:
                if target is None:
                    return backups.keep(self.path, self._files.seq, datetime.now(UTC), "kept")
                with self.path.open("rb") as old, replacing(target) as new:
                    shutil.copyfileobj(old, new, 1024 * 1024)
            except OSError as error:
                raise LibraryUnwritable(target or self.folder, error) from error
        return target

    def restore(self, source: Path) -> Change:
        """Make the library be what a backup holds, as one change that undo takes back.

        Raises:
            LibraryError: the file cannot be read or is no library.
        """
        wanted = _entries_of(source)
        at = now()
        with self._changing():
            put: dict[int, Patch] = {}
            was: dict[int, Patch] = {}
            ids: list[str] = []
            for number, row in self._catalogue.items():
                old = self._entry(number)
                new = wanted.pop(row.id, None)
                if new == old:
                    continue
                ids.append(row.id)
                if new is None:
                    put[number], was[number] = None, msgspec.to_builtins(old)
                else:
                    put[number], was[number] = differences(old, new)
            for offset, (id_, entry) in enumerate(wanted.items()):
                fresh = self._files.next_number() + offset
                put[fresh], was[fresh] = msgspec.to_builtins(entry), None
                ids.append(id_)
            if not put:
                return Change(seq=0, at=at, what="Nothing to change", kind="do", ids=())
            return self._commit(put, was, tuple(ids), f"Restored {storable(source.name)}", at)

    # -- the one way to change --------------------------------------------------------

    @contextlib.contextmanager
    def _changing(self, *, write: bool = True) -> Iterator[None]:
        """Hold the library for this process, with others' changes taken in."""
        with self._mutex:
            self.load()
            if not write:
                self.refresh()
                yield
                return
            with self._files.changing() as records:
                self._absorb(records)
                yield

    def _commit(
        self,
        put: Mapping[int, Patch],
        was: Mapping[int, Patch],
        ids: tuple[str, ...],
        what: str,
        at: str,
        *,
        kind: Kind = "do",
        of: int | None = None,
    ) -> Change:
        record = self._files.commit(put, was, ids=ids, what=what, at=at, kind=kind, of=of)
        self._wrote = True
        self._apply(record)
        return Change(seq=record.seq, at=at, what=what, kind=kind, ids=ids)

    def _apply(self, record: Record) -> None:
        """Bring rows, ids, counts and timeline up to a record that the files took in."""
        self._catalogue.apply(record.put)
        self._recent.add(record.seq, record.put)
        self._seen = record.seq
        if self._timeline is not None:
            self._timeline.add(
                Heading(
                    seq=record.seq,
                    at=record.at,
                    what=record.what,
                    kind=record.kind,
                    of=record.of,
                    ids=record.ids,
                )
            )

    def _entry(self, number: int) -> Entry:
        return read_entry(self._files, number)


def _entries_of(source: Path) -> dict[str, Entry]:
    """Return the entries in a backup, by id."""
    try:
        snapshot = Snapshot.open(source, migrate)
        entries = [_entry.decode(body) for _, body in snapshot.scan()]
    except FileNotFoundError as error:
        raise LibraryUnreadable(source, error) from error
    except LibraryDamaged as error:
        raise LibraryError(f"{source} cannot be restored: {error.what}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise LibraryError(f"{source} cannot be restored: an entry is damaged") from error
    return {entry.id: entry for entry in entries}


def _subject(rows: list[Row]) -> str:
    """Name what a change touched: the title of one entry, the number of several."""
    if len(rows) == 1:
        return rows[0].title
    return f"{len(rows)} entries"


def _headings(journal: bytes) -> list[Heading]:
    return [line.heading() for line in scan(journal).lines]
