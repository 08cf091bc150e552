"""One search after another over a library: from a question to its answer."""

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from paperreader.entry import Row
from paperreader.library import AmbiguousKey, Library, UnknownKey
from paperreader.searching.asking import NOTHING, asked, tag_words
from paperreader.searching.correcting import surely_found, told
from paperreader.searching.finding import Allowed, Finding, Found, parts_of
from paperreader.searching.identity import identified
from paperreader.searching.marking import Matched
from paperreader.searching.needles import (
    Ask,
    Every,
    Likeness,
    asks_texts,
    wanted,
)
from paperreader.searching.query import Query, QueryProblem
from paperreader.searching.ranking import POOL, Candidate, by_relevance, by_weight
from paperreader.searching.reading import Cancel, Hit
from paperreader.searching.related import Related, shared_words, telling_words
from paperreader.searching.rows import RowShelf
from paperreader.searching.sorting import NEWEST, RELEVANCE, Sort, in_order
from paperreader.searching.worth_marking import compared_words, matched

_TOLD_FROM = 20
"""So many first answers tell what was searched instead of what was typed."""


class SearchResult(Struct, frozen=True, kw_only=True):
    """What a search found."""

    rows: list[Row]
    """The entries that match, in order; with a limit, perhaps only the first of them."""
    query: Query
    total: int | None
    """How many match in all; None where only a search without limit counts them."""
    elsewhere: int = 0
    """How many more match outside the view, as far as they were counted."""
    corrections: dict[str, str] = {}
    """For words that the first answer does not hold as they were typed: what it holds."""
    matched: Matched = Matched()
    """What to mark in the texts of the entries."""
    complete: bool = True
    """False where the search was cancelled."""


class Question(Struct, frozen=True, kw_only=True):
    """What `Searcher.search` was asked; see there."""

    query: Query
    today: datetime.date
    sort: Sort | None = None
    within: Query | None = None
    limit: int | None = None
    literal: bool = False
    cancelled: Callable[[], bool] | None = None


class _Picked(Struct, frozen=True):
    """The rows that can be an answer; None where all can."""

    asked: Allowed | None
    """What the query asks of rows."""
    view: Allowed | None
    """What the view holds."""

    @property
    def both(self) -> Allowed | None:
        if self.asked is None or self.view is None:
            return self.view if self.asked is None else self.asked
        return self.asked & self.view


