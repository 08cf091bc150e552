"""Which entries meet an ask: by the index, by reading what it lacks, and by masks of rows."""

import datetime
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from paperreader.library import Library
from paperreader.searching.asking import strongly, with_one_less
from paperreader.searching.correcting import (
    FEW,
    PLENTY,
    corrected,
    free_words,
    is_slip,
    narrowed,
)
from paperreader.searching.index import IndexMade
from paperreader.searching.known_words import KnownWords
from paperreader.searching.needles import (
    FREE,
    STRONG,
    Ask,
    Either,
    Every,
    Needle,
    Part,
    Span,
    Without,
    asks_rows,
    asks_texts,
    settled,
)
from paperreader.searching.reading import Cancel, Hit, Reading
from paperreader.searching.rows import RowShelf
from paperreader.searching.sorting import NEWEST
from paperreader.searching.vocabulary import Vocabulary

if TYPE_CHECKING:
    from paperreader.searching.index.kept import KeptIndex

_A_PAGE = 2_000
"""Hits that are fetched at first where a mask picks from them; of more, not all are counted."""

_ALIKE = 150
"""So many more hits are fetched than are wanted: the index tells days but roughly apart."""

_SPARE = 1.4
"""So many times as many hits are fetched as are likely to be needed."""

_FEW_PICKED = 600
"""Up to so many entries are named to the index one by one."""

_COMMON = 2_000
"""A word that the index counts so often is not counted again: it is none that nobody holds."""

_LOOKED_AT = 60
"""So many entries tell which corrections of a word go with the other words."""

_MASKS_KEPT = 16
"""So many asks of texts are remembered with what meets them."""

_COUNTS_KEPT = 512
"""So many words are remembered with how many entries hold them."""


class Found(Struct, frozen=True):
    """What meets an ask."""

    hits: list[Hit]
    """The heaviest first, with `settled` weights; perhaps not all, where a limit was given."""
    total: int | None
    """How many there are in all; None where that was not counted."""
    everywhere: int | None
    """How many meet the ask of texts, whatever the mask picks; None where not counted."""


class Allowed(Struct, frozen=True):
    """The rows that can be an answer."""

    mask: int
    tags: tuple[str, ...] = ()
    """Words that all of them hold in their tags."""

    def __and__(self, other: "Allowed") -> "Allowed":
        """Return the rows that are in both."""
        return Allowed(self.mask & other.mask, tuple({*self.tags, *other.tags}))


