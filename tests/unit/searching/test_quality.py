"""How often the wanted paper is found, over real titles: shares, never times."""

import datetime
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from paperreader.library import Library
from paperreader.searching import Searcher
from tests.bench.quality import share
from tests.bench.queries import KINDS, Meanings, Paper, queries
from tests.bench.store import parsed, real

TODAY = datetime.date(2026, 3, 1)
COUNT = 2_000
EACH = 20
SEED = 3


@pytest.fixture(scope="module")
def papers(shared: Path) -> list[Paper]:
    assert (shared / "corpus").is_dir()
    return [
        Paper(f"arxiv:{entry.arxiv_id}", entry.title, entry.authors)
        for entry in islice(real(), COUNT)
    ]


@pytest.fixture(scope="module")
def meanings(papers: list[Paper]) -> Meanings:
    return Meanings(papers)


@pytest.fixture(scope="module")
def searcher(
    papers: list[Paper], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("quality")
    with Library.open(folder / "library") as library:
        library.import_parsed(parsed(islice(real(), COUNT)), source="records")
        searcher = Searcher(library, folder / "cache")
        searcher.prepare()
        yield searcher
        searcher.close()


@pytest.mark.parametrize("kind", KINDS)
def test_the_wanted_paper_is_among_the_first(
    kind: str, papers: list[Paper], meanings: Meanings, searcher: Searcher
) -> None:
    def answer(text: str) -> list[str]:
        found = searcher.search(text, today=TODAY, limit=200)
        return [row.id for row in found.rows[:10]]

    found = share(queries(papers, meanings, KINDS[kind], EACH, SEED), answer)
    assert len(found.times) == EACH
    assert found.ten >= EACH - 1, [(missed.text, missed.title) for missed, _ in found.missed]
    assert found.first >= EACH - 3, [(missed.text, missed.title) for missed, _ in found.missed]
