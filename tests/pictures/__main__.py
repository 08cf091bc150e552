"""Pictures of the app for the README, made by the app itself.

``python -m tests.pictures`` draws all of them into ``docs/pictures``; names of
some (``triage walk``) draw only those, and ``--folder`` puts them elsewhere.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.pictures.drawing import moving
from tests.pictures.scenes import PICTURES, frames

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"

MOST = 400_000
"""Bytes that all pictures together may have, so that the README opens at once."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the pictures and say how large they are; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PICTURES))
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.names if name not in PICTURES]
    if unknown:
        parser.error(f"there is no picture “{unknown[0]}”, only {', '.join(PICTURES)}")
    asked.folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for name in asked.names or PICTURES:
        picture = PICTURES[name]
        data = moving(asyncio.run(frames(picture)), picture.title).encode()
        (asked.folder / f"{name}.svg").write_bytes(data)
        total += len(data)
        print(f"{name}.svg  {len(data):,} bytes")
    if total > MOST:
        print(f"All together have {total:,} bytes, more than {MOST:,}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
