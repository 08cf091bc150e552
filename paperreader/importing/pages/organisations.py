"""The organisation that stands in the authors' place on a card.

Its logo's name, a slug, is text in some tools: "[nvidia] NVIDIA",
"ByteDance-Seed ByteDance Seed".
"""

import re

from paperreader.importing.addresses import name_of
from paperreader.importing.pages.forms import Form, item
from paperreader.importing.pages.lines import Line
from paperreader.importing.spacing import collapsed

LONGEST = 100
"""No name of an organisation at the Hub is longer."""

_LOGO = re.compile(r"!?\[(?P<slug>[\w.-]{1,96})\](?:\(\S*\))?\s+(?=\S)")
_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "towards",
        "using",
        "via",
        "with",
    ]
)
"""With these a title goes on in its second line."""
_ENDS = ".!?:;。)”\"'%]}"


def organisation(line: Line) -> str:
    """Return the organisation that a line names, without its logo's name."""
    text = item(line.text) if line.form is Form.BULLET else line.text
    slugs = [name for address in line.links if (name := name_of(address))]
    return without_logo(text, slugs)


def without_logo(text: str, slugs: list[str]) -> str:
    """Return a name without the slug before it; `slugs` are those that links give."""
    text = collapsed(_LOGO.sub("", text, count=1))
    first, _, rest = text.partition(" ")
    if rest and (first in slugs or _is_slug(first, rest)):
        return rest
    return text


def _is_slug(first: str, rest: str) -> bool:
    """Tell whether a word is the slug of the name behind it, and no part of that."""
    if _letters(first) == _letters(rest):
        return True
    words = rest.split()
    if first in _WORDS:
        return False
    if first[0].islower() and all(word[0].isupper() for word in words if word[0].isalpha()):
        return rest[0].isupper()
    begins = _letters(words[0])
    return len(begins) > 2 and _letters(first) != begins and _letters(first).startswith(begins)


def looks_like_name(text: str) -> bool:
    """Tell whether a line can name an organisation, and not end a paragraph."""
    text = without_logo(text, [])
    if not 1 < len(text) <= LONGEST or text[-1] in ".:;,?" or "://" in text:
        return False
    return text[0].isupper() or not text[0].isalpha() or " " not in text


def ends_paragraph(text: str) -> bool:
    """Tell whether a line may be an abstract's last one."""
    return text[-1] in _ENDS or "://" in text.rsplit(None, 1)[-1]


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
