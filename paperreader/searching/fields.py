"""The fields of the search language, in the one table that defines them.

The parser reads values through it, and the help is made from it.
"""

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from paperreader.entry import STATUSES, Row
from paperreader.searching.folding import words
from paperreader.searching.query import FieldText, HasTag, InYears, IsState, Term, TextField


class Value(Struct, frozen=True):
    """What stands behind a field's colon, its quotes taken off."""

    text: str
    quoted: bool = False
    open: bool = False
    """Whether the closing quote is missing."""


class UnclearValue(Exception):
    """A field cannot take this value; ``str()`` is a sentence saying what it takes."""


class Field(Struct, frozen=True):
    """One field of the language."""

    name: str
    values: str
    """What may stand behind the colon, in short."""
    meaning: str
    examples: tuple[str, ...]
    read: Callable[[Value, bool], Term]
    """From a value, and whether it is negated, to the term; raises UnclearValue."""


STATES: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "inbox": ("not yet decided on", lambda row: row.status == "inbox"),
    "queued": ("wanted for reading", lambda row: row.status == "queued"),
    "reading": ("being read", lambda row: row.status == "reading"),
    "read": ("read", lambda row: row.status == "read"),
    "skipped": ("decided against", lambda row: row.status == "skipped"),
    "unread": ("neither read nor skipped", lambda row: row.status not in {"read", "skipped"}),
    "starred": ("with a star", lambda row: row.starred),
    "noted": ("with a note", lambda row: bool(row.note.strip())),
    "tagged": ("with a tag", lambda row: bool(row.tags)),
    "cited": ("with a citation key", lambda row: row.citation_key is not None),
}
"""What ``is:`` knows: for each word what it means, and the question to a row."""

_SAME_STATE = {"queue": "queued", "new": "inbox", "undecided": "inbox"}
"""What people write for a state, by the names that views and screens use."""

assert set(STATUSES) < set(STATES)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the name that `word` was probably meant to be, or an empty text."""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    return next(iter(get_close_matches(word, tuple(known), n=1)), "")


def _text_reader(field: TextField) -> Callable[[Value, bool], Term]:
    def read(value: Value, negated: bool) -> Term:
        if not words(value.text):
            raise UnclearValue(f"{field}: expects a word or a “phrase” right after the colon.")
        return FieldText(field, value.text, value.quoted, negated, value.open)

    return read


def _read_tag(value: Value, negated: bool) -> Term:
    tag = " ".join(value.text.split())
    if not tag:
        raise UnclearValue(
            "tag: expects a tag right after the colon, such as tag:rl or tag:rl/*."
        )
    return HasTag(tag, negated)


def _read_state(value: Value, negated: bool) -> Term:
    state = value.text.strip().lower()
    state = _SAME_STATE.get(state, state)
    if state not in STATES:
        close = suggestion(state, STATES)
        hint = f"; did you mean is:{close}?" if close else "."
        raise UnclearValue(f"is: expects one of {', '.join(STATES)}{hint}")
    return IsState(state, negated)


_YEAR = "([0-9]{4})"
_YEARS: tuple[
    tuple[re.Pattern[str], Callable[[list[int]], tuple[int | None, int | None]]], ...
] = (
    (re.compile(_YEAR), lambda years: (years[0], years[0])),
    (re.compile(rf"{_YEAR}\.\.{_YEAR}"), lambda years: (years[0], years[1])),
    (re.compile(rf">={_YEAR}|{_YEAR}\.\."), lambda years: (years[0], None)),
    (re.compile(rf"<={_YEAR}|\.\.{_YEAR}"), lambda years: (None, years[0])),
    (re.compile(rf">{_YEAR}"), lambda years: (years[0] + 1, None)),
    (re.compile(rf"<{_YEAR}"), lambda years: (None, years[0] - 1)),
)


def _read_years(value: Value, negated: bool) -> Term:
    text = value.text.strip()
    for pattern, limits in _YEARS:
        if found := pattern.fullmatch(text):
            first, last = limits([int(year) for year in found.groups() if year])
            if first == 10_000 or last == -1:
                break  # after the last year that can be written, or before the first
            if first is not None and last is not None and first > last:
                raise UnclearValue(f"year: expects the earlier year first: {last}..{first}.")
            return InYears(first, last, negated)
    raise UnclearValue("year: expects a year such as 2024, 2022..2024, >=2023 or <2020.")


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field(
            "title",
            "words",
            "in the title; without quotes the last word may go on",
            ("title:diffusion", 'title:"graph neural"'),
            _text_reader("title"),
        ),
        Field(
            "author",
            "words",
            "in the name of one author",
            ("author:hinton", 'author:"yann lecun"'),
            _text_reader("author"),
        ),
        Field(
            "abstract",
            "words",
            "in the abstract, or in the summary where there is no abstract",
            ("abstract:perplexity",),
            _text_reader("abstract"),
        ),
        Field(
            "tag",
            "a tag",
            "with this tag or one nested in it; * stands for any ending",
            ("tag:rl", "tag:rl/*", 'tag:"to read"'),
            _read_tag,
        ),
        Field(
            "is",
            " ".join(STATES),
            "what you have made of the entry",
            ("is:unread", "-is:starred"),
            _read_state,
        ),
        Field(
            "year",
            "years",
            "the year in which it was published, as far as is known",
            ("year:2024", "year:2022..2024", "year:>=2023"),
            _read_years,
        ),
    )
}
"""The fields by name, in the order in which help shows them."""
