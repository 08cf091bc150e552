"""A text as numbered lines, each with the form that it has by itself.

A form is only what a line looks like. What it is (the date of a paper, or a
title that looks like a date) is decided by its neighbours, in `meta` and
`cards`.
"""

import re
from enum import Enum

from msgspec import Struct

from paperreader.importing.furniture import is_banner, is_furniture

_EDGES = "".join(chr(c) for c in range(0x3001) if chr(c).isspace()) + "\u200b\u2060\ufeff"
"""White space of every kind, and the invisible characters that pages leave at line ends."""

_MAX_FORM = 120
"""No line that is longer has a form of its own: it is text."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BULLET = "•*‣◦●▪∙⋅·+–-"
_META = re.compile(
    rf"(?P<bullet>[{_BULLET}])?\s*"
    r"(?:(?P<authors>\d{1,3}(?:,\d{3})+|\d{1,5})\s+authors?\b)?\s*"
    r"(?P<interpunct>[·•∙⋅‧])?\s*"
    r"(?:(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s+(?P<tail>\d.*))?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?P<day>\d{1,8})(?:\s*,\s*(?P<year>(?:19|20|21)\d\d))?"
    r"(?:\s*[·|]?\s*[\[(]?(?P<comments>\d{1,7}|[-–—])[\])]?)?"
)
_COUNT = re.compile(r"\d{1,7}|\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d)?k|[-–—]")
_ITEM = re.compile(rf"[{_BULLET}]\s+\S")
_META_STARTS = frozenset(_BULLET + "‧0123456789JFMASONDjfmasond")
_COUNT_STARTS = frozenset("0123456789-–—")
_BULLETS = frozenset(_BULLET)


class Form(Enum):
    """What a line looks like, its neighbours unseen."""

    TEXT = "text"
    META = "meta"
    """Authors, interpunct, date, or several of them on one line."""
    BULLET = "bullet"
    """An item: an organisation, or a list's item in an abstract."""
    COUNT = "count"
    FURNITURE = "furniture"
    BANNER = "banner"


class DateText(Struct, frozen=True, gc=False):
    """A day as a page writes it; the year is None where it leaves it out."""

    text: str
    month: int
    day: int | None
    """None where day and comments are glued so that two readings are possible."""
    year: int | None = None


class MetaText(Struct, frozen=True, gc=False):
    """What one meta line says."""

    bulleted: bool = False
    authors: int | None = None
    interpunct: bool = False
    date: DateText | None = None
    comments: int | None = None


class Line(Struct, frozen=True, gc=False):
    """A line that shows something."""

    number: int
    """From 1."""
    text: str
    """Without white space at its ends."""
    indent: int
    gap: bool
    """Whether a blank line stands before it, or nothing does."""
    form: Form
    meta: MetaText | None = None


def numbered(text: str) -> list[Line]:
    """Return the lines that show something, in order."""
    lines: list[Line] = []
    gap = True
    for number, raw in enumerate(text.split("\n"), 1):
        stripped = raw.strip(_EDGES)
        if not stripped:
            gap = True
            continue
        if len(stripped) > _MAX_FORM:
            form, meta = Form.TEXT, None
        else:
            form, meta = _form(stripped)
        indent = 0 if stripped[0] == raw[0] else len(raw) - len(raw.lstrip(_EDGES))
        lines.append(Line(number, stripped, indent, gap, form, meta))
        gap = False
    return lines


def count(text: str) -> int:
    """Return the number that a count line shows; a dash stands for none."""
    if text in "-–—":
        return 0
    if text[-1] in "kK":
        return round(float(text[:-1]) * 1000)
    return int(text.replace(",", ""))


def item(text: str) -> str:
    """Return what stands after a bullet."""
    return text[1:].strip()


def _form(text: str) -> tuple[Form, MetaText | None]:
    start = text[0]
    if start in _COUNT_STARTS and _COUNT.fullmatch(text):
        return Form.COUNT, None
    if start in _META_STARTS and (meta := _meta(text)) is not None:
        return Form.META, meta
    if is_banner(text):
        return Form.BANNER, None
    if is_furniture(text):
        return Form.FURNITURE, None
    if start in _BULLETS and _ITEM.match(text):
        return Form.BULLET, None
    return Form.TEXT, None


def _meta(text: str) -> MetaText | None:
    match = _META.fullmatch(text)
    if match is None:
        return None
    bullet, authors, interpunct = match["bullet"], match["authors"], match["interpunct"]
    if match["tail"] is None:
        date, comments = None, None
    elif (tail := _TAIL.fullmatch(match["tail"])) is None:
        return None
    else:
        date, comments = _date(match["month"], tail)
    if authors is None and interpunct is None and bullet not in ("·", "•", "∙", "⋅"):
        # "- Oct 6" is an item of a list, "-" a count.
        if bullet is not None or date is None:
            return None
    elif authors is None and interpunct is None:
        interpunct, bullet = bullet, None
    return MetaText(
        bulleted=bullet is not None,
        authors=int(authors.replace(",", "")) if authors else None,
        interpunct=interpunct is not None,
        date=date,
        comments=comments,
    )


def _date(month: str, tail: re.Match[str]) -> tuple[DateText, int | None]:
    """Return the date and the comments, taken apart where they are glued."""
    number = _MONTHS.index(month[:3].lower()) + 1
    digits, year, comments = tail["day"], tail["year"], tail["comments"]
    shown = f"{month} {digits}" + (f", {year}" if year else "")
    noted = None if comments is None else count(comments)
    if 1 <= int(digits) <= 31 and len(digits) <= 2:
        return DateText(shown, number, int(digits), int(year) if year else None), noted
    if year is not None or comments is not None:
        return DateText(shown, number, None, int(year) if year else None), noted
    # "Sep 99" can only be Sep 9 with 9 comments; "Sep 123" can be two things.
    splits = [
        (int(digits[:cut]), int(digits[cut:]))
        for cut in (1, 2)
        if 1 <= int(digits[:cut]) <= _LENGTHS[number - 1]
        and digits[cut : cut + 1] not in ("", "0")
    ]
    if len(splits) != 1:
        return DateText(shown, number, None), None
    day, glued = splits[0]
    return DateText(f"{month} {day}", number, day), glued


_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
