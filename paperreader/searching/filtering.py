"""Conditions that a row answers by itself: tags, states, years."""

from collections.abc import Callable, Iterable
from functools import reduce

from paperreader.entry import Row
from paperreader.searching.fields import STATES
from paperreader.searching.folding import fold
from paperreader.searching.query import HasTag, InYears, IsState, RowTerm

Predicate = Callable[[Row], bool]


def predicate(terms: Iterable[RowTerm]) -> Predicate | None:
    """Return the question whether a row meets all the terms; None where there are none."""
    questions = [_question(term) for term in terms]
    return reduce(_both, questions) if questions else None


def year_of(row: Row) -> int | None:
    """Return the year in which a paper came out, as far as its row tells.

    Its date of publication says so, else its arXiv id (``2510.06557``,
    ``hep-th/9901001``), else the day on which it was featured.
    """
    if row.published:
        return int(row.published[:4])
    if row.arxiv_id:
        stamp = row.arxiv_id.rpartition("/")[2][:2]
        if stamp.isdecimal() and stamp.isascii():
            return int(stamp) + (1900 if int(stamp) > 90 else 2000)
    return int(row.featured[:4]) if row.featured else None


def _both(one: Predicate, other: Predicate) -> Predicate:
    return lambda row: one(row) and other(row)


def _question(term: RowTerm) -> Predicate:
    if isinstance(term, HasTag):
        asked = _tag_question(fold(term.tag))
    elif isinstance(term, IsState):
        asked = STATES[term.state][1]
    else:
        asked = _year_question(term)
    return (lambda row: not asked(row)) if term.negated else asked


def _tag_question(tag: str) -> Predicate:
    if tag.endswith("*"):
        stem = tag[:-1]
        return lambda row: (
            bool(row.tags) and any(fold(own).startswith(stem) for own in row.tags)
        )
    nested = f"{tag}/"
    return lambda row: (
        bool(row.tags)
        and any(own == tag or own.startswith(nested) for own in map(fold, row.tags))
    )


def _year_question(term: InYears) -> Predicate:
    first = 0 if term.first is None else term.first
    last = 9999 if term.last is None else term.last

    def asked(row: Row) -> bool:
        year = year_of(row)
        return year is not None and first <= year <= last

    return asked
