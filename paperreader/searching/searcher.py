"""Search over a library: filters, words, typos, abstracts, and the order of the answers.

This is the door that the app and the command line use. What finds words (the
index in memory, the reading of abstracts) stands behind it and can be replaced.
"""

import datetime
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from msgspec import Struct

from paperreader.entry import Row
from paperreader.searching.answering import FEW, Answering, Cancelled
from paperreader.searching.filtering import predicate
from paperreader.searching.identity import identified
from paperreader.searching.index import Part
from paperreader.searching.keeping import KeptIndex, Searchable
from paperreader.searching.matching import Hits, Needles, needles
from paperreader.searching.parsing import parse
from paperreader.searching.query import HasTag, InYears, IsState, Query
from paperreader.searching.ranking import by_relevance
from paperreader.searching.sorting import Orders, Sort, in_order

_PATIENCE = 0.02
"""Seconds between two looks whether a waiting search is still wanted."""

_FEW_TO_SORT = 8
"""Up to one in so many rows, the found ones are sorted rather than picked from all in order."""


class SearchResult(Struct, frozen=True, kw_only=True):
    """What a search found."""

    rows: list[Row]
    """All entries that match, in order."""
    query: Query
    corrections: dict[str, str] = {}
    """For words that the first answer does not hold as they were typed: what it holds."""
    in_abstracts: bool = False
    """Whether abstracts were read."""
    wants_abstracts: bool = False
    """Whether they would have been read without ``abstracts=False``."""
    complete: bool = True
    """False where the search was cancelled: what was found matches, but is not all."""


class Searcher:
    """Answers queries over one library.

    What it needs in memory is built by the first search for words, or before by
    `prepare`. One search runs at a time and others wait for it; `forget` waits
    for nothing and may come from any thread.
    """

    def __init__(self, library: Searchable) -> None:
        self._library = library
        self._kept = KeptIndex(library)
        self._orders = Orders()
        self._turn = threading.Lock()
        self._forgotten: set[str] = set()
        self._forgotten_lock = threading.Lock()

    def prepare(self) -> None:
        """Build what the first search for words needs; meant for a worker thread."""
        with self._turn:
            self._update(list(self._library.rows()))

    def forget(self, ids: Iterable[str]) -> None:
        """Let the words of entries that changed be read again by the next search."""
        with self._forgotten_lock:
            self._forgotten.update(ids)

    def search(
        self,
        text_or_query: str | Query,
        *,
        today: datetime.date,
        sort: Sort | None = None,
        abstracts: bool | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> SearchResult:
        """Return the entries that match a query.

        `today` is the day from which relative dates count. Without a `sort`, free
        words and phrases order by relevance, all else by the newest day.
        `abstracts` says whether words are looked for in abstracts, too: always,
        never, or (None) when fewer than `FEW` entries hold them elsewhere, and
        wherever ``abstract:`` asks for it. `cancelled` is asked now and then;
        once it says True the search ends with what it has.
        """
        del today  # the language has no relative dates yet
        query = parse(text_or_query) if isinstance(text_or_query, str) else text_or_query
        with self._own_turn(cancelled) as is_ours:
            if not is_ours:
                return SearchResult(rows=[], query=query, complete=False)
            return self._search(query, sort, abstracts, cancelled)

    def _search(
        self,
        query: Query,
        sort: Sort | None,
        abstracts: bool | None,
        cancelled: Callable[[], bool] | None,
    ) -> SearchResult:
        rows = list(self._library.rows())
        asked = needles(query)
        fits = predicate(
            term for term in query.terms if isinstance(term, HasTag | IsState | InYears)
        )
        if not asked.wanted and not asked.unwanted:
            found = self._orders.of(rows, sort or Sort())
            found = [row for row in found if fits(row)] if fits else list(found)
            return SearchResult(rows=found, query=query)
        if found := identified(query, rows):
            return SearchResult(rows=found, query=query)

        self._update(rows)
        answering = Answering(self._kept, asked, fits, cancelled)
        wants_abstracts, complete = False, True
        try:
            answering.in_memory()
            if answering.asks_abstracts or (
                answering.may_be_in_abstracts and (abstracts or len(answering.hits) < FEW)
            ):
                wants_abstracts = abstracts is False
                if wants_abstracts:
                    answering.leave_abstracts()
                else:
                    answering.read_abstracts()
        except Cancelled:
            complete = False
        if sort is None:
            sort = Sort("relevance" if asked.ranked else "featured")
        slots = self._ordered(answering.hits, asked, sort, rows)
        return SearchResult(
            rows=[row for slot in slots if (row := self._kept.rows[slot]) is not None],
            query=query,
            corrections=answering.corrections(slots[0]) if slots else {},
            in_abstracts=answering.in_abstracts,
            wants_abstracts=wants_abstracts,
            complete=complete,
        )

    @contextmanager
    def _own_turn(self, cancelled: Callable[[], bool] | None) -> Iterator[bool]:
        """Wait until no other search runs; give False if this one is cancelled meanwhile."""
        while not self._turn.acquire(timeout=_PATIENCE):
            if cancelled is not None and cancelled():
                yield False
                return
        try:
            yield cancelled is None or not cancelled()
        finally:
            self._turn.release()

    def _update(self, rows: list[Row]) -> None:
        with self._forgotten_lock:
            forgotten, self._forgotten = self._forgotten, set()
        self._kept.update(rows, forgotten)

    def _ordered(self, hits: Hits, asked: Needles, sort: Sort, rows: list[Row]) -> list[int]:
        """Return the slots of the hits in order."""
        if len(hits) * _FEW_TO_SORT > len(rows):
            every = self._kept.slots_of(self._orders.of(rows, sort))
            found = [slot for slot in every if slot in hits]
        else:
            held = [row for slot in sorted(hits) if (row := self._kept.rows[slot]) is not None]
            found = self._kept.slots_of(in_order(held, sort))
        if sort.key != "relevance" or not asked.ranked:
            return found
        found = by_relevance(found, hits, asked.text, self._title_and_names)
        return found[::-1] if sort.reverse else found

    def _title_and_names(self, slot: int) -> str:
        title = self._kept.line_up(slot, Part.TITLE)
        return f"{title} {self._kept.line_up(slot, Part.AUTHOR)}"
