"""The pattern language of citation keys: ``{surname}{year}{word}`` and its filters.

This is the ground floor: a pattern is read here, so that a bad one is told with the
line of the settings on which it stands; `paperreader.citing.keys` fills it in.
"""

import re
from functools import lru_cache
from typing import NamedTuple

DEFAULT_PATTERN = "{surname}{year}{word}"
"""Gives ``vaswani2017attention``, as researchers write them."""

FIELDS: dict[str, str] = {
    "surname": "surname of the first author with its particles, else the organisation, else"
    " three words of the title",
    "surnames": "surnames of the first authors, all of them or as many as a number says",
    "initials": "first letters of the authors' surnames, as in VSP",
    "organization": "the organisation that published the paper",
    "year": "year of publication, four digits",
    "yy": "its last two digits",
    "word": "first word of the title that says something",
    "words": "such words, three of them or as many as a number says",
    "arxiv": "the arXiv id, without its dot",
    "venue": "the journal or conference",
}
"""What may stand in braces, and what it stands for."""

FILTERS: dict[str, str] = {
    "lower": "small letters (so it is without a filter)",
    "upper": "capitals",
    "capital": "a capital first",
    "3": "so many words or surnames, from the beginning",
    "cut4": "at most so many letters of each word or surname",
    "join-": "what stands between words or surnames: one of - _ . : +",
}
"""What may follow a field after colons; numbers stand for any number."""

EXAMPLES: tuple[tuple[str, str], ...] = (
    (DEFAULT_PATTERN, "vaswani2017attention"),
    ("{surname:capital}{yy}", "Vaswani17"),
    ("{surname}_{year}_{words:2:join-}", "vaswani_2017_attention-need"),
    ("{surnames:2:capital}:{year}", "VaswaniShazeer:2017"),
    ("{initials:3:upper}{yy}", "VSP17"),
    ("{surname:cut4}{arxiv}", "vasw170603762"),
)
"""Patterns, and the keys that they give "Attention Is All You Need"."""

# Compiled when first needed: every command reads the settings, and few have a pattern.
_LITERAL = r"[A-Za-z0-9_.:+/-]*"
_FIELD = r"\{([^{}]*)\}"
_NUMBER = r"[1-9]\d?"
_CUT = r"cut([1-9]\d?)"
_JOIN = r"join([-_.:+])"
_REFUSED = r"[\s{}()\",'#%~\\=@^$&|<>?*;`]|[^\x21-\x7e]"
LONGEST_KEY = 200


class BadPattern(ValueError):
    """A pattern that cannot be read; its text is a phrase that says why."""


class Part(NamedTuple):
    """A part of a pattern: a literal text, or a field with its filters."""

    literal: str = ""
    field: str = ""
    case: str = "lower"
    most: int | None = None
    """How many words or surnames; None for the field's own number."""
    cut: int | None = None
    """How many letters of each; None for all."""
    join: str = ""


@lru_cache(maxsize=8)
def parse_pattern(text: str) -> tuple[Part, ...]:
    """Read a pattern. Raises `BadPattern`."""
    parts: list[Part] = []
    at = 0
    for match in re.finditer(_FIELD, text):
        parts += _literal(text[at : match.start()])
        parts.append(_field(match[1]))
        at = match.end()
    parts += _literal(text[at:])
    if not any(part.field for part in parts):
        raise BadPattern("it holds no field such as {surname}")
    return tuple(parts)


def key_problem(key: str) -> str:
    """Say why a text cannot be a citation key; empty where it can."""
    if not key:
        return "a key cannot be empty"
    if len(key) > LONGEST_KEY:
        return f"a key cannot have more than {LONGEST_KEY} characters"
    bad = re.search(_REFUSED, key)
    if bad is None:
        return ""
    what = "a space" if bad.group().isspace() else f"“{bad.group()}”"
    return f"a key cannot hold {what}; ASCII letters, digits and - _ . : + / can stand in it"


def _literal(text: str) -> list[Part]:
    if not re.fullmatch(_LITERAL, text):
        bad = re.sub(_LITERAL, "", text, count=1)[:1]
        hint = "a brace without its partner" if bad in "{}" else f"“{bad}”"
        raise BadPattern(f"{hint} cannot stand in a key")
    return [Part(literal=text)] if text else []


def _field(text: str) -> Part:
    # A colon may itself be what joins, as in {words:join:}.
    name, *filters = re.split(r":(?!$|:)", text)
    if name not in FIELDS:
        raise BadPattern(f"there is no field {{{name}}}; there are {', '.join(FIELDS)}")
    part = Part(field=name)
    for given in filters:
        if given in ("lower", "upper", "capital"):
            part = part._replace(case=given)
        elif re.fullmatch(_NUMBER, given):
            part = part._replace(most=int(given))
        elif match := re.fullmatch(_CUT, given):
            part = part._replace(cut=int(match[1]))
        elif match := re.fullmatch(_JOIN, given):
            part = part._replace(join=match[1])
        else:
            raise BadPattern(f"there is no filter “{given}”; there are {', '.join(FILTERS)}")
    return part
