"""Counts that are kept up to date."""

from hypothesis import given
from hypothesis import strategies as st

from paperreader.entry import STATUSES, Row
from paperreader.library import day_of
from paperreader.library.tally import Tally

from .samples import recount

ROWS = st.builds(
    Row,
    id=st.uuids().map(str),
    title=st.just("A Title"),
    status=st.sampled_from(STATUSES),
    starred=st.booleans(),
    note=st.sampled_from(["", "a note"]),
    tags=st.lists(st.sampled_from("abc"), unique=True).map(lambda tags: tuple(sorted(tags))),
    featured=st.sampled_from([None, "2025-01-01", "2025-01-02"]),
    added=st.sampled_from(["2025-01-02T08:00:00Z", "2025-01-03T08:00:00Z"]),
)


def test_the_day_is_the_featured_one_else_that_of_adding() -> None:
    row = Row(id="a", title="T", added="2025-01-03T08:00:00Z", featured="2024-12-31")
    assert day_of(row) == "2024-12-31"
    assert day_of(Row(id="a", title="T", added="2025-01-03T08:00:00Z")) == "2025-01-03"


@given(st.lists(ROWS), st.lists(ROWS))
def test_running_counts_equal_a_recount(stay: list[Row], go: list[Row]) -> None:
    tally = Tally(go)
    for row in stay:
        tally.add(row)
    assert tally.counts() == recount(go + stay)
    for row in go:
        tally.add(row, -1)
    assert tally.counts() == recount(stay)


def test_tags_and_days_come_in_order() -> None:
    days = ["2025-01-02", "2025-01-10", "2024-12-31"]
    rows = [
        Row(id=day, title="T", featured=day, tags=(tag,))
        for day, tag in zip(days, ("b", "c", "a"), strict=True)
    ]
    counts = Tally(rows).counts()
    assert list(counts.tags) == ["a", "b", "c"]
    assert list(counts.days) == list(counts.undecided) == sorted(days, reverse=True)
    assert list(counts.status) == list(STATUSES)
