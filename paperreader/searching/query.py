"""A query as a value: what is asked, as an immutable tree that can be printed back.

The leaves are conditions; `All`, `Any` and `Not` join them. Trees are made with
`all_of`, `any_of` and `negation`, which keep them in a normal form: no `All`
directly in an `All`, no `Any` in an `Any`, none with a single part, no `Not` of a
`Not`. ``str(query)`` is text that parses to an equal query.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from paperreader.searching.moments import Days, written

TextField = Literal["title", "author", "abstract", "note", "org", "by"]
"""The fields that hold words."""
DayField = Literal["published", "featured", "added", "day"]
"""The fields that hold days."""
NumberField = Literal["year", "upvotes", "comments", "authors"]
"""The fields that hold numbers."""


class Word(Struct, frozen=True):
    """A word as it was typed; one with punctuation in it stands for several.

    It begins with no dash or quote, its parentheses are balanced, and it is
    neither ``OR`` nor ``AND``.
    """

    text: str

    def __str__(self) -> str:
        """Return the word."""
        return self.text


class Phrase(Struct, frozen=True):
    """Words that must follow each other."""

    text: str
    open: bool = False
    """Whether its end is still being typed, so that the last word may go on.

    Only the last leaf of a query can be open.
    """

    def __str__(self) -> str:
        """Return the phrase as the language writes it."""
        return _quoted(self.text, self.open)


class FieldText(Struct, frozen=True):
    """Words that must follow each other in one field."""

    field: TextField
    text: str
    quoted: bool = False
    """Whether they are whole words; else the last one is the beginning of one."""
    open: bool = False

    def __str__(self) -> str:
        """Return the term as the language writes it."""
        value = _quoted(self.text, self.open) if self.quoted else self.text
        return f"{self.field}:{value}"


class HasTag(Struct, frozen=True):
    """A tag, those nested in it too; with ``*`` at its end, all that begin so."""

    tag: str

    def __str__(self) -> str:
        """Return the term as the language writes it."""
        return f"tag:{_bare_or_quoted(self.tag)}"


class IsState(Struct, frozen=True):
    """A status, or another thing that the reader has made of an entry."""

    state: str

    def __str__(self) -> str:
        """Return the term as the language writes it."""
        return f"is:{self.state}"


class Has(Struct, frozen=True):
    """Something that an entry may have or lack, such as an abstract."""

    what: str

    def __str__(self) -> str:
        """Return the term as the language writes it."""
        return f"has:{self.what}"


class InDays(Struct, frozen=True):
    """A day that lies where `days` says."""

    field: DayField
    days: Days

    def __str__(self) -> str:
        """Return the term as the language writes it."""
        return f"{self.field}:{self.days}"


class InNumbers(Struct, frozen=True):
    """A number from `first` to `last`, both included; None leaves one side open."""

    field: NumberField
    first: int | None
    last: int | None

    def __str__(self) -> str:
        """Return the term as the language writes it."""
        digits: Literal[4] | None = 4 if self.field == "year" else None
        return f"{self.field}:{written((self.first, self.last), digits)}"


class Like(Struct, frozen=True):
    """Near to one entry in what it is about."""

    key: str
    """Its id, arXiv id or citation key."""

    def __str__(self) -> str:
        """Return the term as the language writes it."""
        return f"like:{_bare_or_quoted(self.key)}"


Leaf: TypeAlias = Word | Phrase | FieldText | HasTag | IsState | Has | InDays | InNumbers | Like
"""One condition of a query."""


class All(Struct, frozen=True):
    """Every part must hold; without parts, everything matches."""

    parts: "tuple[Node, ...]"

    def __str__(self) -> str:
        """Return the parts side by side."""
        return " ".join(
            _in_parentheses(part) if isinstance(part, Any) else str(part) for part in self.parts
        )


class Any(Struct, frozen=True):
    """One of the parts must hold."""

    parts: "tuple[Node, ...]"

    def __str__(self) -> str:
        """Return the parts with OR between them."""
        return " OR ".join(map(str, self.parts))


class Not(Struct, frozen=True):
    """The part must not hold."""

    part: "Node"

    def __str__(self) -> str:
        """Return the part behind a dash."""
        grouped = isinstance(self.part, All | Any)
        return f"-{_in_parentheses(self.part) if grouped else self.part}"


Node: TypeAlias = Leaf | All | Any | Not
"""A condition, or several joined."""

EVERYTHING = All(())


def all_of(parts: Iterable[Node]) -> Node:
    """Return the condition that every part holds, in the normal form."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, All) else (part,))
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(parts: Iterable[Node]) -> Node:
    """Return the condition that one of the parts, at least one, holds, in the normal form."""
    flat: list[Node] = []
    for part in parts:
        if part == EVERYTHING:
            return EVERYTHING
        flat.extend(part.parts if isinstance(part, Any) else (part,))
    return flat[0] if len(flat) == 1 else Any(tuple(flat))


