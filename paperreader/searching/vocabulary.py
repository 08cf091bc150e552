"""The words that a library holds: which of them a mistyped word was probably meant for."""

import string
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
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

    They are asked for by their first letter, with how often each stands, when a
    word that begins so is looked for the first time. The `rare` ones are only
    looked at where no other word is near.
    """

    def __init__(
        self,
        beginning_with: Callable[[str], Iterable[tuple[str, int]]],
        rare: "Vocabulary | None" = None,
        *,
        count: Callable[[str], int] | None = None,
    ) -> None:
        """Take what tells words by their letter, and what counts a single one, if quicker."""
        self._beginning_with = beginning_with
        self._count_one = count
        self._rare = rare
        self._counts: dict[str, int] = {}
        self._under: dict[str, list[str]] = {}
        self._by_length: dict[tuple[str, int], list[str]] = {}
        self._cut: dict[tuple[str, int], list[str]] = {}
        # While a query is typed, its earlier words are asked for again and again.
        self._near: dict[tuple[str, bool], tuple[tuple[str, int], ...]] = {}

    def prepare(self, letter: str) -> None:
        """Take in the words that begin with a letter."""
        if letter not in self._under:
            found: Counter[str] = Counter()
            for word, count in self._beginning_with(letter):
                if _is_kept(word):
                    found[word] += count
            for word in found:
                self._by_length.setdefault((letter, len(word)), []).append(word)
            self._counts.update(found)
            self._under[letter] = sorted(found)

    def add(self, counts: Mapping[str, int]) -> None:
        """Take in more words with how often they stand, where their letter was asked for."""
        self._near.clear()
        for word, count in counts.items():
            letter = word[0]
            if letter not in self._under or not _is_kept(word):
                continue
            if word not in self._counts:
                insort(self._under[letter], word)
                self._by_length.setdefault((letter, len(word)), []).append(word)
                for key in [key for key in self._cut if key[0] == letter]:
                    del self._cut[key]
            self._counts[word] = self._counts.get(word, 0) + count

    def count(self, word: str) -> int:
        """Return how often a word stands."""
        if word[0] not in self._under and self._count_one is not None:
            return self._count_one(word) if _is_kept(word) else 0
        self.prepare(word[0])
        return self._counts.get(word, 0)

    def beginning(self, start: str) -> list[str]:
        """Return the words that begin so, as far as they can be corrections."""
        self.prepare(start[0])
        known = self._under[start[0]]
        at = bisect_left(known, start)
        if self._rare is not None and not (at < len(known) and known[at] == start):
            return self._rare.beginning(start)
        found = []
        while at < len(known) and known[at].startswith(start):
            found.append(known[at])
            at += 1
        return found

    def near(self, word: str, *, goes_on: bool = False) -> tuple[tuple[str, int], ...]:
        """Return other words within the typos allowed, with how many typos apart they are.

        A typo is a letter too many, one missing, one wrong, or two swapped. The
        first letter counts as right, unless it is the only mistake. A
        word that goes on may be the mistyped beginning of a longer one.
        """
        if (word, goes_on) not in self._near:
            if len(self._near) >= _KEPT:
                self._near.clear()
            self._near[word, goes_on] = self._find(word, goes_on)
        return self._near[word, goes_on]

    def _find(self, word: str, goes_on: bool) -> tuple[tuple[str, int], ...]:
        typos = typos_allowed(word)
        if not typos:
            return ()
        self.prepare(word[0])
        found = self._near_beginnings(word, typos) if goes_on else {}
        found |= self._near_words(word, typos)
        found = self._first_letter_mended(word) | found
        if not found and self._rare is not None:
            return self._rare.near(word, goes_on=goes_on)
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

    def _near_words(self, word: str, typos: int) -> dict[str, int]:
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - only mistyped words need it
        from rapidfuzz.process import extract  # noqa: PLC0415

        found: dict[str, int] = {}
        for length in range(len(word) - typos, len(word) + typos + 1):
            known = self._by_length.get((word[0], length), ())
            for near, distance, _ in extract(
                word, known, scorer=OSA.distance, score_cutoff=typos, limit=None
            ):
                if distance:
                    found[near] = int(distance)
        return found

    def _near_beginnings(self, start: str, typos: int) -> dict[str, int]:
        from rapidfuzz.distance import OSA  # noqa: PLC0415
        from rapidfuzz.process import extract  # noqa: PLC0415

        known = self._under[start[0]]
        found: dict[str, int] = {}
        # Cut later, too: where a letter is missing, what was typed stands for more.
        for length in range(len(start), len(start) + typos + 1):
            for cut, distance, _ in extract(
                start,
                self._cut_to(start[0], length),
                scorer=OSA.distance,
                score_cutoff=typos,
                limit=None,
            ):
                if cut.startswith(start):
                    continue
                at = bisect_left(known, cut)
                while at < len(known) and known[at].startswith(cut):
                    found[known[at]] = min(int(distance), found.get(known[at], typos))
                    at += 1
        return found

    def _first_letter_mended(self, word: str) -> dict[str, int]:
        mended = {word[1:], word[1] + word[0] + word[2:]}
        mended |= {letter + word[1:] for letter in _LETTERS}
        mended |= {letter + word for letter in _LETTERS}
        return {near: 1 for near in mended - {word} if self.count(near)}

    def _cut_to(self, letter: str, length: int) -> list[str]:
        if (letter, length) not in self._cut:
            if len(self._cut) >= _SETS_KEPT:
                del self._cut[next(iter(self._cut))]
            long = (
                self._by_length.get((letter, other), ())
                for other in range(length, _LONGEST + 3)
            )
            cut = map(itemgetter(slice(length)), chain.from_iterable(long))
            self._cut[letter, length] = list(set(cut))
        return self._cut[letter, length]


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
