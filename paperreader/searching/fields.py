"""The fields of the search language, in the one table that defines them.

The parser reads values through it; the reference and the completion of the
search bar are made from it.
"""

from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct

from paperreader.entry import STATUSES, Row
from paperreader.searching.folding import words
from paperreader.searching.moments import UnclearMoment, days_of, numbers_of
from paperreader.searching.query import (
    DayField,
    FieldText,
    Has,
    HasTag,
    InDays,
    InNumbers,
    IsState,
    Leaf,
    Like,
    NumberField,
    TextField,
)

Kind = Literal["text", "tag", "state", "thing", "number", "day", "entry"]
"""What a field's value is: words, a tag, one of `STATES` or `THINGS`, numbers, days, a key."""


class Value(Struct, frozen=True):
    """What stands behind a field's colon, its quotes taken off."""

    text: str
    quoted: bool = False
    open: bool = False
    """Whether the closing quote is missing."""


class UnclearValue(Exception):
    """A field cannot take this value; ``str()`` is a sentence saying what it takes.

    What was probably meant is looked for only when the sentence is asked for.
    """

    def __init__(self, expected: str, word: str = "", known: Iterable[str] = ()) -> None:
        """Keep what is expected, without its full stop, and the word that is not known."""
        super().__init__(expected)
        self._expected = expected
        self._word = word
        self._known = known

    def __str__(self) -> str:
        """Return the sentence."""
        close = suggestion(self._word, self._known) if self._word else ""
        field = self._expected.partition(":")[0]
        return (
            f"{self._expected}; did you mean {field}:{close}?"
            if close
            else f"{self._expected}."
        )


class Field(Struct, frozen=True):
    """One field of the language."""

    name: str
    kind: Kind
    values: str
    """What may stand behind the colon, in short."""
    meaning: str
    examples: tuple[str, ...]
    read: Callable[[Value], Leaf]
    """From a value to the condition; raises UnclearValue."""


STATES: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "inbox": ("not yet decided on", lambda row: row.status == "inbox"),
    "queued": ("wanted for reading", lambda row: row.status == "queued"),
    "reading": ("being read", lambda row: row.status == "reading"),
    "read": ("already read", lambda row: row.status == "read"),
    "skipped": ("decided against", lambda row: row.status == "skipped"),
    "unread": ("neither read nor skipped", lambda row: row.status not in {"read", "skipped"}),
    "starred": ("with a star", lambda row: row.starred),
    "noted": ("with a note", lambda row: bool(row.note) and not row.note.isspace()),
    "tagged": ("with a tag", lambda row: bool(row.tags)),
    "cited": ("with a citation key", lambda row: row.citation_key is not None),
}
"""What ``is:`` knows: for each word what it means, and the question to a row."""

_SAME_STATE = {"queue": "queued", "new": "inbox", "undecided": "inbox"}
"""What people write for a state, by the names that views and screens use."""

assert set(STATUSES) < set(STATES)

THINGS: dict[str, tuple[str, Callable[[Row], bool] | None]] = {
    "abstract": ("an abstract", None),
    "authors": ("the authors' names", None),
    "arxiv": ("an arXiv id", lambda row: row.arxiv_id is not None),
    "doi": ("a DOI", lambda row: row.doi is not None),
    "code": ("an address of code", None),
    "note": ("a note", STATES["noted"][1]),
    "tag": ("a tag", STATES["tagged"][1]),
}
"""What ``has:`` knows: what it means, and the question to a row where a row can tell."""

_SAME_THING = {"author": "authors", "tags": "tag", "notes": "note"}

