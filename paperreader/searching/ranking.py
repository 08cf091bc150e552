"""The order of relevance among the best: by weight, and by likeness to the query."""

from collections.abc import Sequence

from msgspec import Struct

from paperreader.entry import Row
from paperreader.searching.needles import Ask, wanted
from paperreader.searching.reading import Reading

POOL = 200
"""So many of the heaviest are looked at more closely."""

COMPARED = 40
"""So many of these are compared with the query as a whole."""

_LONGEST = 1_000
"""Characters of a text that are compared; the cost grows with their product."""


class Candidate(Struct, frozen=True):
    """An entry that matches, and how well."""

    number: int
    row: Row
    weight: float


def by_weight(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the heaviest first; of equal weight what is starred, then what is latest."""

    def recency(candidate: Candidate) -> tuple[bool, str]:
        row = candidate.row
        return row.starred, row.featured or row.published or ""

    latest = sorted(candidates, key=recency, reverse=True)
    return sorted(latest, key=lambda candidate: candidate.weight, reverse=True)


def by_relevance(pool: Sequence[Candidate], ask: Ask, reading: Reading) -> list[Candidate]:
    """Return candidates, which stand by weight, the most relevant first.

    The best are compared with all free words of the query, by their titles and
    the names of their authors.
    """
    asked = " ".join(word for needle in wanted(ask) if needle.ranks for word in needle.words)
    best, others = pool[:COMPARED], pool[COMPARED:]
    if len(best) < 2 or not asked:
        return list(pool)
    documents = dict(reading.documents([candidate.number for candidate in best]))
    texts = [
        documents[candidate.number].title_and_names if candidate.number in documents else ""
        for candidate in best
    ]
    return [*_by_likeness(best, asked, texts), *others]


def _by_likeness(
    candidates: Sequence[Candidate], asked: str, texts: Sequence[str]
) -> list[Candidate]:
    from rapidfuzz.fuzz import (  # noqa: PLC0415 - only words need it
        partial_ratio,
        token_sort_ratio,
    )

    heaviest = candidates[0].weight or 1.0
    asked = asked[:_LONGEST]

    def relevance(at: int) -> float:
        text = texts[at][:_LONGEST]
        # As typed somewhere within, then how much of the whole was typed.
        alike = partial_ratio(asked, text) + 0.5 * token_sort_ratio(asked, text)
        return 100 * candidates[at].weight / heaviest + alike

    ranked = sorted(range(len(candidates)), key=relevance, reverse=True)
    return [candidates[at] for at in ranked]
