"""What could stand at the cursor of a query: fields, their values, the reader's own tags.

Nothing here reads the library: what it holds comes as `Known`, and the words of
its texts are asked for where they are wanted (`Spot.wanted`) and handed back to
`from_words`.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from msgspec import Struct

from paperreader.searching.calendar_words import days, years
from paperreader.searching.fields import FIELDS, STATES, THINGS, Field
from paperreader.searching.query import FieldText, HasTag, TextField

MOST = 30
"""Choices that are made at most; whoever wants another types one letter more."""

_TEXT_FIELDS: dict[str, TextField] = {name: name for name in get_args(TextField)}

_SPACE = re.compile(r"\s*")
_PIECE = re.compile(
    r"""(?P<lead>[-(]*)
        (?:(?P<name>[A-Za-z]+):)?
        (?:"(?P<quoted>[^"\\]*(?:\\.[^"\\]*)*)(?P<closed>"|\\?\Z)|(?P<run>\S*))""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = re.compile(r"(?:[<>]=?|.*\.\.)?")
"""What stands before the day or number that is typed: ``>=``, or a range's beginning."""
_PART = re.compile(r"[/\-_.: ]")

_OPERATORS = frozenset({"OR", "AND"})
"""Words that are whole as they stand, for all that fields begin like them."""

_TELLING = 3
"""Letters of a plain word from which values and tags are offered for it."""


class TagUse(Struct, frozen=True):
    """A tag, or what tags are nested in, and how many entries have it."""

    tag: str
    count: int
    folded: str
    parts: tuple[str, ...]
    """The words of the tag, folded."""


class Known(Struct, frozen=True):
    """What of a library can be offered at once."""

    today: datetime.date
    tags: Sequence[TagUse] = ()
    """The reader's tags, as `tag_uses` gives them."""
    days: Sequence[str] = ()
    """The days with papers, as ISO dates, newest first."""


class Spot(Struct, frozen=True):
    """The term that the cursor stands at the end of."""

    start: int
    """Where it begins, in characters from 0, behind a dash or parentheses."""
    end: int
    """Where the cursor stands."""
    field: str
    """The field that stands before the colon, or nothing for a plain word."""
    text: str
    """What is typed of the value, without its quotes."""
    quoted: bool = False

    @property
    def wanted(self) -> tuple[str, TextField] | None:
        """The beginning of a word, and the field in whose texts words are looked for."""
        field = _TEXT_FIELDS.get(self.field)
        start = self.text.rpartition(" ")[2]
        return (start, field) if field and start and start.isalnum() else None


class Choice(Struct, frozen=True):
    """Something that could stand in a spot."""

    text: str
    """The whole term, as the language writes it."""
    label: str
    """What is new in it, in short; may be text from outside."""
    note: str = ""
    """What it means, or how often it occurs."""
    goes_on: bool = False
    """Whether more is to be typed right behind it."""


def spot(text: str, cursor: int) -> Spot | None:
    """Return the term that ends at the cursor, or None where nothing can be completed.

    Inside a word nothing can, nor inside a phrase of all texts.
    """
    if text[cursor : cursor + 1].strip(" )"):
        return None
    piece = next(reversed([*_pieces(text[:cursor])]), None)
    if piece is None or piece.end() < cursor:
        return Spot(cursor, cursor, "", "")
    start = piece.end("lead")
    quoted = piece["quoted"] is not None
    field = (piece["name"] or "").lower()
    if quoted:
        if piece["closed"] == '"' or field not in FIELDS:
            return None
        return Spot(start, cursor, field, re.sub(r"\\(.)", r"\1", piece["quoted"]), True)
    if field in FIELDS:
        return Spot(start, cursor, field, piece["run"])
    return Spot(start, cursor, "", text[start:cursor])


def term_end(text: str, start: int) -> int:
    """Return where the term ends that begins at `start`, in characters from 0."""
    piece = _PIECE.match(text, start)
    return max(start + 1, piece.end()) if piece else len(text)


def choices(at: Spot, known: Known) -> list[Choice]:
    """Return what could stand there, the likeliest first; words of texts are not among it.

    What stands there already is left out.
    """
    found: Iterable[Choice] = ()
    field = FIELDS.get(at.field)
    if field is None:
        found = _for_word(at.text, known)
    elif field.kind == "tag":
        found = _tags(at.text, known.tags)
    elif field.kind in ("state", "thing"):
        found = _values(field, at.text.lower())
    elif field.kind in ("day", "number"):
        found = _moments(field, at.text, known)
    return _distinct(at, found)


def from_words(at: Spot, words: Iterable[str]) -> list[Choice]:
    """Return the choices that the library's words make, which begin as the spot's last one."""
    if at.wanted is None:
        return []
    begun, field = at.wanted
    before = at.text[: len(at.text) - len(begun)]
    found = (
        Choice(str(FieldText(field, before + word, quoted=at.quoted)), word) for word in words
    )
    return _distinct(at, found)


def take(text: str, at: Spot, choice: Choice) -> tuple[str, int]:
    """Return the text with a choice in its spot, and where the cursor stands then."""
    before, after = text[: at.start] + choice.text, text[at.end :]
    if not choice.goes_on and not after:
        before += " "
    return before + after, len(before)


def expected(at: Spot) -> str:
    """Return in short what the field of the spot asks for; nothing for a plain word."""
    field = FIELDS.get(at.field)
    if field is None:
        return ""
    return f"{at.field}: {field.meaning}"


def _pieces(text: str) -> Iterator[re.Match[str]]:
    """Yield the terms of a text, as far as completing needs to tell them apart."""
    at = 0
    while at < len(text):
        space = _SPACE.match(text, at)
        piece = _PIECE.match(text, space.end() if space else at)
        if piece is None or piece.end() == at:
            return
        at = piece.end()
        if piece[0]:
            yield piece


def _distinct(at: Spot, found: Iterable[Choice]) -> list[Choice]:
    typed = f"{at.field}:{at.text}" if at.field else at.text
    kept: dict[str, Choice] = {}
    for choice in found:
        if choice.text != typed:
            kept.setdefault(choice.text, choice)
        if len(kept) == MOST:
            break
    return list(kept.values())


def _for_word(typed: str, known: Known) -> Iterator[Choice]:
    """Yield what a plain word may be the beginning of: a field, a value, a tag."""
    if typed in _OPERATORS:
        return
    begun = typed.lower()
    for field in FIELDS.values() if begun else ():
        if field.name.startswith(begun):
            yield Choice(f"{field.name}:", f"{field.name}:", field.meaning, goes_on=True)
    if len(begun) < _TELLING:
        return
    for field in FIELDS.values():
        if field.kind in ("state", "thing"):
            for value in _values(field, begun):
                yield Choice(value.text, value.text, value.note)
    for tag in _tags(typed, known.tags, only_beginnings=True):
        yield Choice(tag.text, tag.text, tag.note)


def _values(field: Field, begun: str) -> Iterator[Choice]:
    """Yield the values of a field that has a list of them."""
    known = STATES if field.kind == "state" else THINGS
    for value, (meaning, _) in known.items():
        if value.startswith(begun):
            yield Choice(f"{field.name}:{value}", value, meaning)


def tag_uses(tags: Mapping[str, int]) -> tuple[TagUse, ...]:
    """Return tags, and what they are nested in, the most used first.

    `tags` says how many entries have each. It takes a while for thousands of
    them, so it is done once and not at each key.
    """
    uses: Counter[str] = Counter()
    for tag, count in tags.items():
        if not tag.isprintable():
            continue  # nobody could type it
        parts = tag.split("/")
        for size in range(1, len(parts) + 1):
            uses["/".join(parts[:size])] += count
    ranked = sorted(uses.items(), key=lambda use: (-use[1], use[0]))
    return tuple(
        TagUse(tag, count, (folded := tag.casefold()), tuple(_PART.split(folded)))
        for tag, count in ranked
        if tag
    )


def _tags(
    typed: str, tags: Sequence[TagUse], *, only_beginnings: bool = False
) -> Iterator[Choice]:
    """Yield tags that begin so, then those of which a part does, the most used first."""
    wanted = " ".join(typed.casefold().split())
    fitting = [use for use in tags if use.folded.startswith(wanted)][: MOST + 1]
    if not only_beginnings and len(fitting) <= MOST:
        fitting += [
            use
            for use in tags
            if wanted in use.folded
            and not use.folded.startswith(wanted)
            and any(part.startswith(wanted) for part in use.parts)
        ]
    for use in fitting[: MOST + 1]:
        papers = "1 paper" if use.count == 1 else f"{use.count:,} papers"
        yield Choice(str(HasTag(use.tag)), use.tag, papers)


def _moments(field: Field, typed: str, known: Known) -> Iterator[Choice]:
    """Yield days or numbers that go on from what is typed, behind its sign or range."""
    signs = _SIGNS.match(typed)
    sign = signs[0] if signs else ""
    begun = typed[len(sign) :].lower()
    if field.kind == "day":
        listed = known.days if field.name in ("featured", "day") else ()
        values = days(begun, known.today, listed, compared=sign[:1] in ("<", ">"))
    elif field.name == "year":
        values = years(known.today, bare=not sign)
    elif typed:  # a number that is begun says itself what it goes on to be
        return
    else:
        values = ((example.partition(":")[2], "") for example in field.examples)
    for value, note in values:
        if value.lower().startswith(begun):
            yield Choice(f"{field.name}:{sign}{value}", sign + value, note)
