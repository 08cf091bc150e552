"""A text as numbered lines, each with the form that it has by itself.

A form is only what a line looks like. What it is (the date of a paper, or a
title that looks like a date) is decided by its neighbours, in `meta` and
`cards`.
"""

import re
from collections.abc import Iterator
from enum import Enum

import msgspec
from msgspec import Struct

from paperreader.importing.addresses import is_upvote, repository_of
from paperreader.importing.furniture import is_banner, is_furniture
from paperreader.importing.marked import PARTS, Mark, Marked

_EDGES = "".join(chr(c) for c in range(0x3001) if chr(c).isspace()) + "\u200b\u2060\ufeff"
"""White space of every kind, and the invisible characters that pages leave at line ends."""

_MAX_FORM = 120
"""No line that is longer has a form of its own: it is text."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BULLET = "•*‣◦●▪∙⋅·+–-"
_META = re.compile(
    rf"(?P<bullet>[{_BULLET}])?\s*(?P<leading>[·•∙⋅‧])?\s*"
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
_COUNT = re.compile(r"\d{1,7}|\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d{1,2})?k|[-–—]")
_BULLET_RUN = re.compile(rf"(?:[{_BULLET}]\s+)+(?=[{_BULLET}](?:\s|$))")
_ITEM = re.compile(rf"[{_BULLET}]\s+\S")
_BROKEN_META = re.compile(
    r"(?:^|\s)[·•](?:\s*published(?: on(?: [a-z]{3,9}(?: \d{1,2},?)?)?)?)?$"
    r"|published(?: on(?: [a-z]{3,9}(?: \d{1,2},)?)?)?$|[·•]\s*[a-z]{3,9} \d{1,2},$",
    re.IGNORECASE,
)
_LONE_BULLETS = frozenset("•*‣◦●▪∙⋅-–")
_MAX_PICTURES = 12
_META_STARTS = frozenset(_BULLET + "‧0123456789JFMASONDPjfmasondp")
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
_HANDLE = re.compile(r"@?[\w.-]{1,60}")
_REPOSITORY = re.compile(
    r"github(?:\s*[·:★⭐]?\s*(?P<stars>\d[\d.,]*k?))?(?:\s+auto)?", re.IGNORECASE
)
_ACTIONS = re.compile(
    r"(?P<upvotes>(?:upvote|[▲👍])\s*(?:\d[\d.,]*k?|[-–—]))?\s*(?P<repository>github(?:\s+\d[\d.,]*k?)?(?:\s+auto)?)?"
    r"\s*(?P<arxiv>arxiv(?: page)?)?",
    re.IGNORECASE,
)
_SUBMITTED = re.compile(r"(submitted by:?\s+@?[\w.-]{1,60})\s+(\d{1,6}|-)", re.IGNORECASE)
_TWO_COUNTS = re.compile(r"(\d{1,7}|\d{1,4}(?:\.\d{1,2})?k)\s+(\d{1,5})")
"""Stars and comments, side by side at the foot of a card."""
_UPVOTES = re.compile(
    r"(?:upvotes?|[▲👍⬆]+)(?:\s*[·:]?\s*(?P<count>\d[\d.,]*k?|[-–—]))?", re.IGNORECASE
)
_COMMENTS = re.compile(r"(?P<count>\d[\d,]*)\s+comments?", re.IGNORECASE)
_MONTH = re.compile(
    "|".join(_MONTHS) + "|(?:january|february|march|april|june|july|august|sept|september"
    r"|october|november|december)\.?",
    re.IGNORECASE,
)
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
    heading: int = 0
    """The level of a heading, from 1; 0 where the line is none."""
    links: tuple[str, ...] = ()
    """Where its links lead."""
    continues: bool = False
    """Whether it goes on with the text of a link that began on a line above."""
    joined: tuple[int, ...] = ()
    """The numbers of further lines of the source that are part of it."""


def numbered(marked: Marked) -> list[Line]:
    """Return the lines that show something, in order, numbered as in their source."""
    lines: list[Line] = []
    marks, source_lines = marked.marks, marked.source_lines
    gap = True
    for number, raw, parts in _parts(marked.text):
        stripped = raw.strip(_EDGES)
        if not stripped:
            gap = True
            continue
        if stripped[0] in _BULLETS and (run := _BULLET_RUN.match(stripped)):
            stripped = stripped[run.end() :]
        if len(stripped) > _MAX_FORM:
            form, meta = Form.TEXT, None
        else:
            form, meta = _form(stripped)
        indent = 0 if not raw[0].isspace() else len(raw) - len(raw.lstrip(_EDGES))
        mark = marks.get(number, _NO_MARK) if marks else _NO_MARK
        if source_lines:
            number = source_lines[number - 1]  # noqa: PLW2901 - the source's own number
        links = mark.links
        if parts:
            links = tuple(a for a in links if is_upvote(a) is (form is Form.COUNT))
        lines.append(
            Line(
                number,
                stripped,
                indent,
                gap,
                form,
                meta,
                mark.heading,
                links,
                mark.continues,
            )
        )
        gap = False
    return _joined([part for line in lines for part in _actions(line)])


def _parts(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each line with its number, in its parts where it has some; tell whether it has."""
    for number, line in enumerate(text.split("\n"), 1):
        if PARTS not in line:
            yield number, line, False
            continue
        for part in line.split(PARTS):
            yield number, part, True


