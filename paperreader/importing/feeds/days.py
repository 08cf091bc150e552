"""The days that a feed writes, in the notations of RSS, Atom and running text.

A day is taken as written, in the zone of its writer: midnight of 30 July in
New York is 30 July.
"""

import re
from datetime import date
from itertools import pairwise

from msgspec import Struct

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)(?!\d)", re.ASCII
)
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[ -](?P<name>[A-Za-z]{3,9})\.?,?[ -](?P<year>\d{4})(?!\d)",
    re.ASCII,
)
_MONTH_FIRST = re.compile(
    r"\b(?P<name>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})(?!\d)",
    re.ASCII,
)
_TIME = re.compile(r"(?<!\d)(\d\d):(\d\d)(?::(\d\d))?", re.ASCII)
_LONGEST = 200


class Stamp(Struct, frozen=True):
    """A day, and the second of it where a time is written that is not midnight."""

    day: date
    second: int | None = None

    @property
    def moment(self) -> int:
        """Seconds on a scale of its own, to compare stamps by."""
        return self.day.toordinal() * 86_400 + (self.second or 0)


def stamp(text: str) -> Stamp | None:
    """Return the day and time that a text says; None if it says no day that exists."""
    text = " ".join(text[:_LONGEST].split())
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST):
        match = pattern.search(text)
        if match is None:
            continue
        named = match.groupdict()
        month = (
            _MONTHS.get(named["name"][:3].lower(), 0)
            if "name" in named
            else int(named["month"])
        )
        try:
            day = date(int(named["year"]), month, int(named["day"]))
        except ValueError:
            return None
        time = _TIME.search(text, match.end())
        second = int(time[1]) * 3600 + int(time[2]) * 60 + int(time[3] or 0) if time else 0
        return Stamp(day, second or None)
    return None


def fits_arxiv_id(day: date, arxiv_id: str) -> bool:
    """Tell whether a paper with this id can have been published on the day.

    The first four digits of an id are the month in which it was given. In the
    Hub's records of 9,000 papers the day of publication lies in that month or,
    for 2 %, in the one before; announcements follow within days.
    """
    digits = arxiv_id.rpartition("/")[2][:4]
    year = int(digits[:2])
    months = (year + (1900 if year >= 91 else 2000)) * 12 + int(digits[2:]) - 1
    apart = day.year * 12 + day.month - 1 - months
    return apart in (-1, 0) or (apart == 1 and day.day <= 4)


def are_of_a_clock(stamps: list[Stamp]) -> bool:
    """Tell whether times were given by the program that gathered the papers.

    It takes a second or less for each, so most follow upon another.
    """
    moments = sorted(one.moment for one in stamps if one.second is not None)
    if len(moments) < 3:
        return False
    close = sum(after - before <= 5 for before, after in pairwise(moments))
    return close * 2 > len(moments) - 1
