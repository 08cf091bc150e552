"""What the search bar offers while somebody types, without the screen.

It follows the text and the cursor; the words of the library are asked for by
whoever holds it, and told when they have come.
"""

from collections.abc import Iterable, Sequence

from paperreader.searching import parse
from paperreader.searching.completing import (
    Choice,
    Known,
    Spot,
    choices,
    expected,
    from_words,
    spot,
    take,
    term_end,
)

Asked = tuple[str, str]
"""The beginning of a word, and the field in which it is looked for."""


class Completion:
    """What could stand at the cursor, one of it pointed at, and what is mistaken."""

    def __init__(self) -> None:
        """Begin with an empty text."""
        self.text = ""
        self.choices: Sequence[Choice] = ()
        self.pointed = 0
        """Place of the choice that is taken next, from 0."""
        self.mistakes: tuple[tuple[int, int], ...] = ()
        """Parts of the text that a problem points at, as start and end."""
        self._at: Spot | None = None
        self._words: tuple[str, Sequence[str]] = ("", ())

    def look(self, text: str, cursor: int, known: Known) -> Asked | None:
        """Follow the text; return the word that is to be looked for in the library, if any."""
        self.text = text
        self.mistakes = tuple(
            (problem.column - 1, term_end(text, problem.column - 1))
            for problem in parse(text).problems
            if not problem.unfinished
        )
        self._at = spot(text, cursor)
        self.pointed = 0
        if self._at is None:
            self.choices = ()
            return None
        self.choices = choices(self._at, known)
        if (wanted := self._at.wanted) is None:
            return None
        field, words = self._words
        if field == wanted[1]:
            # Those that still fit stay until the answer comes, so that nothing flickers.
            begun = wanted[0].lower()
            self.choices = from_words(self._at, [w for w in words if w.startswith(begun)])
        return wanted

    def hear(self, asked: Asked, words: Iterable[str]) -> bool:
        """Take in the words that were found; return whether they still are of use."""
        words = [word for word in words if word.isprintable()]
        self._words = (asked[1], words)
        if self._at is None or self._at.wanted != asked:
            return False
        # Only what was walked to is stayed on: what stood first was first of older words.
        chosen = self.choice if self.pointed else None
        self.choices = from_words(self._at, words)
        self.pointed = self.choices.index(chosen) if chosen in self.choices else 0
        return True

    @property
    def choice(self) -> Choice | None:
        """The choice that is pointed at."""
        return self.choices[self.pointed] if self.choices else None

    @property
    def expected(self) -> str:
        """What may be typed at the cursor, in short; may be nothing."""
        return "" if self._at is None else expected(self._at)

    def walk(self, step: int) -> None:
        """Point at another choice, round and round."""
        if self.choices:
            self.pointed = (self.pointed + step) % len(self.choices)

    def take(self) -> tuple[str, int] | None:
        """Return the text with the choice pointed at, and where the cursor stands then."""
        if self._at is None or self.choice is None:
            return None
        return take(self.text, self._at, self.choice)
