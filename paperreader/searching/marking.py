"""Where the words that a search matched stand in a text as it is shown.

Both sides are folded as the index folds them, so that what the search finds is
also what is marked: ``self attention`` in "Self-Attention", ``godel`` in
"Gödel", each sign of a script that is written without spaces.
"""

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache

from msgspec import Struct

from paperreader.searching.folding import fold, pattern_of_words


class MatchedTerm(Struct, frozen=True):
    """Words that a search matched, one after another."""

    words: tuple[str, ...]
    """Folded; several follow each other."""
    goes_on: bool = False
    """Whether the last word may be longer in the text, of which the beginning is marked."""
    parts: frozenset[str] | None = None
    """Where they matched, of ``title author abstract note tag org by``; None: everywhere."""


class Matched(Struct, frozen=True):
    """All that a search matched; without terms nothing is marked."""

    terms: tuple[MatchedTerm, ...] = ()


def spans(text: str, matched: Matched, part: str) -> list[tuple[int, int]]:
    """Return where a text of the given part holds what was matched.

    The text is as the screen shows it (its LaTeX made readable). Spans are
    (start, end) in characters, in order and apart from each other; words of a
    phrase are one span with what stands between them. Takes time proportional
    to the text.
    """
    if not matched.terms or not text:
        return []
    wanted = _wanted(matched, part)
    if wanted is None:
        return []
    folded = _Folded(text)
    if not any(first in folded.text for first in wanted.firsts):
        return []
    places: list[tuple[int, int]] = []
    found = pattern_of_words(folded.text)
    tokens = [(match.group(), match.start()) for match in found.finditer(folded.text)]
    if wanted.words or wanted.beginnings:
        for word, start in tokens:
            if word in wanted.words:
                places.append(folded.place(start, start + len(word)))
            elif word.startswith(wanted.beginnings):
                length = max(len(b) for b in wanted.beginnings if word.startswith(b))
                places.append(folded.beginning(start, length, len(word)))
    for phrase in wanted.phrases:
        places += _places_of(phrase, tokens, folded)
    return _joined(places)


class _Wanted(Struct, frozen=True):
    """What to look for in one part, made ready for looking."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    phrases: tuple[MatchedTerm, ...]
    firsts: tuple[str, ...]
    """The first word of each term: where none of them is, nothing is."""


@lru_cache(maxsize=64)
def _wanted(matched: Matched, part: str) -> _Wanted | None:
    """Return what to look for in a part; None if nothing."""
    single: dict[bool, list[str]] = defaultdict(list)
    phrases: list[MatchedTerm] = []
    for term in matched.terms:
        if term.parts is not None and part not in term.parts:
            continue
        if len(term.words) == 1:
            single[term.goes_on] += term.words
        elif term.words:
            phrases.append(term)
    if not single and not phrases:
        return None
    firsts = [*single[False], *single[True], *(term.words[0] for term in phrases)]
    return _Wanted(
        words=frozenset(single[False]),
        beginnings=tuple(dict.fromkeys(single[True])),
        phrases=tuple(dict.fromkeys(phrases)),
        firsts=tuple(dict.fromkeys(firsts)),
    )


# Folding works on each character alone but for the order of marks, which are no
# part of words: so stretches without accents can be folded at once.
_ACCENTED = re.compile(r"[^\x00-\x7f]+")
_fold_sign = lru_cache(maxsize=4096)(fold)


class _Folded:
    """A text as it is compared, with the way back to the text itself."""

    def __init__(self, text: str) -> None:
        self._source = text
        self._origins: list[int] | None = None
        """For each letter of the folded text the character that it comes from."""
        if text.isascii():
            self.text = text.lower()
            return
        pieces: list[str] = []
        origins: list[int] = []
        done = 0
        for match in _ACCENTED.finditer(text):
            start, end = match.span()
            pieces.append(text[done:start].lower())
            origins += range(done, start)
            letters = [*map(_fold_sign, match.group())]
            pieces += letters
            if "" not in letters and len("".join(letters)) == end - start:
                origins += range(start, end)
            else:
                for at, letter in zip(range(start, end), letters, strict=True):
                    origins += [at] * len(letter)
            done = end
        pieces.append(text[done:].lower())
        origins += range(done, len(text))
        self.text = "".join(pieces)
        self._origins = origins

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters that letters come from, with the marks on the last one."""
        origins = self._origins
        if origins is None:
            return start, end
        after = origins[end - 1] + 1
        while after < len(self._source) and _is_mark(self._source[after]):
            after += 1
        return origins[start], after

    def beginning(self, start: int, length: int, whole: int) -> tuple[int, int]:
        """Return the characters of a word's first letters; all, where they share one."""
        origins = self._origins
        if origins is not None and length < whole:
            cut = start + length
            if origins[cut] == origins[cut - 1]:
                length = whole
        return self.place(start, start + length)


def _is_mark(sign: str) -> bool:
    """Tell whether a sign is drawn upon the one before it."""
    return not sign.isascii() and unicodedata.category(sign) in {"Mn", "Me", "Mc"}


def _places_of(
    phrase: MatchedTerm, tokens: list[tuple[str, int]], folded: _Folded
) -> list[tuple[int, int]]:
    """Return where the words of a phrase follow each other.

    Words before the last are looked for as Knuth, Morris and Pratt do, so that
    a word repeated over and over costs no more than any other text.
    """
    *whole, last = phrase.words
    back = _falls_back(tuple(whole))
    places: list[tuple[int, int]] = []
    held = 0
    for at, (word, _) in enumerate(tokens[:-1]):
        while held and (held == len(whole) or whole[held] != word):
            held = back[held - 1]
        if whole[held] == word:
            held += 1
        if held < len(whole):
            continue
        following, begins = tokens[at + 1]
        if following == last or (phrase.goes_on and following.startswith(last)):
            start = tokens[at + 1 - len(whole)][1]
            _, end = folded.beginning(begins, len(last), len(following))
            places.append((folded.place(start, start + 1)[0], end))
    return places


@lru_cache(maxsize=64)
def _falls_back(words: tuple[str, ...]) -> list[int]:
    """Return for each beginning of the words the longest shorter one that ends it, too."""
    back = [0] * len(words)
    held = 0
    for at in range(1, len(words)):
        while held and words[held] != words[at]:
            held = back[held - 1]
        if words[held] == words[at]:
            held += 1
        back[at] = held
    return back


def _joined(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places in order, those that touch or overlap as one."""
    places.sort()
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
