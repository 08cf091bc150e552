"""The words of entries read from the library itself: what answers where no index does."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable

from paperreader.library import Library
from paperreader.searching.needles import Ask, Part
from paperreader.searching.scanning import Document, weight

Hit = tuple[float, int]
"""Weight and document number."""

Cancel = Callable[[], bool] | None
"""Tells, when asked, whether the answer is no longer wanted."""

_PAUSE = 16
"""Entries read between two looks whether the answer is still wanted."""

_REMEMBERED = 1_024
"""So many entries are kept in memory as they were read, for the next keystroke."""


class Cancelled(Exception):
    """Nobody waits for the answer any more."""


class Reading:
    """Reads entries, a few lately read ones from memory."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._seq = -1
        self._lately: dict[int, Document] = {}
        self._words: dict[tuple[Part, ...], tuple[frozenset[int] | None, Counter[str]]] = {}
        # What was asked of all entries last is asked again with other rows picked.
        self._last: tuple[Ask, list[Hit]] | None = None

    def follow(self) -> None:
        """Forget what the library has changed."""
        if self._seq == self._library.seq:
            return
        shift = self._library.since(self._seq) if self._seq >= 0 else None
        if shift is None or shift.texts:
            self._lately.clear()
            self._words.clear()
            self._last = None
        self._seq = self._library.seq

    def hits(
        self,
        ask: Ask,
        numbers: Collection[int] | None = None,
        cancelled: Cancel = None,
    ) -> list[Hit]:
        """Return the entries that meet an ask of texts, by document number.

        With `numbers`, only those are read. Raises Cancelled.
        """
        if numbers is not None:
            return self._hits(ask, numbers, cancelled)
        if self._last is None or self._last[0] != ask:
            self._last = ask, self._hits(ask, None, cancelled)
        return self._last[1]

    def _hits(self, ask: Ask, numbers: Collection[int] | None, cancelled: Cancel) -> list[Hit]:
        found: list[Hit] = []
        for at, (number, document) in enumerate(self.documents(numbers)):
            _pause(at, cancelled)
            held = weight(ask, document)
            if held is not None:
                found.append((held, number))
        return found

    def documents(
        self, numbers: Collection[int] | None = None
    ) -> Iterable[tuple[int, Document]]:
        """Yield entries with their document numbers; those that are gone are left out."""
        if numbers is None:
            for number, texts in self._library.texts():
                yield number, Document(texts)
            return
        unread = [number for number in numbers if number not in self._lately]
        if len(self._lately) + len(unread) > _REMEMBERED:
            self._lately.clear()
            unread = list(numbers)
        if len(unread) > _REMEMBERED:
            for number, texts in self._library.texts(unread):
                yield number, Document(texts)
            return
        if unread:
            for number, texts in self._library.texts(unread):
                self._lately[number] = Document(texts)
        for number in numbers:
            if number in self._lately:
                yield number, self._lately[number]

    def words(
        self,
        parts: tuple[Part, ...],
        numbers: frozenset[int] | None = None,
        cancelled: Cancel = None,
    ) -> Counter[str]:
        """Return the words of some parts, with in how many of these each stands.

        With `numbers`, those of these entries only. Raises Cancelled.
        """
        known = self._words.get(parts)
        if known is None or known[0] != numbers:
            counts: Counter[str] = Counter()
            for at, (_, document) in enumerate(self.documents(numbers)):
                _pause(at, cancelled)
                for part in parts:
                    counts.update(set(document.lined_up(part).split()))
            known = self._words[parts] = numbers, counts
        return known[1]

    def held(self, sought: Collection[str], cancelled: Cancel = None) -> Counter[str]:
        """Return for words in how many titles, and abstracts, they stand. Raises Cancelled."""
        found: Counter[str] = Counter()
        wanted = set(sought)
        parts: tuple[Part, ...] = ("title", "abstract")
        for at, (_, document) in enumerate(self.documents()):
            _pause(at, cancelled)
            for part in parts:
                found.update(wanted.intersection(document.lined_up(part).split()))
        return found


def _pause(at: int, cancelled: Cancel) -> None:
    if at % _PAUSE == 0 and cancelled is not None and cancelled():
        raise Cancelled
