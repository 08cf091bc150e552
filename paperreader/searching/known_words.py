"""The vocabulary of a library, kept while entries change."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from paperreader.searching.needles import STRONG, Part
from paperreader.searching.reading import Cancel, Reading
from paperreader.searching.vocabulary import Vocabulary

if TYPE_CHECKING:
    from paperreader.searching.index.kept import KeptIndex

_RARE: tuple[Part, ...] = ("abstract",)

_RARE_HEAD = 2
"""Letters by which words of abstracts are taken in: under one there are tens of thousands."""


class KnownWords:
    """Gives the vocabulary: of the index and what changed since, or of what was read."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._index: KeptIndex | None = None
        self._cancelled: Cancel = None  # of the search that asks
        self._made_for: object = None
        self._told: frozenset[int] = frozenset()
        self._common: Vocabulary | None = None
        self._rare: Vocabulary | None = None

    def vocabulary(
        self, index: "KeptIndex | None", seq: int, cancelled: Cancel = None
    ) -> Vocabulary:
        """Return the words of an index that is ready, else of the library at change `seq`.

        Words that no entry holds any longer stay until the index is opened anew.
        Raises Cancelled, now or when the vocabulary is asked.
        """
        self._index, self._cancelled = index, cancelled
        made_for = ("read", seq) if index is None else ("index", index.generation)
        stale = frozenset[int]() if index is None else index.stale
        if self._common is None or self._rare is None or self._made_for != made_for:
            # What stands in abstracts alone is mostly a slip itself, or a formula.
            self._rare = Vocabulary(
                partial(self._beginning_with, _RARE),
                head=_RARE_HEAD,
                count=partial(self._count, _RARE),
            )
            self._common = Vocabulary(partial(self._beginning_with, STRONG), self._rare)
            self._made_for, self._told = made_for, stale
        elif lately := stale - self._told:
            self._common.add(self._reading.words(STRONG, lately, cancelled))
            self._rare.add(self._reading.words(_RARE, lately, cancelled))
            self._told = stale
        return self._common

    def _count(self, parts: tuple[Part, ...], word: str) -> int:
        if self._index is None:
            return self._reading.words(parts, None, self._cancelled)[word]
        lately = self._reading.words(parts, self._index.stale, self._cancelled)[word]
        return lately + sum(self._index.held(part, word) for part in parts)

    def _beginning_with(self, parts: tuple[Part, ...], head: str) -> Iterable[tuple[str, int]]:
        """Yield the words of parts that begin so, with how often each stands there."""
        numbers = None
        if self._index is not None:
            for part in parts:
                yield from self._index.words(part, head)
            numbers = self._index.stale
        lately = self._reading.words(parts, numbers, self._cancelled)
        yield from ((word, count) for word, count in lately.items() if word.startswith(head))
