"""Does a text look like a title, or like sentences?

Measured on the titles and abstracts of 116,000 papers: no title is longer than
226 characters and none ends with a full stop; 96 % of the abstracts end with
one, nearly all the others with a URL, and 999 of 1,000 are longer than 340
characters. A title may ask a question, hold a full stop inside ("vs.", "(Q1).")
or begin with a small letter ("k-NN as a Simple Estimator").

These tests serve only where position does not tell. The first line after a
paper's meta lines is a title, whatever it looks like.
"""

import re
from itertools import pairwise

MAX_TITLE = 400
LONGEST_TITLE_SEEN = 226
SHORT_ABSTRACT = 140
"""Shorter texts are not taken as the abstract of an entry without meta lines."""

_CLOSERS = "\"'”’»)]}*`"
_STOP_INSIDE = re.compile(r"(?:(?<=[^\W_A-Z])|(?<=[)\]$%]))\.\s+[^\sa-z(]|。")
_HARMLESS_STOP = re.compile(
    r"\b(?:vs|cf|al|etc|approx|resp|no|fig|dr|st|u\.s|v\.s|e\.g|i\.e)\. ", re.I
)
_LISTED = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[a-zA-Z]\)|[ivx]{1,4}[.)]|[•*‣◦●▪·+–-])\s")
_SENTENCE_START = re.compile(
    r"(?:[Ww]e|[Oo]ur|[Ii]n this|[Tt]his(?: paper| work| article| study)?|[Hh]ere,?) [a-z]"
    r"|(?i:keywords|index terms|project (?:page|website)|(?:the |our |source )*(?:code|data)"
    r"(?: (?:and|&) \w+)?)\s*(?::|(?:is|are|can|will|at)\b)"
)
_HEADINGS = """
    abstract acknowledgements acknowledgments aim aims analysis approach approaches availability
    background benchmark code conclusion conclusions context contribution contributions data
    dataset datasets design discussion evaluation experiment experimental experiments finding
    findings funding impact implementation implications index insight insights interpretation
    introduction keywords limitation limitations materials method methodology methods motivation
    note notes objective objectives outlook overview page problem project purpose question
    questions reference references research result results setting settings setup significance
    statement study summary terms tl;dr tldr work
    and further future key main material of our the &
"""
_HEADING_WORDS = frozenset(_HEADINGS.split())
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_prose(text: str) -> bool:
    """Tell whether the text is longer than a title or is made of sentences."""
    if len(text) > LONGEST_TITLE_SEEN:
        return True
    bare = text.rstrip(_CLOSERS)
    if bare.endswith("。"):
        return True
    if bare.endswith(".") and text.count(" ") >= 3:
        return True
    return len(text) >= 120 and has_sentence_break(text)


def has_sentence_break(text: str) -> bool:
    """Tell whether a sentence ends inside the text; looks at its first 2,000 characters."""
    head = _HARMLESS_STOP.sub("", text[:2000])
    return _STOP_INSIDE.search(head) is not None


def is_title_like(text: str) -> bool:
    """Tell whether a line that might be a title has nothing that speaks against it."""
    if not 2 <= len(text) <= LONGEST_TITLE_SEEN or text[-1] in ".:;,。：；，":
        return False
    if is_prose(text) or "://" in text or "www." in text:
        return False
    if is_listed(text) or _SENTENCE_START.match(text):
        return False
    if is_heading(text) or not any(char.isalpha() for char in text):
        return False
    if has_sentence_break(text):
        return False
    first = text.split(None, 1)[0]
    if first[0].islower() and first.isalpha() and first.islower():
        return False
    # A plain word could as well be the heading of a paragraph; of 1,000 titles
    # not even one is so short.
    return " " in text or _is_coined(text)


def is_heading(text: str) -> bool:
    """Tell whether the text names a part of a structured abstract, such as "Methods"."""
    words = text[:100].casefold().split()
    return len(words) <= 5 and all(word.strip(":.") in _HEADING_WORDS for word in words)


def is_listed(text: str) -> bool:
    """Tell whether the text begins like an item of a list."""
    return _LISTED.match(text) is not None


def _is_coined(text: str) -> bool:
    """Tell whether a word names a system ("DINOv3"), or is not in Latin."""
    if _WIDE.search(text):
        return True
    return any(
        char.isdigit() or char in "-:?!$" or (char.isupper() and before.isalnum())
        for before, char in pairwise(text)
    )


def ends_thought(text: str) -> bool:
    """Tell whether a paragraph may be an abstract's last: nothing more is announced."""
    return text[-1] not in ":,;–—-("
