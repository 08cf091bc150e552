"""Adopting what other programs, or an older format, left."""

from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from paperreader.library import Library, LibraryDamaged, LibraryTooNew

from .samples import check, close, crash, give, kept, numbered, state


def stock(folder: Path, *documents: dict[str, Any]) -> Path:
    """Let stock TinyDB write a library."""
    path = folder / "library.json"
    with TinyDB(path) as db:
        db.insert_multiple(documents)
    return path


def test_a_plain_tinydb_file_is_adopted_with_a_backup(tmp_path: Path) -> None:
    path = stock(
        tmp_path,
        {"title": "One", "arxiv_id": "2501.00001", "doi": "10.1/a", "status": "read"},
        {"title": "Two", "tags": ["a"], "unheard": "of"},
    )
    before = path.read_bytes()
    library = Library.open(tmp_path)
    check(library)
    one, two = state(library).values()
    assert (one.id, one.status, one.aliases) == ("arxiv:2501.00001", "read", ("doi:10.1/a",))
    assert (two.title, two.tags) == ("Two", ("a",))
    assert one.added and one.changed
    assert path.read_bytes() == before, "looking at it writes nothing"
    library.mark([one.id], "skipped")
    library.close()
    (backup,) = library.backups()
    assert backup.path.read_bytes() == before
    assert path.read_bytes() != before
    assert {entry.status for entry in kept(tmp_path).values()} == {"skipped", "inbox"}


def test_adopting_outlives_a_crash_before_the_first_fold(tmp_path: Path) -> None:
    stock(tmp_path, {"title": "One", "arxiv_id": "2501.00001"}, {"title": "Two"})
    library = Library.open(tmp_path)
    library.star(["arxiv:2501.00001"], True)
    give(library, numbered(3))
    library = crash(library)
    assert library.row("arxiv:2501.00001").starred
    library = close(library)
    check(library)
    assert len(library) == 3
    library.close()


def test_stock_tinydb_may_write_in_between(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        give(library, numbered(1), numbered(2))
        library.note("arxiv:2501.00001", "n")
    with TinyDB(tmp_path / "library.json") as db:
        db.update({"starred": True}, doc_ids=[1])
        db.remove(doc_ids=[2])
        db.insert({"title": "Only a title"})
    library = Library.open(tmp_path)
    check(library)
    rows = list(library.rows())
    assert [(row.title, row.starred, row.note) for row in rows] == [
        ("Paper number 1", True, "n"),
        ("Only a title", False, ""),
    ]
    library.mark([rows[1].id], "read")
    library.close()
    assert [entry.status for entry in kept(tmp_path).values()] == ["inbox", "read"]


@pytest.mark.parametrize(
    "documents",
    [[{"title": 5}], [{"arxiv_id": "2501.00001"}], [{"title": "T", "status": "odd"}]],
)
def test_documents_that_are_no_entries(tmp_path: Path, documents: list[dict[str, Any]]) -> None:
    path = stock(tmp_path, *documents)
    before = path.read_bytes()
    with pytest.raises(LibraryDamaged, match="document 1") as refusal:
        Library.open(tmp_path)
    assert str(path) in str(refusal.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("layout", ["ours", "stock"])
def test_a_later_format_is_refused_and_left_alone(tmp_path: Path, layout: str) -> None:
    path = tmp_path / "library.json"
    with Library.open(tmp_path) as library:
        give(library, numbered(1))
    if layout == "stock":
        with TinyDB(path) as db:
            db.update({"starred": True}, doc_ids=[1])
    text = path.read_text()
    assert '"format": 1' in text
    path.write_text(text.replace('"format": 1', '"format": 2'))
    files = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    with pytest.raises(LibraryTooNew) as refusal:
        Library.open(tmp_path)
    assert str(path) in str(refusal.value)
    assert "format 2" in str(refusal.value)
    assert "update paperreader" in str(refusal.value)
    assert {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()} == files


@pytest.mark.parametrize("text", ["{}", '{"entries": []}', "[" * 100_000])
def test_a_file_without_a_table_of_entries_is_never_taken_for_a_library(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "library.json").write_text(text)
    with pytest.raises(LibraryDamaged, match=r"library\.json"):
        Library.open(tmp_path)
    assert (tmp_path / "library.json").read_text() == text
