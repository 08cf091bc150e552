"""Days and numbers as queries write them: values that print back as they were meant.

``7d`` and ``today`` stay what they are until a query is answered; only then do
they become dates, counted from the day it is. Printing and reading are inverse.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, TypeAlias

from msgspec import Struct

Unit = Literal["d", "w", "m", "y"]
Limits: TypeAlias = tuple[date | None, date | None]
"""The first and the last day, both included; None leaves that side open."""


class UnclearMoment(ValueError):
    """A text names no day or number; ``str()`` says why, as a sentence's end, or nothing."""


class Period(Struct, frozen=True):
    """A year, a month, a week or a day of the calendar."""

    text: str
    """``2026``, ``2026-03``, ``2026-W31`` or ``2026-03-05``."""

    def __str__(self) -> str:
        """Return the period as the language writes it."""
        return self.text

    def first(self, today: date) -> date:
        """Return the day on which it begins."""
        del today  # the calendar does not move
        return _first_and_last(self.text)[0]

    def last(self, today: date) -> date:
        """Return the day on which it ends."""
        del today
        return _first_and_last(self.text)[1]


class Recent(Struct, frozen=True):
    """Today or yesterday."""

    name: Literal["today", "yesterday"]

    def __str__(self) -> str:
        """Return the word."""
        return self.name

    def first(self, today: date) -> date:
        """Return the day."""
        return today if self.name == "today" else _days_before(today, 1)

    last = first


class Ago(Struct, frozen=True):
    """The day that is so many days, weeks, months or years before today."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        """Return ``7d``, ``2w``, ``3m`` or ``1y``."""
        return f"{self.count}{self.unit}"

    def first(self, today: date) -> date:
        """Return the day; a month that has no such day ends on its last."""
        if self.unit in ("d", "w"):
            return _days_before(today, self.count * (7 if self.unit == "w" else 1))
        months = today.year * 12 + today.month - 1
        months -= self.count * (12 if self.unit == "y" else 1)
        year, month = divmod(months, 12)
        if year < 1:
            return date.min
        longest = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(today.day, longest))

    last = first


Moment: TypeAlias = Period | Recent | Ago
"""What stands for a day or for a stretch of days."""


class Within(Struct, frozen=True):
    """In one period or on one day; for ``7d``, from seven days ago until today."""

    moment: Moment

    def __str__(self) -> str:
        """Return the moment."""
        return str(self.moment)

    def limits(self, today: date) -> Limits:
        """Return the first and the last day."""
        last = today if isinstance(self.moment, Ago) else self.moment.last(today)
        return self.moment.first(today), last


class Between(Struct, frozen=True):
    """From one moment to another, both included; None leaves that side open, but not both."""

    start: Moment | None
    end: Moment | None

    def __str__(self) -> str:
        """Return ``a..b``, ``a..`` or ``..b``."""
        return f"{self.start or ''}..{self.end or ''}"

    def limits(self, today: date) -> Limits:
        """Return the first and the last day."""
        return (
            self.start.first(today) if self.start else None,
            self.end.last(today) if self.end else None,
        )


class Beyond(Struct, frozen=True):
    """Later than a moment, or earlier."""

    moment: Moment
    later: bool

    def __str__(self) -> str:
        """Return ``>2025`` for later; ``<7d``, less than seven days ago, is later too."""
        more = self.later != isinstance(self.moment, Ago)
        return f"{'>' if more else '<'}{self.moment}"

    def limits(self, today: date) -> Limits:
        """Return the first and the last day; the first after the last where there is none."""
        if self.later:
            last = self.moment.last(today)
            return (last + _DAY, None) if last < date.max else _NEVER
        first = self.moment.first(today)
        return (None, first - _DAY) if first > date.min else _NEVER


Days: TypeAlias = Within | Between | Beyond
"""Which days are meant."""

_DAY = timedelta(days=1)
_NEVER = (date.max, date.min)

_PERIOD = re.compile(r"([0-9]{4})(?:-W([0-9]{2})|-([0-9]{2})(?:-([0-9]{2}))?)?")
_AGO = re.compile("([0-9]{1,6})([dwmy])")
_COMPARED = re.compile("(>=|<=|>|<)(.+)", re.DOTALL)
_SHORTEST = {"d": 1, "w": 7, "m": 28, "y": 365}
_LONGEST = {"d": 1, "w": 7, "m": 31, "y": 366}


def days_of(text: str) -> Days:
    """Read ``7d``, ``2026-03``, ``2024..2026-03``, ``>2025-01`` and the like.

    Raises UnclearMoment, with a reason where there is one worth saying.
    """
    text = text.strip().lower()
    if found := _COMPARED.fullmatch(text):
        return _compared(found[1], _moment(found[2]))
    if ".." in text:
        return _between(*text.split("..", 1))
    return Within(_moment(text))


def _compared(sign: str, moment: Moment) -> Days:
    # “More than seven days ago” is earlier, “after January” is later.
    later = (sign[0] == ">") != isinstance(moment, Ago)
    if len(sign) == 1:
        return Beyond(moment, later)
    return Between(moment, None) if later else Between(None, moment)


def _between(start: str, end: str) -> Days:
    if not start and not end:
        raise UnclearMoment
    between = Between(_moment(start) if start else None, _moment(end) if end else None)
    if between.start and between.end and _is_after(between.start, between.end):
        raise UnclearMoment(f"expects the earlier date first: {between.end}..{between.start}")
    return between


def _is_after(one: Moment, other: Moment) -> bool:
    """Tell whether a moment begins after another ends on whatever day this is asked."""
    if isinstance(one, Period) and isinstance(other, Period):
        return one.first(date.max) > other.last(date.max)
    if isinstance(one, Period) or isinstance(other, Period):
        return False
    if isinstance(one, Ago) and isinstance(other, Ago) and one.unit == other.unit:
        return one.count < other.count
    return _days_ago(one, _LONGEST) < _days_ago(other, _SHORTEST)


def _days_ago(moment: Recent | Ago, lengths: dict[str, int]) -> int:
    if isinstance(moment, Recent):
        return 0 if moment.name == "today" else 1
    return moment.count * lengths[moment.unit]


def _moment(text: str) -> Moment:
    if text == "today":
        return Recent("today")
    if text == "yesterday":
        return Recent("yesterday")
    if ago := _AGO.fullmatch(text):
        return Ago(int(ago[1]), _UNITS[ago[2]])
    text = text.upper()
    if not _PERIOD.fullmatch(text):
        raise UnclearMoment
    try:
        _first_and_last(text)
    except ValueError:
        raise UnclearMoment(f"there is no {text} in the calendar") from None
    return Period(text)


_UNITS: dict[str, Unit] = {"d": "d", "w": "w", "m": "m", "y": "y"}


def _first_and_last(text: str) -> tuple[date, date]:
    """Return the days on which a period begins and ends; ValueError if there is no such."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year = int(found[1])
    if found[2]:
        monday = date.fromisocalendar(year, int(found[2]), 1)
        return monday, min(date.max, _days_before(monday, -6))
    if found[4]:
        day = date.fromisoformat(text)
        return day, day
    if found[3]:
        month = int(found[3])
        if not 1 <= month <= 12:
            raise ValueError(text)
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _days_before(day: date, count: int) -> date:
    """Return the day so many days earlier, as far back and forth as the calendar goes."""
    ordinal = day.toordinal() - count
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


