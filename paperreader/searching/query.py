"""A query as a value: what is asked, as immutable terms that can be printed back.

All terms must hold. ``str(query)`` is text that parses to an equal query.
"""

import re
from typing import Literal, TypeAlias

from msgspec import Struct

TextField = Literal["title", "author", "abstract"]
"""The fields that hold words."""


class Word(Struct, frozen=True):
    """A word as it was typed; one with punctuation in it stands for several."""

    text: str
    negated: bool = False

    def __str__(self) -> str:
        """Return the word as the language writes it."""
        return _signed(self.negated, self.text)


class Phrase(Struct, frozen=True):
    """Words that must follow each other."""

    text: str
    negated: bool = False
    open: bool = False
    """Whether its end is still being typed, so that the last word may go on."""

    def __str__(self) -> str:
        """Return the phrase as the language writes it."""
        return _signed(self.negated, _quoted(self.text, self.open))


class FieldText(Struct, frozen=True):
    """Words that must follow each other in one field."""

    field: TextField
    text: str
    quoted: bool = False
    """Whether they are whole words; else the last one is the beginning of one."""
    negated: bool = False
    open: bool = False

    def __str__(self) -> str:
        """Return the term as the language writes it."""
        value = _quoted(self.text, self.open) if self.quoted else self.text
        return _signed(self.negated, f"{self.field}:{value}")


class HasTag(Struct, frozen=True):
    """A tag, those nested in it too; with ``*`` at its end, all that begin so."""

    tag: str
    negated: bool = False

    def __str__(self) -> str:
        """Return the term as the language writes it."""
        bare = re.fullmatch(r'[^\s"]\S*', self.tag)
        return _signed(self.negated, f"tag:{self.tag if bare else _quoted(self.tag)}")


class IsState(Struct, frozen=True):
    """A status, or another thing that the reader has made of an entry."""

    state: str
    negated: bool = False

    def __str__(self) -> str:
        """Return the term as the language writes it."""
        return _signed(self.negated, f"is:{self.state}")


class InYears(Struct, frozen=True):
    """A year from `first` to `last`, both included; None leaves that side open."""

    first: int | None
    last: int | None
    negated: bool = False

    def __str__(self) -> str:
        """Return the term as the language writes it."""
        first, last = (
            ("" if year is None else f"{year:04}") for year in (self.first, self.last)
        )
        years = first if first == last else f"{first}..{last}"
        return _signed(self.negated, f"year:{years}")


Term: TypeAlias = Word | Phrase | FieldText | HasTag | IsState | InYears
"""One condition of a query."""

RowTerm: TypeAlias = HasTag | IsState | InYears
"""A condition that a row of the list answers by itself."""


class QueryProblem(Struct, frozen=True):
    """A mistake in a query; the rest of it is searched all the same."""

    column: int
    """Where it is, in characters from 1."""
    message: str
    """What was expected, as a sentence."""


class Query(Struct, frozen=True, eq=False):
    """What is searched for. Queries are equal when they ask the same."""

    terms: tuple[Term, ...] = ()
    problems: tuple[QueryProblem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked, so that every entry matches."""
        return not self.terms

    def __str__(self) -> str:
        """Return text that parses to an equal query."""
        return " ".join(map(str, self.terms))

    def __eq__(self, other: object) -> bool:
        """Tell whether the other asks the same, whatever mistakes either had."""
        return isinstance(other, Query) and self.terms == other.terms

    def __hash__(self) -> int:
        """Return a hash that fits `__eq__`."""
        return hash(self.terms)


def _signed(negated: bool, text: str) -> str:
    return f"-{text}" if negated else text


def _quoted(text: str, is_open: bool = False) -> str:
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}' if is_open else f'"{inner}"'
