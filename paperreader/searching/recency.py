"""How late an entry and its paper are, as numbers for the index to go by."""

from paperreader.entry import Row
from paperreader.library import Texts
from paperreader.searching.filtering import year_of_arxiv

_FIRST_YEAR, _YEARS = 1990, 64

_LIGHT = 0.0009
"""The latest day's number.

tantivy multiplies the weight of a hit by the binary logarithm of two and this, so
that a day adds less than any two weights differ by: see `needles.settled`.
"""


def recency(entry: Row | Texts) -> float:
    """Return how late the day is under which an entry is listed, from 0 for 1990 on.

    It tells equal matches apart.
    """
    years = _years(entry.featured or entry.added)
    return _LIGHT * min(1.0, max(0.0, (years - _FIRST_YEAR) / _YEARS))


def age(entry: Row | Texts) -> float:
    """Return when a paper came out, in years; 0 where nothing tells.

    It has nothing to do with how well an entry matches: a span of years lets the
    index pass over entries that a condition leaves out anyway.
    """
    if entry.published:
        return _years(entry.published)
    if entry.arxiv_id and (year := year_of_arxiv(entry.arxiv_id)) is not None:
        return float(year)
    return _years(entry.featured) if entry.featured else 0.0


def _years(day: str) -> float:
    try:
        years = int(day[:4]) + (int(day[5:7] or 1) - 1) / 12
        return years + (int(day[8:10] or 1) - 1) / 372
    except ValueError:
        return 0.0