def _actions(line: Line) -> list[Line]:
    """Part a line that holds several buttons, a submitter and upvotes, or two counts."""
    if line.text[0].isdigit() and (match := _TWO_COUNTS.fullmatch(line.text)):
        return [
            msgspec.structs.replace(
                line,
                text=text,
                form=Form.COUNT,
                gap=line.gap and not index,
                links=tuple(a for a in line.links if (repository_of(a) is None) is bool(index)),
            )
            for index, text in enumerate(match.groups())
        ]
    if line.text[0] not in "uUgGsS▲👍":
        return [line]
    match = _ACTIONS.fullmatch(line.text) or _SUBMITTED.fullmatch(line.text)
    if match is None:
        return [line]
    texts = [text for text in match.groups() if text]
    if len(texts) < 2:
        return [line]
    return [
        msgspec.structs.replace(
            line, text=text, form=_form(text)[0], gap=line.gap and not index
        )
        for index, text in enumerate(texts)
    ]


_NO_MARK = Mark()


def _joined(lines: list[Line]) -> list[Line]:
    """Join what tools break apart: a submitter's name, and a month and its day."""
    out: list[Line] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        if line.text in _LONE_BULLETS and _is_of_pictures(lines, position):
            line = msgspec.structs.replace(line, form=Form.FURNITURE, meta=None)
        following = lines[position + 1] if position + 1 < len(lines) else None
        position += 1
        if line.form is Form.SUBMITTER and submitter(line) is None:
            line, position = _with_name(lines, line, position)
        elif following is not None and _may_go_on(line, following):
            text = f"{line.text} {following.text}"
            form, meta = _form(text) if len(text) <= _MAX_FORM else (Form.TEXT, None)
            if form is Form.META:
                links = (*line.links, *following.links)
                line = msgspec.structs.replace(
                    line,
                    text=text,
                    form=form,
                    meta=meta,
                    links=links,
                    joined=(following.number,),
                )
                position += 1
        out.append(line)
    return out


def _may_go_on(line: Line, following: Line) -> bool:
    """Tell whether a line may be the beginning of one that a tool broke apart."""
    if following.form is Form.COUNT and _MONTH.fullmatch(line.text):
        return True
    if following.gap or line.form not in (Form.TEXT, Form.META):
        return False
    if line.form is following.form is Form.META:
        return False  # each is whole, and `meta` reads one after the other
    return _BROKEN_META.search(line.text) is not None or (
        following.continues and "·" in following.text and line.form is Form.TEXT
    )


def _with_name(lines: list[Line], line: Line, position: int) -> tuple[Line, int]:
    """Return a submitter's line with the name below it, and the position after that."""
    for after in range(position, min(len(lines), position + 2)):
        following = lines[after]
        if following.form is Form.COUNT:
            break
        if _HANDLE.fullmatch(following.text):
            text = f"{line.text} {following.text}"
            joined = tuple(one.number for one in lines[position : after + 1])
            return msgspec.structs.replace(line, text=text, joined=joined), after + 1
        if following.form is not Form.FURNITURE:
            break
    return line, position


def _is_of_pictures(lines: list[Line], position: int) -> bool:
    """Tell whether a lone bullet is one of a list of pictures, which ends with the authors."""
    for line in lines[position + 1 : position + _MAX_PICTURES]:
        if line.text in _LONE_BULLETS:
            continue
        return line.meta is not None and (line.meta.interpunct or line.meta.authors is not None)
    return False


def submitter(line: Line) -> str | None:
    """Return the name on a submitter's line; None where it has been lost."""
    match = _SUBMITTER.fullmatch(line.text)
    return match["name"] if match else None


def labelled_count(line: Line) -> int | None:
    """Return the number that a label names: stars or upvotes; None where it has none."""
    match = _REPOSITORY.fullmatch(line.text) or _UPVOTES.fullmatch(line.text)
    shown = match[1] if match else None
    return count(shown) if shown else None


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


def _form(text: str) -> tuple[Form, MetaText | None]:
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
    if start in _BULLETS and _ITEM.match(text):
        return Form.BULLET, None
    return Form.TEXT, None


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
