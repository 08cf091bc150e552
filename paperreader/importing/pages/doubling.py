"""Cards that a page shows more than once, made one.

Trending pages print each card twice, once for narrow and once for wide screens.
"""

from collections.abc import Iterable

import msgspec

from paperreader.importing.pages.card import Card


def folded(cards: Iterable[Card]) -> tuple[list[Card], int]:
    """Return each card once, completed by its doubles, and how many had a double."""
    found: dict[tuple[str, str | None], Card] = {}
    doubled: set[tuple[str, str | None]] = set()
    for card in cards:
        key = card.title.casefold(), card.arxiv_id
        if key in found and _agree(found[key], card):
            doubled.add(key)
            found[key] = _completed(found[key], card)
        else:
            found.setdefault(key, card)
            if found[key] is not card:
                found[(key[0], f"{card.arxiv_id}#{card.line}")] = card
    return list(found.values()), len(doubled)


def _agree(one: Card, other: Card) -> bool:
    """Tell whether two cards say nothing that differs, but for an abstract cut off."""
    if one.abstract and other.abstract:
        shorter, longer = sorted((one.abstract, other.abstract), key=len)
        if not longer.startswith(shorter):
            return False
    same = one.authors == other.authors and one.organization == other.organization
    return same and (one.date is None or other.date is None or one.date == other.date)


def _completed(card: Card, double: Card) -> Card:
    fresh = {
        name: value
        for name in Card.__struct_fields__
        if (value := getattr(double, name)) is not None and getattr(card, name) is None
    }
    if card.abstract and double.abstract and len(double.abstract) > len(card.abstract):
        fresh["abstract"] = double.abstract
    return msgspec.structs.replace(card, **fresh)
