"""Days as the screen writes them, and walking from one to the next."""

import datetime
from collections.abc import Iterable


def long_day(day: str) -> str:
    """Return an ISO date as ``Thu 18 Dec 2025``, or as it came if it is none."""
    try:
        return f"{datetime.date.fromisoformat(day):%a} {short_day(day).strip()} {day[:4]}"
    except ValueError:
        return day


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_day(day: str | None, year: int | None = None) -> str:
    """Return an ISO date in at most seven cells: ``18 Dec``; ``Dec '24`` if not of `year`."""
    if not day or len(day) < 10:
        return ""
    try:
        month = _MONTHS[int(day[5:7]) - 1]
        if year is not None and day[:4] != str(year):
            return f"{month} '{day[2:4]}"
        return f"{int(day[8:10]):>2} {month}"
    except (ValueError, IndexError):
        return ""


def neighbour_day(days: Iterable[str], day: str, *, later: bool) -> str | None:
    """Return the nearest day after or before `day` among `days`, or None at the end."""
    if later:
        return min((other for other in days if other > day), default=None)
    return max((other for other in days if other < day), default=None)