Numbers: TypeAlias = tuple[int | None, int | None]
"""The least and the greatest number, both included; None leaves one side open."""

_NumberForm: TypeAlias = tuple[re.Pattern[str], Callable[[list[int]], Numbers]]


def _number_forms(number: str) -> tuple[_NumberForm, ...]:
    return (
        (re.compile(number), lambda found: (found[0], found[0])),
        (re.compile(rf"{number}\.\.{number}"), lambda found: (found[0], found[1])),
        (re.compile(rf">={number}|{number}\.\."), lambda found: (found[0], None)),
        (re.compile(rf"<={number}|\.\.{number}"), lambda found: (None, found[0])),
        (re.compile(f">{number}"), lambda found: (found[0] + 1, None)),
        (re.compile(f"<{number}"), lambda found: (None, found[0] - 1)),
    )


_FORMS = {4: _number_forms("([0-9]{4})"), None: _number_forms("([0-9]{1,9})")}
MOST = {4: 9_999, None: 999_999_999}
"""The greatest number that can be written, by how many digits it must have."""


def numbers_of(text: str, digits: Literal[4] | None = None) -> Numbers:
    """Read ``20``, ``20..50``, ``20..``, ``>=20``, ``>20`` and the like.

    `digits` says how many digits a number must have, as a year has four. Raises
    UnclearMoment, with a reason where there is one worth saying.
    """
    text = text.strip()
    for pattern, limits in _FORMS[digits]:
        if found := pattern.fullmatch(text):
            first, last = limits([int(number) for number in found.groups() if number])
            if first is not None and last is not None and first > last:
                order = "earlier year" if digits else "smaller number"
                raise UnclearMoment(
                    f"expects the {order} first: {written((last, first), digits)}"
                )
            if (first is not None and first > MOST[digits]) or last == -1:
                break  # beyond the greatest that can be written, or below nothing
            return first, last
    raise UnclearMoment


def written(numbers: Numbers, digits: Literal[4] | None = None) -> str:
    """Return numbers as the language writes them."""
    first, last = ("" if one is None else f"{one:0{digits or 1}}" for one in numbers)
    return first if first == last else f"{first}..{last}"
