"""The words that a library holds: which begin so, and which are nearly so."""

from bisect import bisect_left, insort
from collections.abc import Iterable

_LONGEST = 40
"""Letters; what is longer is not corrected."""

_KEPT = 256
"""So many words are remembered with what is near them."""


class Vocabulary:
    """Folded words in order, to look up beginnings and to correct typos."""

    def __init__(self, known: Iterable[str]) -> None:
        self._words = sorted(known)
        self._by_length: dict[int, list[str]] | None = None
        # While a query is typed, its earlier words are asked for again and again.
        self._near: dict[str, dict[str, int]] = {}

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at] == word

    def add(self, word: str) -> None:
        """Take in a word; one that is known already changes nothing."""
        if word in self:
            return
        insort(self._words, word)
        self._near.clear()
        if self._by_length is not None:
            self._by_length.setdefault(len(word), []).append(word)

    def beginning_with(self, start: str) -> list[str]:
        """Return the words that begin so, the word itself among them."""
        return self._words[bisect_left(self._words, start) : self._end_of(start)]

    def near(self, word: str) -> dict[str, int]:
        """Return other words within the typos allowed, with how many typos apart they are.

        A typo is a letter too many, one missing, one wrong, or two swapped.
        """
        if word not in self._near:
            if len(self._near) >= _KEPT:
                self._near.clear()
            self._near[word] = self._find_near(word)
        return self._near[word]

    def _find_near(self, word: str) -> dict[str, int]:
        typos = typos_allowed(word)
        if not typos:
            return {}
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - only mistyped words need it
        from rapidfuzz.process import extract  # noqa: PLC0415

        found: dict[str, int] = {}
        for length in range(len(word) - typos, len(word) + typos + 1):
            same_length = self._lengths().get(length, ())
            matches = extract(
                word, same_length, scorer=OSA.distance, score_cutoff=typos, limit=None
            )
            found.update((near, int(distance)) for near, distance, _ in matches if distance)
        return found

    def near_beginnings(self, start: str) -> dict[str, int]:
        """Return words that begin nearly so, as in `near`; their first letter is right."""
        typos = typos_allowed(start)
        if not typos:
            return {}
        from rapidfuzz.distance import OSA  # noqa: PLC0415
        from rapidfuzz.process import extract  # noqa: PLC0415

        longer = [word for word in self.beginning_with(start[0]) if len(word) > len(start)]
        found: dict[str, int] = {}
        # Cut later, too: where a letter is missing, what was typed stands for more.
        for length in range(len(start), len(start) + typos + 1):
            matches = extract(
                start,
                [word[:length] for word in longer],
                scorer=OSA.distance,
                score_cutoff=typos,
                limit=None,
            )
            for _, distance, at in matches:
                word = longer[at]
                if not word.startswith(start):
                    found[word] = min(int(distance), found.get(word, typos))
        return found

    def _end_of(self, start: str) -> int:
        """Return the place after the last word that begins so."""
        last = ord(start[-1])
        if last == 0x10FFFF:
            return len(self._words)
        return bisect_left(self._words, start[:-1] + chr(last + 1))

    def _lengths(self) -> dict[int, list[str]]:
        if self._by_length is None:
            self._by_length = {}
            for word in self._words:
                self._by_length.setdefault(len(word), []).append(word)
        return self._by_length


def typos_allowed(word: str) -> int:
    """Return how many typos a word may have: none under 4 letters, two from 8 on.

    Nor have numbers (a year that differs in one digit is another year) and what
    is too long for a word.
    """
    if not 4 <= len(word) <= _LONGEST or word.isdecimal():
        return 0
    return 1 if len(word) < 8 else 2
