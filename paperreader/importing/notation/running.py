"""Cards that a tool wrote on one line each, or all on one: made into lines again.

Extractors that keep only the text of an article put "Submitted by … 24 Title ·
5 authors 2" on one line. Only where all of these stand in this order is a line
taken apart; where a title ends and an abstract begins could not be told.
"""

import re

_CARD = re.compile(
    r"(?P<submitter>Submitted by\s+[\w.-]{1,60})\s+(?P<upvotes>\d{1,6}|-)\s+"
    r"(?P<title>\S.{3,400}?)\s*(?P<meta>[·•]\s*(?:\d{1,5}) authors?\b)"
    r"(?:\s+(?P<stars>\d[\d.,]{0,6}k?)(?=\s+\d{1,5}(?:\s|$)(?!\s*[A-Z]))|)"
    r"(?:\s+(?P<comments>\d{1,5})(?=\s|$))?"
)
_WIDE_GAP = re.compile(r"\s{2,}")
_DAY_TEXT = (
    r"(?P<day>\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
    r"\s+\d{1,2}(?:, \d{4})?)"
)
_DAY = re.compile(rf"(?P<before>.*?)\s*{_DAY_TEXT}\s*", re.IGNORECASE | re.DOTALL)
_MAX_HEAD = 2_000
_MIN_HEAD = 60
_BANNER = re.compile(
    r"get trending papers in your email inbox(?: once a day)?!"
    r"|by ?ak and the research community",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"(?P<head>.*subscribe.*?daily papers.*?)\s*{_DAY_TEXT}"
    r"(?:\s+(?P<upvotes>\d{1,6}|-))?\s*",
    re.IGNORECASE,
)


def parted(lines: list[str]) -> tuple[list[str], tuple[int, ...]]:
    """Part lines that hold whole cards.

    Returns the lines, and for each the number of its line in the source; the
    numbers are empty where no line was parted.
    """
    if not any(_may_run(line) for line in lines):
        return lines, ()
    out: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, 1):
        pieces = _pieces(line) if _may_run(line) else [line]
        out += pieces
        numbers += [number] * len(pieces)
    if len(out) == len(lines):
        return lines, ()
    return out, tuple(numbers)


def _may_run(line: str) -> bool:
    return ("ubmitted by" in line and "author" in line) or (
        _MIN_HEAD <= len(line) <= _MAX_HEAD and "ubscribe" in line
    )


def _pieces(line: str) -> list[str]:
    if head := _HEAD.fullmatch(line):
        return [
            *_banners(head["head"]),
            head["day"],
            *([head["upvotes"]] if head["upvotes"] else []),
        ]
    pieces: list[str] = []
    position = 0
    for card in _CARD.finditer(line):
        pieces += _leading(line[position : card.start()])
        pieces += [card["submitter"], card["upvotes"], ""]
        # An organisation stands between title and authors, two spaces from both.
        pieces += [*_WIDE_GAP.split(card["title"], maxsplit=1), card["meta"]]
        pieces += [shown for shown in (card["stars"], card["comments"]) if shown]
        pieces.append("")
        position = card.end()
    if not pieces:
        return [line]
    rest = line[position:]
    return [*pieces, rest] if rest.strip() else pieces


def _banners(text: str) -> list[str]:
    """Return the head of a page with the site's sentences on lines of their own."""
    pieces: list[str] = []
    position = 0
    for banner in _BANNER.finditer(text):
        pieces += [text[position : banner.start()], banner[0]]
        position = banner.end()
    return [*pieces, text[position:]]


def _leading(text: str) -> list[str]:
    """Return what stands before a card: the page's day on a line of its own."""
    if not text.strip():
        return []
    day = _DAY.fullmatch(text) if len(text) <= _MAX_HEAD else None
    return [text] if day is None else [day["before"], day["day"]]
