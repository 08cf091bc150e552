"""Names as the text styles set them: inverted, with initials, in reading order."""

import re

from paperreader.citing.names import Name, authors, parse
from paperreader.citing.plain_text import shown
from paperreader.entry import Entry

_inner = re.compile(r"([-‐‑])")


def people(entry: Entry) -> tuple[tuple[Name, ...], bool]:
    """Return the authors' names, readable and taken apart, and whether more are known to be.

    A name in a script without capitals (王伟, 김 철수) stays whole: which of its words is
    the family name is not told by its form, and such names have no initials.
    """
    named = authors(entry.authors, entry.author_count)
    return tuple(_person(shown(name)) for name in named.names), named.incomplete


def _person(name: str) -> Name:
    parsed = parse(name)
    if parsed.literal or any(char.lower() != char.upper() for char in name):
        return parsed
    return Name("", "", name, literal=True)


def initials(given: str, *, spaced: bool = True) -> str:
    """Return ``J.-P. M.`` for Jean-Pierre M.; particles within stay, nicknames go.

    A word that has no capital letters, as 伟 in Wei 伟, stays as it is.
    """
    made: list[str] = []
    for word in re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_])", " ", given).split():
        if word[:1] in "\"“'‘(«":
            continue
        if word.islower() and made and not word.endswith("."):
            made.append(word)
            continue
        parts = [_initial(part) for part in _inner.split(word)]
        made.append("".join(parts))
    return (" " if spaced else "").join(made)


def _initial(part: str) -> str:
    letter = next((char for char in part if char.isalpha()), "")
    if not letter:
        return part if part in "-‐‑" else ""
    return f"{letter.upper()}." if letter.lower() != letter.upper() else part


def inverted(name: Name) -> str:
    """Return ``van der Maaten, Laurens``, ``King, Martin Luther, Jr.``; literals whole."""
    return ", ".join(filter(None, (name.surname, name.given, name.suffix)))


def inverted_initials(name: Name) -> str:
    """Return ``van der Maaten, L.``, ``King, M. L., Jr.``; literals whole."""
    return ", ".join(filter(None, (name.surname, initials(name.given), name.suffix)))


def initials_first(name: Name) -> str:
    """Return ``L. van der Maaten``, ``M. L. King Jr.``; literals whole."""
    return " ".join(filter(None, (initials(name.given), name.surname, name.suffix)))