class Finding:
    """Answers asks over one library."""

    def __init__(self, library: Library, rows: RowShelf, cache: Path | None) -> None:
        self._library = library
        self._rows = rows
        self._cache = cache
        self._index: KeptIndex | None = None
        self.reading = Reading(library)
        self._words = KnownWords(self.reading)
        # While a query is typed, what stands before its last word is asked again and again.
        self._masks: dict[Ask, int] = {}
        self._counts: dict[Ask, int] = {}
        self._kept_of: object = None

    @property
    def ready(self) -> bool:
        """Whether the index answers."""
        return self._index is not None and self._index.ready

    def follow(self) -> None:
        """Take in what the library and the index have become; needed before texts are asked."""
        self.reading.follow()
        if self._cache is None:
            return
        if self._index is None:
            from paperreader.searching.index.kept import (  # noqa: PLC0415 - brings tantivy
                KeptIndex,
            )

            self._index = KeptIndex(self._library, self._cache)
        self._index.follow()
        self._index.tend()

    def close(self) -> None:
        """Give the index's files back."""
        if self._index is not None:
            self._index.close()
            self._index = None

    # -- texts -------------------------------------------------------------------

    def hits(
        self, ask: Ask, allowed: Allowed | None, limit: int | None, cancelled: Cancel = None
    ) -> Found:
        """Return what meets an ask of texts, as far as it is allowed.

        What weighs the same stands in the order `NEWEST`. Raises Cancelled;
        IndexDamaged, after which there is no index.
        """
        more = None if limit is None else limit + _ALIKE
        found = self._hits(ask, allowed, more, cancelled)
        return replace(found, hits=self._in_order(found.hits)[:limit])

    def _in_order(self, hits: list[Hit]) -> list[Hit]:
        places = self._rows.places(NEWEST)
        size = len(places)
        known = [(-settled(weight), places[at], at) for weight, at in hits if at < size]
        known.sort()
        return [(-lightness, number) for lightness, _, number in known]

    def _hits(
        self, ask: Ask, allowed: Allowed | None, limit: int | None, cancelled: Cancel
    ) -> Found:
        index = self._index
        if index is not None and index.ready:
            return self._by_index(index, ask, allowed, limit, cancelled)
        hits = self.reading.hits(ask, None, self._or_made(cancelled))
        picked = self._picked(hits, allowed)
        return Found(picked, len(picked), len(hits))

    def _or_made(self, cancelled: Cancel) -> Cancel:
        """Return what ends a reading: its being cancelled, or the index's being made."""
        index = self._index
        if index is None:
            return cancelled

        def ended() -> bool:
            if index.has_come:
                raise IndexMade
            return cancelled is not None and cancelled()

        return ended

    def count(self, ask: Ask, cancelled: Cancel = None) -> int:
        """Return how many entries meet an ask of texts. Raises Cancelled."""
        found = self._hits(ask, None, 1, cancelled)
        assert found.total is not None
        return found.total

    def _by_index(
        self,
        index: "KeptIndex",
        ask: Ask,
        allowed: Allowed | None,
        limit: int | None,
        cancelled: Cancel,
    ) -> Found:
        lately = self.reading.hits(ask, index.stale, cancelled) if index.stale else []
        if allowed is None:
            hits, count = index.hits(ask, limit)
            found = Found(hits, count, count)
        else:
            found = self._allowed(index, ask, allowed, limit)
        if not lately:
            return found
        chosen = self._picked(lately, allowed)
        return Found(
            [*chosen, *found.hits],
            None if found.total is None else found.total + len(chosen),
            None if found.everywhere is None else found.everywhere + len(lately),
        )

    def _allowed(
        self, index: "KeptIndex", ask: Ask, allowed: Allowed, limit: int | None
    ) -> Found:
        """Return the index's hits among the rows that are allowed."""
        if (few := allowed.mask.bit_count()) <= _FEW_PICKED:
            only = self._rows.numbers_in(allowed.mask)
            hits, count = index.hits(ask, few, only=only) if few else ([], 0)
            return Found(hits, count, None)
        # The latest come first among equals: days that a mask leaves out would be all of them.
        span: Span | None = self._rows.span_of(allowed.mask)
        if span == self._rows.span_of_all():
            span = None
        # So many hits that enough of them are likely to be picked, if any hit is as likely.
        times = 1 if allowed.tags else len(self._rows) / few
        likely = None if limit is None else max(_A_PAGE, int(_SPARE * limit * times))
        narrowed = partial(index.hits, ask, span=span, tags=allowed.tags)
        page, count = narrowed(likely)
        everywhere = count if span is None and not allowed.tags else None
        hits = self._picked(page, allowed)
        if len(page) < count:
            if limit is not None and len(hits) >= limit:
                return Found(hits[:limit], None, everywhere)
            page, _ = narrowed(None)
            hits = self._picked(page, allowed)
        return Found(hits[:limit], len(hits), everywhere)

    def _picked(self, hits: list[Hit], allowed: Allowed | None) -> list[Hit]:
        if allowed is None:
            return hits
        picked = allowed.mask.to_bytes(self._rows.size, "little")
        size = len(picked)
        return [hit for hit in hits if hit[1] < size and picked[hit[1]]]

    # -- words -------------------------------------------------------------------

    def mended(self, ask: Ask, total: int | None, cancelled: Cancel = None) -> Ask:
        """Return the ask with typos corrected, where little is found as it is.

        Slips are corrected as far as corrections stand where words weigh most.
        Where no word is a slip, but few entries hold all of them and none does there,
        each may have been meant for another there. Where even that finds nothing,
        corrections count everywhere, and one of the words may be missing. `total`
        is how many entries meet the ask, if that is known. Raises Cancelled.
        """
        found = self.count(strongly(ask), cancelled)
        if found >= FEW:
            return ask
        vocabulary = self._vocabulary(cancelled)
        free = free_words(ask)
        slips = [
            needle
            for needle in free
            if is_slip(needle, vocabulary, self._held(replace(needle, parts=FREE), cancelled))
        ]
        before = self.count(ask, cancelled) if total is None else total
        alone = len(free) == 1
        if not slips and (found or before >= PLENTY or (before and alone)):
            return ask

        def held(word: str) -> int:
            return self._held(Needle((word,), parts=STRONG), cancelled)

        def anywhere(word: str) -> int:
            return self._held(Needle((word,)), cancelled)

        corrections = corrected(
            ask, slips or free, vocabulary, held=held, anywhere=anywhere if alone else None
        )
        if corrections == ask and with_one_less(ask) is None:
            return ask
        where_strong = strongly(corrections)
        if before:
            if not slips and not self.count(where_strong, cancelled):
                return ask
            where_strong = Either((ask, where_strong))
        # Fetched together with how many there are: they are most likely the answer.
        strong = self._hits(where_strong, None, _A_PAGE, cancelled)
        if found or (strong.total or 0) > before:
            if not slips:
                return where_strong
            best = [number for _, number in self._in_order(strong.hits)[:_LOOKED_AT]]
            documents = [document for _, document in self.reading.documents(best)]
            last = [needle.words[0] for needle in free if needle.goes_on]
            return narrowed(corrections, last, documents, vocabulary)
        if before and not slips:
            return ask
        every = corrected(ask, free, vocabulary, held=held)
        less = with_one_less(every)
        return every if less is None else Either((every, less))

    def _held(self, needle: Needle, cancelled: Cancel) -> int:
        """Return how many entries hold a word, roughly where they are many."""
        self._forget_what_changed()
        if needle not in self._counts:
            if len(self._counts) >= _COUNTS_KEPT:
                self._counts.clear()
            self._counts[needle] = self._counted(needle, cancelled)
        return self._counts[needle]

    def _counted(self, needle: Needle, cancelled: Cancel) -> int:
        index = self._index
        if index is not None and index.ready and not needle.goes_on:
            common = max(index.held(part, needle.words[0]) for part in needle.parts)
            if common > _COMMON + len(index.stale):
                return common
        return self.count(replace(needle, free=False, near=()), cancelled)

    def _forget_what_changed(self) -> None:
        generation = self._index.generation if self._index is not None else 0
        now = (generation, self._library.seq)
        if now != self._kept_of:
            self._masks.clear()
            self._counts.clear()
            self._kept_of = now

    def prepare_words(self, letter: str) -> None:
        """Take in the words that begin with a letter, before one of them is mistyped."""
        if self.ready:
            self._vocabulary().prepare(letter)

    def _vocabulary(self, cancelled: Cancel = None) -> Vocabulary:
        index = self._index if self.ready else None
        return self._words.vocabulary(index, self._library.seq, cancelled)

    def beginning(self, part: Part, start: str, limit: int) -> list[str]:
        """Return words of a part that begin so, the most frequent first; needs the index."""
        if self._index is None or not self._index.ready:
            return []
        return [word for word, _ in self._index.words(part, start, limit)]

    def held(self, words: Collection[str], cancelled: Cancel = None) -> Mapping[str, int]:
        """Return in how many titles and abstracts words stand. Raises Cancelled."""
        index = self._index
        if index is None or not index.ready:
            return self.reading.held(words, cancelled)
        return {
            word: index.held("title", word) + index.held("abstract", word) for word in words
        }

    # -- rows --------------------------------------------------------------------

    def mask(self, ask: Ask, today: datetime.date, cancelled: Cancel = None) -> int:
        """Return the mask of what meets an ask, of rows, of texts or of both.

        Raises Cancelled.
        """
        if not asks_texts(ask):
            return self._rows.mask(ask, today)
        if isinstance(ask, Without):
            return self._rows.everything ^ self.mask(ask.part, today, cancelled)
        if not asks_rows(ask):
            return self._mask_of_texts(ask, cancelled)
        assert isinstance(ask, Every | Either)
        masks = [self.mask(part, today, cancelled) for part in ask.parts]
        joined = self._rows.everything if isinstance(ask, Every) else 0
        for mask in masks:
            joined = joined & mask if isinstance(ask, Every) else joined | mask
        return joined

    def _mask_of_texts(self, ask: Ask, cancelled: Cancel) -> int:
        self._forget_what_changed()
        if len(self._masks) >= _MASKS_KEPT:
            self._masks.clear()
        if ask not in self._masks:
            found = self._hits(ask, None, None, cancelled)
            self._masks[ask] = self._rows.mask_of([number for _, number in found.hits])
        return self._masks[ask]


def parts_of(ask: Ask) -> tuple[Ask | None, Ask | None]:
    """Part an ask into what texts alone answer and the rest; None where there is none."""
    every = ask.parts if isinstance(ask, Every) else (ask,)
    of_texts = tuple(part for part in every if asks_texts(part) and not asks_rows(part))
    if all(isinstance(part, Without) for part in of_texts):
        of_texts = ()  # few entries hold what is unwanted: all others are told by a mask
    rest = tuple(part for part in every if part not in of_texts)
    return (Every(of_texts) if of_texts else None), (Every(rest) if rest else None)
