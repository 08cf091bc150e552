"""Names and titles folded to the ASCII words of which citation keys are made."""

import re
import unicodedata

from paperreader.citing.text import one_line, word_set
from paperreader.latex import readable

_LONGEST_WORD = 30
_READ_OF_A_TITLE = 2_000

_PASSED_OVER = word_set(
    "a about across after against all along also am among an and any are as at be been"
    " before being between beyond but by can could did do does during each for from had"
    " has have how if in into is it its may might must nor not of on onto or our over"
    " shall should since so some than that the their them then there these they this those"
    " through to toward towards under until upon using versus via vs was we were what when"
    " where whether which while who whose why will with within without would you your"
)
"""Words with which a title begins but by which nobody remembers it."""

# Letters that Unicode does not take apart into a base letter and marks.
_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ŋ": "ng",
        "þ": "th",
        "ŧ": "t",
        "ə": "e",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
        "ß": "ss",
    }
)
_not_key = re.compile(r"[^a-z0-9]+")
_word = re.compile(r"[^\s\-‐‑–—/:;,.!?()\[\]{}<>|\"“”«»&+=_~*]+(?:['’][^\W_]+)*")
_single_letter = re.compile(r"(?<![^\W_])([^\W_])[-‐‑](?=[^\W_])")
_braces = re.compile(r"[{}]")
_latex = re.compile(r"[\\{}$]")


def ascii_key(text: str) -> str:
    """Fold text to what a key may hold: accents off, lower case, ASCII letters and digits."""
    text = text.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS)).lower()
    return _not_key.sub("", text)


def title_words(title: str, most: int) -> list[str]:
    """Return the first words of a title that say something, folded for a key.

    Words of a compound count one by one, but a first part of one letter or digit
    stays with the next (``xray``); a title made of nothing but passed-over words or
    numbers gives those.
    """
    text = _single_letter.sub(r"\1", plain_words(title[:_READ_OF_A_TITLE]))
    telling: list[str] = []
    others: list[str] = []
    for match in _word.finditer(text):
        word = ascii_key(match.group())[:_LONGEST_WORD]
        if not word:
            continue
        if word in _PASSED_OVER or word.isdigit():
            others.append(word)
        else:
            telling.append(word)
            if len(telling) == most:
                break
    return telling or others[:most]


def plain_words(text: str) -> str:
    if _latex.search(text):
        text = _braces.sub("", readable(text))
    return one_line(text)
