"""Opening, reading, sharing, backing up and closing a library."""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB, where

from paperreader.entry import Entry
from paperreader.library import (
    Library,
    LibraryDamaged,
    LibraryError,
    LibraryTooNew,
    LibraryUnreadable,
    LibraryUnwritable,
)
from paperreader.library.store import storage
from paperreader.library.store.journal import Journal, Record
from paperreader.library.store.lock import Lock

from .samples import (
    check,
    close,
    crash,
    filled,
    give,
    kept,
    numbered,
    paper,
    parsed,
    state,
    texts_of,
)

ONE, TWO = "arxiv:2501.00001", "arxiv:2501.00002"


def test_rows_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    filled(tmp_path, 3).close()
    library = Library.open(tmp_path)
    assert not library.loaded
    assert [row.id for row in library.newest_rows(2)] == ["arxiv:2501.00003", TWO]
    assert not library.loaded
    library.load()
    assert [row.id for row in library.newest_rows(2)] == ["arxiv:2501.00003", TWO]
    library.close()


@pytest.mark.parametrize("reopen", [close, crash])
def test_newest_rows_tell_the_same_before_and_after_loading(
    tmp_path: Path, reopen: Callable[[Library], Library]
) -> None:
    library = filled(tmp_path, 6)
    library.note("arxiv:2501.00005", "n")
    library = close(library)
    library.mark(["arxiv:2501.00006"], "read")
    library.table.remove(doc_ids=[5, 6])
    give(library, numbered(7))
    library = reopen(library)
    for limit in (0, 1, 2, 3, 9):
        early = Library.open(tmp_path)
        before = early.newest_rows(limit)
        assert not early.loaded
        early.load()
        assert early.newest_rows(limit) == before == library.newest_rows(limit)
        early.close()
        assert len(before) == min(limit, 5)
    library.close()


def test_newest_rows_do_not_wait_for_a_load(tmp_path: Path) -> None:
    filled(tmp_path, 3).close()
    library = Library.open(tmp_path)
    rows: list[int] = []
    with library._mutex:  # as `load` holds it in another thread
        thread = threading.Thread(target=lambda: rows.append(len(library.newest_rows(9))))
        thread.start()
        thread.join(10)
        assert rows == [3]
    library.close()


def test_one_change_costs_the_same_in_any_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It appends one line of its own size, and reads or decodes no document."""
    sizes = []
    reads: list[object] = []
    for count in (10, 1_000):
        folder = tmp_path / str(count)
        filled(folder, count).close()
        library = Library.open(folder)
        library.load()
        snapshot, journal = folder / "library.json", folder / "library.journal"
        before, start = snapshot.stat(), journal.stat().st_size
        monkeypatch.setattr(
            "paperreader.library.store.snapshot.Snapshot.document",
            lambda *arguments: reads.append(arguments),
        )
        monkeypatch.setattr(
            "paperreader.library.store.snapshot.Snapshot.scan",
            lambda *arguments: reads.append(arguments),
        )
        library.mark([ONE], "read")
        library.tag([ONE], ["a"])
        library.row(ONE)
        library.counts()
        library.newest_rows(5)
        assert library.refresh() == frozenset()
        monkeypatch.undo()
        after = snapshot.stat()
        assert (after.st_ino, after.st_mtime_ns, after.st_size) == (
            before.st_ino,
            before.st_mtime_ns,
            before.st_size,
        )
        assert reads == []
        written = journal.read_bytes()[start:]
        assert written.count(b"\n") == 2
        sizes.append(len(written))
        library.table.files.close()
    assert abs(sizes[0] - sizes[1]) <= 8, "but for the digits of the numbers"
    assert max(sizes) < 1_000


def test_looking_for_news_costs_one_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path, 2)
    looks: list[object] = []
    real = os.stat

    def stat(*arguments: object, **named: object) -> os.stat_result:
        looks.append(arguments)
        return real(*arguments, **named)  # type: ignore[arg-type]

    calls: list[object] = []
    monkeypatch.setattr(os, "stat", stat)
    monkeypatch.setattr(os, "open", lambda *arguments: calls.append(arguments))
    monkeypatch.setattr(os, "read", lambda *arguments: calls.append(arguments))
    assert library.refresh() == frozenset()
    monkeypatch.undo()
    assert len(looks) == 1
    assert calls == []
    library.close()


@pytest.mark.parametrize("folds", [0, 1, 3], ids=lambda folds: f"{folds} folds")
@pytest.mark.parametrize("history", [True, False], ids=["history", "no history"])
def test_another_process_is_heard(tmp_path: Path, folds: int, history: bool) -> None:
    library = filled(tmp_path, 3)
    other = Library.open(tmp_path)
    other.mark([ONE], "read")
    for _ in range(folds):
        other.note(TWO, f"fold {_}")
        other.fold()
    give(other, numbered(4), numbered(2, url="https://a.example"))
    other.pin_citation_keys({ONE: "key"})
    if not history:
        (tmp_path / "library.history").unlink(missing_ok=True)
    assert library.refresh() >= {ONE, TWO, "arxiv:2501.00004"}
    assert library.refresh() == frozenset()
    assert state(library) == state(other)
    check(library)
    library.tag([TWO], ["mine"])
    other.refresh()
    assert state(library) == state(other) == kept(tmp_path)
    library.fold()
    assert state(library) == kept(tmp_path)
    library.close()
    other.close()
    assert len(kept(tmp_path)) == 4


def test_a_change_first_takes_in_what_others_did(tmp_path: Path) -> None:
    """Nobody's new entry gets a number that another has, and tags of both add up."""
    one = filled(tmp_path, 1)
    two = Library.open(tmp_path)
    for number in range(2, 8):
        give(one if number % 2 else two, numbered(number))
        (one if number % 2 else two).tag([ONE], [f"tag{number}"])
    one.refresh()
    two.refresh()
    assert state(one) == state(two)
    assert one.row(ONE).tags == tuple(f"tag{number}" for number in range(2, 8))
    one.close()
    two.close()
    assert len(kept(tmp_path)) == 7


