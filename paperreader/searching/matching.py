"""From the words of a query to the entries that hold them, with their weights."""

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter

from msgspec import Struct

from paperreader.searching.folding import words
from paperreader.searching.index import EVERY_PART, Part, WordIndex
from paperreader.searching.query import FieldText, Phrase, Query, Word

Hits = dict[int, float]
"""For each slot that matches, how well: more is better."""

EXACT: Mapping[Part, float] = {Part.TITLE: 10, Part.AUTHOR: 9, Part.MARK: 7}
PREFIX: Mapping[Part, float] = {Part.TITLE: 8, Part.AUTHOR: 7, Part.MARK: 6}
TYPO: Mapping[Part, float] = {Part.TITLE: 5, Part.AUTHOR: 4, Part.MARK: 3}
IN_ABSTRACT = 2.0
"""A word of the title above a name above tags and notes above the abstract;
the word itself above its beginning above a typo."""

_MOST_CORRECTIONS = 24


class Needle(Struct, frozen=True):
    """Words to be found next to each other in one text."""

    words: tuple[str, ...]
    """Folded."""
    goes_on: bool = False
    """Whether the last one may be the beginning of a longer word."""
    parts: tuple[Part, ...] = EVERY_PART
    """Where in memory they may stand."""
    in_abstract: bool = True
    """Whether they may stand in the abstract."""
    correctable: bool = False
    """Whether it is a free word, which may be a typo."""


class Needles(Struct, frozen=True):
    """What a query wants in the texts of an entry, and what it does not."""

    wanted: tuple[Needle, ...]
    unwanted: tuple[Needle, ...]
    text: str
    """The folded words of the free words and phrases that are wanted."""

    @property
    def ranked(self) -> bool:
        """Whether there are such, so that relevance means something."""
        return bool(self.text)


def needles(query: Query) -> Needles:
    """Return what a query looks for in texts.

    A free word with punctuation in it stands for each of its words, behind a
    ``-`` for all of them in a row. The last free word may still be going on.
    What is unwanted is looked for in memory only: a ``-word`` that stands in an
    abstract keeps no entry out, ``-abstract:word`` does.
    """
    last = max((at for at, term in enumerate(query.terms) if _is_free(term)), default=-1)
    wanted: list[Needle] = []
    unwanted: list[Needle] = []
    text: list[str] = []
    for at, term in enumerate(query.terms):
        if isinstance(term, Word) and not term.negated:
            found = words(term.text)
            text += found
            wanted += [Needle((word,), correctable=True) for word in found[:-1]]
            wanted += [Needle((word,), at == last, correctable=True) for word in found[-1:]]
        elif isinstance(term, Word | Phrase):
            needle = Needle(tuple(words(term.text)), isinstance(term, Phrase) and term.open)
            (unwanted if term.negated else wanted).append(needle)
            text += () if term.negated else needle.words
        elif isinstance(term, FieldText):
            (unwanted if term.negated else wanted).append(_field_needle(term))
    return Needles(_distinct(wanted), _distinct(unwanted), " ".join(text))


def _distinct(found: list[Needle]) -> tuple[Needle, ...]:
    return tuple(needle for needle in dict.fromkeys(found) if needle.words)


def _is_free(term: object) -> bool:
    return isinstance(term, Word) and not term.negated


_FIELD_PARTS: dict[str, tuple[Part, ...]] = {
    "title": (Part.TITLE,),
    "author": (Part.AUTHOR,),
    "abstract": (),
}


def _field_needle(term: FieldText) -> Needle:
    return Needle(
        tuple(words(term.text)),
        goes_on=term.open or not term.quoted,
        parts=_FIELD_PARTS[term.field],
        in_abstract=term.field == "abstract",
    )


def find(index: WordIndex, needle: Needle, line_up: Callable[[int, Part], str]) -> Hits:
    """Return the slots that hold a needle in memory.

    `line_up` gives the text of a slot's part as `index.lined_up` does; it is
    asked only for needles of several words.
    """
    if len(needle.words) == 1:
        return _find_word(index, needle)
    hits: Hits = {}
    pattern = f" {' '.join(needle.words)}" + ("" if needle.goes_on else " ")
    for part in reversed(needle.parts):
        slots = _slots_of_all(index, needle, part)
        held = (slot for slot in slots if pattern in line_up(slot, part))
        hits.update(dict.fromkeys(held, EXACT[part] * len(needle.words)))
    return hits


def find_near(index: WordIndex, needle: Needle) -> dict[str, Hits]:
    """Return the words that a free word may be a typo of, the best first, and their slots."""
    word = needle.words[0]
    near = index.vocabulary.near(word)
    if needle.goes_on:
        near = index.vocabulary.near_beginnings(word) | near
    closest = sorted(near, key=lambda other: (near[other], -index.count(other)))
    corrections: dict[str, Hits] = {}
    for other in closest[:_MOST_CORRECTIONS]:
        hits = corrections[other] = {}
        for part in reversed(needle.parts):
            weight = TYPO[part] / near[other]
            hits.update(dict.fromkeys(index.slots(part, other), weight))
    return corrections


def in_any(found: Iterable[Hits]) -> Hits:
    """Return the slots that are in any of the hits, with the best of their weights."""
    best: Hits = {}
    for hits in found:
        for slot, weight in hits.items():
            if best.get(slot, 0) < weight:
                best[slot] = weight
    return best


def in_all(found: Iterable[Hits]) -> Hits:
    """Return the slots that are in all of the hits, with their weights added up."""
    smallest, *others = sorted(found, key=len)
    smallest = dict(smallest)
    for other in others:
        smallest = {slot: smallest[slot] + other[slot] for slot in smallest.keys() & other}
    return smallest


def _find_word(index: WordIndex, needle: Needle) -> Hits:
    """Return the hits of a single word: the light ones first, the heavier over them."""
    word = needle.words[0]
    found: list[tuple[float, Iterable[int]]] = [
        (EXACT[part], index.slots(part, word)) for part in needle.parts
    ]
    if needle.goes_on:
        longer = index.vocabulary.beginning_with(word)
        found += [(PREFIX[part], index.slots_of_any(part, longer)) for part in needle.parts]
    hits: Hits = {}
    for weight, slots in sorted(found, key=itemgetter(0)):
        hits.update(dict.fromkeys(slots, weight))
    return hits


def _slots_of_all(index: WordIndex, needle: Needle, part: Part) -> set[int]:
    *whole, last = needle.words
    slots = set(index.slots(part, whole[0]))
    for word in whole[1:]:
        slots.intersection_update(index.slots(part, word))
    if not needle.goes_on:
        return slots.intersection(index.slots(part, last))
    longer = index.vocabulary.beginning_with(last) if slots else []
    return slots.intersection(index.slots_of_any(part, longer))
