"""The days of a paper's page: when the paper was published, and when it was featured.

The page leaves a year out where it is that of the day on which it was saved,
and says nothing of that day. But an arXiv id tells the month of its paper, a
rank's link the day on which it was given, and dates without a year are all of
one year. What none of these settles stays unknown.
"""

import re
from datetime import date, timedelta

from msgspec import Struct, field

from paperreader.entry import Problem
from paperreader.importing.addresses import month_of
from paperreader.importing.pages.dates import date_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_A_DAY = timedelta(days=1)
"""The page's days are of another time zone than the reader's."""
_BEFORE_MONTH = timedelta(days=45)
_AFTER_MONTH = timedelta(days=75)
"""How far from the first of its id's month a paper can have been published."""
_LEAP_YEAR = 2024
"""Stands for a year that is not known: it has every day."""
_ADVICE = "say when the page was saved (--as-of, in the app d)"


class PageDay(Struct, frozen=True):
    """A day as the page writes it, and on which line."""

    text: str
    month: int
    day: int
    year: int | None
    line: int

    def of(self, year: int) -> date | None:
        """Return the day in a year, or None where that has no such day."""
        return date_of(year, self.month, self.day)


def page_day(match: re.Match[str], line: int) -> PageDay:
    """Return the day that a match of `paper_signs.DAY` shows; there may be no such day."""
    shown = match[0][match.start("month") - match.start() :]
    year = match["year"]
    return PageDay(
        text=" ".join(shown.split()),
        month=_MONTHS.index(match["month"][:3].lower()) + 1,
        day=int(match["day"]),
        year=int(year) if year else None,
        line=line,
    )


class PageDays(Struct, kw_only=True):
    """Places the days of one page in their years."""

    made: date
    """The day on which the page was saved at the latest."""
    saved: date | None = None
    """The day on which it was saved, where that is known."""
    ranked: date | None = None
    """The day of which the link behind "Paper of the day" is."""
    arxiv_id: str | None = None
    problems: list[Problem] = field(default_factory=list)

    def resolve(
        self, published: PageDay | None, submitted: PageDay | None
    ) -> tuple[date | None, date | None]:
        """Return the days of publication and on Daily Papers, as far as they are certain."""
        first = self._checked(published, self._published(published)) if published else None
        featured = None
        if submitted is not None:
            featured = self._checked(submitted, self._submitted(submitted, published, first))
            if featured and first and featured < first - _A_DAY:
                self._unsure(submitted, f"“{submitted.text}” lies before the paper's own day")
                featured = None
        ranked = self.ranked
        if featured is None and ranked is not None and ranked <= self.made + _A_DAY:
            featured = ranked
        return first, featured

    def _published(self, shown: PageDay) -> date | None:
        if shown.year is not None:
            return shown.of(shown.year)
        month = month_of(self.arxiv_id)
        if month is not None:
            near = [
                day
                for year in (month.year - 1, month.year, month.year + 1)
                if (day := shown.of(year)) and -_BEFORE_MONTH <= day - month <= _AFTER_MONTH
            ]
            if near:
                return near[0]
        if self.saved is not None:
            return _latest(shown, self.saved)
        return shown.of(self.ranked.year) if self.ranked else None

    def _submitted(
        self, shown: PageDay, published: PageDay | None, first: date | None
    ) -> date | None:
        if shown.year is not None:
            return shown.of(shown.year)
        if self.ranked is not None and (shown.month, shown.day) == (
            self.ranked.month,
            self.ranked.day,
        ):
            return self.ranked
        if published is not None and published.year is None and first is not None:
            return shown.of(first.year)
        if self.saved is not None:
            return _latest(shown, self.saved)
        # A year is left out only where it is the page's, so one that is written
        # out lies before it.
        earliest = month_of(self.arxiv_id)
        if first is not None:
            earliest = date(first.year + 1, 1, 1)
        if earliest is None:
            return None
        possible = [
            day
            for year in range(earliest.year, self.made.year + 1)
            if (day := shown.of(year)) and earliest <= day <= self.made
        ]
        return possible[0] if len(possible) == 1 else None

    def _checked(self, shown: PageDay, day: date | None) -> date | None:
        if shown.of(shown.year or _LEAP_YEAR) is None:
            self._unsure(shown, f"“{shown.text}” is no day that exists; no date was taken")
        elif day is None:
            self._unsure(shown, f"the year of “{shown.text}” is not known; {_ADVICE}")
        elif day > self.made + _A_DAY:
            self._unsure(
                shown, f"“{shown.text}” would lie after {self.made}; no date was taken"
            )
            return None
        return day

    def _unsure(self, shown: PageDay, message: str) -> None:
        self.problems.append(Problem(line=shown.line, message=message))


def _latest(shown: PageDay, limit: date) -> date | None:
    """Return the latest such day that is not after another one, time zones allowed for."""
    days = (shown.of(year) for year in range(limit.year, limit.year - 9, -1) if year > 0)
    return next((day for day in days if day and day <= limit + _A_DAY), None)
