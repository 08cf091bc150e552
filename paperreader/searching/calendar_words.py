"""The days and years that are likely to be meant, as queries write them."""

import datetime
from collections.abc import Iterator, Sequence


def days(
    begun: str, today: datetime.date, listed: Sequence[str], *, compared: bool
) -> Iterator[tuple[str, str]]:
    """Yield days and periods, each with what it means, the likeliest first.

    `begun` is what is typed of it, `listed` the days with papers, newest first;
    `compared` says that ``<`` or ``>`` stands before it.
    """
    week = today.isocalendar()
    if compared and not begun:  # what is compared is a time ago, most often
        yield "7d", "7 days ago"
        yield "30d", "30 days ago"
    yield "today", ""
    if begun.isascii() and begun.isdecimal() and len(begun) < 3:
        for unit, name in (("d", "day"), ("w", "week"), ("m", "month")):
            span = f"{begun} {name}" if begun == "1" else f"{begun} {name}s"
            yield f"{begun}{unit}", f"{span} ago" if compared else f"the last {span}"
    elif not begun and not compared:
        yield "7d", "the last 7 days"
    yield f"{week.year}-W{week.week:02}", "this week"
    yield f"{today:%Y-%m}", "this month"
    yield f"{today:%Y}", "this year"
    yield "yesterday", ""
    if not begun and not compared:
        yield "30d", "the last 30 days"
    yield from ((day, "") for day in listed)
    if len(begun) > 1:
        yield from ((month, "") for month in dict.fromkeys(day[:7] for day in listed))


def years(today: datetime.date, *, bare: bool) -> Iterator[tuple[str, str]]:
    """Yield years and, where nothing stands before them, ranges, the likeliest first."""
    this = today.year
    yield f"{this}", "this year"
    yield f"{this - 1}", ""
    if bare:
        yield f"{this - 2}..{this}", "three years, both ends included"
        yield f">={this - 1}", "since then"
    yield from ((f"{this - back}", "") for back in range(2, 10))
