"""From a query to what is asked of the texts and the rows."""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from paperreader.searching.folding import words
from paperreader.searching.needles import (
    STRONG,
    Ask,
    Either,
    Every,
    Known,
    Most,
    Needle,
    Part,
    Welcome,
    Without,
)
from paperreader.searching.query import (
    All,
    Any,
    FieldText,
    Has,
    HasTag,
    Like,
    Node,
    Not,
    Phrase,
    Word,
)

FACTS = frozenset({"abstract", "authors", "code"})
"""What ``has:`` asks that only the whole entry knows."""

NOTHING = Either(())
"""What no entry meets."""

_FEWEST_TO_DROP_ONE = 3
"""Words a search must have for one of them to be left out where nothing holds them all."""


def asked(root: Node, like: Callable[[str], Ask]) -> Ask:
    """Return what a query asks; `like` answers for the entry that a ``like:`` names.

    A free word with punctuation in it stands for each of its words, and behind
    a ``-`` for all of them in a row. The last free word may still be going on;
    a last letter picks nothing yet beside other words, and alone titles only.
    """
    return _Reader(list(_free_words(root)), like).read(root, positive=True)


def _free_words(node: Node) -> Iterator[Word]:
    """Yield the words that are wanted, the last one first."""
    if isinstance(node, All | Any):
        for part in reversed(node.parts):
            yield from _free_words(part)
    elif isinstance(node, Word):
        yield node


class _Reader:
    def __init__(self, free: list[Word], like: Callable[[str], Ask]) -> None:
        self._last = free[0] if free else None
        self._words = len(free)
        self._like = like

    def read(self, node: Node, *, positive: bool) -> Ask:
        if isinstance(node, All):
            return every(self.read(part, positive=positive) for part in node.parts)
        if isinstance(node, Any):
            return Either(tuple(self.read(part, positive=positive) for part in node.parts))
        if isinstance(node, Not):
            return Without(self.read(node.part, positive=False))
        if isinstance(node, Word):
            return self._word(node, positive)
        if isinstance(node, Phrase):
            return _row_of_words(words(node.text), goes_on=node.open)
        if isinstance(node, FieldText):
            goes_on = node.open or not node.quoted
            return _row_of_words(words(node.text), goes_on=goes_on, parts=(node.field,))
        if isinstance(node, Like):
            return self._like(node.key)
        if isinstance(node, Has) and node.what in FACTS:
            return Known(node.what)
        return node

    def _word(self, word: Word, positive: bool) -> Ask:
        goes_on = word == self._last
        found = words(word.text)
        if not positive or not found:
            return _row_of_words(found)
        needles: list[Ask] = [Needle((one,), free=True) for one in found]
        needles[-1] = Needle(tuple(found[-1:]), goes_on=goes_on, free=True)
        if goes_on and len(found[-1]) == 1:
            needles[-1] = self._letter(found[-1], alone=len(found) == 1)
        apart = every(needles)
        if len(found) == 2 and "-" in word.text:  # "pre-training" is written as one, too
            joined = Needle(("".join(found),), goes_on=goes_on)
            return Either((apart, joined))
        return apart

    def _letter(self, letter: str, *, alone: bool) -> Ask:
        """Return what a last letter asks: nearly all entries hold a word that begins so."""
        if alone and self._words == 1:
            return Needle((letter,), goes_on=True, parts=("title",))
        return Welcome(Needle((letter,)))


def _row_of_words(
    found: list[str], *, goes_on: bool = False, parts: tuple[Part, ...] | None = None
) -> Ask:
    if not found:
        return Every(())
    needle = Needle(tuple(found), goes_on=goes_on)
    return needle if parts is None else replace(needle, parts=parts, ranks=False)


def every(parts: Iterable[Ask]) -> Ask:
    """Return what asks for all parts; what asks for all itself is taken apart."""
    flat: list[Ask] = []
    for part in parts:
        if isinstance(part, Every):
            flat += part.parts
        else:
            flat.append(part)
    distinct = tuple(dict.fromkeys(flat))
    return distinct[0] if len(distinct) == 1 else Every(distinct)


def changed(ask: Ask, change: Callable[[Needle], Ask]) -> Ask:
    """Return the ask with each needle that is wanted changed; those behind ``-`` stay."""
    if isinstance(ask, Every):
        return Every(tuple(changed(part, change) for part in ask.parts))
    if isinstance(ask, Either):
        return Either(tuple(changed(part, change) for part in ask.parts))
    if isinstance(ask, Welcome):
        return ask
    return change(ask) if isinstance(ask, Needle) else ask


def strongly(ask: Ask) -> Ask:
    """Return what asks that the free words stand where they weigh most."""
    return changed(ask, lambda needle: replace(needle, parts=STRONG) if needle.free else needle)


def tag_words(ask: Ask) -> tuple[str, ...]:
    """Return words that the tags of every entry hold which meets what is asked of rows."""
    if isinstance(ask, Every):
        return tuple(dict.fromkeys(word for part in ask.parts for word in tag_words(part)))
    if isinstance(ask, HasTag) and not ask.tag.endswith("*"):
        return tuple(words(ask.tag))
    return ()


def with_one_less(ask: Ask) -> Ask | None:
    """Return what asks for all free words but one, where they weigh most; None for few."""
    if not isinstance(ask, Every):
        return None
    free = [word for part in ask.parts for word in _single_words(part)]
    if len(free) < _FEWEST_TO_DROP_ONE:
        return None
    others = tuple(part for part in ask.parts if not _single_words(part))
    most = Most(tuple(strongly(word) for word in free))
    return Every((*others, most)) if others else most


def _single_words(ask: Ask) -> list[Ask]:
    """Return the free words of a part of a search, those of a compound one by one.

    Each word of a compound is also met by the two written as one.
    """
    if isinstance(ask, Needle):
        return [ask] if ask.free else []
    if isinstance(ask, Either) and len(ask.parts) == 2:
        apart, joined = ask.parts
        if not isinstance(apart, Every):
            return []
        found = [part for part in apart.parts if isinstance(part, Needle) and part.free]
        if isinstance(joined, Needle) and len(found) == len(apart.parts):
            return [Either((word, joined)) for word in found]
    return []
