"""The words that a library holds: which of them a mistyped word was probably meant for."""

import string
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter

_LONGEST = 40
"""Letters; what is longer is not corrected."""

_SHORTEST = 3
"""Letters; nothing that may be corrected is near a shorter word."""

_KEPT = 256
"""So many words are remembered with what is near them."""

_SETS_KEPT = 24
"""So many sets of beginnings are kept: a word that goes on needs three at a time."""

_MOST = 24
"""So many corrections of a word are searched, the closest and most frequent ones."""

_LETTERS = string.ascii_lowercase + string.digits


class Vocabulary:
    """Folded words, to correct typos by.

    They are asked for by their head, the first letters, with how often each stands,
    when a word that begins so is looked for the first time. The `rare` ones are
    only looked at where no other word is near.
    """

    def __init__(
        self,
        beginning_with: Callable[[str], Iterable[tuple[str, int]]],
        rare: "Vocabulary | None" = None,
        *,
        head: int = 1,
        count: Callable[[str], int] | None = None,
    ) -> None:
        """Take what tells words by their head, and what counts a single one, if quicker.

        `head` is how many letters it has, fewer than `_SHORTEST`.
        """
        self._beginning_with = beginning_with
        self._head = head
        self._count_one = count
        self._rare = rare
        self._counts: dict[str, int] = {}
        self._under: dict[str, list[str]] = {}
        self._letters: dict[str, str] = {}
        self._by_length: dict[tuple[str, int], list[str]] = {}
        self._cut: dict[tuple[str, int], list[str]] = {}
        # While a query is typed, its earlier words are asked for again and again.
        self._near: dict[tuple[str, bool, int], tuple[tuple[str, int], ...]] = {}

    def prepare(self, head: str) -> None:
        """Take in the words that begin so."""
        if head not in self._under:
            found: Counter[str] = Counter()
            for word, count in self._beginning_with(head):
                if _is_kept(word):
                    found[word] += count
            for word in found:
                self._by_length.setdefault((head, len(word)), []).append(word)
            self._counts.update(found)
            self._under[head] = sorted(found)
            self._letters[head] = "".join(set().union(*found))

    def _head_of(self, word: str) -> str:
        """Return a word's head, the words under which are taken in."""
        head = word[: self._head]
        self.prepare(head)
        return head

    def add(self, counts: Mapping[str, int]) -> None:
        """Take in more words with how often they stand, where their head was asked for."""
        self._near.clear()
        for word, count in counts.items():
            head = word[: self._head]
            if head not in self._under or not _is_kept(word):
                continue
            if word not in self._counts:
                insort(self._under[head], word)
                self._letters[head] = "".join({*self._letters[head], *word})
                self._by_length.setdefault((head, len(word)), []).append(word)
                for key in [key for key in self._cut if key[0] == head]:
                    del self._cut[key]
            self._counts[word] = self._counts.get(word, 0) + count

    def count(self, word: str) -> int:
        """Return how often a word stands."""
        if word[: self._head] not in self._under and self._count_one is not None:
            return self._count_one(word) if _is_kept(word) else 0
        self._head_of(word)
        return self._counts.get(word, 0)

    def beginning(self, start: str) -> list[str]:
        """Return the words that begin so, as far as they can be corrections."""
        if self._rare is not None and not self._counts_itself(start):
            return self._rare.beginning(start)
        return self._longer(self._under[self._head_of(start)], start)

    def _counts_itself(self, word: str) -> bool:
        self._head_of(word)
        return word in self._counts

    @staticmethod
    def _longer(known: list[str], start: str) -> list[str]:
        """Return those of some sorted words that begin so."""
        first = at = bisect_left(known, start)
        while at < len(known) and known[at].startswith(start):
            at += 1
        return known[first:at]

    def near(
        self, word: str, *, goes_on: bool = False, at_most: int = 2
    ) -> tuple[tuple[str, int], ...]:
        """Return other words within the typos allowed, with how many typos apart they are.

        A typo is a letter too many, one missing, one wrong, or two swapped; `at_most`
        allows fewer of them. The head counts as right, unless the only mistake is
        there. A word that goes on may be the mistyped beginning of a longer one.
        """
        key = word, goes_on, min(at_most, typos_allowed(word))
        if key not in self._near:
            if len(self._near) >= _KEPT:
                self._near.clear()
            self._near[key] = self._find(*key)
        return self._near[key]

    def _find(self, word: str, goes_on: bool, typos: int) -> tuple[tuple[str, int], ...]:
        if not typos:
            return ()
        head = self._head_of(word)
        cuts: Iterable[tuple[str, int]]
        if typos == 1:
            edits = set(_one_typo_apart(word, self._letters[head], after=self._head))
            found = dict.fromkeys(edits & self._counts.keys(), 1)
            cuts = ((edit, 1) for edit in edits if len(edit) >= len(word))
        else:
            found = self._near_words(word, head, typos)
            cuts = self._near_cuts(word, head, typos) if goes_on else ()
        if goes_on:
            found = self._begun(word, head, cuts) | found
        found = self._head_mended(word) | found
        found.pop(word, None)
        if not found and self._rare is not None:
            return self._rare.near(word, goes_on=goes_on, at_most=typos)
        closest = self._closest(found)
        return tuple((near, found[near]) for near in closest)

    def _closest(self, found: Mapping[str, int]) -> list[str]:
        closest: list[str] = []
        for typos in sorted(set(found.values())):
            same = [near for near, apart in found.items() if apart == typos]
            closest += sorted(same, key=lambda near: (-self.count(near), near))
            if len(closest) >= _MOST:
                break
        return closest[:_MOST]

    def _near_words(self, word: str, head: str, typos: int) -> dict[str, int]:
        lengths = range(len(word) - typos, len(word) + typos + 1)
        known = (self._by_length.get((head, length), ()) for length in lengths)
        return dict(_near_among(word, known, typos))

    def _near_cuts(self, start: str, head: str, typos: int) -> Iterable[tuple[str, int]]:
        """Return beginnings of known words that are near to one, with the typos apart."""
        # Cut later, too: where a letter is missing, what was typed stands for more.
        lengths = range(len(start), len(start) + typos + 1)
        return _near_among(start, (self._cut_to(head, length) for length in lengths), typos)

    def _begun(self, start: str, head: str, cuts: Iterable[tuple[str, int]]) -> dict[str, int]:
        """Return the words that begin as one of the cuts, but not as what was typed."""
        known = self._under[head]
        found: dict[str, int] = {}
        for cut, typos in cuts:
            if not cut.startswith(start):
                for word in self._longer(known, cut):
                    found[word] = min(typos, found.get(word, typos))
        return found

    def _head_mended(self, word: str) -> dict[str, int]:
        """Return the known words that differ in one letter of the head, or two swapped."""
        edits = set(_one_typo_apart(word, _LETTERS, before=self._head))
        return {near: 1 for near in edits - {word} if self.count(near)}

    def _cut_to(self, head: str, length: int) -> list[str]:
        if (head, length) not in self._cut:
            if len(self._cut) >= _SETS_KEPT:
                del self._cut[next(iter(self._cut))]
            long = (
                self._by_length.get((head, other), ()) for other in range(length, _LONGEST + 3)
            )
            cut = map(itemgetter(slice(length)), chain.from_iterable(long))
            self._cut[head, length] = list(set(cut))
        return self._cut[head, length]


