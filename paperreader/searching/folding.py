"""Text as it is compared: without case, accents and punctuation.

Titles, names and queries all go through here, so that ``Gödel's`` is found by
``godel`` and ``self-attention`` by ``self attention``.
"""

import re
import unicodedata

_MARKS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]"
)

# Letters that Unicode does not take apart, though readers type them so.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŀ": "l"}
    | {"æ": "ae", "œ": "oe", "þ": "th", "ĸ": "k", "ŋ": "n", "ſ": "s", "ȷ": "j"}
)

# Scripts written without spaces: each sign is a word, else only the first
# signs of a sentence could be found.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

_ASCII_WORD = re.compile("[a-z0-9]+")
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def fold(text: str) -> str:
    """Return the text in lower case and without accents; punctuation stays."""
    if text.isascii():
        return text.lower()
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    # Folding case can bring marks back (İ), and letters to take apart.
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_LETTERS)


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    folded = fold(text)
    return pattern_of_words(folded).findall(folded)


def pattern_of_words(folded: str) -> re.Pattern[str]:
    """Return what finds the words of a folded text, one after another."""
    return _ASCII_WORD if folded.isascii() else _WORD


def forms(text: str) -> tuple[str, ...]:
    """Return the text as it is stored and, where LaTeX makes it differ, as it reads."""
    if not has_debris(text):
        return (text,)
    from paperreader.latex import readable  # noqa: PLC0415 - most texts never need it

    shown = readable(text)
    return (text,) if shown == text else (text, shown)


def has_debris(text: str) -> bool:
    """Tell whether the text may read differently from how it is stored."""
    return "\\" in text or "$" in text or "{" in text
