"""Whose word holds: for each field of an entry, a total order over what sources say.

A value that one source gives is weighed by the rank of the source's shape, by
the day that the source speaks of, by what can be told from the value itself,
and at last by the value, so that no two different values weigh the same. The
heaviest holds. A maximum does not depend on the order or the grouping in which
it is taken, which is why a library does not depend on the order of its imports.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ..entry import Source
from .identity import arxiv_id_in

SHAPE_RANK = {
    "records": 6,
    "hub-api": 6,
    "arxiv-atom": 6,
    "saved-page": 5,
    "bibtex": 4,
    "ris": 4,
    "csl-json": 4,
    "zotero-csv": 4,
    "feed": 3,
    "paper": 3,
    "daily": 2,
    "trending": 2,
    "search": 1,
}
"""How far each shape's facts are trusted, field by field.

An API's word and our own records' go before the data inside a saved page,
these before a bibliography, which names all authors but was often typed or
guessed from a PDF, and whose texts went through TeX. It goes before a feed and
a single paper's page, and these before pages read as text; of those the search
page is last, because the search words that it highlights come out damaged. A
name stands for the shapes that begin with it and a hyphen, too. A shape that is
not named here ranks lowest.
"""

_CUT = re.compile(r"(?:…|\.\.\.|\[\W*\])\W*$")
_GOES_ON = frozenset("_,-–—([{/\\")


@lru_cache(maxsize=256)
def shape_rank(shape: str) -> int:
    """Return how far a shape's facts are trusted, from 0; more is better."""
    while shape:
        if (rank := SHAPE_RANK.get(shape)) is not None:
            return rank
        shape = shape.rpartition("-")[0]
    return 0


def stamp(source: Source | None) -> tuple[int, str]:
    """Return what a source's word weighs whatever it says: its rank, then its day.

    No known source weighs less than any, an unknown day less than any day.
    """
    if source is None:
        return -1, ""
    return shape_rank(source.shape), source.date or ""


def is_cut(text: str) -> bool:
    """Tell whether a text says itself that it is not all, by an ellipsis at its end."""
    return _CUT.search(text[-12:]) is not None


def is_finished(text: str) -> bool:
    """Tell whether prose ends as prose does: with a mark of its own, or a URL."""
    text = text.rstrip()
    if not text or is_cut(text):
        return False
    if not (text[-1].isalnum() or text[-1] in _GOES_ON):
        return True
    last_word = text[text.rfind(" ") + 1 :]
    return "://" in last_word or last_word.startswith("www.")


def weight(name: str, value: Any, source: Source | None) -> tuple[Any, ...]:
    """Return what a source's value for a field weighs, comparable within the field."""
    rank, day = stamp(source)
    return _ORDERS.get(name, _plain)(value, rank, day)


def _plain(value: Any, rank: int, day: str) -> tuple[Any, ...]:
    """The better source; of equal ones the one of the later day."""
    return rank, day, value


def _title(value: str, rank: int, day: str) -> tuple[Any, ...]:
    """A whole title before one with an ellipsis, whoever gives it; the longer one at last."""
    return not is_cut(value), rank, day, len(value), value


def _prose(value: str, rank: int, day: str) -> tuple[Any, ...]:
    """A text that was not cut off before one that was, whoever gives it."""
    return is_finished(value), rank, day, len(value), value


def _names(value: tuple[str, ...], rank: int, day: str) -> tuple[Any, ...]:
    """Of equally good sources the longer list."""
    return rank, len(value), day, value


def _list(value: tuple[str, ...], rank: int, day: str) -> tuple[Any, ...]:
    """As plain values, the longer list before an equal claim is settled by its words."""
    return rank, day, len(value), value


def _grown(value: int, rank: int, day: str) -> tuple[Any, ...]:
    """A count that changes by itself: the latest, of undated ones the best source's."""
    return day, rank, value


def _doi(value: str, rank: int, day: str) -> tuple[Any, ...]:
    """A publisher's DOI before arXiv's own, which says no more than the arXiv id."""
    return arxiv_id_in(value) is None, rank, day, value


_ORDERS: dict[str, Callable[[Any, int, str], tuple[Any, ...]]] = {
    "title": _title,
    "abstract": _prose,
    "summary": _prose,
    "authors": _names,
    "categories": _list,
    "keywords": _list,
    "stars": _grown,
    "doi": _doi,
}
