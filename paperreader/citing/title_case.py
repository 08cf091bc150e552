"""Titles in sentence case and in headline case, with names and acronyms left alone."""

import re

from paperreader.citing.proper_nouns import PROPER_NOUNS
from paperreader.citing.text import word_set

_word = re.compile(r"[^\W_]+(?:[.'’+*][^\W_]+|[+*]+)*")
_ordinary = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+")
_begins_anew = re.compile(r"(?:[:?!.—]|^–|\s[–-])\s*[“‘\"'(\[]*$")

_MINOR = word_set(
    "a an the and but or nor for yet so as at by from in into of off on onto over per than to"
    " up via vs with upon under through between without within is are be am was were it its"
    " their your our do does not can how why what when where who"
)
_UNCAPITALISED = word_set(
    "a an the and but or nor for yet so as at by from in into of off on onto over per than to"
    " up via vs with upon under through between without within"
)
"""Articles, conjunctions and prepositions: no style capitalises them within a headline."""
_CONTRACTIONS = word_set(
    "Let Don Doesn Isn Aren Can Won What It There That Who How Where Here You We They I"
)


def sentence_case(title: str) -> str:
    """Return a readable title with small letters where names and acronyms do not forbid it.

    The first word and the one after a colon keep their capital. Kept too are words with
    a capital, a digit or a sign inside (BERT, GPT-4, iPhone), single letters but A,
    possessives (Moore's), known proper nouns, and, where most words of the title
    are small already, every capital: there each marks a name.
    """
    words = list(_word.finditer(title))
    if _is_sentence(words):
        return title
    pieces: list[str] = []
    at = 0
    for number, match in enumerate(words):
        before = title[at : match.start()]
        pieces.append(before)
        at = match.end()
        # A mark between words begins anew only where a space follows it.
        anew = number == 0 or (
            before[-1:] not in "-"
            and _begins_anew.search(before) is not None
            and any(char.isspace() for char in before)
        )
        pieces.append(match.group() if anew else _lowered(match.group(), title, match))
    return "".join((*pieces, title[at:]))


def headline_case(title: str) -> str:
    """Return a readable title with the first letters of its main words as capitals.

    Only small letters are raised, so that no name or acronym is touched; words
    with a capital, a digit or a sign inside stay as they are.
    """
    words = list(_word.finditer(title))
    pieces: list[str] = []
    at = 0
    for number, match in enumerate(words):
        before = title[at : match.start()]
        pieces.append(before)
        at = match.end()
        word = match.group()
        first_or_last = number in (0, len(words) - 1) or _begins_anew.search(before)
        compound = before == "-"
        low = word.isalpha() and word.islower() and word.isascii()
        raised = low and not compound and (first_or_last or word not in _UNCAPITALISED)
        # t-SNE, n-gram, x of a formula: a lone letter is a symbol, but for the article.
        if raised and len(word) == 1 and word != "a":
            raised = False
        pieces.append(word[0].upper() + word[1:] if raised else word)
    return "".join((*pieces, title[at:]))


def _is_sentence(words: list[re.Match[str]]) -> bool:
    """Whether most of the words that a headline would capitalise are small."""
    telling = [w.group() for w in words[1:] if w.group().lower() not in _MINOR]
    telling = [word for word in telling if _ordinary.fullmatch(word) or word.islower()]
    capitals = sum(not word.islower() for word in telling)
    return bool(telling) and capitals * 2 < len(telling)


def _lowered(word: str, title: str, match: re.Match[str]) -> str:
    if word == "A":
        around = title[match.start() - 1 : match.start()] + title[match.end() : match.end() + 1]
        return "a" if not any(char in "&/-+*(){}^_" for char in around) else word
    base, apostrophe, _end = word.partition("'" if "'" in word else "’")
    if not _ordinary.fullmatch(base) or base in PROPER_NOUNS:
        return word
    if apostrophe and base not in _CONTRACTIONS:
        return word
    return word[0].lower() + word[1:]
