"""What each key costs while queries are typed letter by letter, and a change until found."""

import datetime
import random
import time
from collections.abc import Iterable, Iterator, Sequence

from paperreader.entry import Entry
from paperreader.searching import Query, Searcher, parse
from paperreader.searching.folding import words
from tests.bench.quality import at
from tests.bench.queries import KINDS, queries
from tests.bench.shelves import Shelf
from tests.bench.store import parsed

TODAY = datetime.date(2026, 1, 1)
LIMIT = 200
"""Rows that the app wants of a search while keys come."""

EACH = 6
"""Queries of each kind that are typed."""

CHANGES = 20

WAYS: tuple[tuple[str, str, str], ...] = (
    ("no filter", "", ""),
    ("in the inbox view", "", "is:inbox"),
    ("is:unread", "is:unread ", ""),
    ("year:2022..2025", "year:2022..2025 ", ""),
    ("tag:x", "tag:x ", ""),
    ("is:unread year:2022..2025, inbox", "is:unread year:2022..2025 ", "is:inbox"),
)
"""The name in the report, what is typed before the words, and the view's own query."""


def report(held: Shelf, searcher: Searcher, seed: int) -> None:
    """Print the latency of every way to type, and of a change until it is found."""
    made = (
        queries(held.papers, held.meanings, kind, EACH, seed + 1) for kind in KINDS.values()
    )
    titles = [query.text for some in made for query in some]
    abstracts = list(_from_abstracts(held.abstracts, EACH * len(KINDS), seed))
    print(f"{'a key of words typed letter by letter':44}    p50    p90    p99    max (ms)")
    for name, before, view in WAYS:
        within = parse(view) if view else None
        for kind, texts in (("", titles), (", abstracts", abstracts)):
            times = list(_typed(searcher, texts, before, within))
            print(f"{f'  {name}{kind}':44}{_figures(times)}", flush=True)
    for name, change in (("a note", _noted), ("an import", _imported)):
        figures = _figures(list(change(held, searcher)))
        print(f"{f'{name} made, until it is found':44}{figures}", flush=True)


def _figures(times: Sequence[float]) -> str:
    return "".join(f"{at(times, percent):7.1f}" for percent in (50, 90, 99, 100))


def _typed(
    searcher: Searcher, texts: Iterable[str], before: str, within: Query | None
) -> Iterator[float]:
    """Yield the milliseconds of every key, the first letters among them."""
    for text in texts:
        for end in range(1, len(text) + 1):
            start = time.perf_counter()
            searcher.search(before + text[:end], today=TODAY, within=within, limit=LIMIT)
            yield 1000 * (time.perf_counter() - start)


def _from_abstracts(abstracts: Sequence[str], count: int, seed: int) -> Iterator[str]:
    """Yield queries of three or four words that follow each other in an abstract."""
    chance = random.Random(seed)
    for text in chance.sample(abstracts, min(count, len(abstracts))):
        found = words(text)
        if len(found) >= 4:
            start = chance.randrange(len(found) - 3)
            yield " ".join(found[start : start + chance.randint(3, 4)])


def _noted(held: Shelf, searcher: Searcher) -> Iterator[float]:
    """Yield the milliseconds of the first search after an entry got a note.

    Raises LookupError where it does not find the entry.
    """
    chance = random.Random(3)
    for turn, paper in enumerate(chance.sample(held.papers, CHANGES)):
        word = f"zyxnote{turn}"
        held.library.note(paper.id, word)
        yield _timed_until_found(searcher, word, paper.id)


def _imported(held: Shelf, searcher: Searcher) -> Iterator[float]:
    """Yield the milliseconds of the first search after an entry was added.

    Raises LookupError where it does not find the entry.
    """
    for turn in range(CHANGES):
        new = Entry(title=f"A study of zyxtitle{turn}", arxiv_id=f"9912.{turn:05d}")
        held.library.import_parsed(parsed([new]), source="one")
        yield _timed_until_found(searcher, f"zyxtitle{turn}", f"arxiv:{new.arxiv_id}")


def _timed_until_found(searcher: Searcher, word: str, wanted: str) -> float:
    start = time.perf_counter()
    found = searcher.search(word, today=TODAY, limit=LIMIT)
    taken = 1000 * (time.perf_counter() - start)
    if wanted not in {row.id for row in found.rows}:
        raise LookupError(f"{word} was not found after it was written")
    return taken
