"""The day on which a dump was made at the latest.

The page writes its days in UTC, so that is what they are compared with: where
the user is, it may still be yesterday.
"""

from datetime import UTC, date, datetime
from pathlib import Path


def made_by_now() -> date:
    """Return the day it is, for what is being read from a pipe or pasted."""
    return datetime.now(UTC).date()


def made(path: Path) -> date:
    """Return the day a file was last written, which is never later than today.

    Raises:
        OSError: the file cannot be looked at.
    """
    return min(datetime.fromtimestamp(path.stat().st_mtime, UTC).date(), made_by_now())
