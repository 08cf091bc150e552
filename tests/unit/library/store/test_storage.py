"""TinyDB on our storage: all of its calls are journalled, and others see them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.table import Document

from paperreader.library import Library, LibraryDamaged
from paperreader.library.store.journal import encode, scan
from paperreader.library.store.storage import EntryDB, LibraryStorage

from ..samples import check, filled, kept, state

Documents = dict[int, dict[str, Any]]


def held(path: Path) -> Documents:
    """Return what a process that opens the file now finds."""
    db = EntryDB(path)
    documents = {document.doc_id: dict(document) for document in db.all()}
    db.close()
    return documents


def storage_of(db: EntryDB) -> LibraryStorage:
    storage = db.storage
    assert isinstance(storage, LibraryStorage)
    return storage


ACTS: list[tuple[str, Callable[[EntryDB], object], Documents]] = [
    ("insert", lambda db: db.insert({"t": "c"}), {1: {"t": "a"}, 2: {"t": "b"}, 3: {"t": "c"}}),
    (
        "insert with a number",
        lambda db: db.insert(Document({"t": "c"}, doc_id=9)),
        {1: {"t": "a"}, 2: {"t": "b"}, 9: {"t": "c"}},
    ),
    (
        "insert_multiple",
        lambda db: db.insert_multiple([{"t": "c"}, {"t": "d"}]),
        {1: {"t": "a"}, 2: {"t": "b"}, 3: {"t": "c"}, 4: {"t": "d"}},
    ),
    (
        "update",
        lambda db: db.update({"n": 1}, where("t") == "a"),
        {1: {"t": "a", "n": 1}, 2: {"t": "b"}},
    ),
    (
        "update with an operation",
        lambda db: (db.update({"n": 1}), db.update(increment("n"), doc_ids=[2])),
        {1: {"t": "a", "n": 1}, 2: {"t": "b", "n": 2}},
    ),
    ("remove", lambda db: db.remove(where("t") == "a"), {2: {"t": "b"}}),
    ("remove by number", lambda db: db.remove(doc_ids=[2]), {1: {"t": "a"}}),
    ("truncate", lambda db: db.truncate(), {}),
    (
        "truncate and insert",
        lambda db: (db.truncate(), db.insert({"u": "new"})),
        {3: {"u": "new"}},
    ),
    (
        "upsert",
        lambda db: db.upsert({"t": "b", "n": 5}, where("t") == "b"),
        {1: {"t": "a"}, 2: {"t": "b", "n": 5}},
    ),
    (
        "upsert of a new one",
        lambda db: db.upsert({"t": "z"}, where("t") == "z"),
        {1: {"t": "a"}, 2: {"t": "b"}, 3: {"t": "z"}},
    ),
    (
        "remove and give back",
        lambda db: (db.remove(doc_ids=[1]), db.insert(Document({"t": "again"}, doc_id=1))),
        {1: {"t": "again"}, 2: {"t": "b"}},
    ),
    ("nothing", lambda db: db.update({"t": "a"}, doc_ids=[1]), {1: {"t": "a"}, 2: {"t": "b"}}),
]


@pytest.mark.parametrize(("name", "act", "expected"), ACTS, ids=[name for name, _, _ in ACTS])
@pytest.mark.parametrize("fold", ["never", "before", "after"])
def test_tinydbs_calls(
    tmp_path: Path, name: str, act: Callable[[EntryDB], object], expected: Documents, fold: str
) -> None:
    path = tmp_path / "library.json"
    db = EntryDB(path)
    db.insert_multiple([{"t": "a"}, {"t": "b"}])
    if fold == "before":
        storage_of(db).fold()
    act(db)
    if fold == "after":
        storage_of(db).fold()
    assert {document.doc_id: dict(document) for document in db.all()} == expected
    assert len(db) == len(expected)
    db.close()
    assert held(path) == expected
    db = EntryDB(path)
    storage_of(db).fold()
    db.close()
    with TinyDB(path) as stock:
        assert {document.doc_id: dict(document) for document in stock.all()} == expected


def test_searching(tmp_path: Path) -> None:
    db = EntryDB(tmp_path / "library.json")
    db.insert_multiple([{"t": "a", "n": 1}, {"t": "b", "n": 2}])
    other = EntryDB(tmp_path / "library.json")
    assert [document.doc_id for document in db.search(where("n") > 1)] == [2]
    other.insert({"t": "c", "n": 3})
    assert [document.doc_id for document in db.search(where("n") > 1)] == [2, 3]
    assert db.contains(where("t") == "c")
    assert db.get(doc_id=3) == {"t": "c", "n": 3}
    assert db.count(where("n") > 0) == 3
    db.close()
    other.close()


def test_a_field_taken_away_becomes_null(tmp_path: Path) -> None:
    """A journal's line sets fields; that one is gone is told by its having no value."""
    path = tmp_path / "library.json"
    db = EntryDB(path)
    db.insert({"t": "a", "n": 1})
    db.update(delete("n"), doc_ids=[1])
    assert db.all() == [{"t": "a", "n": None}]
    db.close()
    assert held(path) == {1: {"t": "a", "n": None}}


