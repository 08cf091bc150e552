"""Citation keys as researchers write them: ``vaswani2017attention``."""

import re
import unicodedata
from collections.abc import Container, Iterable
from itertools import count

from paperreader.citing.facts import year
from paperreader.citing.names import authors, parse
from paperreader.citing.text import one_line, word_set
from paperreader.entry import Entry
from paperreader.latex import readable

_LONGEST_NAME, _LONGEST_WORD = 40, 30
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


def propose_keys(entries: Iterable[Entry], taken: Iterable[str]) -> dict[str, str]:
    """Return, by id, a key for each entry that has none; each differs from all others."""
    known = set(taken)
    proposed: dict[str, str] = {}
    for entry in entries:
        if entry.citation_key is None:
            key = proposed[entry.id] = propose_key(entry, known)
            known.add(key)
    return proposed


def propose_key(entry: Entry, taken: Container[str]) -> str:
    """Return a citation key for the entry that is not in `taken`; only ``a-z`` and ``0-9``.

    Surname of the first author (particles with it), year, first word of the title
    that says something. Without names the organisation stands in for the surname,
    without either up to three words of the title stand before the year. Accents are
    taken off; scripts that leave nothing in ASCII fall back to the title, and
    that to ``paper``. Where the key is taken, ``a``, ``b`` … ``z``, ``aa`` … follow.
    """
    when = year(entry) or _year_of(entry.featured)
    name = _first_name(entry)
    if name:
        base = name[:_LONGEST_NAME] + when + "".join(title_words(entry.title, 1))
    else:
        base = ("".join(title_words(entry.title, 3)) or "paper") + when
    if base not in taken:
        return base
    return next(key for n in count(1) if (key := base + _letters(n)) not in taken)


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
    text = _single_letter.sub(r"\1", _readable(title[:_READ_OF_A_TITLE]))
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


def _first_name(entry: Entry) -> str:
    for name in authors(entry.authors[:3], None).names[:1]:
        parsed = parse(_readable(name))
        if parsed.literal:
            folded = ascii_key(parsed.family)
            return folded.removeprefix("the") or folded
        return ascii_key(parsed.surname) or ascii_key(parsed.given)
    return ascii_key(_readable(entry.organization or ""))


def _readable(text: str) -> str:
    if _latex.search(text):
        text = _braces.sub("", readable(text))
    return one_line(text)


def _year_of(day: str | None) -> str:
    return day[:4] if day and re.match(r"[0-9]{4}-", day) else ""


def _letters(n: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    letters = ""
    while n:
        n, place = divmod(n - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters
