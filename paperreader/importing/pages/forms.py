"""What a line of a page looks like by itself: meta line, count, bullet, furniture or text.

A form is only looks. What a line is (the date of a paper, or a title that looks
like a date) is decided by its neighbours, in `meta` and `cards`.
"""

import re
from enum import Enum

import msgspec
from msgspec import Struct

from paperreader.importing.furniture import is_banner, is_furniture

_MAX_FORM = 120
"""No line that is longer has a form of its own: it is text."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BULLETS = "•*‣◦●▪∙⋅·+–-"
"""What stands before an item of a list."""
_META = re.compile(
    rf"(?P<bullet>[{BULLETS}])?\s*(?P<leading>[·•∙⋅‧])?\s*"
    r"(?:(?P<authors>\d{1,3}(?:,\d{3})+|\d{1,5})\s+authors?\b(?:\s+(?P<noted>\d{1,5})$)?)?\s*"
    r"(?P<interpunct>[·•∙⋅‧])?\s*(?P<published>published on\s+)?"
    r"(?:(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s*(?P<tail>\d.*))?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?P<day>\d{1,8})(?:\s*,\s*(?P<year>(?:19|20|21)\d\d))?"
    r"(?:\s*[·|]?\s*[\[(]?(?P<comments>\d{1,7}|[-–—])[\])]?)?"
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d{1,2})?k|\d{1,7})"
_COUNT = re.compile(rf"{_NUMBER}|[-–—]", re.IGNORECASE)
_ITEM = re.compile(rf"[{BULLETS}]\s+\S")
_META_STARTS = frozenset(BULLETS + "‧0123456789JFMASONDPjfmasondp")
_OF_ORGANISATION = re.compile(
    r"(?P<organization>\S.{0,98}?)\s*[·•∙⋅‧]\s*(?P<rest>(?:published on\s|\d{1,5} authors?\b"
    rf"|(?:{'|'.join(_MONTHS)})[a-z]*\.?\s+\d).*)",
    re.IGNORECASE,
)
_SUBMITTER = re.compile(
    r"(?:#\d+ paper of the (?:day|week|month)[\s·]*)?[·•]?\s*(?:paper )?submitted by:?"
    r"(?:\s*@?(?P<name>[\w.-]{1,60}))?",
    re.IGNORECASE,
)
_REPOSITORY = re.compile(
    rf"github(?:\s*[·:★⭐]?\s*(?P<stars>{_NUMBER}))?(?:\s+auto)?", re.IGNORECASE
)
_UPVOTES = re.compile(
    rf"(?:upvotes?|[▲👍⬆]+)(?:\s*[·:]?\s*(?P<count>{_NUMBER}|[-–—]))?", re.IGNORECASE
)
_MONTH = re.compile(
    "|".join(_MONTHS) + "|(?:january|february|march|april|june|july|august|sept|september"
    r"|october|november|december)\.?",
    re.IGNORECASE,
)
_COUNT_STARTS = frozenset("0123456789-–—")


class Form(Enum):
    """What a line looks like, its neighbours unseen."""

    TEXT = "text"
    META = "meta"
    """Authors, interpunct, date, or several of them on one line."""
    BULLET = "bullet"
    """An item: an organisation, or a list's item in an abstract."""
    COUNT = "count"
    SUBMITTER = "submitter"
    """Who submitted the paper that follows."""
    REPOSITORY = "repository"
    """The code's repository, perhaps with its stars."""
    UPVOTES = "upvotes"
    """A label, perhaps with the number of upvotes."""
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
    organization: str | None = None
    published: bool = False
    """Whether it says that the date is that of publication."""


def form_of(text: str) -> tuple[Form, MetaText | None]:
    """Return the form of a line, and what it says if it is a meta line."""
    if len(text) > _MAX_FORM:
        return Form.TEXT, None
    start = text[0]
    if start in _COUNT_STARTS and _COUNT.fullmatch(text):
        return Form.COUNT, None
    if start in _META_STARTS and (meta := _meta(text)) is not None:
        return Form.META, meta
    if is_banner(text):
        return Form.BANNER, None
    if start in "sS#·•pP" and _SUBMITTER.fullmatch(text):
        return Form.SUBMITTER, None
    if start in "gG" and len(text) > 6 and _REPOSITORY.fullmatch(text):
        return Form.REPOSITORY, None
    if _UPVOTES.fullmatch(text):
        return Form.UPVOTES, None
    if ("·" in text or "•" in text) and (match := _OF_ORGANISATION.fullmatch(text)):
        rest = _meta("· " + match["rest"])
        if rest is not None:
            return Form.META, msgspec.structs.replace(rest, organization=match["organization"])
    if is_furniture(text):
        return Form.FURNITURE, None
    if start in BULLETS and _ITEM.match(text):
        return Form.BULLET, None
    return Form.TEXT, None


def submitter_in(text: str) -> str | None:
    """Return the name on a submitter's line; None where it has been lost."""
    match = _SUBMITTER.fullmatch(text)
    return match["name"] if match else None


def labelled_number(text: str) -> int | None:
    """Return the number that a label names: stars or upvotes; None where it has none."""
    match = _REPOSITORY.fullmatch(text) or _UPVOTES.fullmatch(text)
    shown = match[1] if match else None
    return count(shown) if shown else None


def is_month(text: str) -> bool:
    """Tell whether a line holds nothing but a month's name."""
    return _MONTH.fullmatch(text) is not None


def count(text: str) -> int:
    """Return the number that a count line shows; a dash stands for none."""
    if text in "-–—":
        return 0
    text = text.replace(",", "")
    if text[-1] in "kK":
        return round(float(text[:-1]) * 1000)
    return int(float(text))


def item(text: str) -> str:
    """Return what stands after a bullet."""
    return text[1:].strip()


def _meta(text: str) -> MetaText | None:
    match = _META.fullmatch(text)
    if match is None:
        return None
    bullet, authors, interpunct = match["bullet"], match["authors"], match["interpunct"]
    interpunct = interpunct or match["leading"]
    if authors is not None and bullet == "·":
        interpunct = interpunct or bullet
    published = match["published"] is not None
    if published and match["month"] is None:
        return None
    if match["tail"] is None:
        date, comments = None, None
    elif (tail := _TAIL.fullmatch(match["tail"])) is None:
        return None
    else:
        date, comments = _date(match["month"], tail)
    if match["noted"] is not None:
        comments = int(match["noted"])
    if published:
        pass
    elif authors is None and interpunct is None and bullet not in ("·", "•", "∙", "⋅"):
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
        published=published,
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
