"""Which words of the texts found a search makes worth marking."""

from paperreader.searching.marking import Matched, MatchedTerm
from paperreader.searching.needles import FREE, Ask, Either, Every, Likeness, wanted


def matched(ask: Ask) -> Matched:
    """Return what an ask makes worth marking."""
    terms: dict[MatchedTerm, None] = {}
    for needle in wanted(ask):
        everywhere = needle.free or needle.parts == FREE
        parts = None if everywhere else frozenset[str](needle.parts)
        terms[MatchedTerm(needle.words, needle.goes_on, parts)] = None
        terms |= {MatchedTerm((word,), False, parts): None for word, _ in needle.near}
    compared = frozenset(("title", "abstract"))
    for word in compared_words(ask):
        terms[MatchedTerm((word,), False, compared)] = None
    return Matched(tuple(terms))


def compared_words(ask: Ask) -> list[str]:
    """Return the words by which entries are told to be near to another."""
    if isinstance(ask, Every | Either):
        return [word for part in ask.parts for word in compared_words(part)]
    return [word for word, _ in ask.weights] if isinstance(ask, Likeness) else []
