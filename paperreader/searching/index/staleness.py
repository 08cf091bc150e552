"""Which entries of a library an index does not hold as they are now."""

from typing import Any

import tantivy

from paperreader.library import Library
from paperreader.searching.index.folder import State
from paperreader.searching.index.schema import NUMBER, PRINT, fingerprint


def stale(library: Library, searcher: tantivy.Searcher, state: State) -> frozenset[int]:
    """Return the numbers of the documents that came, went or changed since.

    The library's own changes tell them at once; where its file was folded or
    exchanged meanwhile, every entry's texts are compared.
    """
    if state.base == library.base and (shift := library.since(state.seq)) is not None:
        return shift.texts
    held = fingerprints(searcher)
    there = {number: fingerprint(texts) for number, texts in library.texts()}
    changed = {number for number, print_ in there.items() if held.get(number) != print_}
    return frozenset(changed | (held.keys() - there.keys()))


def fingerprints(searcher: tantivy.Searcher) -> dict[int, int]:
    """Return the fingerprints of all entries that an index holds, by document number."""
    count = searcher.num_docs
    if not count:
        return {}
    hits = searcher.search(tantivy.Query.all_query(), limit=count, count=False).hits
    addresses = [address for _, address in hits]
    numbers = whole(searcher.fast_field_values(NUMBER, addresses))
    prints = whole(searcher.fast_field_values(PRINT, addresses))
    return dict(zip(numbers, prints, strict=True))


def whole(values: list[Any]) -> list[int]:
    """Return the values of a field of whole numbers, which tantivy types as any."""
    return values
