"""What a search looks for in the texts of an entry, and how much finding it there weighs.

An *ask* is a query made ready for answering: its words folded, the word still
being typed known, typos it may have been meant for written beside it. The same
ask is answered by reading texts (`scanning`) and by the index (`index.asking`),
with the same weights.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from paperreader.searching.filtering import RowLeaf

Part = Literal["title", "author", "abstract", "tag", "note", "org", "by"]
"""A part of an entry that words are looked for in; `abstract` holds the summary, too."""

FREE: tuple[Part, ...] = ("title", "author", "tag", "note", "abstract")
"""Where free words and phrases may stand."""

STRONG: tuple[Part, ...] = ("title", "author", "tag", "note")
"""Where a free word tells what an entry is, rather than what it mentions."""

EXACT: Mapping[Part, float] = {
    "title": 10,
    "author": 9,
    "tag": 7,
    "note": 7,
    "org": 5,
    "by": 5,
    "abstract": 2,
}
PREFIX: Mapping[Part, float] = {
    "title": 8,
    "author": 7,
    "tag": 6,
    "note": 6,
    "org": 4,
    "by": 4,
    "abstract": 1.5,
}
TYPO: Mapping[Part, float] = {
    "title": 5,
    "author": 4,
    "tag": 3,
    "note": 3,
    "org": 2,
    "by": 2,
    "abstract": 1,
}
"""A word of the title above a name above tags and notes above the abstract; the
word itself above its beginning above a typo. Two typos weigh half of one. All
are multiples of `QUANTUM`."""

QUANTUM = 0.25


def settled(score: float) -> float:
    """Return the weight of a hit from its score, in which its day may have a light say.

    A day adds less than half of `QUANTUM` to any weight of up to 180.
    """
    return round(score / QUANTUM) * QUANTUM


SHORT = 3
"""A beginning of fewer letters is looked for outside abstracts only: it would be in all."""


class Span(Struct, frozen=True):
    """The first and the last, by `recency` and by `age`, of some entries."""

    days: tuple[float, float]
    years: tuple[float, float]


class Needle(Struct, frozen=True):
    """Words to be found next to each other in one text of an entry."""

    words: tuple[str, ...]
    """Folded; at least one."""
    goes_on: bool = False
    """Whether the last one may be the beginning of a longer word."""
    parts: tuple[Part, ...] = FREE
    free: bool = False
    """Whether it is a single free word, which may be a typo."""
    ranks: bool = True
    """Whether how well it matches has a part in the order; what fields ask only picks."""
    near: tuple[tuple[str, int], ...] = ()
    """What else the word may have been meant for, with how many typos apart it is."""

    def beginning_parts(self) -> tuple[Part, ...]:
        """Return the parts in which longer words count, too."""
        if not self.goes_on:
            return ()
        if len(self.words) == 1 and len(self.words[0]) < SHORT and self.parts != ("abstract",):
            return tuple(part for part in self.parts if part != "abstract")
        return self.parts


class Known(Struct, frozen=True):
    """Whether an entry has something that its row does not tell: ``abstract``, ``code``…"""

    what: str


class Likeness(Struct, frozen=True):
    """Words of which at least `LIKE_FROM` must stand in the title or the abstract."""

    weights: tuple[tuple[str, float], ...]
    """The weights of those that do add up."""


LIKE_FROM = 2


class Every(Struct, frozen=True):
    """All of the parts must hold; their weights add up."""

    parts: tuple["Ask", ...]


class Either(Struct, frozen=True):
    """One of the parts must hold; the heaviest counts."""

    parts: tuple["Ask", ...]


class Most(Struct, frozen=True):
    """All of the parts, two at least, but one must hold; their weights add up."""

    parts: tuple["Ask", ...]


class Welcome(Struct, frozen=True):
    """The part need not hold; it weighs where it does."""

    part: "Ask"


class Without(Struct, frozen=True):
    """The part must not hold."""

    part: "Ask"


Ask: TypeAlias = Every | Either | Most | Welcome | Without | Needle | Known | Likeness | RowLeaf


def asks_texts(ask: Ask) -> bool:
    """Whether any part of it is answered from texts."""
    if isinstance(ask, Every | Either | Most):
        return any(map(asks_texts, ask.parts))
    if isinstance(ask, Without | Welcome):
        return asks_texts(ask.part)
    return isinstance(ask, Needle | Known | Likeness)


def asks_rows(ask: Ask) -> bool:
    """Whether any part of it is answered from rows."""
    if isinstance(ask, Every | Either | Most):
        return any(map(asks_rows, ask.parts))
    if isinstance(ask, Without | Welcome):
        return asks_rows(ask.part)
    return not isinstance(ask, Needle | Known | Likeness)


def wanted(ask: Ask) -> list[Needle]:
    """Return the needles that make an entry match, those behind a ``-`` left out."""
    if isinstance(ask, Every | Either | Most):
        return [needle for part in ask.parts for needle in wanted(part)]
    if isinstance(ask, Welcome):
        return wanted(ask.part)
    return [ask] if isinstance(ask, Needle) else []
