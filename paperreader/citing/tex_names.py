"""Names written so that BibTeX and biber take them apart as we do."""

import re

from paperreader.citing.names import (
    CAPITAL_PARTICLES,
    Authors,
    Name,
    is_simple,
    parse,
    split_words,
)
from paperreader.citing.tex import escape

_ascii_letter = re.compile(r"[A-Za-z]")


def author_list(named: Authors) -> str:
    """Join names by ``and``; ``and others`` ends a list that is known to go on."""
    names = [_author(name) for name in named.names]
    if named.incomplete:
        names.append("others")
    return " and ".join(names)


def _author(name: str) -> str:
    if is_simple(name):
        return name
    return author(parse(name))


def author(name: Name) -> str:
    """Write a name so that BibTeX takes it apart as we do.

    In reading order where BibTeX's own rule finds the same parts, else with commas;
    organisations and single words in braces, whole.
    """
    if name.literal:
        return f"{{{escape(name.family)}}}"
    if not name.suffix and name.given and _reads_the_same(name):
        return escape(name.natural)
    family = escape(name.family)
    if _hides_a_particle(name.family):
        family = f"{{{family}}}"
    surname = f"{escape(name.particle)} {family}" if name.particle else family
    return ", ".join(filter(None, (surname, escape(name.suffix), escape(name.given))))


def _reads_the_same(name: Name) -> bool:
    family = split_words(name.family)
    if "{" in name.natural or any(_is_low(word) for word in split_words(name.given)):
        return False
    if not name.particle:
        return len(family) == 1
    return all(map(_is_low, split_words(name.particle))) and not any(map(_is_low, family))


def _hides_a_particle(family: str) -> bool:
    words = split_words(family)
    return any(map(_is_low, words[:-1])) and words[0] not in CAPITAL_PARTICLES


def _is_low(word: str) -> bool:
    """Whether some BibTeX takes the word for a particle.

    The classic program knows ASCII only and goes by the first such letter, so that it
    takes ``Özgür`` for one; newer readers go by the first letter of any script.
    """
    ascii_letter = _ascii_letter.search(word)
    return word[:1].islower() or (ascii_letter is not None and ascii_letter.group().islower())
