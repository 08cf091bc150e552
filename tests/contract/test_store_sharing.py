"""Several processes on one library at once: nobody's change is lost, all see all."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from paperreader.library import Library, LibraryBusy
from tests.unit.library.samples import check, filled, kept, state

if sys.platform == "win32":
    pytest.skip("the processes are made by fork", allow_module_level=True)

from tests.contract.processes import Workshop, workshop
from tests.contract.store_worker import COMMON, digests


@pytest.fixture
def shop() -> Iterator[Workshop]:
    with workshop() as open_:
        yield open_


@pytest.mark.parametrize("forgetful", [False, True], ids=["history", "history removed"])
def test_two_processes_write_while_a_third_looks_on(
    shop: Workshop, tmp_path: Path, forgetful: bool
) -> None:
    turns = 200
    third = filled(tmp_path, 1)
    pids = [
        shop.order("share", tmp_path, name=name, turns=turns, others=2, forgetful=forgetful)
        for name in ("a", "b")
    ]
    tags = 2 * len(range(1, turns, 3))
    entries = 1 + 2 * 2 * len(range(0, turns, 3))
    seen: set[str] = set()
    while len(third.row(COMMON).tags) < tags or len(third) < entries:
        before = {row.id: row for row in third.rows()}
        changed = third.refresh()
        after = {row.id: row for row in third.rows()}
        really = {id_ for id_ in {**before, **after} if before.get(id_) != after.get(id_)}
        assert really <= changed, "a change was taken in without being told"
        seen |= changed
    told = [words for pid in pids for words in shop.until_gone(pid)]
    ends = [words["states"] for words in told if "done" in words]
    assert len(ends) == 2
    third.refresh()
    assert digests(third) == ends[0] == ends[1]
    check(third)
    assert {row.id for row in third.rows()} == seen | {COMMON}
    notes = [row.note for row in third.rows() if row.note]
    assert len(notes) == 2 * len(range(2, turns, 3))
    seqs = [change.seq for change in third.log(10**9)]
    assert seqs == sorted(seqs, reverse=True)
    if not forgetful:
        assert len(seqs) == 1 + 2 * turns
    expected = state(third)
    third.close()
    assert kept(tmp_path) == expected


def test_a_process_that_holds_the_lock_for_too_long(
    shop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path, 2)
    before = state(library)
    pid = shop.order("hold", tmp_path)
    assert shop.told()["holding"]
    monkeypatch.setattr(library.table.files.lock, "_patience", 0.1)
    for act in (lambda: library.mark([COMMON], "read"), library.undo, library.fold):
        with pytest.raises(LibraryBusy, match="locked by another process") as refusal:
            act()
        assert str(tmp_path / "library.lock") in str(refusal.value)
    assert state(library) == before
    library.close()  # goes well: the changes are in the journal
    list(shop.until_gone(pid, kill=True))
    assert kept(tmp_path) == before
    with Library.open(tmp_path) as again:
        assert again.mark([COMMON], "read").ids == (COMMON,)
