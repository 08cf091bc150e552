"""Statistics of a library: days, backlog and its forecast, verdicts, tags by month.

All of it is counted from rows. A row does not keep when it was decided: one
that was read knows the moment (``read_at``); of another the last change of any
kind is known (``changed``), so that its decision may be earlier than told.
`Statistics.decided_from` says how many days come from which.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from math import ceil
from typing import Literal

from msgspec import Struct

from ..entry import STATUSES, Row, Status

DAYS = 30
"""Days that are told where nothing else is asked for."""

PACE_DAYS = 28
"""Days, the present one included, from which the pace is taken."""

FEWEST_PACE_DAYS = 7
"""Days from which it is taken in a young library: one full day is no pace of a week."""

MONTHS = 12
"""Months, the present one included, over which tags are told."""

TOP_TAGS = 8
"""Tags that are told by month."""

Trend = Literal["empty", "unknown", "steady", "grows", "shrinks"]
"""``empty``: nothing is undecided; ``unknown``: nothing was decided in the days of the pace."""


class Day(Struct, frozen=True, kw_only=True):
    """What one day (UTC) brought."""

    date: str
    added: int
    decided: int


class Forecast(Struct, frozen=True, kw_only=True):
    """What becomes of the backlog at the pace of the last weeks."""

    trend: Trend
    per_week: float
    """Entries by which the backlog grows (above 0) or shrinks (below 0) in a week."""
    empty_on: str | None = None
    """ISO date on which nothing would be left; None unless it shrinks."""


class MonthlyTag(Struct, frozen=True, kw_only=True):
    """One tag, and how many entries that were added in each month have it."""

    tag: str
    entries: int
    months: tuple[int, ...]
    """In the order of `Statistics.months`."""


class Statistics(Struct, frozen=True, kw_only=True):
    """What a library has to tell of itself."""

    today: str
    by_day: tuple[Day, ...]
    """Every day of the span, oldest first."""
    decided_from: dict[str, int]
    """Decided entries by what told their day: ``read_at``, ``changed`` or ``unknown``."""
    backlog: int
    pace_days: int
    """Days from which the pace is taken: fewer where the library is younger."""
    added_per_week: float
    decided_per_week: float
    forecast: Forecast
    shares: dict[Status, float]
    """Share of each verdict among all that is decided, 0 to 1."""
    months: tuple[str, ...]
    """``YYYY-MM`` of the months told of tags, oldest first."""
    tags_by_month: tuple[MonthlyTag, ...]
    """The tags of most entries, most first."""


def decided_on(row: Row) -> tuple[str | None, str]:
    """Return the ISO date of a decided row's verdict and the field that tells it."""
    if row.read_at:
        return row.read_at[:10], "read_at"
    if row.changed:
        return row.changed[:10], "changed"
    return None, "unknown"


def statistics(rows: Iterable[Row], today: datetime.date, days: int = DAYS) -> Statistics:
    """Count rows as they stand, over a span of days that ends today (UTC)."""
    # Each count in one go over a list: several times as fast as row by row.
    rows = list(rows)
    status = Counter([row.status for row in rows])
    added = Counter([row.added[:10] for row in rows])
    verdict_days = Counter([decided_on(row) for row in rows if row.status != "inbox"])
    tag_months = Counter([(tag, row.added[:7]) for row in rows for tag in row.tags])
    decided: Counter[str] = Counter()
    told: Counter[str] = Counter(read_at=0, changed=0, unknown=0)
    for (when, field), count in verdict_days.items():
        told[field] += count
        if when:
            decided[when] += count
    tags: Counter[str] = Counter()
    for (tag, _month), count in tag_months.items():
        tags[tag] += count
    backlog = status["inbox"]
    verdicts = status.total() - backlog
    pace_days = _pace_days(added, today)
    recent = _span(today, pace_days)
    came = sum(added[day] for day in recent) * 7 / pace_days
    went = sum(decided[day] for day in recent) * 7 / pace_days
    months = _months(today)
    return Statistics(
        today=today.isoformat(),
        by_day=tuple(
            Day(date=day, added=added[day], decided=decided[day]) for day in _span(today, days)
        ),
        decided_from=dict(told),
        backlog=backlog,
        pace_days=pace_days,
        added_per_week=round(came, 1),
        decided_per_week=round(went, 1),
        forecast=forecast(backlog, came, went, today),
        shares={
            one: round(status[one] / verdicts, 4) if verdicts else 0.0
            for one in STATUSES
            if one != "inbox"
        },
        months=months,
        tags_by_month=tuple(
            MonthlyTag(
                tag=tag,
                entries=entries,
                months=tuple(tag_months[tag, month] for month in months),
            )
            for tag, entries in sorted(tags.items(), key=lambda item: (-item[1], item[0]))[
                :TOP_TAGS
            ]
        ),
    )


def forecast(backlog: int, came: float, went: float, today: datetime.date) -> Forecast:
    """Tell when a backlog is gone that gets and loses so many entries in a week."""
    per_week = round(came - went, 1)
    if backlog == 0:
        return Forecast(trend="empty", per_week=per_week)
    if went == 0:
        return Forecast(trend="unknown", per_week=per_week)
    if per_week >= 0:
        return Forecast(trend="grows" if per_week else "steady", per_week=per_week)
    try:
        end = today + datetime.timedelta(days=ceil(backlog * 7 / (went - came)))
    except OverflowError:  # later than dates go
        return Forecast(trend="shrinks", per_week=per_week)
    return Forecast(trend="shrinks", per_week=per_week, empty_on=end.isoformat())


def _pace_days(added: Counter[str], today: datetime.date) -> int:
    """Return the days of the pace; a library younger than them has its own age."""
    try:
        first = datetime.date.fromisoformat(min(filter(None, added), default=""))
    except ValueError:
        return PACE_DAYS
    return max(FEWEST_PACE_DAYS, min(PACE_DAYS, (today - first).days + 1))


def _span(today: datetime.date, days: int) -> list[str]:
    """Return the ISO dates of so many days that end today, oldest first."""
    first = max(1, today.toordinal() - days + 1)
    return [
        datetime.date.fromordinal(number).isoformat()
        for number in range(first, today.toordinal() + 1)
    ]


def _months(today: datetime.date) -> tuple[str, ...]:
    """Return the last months as ``YYYY-MM``, oldest first."""
    last = today.year * 12 + today.month - 1
    numbers = range(max(12, last - MONTHS + 1), last + 1)
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers)