def test_undo_takes_back_what_was_done_last_whoever_did_it(tmp_path: Path) -> None:
    one = filled(tmp_path, 2)
    two = Library.open(tmp_path)
    one.star([ONE], True)
    two.star([TWO], True)
    undone = one.undo()
    assert undone is not None
    assert undone.ids == (TWO,)
    redone = two.redo()
    assert redone is not None
    assert redone.ids == (TWO,)
    one.close()
    two.close()


def test_a_library_that_appears_where_none_was(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    early = Library.open(folder)
    assert len(early) == 0
    other = filled(folder, 2)
    assert early.refresh() == {ONE, TWO}
    assert state(early) == state(other)
    other.close()
    give(early, numbered(3))
    early.close()
    assert len(kept(folder)) == 3


def test_a_file_that_appears_where_none_was(tmp_path: Path) -> None:
    """It was copied there, or checked out, while this process stood open."""
    filled(tmp_path / "elsewhere", 2).close()
    folder = tmp_path / "here"
    early = Library.open(folder)
    assert len(early) == 0
    folder.mkdir()
    shutil.copy(tmp_path / "elsewhere" / "library.json", folder)
    give(early, numbered(3))
    assert [row.id for row in early.rows()] == [ONE, TWO, "arxiv:2501.00003"]
    early.close()
    assert len(kept(folder)) == 3


def test_a_file_that_was_exchanged_under_an_open_library(tmp_path: Path) -> None:
    """Version control merged another machine's entries in: they are not written over."""
    library = filled(tmp_path, 2)
    library.fold()
    filled(tmp_path / "elsewhere", 4).close()
    (tmp_path / "elsewhere" / "library.json").replace(tmp_path / "library.json")
    library.mark([ONE], "read")
    assert len(library) == 4
    check(library)
    library.close()
    found = kept(tmp_path)
    assert len(found) == 4
    assert found[ONE].status == "read"


def test_a_file_that_was_removed_under_an_open_library(tmp_path: Path) -> None:
    library = filled(tmp_path, 3)
    library.fold()
    library.note(ONE, "n")
    (tmp_path / "library.json").unlink()
    library.mark([TWO], "read")
    expected = state(library)
    library.table.files.close()
    assert kept(tmp_path) == expected
    library.close()


def test_a_journal_that_was_removed_under_an_open_library(tmp_path: Path) -> None:
    library = filled(tmp_path, 3)
    library.fold()
    library.note(ONE, "only in the journal")
    (tmp_path / "library.journal").unlink()
    library.mark([TWO], "read")
    expected = state(library)
    library = crash(library)
    assert state(library) == expected
    assert library.row(ONE).note == "only in the journal"
    library.close()


def test_a_journal_that_was_removed_while_nobody_looked(tmp_path: Path) -> None:
    """What it held is gone; counting goes on, so that the history stays in order."""
    library = filled(tmp_path, 2)
    library.star([ONE], True)
    library.close()
    (tmp_path / "library.journal").unlink()
    library = Library.open(tmp_path)
    assert library.mark([TWO], "read").seq == 3
    undone = [library.undo(), library.undo()]
    assert [change.what for change in undone if change] == [
        "Undid: Read: Paper number 2",
        "Undid: Starred: Paper number 1",
    ]
    library.close()
    assert len(kept(tmp_path)) == 2


def test_a_folder_that_was_removed_under_an_open_library(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    library = filled(folder, 3)
    library.fold()
    library.note(ONE, "n")
    shutil.rmtree(folder)
    library.mark([TWO], "read")
    expected = state(library)
    library.close()
    assert kept(folder) == expected


def test_a_lock_file_that_was_removed_still_keeps_two_processes_apart(tmp_path: Path) -> None:
    one = filled(tmp_path, 1)
    (tmp_path / "library.lock").unlink()
    two = Library.open(tmp_path)
    with one.table.files.changing(), pytest.raises(LibraryError, match="locked"):
        two.table.files.lock._patience = 0.05
        two.mark([ONE], "read")
    assert two.mark([ONE], "read").ids == (ONE,)
    one.close()
    two.close()


def test_a_library_goes_on_after_it_was_closed(tmp_path: Path) -> None:
    """A late worker's change is made as any other, and costs nobody else's."""
    library = filled(tmp_path, 2)
    library.table.files.close()  # nothing folded: all is in the journal
    library.mark([ONE], "read")
    expected = state(library)
    assert len(expected) == 2
    library.close()
    library.star([TWO], True)
    assert [*library.texts()]
    library.close()
    assert kept(tmp_path) == state(library)


def test_a_clock_that_goes_back_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from .samples import set_clock

    set_clock(monkeypatch, step=-3_600)
    library = filled(tmp_path, 2)
    library.mark([ONE], "read")
    library.star([ONE], True)
    assert [change.seq for change in library.log(9)] == [3, 2, 1]
    undone = library.undo()
    assert undone is not None
    assert undone.what == "Undid: Starred: Paper number 1"
    library = close(library)
    check(library)
    assert [row.id for row in library.newest_rows(9)] == [TWO, ONE]
    library.close()


def test_texts_go_on_while_the_library_changes_and_folds(tmp_path: Path) -> None:
    library = filled(tmp_path, 50)
    library.fold()
    library.note(ONE, "n")
    _, rows = library.numbered()
    before = {number: texts_of(library.entry(row.id)) for number, row in rows.items()}
    texts = library.texts()
    found = dict([next(texts)])
    give(library, numbered(99), numbered(2, abstract="Another abstract, and longer."))
    library.fold()
    library.mark([TWO], "read")
    library.undo()
    library.close()
    found |= dict(texts)
    assert found == before


def test_threads_load_change_and_read_at_once(tmp_path: Path) -> None:
    filled(tmp_path, 200).close()
    library = Library.open(tmp_path)
    errors: list[BaseException] = []
    go = threading.Barrier(5)

    def run(act: Callable[[int], object]) -> None:
        try:
            go.wait()
            for turn in range(40):
                act(turn)
        except BaseException as error:
            errors.append(error)

    def look(turn: int) -> None:
        library.refresh()
        for row in library.rows():
            assert row.title
        assert library.resolve("2501.00001") == ONE
        assert library.citation_keys() is not None

    acts: list[Callable[[int], object]] = [
        lambda turn: library.newest_rows(9) if turn else library.load(),
        lambda turn: give(library, numbered(1_000 + turn)),
        lambda turn: library.tag([ONE], [f"t{turn}"]),
        look,
        lambda turn: library.fold() if turn % 8 == 0 else sum(1 for _ in library.texts()),
    ]
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    check(library)
    assert len(library) == 240
    assert len(library.row(ONE).tags) == 40
    expected = state(library)
    library.close()
    assert kept(tmp_path) == expected


# -- backups ----------------------------------------------------------------------


def test_restoring_is_one_change_that_undo_takes_back(tmp_path: Path) -> None:
    library = filled(tmp_path, 3)
    library.mark([ONE], "read")
    earlier = state(library)
    kept_at = library.backup()
    library.note(ONE, "later")
    give(library, numbered(4))
    library.table.remove(doc_ids=[2])
    library.refresh()
    later = state(library)
    change = library.restore(kept_at)
    assert set(change.ids) == {ONE, TWO, "arxiv:2501.00004"}
    assert change.what == f"Restored {kept_at.name}"
    assert dict(sorted(state(library).items())) == dict(sorted(earlier.items()))
    check(library)
    assert library.restore(kept_at).ids == ()
    library.undo()
    assert state(library) == later
    library.redo()
    assert library.entry(TWO) == earlier[TWO]
    library.close()


def test_a_backup_can_be_put_anywhere_and_opened_from_there(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", 3)
    target = library.backup(tmp_path / "copy.json")
    expected = state(library)
    library.close()
    (tmp_path / "other").mkdir()
    shutil.copy(target, tmp_path / "other" / "library.json")
    assert kept(tmp_path / "other") == expected


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (None, LibraryUnreadable),
        (b"", LibraryError),
        (b"no JSON", LibraryError),
        (b"[1, 2]", LibraryError),
        (b'{"_default": {"x": {}}}', LibraryError),
        (b'{"_default": {"1": {"no": "title"}}}', LibraryError),
        (b'{"paperreader": {"1": {"format": 9}}, "_default": {}}', LibraryTooNew),
    ],
)
def test_restoring_what_is_no_backup(
    tmp_path: Path, content: bytes | None, refusal: type[LibraryError]
) -> None:
    library = filled(tmp_path / "library", 2)
    before = state(library)
    source = tmp_path / "odd.json"
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(refusal, match=r"odd\.json") as refused:
        library.restore(source)
    assert "doctor" not in str(refused.value), "the library itself is sound"
    assert state(library) == before
    library.close()


def test_a_backup_that_cannot_be_written(tmp_path: Path) -> None:
    library = filled(tmp_path / "library", 2)
    with pytest.raises(LibraryUnwritable, match="nowhere"):
        library.backup(tmp_path / "nowhere" / "copy.json")
    assert library.mark([ONE], "read").ids == (ONE,)
    library.close()


# -- what is at the place already -----------------------------------------------------


def test_stock_tinydb_reads_all_entries_of_a_closed_library(tmp_path: Path) -> None:
    library = filled(tmp_path, 4)
    library.note(ONE, "a note } é")
    library.table.remove(doc_ids=[2])
    library.refresh()
    expected = [msgspec.json.decode(msgspec.json.encode(e)) for e in state(library).values()]
    library.close()
    with TinyDB(tmp_path / "library.json", access_mode="r") as stock:
        assert stock.all() == expected
        assert [document.doc_id for document in stock.all()] == [1, 3, 4]
        assert stock.get(where("note") != "") == expected[0]


def test_a_fold_while_a_reader_without_a_lock_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may only read cannot hold a fold off, and must not see half of it."""
    writer = filled(tmp_path, 2)
    writer.fold()
    writer.mark([ONE], "read")
    expected = state(writer)
    real = Journal.take_in
    folded: list[bool] = []

    def take_in(journal: Journal) -> tuple[list[Record], bool]:
        if journal is not writer.table.files.journal and not folded:
            folded.append(True)
            writer.fold()
        return real(journal)

    def refuse(lock: Lock) -> None:
        if lock is not writer.table.files.lock:
            raise LibraryUnwritable(lock.path, PermissionError(13, "Permission denied"))
        really(lock)

    really = Lock.__enter__
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "take_in", take_in)
        patch.setattr(Lock, "__enter__", refuse)
        reader = Library.open(tmp_path)
        assert reader.read_only
        assert state(reader) == expected
        assert folded
    reader.close()
    writer.close()


def test_a_backups_folder_of_somebody_else_is_no_trace_of_a_library(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "holiday.tar").write_text("photos")
    with Library.open(tmp_path) as library:
        give(library, numbered(1))
    assert (tmp_path / "backups" / "holiday.tar").read_text() == "photos"


@pytest.mark.parametrize("trace", ["library.journal", "library.history", "backups"])
def test_a_missing_file_is_missed_where_traces_are(tmp_path: Path, trace: str) -> None:
    library = filled(tmp_path, 2)
    library.fold()
    library.backup()
    library.close()
    for path in tmp_path.iterdir():
        if path.name != trace:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(LibraryDamaged, match="missing") as refusal:
        Library.open(tmp_path)
    assert str(tmp_path / "library.json") in str(refusal.value)
    assert not (tmp_path / "library.json").exists()


def test_a_folder_where_a_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "library.json").mkdir()
    with pytest.raises(LibraryUnreadable, match=r"library\.json"):
        Library.open(tmp_path)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("a file")
    with pytest.raises(LibraryUnreadable, match="it is no folder"):
        Library.open(tmp_path / "library")


def test_a_link_stays_one(tmp_path: Path) -> None:
    """The file may lie in a synchronised folder and be linked to from here."""
    (tmp_path / "synchronised").mkdir()
    (tmp_path / "library").mkdir()
    target = tmp_path / "synchronised" / "papers.json"
    with Library.open(tmp_path / "first") as library:
        give(library, numbered(1))
    shutil.move(tmp_path / "first" / "library.json", target)
    link = tmp_path / "library" / "library.json"
    link.symlink_to(target)
    library = Library.open(tmp_path / "library")
    earlier = library.backup()
    before = earlier.read_bytes()
    library.mark([ONE], "read")
    library.close()
    assert link.is_symlink()
    assert b'"status":"read"' in target.read_bytes()
    assert earlier.read_bytes() == before
    assert [*kept(tmp_path / "library")] == [ONE]


def test_files_are_the_owners_alone(tmp_path: Path) -> None:
    library = filled(tmp_path / "new", 2)
    library.backup()
    library.close()
    for path in (tmp_path / "new").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_a_large_library_is_not_folded_at_every_closing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "FOLD_ALWAYS", 1_000)
    filled(tmp_path, 200).close()
    library = Library.open(tmp_path)
    library.fold()
    before = (tmp_path / "library.json").stat().st_ino
    library.mark([ONE], "read")
    library = close(library)
    assert (tmp_path / "library.json").stat().st_ino == before
    assert library.row(ONE).status == "read"
    library.note(ONE, "x" * 20_000)
    library = close(library)
    assert (tmp_path / "library.json").stat().st_ino != before
    assert library.row(ONE).note
    library.close()


def test_entries_come_in_the_order_asked_for(tmp_path: Path) -> None:
    with filled(tmp_path, 3) as library:
        wanted = ["arxiv:2501.00003", ONE]
        assert [entry.id for entry in library.entries(wanted)] == wanted
        for unknown in ("nobody", ""):
            with pytest.raises(KeyError):
                library.entry(unknown)
            with pytest.raises(KeyError):
                library.row(unknown)


def test_texts_of_some_documents(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        records: list[Entry] = [
            paper("A", abstract="abstract", summary="summary"),
            paper("B", summary="summary"),
            paper("C", authors=("X Y",)),
        ]
        library.import_parsed(parsed(*records), source="s")
        ids = [row.id for row in library.rows()]
        library.fold()
        library.note(ids[1], "n")
        library.import_parsed(parsed(paper("D", organization="Institute")), source="s")
        library.table.remove(doc_ids=[1])
        assert [number for number, _ in library.texts([4, 1, 99, 2, -1])] == [2, 4]
        texts = dict(library.texts([2, 3, 4]))
        assert (texts[2].summary, texts[2].note) == ("summary", "n")
        assert texts[3].authors == ("X Y",)
        assert texts[4].organization == "Institute"
        assert [*library.texts([])] == []
