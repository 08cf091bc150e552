"""All figures that there are, one after another: ``python -m tests.bench [N]``.

With N entries (10,000 if not given) it runs `store`, `commands`, `search` and
`app`, each in a process of its own and each beside what it is built on.
"""

import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

from paperreader.library import Library
from tests.bench.store import CORPUS, parsed, real, synthetic


def main() -> None:
    """Run all benchmarks."""
    count = sys.argv[1] if len(sys.argv) > 1 else "10000"
    with tempfile.TemporaryDirectory(prefix="paperreader-bench-") as folder:
        with Library.open(Path(folder)) as library:
            source = real() if CORPUS.exists() else synthetic()
            library.import_parsed(parsed(islice(source, int(count))), source="all")
        for name, argument in (
            ("store", count),
            ("commands", folder),
            ("search", count),
            ("app", folder),
        ):
            print(f"\n== {name}", flush=True)
            subprocess.run([sys.executable, "-m", f"tests.bench.{name}", argument], check=True)


if __name__ == "__main__":
    main()
