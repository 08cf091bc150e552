"""The order in which tags are wanted."""

from datetime import UTC, datetime, timedelta

import pytest

from paperreader.entry import Row
from paperreader.library import tags_by_use

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def rows(tag: str, count: int, **ago: float) -> list[Row]:
    """Return entries with a tag that were changed so long ago."""
    when = (NOW - timedelta(**ago)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return [Row(id=f"{tag}{n}", title="T", tags=(tag,), changed=when) for n in range(count)]


@pytest.mark.parametrize(
    ("given", "order"),
    [
        (rows("few", 2, days=400) + rows("many", 9, days=400), ["many", "few"]),
        (rows("old", 9, days=400) + rows("new", 1, minutes=5), ["new", "old"]),
        (rows("much", 80, days=400) + rows("once", 1, minutes=5), ["much", "once"]),
        (rows("week", 3, days=5) + rows("today", 2, hours=5), ["today", "week"]),
        (rows("b", 1, days=1) + rows("a", 1, days=1), ["a", "b"]),
        ([Row(id="x", title="T")], []),
    ],
)
def test_use_and_recency_weigh_together(given: list[Row], order: list[str]) -> None:
    assert [tag for tag, _count in tags_by_use(given, NOW)] == order


def test_counts_are_those_of_all_entries() -> None:
    given = rows("a", 2, minutes=1) + rows("a", 3, days=900)
    assert tags_by_use(given, NOW) == [("a", 5)]