def _one_typo_apart(
    word: str, letters: str, *, after: int = 0, before: int | None = None
) -> Iterator[str]:
    """Yield what a word may have been meant for, if one typo is in this span of it.

    A letter put in counts at its place, the second of two swapped ones at its own;
    the end of the word is a place, too.
    """
    end = len(word) + 1 if before is None else before
    for at in range(after, end):
        first, rest = word[:at], word[at:]
        for letter in letters:
            yield first + letter + rest
            if rest:
                yield first + letter + rest[1:]
        if rest:
            yield first + rest[1:]
    for at in range(max(after, 0), min(end, len(word) - 1)):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _near_among(
    word: str, lists: Iterable[Sequence[str]], typos: int
) -> Iterator[tuple[str, int]]:
    """Yield the words of some lists within so many typos, with how many they are apart."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only mistyped words need it
    from rapidfuzz.process import extract  # noqa: PLC0415

    for known in lists:
        for near, distance, _ in extract(
            word, known, scorer=OSA.distance, score_cutoff=typos, limit=None
        ):
            yield near, int(distance)


def _is_kept(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST + 2 and not word.isdecimal()


def typos_allowed(word: str) -> int:
    """Return how many typos a word may have: none under 4 letters, two from 8 on.

    Nor have numbers (a year that differs in one digit is another year) and what
    is too long for a word.
    """
    if not 4 <= len(word) <= _LONGEST or word.isdecimal():
        return 0
    return 1 if len(word) < 8 else 2
