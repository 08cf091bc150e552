"""Statistics: sums that agree with the rows, and forecasts that claim no more than is known."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.entry import STATUSES, Row, Status
from paperreader.library.statistics import (
    FEWEST_PACE_DAYS,
    MONTHS,
    PACE_DAYS,
    Forecast,
    decided_on,
    forecast,
    statistics,
)

TODAY = datetime.date(2025, 12, 18)
MOMENTS = st.dates(TODAY - datetime.timedelta(days=20), TODAY).map(lambda d: f"{d}T08:00:00Z")
ROWS = st.lists(
    st.builds(
        Row,
        id=st.just("title:0"),
        title=st.just("A Title"),
        status=st.sampled_from(STATUSES),
        tags=st.lists(st.sampled_from("abc"), unique=True).map(lambda t: tuple(sorted(t))),
        added=MOMENTS,
        changed=MOMENTS,
        read_at=st.none() | MOMENTS,
    ),
    max_size=20,
)


def row(status: Status, *, added: int = 0, changed: int = 0, read: int | None = None) -> Row:
    """Return a row whose moments lie so many days before today."""

    def at(ago: int) -> str:
        return f"{TODAY - datetime.timedelta(days=ago)}T08:00:00Z"

    return Row(
        id=f"{status}{added}{changed}{read}",
        title="T",
        status=status,
        added=at(added),
        changed=at(changed),
        read_at=None if read is None else at(read),
    )


@given(ROWS)
def test_sums_agree_with_the_rows(rows: list[Row]) -> None:
    told = statistics(rows, TODAY)
    decided = [one for one in rows if one.status != "inbox"]
    assert sum(day.added for day in told.by_day) == len(rows)
    assert sum(day.decided for day in told.by_day) == len(decided)
    assert sum(told.decided_from.values()) == len(decided)
    assert told.backlog == len(rows) - len(decided)
    assert sum(told.shares.values()) == pytest.approx(1 if decided else 0, abs=0.001)
    for tag in told.tags_by_month:
        assert sum(tag.months) == tag.entries == sum(tag.tag in one.tags for one in rows)


@given(ROWS, st.integers(1, 400))
def test_the_span_holds_each_day_once(rows: list[Row], days: int) -> None:
    told = statistics(rows, TODAY, days)
    dates = [day.date for day in told.by_day]
    assert len(set(dates)) == days
    assert dates == sorted(dates)
    assert dates[-1] == told.today
    assert len(told.months) == MONTHS


def test_what_was_read_is_dated_by_it_and_others_by_their_last_change() -> None:
    assert decided_on(row("read", changed=0, read=3)) == ("2025-12-15", "read_at")
    assert decided_on(row("skipped", changed=2)) == ("2025-12-16", "changed")
    assert decided_on(Row(id="a", title="T", status="skipped")) == (None, "unknown")


def test_an_empty_library_has_an_empty_inbox() -> None:
    told = statistics([], TODAY)
    assert told.forecast.trend == "empty"
    assert set(told.shares.values()) == {0.0}
    assert not told.tags_by_month


@pytest.mark.parametrize(
    ("backlog", "came", "went", "expected"),
    [
        (0, 10, 5, Forecast(trend="empty", per_week=5)),
        (10, 5, 0, Forecast(trend="unknown", per_week=5)),
        (10, 5, 5, Forecast(trend="steady", per_week=0)),
        (10, 12, 5, Forecast(trend="grows", per_week=7)),
        (14, 5, 12, Forecast(trend="shrinks", per_week=-7, empty_on="2026-01-01")),
        (10**9, 0, 0.1, Forecast(trend="shrinks", per_week=-0.1)),  # after the last of dates
    ],
)
def test_the_forecast(backlog: int, came: float, went: float, expected: Forecast) -> None:
    assert forecast(backlog, came, went, TODAY) == expected


def test_a_young_library_has_the_pace_of_its_own_days() -> None:
    young = statistics([row("inbox", added=6), row("inbox"), row("read", read=0)], TODAY)
    assert (young.pace_days, young.added_per_week, young.decided_per_week) == (7, 3, 1)
    newborn = statistics([row("inbox")], TODAY)
    assert (newborn.pace_days, newborn.added_per_week) == (FEWEST_PACE_DAYS, 1)
    old = statistics([row("inbox", added=500)], TODAY)
    assert (old.pace_days, old.added_per_week) == (PACE_DAYS, 0)
