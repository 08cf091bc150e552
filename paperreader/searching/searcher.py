"""Search over a library: filters, words, typos, and the order of the answers.

This is the door that the app and the command line use. Words are found by an
index in the cache folder, or where there is none (yet) by reading; rows are
picked in memory. Either way the answer is the same.
"""

import datetime
import string
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from paperreader.library import Library
from paperreader.searching.answering import Answering, Question, SearchResult
from paperreader.searching.folding import words
from paperreader.searching.index import IndexDamaged, IndexMade
from paperreader.searching.needles import Part
from paperreader.searching.parsing import parse
from paperreader.searching.query import Query
from paperreader.searching.reading import Cancelled
from paperreader.searching.related import Related
from paperreader.searching.sorting import NEWEST, Sort

_Answer = TypeVar("_Answer")

_PATIENCE = 0.02
"""Seconds between two looks whether a waiting search is still wanted."""

_COMPLETED: dict[str, tuple[Part, ...]] = {
    "": ("title", "author"),
    "title": ("title",),
    "author": ("author",),
    "abstract": ("abstract",),
    "note": ("note",),
    "org": ("org",),
    "by": ("by",),
}


class Searcher:
    """Answers queries over one library.

    One search runs at a time, and others wait for it; any thread may ask.
    """

    def __init__(self, library: Library, cache: Path | None = None) -> None:
        """Take the library, and the cache folder; without one there is no index."""
        self._answering = Answering(library, cache)
        self._turn = threading.Lock()

    @property
    def ready(self) -> bool:
        """Whether the index answers; without it searches are right, too, but slower."""
        return self._answering.finding.ready

    def prepare(self) -> None:
        """Open the index, or have another process make it; meant for a worker thread."""
        with self._turn:
            self._answering.rows.follow()
            self._answering.finding.follow()
            self._answering.rows.in_order(0, NEWEST)
        for letter in string.ascii_lowercase:
            with self._turn:
                _answered(partial(self._answering.finding.prepare_words, letter))

    def close(self) -> None:
        """Give the index's files back."""
        with self._turn:
            self._answering.finding.close()

    def search(
        self,
        query: str | Query,
        *,
        today: datetime.date,
        sort: Sort | None = None,
        within: Query | None = None,
        limit: int | None = None,
        literal: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> SearchResult:
        """Return the entries that match a query.

        `today` is the day from which relative dates count. Without a `sort`, free
        words and phrases order by relevance, all else by the newest day. `within`
        is a view's own query: it picks, and has no say in the order. With a
        `limit` so many rows are enough, and what would take longer is left out.
        `literal` leaves typos as they are. `cancelled` is asked now and then; once
        it says True the search ends with nothing.
        """
        question = Question(
            query=parse(query) if isinstance(query, str) else query,
            today=today,
            sort=sort,
            within=within,
            limit=limit,
            literal=literal,
            cancelled=cancelled,
        )
        with suppress(Cancelled), self._own_turn(cancelled):
            return _answered(lambda: self._answering.answer(question))
        return SearchResult(rows=[], query=question.query, total=None, complete=False)

    def count(self, query: Query, *, today: datetime.date, literal: bool = False) -> int:
        """Return how many entries a search for a query finds; see `search`."""
        with self._turn:
            return _answered(lambda: self._answering.count(query, today, literal=literal))

    def related(
        self,
        id: str,  # noqa: A002 - the field's own name
        *,
        limit: int = 8,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Related]:
        """Return the entries nearest to one, with the telling words that both hold.

        Empty where the entry is gone, or the search is cancelled.
        """
        with suppress(Cancelled), self._own_turn(cancelled):
            return _answered(lambda: self._answering.related(id, limit, cancelled))
        return []

    def beginning(self, start: str, field: str = "", *, limit: int = 8) -> list[str]:
        """Return the library's folded words that begin so, the most frequent first.

        `field` is where they stand: ``title author abstract note org by``, or
        nothing for titles and names. Empty while there is no index.
        """
        folded = words(start)
        if len(folded) != 1:
            return []
        finding = self._answering.finding
        with self._turn:
            every = [
                word
                for part in _COMPLETED.get(field, ())
                for word in _answered(partial(finding.beginning, part, folded[0], limit))
            ]
            return list(dict.fromkeys(every))[:limit]

    @contextmanager
    def _own_turn(self, cancelled: Callable[[], bool] | None) -> Iterator[None]:
        """Wait until no other search runs. Raises Cancelled if this one is meanwhile."""
        while not self._turn.acquire(timeout=_PATIENCE):
            if cancelled is not None and cancelled():
                raise Cancelled
        try:
            if cancelled is not None and cancelled():
                raise Cancelled
            yield
        finally:
            self._turn.release()


def _answered(answer: Callable[[], _Answer]) -> _Answer:
    """Return an answer; anew where the index turns out damaged on the way, or is made."""
    while True:
        with suppress(IndexDamaged, IndexMade):
            return answer()
