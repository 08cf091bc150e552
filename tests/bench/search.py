"""What a keystroke of search costs and how often it finds the wanted paper.

Run as ``python -m tests.bench.search [N] [QUERIES]`` beside the real records: N entries
(100,000 if not given), QUERIES of each kind (60). Queries are made from the
titles and authors of random entries. Prints, for each kind, the share found
first and in the first ten, with milliseconds, beside rapidfuzz alone.
"""

import datetime
import gc
import lzma
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles

import msgspec

from paperreader.entry import Entry, Row
from paperreader.searching import Searcher

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "arxiv-100k.jsonl.xz"
TODAY = datetime.date(2026, 1, 1)
ALONE = 12
"""Queries of each kind for rapidfuzz alone, which takes its time."""

Kind = Callable[[Entry, random.Random], str]


class _Record(msgspec.Struct):
    arxiv_id: str
    title: str
    abstract: str
    authors: tuple[str, ...] = ()


class Records:
    """The real records as a library that is only read."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        names = Row.__struct_fields__
        self._rows = [
            Row(**{name: getattr(entry, name) for name in names}) for entry in entries
        ]

    def rows(self) -> list[Row]:
        """Return the rows of all entries."""
        return self._rows

    def entry(self, id: str, /) -> Entry:  # noqa: A002 - the field's own name
        """Return a whole entry."""
        return self._entries[id]

    def texts(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield id, authors and abstract of every entry."""
        for entry in self._entries.values():
            yield entry.id, entry.authors, entry.abstract or ""


def read(count: int, path: Path = CORPUS) -> list[Entry]:
    """Return the first `count` real records as entries."""
    decode = msgspec.json.Decoder(_Record).decode
    entries = []
    with lzma.open(path) as lines:
        for line, _ in zip(lines, range(count), strict=False):
            record = decode(line)
            entries.append(
                Entry(
                    id=f"arxiv:{record.arxiv_id}",
                    arxiv_id=record.arxiv_id,
                    title=" ".join(record.title.split()),
                    authors=record.authors,
                    abstract=record.abstract,
                    added="2026-01-01T00:00:00Z",
                )
            )
    return entries


def _title_words(entry: Entry) -> list[str]:
    return [word for word in entry.title.split() if sum(map(str.isalnum, word)) > 3]


def exact(entry: Entry, chance: random.Random) -> str:
    """Three or four words of the title that follow each other."""
    words = _title_words(entry)
    count = min(len(words), chance.randint(3, 4))
    start = chance.randint(0, len(words) - count)
    return " ".join(words[start : start + count])


def prefix(entry: Entry, chance: random.Random) -> str:
    """As `exact`, the last word still being typed."""
    *first, last = exact(entry, chance).split()
    return " ".join([*first, last[: max(2, chance.randint(2, len(last)))]])


def one_typo(entry: Entry, chance: random.Random) -> str:
    """As `exact`, with one typo in the longest word."""
    words = exact(entry, chance).split()
    # The longest run of letters: a typo in punctuation would be none.
    at = max(range(len(words)), key=lambda place: (words[place].isalpha(), len(words[place])))
    words[at] = mistyped(words[at], chance)
    return " ".join(words)


def reordered(entry: Entry, chance: random.Random) -> str:
    """Three or four words of the title, in any order."""
    words = _title_words(entry)
    return " ".join(chance.sample(words, min(len(words), chance.randint(3, 4))))


def author_and_word(entry: Entry, chance: random.Random) -> str:
    """A surname and a word of the title."""
    if not entry.authors:
        return exact(entry, chance)
    surname = chance.choice(entry.authors).split()[-1]
    return f"{surname} {max(_title_words(entry), key=len)}"


KINDS: dict[str, Kind] = {
    "exact words": exact,
    "prefix": prefix,
    "one typo": one_typo,
    "reordered": reordered,
    "author + word": author_and_word,
}


def mistyped(word: str, chance: random.Random) -> str:
    """Return the word with one typo between its first letters and its last ones."""
    at = chance.randrange(1, len(word) - 2) if len(word) > 3 else 1
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    kinds = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    ]
    return chance.choice(kinds)


def queries(
    entries: list[Entry], kind: Kind, count: int, seed: int = 1
) -> list[tuple[str, str]]:
    """Return queries of a kind, each with the title of the paper that it is for."""
    chance = random.Random(seed)
    some = chance.sample(entries, min(len(entries), 3 * count))
    fit = [entry for entry in some if len(_title_words(entry)) >= 3][:count]
    return [(kind(entry, chance), entry.title) for entry in fit]


def shares(
    asked: list[tuple[str, str]], answer: Callable[[str], list[str]]
) -> tuple[float, float, list[float]]:
    """Return the shares found first and in the first ten, and the milliseconds taken."""
    first = ten = 0
    times = []
    for text, wanted in asked:
        start = time.perf_counter()
        titles = answer(text)
        times.append(1000 * (time.perf_counter() - start))
        first += titles[:1] == [wanted]
        ten += wanted in titles[:10]
    return first / len(asked), ten / len(asked), times


def _figures(first: float, ten: float, times: list[float]) -> str:
    p99 = quantiles(times, n=100)[98]
    return f"{100 * first:5.1f} {100 * ten:6.1f} %  {median(times):6.1f} {p99:6.1f} ms"


def _alone(titles: list[str], scorer: str) -> Callable[[str], list[str]]:
    from rapidfuzz import fuzz, process, utils

    prepared = [utils.default_process(title) for title in titles]
    score = getattr(fuzz, scorer)

    def answer(text: str) -> list[str]:
        asked = utils.default_process(text)
        found = process.extract(asked, prepared, scorer=score, limit=10, processor=None)
        return [titles[at] for _, _, at in found]

    return answer


def main(count: int = 100_000, each: int = 60) -> None:
    """Print the figures."""
    entries = read(count)
    library = Records(entries)
    tracemalloc.start()
    searcher = Searcher(library)
    searcher.prepare()
    gc.collect()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    searcher = Searcher(library)
    start = time.perf_counter()
    searcher.prepare()
    built = time.perf_counter() - start
    print(f"{len(entries):,} entries; built in {built:.2f} s; holds {held / 1e6:.0f} MB")

    def ours(text: str) -> list[str]:
        found = searcher.search(text, today=TODAY, abstracts=False)
        return [row.title for row in found.rows[:10]]

    print(f"{'':24}  first    ten      p50    p99")
    for name, kind in KINDS.items():
        asked = queries(entries, kind, each)
        print(f"{name:14} ours       {_figures(*shares(asked, ours))}")
        for scorer in ("WRatio", "token_set_ratio"):
            alone = _alone([entry.title for entry in entries], scorer)
            figures = _figures(*shares(asked[:ALONE], alone))
            print(f"{'':14} {scorer[:9]:9}  {figures}")

    times: list[float] = []
    for text, _ in queries(entries, exact, each, seed=2):
        for end in range(1, len(text) + 1):
            start = time.perf_counter()
            ours(text[:end])
            times.append(1000 * (time.perf_counter() - start))
    print(f"a keystroke, words typed letter by letter: {_figures(0, 0, times)[16:]}")
    for text in (
        "",
        "is:unread",
        "is:unread -tag:x year:2020..2024",
        "-learning",
        '"deep learning"',
    ):
        _, _, times = shares([(text, "")] * 5, ours)
        print(f"{text!r:40} {min(times):6.1f} ms")
    start = time.perf_counter()
    searcher.search("perplexity zzzz", today=TODAY)
    print(f"{'all abstracts':40} {1000 * (time.perf_counter() - start):6.0f} ms")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
