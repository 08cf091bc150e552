"""Queries made from titles and authors of real papers, as people mistype and half remember.

Each kind of query is a function of a paper and a source of chance; `queries`
makes as many of a kind as are wanted, always the same ones from the same seed.
"""

import random
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from string import ascii_lowercase

from msgspec import Struct

from paperreader.latex import readable
from paperreader.searching.folding import words


class Paper(Struct, frozen=True):
    """What a query is made of, and how its paper is told from others."""

    id: str
    title: str
    authors: tuple[str, ...] = ()


class Typed(Struct, frozen=True):
    """What somebody types, and which folded words are meant by it."""

    text: str
    meant: tuple[str, ...]
    goes_on: bool = False
    """Whether the last word is only the beginning of the one that is meant."""


class Asked(Struct, frozen=True):
    """A query with the papers of which any is the wanted one: they have the same title."""

    typed: Typed
    title: str
    wanted: frozenset[str]
    fit: int
    """How many papers it fits as it is meant; those that are wanted are among them."""

    @property
    def text(self) -> str:
        """What is typed."""
        return self.typed.text


VAGUE = 3
"""So many papers may hold all that is meant: more, and no search could know the wanted one."""

Kind = Callable[[Paper, random.Random], Typed]

_LONG = 4
"""Letters from which on a word tells something, and is corrected."""

_VERY_LONG = 8
"""Letters from which on a word is corrected though it has two typos."""

_WORD = re.compile(r"[^\W_](?:[^\W_]|[-'’](?=[^\W_]))*")


def title_words(paper: Paper) -> list[str]:
    """Return the words of a title as it reads, in lower case; formulas are none."""
    shown = readable(re.sub(r"\$[^$]*\$", " ", paper.title))
    return _WORD.findall(re.sub(r"\\\S+", " ", shown).lower())


def _is_long(word: str) -> bool:
    return sum(map(str.isalpha, word)) >= _LONG


def is_fit(paper: Paper) -> bool:
    """Tell whether all kinds of queries can be made of a paper."""
    telling = [word for word in title_words(paper) if _is_long(word)]
    return len(set(telling)) >= 3 and any(len(word) >= _VERY_LONG for word in telling)


def exact(paper: Paper, chance: random.Random) -> Typed:
    """A stretch of the title with three or four long words, short ones between them kept."""
    stretch = _stretch(paper, chance)
    return Typed(" ".join(stretch), _meant(stretch))


def prefix(paper: Paper, chance: random.Random) -> Typed:
    """As `exact`, the last word still being typed: two letters of it at least."""
    return _unfinished(_stretch(paper, chance), chance)


def one_typo(paper: Paper, chance: random.Random) -> Typed:
    """As `exact`, with a typo in one long word."""
    stretch = _stretch(paper, chance)
    at = chance.choice([at for at, word in enumerate(stretch) if _is_long(word)])
    return _typed_for(stretch, {at: mistyped(stretch[at], chance)})


def two_typos(paper: Paper, chance: random.Random) -> Typed:
    """As `exact`, with a typo in two long words, or two in one very long word."""
    stretch = _stretch(paper, chance)
    very_long = [at for at, word in enumerate(stretch) if len(word) >= _VERY_LONG]
    if very_long and chance.random() < 0.5:
        at = chance.choice(very_long)
        other = stretch[at]
        while words(other) == words(stretch[at]):  # the second typo can undo the first
            other = mistyped(mistyped(stretch[at], chance), chance)
        return _typed_for(stretch, {at: other})
    two = chance.sample([at for at, word in enumerate(stretch) if _is_long(word)], 2)
    return _typed_for(stretch, {at: mistyped(stretch[at], chance) for at in two})


def reordered(paper: Paper, chance: random.Random) -> Typed:
    """Three or four long words of the title, from anywhere in it and in any order."""
    some = _some_words(paper, chance)
    return Typed(" ".join(some), _meant(some))


def mixed(paper: Paper, chance: random.Random) -> Typed:
    """As `reordered`, with a typo in one word and the last still being typed."""
    some = _some_words(paper, chance)
    at = chance.randrange(len(some) - 1)
    return _unfinished(some, chance, {at: mistyped(some[at], chance)})


def author_and_words(paper: Paper, chance: random.Random) -> Typed:
    """A surname with the longest word of the title, or with two of its long words."""
    if not paper.authors:
        return exact(paper, chance)
    surname = _surname(chance.choice(paper.authors))
    telling = [word for word in title_words(paper) if _is_long(word)]
    some = [max(telling, key=len)] if chance.random() < 0.5 else chance.sample(telling, 2)
    text = [surname, *some] if chance.random() < 0.7 else [*some, surname]
    return Typed(" ".join(text), _meant(text))


