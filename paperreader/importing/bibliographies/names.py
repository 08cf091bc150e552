"""Names as bibliographies write them, as the sources of other shapes do: in reading order.

``van der Berg, Jan`` becomes ``Jan van der Berg``. A family name of several
words stays in front with its comma, ``García Márquez, Ana``: turned round,
nobody could tell any more where it begins. What stands in braces is whole.
"""

import re

from msgspec import Struct

from paperreader.importing.bibliographies.tex_text import from_tex

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_MORE = frozenset(("others", "et al", "et al.", "and others"))
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv|vi{0,3}|[2-4](?:nd|rd|th)", re.IGNORECASE)


class Names(Struct, frozen=True):
    """The names of a field."""

    people: tuple[str, ...] = ()
    organization: str = ""
    """The one name of the field, where it is in braces as a whole."""


def in_bibtex(field: str) -> Names:
    """Return the names of a BibTeX field, which ``and`` parts outside braces."""
    parts = [part for part in _parted(field, _AND) if part]
    if len(parts) == 1 and _is_braced(parts[0]):
        return Names(organization=from_tex(parts[0]))
    named = [in_reading_order([from_tex(p) for p in _parted(part, _COMMA)]) for part in parts]
    return Names(people=people(named))


def people(names: list[str]) -> tuple[str, ...]:
    """Return names without empty ones; ``others`` at their end is said as it is read."""
    kept = [name for name in names if name]
    if kept and kept[-1].lower() in _MORE:
        kept[-1:] = ["et al."] if len(kept) > 1 else []
    return tuple(kept)


def with_comma(name: str) -> str:
    """Return a name that may be ``Last, First`` or ``Last, First, Suffix`` in reading order."""
    return in_reading_order([part.strip() for part in name.split(",")])


def in_reading_order(parts: list[str]) -> str:
    """Return one name of the parts between its commas."""
    parts = [part for part in parts if part]
    if not 2 <= len(parts) <= 3:
        return ", ".join(parts)
    last, *rest = parts
    suffix = ""
    if len(rest) == 2:
        suffix, first = rest if _SUFFIX.fullmatch(rest[0]) else (rest[1], rest[0])
    else:
        first = rest[0]
        if _SUFFIX.fullmatch(first):
            return f"{last} {first}"
    return composed(first=first, last=last, suffix=suffix)


def composed(*, first: str, last: str, particle: str = "", suffix: str = "") -> str:
    """Return one name of its parts; of `last`, small words at its beginning are particles."""
    words = last.split()
    small = 0
    while small < len(words) - 1 and words[small][0].islower():
        small += 1
    if first and len(words) - small > 1:
        return ", ".join(filter(None, (f"{particle} {last}".strip(), suffix, first)))
    return " ".join(filter(None, (first, particle, last, suffix)))


_COMMA = re.compile(r"\s*,\s*")


def _parted(text: str, by: re.Pattern[str]) -> list[str]:
    """Split a text where `by` stands outside braces."""
    if "{" not in text:
        return [part.strip() for part in by.split(f" {text} ")]
    depth, depths = 0, []
    for char in text:
        depth += (char == "{") - (char == "}" and depth > 0)
        depths.append(depth)
    parts, start = [], 0
    for match in by.finditer(text):
        if depths[match.start()] == 0:
            parts.append(text[start : match.start()].strip())
            start = match.end()
    return [*parts, text[start:].strip()]


def _is_braced(text: str) -> bool:
    """Tell whether one pair of braces holds the whole text, and no accent alone."""
    if not (text.startswith("{") and text.endswith("}")) or text.startswith("{\\"):
        return False
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0 and at < len(text) - 1:
            return False
    return True
