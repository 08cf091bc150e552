"""Making the index and bringing it up to date, in this process and in one of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tantivy

from paperreader.library import Library, LibraryBusy
from paperreader.library.store.lock import Lock
from paperreader.searching.index import building
from paperreader.searching.index.building import bring_up, main
from paperreader.searching.index.folder import IndexFolder
from paperreader.searching.index.schema import fingerprint
from paperreader.searching.index.staleness import fingerprints, stale
from tests.unit.searching.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    for number in range(20):
        shelf.add(f"Graph Networks {number}", abstract="words of an abstract")
    bring_up(shelf.library, shelf.folder)
    yield shelf
    shelf.library.close()


def opened(folder: IndexFolder) -> tantivy.Searcher:
    state = folder.state()
    assert state is not None
    return folder.opened(state).searcher()


def is_current(library: Library, folder: IndexFolder) -> bool:
    """Tell whether the index holds each entry once, as it is."""
    searcher = opened(folder)
    prints = {number: fingerprint(texts) for number, texts in library.texts()}
    return fingerprints(searcher) == prints and searcher.num_docs == len(prints)


def tag(shelf: Shelf) -> None:
    shelf.library.tag(["arxiv:2401.00003", "arxiv:2401.00009"], add=["rl"])


def undo_the_import(shelf: Shelf) -> None:
    shelf.add("New")
    bring_up(shelf.library, shelf.folder)
    shelf.library.undo()


def merge(shelf: Shelf) -> None:
    count = len(shelf.library)
    for title in (f"Twin {count} of a kind", f"Another {count} of its kind"):
        shelf.add(title, arxiv_id=None)
    one, other = [row.id for row in shelf.library.rows()][-2:]
    bring_up(shelf.library, shelf.folder)
    shelf.library.merge(one, other)


def fold(shelf: Shelf) -> None:
    shelf.library.note("arxiv:2401.00005", "later")
    shelf.library.fold()


def restore(shelf: Shelf) -> None:
    backup = shelf.library.backup()
    shelf.library.note("arxiv:2401.00005", "later")
    shelf.add("New")
    bring_up(shelf.library, shelf.folder)
    shelf.library.restore(backup)


CHANGES = [tag, undo_the_import, merge, fold, restore, lambda shelf: shelf.add("New")]


@pytest.mark.parametrize("change", CHANGES)
def test_each_entry_stands_once_as_it_is(
    shelf: Shelf, change: Callable[[Shelf], object]
) -> None:
    state = shelf.folder.state()
    for _ in range(3):
        change(shelf)
        bring_up(shelf.library, shelf.folder)
        assert is_current(shelf.library, shelf.folder)
    now = shelf.folder.state()
    assert state is not None
    assert now is not None
    assert now.name == state.name  # it was brought up to date, not made anew
    assert now.seq == shelf.library.seq


def test_what_is_current_is_left_alone(shelf: Shelf) -> None:
    before = shelf.folder.stamp()
    bring_up(shelf.library, shelf.folder)
    assert shelf.folder.stamp() == before
    shelf.library.star(["arxiv:2401.00003"], True)  # no text changes, but the number does
    bring_up(shelf.library, shelf.folder)
    assert shelf.folder.stamp() != before


def test_many_changes_make_it_anew(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_ANEW_FROM", 5)
    before = shelf.folder.state()
    shelf.library.tag([row.id for row in shelf.library.rows()], add=["rl"])
    bring_up(shelf.library, shelf.folder)
    now = shelf.folder.state()
    assert before is not None
    assert now is not None
    assert now.name != before.name
    assert is_current(shelf.library, shelf.folder)


def test_another_library_at_its_place_is_indexed(shelf: Shelf, tmp_path: Path) -> None:
    other = Shelf(tmp_path / "other")
    for number in range(7):
        other.add(f"Wavelets {number}")
    other.library.close()
    shelf.library.close()
    shutil.rmtree(tmp_path / "library")
    shutil.copytree(tmp_path / "other" / "library", tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        state = shelf.folder.state()
        assert state is not None
        assert len(stale(library, opened(shelf.folder), state)) == 20
        bring_up(library, shelf.folder)
        assert is_current(library, shelf.folder)


def test_another_journal_beside_the_same_file_is_told(shelf: Shelf, tmp_path: Path) -> None:
    """Programs that keep folders of several machines the same exchange single files."""
    library, journal = shelf.library, tmp_path / "library" / "library.journal"
    library.fold()
    earlier = journal.read_bytes()
    for number in range(3):
        library.note(f"arxiv:2401.0000{number + 1}", "written here")
    bring_up(library, shelf.folder)
    (tmp_path / "other").write_bytes(earlier)
    (tmp_path / "other").replace(journal)
    elsewhere = Library.open(tmp_path / "library")
    for number in range(4):
        elsewhere.note(f"arxiv:2401.0000{number + 5}", "written elsewhere")
    state = shelf.folder.state()
    assert state is not None
    assert len(stale(elsewhere, opened(shelf.folder), state)) == 7
    bring_up(elsewhere, shelf.folder)
    assert is_current(elsewhere, shelf.folder)
    elsewhere.close()


def test_only_one_works_on_an_index(shelf: Shelf) -> None:
    tag(shelf)
    with Lock(shelf.folder.lock), pytest.raises(LibraryBusy):
        bring_up(shelf.library, shelf.folder)
    bring_up(shelf.library, shelf.folder)
    assert is_current(shelf.library, shelf.folder)


def test_damage_found_while_updating_makes_it_anew(shelf: Shelf) -> None:
    state = shelf.folder.state()
    assert state is not None
    for path in (shelf.folder.path / state.name).glob("*.fast"):
        known = path.stat()
        path.write_bytes(bytes(known.st_size))  # as a failing disk does: no time changes
        os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert shelf.folder.state() == state
    shelf.library.fold()
    bring_up(shelf.library, shelf.folder)
    assert is_current(shelf.library, shelf.folder)


# -- as a process ------------------------------------------------------------------


def run(*arguments: object, cwd: Path) -> "subprocess.CompletedProcess[str]":
    place = Path(building.__file__).parents[3]
    return subprocess.run(
        [sys.executable, "-m", "paperreader.searching.index.building", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(place)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_runs_from_anywhere_and_says_nothing(shelf: Shelf, tmp_path: Path) -> None:
    tag(shelf)
    done = run(tmp_path / "library", tmp_path / "cache", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert is_current(shelf.library, shelf.folder)


@pytest.mark.parametrize("arguments", [[], ["x"], ["x", "y", "z"]])
def test_wrong_arguments_are_told(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "LIBRARY CACHE" in capsys.readouterr().err


def test_what_stands_in_the_way_is_told(
    shelf: Shelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a file").touch()
    assert main([str(tmp_path / "library"), str(tmp_path / "a file")]) == 1
    assert main([str(tmp_path / "a file"), str(tmp_path / "cache2")]) == 1
    told = capsys.readouterr().err.splitlines()
    assert all(line.startswith("paperreader: the search index was not made:") for line in told)
    assert len(told) == 2


def test_who_comes_second_leaves_at_once(shelf: Shelf, tmp_path: Path) -> None:
    tag(shelf)
    before = shelf.folder.stamp()
    with Lock(shelf.folder.lock):
        assert main([str(tmp_path / "library"), str(tmp_path / "cache")]) == 0
    assert shelf.folder.stamp() == before
