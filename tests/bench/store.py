"""What opening, changing, importing and folding cost, beside stock TinyDB.

Run as ``python -m tests.bench.store [N]`` with N entries (100,000 if not
given): real records where they lie beside the checkout, else synthetic text of
the same length. Prints medians and 99th percentiles in milliseconds, and the
memory of a process that holds all rows, counted without pages that the system
may take back.
"""

import gc
import lzma
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import msgspec
from tinydb import TinyDB

from paperreader.entry import Entry, Parsed
from paperreader.library import Library

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "arxiv-100k.jsonl.xz"

MEMORY = """
import sys
from pathlib import Path
from paperreader.library import Library
library = Library.open(Path(sys.argv[1]))
library.load()
library.counts()
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("RssAnon")))
"""


class _Record(msgspec.Struct):
    """What the real records hold of an entry's facts."""

    arxiv_id: str
    title: str
    abstract: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None


def real() -> Iterator[Entry]:
    """Yield the real records."""
    decode = msgspec.json.Decoder(_Record).decode
    with lzma.open(CORPUS) as lines:
        for line in lines:
            record = decode(line)
            yield Entry(
                title=record.title,
                abstract=record.abstract,
                authors=record.authors or (),
                arxiv_id=record.arxiv_id,
                published=record.published,
            )


def synthetic() -> Iterator[Entry]:
    """Yield made-up records of about two kilobytes."""
    chance = random.Random(1)
    words = ["".join(chance.choices("aeiounrstlmkp", k=length)) for length in range(3, 11)] * 40
    number = 0
    while True:
        number += 1
        yield Entry(
            title=" ".join(chance.choices(words, k=9)),
            abstract=" ".join(chance.choices(words, k=200)),
            authors=tuple(f"{chance.choice(words)} {chance.choice(words)}" for _ in range(4)),
            arxiv_id=f"{number // 100_000:04d}.{number % 100_000:05d}",
            published="2025-01-01",
        )


def others(entries: list[Entry], count: int, first: int) -> list[Entry]:
    """Return records that a library with these entries does not have."""
    return [
        msgspec.structs.replace(
            entries[turn % len(entries)],
            arxiv_id=f"99{turn // 100_000 + first:02d}.{turn % 100_000:05d}",
            title=f"{entries[turn % len(entries)].title}, part {first} of {turn}",
        )
        for turn in range(count)
    ]


def parsed(entries: Iterable[Entry]) -> Parsed:
    """Return what a source with these records says."""
    records = tuple(entries)
    return Parsed(shape="records", entries=records, lines=tuple(range(1, len(records) + 1)))


def timed(
    act: Callable[[], Any], times: int = 1, before: Callable[[], Any] | None = None
) -> str:
    """Return the median of an act's milliseconds, and the 99th percentile of many."""
    taken = []
    for _ in range(times):
        if before:
            before()
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    tail = f"   p99 {quantiles(taken, n=100)[98]:9.3f}" if times >= 100 else ""
    return f"{median(taken):10.3f} ms{tail}"


def show(what: str, figure: str) -> None:
    """Print one line of the table."""
    print(f"{what:<58}{figure}", flush=True)


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    source = real() if CORPUS.exists() else synthetic()
    entries = list(islice(source, count))
    print(f"{len(entries):,} {'real' if CORPUS.exists() else 'synthetic'} entries")
    folder = Path(tempfile.mkdtemp(prefix="paperreader-bench-"))
    try:
        measure(folder, entries)
        beside(folder)
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, entries: list[Entry]) -> None:
    """Measure our store."""
    everything = parsed(entries)
    library = Library.open(folder)
    library.load()
    figure = timed(lambda: library.import_parsed(everything, source="all"))
    show("import all into an empty library", figure)
    show("fold that", timed(library.fold))
    show(
        "import all again, nothing new",
        timed(lambda: library.import_parsed(everything, source="all")),
    )
    library.close()
    del library
    gc.collect()

    opened: list[Library] = []

    def open_newest() -> None:
        opened.append(Library.open(folder))
        opened[-1].newest_rows(200)

    def forget() -> None:
        while opened:
            opened.pop().close()
        gc.collect()

    show("open, newest 200 rows", timed(open_newest, 15, forget))

    def load_next() -> None:
        forget()
        opened.append(Library.open(folder))

    show("load all rows", timed(lambda: len(opened[-1]), 7, load_next))
    library = opened[-1]
    gc.freeze()
    ids = [row.id for row in library.rows()]
    chance = random.Random(2)
    starred = iter(range(10**9))

    def star() -> None:
        library.star([chance.choice(ids)], next(starred) % 2 == 0)

    show("one durable change", timed(star, 1_000))
    show("undo of it", timed(library.undo, 100))
    show("look for news, nothing new", timed(library.refresh, 10_000))
    show("read one whole entry", timed(lambda: library.entry(chance.choice(ids)), 1_000))
    show("all texts, for search", timed(lambda: sum(1 for _ in library.texts())))
    show("counts", timed(library.counts, 100))
    show("bulk mark of all", timed(lambda: library.mark(ids, "read")))
    show("undo of that", timed(library.undo))
    show("redo of that", timed(library.redo))
    show("fold that", timed(library.fold))
    dumps = iter([parsed(others(entries, 35, turn)) for turn in range(20)])
    figure = timed(lambda: library.import_parsed(next(dumps), source="dump"))
    show("import of 35 new entries, the first since opening", figure)
    figure = timed(lambda: library.import_parsed(next(dumps), source="dump"), 19)
    show("import of 35 new entries, later ones", figure)
    many = parsed(others(entries, min(10_000, len(entries)), 30))
    figure = timed(lambda: library.import_parsed(many, source="many"))
    show(f"import of {len(many.entries):,} new entries", figure)
    show("undo of that", timed(library.undo))
    show("fold with that", timed(library.fold))
    library.star(ids[:1], True)
    show("fold of one change", timed(library.fold))
    library.close()
    if Path("/proc/self/status").exists():
        told = subprocess.run(
            [sys.executable, "-c", MEMORY, str(folder)],
            capture_output=True,
            text=True,
            check=True,
        )
        show(
            "memory with all rows, a process of its own", f"{int(told.stdout) / 1024:10.1f} MB"
        )


def beside(folder: Path) -> None:
    """Measure stock TinyDB on a copy of the same file."""
    path = folder / "stock.json"
    shutil.copy(folder / "library.json", path)
    start = time.perf_counter()
    db = TinyDB(path)
    last = max(document.doc_id for document in db.all())
    show("stock TinyDB: open and read all", f"{(time.perf_counter() - start) * 1000:10.2f} ms")
    figure = timed(lambda: db.update({"starred": True}, doc_ids=[last]))
    show("stock TinyDB: one update, not even flushed", figure)
    db.close()


if __name__ == "__main__":
    main()