def test_a_document_that_came_back_has_nothing_of_its_former_self(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    db = EntryDB(path)
    db.insert({"t": "a", "secret": "old"})
    storage_of(db).fold()
    db.remove(doc_ids=[1])
    db.insert(Document({"t": "new"}, doc_id=1))
    assert "old" not in json.dumps(db.all())
    db.close()
    assert "old" not in json.dumps(held(path))


def test_only_the_table_of_entries_can_be_written(tmp_path: Path) -> None:
    db = EntryDB(tmp_path / "library.json")
    with pytest.raises(ValueError, match="one table"):
        db.table("searches").insert({"a": 1})
    assert db.all() == []
    db.close()


def test_a_number_is_never_given_twice(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    one, two = EntryDB(path), EntryDB(path)
    numbers = [db.insert({"n": turn}) for turn in range(6) for db in (one, two)]
    assert numbers == [*range(1, 13)]
    with pytest.raises(ValueError, match="already exists"):
        two.insert(Document({"n": 0}, doc_id=1))
    one.close()
    two.close()
    assert len(held(path)) == 12


def test_through_a_library_the_documents_stay_entries(tmp_path: Path) -> None:
    library = filled(tmp_path, 2)
    library.mark(["arxiv:2501.00002"], "read")
    library.table.insert({"title": "Only a title"})
    library.table.update({"starred": True}, where("title") == "Paper number 1")
    library.table.update(delete("status"), doc_ids=[2])
    assert library.refresh()
    check(library)
    assert [row.title for row in library.rows()][-1] == "Only a title"
    before = state(library)
    for wrong in ({"no": "title"}, {"title": 5}, {"title": "T", "status": "odd"}):
        with pytest.raises(ValueError, match="not an entry"):
            library.table.insert(wrong)
    with pytest.raises(ValueError, match="not an entry"):
        library.table.update({"tags": "no list"}, doc_ids=[1])
    with pytest.raises(ValueError, match="number"):
        library.table.insert(Document({"title": "T"}, doc_id=-5))
    assert state(library) == before
    library.close()
    assert kept(tmp_path) == before
    library = Library.open(tmp_path)
    assert len([library.undo() for _ in range(3)]) == 3
    assert [row.title for row in library.rows()] == ["Paper number 1", "Paper number 2"]
    assert library.row("arxiv:2501.00002").status == "read"
    library.close()


def test_replaying_a_journal_over_what_holds_it_already_changes_nothing(tmp_path: Path) -> None:
    """A death between the two renames of a fold leaves the new file and the old journal."""
    library = filled(tmp_path, 3)
    library.fold()
    library.note("arxiv:2501.00001", "n")
    library.table.remove(doc_ids=[2])
    library.refresh()
    library.undo()
    library.table.remove(doc_ids=[3])
    library.refresh()
    expected = state(library)
    journal = (tmp_path / "library.journal").read_bytes()
    library.fold()
    library.table.files.close()
    (tmp_path / "library.journal").write_bytes(journal)
    assert kept(tmp_path) == expected


def test_a_fold_that_was_cut_short_in_the_history_costs_no_line(tmp_path: Path) -> None:
    library = filled(tmp_path, 2)
    library.mark(["arxiv:2501.00001"], "read")
    history = tmp_path / "library.history"
    with history.open("ab") as file:
        file.write((tmp_path / "library.journal").read_bytes()[:-20])  # and then it died
    library.fold()
    library.table.files.close()
    library = Library.open(tmp_path)
    found = scan(library.table.files.history_bytes())
    assert {line.heading().seq for line in found.lines} == {1, 2}
    for what in ("Undid: Read: Paper number 1", "Undid: Imported given.json"):
        undone = library.undo()
        assert undone is not None
        assert undone.what.startswith(what)
    library.close()


def test_the_history_begins_a_new_file_when_it_is_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paperreader.library.store.storage.HISTORY_LIMIT", 2_000)
    library = filled(tmp_path, 1)
    for turn in range(30):
        library.note("arxiv:2501.00001", f"note {turn} " + "x" * 100)
        library.fold()
    sizes = [(tmp_path / f"library.history{end}").stat().st_size for end in ("", ".1")]
    assert all(size < 5_000 for size in sizes)
    undone = library.undo()
    assert undone is not None
    assert library.row("arxiv:2501.00001").note.startswith("note 28 ")
    library.close()


def test_a_history_that_cannot_be_read_loses_no_change_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was refused at one look is taken in at the next."""
    library = filled(tmp_path, 2)
    other = Library.open(tmp_path)
    other.mark(["arxiv:2501.00001"], "read")
    other.fold()
    other.star(["arxiv:2501.00002"], True)

    def refuse(_: LibraryStorage) -> bytes:
        raise LibraryDamaged(tmp_path / "library.history", "it cannot be read now")

    monkeypatch.setattr(LibraryStorage, "history_bytes", refuse)
    with pytest.raises(LibraryDamaged):
        library.refresh()
    monkeypatch.undo()
    assert library.refresh() >= {"arxiv:2501.00001", "arxiv:2501.00002"}
    assert state(library) == state(other)
    library.fold()
    assert kept(tmp_path) == state(other)
    library.close()
    other.close()


def test_damage_met_while_open_is_told_again_until_it_is_mended(tmp_path: Path) -> None:
    library = filled(tmp_path, 2)
    other = Library.open(tmp_path)
    other.mark(["arxiv:2501.00001"], "read")
    other.fold()
    other.star(["arxiv:2501.00002"], True)
    expected = state(other)
    other.table.files.close()
    path = tmp_path / "library.journal"
    good = path.read_bytes()
    path.write_bytes(good.replace(b"Starred", b"Started"))
    for _ in range(3):
        with pytest.raises(LibraryDamaged, match="line 2"):
            library.refresh()
        with pytest.raises(LibraryDamaged, match="line 2"):
            library.mark(["arxiv:2501.00002"], "read")
    path.write_bytes(good)
    library.refresh()
    assert state(library) == expected
    library.close()
    assert kept(tmp_path) == expected


def test_closing_with_damage_beside_gives_the_files_back(tmp_path: Path) -> None:
    library = filled(tmp_path, 2)
    path = tmp_path / "library.journal"
    good = path.read_bytes()
    path.write_bytes(good + b"rubbish\n")
    library.close()
    assert path.read_bytes() == good + b"rubbish\n"
    with pytest.raises(LibraryDamaged, match="line 2"):
        Library.open(tmp_path)


def test_a_change_of_an_entry_that_is_not_there_is_damage(tmp_path: Path) -> None:
    library = filled(tmp_path, 1)
    library.fold()
    library.mark(["arxiv:2501.00001"], "read")
    library.table.files.close()
    path = tmp_path / "library.journal"
    *_, last = scan(path.read_bytes()).lines
    record = last.record()
    record.put[77] = record.put.pop(1)
    path.write_bytes(encode(record))
    library = Library.open(tmp_path)
    with pytest.raises(LibraryDamaged, match="entry 77") as refusal:
        library.load()
    assert refusal.value.path == path
    assert library.newest_rows(5) != []
    library.table.files.close()
