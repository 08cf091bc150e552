"""Which entries meet an ask: by the index, by reading what it lacks, and by masks of rows."""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from paperreader.library import Library
from paperreader.searching.asking import strongly, with_one_less
from paperreader.searching.correcting import FEW, corrected
from paperreader.searching.needles import (
    FREE,
    STRONG,
    Ask,
    Either,
    Every,
    Needle,
    Part,
    Without,
    asks_rows,
    asks_texts,
)
from paperreader.searching.reading import Hit, Reading
from paperreader.searching.rows import RowShelf
from paperreader.searching.vocabulary import Vocabulary

if TYPE_CHECKING:
    from paperreader.searching.index.kept import KeptIndex

_A_PAGE = 1_000
"""Hits that are fetched first where a condition picks from them."""

_FEW_PICKED = 256
"""Up to so many entries are named to the index one by one."""

_SOON_COUNTED = 20_000
"""Up to so many hits are all fetched to count those that a condition picks."""

_MASKS_KEPT = 16
"""So many asks of texts are remembered with what meets them."""

Cancel = Callable[[], bool] | None


class Found(Struct, frozen=True):
    """What meets an ask."""

    hits: list[Hit]
    """The heaviest first; perhaps not all, where a limit was given."""
    total: int | None
    """How many there are in all; None where that was not counted."""


class Finding:
    """Answers asks over one library."""

    def __init__(self, library: Library, rows: RowShelf, cache: Path | None) -> None:
        self._library = library
        self._rows = rows
        self._cache = cache
        self._index: KeptIndex | None = None
        self.reading = Reading(library)
        self._vocabulary: Vocabulary | None = None
        self._vocabulary_of: object = None
        # While a query is typed, what stands before its last word is asked again and again.
        self._masks: dict[Ask, int] = {}
        self._masks_of: object = None

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
        self, ask: Ask, allowed: int | None, limit: int | None, cancelled: Cancel = None
    ) -> Found:
        """Return what meets an ask of texts, as far as the mask `allowed` picks it.

        Raises Cancelled; IndexDamaged, after which there is no index.
        """
        picked = None if allowed is None else allowed.to_bytes(self._rows.size, "little")
        index = self._index
        if index is not None and index.ready:
            return self._by_index(index, ask, picked, limit, cancelled)
        hits = self.reading.hits(ask, None, cancelled)
        if picked is not None:
            hits = [hit for hit in hits if _is_in(hit, picked)]
        return Found(hits, len(hits))

    def count(self, ask: Ask, cancelled: Cancel = None) -> int:
        """Return how many entries meet an ask of texts. Raises Cancelled."""
        found = self.hits(ask, None, 1, cancelled)
        assert found.total is not None
        return found.total

    def _by_index(
        self,
        index: "KeptIndex",
        ask: Ask,
        picked: bytes | None,
        limit: int | None,
        cancelled: Cancel,
    ) -> Found:
        lately = self.reading.hits(ask, index.stale, cancelled) if index.stale else []
        if picked is None:
            hits, count = index.hits(ask, limit)
            found = Found(hits, count)
        else:
            lately = [hit for hit in lately if _is_in(hit, picked)]
            found = self._picked(index, ask, picked, limit)
        if not lately:
            return found
        hits = sorted([*lately, *found.hits], key=lambda hit: hit[0], reverse=True)
        return Found(hits, None if found.total is None else found.total + len(lately))

    def _picked(self, index: "KeptIndex", ask: Ask, picked: bytes, limit: int | None) -> Found:
        if (few := picked.count(1)) <= _FEW_PICKED:
            only = self._rows.numbers_in(int.from_bytes(picked, "little"))
            return Found(*index.hits(ask, few, only=only)) if few else Found([], 0)
        every, count = index.hits(ask, _A_PAGE if limit is not None else None)
        if len(every) < count:
            hits = [hit for hit in every if _is_in(hit, picked)]
            if count > _SOON_COUNTED and limit is not None and len(hits) >= limit:
                return Found(hits, None)
            every, count = index.hits(ask, None)
        hits = [hit for hit in every if _is_in(hit, picked)]
        return Found(hits, len(hits))

    # -- words -------------------------------------------------------------------

    def mended(self, ask: Ask, cancelled: Cancel = None) -> Ask:
        """Return the ask with typos corrected, where few entries hold it as it is.

        Where even so none holds all words where they weigh most, one of them
        may be missing. Raises Cancelled.
        """
        found = self.count(strongly(ask), cancelled)
        if found >= FEW:
            return ask

        def held(word: str) -> int:
            return self.count(Needle((word,), parts=STRONG), cancelled)

        mended = corrected(ask, self._words(), found=found > 0, held=held)
        if found or self.count(strongly(mended), cancelled):
            return mended
        less = with_one_less(mended)
        return mended if less is None else Either((mended, less))

    def prepare_words(self, letter: str) -> None:
        """Take in the words that begin with a letter, before one of them is mistyped."""
        if self.ready:
            self._words().prepare(letter)

    def _words(self) -> Vocabulary:
        index = self._index if self.ready else None
        now = (index.generation, index.stale) if index is not None else self._library.seq
        if self._vocabulary is None or self._vocabulary_of != now:
            self._vocabulary = Vocabulary(self._beginning_with)
            self._vocabulary_of = now
        return self._vocabulary

    def _beginning_with(self, letter: str) -> Iterable[tuple[str, int]]:
        """Yield the words that begin so, with how often each stands, some repeatedly."""
        index = self._index
        if index is not None and index.ready:
            for part in FREE:
                yield from index.words(part, letter)
            lately = self.reading.words(index.stale)
        else:
            lately = self.reading.words()
        yield from ((word, count) for word, count in lately.items() if word[0] == letter)

    def beginning(self, part: Part, start: str, limit: int) -> list[str]:
        """Return words of a part that begin so, the most frequent first; needs the index."""
        if self._index is None or not self._index.ready:
            return []
        return [word for word, _ in self._index.words(part, start, limit)]

    def held(self, words: Collection[str]) -> Mapping[str, int]:
        """Return in how many titles and abstracts words stand."""
        index = self._index
        if index is None or not index.ready:
            return self.reading.held(words)
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
        generation = self._index.generation if self._index is not None else 0
        now = (generation, self._library.seq)
        if now != self._masks_of or len(self._masks) >= _MASKS_KEPT:
            self._masks.clear()
            self._masks_of = now
        if ask not in self._masks:
            found = self.hits(ask, None, None, cancelled)
            self._masks[ask] = self._rows.mask_of([number for _, number in found.hits])
        return self._masks[ask]


def _is_in(hit: Hit, picked: bytes) -> bool:
    number = hit[1]
    return number < len(picked) and picked[number] == 1


def parts_of(ask: Ask) -> tuple[Ask | None, Ask | None]:
    """Part an ask into what texts alone answer and the rest; None where there is none."""
    every = ask.parts if isinstance(ask, Every) else (ask,)
    of_texts = tuple(part for part in every if asks_texts(part) and not asks_rows(part))
    if all(isinstance(part, Without) for part in of_texts):
        of_texts = ()  # few entries hold what is unwanted: all others are told by a mask
    rest = tuple(part for part in every if part not in of_texts)
    return (Every(of_texts) if of_texts else None), (Every(rest) if rest else None)
