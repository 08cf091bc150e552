"""``kill -9`` in the middle of changes, folds, imports and openings."""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from paperreader.library import Library
from tests.unit.library.samples import check, give, numbered

if sys.platform == "win32":
    pytest.skip("there is no fork and no kill -9 on Windows", allow_module_level=True)

from tests.contract.processes import Workshop, workshop
from tests.contract.store_worker import digests


@pytest.fixture
def shop() -> Iterator[Workshop]:
    with workshop() as open_:
        yield open_


class Witness:
    """What was acknowledged of one library, and whether all of it is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.acknowledged = 0
        self.states: dict[str, str | None] = {}
        self.counts: Counter[str] = Counter()

    def hear(self, told: dict[str, object]) -> None:
        """Take in what the process told."""
        if "seq" in told:
            assert told["seq"] == self.acknowledged + 1
            self.acknowledged += 1
            self.counts["acknowledged"] += 1
            states = told["states"]
            assert isinstance(states, dict)
            self.states |= states

    def examine(self, *, close: bool) -> None:
        """Open the library and compare it with what was acknowledged."""
        library = Library.open(self.folder)
        check(library)
        log = library.log(10**9)
        assert [change.seq for change in log] == [*range(len(log), 0, -1)]
        extra = len(log) - self.acknowledged
        assert extra in (0, 1), "an acknowledged change is lost, or two others are there"
        found = digests(library)
        touched = set(log[0].ids) if extra else set()
        for id_ in {*found, *self.states} - touched:
            assert found.get(id_) == self.states.get(id_), id_
        for id_ in touched:
            self.states[id_] = found.get(id_)
        self.acknowledged += extra
        self.counts["found though not acknowledged"] += extra
        self.counts["kills"] += 1
        if close:
            library.fold()
            library.close()
            with TinyDB(self.folder / "library.json", access_mode="r") as stock:
                assert [document["id"] for document in stock.all()] == [*found]
            json.loads((self.folder / "library.json").read_bytes())
        else:
            library.table.files.close()


def kill_again_and_again(shop: Workshop, folder: Path, kills: int, seed: int) -> Counter[str]:
    """Let a process change one library, killed at random moments; return what was counted."""
    chance = random.Random(seed)
    witness = Witness(folder)
    for turn in range(kills):
        pid = shop.order("change", folder, seed=chance.randrange(10**9))
        for _ in range(chance.choice([0, 0, 1, 2, 4, 9, 20])):
            witness.hear(shop.told())
        time.sleep(chance.random() ** 2 * 0.006)
        for told in shop.until_gone(pid, kill=True):
            witness.hear(told)
        witness.examine(close=turn % 5 == 4)
    strays = list(folder.glob(".library*.tmp"))
    witness.counts["temporary files left"] = len(strays)
    return witness.counts


@pytest.mark.parametrize("seed", range(8))
def test_two_hundred_kills(shop: Workshop, tmp_path: Path, seed: int) -> None:
    counts = kill_again_and_again(shop, tmp_path / "library", 25, seed)
    assert counts["kills"] == 25
    assert counts["acknowledged"] > 25


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 120))
def test_a_thousand_kills(shop: Workshop, tmp_path: Path, seed: int) -> None:
    counts = kill_again_and_again(shop, tmp_path / "library", 50, seed)
    assert counts["kills"] == 50


def test_the_lock_of_a_killed_process_is_given_back(shop: Workshop, tmp_path: Path) -> None:
    pid = shop.order("hold", tmp_path)
    assert shop.told()["holding"]
    list(shop.until_gone(pid, kill=True))
    with Library.open(tmp_path) as library:
        assert give(library, numbered(1)).added == 1