def negation(part: Node) -> Node:
    """Return the condition that a part does not hold, in the normal form."""
    return part.part if isinstance(part, Not) else Not(part)


class QueryProblem(Struct, frozen=True):
    """A mistake in a query; the rest of it is searched all the same."""

    column: int
    """Where it is, in characters from 1."""
    message: str
    """What was expected, as a sentence."""
    unfinished: bool = False
    """Whether it reaches to the end of the text, so that it may only be still being typed."""


class Query(Struct, frozen=True, eq=False):
    """What is searched for. Queries are equal when they ask the same."""

    root: Node = EVERYTHING
    problems: tuple[QueryProblem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked, so that every entry matches."""
        return self.root == EVERYTHING

    def leaves(self) -> "Iterator[Leaf]":
        """Yield the conditions as they are written, wanted and unwanted alike."""
        yield from _leaves(self.root)

    def __str__(self) -> str:
        """Return text that parses to an equal query."""
        return str(self.root)

    def __eq__(self, other: object) -> bool:
        """Tell whether the other asks the same, whatever mistakes either had."""
        return isinstance(other, Query) and self.root == other.root

    def __hash__(self) -> int:
        """Return a hash that fits `__eq__`."""
        return hash(self.root)


def both(one: Query, other: Query) -> Query:
    """Return the query that asks for what both ask.

    What is still being typed stays last; in the order of the two, otherwise.
    """
    first, second = one.root, other.root
    if _is_open(first):
        if _is_open(second):
            first = _shut(first)
        else:
            first, second = second, first
    return Query(all_of((first, second)), one.problems + other.problems)


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, All | Any):
        for part in node.parts:
            yield from _leaves(part)
    elif isinstance(node, Not):
        yield from _leaves(node.part)
    else:
        yield node


def _is_open(node: Node) -> bool:
    """Tell whether the quote of the last leaf is not closed."""
    while isinstance(node, All | Any | Not) and node != EVERYTHING:
        node = node.part if isinstance(node, Not) else node.parts[-1]
    return isinstance(node, Phrase | FieldText) and node.open


def _shut(node: Node) -> Node:
    """Return an open node with its quote closed."""
    if isinstance(node, Not):
        return Not(_shut(node.part))
    if isinstance(node, All):
        return All((*node.parts[:-1], _shut(node.parts[-1])))
    if isinstance(node, Any):
        return Any((*node.parts[:-1], _shut(node.parts[-1])))
    return replace(node, open=False)


def _in_parentheses(node: Node) -> str:
    # Behind an open quote a parenthesis would be a part of the phrase.
    return f"({node}" if _is_open(node) else f"({node})"


_NEEDS_NO_QUOTES = re.compile(r'[^\s"“”„()][^\s()]*')


def _bare_or_quoted(value: str) -> str:
    return value if _NEEDS_NO_QUOTES.fullmatch(value) else _quoted(value)


def _quoted(text: str, is_open: bool = False) -> str:
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}' if is_open else f'"{inner}"'
