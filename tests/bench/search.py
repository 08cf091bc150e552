"""How often search finds the wanted paper, and what a keystroke of it costs.

Run as ``python -m tests.bench.search [N ...]`` beside the real records: N
entries (10,000 and 100,000 if not given). Queries are made from the titles and
authors of random entries (see `queries`). Prints, for each kind, the share
found first and in the first ten with milliseconds, beside rapidfuzz alone and
tantivy alone; then the latency of typing, and what the index costs.
"""

import argparse
import datetime
import subprocess
import sys
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from paperreader.searching import Searcher
from tests.bench import keystrokes
from tests.bench.peers import Answer, rapidfuzz_alone, tantivy_alone
from tests.bench.quality import NONE, Share, goal, likeliest, share
from tests.bench.queries import KINDS, VAGUE, Asked, queries
from tests.bench.shelves import Shelf, shelf

TODAY = datetime.date(2026, 1, 1)
PATIENCE = 600.0
"""Seconds that an index may take until the benchmark gives up."""


def ours(searcher: Searcher) -> Answer:
    """Return our search as the peers are: ids of the best ten."""

    def answer(text: str) -> list[str]:
        found = searcher.search(text, today=TODAY, limit=200)
        return [row.id for row in found.rows[:10]]

    return answer


def wait_for(searcher: Searcher) -> float:
    """Have the index built; return the seconds until it answers.

    Raises TimeoutError.
    """
    start = time.perf_counter()
    while True:
        searcher.prepare()
        if searcher.ready:
            return time.perf_counter() - start
        if time.perf_counter() - start > PATIENCE:
            raise TimeoutError(f"no index after {PATIENCE:g} s")
        time.sleep(0.02)


def main() -> None:
    """Print the figures."""
    options = _options()
    for count in options.counts:
        with shelf(count) as held:
            print(f"\n{len(held.papers):,} entries")
            with_index = Searcher(held.library, held.folder / "cache")
            built = wait_for(with_index)
            if not options.only_latency:
                _print_quality(held, with_index, options)
            if not options.only_quality:
                print(f"\n{'index built in':44}{built:9.2f} s")
                _print_costs(held)
                keystrokes.report(held, with_index, options.seed)
            with_index.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("counts", metavar="N", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--queries", type=int, default=60, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--vague", type=int, default=VAGUE, help="papers a query may fit")
    parser.add_argument("--alone", type=int, default=12, help="of each kind for rapidfuzz")
    parser.add_argument("--misses", type=int, default=0, help="so many are shown")
    parser.add_argument("--only-quality", action="store_true")
    parser.add_argument("--only-latency", action="store_true")
    return parser.parse_args()


def _print_quality(held: Shelf, searcher: Searcher, options: argparse.Namespace) -> None:
    """Print the shares by kind, and over all kinds."""
    peers: dict[str, tuple[Answer, int]] = {
        "ours": (ours(searcher), options.queries),
        "tantivy": (tantivy_alone(held.papers), options.queries),
    }
    if options.alone:
        for scorer in ("WRatio", "token_set_ratio"):
            peers[scorer] = rapidfuzz_alone(held.papers, scorer), options.alone
    print(
        f"{options.queries} queries of each kind, seed {options.seed}; for rapidfuzz"
        f" {options.alone}; each fits at most {options.vague} papers even as it is meant"
    )
    print(f"{'':32} first    ten        p50      p99")
    make = partial(queries, held.papers, held.meanings, vague=options.vague)
    overall = dict.fromkeys(peers, NONE)
    every: list[Asked] = []
    for name, kind in KINDS.items():
        asked = make(kind, options.queries, options.seed)
        every += asked
        for peer, (answer, count) in peers.items():
            found = share(asked[:count], answer)
            overall[peer] += found
            print(f"{name if peer == 'ours' else '':15} {peer:15} {found}", flush=True)
    for peer, found in overall.items():
        print(f"{'overall' if peer == 'ours' else '':15} {peer:15} {found}")
    print(f"{goal(len(held.papers))}; by words alone, ties by chance: {likeliest(every):.1f} %")
    _print_misses(held, overall["ours"], options.misses)


def _print_misses(held: Shelf, found: Share, most: int) -> None:
    titles = {paper.id: paper.title for paper in held.papers}
    for query, ids in found.missed[:: max(1, len(found.missed) // max(1, most))][:most]:
        place = next((at for at, id_ in enumerate(ids, 1) if id_ in query.wanted), 0)
        print(f"  {query.text}\n    wanted ({place or 'not in ten'}): {query.title}")
        print(f"    first: {titles[ids[0]] if ids else 'nothing'} [{query.fit} fit]")


MEMORY = """
import sys
from pathlib import Path
from paperreader.library import Library
from paperreader.searching import Searcher
from tests.bench.search import TODAY, wait_for
def anonymous():
    return next(int(line.split()[1]) for line in open("/proc/self/status")
                if line.startswith("RssAnon"))
library = Library.open(Path(sys.argv[1], "library"))
library.load()
library.rows()
told = [anonymous()]
searcher = Searcher(library, Path(sys.argv[1], "cache"))
wait_for(searcher)
told.append(anonymous())
for text in sys.stdin.read().splitlines():
    searcher.search(text, today=TODAY, limit=200)
told.append(anonymous())
print(*told)
"""


def _print_costs(held: Shelf) -> None:
    """Print the size of the index, and the memory of a process that opens and uses it."""
    cache = held.folder / "cache"
    print(f"{'index on disk':44}{_megabytes(cache.rglob('*')):9.1f} MB")
    if not Path("/proc/self/status").exists():
        return
    made = (queries(held.papers, held.meanings, kind, 72, 7) for kind in KINDS.values())
    asked = [query.text for some in made for query in some][:500]
    told = subprocess.run(
        [sys.executable, "-c", MEMORY, str(held.folder)],
        input="\n".join(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    before, opened, after = (int(figure) / 1024 for figure in told.stdout.split())
    print(f"{'memory: rows alone':44}{before:9.1f} MB")
    print(f"{'memory: the index opened adds':44}{opened - before:9.1f} MB")
    what = f"memory: after {len(asked)} searches it added"
    print(f"{what:44}{after - before:9.1f} MB")


def _megabytes(files: Iterable[Path]) -> float:
    return sum(path.stat().st_size for path in files if path.is_file()) / 1e6


if __name__ == "__main__":
    main()
