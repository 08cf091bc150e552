"""One search for words, from needles to weighted answers."""

from collections.abc import Callable, Iterator

from msgspec import structs

from paperreader.searching.abstracts import Abstract
from paperreader.searching.filtering import Predicate
from paperreader.searching.keeping import KeptIndex
from paperreader.searching.matching import (
    IN_ABSTRACT,
    Hits,
    Needle,
    Needles,
    find,
    find_near,
    in_all,
    in_any,
)

FEW = 10
"""With fewer answers than this, typos are corrected and abstracts are read."""

_MOST_CORRECTED = 16
"""So many words of a query are corrected; a whole page that was pasted is not."""

_SHORTEST_BEGINNING = 3
"""Letters that a word before the last must have to stand for longer ones, too."""

_ONE_BY_ONE = 300
"""Up to so many entries are read singly rather than with all others."""


class Cancelled(Exception):
    """Nobody waits for the answer any more."""


class Answering:
    """The state of one search; `hits` grows while it goes on."""

    def __init__(
        self,
        kept: KeptIndex,
        asked: Needles,
        fits: Predicate | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._kept = kept
        self._fits = fits
        self._cancelled = cancelled
        self._held = [needle for needle in asked.wanted if needle.parts]
        self._unwanted = [needle for needle in asked.unwanted if needle.parts]
        self._only_abstract = [needle for needle in asked.wanted if not needle.parts]
        self._not_in_abstract = [needle for needle in asked.unwanted if not needle.parts]
        self._found: list[Hits] = []
        self._corrected: dict[str, tuple[Hits, dict[str, Hits]]] = {}
        self.hits: Hits = {}
        """The slots that match, as far as is known, with their weights."""
        self.in_abstracts = False

    @property
    def asks_abstracts(self) -> bool:
        """Whether the query names the abstract."""
        return bool(self._only_abstract or self._not_in_abstract)

    @property
    def may_be_in_abstracts(self) -> bool:
        """Whether abstracts could add to what is found."""
        return self.asks_abstracts or any(needle.in_abstract for needle in self._held)

    def in_memory(self) -> None:
        """Find what the index holds; correct typos where that is little.

        Raises Cancelled.
        """
        for needle in self._held:
            self._found.append(find(self._kept.words, needle, self._kept.line_up))
            self._check()
        hits = self._all_found()
        if len(hits) < FEW and any(needle.correctable for needle in self._held):
            self._correct(nothing_found=not hits)
            hits = self._all_found()
        for needle in self._unwanted:
            for slot in find(self._kept.words, needle, self._kept.line_up):
                hits.pop(slot, None)
            self._check()
        for slot in self._kept.words.dropped:
            hits.pop(slot, None)
        if self._fits is not None:
            hits = {slot: weight for slot, weight in hits.items() if self._is_wanted(slot)}
        self.hits = hits

    def leave_abstracts(self) -> None:
        """Go without abstracts: what a query asks of them stays unanswered."""
        if self.asks_abstracts:
            self.hits = {}

    def read_abstracts(self) -> None:
        """Look for the rest in abstracts. Raises Cancelled; `hits` is right even then."""
        self.in_abstracts = True
        known = self.hits
        if self.asks_abstracts:
            self.hits = {}
        for slot, text in self._texts(self._slots_to_read()):
            if slot in known and not self.asks_abstracts:
                continue
            weight = self._weight(slot, Abstract(text))
            if weight is not None:
                self.hits[slot] = weight

    def corrections(self, best: int) -> dict[str, str]:
        """Return for each word that a slot does not hold as typed what it holds instead."""
        return {
            typed: next(iter(held))
            for typed, (as_typed, near) in self._corrected.items()
            if best not in as_typed
            and (held := [other for other, hits in near.items() if best in hits])
        }

    def _correct(self, nothing_found: bool) -> None:
        """Let free words match what they may be typos of, too.

        Where something is found, a word that many entries hold is no typo.
        """
        for at, needle in enumerate(self._held):
            if (
                needle.correctable
                and (nothing_found or len(self._found[at]) < FEW)
                and len(self._corrected) < _MOST_CORRECTED
            ):
                near = find_near(self._kept.words, needle)
                longer = self._beginning(needle)
                self._corrected[needle.words[0]] = in_any((self._found[at], longer)), near
                self._found[at] = in_any((self._found[at], longer, *near.values()))
                self._check()

    def _beginning(self, needle: Needle) -> Hits:
        """Return the slots with a longer word that a free word begins: few stop short of it."""
        if len(needle.words[0]) < _SHORTEST_BEGINNING:
            return {}
        return find(self._kept.words, structs.replace(needle, goes_on=True), self._kept.line_up)

    def _all_found(self) -> Hits:
        if self._found:
            return in_all(self._found)
        return dict.fromkeys(self._kept.slots(), 0.0)

    def _is_wanted(self, slot: int) -> bool:
        row = self._kept.rows[slot]
        return row is not None and (self._fits is None or self._fits(row))

    def _slots_to_read(self) -> set[int]:
        slots = set(self._kept.slots())
        for needle, hits in zip(self._held, self._found, strict=True):
            if not needle.in_abstract:
                slots &= hits.keys()
        for needle in self._unwanted:
            slots.difference_update(find(self._kept.words, needle, self._kept.line_up))
        return {slot for slot in slots if self._is_wanted(slot)}

    def _texts(self, slots: set[int]) -> Iterator[tuple[int, str]]:
        if len(slots) <= _ONE_BY_ONE:
            yield from self._texts_one_by_one(slots)
            return
        for number, (id_, _, text) in enumerate(self._kept.library.texts()):
            if number % 64 == 0:
                self._check()
            slot = self._kept.slots_by_id.get(id_)
            if slot is not None and slot in slots:
                yield slot, text

    def _texts_one_by_one(self, slots: set[int]) -> Iterator[tuple[int, str]]:
        for slot in slots:
            self._check()
            row = self._kept.rows[slot]
            if row is None:
                continue
            try:
                entry = self._kept.library.entry(row.id)
            except KeyError:  # gone since the search began
                continue
            yield slot, entry.abstract or entry.summary or ""

    def _weight(self, slot: int, abstract: Abstract) -> float | None:
        """Return the weight of a slot with its abstract; None where it does not match."""
        weight = 0.0
        for needle, hits in zip(self._held, self._found, strict=True):
            if slot in hits:
                weight += hits[slot]
            elif needle.in_abstract and abstract.holds(needle):
                weight += IN_ABSTRACT * len(needle.words)
            else:
                return None
        for needle in self._only_abstract:
            if not abstract.holds(needle):
                return None
            weight += IN_ABSTRACT * len(needle.words)
        if any(abstract.holds(needle) for needle in self._not_in_abstract):
            return None
        return weight

    def _check(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
