"""How often the wanted paper is found, over real titles: shares, never times."""

from pathlib import Path

import pytest

from paperreader.entry import Entry
from paperreader.searching import Searcher
from tests.bench.search import KINDS, Records, queries, read, shares
from tests.unit.searching.shelf import TODAY


@pytest.fixture(scope="module")
def entries(shared: Path) -> list[Entry]:
    return read(2_000, shared / "corpus" / "arxiv-100k.jsonl.xz")


@pytest.fixture(scope="module")
def searcher(entries: list[Entry]) -> Searcher:
    return Searcher(Records(entries))


@pytest.mark.parametrize("kind", KINDS)
def test_the_wanted_paper_is_among_the_first(
    kind: str, entries: list[Entry], searcher: Searcher
) -> None:
    def answer(text: str) -> list[str]:
        found = searcher.search(text, today=TODAY, abstracts=False)
        return [row.title for row in found.rows[:10]]

    first, ten, _ = shares(queries(entries, KINDS[kind], 200, seed=3), answer)
    assert ten >= 0.95
    assert first >= 0.85
