"""Which index is in force: only one that is whole, of this version, and as it was written."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from paperreader.searching.index import IndexDamaged
from paperreader.searching.index.building import bring_up
from paperreader.searching.index.folder import IndexFolder, State
from paperreader.searching.index.schema import VERSION
from tests.unit.searching.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    for number in range(12):
        shelf.add(f"Graph Networks {number}", abstract="words of an abstract")
    bring_up(shelf.library, shelf.folder)
    yield shelf
    shelf.library.close()


def in_force(folder: IndexFolder) -> State:
    state = folder.state()
    assert state is not None
    return state


def test_two_libraries_have_two_folders(tmp_path: Path) -> None:
    assert IndexFolder(tmp_path, Path("a")).path != IndexFolder(tmp_path, Path("b")).path
    assert IndexFolder(tmp_path, Path("a")).path == IndexFolder(tmp_path, Path("a/")).path


def test_nothing_is_in_force_before_it_is_made(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path, tmp_path / "library")
    assert (folder.stamp(), folder.state()) == (None, None)
    folder.discard()  # nothing to do


def test_what_was_made_is_in_force(shelf: Shelf) -> None:
    state = in_force(shelf.folder)
    assert (state.base, state.seq) == (shelf.library.base, shelf.library.seq)
    assert shelf.folder.opened(state).searcher().num_docs == 12


STATES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda body: body[: len(body) // 2],
    "not JSON": lambda _: b"\xff\xfe{",
    "other JSON": lambda _: b"[1, 2]",
    "another version": lambda body: body.replace(b'"version":%d' % VERSION, b'"version":999'),
    "a path for a name": lambda body: body.replace(b'"name":"', b'"name":"../'),
    "sizes only": lambda body: msgspec.json.encode(
        msgspec.json.decode(body) | {"files": {"x": 1}}
    ),
    "a file that is none": lambda body: msgspec.json.encode(
        msgspec.json.decode(body) | {"files": {"x.idx": [1, 1]}}
    ),
}


@pytest.mark.parametrize("damage", STATES.values(), ids=STATES)
def test_a_damaged_state_is_none(shelf: Shelf, damage: Callable[[bytes], bytes]) -> None:
    path = shelf.folder.path / "state.json"
    before = path.read_bytes()
    path.write_bytes(damage(before))
    assert path.read_bytes() != before
    assert shelf.folder.state() is None
    bring_up(shelf.library, shelf.folder)
    assert in_force(shelf.folder).seq == shelf.library.seq


@pytest.mark.parametrize("change", ["removed", "cut", "same size"])
def test_a_file_that_is_not_as_written_puts_the_index_out_of_force(
    shelf: Shelf, change: str
) -> None:
    state = in_force(shelf.folder)
    for name in state.files:
        path = shelf.folder.path / state.name / name
        before = path.read_bytes()
        known = path.stat()
        path.unlink()
        if change == "cut":
            path.write_bytes(before[:-1])
        elif change == "same size":
            path.write_bytes(before[::-1])
        assert shelf.folder.state() is None
        path.write_bytes(before)
        os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
        assert shelf.folder.state() == state


def test_an_index_without_its_list_of_files_is_damaged_rather_than_empty(shelf: Shelf) -> None:
    state = in_force(shelf.folder)
    (shelf.folder.path / state.name / "meta.json").unlink()
    with pytest.raises(IndexDamaged):
        shelf.folder.opened(state)
    bring_up(shelf.library, shelf.folder)
    assert shelf.folder.opened(in_force(shelf.folder)).searcher().num_docs == 12


def test_only_the_index_in_force_is_kept(shelf: Shelf) -> None:
    folder = shelf.folder
    (folder.path / "index-left").mkdir()
    (folder.path / ".state.json.left.tmp").touch()
    folder.discard()
    bring_up(shelf.library, folder)
    names = {path.name for path in folder.path.iterdir()}
    assert names == {"state.json", "writer.lock", in_force(folder).name}


def test_an_index_that_fails_while_it_is_made_leaves_nothing(shelf: Shelf) -> None:
    before = {path.name for path in shelf.folder.path.iterdir()}
    state = shelf.folder.state()
    with pytest.raises(ZeroDivisionError), shelf.folder.begun():
        raise ZeroDivisionError
    assert {path.name for path in shelf.folder.path.iterdir()} == before
    assert shelf.folder.state() == state
