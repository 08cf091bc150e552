"""A search that began to read goes on with the index once another process has made it."""

import pytest

from paperreader.searching import Searcher
from paperreader.searching.index import kept
from paperreader.searching.index.building import bring_up
from tests.unit.searching.shelf import TODAY, Shelf


@pytest.fixture
def shelf(tmp_path: object, request: pytest.FixtureRequest) -> Shelf:
    shelf = Shelf(request.getfixturevalue("tmp_path"))
    for number in range(70):
        shelf.add(f"Graph number {number}")
    return shelf


def test_an_index_made_while_a_search_reads_is_used(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept.KeptIndex, "tend", lambda _: None)  # this test makes it
    searcher = Searcher(shelf.library, shelf.cache)
    looks: list[bool] = []

    def make_it_once() -> bool:
        looks.append(searcher.ready)
        if len(looks) == 2:
            bring_up(shelf.library, shelf.folder)
        return False

    found = searcher.search("graph", today=TODAY, cancelled=make_it_once)
    assert found.total == 70
    assert searcher.ready
    assert not any(looks)
    assert len(looks) <= 3


def test_rubbish_that_comes_while_a_search_reads_changes_nothing(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept.KeptIndex, "tend", lambda _: None)
    searcher = Searcher(shelf.library, shelf.cache)

    def leave_rubbish() -> bool:
        if not shelf.folder.path.exists():
            shelf.folder.path.mkdir(parents=True)
            (shelf.folder.path / "state.json").write_bytes(b"no state")
        return False

    found = searcher.search("graph", today=TODAY, cancelled=leave_rubbish)
    assert found.total == 70
    assert not searcher.ready