KINDS: Mapping[str, Kind] = {
    "exact words": exact,
    "prefix": prefix,
    "one typo": one_typo,
    "two typos": two_typos,
    "reordered": reordered,
    "mixed": mixed,
    "author + words": author_and_words,
}
"""The kinds of queries by their names in the report."""


def mistyped(word: str, chance: random.Random) -> str:
    """Return the word with one typo, anywhere in it, the first letter included.

    A letter too many, one missing, another one, or two swapped; never the word
    itself.
    """
    while True:
        at = chance.randrange(len(word))
        letter = chance.choice(ascii_lowercase)
        other = chance.choice(
            [
                word[:at] + letter + word[at:],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            ]
        )
        # A hyphen may be what was hit: words that run together are no typo in one.
        before, after = words(word), words(other)
        if len(after) == len(before) and sum(map(str.__ne__, after, before)) == 1:
            return other


class Meanings:
    """Which papers a query fits as it is meant, however it is typed.

    Words alone cannot tell these apart.
    """

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._holding: dict[str, set[str]] = {}
        self._same: dict[str, set[str]] = {}
        for paper in papers:
            self._same.setdefault(_folded(paper.title), set()).add(paper.id)
            for word in _all_words(paper):
                self._holding.setdefault(word, set()).add(paper.id)
        self._words = sorted(self._holding)

    def same(self, paper: Paper) -> frozenset[str]:
        """Return the ids of the papers with this one's title, itself among them."""
        return frozenset(self._same[_folded(paper.title)])

    def fit(self, typed: Typed) -> frozenset[str]:
        """Return the ids of all papers that hold what is meant in title or authors."""
        *whole, last = typed.meant
        found = [self._holding.get(word, set()) for word in whole]
        if typed.goes_on:
            found.append(set().union(*map(self._holding.__getitem__, self._beginning(last))))
        else:
            found.append(self._holding.get(last, set()))
        return frozenset(set.intersection(*found))

    def _beginning(self, start: str) -> list[str]:
        first = bisect_left(self._words, start)
        return self._words[first : bisect_left(self._words, f"{start}\U0010ffff")]


def queries(
    papers: Sequence[Paper],
    meanings: Meanings,
    kind: Kind,
    count: int,
    seed: int,
    *,
    vague: int = VAGUE,
) -> list[Asked]:
    """Return queries of a kind, each for another paper.

    Those that fit more than `vague` papers even as they are meant are left out.
    """
    chance = random.Random(seed)
    order = list(range(len(papers)))
    chance.shuffle(order)
    asked: list[Asked] = []
    for paper in (papers[at] for at in order):
        if len(asked) == count:
            break
        if not is_fit(paper):
            continue
        typed = kind(paper, chance)
        fit = len(meanings.fit(typed))
        if fit <= vague:
            asked.append(Asked(typed, paper.title, meanings.same(paper), fit))
    return asked


def _stretch(paper: Paper, chance: random.Random) -> list[str]:
    found = title_words(paper)
    long = [at for at, word in enumerate(found) if _is_long(word)]
    count = min(len(long), chance.randint(3, 4))
    first = chance.randint(0, len(long) - count)
    return found[long[first] : long[first + count - 1] + 1]


def _some_words(paper: Paper, chance: random.Random) -> list[str]:
    long = list(dict.fromkeys(word for word in title_words(paper) if _is_long(word)))
    return chance.sample(long, min(len(long), chance.randint(3, 4)))


def _unfinished(
    stretch: list[str], chance: random.Random, typos: Mapping[int, str] | None = None
) -> Typed:
    last = stretch[-1]
    begun = last[: chance.randint(2, len(last) - 1)].rstrip("-'’")
    typed = _typed_for([*stretch[:-1], begun], typos or {})
    return Typed(typed.text, typed.meant, goes_on=True)


def _typed_for(meant: list[str], typos: Mapping[int, str]) -> Typed:
    text = " ".join(typos.get(at, word) for at, word in enumerate(meant))
    return Typed(text, _meant(meant))


def _meant(text: list[str]) -> tuple[str, ...]:
    return tuple(words(" ".join(text)))


def _surname(name: str) -> str:
    found = _WORD.findall(readable(name).lower())
    return found[-1] if found else name


def _all_words(paper: Paper) -> Iterator[str]:
    for text in (paper.title, *paper.authors):
        yield from words(text)
        if readable(text) != text:
            yield from words(readable(text))


def _folded(title: str) -> str:
    return " ".join(words(readable(title)))
