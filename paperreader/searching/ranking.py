"""The order of relevance: by weight, and the best by their likeness to the query."""

from collections.abc import Callable, Iterable, Mapping

COMPARED = 60
"""So many of the heaviest are compared with the query as a whole."""

_LONGEST = 1_000
"""Characters of a text that are compared; the cost grows with their product."""


def by_relevance(
    slots: Iterable[int],
    weights: Mapping[int, float],
    asked: str,
    text_of: Callable[[int], str],
) -> list[int]:
    """Return the slots, the most relevant first; equal ones stay in their order.

    `asked` is the folded words of the query, `text_of` gives those of a slot's
    title and names.
    """
    ranked = _heaviest_first(slots, weights)
    best = ranked[:COMPARED]
    if len(best) < 2:
        return ranked
    from rapidfuzz.fuzz import (  # noqa: PLC0415 - only words need it
        partial_ratio,
        token_sort_ratio,
    )

    heaviest = weights[best[0]] or 1.0

    asked = asked[:_LONGEST]

    def relevance(slot: int) -> float:
        text = text_of(slot)[:_LONGEST]
        # As typed somewhere within, then how much of the whole was typed.
        alike = partial_ratio(asked, text) + 0.5 * token_sort_ratio(asked, text)
        return 100 * weights[slot] / heaviest + alike

    return sorted(best, key=relevance, reverse=True) + ranked[COMPARED:]


def _heaviest_first(slots: Iterable[int], weights: Mapping[int, float]) -> list[int]:
    """Return the slots by weight; few weights have to be sorted, however many slots."""
    heaps: dict[float, list[int]] = {}
    for slot in slots:
        heaps.setdefault(weights[slot], []).append(slot)
    return [slot for weight in sorted(heaps, reverse=True) for slot in heaps[weight]]
