"""Earlier states of ``library.json``, kept beside it and rotated.

The old file is copied before a new one takes its place, at most once a day.
"""

import contextlib
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from ...atomic import replacing

KEPT = 7
"""Backups that rotation leaves; large libraries keep fewer."""
KEPT_LARGE = 3
LARGE = 64 * 1024 * 1024
"""Bytes from which a library counts as large."""
PAUSE = timedelta(hours=20)
"""Rotation makes at most one backup in this time, so that the kept ones span days."""

_NAME = re.compile(r"library-(\d{8}T\d{6}Z)-(\d+)(-[a-z]+)?\.json")


class Backup(Struct, frozen=True):
    """One earlier state of the library."""

    path: Path
    made: datetime
    seq: int
    """Number of the last change that it holds."""
    kept: bool
    """Whether the user asked for it, so that rotation leaves it alone."""


def backups(folder: Path) -> list[Backup]:
    """Return the backups in a library's folder, newest first."""
    found = []
    with contextlib.suppress(FileNotFoundError):
        for path in (folder / "backups").iterdir():
            if match := _NAME.fullmatch(path.name):
                made = datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
                found.append(Backup(path, made, int(match[2]), bool(match[3])))
    return sorted(found, key=lambda backup: (backup.made, backup.seq), reverse=True)


def keep(current: Path, seq: int, now: datetime, label: str = "") -> Path:
    """Keep the current ``library.json`` under a backup's name and return it.

    A `label` marks it as one that rotation leaves alone.

    Raises:
        OSError: the backup cannot be made.
    """
    folder = current.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    suffix = f"-{label}" if label else ""
    target = folder / f"library-{now:%Y%m%dT%H%M%SZ}-{seq}{suffix}.json"
    if target.exists():
        return target
    # A copy of its own: a second name for the same file would change with it if
    # another program wrote into it.
    with current.open("rb") as old, replacing(target) as new:
        shutil.copyfileobj(old, new, 1024 * 1024)
    return target


def rotate(current: Path, seq: int, now: datetime, *, always: bool = False) -> None:
    """Keep the current file if the newest backup is old enough; drop the oldest ones.

    Raises:
        OSError: the backup cannot be made.
    """
    if not current.exists() or (seq == 0 and not always):
        return  # there is nothing yet that could be lost
    rotating = [backup for backup in backups(current.parent) if not backup.kept]
    if not always and rotating and timedelta() <= now - rotating[0].made < PAUSE:
        return
    keep(current, seq, now)
    limit = KEPT_LARGE if current.stat().st_size > LARGE else KEPT
    for backup in rotating[limit - 1 :]:
        backup.path.unlink(missing_ok=True)
