"""Which words of a search are typos, and what is searched beside them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from msgspec.structs import replace

from paperreader.searching.asking import changed
from paperreader.searching.needles import EXACT, FREE, STRONG, Ask, Needle, wanted
from paperreader.searching.reading import Hit
from paperreader.searching.scanning import Document, weight
from paperreader.searching.vocabulary import Vocabulary

FEW = 10
"""With fewer entries that hold all words where they weigh most, typos are corrected."""

PLENTY = 60
"""Words that so many entries hold together, though none where they weigh most, are meant."""

RARE = 2
"""A word that no more entries hold than this is taken for a slip, if another is near."""

_MOST_CORRECTED = 16
"""So many words of a search are corrected; a whole page that was pasted is not."""

_SHORTEST_BEGINNING = 3
"""Letters that a word before the last must have to stand for longer ones, too."""

_LONG, _TIMES = 8, 100
"""A word of so many letters is a slip, too, where one a typo apart stands so often more."""


Near = tuple[tuple[str, int], ...]


def free_words(ask: Ask) -> list[Needle]:
    """Return the free words that are corrected, if any are."""
    free = dict.fromkeys(needle for needle in wanted(ask) if needle.free)
    return list(free)[:_MOST_CORRECTED]


def is_slip(needle: Needle, vocabulary: Vocabulary, held: int) -> bool:
    """Whether a free word that so many entries hold was surely meant for another."""
    word = needle.words[0]
    if held > RARE and len(word) < _LONG:
        return False
    if held <= RARE:
        return bool(vocabulary.near(word, goes_on=needle.goes_on))
    return any(
        vocabulary.count(other) >= _TIMES * held and f"{other}s" != word and f"{word}s" != other
        for other, _ in vocabulary.near(word, goes_on=needle.goes_on, at_most=1)
    )


def corrected(
    ask: Ask,
    slips: Collection[Needle],
    vocabulary: Vocabulary,
    *,
    held: Callable[[str], int],
    anywhere: Callable[[str], int] | None = None,
) -> Ask:
    """Return the ask with what some of its free words may have been meant for.

    One that no entry holds where it weighs most, as `held` says, may also be the
    beginning of a longer word. With `anywhere`, which tells how many entries
    hold a word at all, only the likeliest correction is taken.
    """

    def correct(needle: Needle) -> Ask:
        if needle not in slips:
            return needle
        word = needle.words[0]
        near = vocabulary.near(word, goes_on=needle.goes_on)
        begins = len(word) >= _SHORTEST_BEGINNING and not held(word)
        mended = replace(needle, near=near, goes_on=needle.goes_on or begins)
        if anywhere is None:
            return mended
        best = _likeliest(near, anywhere)
        return replace(mended, near=_gone_on(best, vocabulary) if needle.goes_on else best)

    return changed(ask, correct)


def narrowed(
    ask: Ask, last: Collection[str], documents: Iterable[Document], vocabulary: Vocabulary
) -> Ask:
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
        near = used or needle.near
        return replace(
            needle, near=_gone_on(near, vocabulary) if needle.words[0] in last else near
        )

    return changed(ask, narrow)


def _likeliest(near: Near, anywhere: Callable[[str], int]) -> Near:
    """Return the closest correction that entries hold, of several the most frequent."""
    for typos in sorted({apart for _, apart in near}):
        held = {word: anywhere(word) for word, apart in near if apart == typos}
        best = min(held, key=lambda word: (-held[word], word))
        if held[best]:
            return ((best, typos),)
    return ()


def _gone_on(near: Near, vocabulary: Vocabulary) -> Near:
    """Return corrections together with all longer words that they begin."""
    apart = {
        longer: typos for word, typos in reversed(near) for longer in vocabulary.beginning(word)
    }
    return tuple((dict(near) | {w: n for w, n in apart.items() if w not in dict(near)}).items())


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
    lines = ""
    for needle in wanted(ask):
        if not needle.near or weight(replace(needle, near=()), documents[0]) is not None:
            continue
        lines = lines or "\n".join(_lines(documents))
        held: list[str] = []
        for word, _ in needle.near:
            if f" {word} " in lines and not word.startswith(tuple(held)):
                held.append(word)
        if held:
            instead[needle.words[0]] = " / ".join(held)
    return instead


def _lines(documents: Sequence[Document]) -> Iterator[str]:
    """Yield the words of entries where they weigh most, of the first one all."""
    yield from (documents[0].lined_up(part) for part in FREE)
    yield from (document.lined_up(part) for document in documents[1:] for part in STRONG)
