"""Conditions that a row answers by itself: tags, states, days, numbers.

A library asks each of 100,000 rows, so that all that can be is settled before:
dates are compared as the texts they are stored in, and what depends on few
different values is answered once for each.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias, TypeGuard

from paperreader.entry import Row
from paperreader.searching.fields import STATES, THINGS
from paperreader.searching.folding import fold
from paperreader.searching.query import Has, HasTag, InDays, InNumbers, IsState, Leaf

Predicate = Callable[[Row], bool]

RowLeaf: TypeAlias = HasTag | IsState | InDays | InNumbers | Has
"""A condition that a row answers by itself; of `Has`, not all: see `is_row_leaf`."""


def is_row_leaf(leaf: Leaf) -> TypeGuard[RowLeaf]:
    """Tell whether a row answers a condition by itself."""
    if isinstance(leaf, Has):
        return THINGS[leaf.what][1] is not None
    return isinstance(leaf, HasTag | IsState | InDays | InNumbers)


def predicate(leaf: RowLeaf, today: date) -> Predicate:
    """Return the question whether a row meets a condition.

    Days count from `today`, and begin where they do for the user. Raises
    ValueError for a `Has` that no row can answer.
    """
    match leaf:
        case HasTag(tag):
            return _tag_question(fold(tag))
        case IsState(state):
            return STATES[state][1]
        case InDays():
            return _day_question(leaf, today)
        case InNumbers():
            return _number_question(leaf)
        case Has(what):
            question = THINGS[what][1]
            if question is None:
                raise ValueError(f"a row does not tell whether an entry has: {what}")
            return question


_YEARS = {f"{year % 100:02}": year for year in range(1991, 2091)}
"""The years by how arXiv ids write them; the first ids are of 1991."""


def year_of(row: Row) -> int | None:
    """Return the year in which a paper came out, as far as its row tells.

    Its date of publication says so, else its arXiv id (``2510.06557``,
    ``hep-th/9901001``), else the day on which it was featured.
    """
    if row.published:
        return int(row.published[:4])
    if row.arxiv_id and (year := year_of_arxiv(row.arxiv_id)) is not None:
        return year
    return int(row.featured[:4]) if row.featured else None


def year_of_arxiv(arxiv_id: str) -> int | None:
    """Return the year that an arXiv id tells: ``2510.06557`` or ``hep-th/9901001``."""
    return _YEARS.get(arxiv_id.rpartition("/")[2][:2])


class _Answers(dict[tuple[str, ...], bool]):
    """What a question about one tag says to the tags of a row, asked once for each set."""

    def __init__(self, asked: Callable[[str], bool]) -> None:
        super().__init__({(): False})
        self._asked = asked

    def __missing__(self, tags: tuple[str, ...]) -> bool:
        answer = self[tags] = any(self._asked(fold(tag)) for tag in tags)
        return answer


def _tag_question(tag: str) -> Predicate:
    if tag.endswith("*"):
        stem = tag[:-1]
        answers = _Answers(lambda own: own.startswith(stem))
    else:
        nested = f"{tag}/"
        answers = _Answers(lambda own: own == tag or own.startswith(nested))
    return lambda row: answers[row.tags]


def _day_question(leaf: InDays, today: date) -> Predicate:
    first, last = leaf.days.limits(today)
    low = first.isoformat() if first else _BEFORE
    # Timestamps of a day follow its date, and come before the next day's.
    high = _next(last) if last else _BEHIND
    match leaf.field:
        case "published":
            return lambda row: (day := row.published) is not None and low <= day < high
        case "featured":
            return lambda row: (day := row.featured) is not None and low <= day < high
        case "day":
            return lambda row: low <= (row.featured or row.added) < high
    since = _utc(first) if first else _BEFORE
    until = _utc(last + _DAY) if last and last < date.max else _BEHIND
    return lambda row: since <= row.added < until


_BEFORE, _BEHIND = "0", "~"
"""Texts before and behind all dates that are written out."""
_DAY = timedelta(days=1)


def _next(day: date) -> str:
    return (day + _DAY).isoformat() if day < date.max else _BEHIND


def _utc(day: date) -> str:
    """Return the moment at which a day begins where the user is, as UTC timestamps are written.

    Systems know no time zones for days long ago or far away, and no library does.
    """
    if not 1971 <= day.year <= 2999:
        return day.isoformat()
    midnight = datetime.combine(day, time()).astimezone(UTC)
    return midnight.isoformat(timespec="seconds").removesuffix("+00:00")


def _number_question(leaf: InNumbers) -> Predicate:
    low = -1 if leaf.first is None else leaf.first
    high = 10**18 if leaf.last is None else leaf.last
    match leaf.field:
        case "upvotes":
            return lambda row: (number := row.upvotes) is not None and low <= number <= high
        case "comments":
            return lambda row: (number := row.comments) is not None and low <= number <= high
        case "authors":
            return lambda row: (
                (number := row.author_count) is not None and low <= number <= high
            )
    return _year_question(low, high)


def _year_question(low: int, high: int) -> Predicate:
    first = f"{max(low, 0):04}"
    behind = f"{high + 1:04}" if high < 9999 else _BEHIND
    # Ids of the kind 2510.06557 sort by year as they are.
    first_id = f"{min(max(low, 2000), 2091) - 2000:02}"
    behind_id = f"{max(min(high, 2090), 1999) - 1999:02}"

    def asked(row: Row) -> bool:
        day = row.published
        if day:
            return first <= day < behind
        id_ = row.arxiv_id
        if id_ and "0" <= id_ < "91":
            return first_id <= id_ < behind_id
        year = year_of(row)
        return year is not None and low <= year <= high

    return asked