class Answering:
    """Answers questions, for one thread at a time."""

    def __init__(self, library: Library, cache: Path | None) -> None:
        self._library = library
        self.rows = RowShelf(library)
        self.finding = Finding(library, self.rows, cache)

    def answer(self, question: Question) -> SearchResult:
        """Return what matches. Raises Cancelled."""
        self.rows.follow()
        view: Allowed | None = None
        if question.within is not None and not question.within.is_empty:
            view = self._allowed(self._asked(question.within, question.cancelled)[0], question)
        if (number := identified(question.query.root, self._library)) is not None:
            return self._only(number, question.query, view)
        ask, problems = self._asked(question.query, question.cancelled)
        query = replace(question.query, problems=question.query.problems + problems)
        question = replace(question, query=query)
        texts, rest = parts_of(ask)
        picked = _Picked(None if rest is None else self._allowed(rest, question), view)
        if texts is None:
            return self._of_rows(ask, picked, question)
        self.finding.follow()
        return self._of_texts(texts, rest, picked, question)

    def count(self, query: Query, today: datetime.date, *, literal: bool) -> int:
        """Return how many entries a search for a query finds."""
        self.rows.follow()
        texts, rest = parts_of(self._asked(query)[0])
        question = Question(query=query, today=today)
        if texts is None:
            return self._mask(rest or Every(()), question).bit_count()
        self.finding.follow()
        allowed = None if rest is None else self._allowed(rest, question)
        if not literal:
            texts = self.finding.mended(texts, None)
        found = self.finding.hits(texts, allowed, None if allowed is not None else 1)
        assert found.total is not None
        return found.total

    def related(
        self, id_: str, limit: int, cancelled: Callable[[], bool] | None
    ) -> list[Related]:
        """Return the entries nearest to one, none where it is gone. Raises Cancelled."""
        self.rows.follow()
        self.finding.follow()
        number = self.rows.number(id_)
        if number is None:
            return []
        likeness = self._likeness(number, cancelled)
        hits = self.finding.hits(likeness, None, limit + 1, cancelled).hits
        near = [other for _, other in hits if other != number][:limit]
        documents = dict(self.finding.reading.documents(near))
        return [
            Related(row, shared_words(likeness, documents[other]))
            for other in near
            if other in documents and (row := self.rows.row(other)) is not None
        ]

    # -- the kinds of answers ------------------------------------------------------

    def _only(self, number: int, query: Query, view: Allowed | None) -> SearchResult:
        """Answer with the one entry that the query names."""
        mask = self.rows.mask_of([number])
        shown = mask if view is None else mask & view.mask
        return SearchResult(
            rows=self.rows.in_order(shown, NEWEST),
            query=query,
            total=shown.bit_count(),
            elsewhere=(mask ^ shown).bit_count(),
        )

    def _of_rows(self, ask: Ask, picked: _Picked, question: Question) -> SearchResult:
        """Answer what is asked of rows, or of rows or texts."""
        every = self.rows.everything if picked.asked is None else picked.asked.mask
        mask = every if picked.view is None else every & picked.view.mask
        rows = self.rows.in_order(mask, _of_facts(question.sort))
        if _is_ranked(ask, question.sort):
            rows = _resorted(self._by_needles(rows, mask, ask, question), question.sort)
        return SearchResult(
            rows=rows,
            query=question.query,
            total=len(rows),
            elsewhere=every.bit_count() - len(rows),
            matched=matched(ask),
        )

    def _of_texts(
        self, texts: Ask, rest: Ask | None, picked: _Picked, question: Question
    ) -> SearchResult:
        """Answer what is asked of texts, of all rows or of some."""
        ranked = _is_ranked(texts, question.sort)
        # Where another order is wanted, its first entries may be among the last hits.
        quick = ranked and question.sort in (None, RELEVANCE)
        enough = max(question.limit, POOL) if question.limit is not None and quick else None
        found = self.finding.hits(texts, picked.both, enough, question.cancelled)
        if not question.literal and not surely_found(texts, found.hits):
            known = found.total if picked.both is None else found.everywhere
            mended = self.finding.mended(texts, known, question.cancelled)
            if mended != texts:
                texts = mended
                found = self.finding.hits(texts, picked.both, enough, question.cancelled)
        if ranked:
            rows = _resorted(self._by_relevance(found.hits, texts), question.sort)
        else:
            mask = self.rows.mask_of([number for _, number in found.hits])
            rows = self.rows.in_order(mask, _of_facts(question.sort))
        return SearchResult(
            rows=rows,
            query=question.query,
            total=found.total,
            elsewhere=self._elsewhere(found, texts, picked, question),
            corrections=self._corrections(texts, rows),
            matched=matched(texts if rest is None else Every((texts, rest))),
        )

    def _elsewhere(self, found: Found, texts: Ask, picked: _Picked, question: Question) -> int:
        """Return how many matches the view leaves out, as far as that is quickly known."""
        if picked.view is None or found.total is None:
            return 0
        if picked.asked is None:
            count = found.everywhere
            if count is None:
                count = self.finding.count(texts, question.cancelled)
            return count - found.total
        every = self.finding.hits(texts, picked.asked, question.limit, question.cancelled)
        return 0 if every.total is None else every.total - found.total

    # -- from queries to asks --------------------------------------------------------

    def _asked(
        self, query: Query, cancelled: Cancel = None
    ) -> tuple[Ask, tuple[QueryProblem, ...]]:
        problems: list[QueryProblem] = []

        def like(key: str) -> Ask:
            try:
                number = self._library.number_of(self._library.resolve(key))
            except (UnknownKey, AmbiguousKey, KeyError):
                column = max(0, str(query).find("like:")) + 1
                message = f"like: expects the key of one entry; “{key}” is none."
                problems.append(QueryProblem(column, message))
                return NOTHING
            self.finding.follow()
            likeness = self._likeness(number, cancelled)
            return likeness if likeness.weights else NOTHING

        return asked(query.root, like), tuple(problems)

    def _allowed(self, ask: Ask, question: Question) -> Allowed:
        return Allowed(self._mask(ask, question), tag_words(ask))

    def _mask(self, ask: Ask, question: Question) -> int:
        if asks_texts(ask):
            self.finding.follow()
        return self.finding.mask(ask, question.today, question.cancelled)

    def _likeness(self, number: int, cancelled: Cancel) -> Likeness:
        held = partial(self.finding.held, cancelled=cancelled)
        for _, document in self.finding.reading.documents([number]):
            return telling_words(document, len(self.rows), held)
        return Likeness(())

    # -- order -----------------------------------------------------------------------

    def _by_relevance(self, hits: list[Hit], ask: Ask) -> list[Row]:
        """Return the rows of hits, the best of them looked at closely."""
        pool = by_weight(
            [
                Candidate(number, row, weight)
                for weight, number in hits[:POOL]
                if (row := self.rows.row(number)) is not None
            ]
        )
        best = by_relevance(pool, ask, self.finding.reading)
        others = (self.rows.row(number) for _, number in hits[POOL:])
        return [*(each.row for each in best), *(row for row in others if row is not None)]

    def _by_needles(
        self, rows: list[Row], mask: int, ask: Ask, question: Question
    ) -> list[Row]:
        """Return the rows of a mask by how much of what is asked they hold."""
        weights: dict[str, float] = {}
        for needle in dict.fromkeys(wanted(ask)):
            for weight, number in self.finding.hits(
                needle, Allowed(mask), None, question.cancelled
            ).hits:
                if (row := self.rows.row(number)) is not None:
                    weights[row.id] = weights.get(row.id, 0.0) + weight
        return sorted(rows, key=lambda row: -weights.get(row.id, 0.0))

    def _corrections(self, ask: Ask, rows: list[Row]) -> dict[str, str]:
        if not rows or not any(needle.near for needle in wanted(ask)):
            return {}
        numbers = [self.rows.number(row.id) for row in rows[:_TOLD_FROM]]
        known = [number for number in numbers if number is not None]
        documents = [document for _, document in self.finding.reading.documents(known)]
        return told(ask, documents) if documents else {}


def _is_ranked(ask: Ask, sort: Sort | None) -> bool:
    """Whether how well entries match has a part in their order."""
    if sort is not None and not sort.by_relevance:
        return False
    return any(needle.ranks for needle in wanted(ask)) or bool(compared_words(ask))


def _of_facts(sort: Sort | None) -> Sort:
    return NEWEST if sort is None else sort


def _resorted(rows: list[Row], sort: Sort | None) -> list[Row]:
    """Return rows, which stand best match first, in the order that is asked for."""
    return rows if sort in (None, RELEVANCE) else in_order(rows, sort, ranked=True)
