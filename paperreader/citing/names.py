"""A person's name as a source prints it, taken apart as bibliographies need it.

Sources print ``Ashish Vaswani``, ``Webster, Robert J., III``, ``Luc Van Gool`` or
``Gemma Team``. Styles need to know which part is the family name, which words
are particles, and what is no person at all and must never be split.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from paperreader.citing.text import one_line, word_set


class Name(NamedTuple):
    """The parts of a name; a `literal` one (organisation, single word) is all `family`."""

    given: str
    particle: str
    family: str
    suffix: str = ""
    literal: bool = False

    @property
    def surname(self) -> str:
        """Particle and family name, as in ``van der Maaten``."""
        return f"{self.particle} {self.family}" if self.particle else self.family

    @property
    def natural(self) -> str:
        """The name in reading order, as in ``Robert J. Webster III``."""
        return " ".join(filter(None, (self.given, self.particle, self.family, self.suffix)))


class Authors(NamedTuple):
    """The authors of an entry as far as its source names them."""

    names: tuple[str, ...]
    """Cleaned, in order, none of them blank."""
    incomplete: bool
    """Whether the source says that there are more than it names."""


_MORE = frozenset(("others", "and others", "et al", "et al.", "and et al.", "and al."))

_PARTICLES = word_set(
    "af al av bin bint d' da dal dalla das de degli dei del della delle dello den der des"
    " di do dos du e el i ibn in 't het la las le les lo los op 's st st. te ten ter tot"
    " und van vande vanden vander vom von vor y zu zum zur"
)
_JOINERS = frozenset(("e", "y", "i", "und"))
"""Particles that tie the word before them to the family name: ``Ortega y Gasset``."""

CAPITAL_PARTICLES = word_set(
    "Al Ben Da Dal Dalla De Degli Dei Del Della Delle Dello Den Der Di Dos Du El La Le Lo"
    " Mac St St. Ten Ter Van Vanden Vander Von"
)
"""Written with a capital they are part of the family name: De Vries, Van Gool, El Yacoubi."""

# In a Vietnamese name Van, Le, Do or Du is a middle name or a family name of its own.
_VIETNAMESE = word_set(
    "anh bui cao chau dang dao dinh do doan duc duong ha hoang hong huu huynh khanh kieu lam"
    " le linh luong luu ly mai manh minh ngo ngoc nguyen nhung phan pham phung quang quoc"
    " ta thai thanh thi thuy tien to ton tran trinh truong tu tuan vo vu vuong"
)

_SUFFIX = re.compile(
    r"(?:jr|sr)\.?|i{2,3}|iv|vi{1,3}|[2-4](?:nd|rd|th)|ph\.?d\.?|m\.?d\.?", re.I
)
_SUFFIX_ALONE = re.compile(r"(?:[JS]r\.?|II|III|IV)")
_KINSHIP = frozenset(("junior", "júnior", "filho", "neto", "sobrinho"))
"""Brazilian and Portuguese additions that belong to the family name before them."""

_ORGANISATION = word_set(
    "agency alliance association center centre collaboration collective college committee"
    " community company consortium corporation council department foundation gmbh group"
    " hospital inc inc. initiative institute institution lab laboratories laboratory labs"
    " llc ltd ltd. network organisation organization partnership project society team"
    " teams trust university"
)
_ORGANISATION_LAST = word_set(
    "AI Intelligence Research Robotics Systems Technologies Technology DeepMind Brain"
)

_INITIAL = re.compile(r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*")
_WORDS = re.compile(r"(?:[^\s{}]|\{[^{}]*\})+")
_TIE = re.compile(r"(?<!\\)~")
_SPACED_ACCENT = re.compile(r"\\([cdbHkruvt]) ([^\W\d_])")
_STRAY_BACKSLASH = re.compile(r"\\(?=[^\x00-\x7f]|\s|$)")
_SIMPLE = re.compile(r"[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*)+")
_ODD_WORDS = (
    CAPITAL_PARTICLES
    | _ORGANISATION_LAST
    | {word.capitalize() for word in _ORGANISATION | _KINSHIP}
    | {word.upper() for word in _ORGANISATION | _KINSHIP}
    | {"Jr", "Jr.", "JR", "JR.", "Sr", "Sr.", "SR", "SR.", "II", "III", "IV", "And", "AND"}
)


def is_simple(name: str) -> bool:
    """Whether the name is plain ``First Middle Last`` that every reader takes apart alike."""
    return (
        _SIMPLE.fullmatch(name) is not None
        and _ODD_WORDS.isdisjoint(name.split(" "))
        and not name.endswith("-AI")
    )


def clean(name: str) -> str:
    """Return the name without what a page's mark-up left in it; may be empty.

    White space is collapsed, TeX ties become spaces, an ``and`` at either end
    and a comma at the end go, as do line breaks and backslashes that command nothing.
    """
    if _SIMPLE.fullmatch(name):
        return name
    name = one_line(name)
    if "~" in name:
        name = _TIE.sub(" ", name)
    if "\\" in name:
        name = _SPACED_ACCENT.sub(r"\\\1{\2}", name.replace("\\\\", " "))
        name = _STRAY_BACKSLASH.sub("", name)
    words = name.split()
    while words and words[0] == "and" and len(words) > 1:
        del words[0]
    while words and words[-1] == "and" and len(words) > 1:
        del words[-1]
    return " ".join(words).strip(" ,;")


def authors(names: Iterable[str], count: int | None) -> Authors:
    """Return the cleaned names and whether more are known to exist.

    A last name such as ``et al.`` is no name; it and a `count` above the number
    of names say that the list is incomplete.
    """
    kept: list[str] = []
    more = False
    for raw in names:
        name = clean(raw)
        if name.casefold() in _MORE:
            more = True
        elif name:
            kept.append(name)
    return Authors(tuple(kept), bool(kept) and (more or (count or 0) > len(kept)))


@lru_cache(maxsize=8192)
def parse(name: str) -> Name:
    """Take a name apart; never raises, and no word of the name is lost.

    Reads ``First von Last``, ``von Last, First``, ``von Last, Jr., First`` and
    ``Last, First, Jr.``; one word, or words that name an organisation, are literal.
    """
    words = split_words(name)
    if len(words) < 2 or _is_organisation(words) or _hides_an_and(words):
        return Name("", "", name, literal=True)
    if "," in name:
        return _with_commas(name)
    return _in_reading_order(words)


def split_words(name: str) -> list[str]:
    """Split at white space outside braces; a name with broken braces at any white space."""
    if "{" not in name:
        return name.split()
    words = _WORDS.findall(name)
    return words if "".join(words) == "".join(name.split()) else name.split()


def _is_organisation(words: list[str]) -> bool:
    if any(word.strip(",").casefold() in _ORGANISATION for word in words):
        return True
    return words[-1] in _ORGANISATION_LAST or words[-1].endswith("-AI")


def _hides_an_and(words: list[str]) -> bool:
    return any(word.casefold() == "and" for word in words)


def _with_commas(name: str) -> Name:
    parts = [part.strip() for part in name.split(",")]
    if not all(parts) or len(parts) > 3 or ("{" in name and _comma_in_braces(name)):
        return Name("", "", name, literal=True)
    suffix = ""
    if len(parts) == 3:
        if _SUFFIX.fullmatch(parts[1]):
            suffix = parts.pop(1)
        elif _SUFFIX.fullmatch(parts[2]):
            suffix = parts.pop(2)
        else:
            return Name("", "", name, literal=True)
    elif _SUFFIX.fullmatch(parts[1]):
        words = split_words(parts[0])
        if len(words) < 2:
            return Name("", "", name, literal=True)
        return _in_reading_order(words)._replace(suffix=parts[1])
    last, given = parts
    words = split_words(last)
    start = 0
    while start < len(words) - 1 and words[start] in _PARTICLES:
        start += 1
    return Name(given, " ".join(words[:start]), " ".join(words[start:]), suffix)


def _comma_in_braces(name: str) -> bool:
    depth = 0
    for char in name:
        depth += (char == "{") - (char == "}")
        if char == "," and depth > 0:
            return True
    return False


def _in_reading_order(words: list[str]) -> Name:
    suffix = ""
    if len(words) > 2 and _SUFFIX_ALONE.fullmatch(words[-1]):
        words, suffix = words[:-1], words[-1]
    start = 0 if words[0] in _PARTICLES else _family_start(words)
    end = start
    if words[start] in _JOINERS:
        start = end = max(1, start - 1)
    else:
        while end < len(words) - 1 and words[end] in _PARTICLES:
            end += 1
    return Name(
        " ".join(words[:start]), " ".join(words[start:end]), " ".join(words[end:]), suffix
    )


def _family_start(words: list[str]) -> int:
    """Where the family name begins, its particles included."""
    last = len(words) - 1
    # An initial after a particle shows that it belongs to the given names, as in
    # Maria de Lourdes M. Silva.
    initials = [
        at for at in range(last) if _INITIAL.fullmatch(words[at]) and words[at] not in _JOINERS
    ]
    for at in range(1 + max(initials, default=0), last):
        word = words[at]
        if word in _PARTICLES:
            return at
        if word in CAPITAL_PARTICLES and not _is_vietnamese(words, at):
            return at
    return last - 1 if last > 1 and words[last].casefold() in _KINSHIP else last


def _is_vietnamese(words: list[str], particle: int) -> bool:
    others = words[:particle] + words[particle + 1 :]
    return any(_base_letters(word) in _VIETNAMESE for word in others)


def _base_letters(word: str) -> str:
    folded = word.casefold().replace("đ", "d")
    if folded.isascii():
        return folded
    return "".join(
        c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c)
    )
