"""What the fields of a key pattern stand for in an entry."""

import re
from collections.abc import Callable, Iterable, Mapping

from paperreader.citing import facts
from paperreader.citing.key_words import ascii_key, plain_words, title_words
from paperreader.citing.names import authors, parse
from paperreader.entry import Entry
from paperreader.key_pattern import LONGEST_KEY, Part

_LONGEST_NAME = 40
_LONGEST_KEY = LONGEST_KEY // 2
_WORDS = 3
_telling = re.compile("[A-Za-z0-9]")


def fill(parts: Iterable[Part], entry: Entry) -> str:
    """Return the key that a pattern gives an entry, before it is made unique.

    Where neither an author nor an organisation is known, words of the title stand in for
    ``{surname}`` and a ``{word}`` after it is empty, so that no word stands twice.
    """
    made: list[str] = []
    nameless = False
    for part in parts:
        if not part.field:
            made.append(part.literal)
            continue
        words = _VALUES[part.field](entry, part.most or 0)
        if part.field == "surname" and not words:
            nameless = True
            words = title_words(entry.title, part.most or _WORDS) or ["paper"]
        elif part.field == "word" and nameless:
            continue
        made.append(_written(words, part))
    key = "".join(made)[:_LONGEST_KEY].strip("-_.:+/")
    return key if _telling.search(key) else "paper"


def _written(words: list[str], part: Part) -> str:
    if part.cut is not None:
        words = [word[: part.cut] for word in words]
    if part.case == "upper":
        words = [word.upper() for word in words]
    elif part.case == "capital":
        words = [word[:1].upper() + word[1:] for word in words]
    return part.join.join(words)


def _surname(entry: Entry, _most: int) -> list[str]:
    for name in authors(entry.authors[:3], None).names[:1]:
        return _folded([_surname_of(name)])
    return _organization(entry, 0)


def _surnames(entry: Entry, most: int) -> list[str]:
    names = authors(entry.authors, None).names
    return _folded(_surname_of(name) for name in names[: most or len(names)]) or (
        _organization(entry, 0)
    )


def _surname_of(name: str) -> str:
    parsed = parse(plain_words(name))
    if parsed.literal:
        folded = ascii_key(parsed.family)
        return folded.removeprefix("the") or folded
    return ascii_key(parsed.surname) or ascii_key(parsed.given)


def _initials(entry: Entry, most: int) -> list[str]:
    return ["".join(name[:1] for name in _surnames(entry, most))]


def _organization(entry: Entry, _most: int) -> list[str]:
    return _folded([ascii_key(plain_words(entry.organization or ""))])


def _folded(words: Iterable[str]) -> list[str]:
    return [word[:_LONGEST_NAME] for word in words if word]


def _year(entry: Entry, _most: int) -> list[str]:
    """The year of publication, else of the day on Daily Papers, which is near it."""
    day = entry.featured or ""
    when = facts.year(entry) or (day[:4] if re.match(r"[0-9]{4}-", day) else "")
    return [when] if when else []


def _yy(entry: Entry, most: int) -> list[str]:
    return [when[2:] for when in _year(entry, most)]


_VALUES: Mapping[str, Callable[[Entry, int], list[str]]] = {
    "surname": _surname,
    "surnames": _surnames,
    "initials": _initials,
    "organization": _organization,
    "year": _year,
    "yy": _yy,
    "word": lambda entry, most: title_words(entry.title, most or 1),
    "words": lambda entry, most: title_words(entry.title, most or _WORDS),
    "arxiv": lambda entry, _: _folded([ascii_key(entry.arxiv_id or "")]),
    "venue": lambda entry, _: _folded([ascii_key(plain_words(entry.venue or ""))]),
}
