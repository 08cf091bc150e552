"""Which tags a reader is likely to want next: those in use, and of these the latest."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from ..entry import Row

_WEIGHTS = (
    (timedelta(hours=1), 64),
    (timedelta(days=1), 16),
    (timedelta(days=7), 8),
    (timedelta(days=30), 4),
    (timedelta(days=120), 2),
)
"""What an entry counts for that was changed so lately; one for any older one."""


def tags_by_use(rows: Iterable[Row], now: datetime) -> list[tuple[str, int]]:
    """Return all tags with how many entries have each, the likeliest first.

    Each entry counts for its tags the more the later it was changed, so that what
    is worked on now comes before what was much used long ago. `now` is in UTC.
    """
    since = [(_written(now - age), weight) for age, weight in _WEIGHTS]
    counts: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    for row in rows:
        if row.tags:
            # Timestamps of one form stand in the order of their texts.
            weight = next((w for start, w in since if row.changed >= start), 1)
            for tag in row.tags:
                counts[tag] += 1
                weights[tag] += weight
    return sorted(counts.items(), key=lambda pair: (-weights[pair[0]], -pair[1], pair[0]))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
