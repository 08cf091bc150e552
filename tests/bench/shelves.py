"""Real records as a library in a folder of their own, for the benchmarks of search."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from paperreader.entry import Entry
from paperreader.library import Library
from tests.bench.queries import Meanings, Paper
from tests.bench.store import parsed, real


class Shelf(Struct, frozen=True):
    """A library of real records, and what it holds, in the order of the records."""

    folder: Path
    """The library is in ``library`` in it; the rest is free for caches."""
    library: Library
    papers: tuple[Paper, ...]
    abstracts: tuple[str, ...]
    meanings: Meanings


@contextmanager
def shelf(count: int) -> Iterator[Shelf]:
    """Give a library of the first real records in a temporary folder.

    A fifth is read, a twentieth is tagged ``x``: filters leave something and
    take something away.
    """
    entries = list(islice(real(), count))
    with TemporaryDirectory(prefix="paperreader-bench-") as name:
        folder = Path(name)
        with Library.open(folder / "library") as library:
            fill(library, entries)
            papers = tuple(
                Paper(f"arxiv:{entry.arxiv_id}", entry.title, entry.authors)
                for entry in entries
            )
            abstracts = tuple(entry.abstract or "" for entry in entries)
            del entries
            yield Shelf(folder, library, papers, abstracts, Meanings(papers))


def fill(library: Library, entries: list[Entry]) -> None:
    """Import records, and have some read and some tagged."""
    library.import_parsed(parsed(entries), source="records")
    ids = sorted(row.id for row in library.rows())
    chance = random.Random(1)
    library.mark(chance.sample(ids, len(ids) // 5), "read")
    library.tag(chance.sample(ids, len(ids) // 20), add=["x"])
    library.fold()