_LONGEST_TO_SUGGEST_FOR = 24


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the name that `word` was probably meant to be, or an empty text."""
    if len(word) > _LONGEST_TO_SUGGEST_FOR:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    return next(iter(get_close_matches(word, tuple(known), n=1)), "")


def _text(name: TextField, meaning: str, *examples: str) -> Field:
    def read(value: Value) -> Leaf:
        if not words(value.text):
            raise UnclearValue(f"{name}: expects a word or a “phrase” right after the colon")
        return FieldText(name, value.text, value.quoted, value.open)

    return Field(name, "text", "words", meaning, examples, read)


_EXPECTED_DAYS = (
    "expects a day such as today, 7d, 2026, 2026-03, 2026-W31 or 2026-03-05, or days such as"
    " 2024..2026-03, >2025-01 or <7d"
)


def _days(name: DayField, meaning: str, *examples: str) -> Field:
    def read(value: Value) -> Leaf:
        try:
            return InDays(name, days_of(value.text))
        except UnclearMoment as reason:
            raise UnclearValue(f"{name}: {str(reason) or _EXPECTED_DAYS}") from None

    return Field(name, "day", "days", meaning, examples, read)


def _numbers(name: NumberField, meaning: str, *examples: str) -> Field:
    expected = (
        "expects a year such as 2024, 2022..2024, >=2023 or <2020"
        if name == "year"
        else "expects a number such as 20, 20..50, >=20 or <5"
    )

    def read(value: Value) -> Leaf:
        try:
            numbers = numbers_of(value.text, 4 if name == "year" else None)
        except UnclearMoment as reason:
            raise UnclearValue(f"{name}: {str(reason) or expected}") from None
        return InNumbers(name, *numbers)

    return Field(
        name, "number", "years" if name == "year" else "numbers", meaning, examples, read
    )


def _read_tag(value: Value) -> Leaf:
    tag = " ".join(value.text.split())
    if not tag:
        raise UnclearValue(
            "tag: expects a tag right after the colon, such as tag:rl or tag:rl/*"
        )
    return HasTag(tag)


def _read_state(value: Value) -> Leaf:
    state = value.text.strip().lower()
    state = _SAME_STATE.get(state, state)
    if state not in STATES:
        raise UnclearValue(f"is: expects one of {', '.join(STATES)}", state, STATES)
    return IsState(state)


def _read_thing(value: Value) -> Leaf:
    what = value.text.strip().lower()
    what = _SAME_THING.get(what, what)
    if what not in THINGS:
        raise UnclearValue(f"has: expects one of {', '.join(THINGS)}", what, THINGS)
    return Has(what)


def _read_key(value: Value) -> Leaf:
    key = " ".join(value.text.split())
    if not key:
        raise UnclearValue(
            "like: expects an entry's id, arXiv id or citation key right after the colon"
        )
    return Like(key)


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        _text(
            "title",
            "in the title; what stands in quotes is whole words, else the last one may go on",
            "title:diffusion",
            'title:"graph neural"',
        ),
        _text("author", "in the name of one author", "author:lindqvist", 'author:"jane doe"'),
        _text(
            "abstract",
            "in the abstract, or in the summary where there is no abstract",
            "abstract:perplexity",
        ),
        _text("note", "in your note", "note:reproduce", 'note:"ask about"'),
        Field(
            "tag",
            "tag",
            "a tag",
            "with this tag or one nested in it; * stands for any ending",
            ("tag:rl", "tag:rl/*", 'tag:"to read"'),
            _read_tag,
        ),
        Field(
            "is",
            "state",
            " ".join(STATES),
            "what you have made of the entry",
            ("is:unread", "-is:starred"),
            _read_state,
        ),
        _text("org", "in the name of the organization", "org:university"),
        _text("by", "in the name of who submitted it", "by:maria"),
        _numbers(
            "year",
            "the year in which it was published, as far as is known",
            "year:2024",
            "year:2022..2024",
            "year:>=2023",
        ),
        _days(
            "published",
            "the day on which it was published",
            "published:2026-03",
            "published:>2025-01",
        ),
        _days(
            "featured",
            "the day on which it stood on Daily Papers",
            "featured:today",
            "featured:2026-W31",
        ),
        _days("added", "the day on which you added it", "added:<7d", "added:30d..7d"),
        _days(
            "day",
            "the day under which it is listed: featured, else added",
            "day:yesterday",
            "day:2026-03-05",
        ),
        _numbers("upvotes", "the upvotes, as last seen", "upvotes:>=20", "upvotes:20..50"),
        _numbers("comments", "the comments, as last seen", "comments:>0"),
        _numbers("authors", "how many authors it has", "authors:>5", "authors:1"),
        Field(
            "has",
            "thing",
            " ".join(THINGS),
            "what is known of the entry",
            ("has:code", "-has:abstract"),
            _read_thing,
        ),
        Field(
            "like",
            "entry",
            "an entry",
            "what is near to this entry: an id, arXiv id or citation key",
            ("like:2510.06557",),
            _read_key,
        ),
    )
}
"""The fields by name, in the order in which the reference shows them."""
