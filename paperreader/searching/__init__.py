"""Search: one language for the bar, the command line and saved views, and its answers."""

from paperreader.searching.answering import FEW
from paperreader.searching.fields import FIELDS, STATES, Field
from paperreader.searching.keeping import Searchable
from paperreader.searching.parsing import parse
from paperreader.searching.query import Query, QueryProblem
from paperreader.searching.searcher import Searcher, SearchResult
from paperreader.searching.sorting import SORT_KEYS, Sort, UnknownSort

__all__ = [
    "FEW",
    "FIELDS",
    "SORT_KEYS",
    "STATES",
    "Field",
    "Query",
    "QueryProblem",
    "SearchResult",
    "Searchable",
    "Searcher",
    "Sort",
    "UnknownSort",
    "parse",
]
