"""Which words of a search are typos, and what is searched beside them."""

from collections.abc import Callable, Collection, Iterable, Sequence

from msgspec.structs import replace

from paperreader.searching.asking import changed
from paperreader.searching.needles import EXACT, STRONG, Ask, Needle, wanted
from paperreader.searching.reading import Hit
from paperreader.searching.scanning import Document, weight
from paperreader.searching.vocabulary import Vocabulary

FEW = 10
"""With fewer entries that hold all words where they weigh most, typos are corrected."""

RARE = 2
"""A word that no more entries hold than this is taken for a slip, if another is near."""

_MOST_CORRECTED = 16
"""So many words of a search are corrected; a whole page that was pasted is not."""

_SHORTEST_BEGINNING = 3
"""Letters that a word before the last must have to stand for longer ones, too."""

_LONG, _TIMES = 8, 100
"""A word of so many letters is a slip, too, where one a typo apart stands so often more."""


def free_words(ask: Ask) -> list[Needle]:
    """Return the free words that are corrected, if any are."""
    free = dict.fromkeys(needle for needle in wanted(ask) if needle.free)
    return list(free)[:_MOST_CORRECTED]


def is_slip(needle: Needle, vocabulary: Vocabulary, held: int) -> bool:
    """Whether a free word that so many entries hold was surely meant for another."""
    word = needle.words[0]
    near = vocabulary.near(word, goes_on=needle.goes_on)
    if held <= RARE or not near:
        return bool(near)
    return len(word) >= _LONG and any(
        apart == 1
        and vocabulary.count(other) >= _TIMES * held
        and f"{other}s" != word
        and f"{word}s" != other
        for other, apart in near
    )


def corrected(
    ask: Ask,
    slips: Collection[Needle],
    vocabulary: Vocabulary,
    *,
    held: Callable[[str], int],
    best: bool = False,
) -> Ask:
    """Return the ask with what some of its free words may have been meant for.

    One that no entry holds where it weighs most, as `held` says, may also be the
    beginning of a longer word. `best` asks for the likeliest correction alone.
    """

    def correct(needle: Needle) -> Ask:
        if needle not in slips:
            return needle
        word = needle.words[0]
        near = vocabulary.near(word, goes_on=needle.goes_on)
        begins = len(word) >= _SHORTEST_BEGINNING and not held(word)
        mended = replace(needle, near=near, goes_on=needle.goes_on or begins)
        if not best:
            return mended
        return replace(mended, near=near[:1], near_go_on=needle.goes_on)

    return changed(ask, correct)


def narrowed(ask: Ask, last: Collection[str], documents: Iterable[Document]) -> Ask:
    """Return a corrected ask with only those corrections that one of some entries holds.

    Those of the `last` words may go on, as what was typed may.
    """
    lines = ["\n".join(map(document.lined_up, STRONG)) for document in documents]

    def narrow(needle: Needle) -> Ask:
        used = tuple(
            (word, apart)
            for word, apart in needle.near
            if any(f" {word} " in line for line in lines)
        )
        go_on = needle.words[0] in last
        return replace(needle, near=used or needle.near, near_go_on=go_on)

    return changed(ask, narrow)


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


def told(ask: Ask, documents: Sequence[Document]) -> dict[str, str]:
    """Return for each free word that the first of some entries does not hold what they hold.

    Several corrections stand with a slash between them, the likeliest first.
    """
    instead: dict[str, str] = {}
    for needle in wanted(ask):
        if not needle.near or weight(replace(needle, near=()), documents[0]) is not None:
            continue
        held: list[str] = []
        for word, _ in needle.near:
            found = (weight(Needle((word,)), document) for document in documents)
            if not word.startswith(tuple(held)) and any(one is not None for one in found):
                held.append(word)
        if held:
            instead[needle.words[0]] = " / ".join(held)
    return instead
