"""Which words stand in which entries: titles, names, tags and notes, in memory.

Entries are numbered by slots in the order in which they came. A changed entry
gets a new slot and its old one is dropped, so that postings only ever grow at
their end. Abstracts are not in here (see `abstracts`).
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import chain

from paperreader.searching.folding import forms, words
from paperreader.searching.vocabulary import Vocabulary


class Part(IntEnum):
    """A part of an entry whose words are held in memory."""

    TITLE = 0
    AUTHOR = 1
    MARK = 2
    """What the reader added: tags and the note."""


EVERY_PART = tuple(Part)


class _Postings:
    """The slots of each word in one part, in the order in which they came."""

    def __init__(self) -> None:
        # Most words stand in one entry only: a bare number keeps those small.
        self._one: dict[str, int] = {}
        self._many: dict[str, array[int]] = {}

    def add(self, word: str, slot: int) -> bool:
        """Take in a slot; return whether the word is new."""
        if slots := self._many.get(word):
            slots.append(slot)
            return False
        before = self._one.pop(word, None)
        if before is None:
            self._one[word] = slot
            return True
        self._many[word] = array("I", (before, slot))
        return False

    def words(self) -> Iterator[str]:
        return chain(self._one, self._many)

    def of(self, word: str) -> Sequence[int]:
        slot = self._one.get(word)
        return self._many.get(word, ()) if slot is None else (slot,)

    def of_any(self, words: Sequence[str]) -> Iterator[int]:
        """Yield the slots that hold any of the words, some of them repeatedly."""
        yield from (slot for slot in map(self._one.get, words) if slot is not None)
        yield from chain.from_iterable(filter(None, map(self._many.get, words)))


class WordIndex:
    """For each part and word, the slots of the entries that hold it there."""

    def __init__(self) -> None:
        self._postings = tuple(_Postings() for _ in Part)
        self._names: list[str] = []
        self._dropped: set[int] = set()
        self._vocabulary: Vocabulary | None = None

    @property
    def size(self) -> int:
        """How many slots were given out."""
        return len(self._names)

    @property
    def dropped(self) -> set[int]:
        """The slots that no longer count, though postings still name them."""
        return self._dropped

    @property
    def vocabulary(self) -> Vocabulary:
        """All words of all parts."""
        if self._vocabulary is None:
            every = (postings.words() for postings in self._postings)
            self._vocabulary = Vocabulary(set(chain.from_iterable(every)))
        return self._vocabulary

    def add(self, title: str, authors: Iterable[str], tags: Iterable[str], note: str) -> int:
        """Take in an entry; return its slot."""
        slot = len(self._names)
        names = lined_up(authors)
        self._names.append(names)
        self._post(Part.TITLE, lined_up((title,)).split(), slot)
        self._post(Part.AUTHOR, names.split(), slot)
        if tags or note:
            self._post(Part.MARK, lined_up((*tags, note)).split(), slot)
        return slot

    def drop(self, slot: int) -> None:
        """Let a slot no longer count."""
        self._dropped.add(slot)
        self._names[slot] = ""

    def slots(self, part: Part, word: str) -> Sequence[int]:
        """Return the slots that hold a word in a part, dropped ones among them."""
        return self._postings[part].of(word)

    def slots_of_any(self, part: Part, words: Sequence[str]) -> Iterable[int]:
        """Yield the slots that hold any of the words in a part, some repeatedly."""
        return self._postings[part].of_any(words)

    def count(self, word: str) -> int:
        """Return how often a word is held: once for each part of each entry."""
        return sum(len(self.slots(part, word)) for part in Part)

    def names(self, slot: int) -> str:
        """Return the authors' names of a slot as `lined_up` gives them."""
        return self._names[slot]

    def _post(self, part: Part, found: list[str], slot: int) -> None:
        postings = self._postings[part]
        for word in set(found):
            if postings.add(word, slot) and self._vocabulary is not None:
                self._vocabulary.add(word)


def lined_up(texts: Iterable[str]) -> str:
    """Return the folded words of each text, and of its readable form, one text a line.

    Each word has a space before and behind it, so that ``" graph neural "`` is
    found in the result exactly where these words follow each other in one text.
    """
    return "\n".join(f" {' '.join(line)} " for line in _lines(texts))


def _lines(texts: Iterable[str]) -> Iterator[list[str]]:
    for text in texts:
        known: list[list[str]] = []
        for form in forms(text):
            line = words(form)
            if line and line not in known:
                known.append(line)
        yield from known
