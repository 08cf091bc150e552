"""The title of a paper's page: what stands there as such, never what only looks like one.

A crawler may set the text of the link that led it there as a heading, comments
name other papers, and a copy may have lost the title and kept all the rest.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from paperreader.importing.furniture import is_furniture, is_page_title
from paperreader.importing.pages.forms import Form
from paperreader.importing.pages.lines import Line
from paperreader.importing.paper.naming import may_be_names
from paperreader.importing.paper.signs import DAY, Parts
from paperreader.importing.paper.text import PageText
from paperreader.importing.prose import MAX_TITLE, is_prose
from paperreader.importing.spacing import joined

_ID = re.compile(r"\barxiv:\s?\d{4}\.\d{4,5}(?:v\d+)?", re.IGNORECASE)
_BUTTON = re.compile(r"^\W{0,4}Copy (?:markdown|page)\b", re.IGNORECASE)
_PREFIX = re.compile(r"^.{0,40}?\bPaper page - ", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(
    r"^.{0,40}?\bPaper page - (?P<title>\S.*?)(?=\s+Hugging Face\b|$)"
    r"(?P<more>\n(?P<last>\S.*)$)?",
    re.IGNORECASE | re.MULTILINE,
)
_MARKUP = re.compile(r"^[#=*•]+\s+|\s[#=*]+$")
_RULE = re.compile(r"[-=_*~]{3,}")
_SUBMITTED = re.compile(rf".{{0,60}}(?:\b|[a-z])on {DAY}", re.IGNORECASE)
"""What is left of "Submitted by … on Dec 18"."""
_NOT_TITLES = re.compile(
    r"search models, datasets.*|papers|arxiv:.*|copy (?:markdown|page)|upvote.*|authors:?.*"
    r"|published on .*|submitted by.*|\+\d+|abstract:?|community|content|metadata"
    r"|join the discussion on this paper page|ai-generated summary|paper (?:author|submitter)"
    r"|url:.*|source:.*|title:?|.{0,40}https?://\S*",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"Published on\b|Submitted by\b|\W{0,6}Authors:", re.IGNORECASE)
"""What stands right below a title, and never below the names of authors."""
_UPVOTE = re.compile(r"\W{0,6}Upvote\b", re.IGNORECASE)
_MAX_LINES = 5


class Title(Struct, frozen=True):
    """A paper's title, and the line on which it stands."""

    text: str
    line: int


def page_title(page: PageText, parts: Parts, titled: str | None) -> Title | None:
    """Return the title of the page; None where it was lost.

    `titled` is the title of the page as a whole, where a wrapper gives it.

    It stands between the arXiv id and the days; without an id it is the heading
    before these, or the paragraph right before them, unless that may be names of
    authors or an organisation; where all that was lost it may still be in the
    title of the page as a whole, "Paper page - …".
    """
    named = _named(page)
    if named is None and (text := _named_in(titled)):
        named = Title(text, 1)
    found = _standing(page, parts)
    if found is None or not _can_be(found.text):
        return named
    if (
        named is not None
        and named.text.casefold() == found.text.casefold()
        and found.text.isupper()
    ):
        return Title(named.text, found.line)
    return found


def _standing(page: PageText, parts: Parts) -> Title | None:
    last = None
    for last in _ID.finditer(page.text, 0, parts.head):  # noqa: B007 - only the last counts
        pass
    if last is not None:
        return _below_id(page, last.end(), parts.head)
    before = page.lines_in(0, parts.head) if parts.head else []
    heading = next((n for n in range(len(before) - 1, -1, -1) if before[n].heading), None)
    if heading is not None:
        after = _paragraph_end(before, heading)
        if all(_is_site(line) for line in before[after:]):
            return _of_lines(before[_paragraph_start(before, heading) : after])
    if _UPVOTE.match(page.text, parts.head):
        return None  # the organisation stands there, too
    block: list[Line] = []
    for line in reversed(before[-_MAX_LINES:]):
        if _is_site(line):
            break
        block.insert(0, line)
        if line.gap:
            break
    if not _FOLLOWS.match(page.text, parts.head) and may_be_names(
        [line.text for line in block]
    ):
        return None
    return _of_lines(block)


def _below_id(page: PageText, start: int, end: int) -> Title | None:
    """Return what stands between the arXiv id and the days, buttons left out."""
    between = page.text[start:end]
    shown = len(between) - len(between.lstrip())
    button = _BUTTON.match(between.lstrip())
    if button:
        shown += button.end()
    rest = between[shown:]
    start += shown + len(rest) - len(rest.lstrip())
    if start >= end or len(rest) > 2 * MAX_TITLE:
        return None
    first = page.line_at(start)
    if not page.begins_line(start):
        # The page stands on one line, or the id before its title.
        return Title(_bare(rest.split("\n")), first.number)
    lines = [line for line in page.lines_in(start, end) if line.heading or not _is_label(line)]
    headed = next((n for n, line in enumerate(lines) if line.heading), None)
    if headed is not None:
        lines = lines[_paragraph_start(lines, headed) : _paragraph_end(lines, headed)]
    return _of_lines(lines)


def _paragraph_start(lines: Sequence[Line], position: int) -> int:
    """Return where the paragraph of a heading begins: one that was wrapped and underlined."""
    while position > 0 and not lines[position].gap and not _is_site(lines[position - 1]):
        position -= 1
    return position


def _paragraph_end(lines: Sequence[Line], position: int) -> int:
    """Return where the paragraph of a heading ends: one that goes on over the next line."""
    position += 1
    while position < len(lines) and not lines[position].gap and not _is_site(lines[position]):
        position += 1
    return position


def _named(page: PageText) -> Title | None:
    """Return the title that stands in the title of the whole page, unless it was cut."""
    for match in _NAMED.finditer(page.text):
        line = page.line_at(match.start())
        pieces = [match["title"]]
        if match["last"] is not None:
            following = page.line_at(match.start("last"))
            if following.indent > line.indent:
                pieces.append(match["last"])
        title = joined(pieces)
        if _can_be(title) and not title.endswith(("...", "…")):
            return Title(title, line.number)
    return None


def _named_in(text: str | None) -> str | None:
    """Return the paper's title where a page's own is "Paper page - …"."""
    match = _PREFIX.match(text or "")
    if match is None or text is None:
        return None
    title = joined([text[match.end() :]])
    return title if _can_be(title) and not title.endswith(("...", "…")) else None


def _of_lines(lines: Sequence[Line]) -> Title | None:
    if not lines:
        return None
    return Title(_bare([line.text for line in lines]), lines[0].number)


def _bare(texts: list[str]) -> str:
    kept = [text for text in texts if not _RULE.fullmatch(text)]
    title = joined([_MARKUP.sub("", text) for text in kept if text.strip()] or [""])
    return _PREFIX.sub("", title).strip()


def _can_be(title: str) -> bool:
    return (
        1 < len(title) <= MAX_TITLE
        and any(char.isalpha() for char in title)
        and not is_page_title(title)
        and not _NOT_TITLES.fullmatch(title)
        and not (is_prose(title) and title.endswith("."))
    )


def _is_site(line: Line) -> bool:
    """Tell whether a line is the site's or the wrapper's, as far as its looks go."""
    if line.heading and not is_page_title(line.text):
        return False
    is_text = line.form in (Form.TEXT, Form.BULLET)
    return not is_text or is_furniture(line.text) or _is_label(line)


def _is_label(line: Line) -> bool:
    """Tell whether a line is one that stands around the title and cannot be it."""
    return (
        _NOT_TITLES.fullmatch(line.text) is not None
        or _SUBMITTED.fullmatch(line.text) is not None
    )
