"""Which words of a search are typos, and what is searched beside them."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from paperreader.searching.asking import changed
from paperreader.searching.needles import EXACT, Ask, Needle, wanted
from paperreader.searching.reading import Hit
from paperreader.searching.scanning import Document, weight
from paperreader.searching.vocabulary import Vocabulary

FEW = 10
"""With fewer entries that hold all words where they weigh most, typos are corrected."""

_MOST_CORRECTED = 16
"""So many words of a search are corrected; a whole page that was pasted is not."""

_SHORTEST_BEGINNING = 3
"""Letters that a word before the last must have to stand for longer ones, too."""


def corrected(
    ask: Ask, vocabulary: Vocabulary, *, found: bool, held: Callable[[str], int]
) -> Ask:
    """Return the ask with what its free words may have been meant for.

    Where something was `found` for all words as they are, a word that several
    entries hold is no typo; `held` says how many hold one where it weighs most.
    One that none holds may also be the beginning of a longer word.
    """
    free = dict.fromkeys(needle for needle in wanted(ask) if needle.free)
    counts = {needle: held(needle.words[0]) for needle in list(free)[:_MOST_CORRECTED]}

    def correct(needle: Needle) -> Ask:
        if needle not in counts or (found and counts[needle] >= FEW):
            return needle
        word = needle.words[0]
        near = vocabulary.near(word, goes_on=needle.goes_on)
        begins = not counts[needle] and len(word) >= _SHORTEST_BEGINNING
        return replace(needle, near=near, goes_on=needle.goes_on or begins)

    return changed(ask, correct)


def surely_found(ask: Ask, hits: Sequence[Hit]) -> bool:
    """Whether the weights alone tell that nothing in an ask is to be corrected.

    If one free word stood in the abstract only, no hit could weigh more than all
    others at their heaviest and that one in the abstract.
    """
    needles = wanted(ask)
    if not any(needle.free for needle in needles):
        return True
    most = sum(max(map(EXACT.__getitem__, n.parts)) * len(n.words) for n in needles)
    without_one = most - EXACT["title"] + EXACT["abstract"]
    return len(hits) >= FEW and hits[FEW - 1][0] > without_one


def told(ask: Ask, document: Document) -> dict[str, str]:
    """Return for each free word that an entry does not hold what it holds instead."""
    instead: dict[str, str] = {}
    for needle in wanted(ask):
        if needle.near and weight(replace(needle, near=()), document) is None:
            for word, _ in needle.near:
                if weight(Needle((word,)), document) is not None:
                    instead[needle.words[0]] = word
                    break
    return instead
