"""Search: one language for the bar, the command line and saved views, and its answers.

The names below are read from their modules when they are first asked for, so
that whoever wants the orders alone does not wait for the engine.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperreader.searching.answering import SearchResult
    from paperreader.searching.fields import FIELDS, STATES, THINGS, Field
    from paperreader.searching.marking import Matched
    from paperreader.searching.parsing import parse
    from paperreader.searching.query import Query, QueryProblem, both
    from paperreader.searching.related import Related
    from paperreader.searching.searcher import Searcher
    from paperreader.searching.sorting import SORT_KEYS, Sort, SortBy, UnknownSort

__all__ = [
    "FIELDS",
    "SORT_KEYS",
    "STATES",
    "THINGS",
    "Field",
    "Matched",
    "Query",
    "QueryProblem",
    "Related",
    "SearchResult",
    "Searcher",
    "Sort",
    "SortBy",
    "UnknownSort",
    "both",
    "parse",
]

_PLACES = {
    "fields": ("FIELDS", "STATES", "THINGS", "Field"),
    "marking": ("Matched",),
    "parsing": ("parse",),
    "query": ("Query", "QueryProblem", "both"),
    "related": ("Related",),
    "answering": ("SearchResult",),
    "searcher": ("Searcher",),
    "sorting": ("SORT_KEYS", "Sort", "SortBy", "UnknownSort"),
}
"""In which module each name is."""


def __getattr__(name: str) -> object:
    for module, names in _PLACES.items():
        if name in names:
            value: object = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
