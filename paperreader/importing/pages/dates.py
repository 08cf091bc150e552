"""The day of a page, and the years that it leaves out.

A page writes a year only where it is not the current one, and its own date has
none. So the page's day is the latest such day not after the day on which the
dump was made at the latest, and every year that is written out must lie before
it. Around New Year a page may still show a day of December while years are
already counted from January; then written-out dates of the page's own year
give that away.

What cannot be known stays unknown: a date without a year is null rather than a
guess, and the report says what would settle it.
"""

from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta

from msgspec import Struct

from paperreader.entry import Problem
from paperreader.importing.pages.forms import DateText
from paperreader.importing.wording import AS_GIVEN

_A_DAY = timedelta(days=1)
"""Dates of preprints may be a day ahead of the page's, which lies in another time zone."""
_AFTER_NEW_YEAR = timedelta(days=14)
_LATE_DECEMBER = 20
_RECENT = timedelta(days=60)
"""Pages are saved when they are new; of an older day, the year may be another."""
_ADVICE = "say when the page was made (--as-of, in the app d)"


class Dated(Struct, frozen=True):
    """A date as a page writes it, and where it stands."""

    text: DateText
    line: int


class Calendar(Struct, kw_only=True):
    """What is known of a page's day and year."""

    page_date: date | None
    found: str
    """How the page date was found, as a phrase for the report."""
    year: int | None
    """The year of dates without one."""
    latest: date
    """No paper of the page can be of a later day."""
    problems: list[Problem]
    certain: bool = True
    """Whether the page's year is known, and not only the likeliest."""
    given: bool = False
    """Whether the page's day is the user's word, so that asking for it would be idle."""

    def resolve(self, dated: Dated) -> date | None:
        """Return the day that is meant; None, and a problem more, where that is unknown."""
        text = dated.text
        year = text.year if text.year is not None else self.year
        if not _exists(text, year):
            self._report(dated, f"“{text.text}” is no day that exists; no date was taken")
            return None
        if year is None:
            self._report(dated, f"the year of “{text.text}” is not known; {_ADVICE}")
            return None
        day = _day(text, year)
        if day <= self.latest:
            return day
        if text.year is None:
            message = (
                f"“{text.text}” would be after the page's day in {year}, so its year is not "
                "known"
            )
            self._report(dated, message if self.given else f"{message}; {_ADVICE}")
            return None
        self._report(
            dated, f"“{text.text}” lies after the day of the page; it was kept as it is"
        )
        return day

    def _report(self, dated: Dated, message: str) -> None:
        self.problems.append(Problem(line=dated.line, message=message))


def calendar(
    header: Dated | None,
    dates: Iterable[Dated],
    *,
    made: date,
    as_of: date | None,
    known: tuple[date, str] | None = None,
    saved: date | None = None,
) -> Calendar:
    """Find the page's day and year from its header and its papers' dates.

    `made` is the day on which the dump was made at the latest; `as_of` is the
    page's day as the user gives it, which overrules the header; `known` is the
    day that an address tells, and a phrase that says so; `saved` is the day on
    which the dump was made, where it says so itself.
    """
    if as_of is not None:
        return Calendar(
            page_date=as_of,
            found=AS_GIVEN,
            year=as_of.year,
            latest=_later(as_of, _A_DAY),
            problems=[],
            given=True,
        )
    if known is not None:
        day, found = known
        latest = _later(day, _A_DAY)
        return Calendar(page_date=day, found=found, year=day.year, latest=latest, problems=[])
    dates = list(dates)
    problems: list[Problem] = []
    if header is not None:
        told = _from_header(header, dates, made, problems)
        if told is not None:
            return told
    year = _only_year(dates, made) or (saved.year if saved else None)
    latest = _later(made, _A_DAY)
    return Calendar(page_date=None, found="", year=year, latest=latest, problems=problems)


def _from_header(
    header: Dated, dates: list[Dated], made: date, problems: list[Problem]
) -> Calendar | None:
    text = header.text
    day = _latest(text, made)
    if day is None:
        message = f"the page's date, “{text.text}”, is no day up to {made}; {_ADVICE}"
        problems.append(Problem(line=header.line, message=message))
        return None
    found = f"its header says “{text.text}”"
    if text.year is None:
        found += f", the latest such day up to {made}"
    year = day.year
    latest = _later(day, _A_DAY)
    known = Calendar(page_date=day, found=found, year=year, latest=latest, problems=problems)
    # Dates beyond `made` are damaged, and say nothing about the page's year.
    written = [
        dated
        for dated in dates
        if dated.text.year is not None
        and _exists(dated.text, dated.text.year)
        and _day(dated.text, dated.text.year) <= _later(made, _A_DAY)
    ]
    recent = made - day <= _RECENT
    confirmed = any(dated.text.year == year - 1 for dated in written)
    known.certain = text.year is not None or recent or confirmed
    against = [
        dated
        for dated in written
        if dated.text.year is not None
        and dated.text.year >= year
        and not day < _day(dated.text, dated.text.year) <= latest
    ]
    without_year = any(dated.text.year is None for dated in dates)
    if not against or text.year is not None:
        return known
    all_before = all(
        dated.text.year is not None and _day(dated.text, dated.text.year) <= day
        for dated in against
    )
    if all_before and not without_year:
        return known
    if all_before and (day.month, made.year > year) == (12, True) and day.day >= _LATE_DECEMBER:
        known.year = year + 1
        known.latest = min(_later(day, _AFTER_NEW_YEAR), _later(made, _A_DAY))
        return known
    if len(against) * 4 > len(written):
        first = against[0]
        message = (
            f"the page's date cannot be “{text.text}” of {year}, since “{first.text.text}” on "
            f"line {first.line} has its year written out; {_ADVICE}"
        )
        problems.append(Problem(line=header.line, message=message))
        return None
    problems += [
        Problem(
            line=dated.line,
            message=f"“{dated.text.text}” does not fit a page of {day}; it was kept as it is",
        )
        for dated in against
        if dated.text.year is not None and _day(dated.text, dated.text.year) <= latest
    ]
    return known


def _only_year(dates: list[Dated], made: date) -> int | None:
    """Return the one year that a page without a date can be of, if there is only one."""
    written = [
        dated.text.year
        for dated in dates
        if dated.text.year is not None and dated.text.year <= made.year
    ]
    if not written:
        return None
    latest = _later(made, _A_DAY)
    without = [dated.text for dated in dates if dated.text.year is None]
    possible = [
        year
        for year in range(max(written) + 1, made.year + 1)
        if all(
            _exists(text, year) and _day(text, year) <= latest for text in without if text.day
        )
    ]
    return possible[0] if len(possible) == 1 else None


def _latest(text: DateText, made: date) -> date | None:
    """Return the latest such day not after `made`; 29 February may lie eight years back."""
    years = range(made.year, made.year - 9, -1) if text.year is None else (text.year,)
    for year in years:
        if _exists(text, year) and _day(text, year) <= made:
            return _day(text, year)
    return None


def _day(text: DateText, year: int) -> date:
    return date(year, text.month, text.day or 1)


def _exists(text: DateText, year: int | None) -> bool:
    """Tell whether there is such a day, in that year or, without one, in any."""
    if text.day is None or (year is not None and not MINYEAR <= year <= MAXYEAR):
        return False
    try:
        date(2000 if year is None else year, text.month, text.day)
    except ValueError:
        return False
    return True


def date_of(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _later(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.max
