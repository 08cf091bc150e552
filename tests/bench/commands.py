"""How long whole commands take, beside a Python that does nothing.

``python -m tests.bench.commands FOLDER`` runs them on the library in FOLDER,
which is only read, and prints medians and extremes in milliseconds.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import median

TIMES = 15

OURS = [sys.executable, "-m", "paperreader"]


def seconds(command: Sequence[str], times: int = TIMES) -> list[float]:
    """Return how long each run of a command took, after one that is not counted."""
    found = []
    for _ in range(times + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ)
        found.append(time.perf_counter() - start)
    return sorted(found[1:])


def main() -> None:
    """Print the figures."""
    library = [*OURS, "--library", sys.argv[1]]
    for name, command in (
        ("python -c pass", [sys.executable, "-c", "pass"]),
        ("--version", [*OURS, "--version"]),
        ("list --limit 10", [*library, "list", "--limit", "10"]),
        ("list is:unread --limit 10", [*library, "list", "is:unread", "--limit", "10"]),
        ("stats", [*library, "stats"]),
        ("export --format jsonl", [*library, "export", "--format", "jsonl"]),
    ):
        runs = seconds(command)
        least, most = runs[0] * 1000, runs[-1] * 1000
        print(f"{name:28} {median(runs) * 1000:7.0f} ms   {least:.0f}–{most:.0f}")


if __name__ == "__main__":
    main()
