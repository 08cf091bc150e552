"""A text as numbered lines, each with the form that it has by itself.

Lines that a tool glued are parted here, those that it broke are joined.
"""

import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from paperreader.importing.addresses import is_upvote, repository_of
from paperreader.importing.marked import PARTS, Mark, Marked
from paperreader.importing.pages.forms import (
    BULLETS,
    Form,
    MetaText,
    form_of,
    is_month,
    submitter_in,
)

_EDGES = "".join(chr(c) for c in range(0x3001) if chr(c).isspace()) + "\u200b\u2060\ufeff"
"""White space of every kind, and the invisible characters that pages leave at line ends."""

_BULLET_RUN = re.compile(rf"(?:[{BULLETS}]\s+)+(?=[{BULLETS}](?:\s|$))")
_BROKEN_META = re.compile(
    r"(?:^|\s)[·•](?:\s*published(?: on(?: [a-z]{3,9}(?: \d{1,2},?)?)?)?)?$"
    r"|published(?: on(?: [a-z]{3,9}(?: \d{1,2},)?)?)?$|[·•]\s*[a-z]{3,9} \d{1,2},$",
    re.IGNORECASE,
)
_LONE_BULLETS = frozenset("•*‣◦●▪∙⋅-–")
_MAX_PICTURES = 12
_HANDLE = re.compile(r"@?[\w.-]{1,60}")
_ACTIONS = re.compile(
    r"(?P<upvotes>(?:upvote|[▲👍])\s*(?:\d[\d.,]*k?|[-–—]))?\s*"
    r"(?P<repository>github(?:\s+\d[\d.,]*k?)?(?:\s+auto)?)?"
    r"\s*(?P<arxiv>arxiv(?: page)?)?",
    re.IGNORECASE,
)
_SUBMITTED = re.compile(r"(submitted by:?\s+@?[\w.-]{1,60})\s+(\d{1,6}|-)", re.IGNORECASE)
_TWO_COUNTS = re.compile(r"(\d{1,7}|\d{1,4}(?:\.\d{1,2})?k)\s+(\d{1,5})")
"""Stars and comments, side by side at the foot of a card."""


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
        if stripped[0] in BULLETS and (run := _BULLET_RUN.match(stripped)):
            stripped = stripped[run.end() :]
        form, meta = form_of(stripped)
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
            line, text=text, form=form_of(text)[0], gap=line.gap and not index
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
        if line.form is Form.SUBMITTER and submitter_in(line.text) is None:
            line, position = _with_name(lines, line, position)
        elif following is not None and _may_go_on(line, following):
            text = f"{line.text} {following.text}"
            form, meta = form_of(text)
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
    if following.form is Form.COUNT and is_month(line.text):
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
