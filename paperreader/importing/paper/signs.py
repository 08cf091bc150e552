"""What only a paper's page at the Hub says, and where on it the parts begin and end."""

import re
from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from paperreader.importing.marked import Marked
from paperreader.importing.pages.lines import Line
from paperreader.importing.paper.text import PageText, page_text

_MAX_LINES = 20_000
_MAX_LENGTH = 1_000_000
"""A paper with a thousand comments has fewer lines."""
_MAX_DATES = 3
"""A page of cards says "Published on" on each; here it may stand once more in a comment."""

_HINTS = (
    "citing this paper",
    "CITING THIS PAPER",
    "including this paper",
    "in your agent",
    "README.md to link it",
    "hf papers read",
    "AI-generated summary",
    "Paper page - ",
    "Published on",
)
_OWN = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"(?:models|datasets|spaces) citing this paper\s+\d",
        r"collections including this paper\s+\d",
        r"get this paper in your agent[:]",
        r"cite\s+arxiv\.org/abs/\S+\s+in\s+a\s+(?:model|dataset|space)\s+readme\.md",
        r"\bhf papers read \d{4}\.",
        r"^[#>*_\s]{0,8}AI-generated summary[*_\s]{0,4}$"
        r"|[.!?] ?AI-generated summary ?(?=[A-Z])",
        r"^.{0,40}Paper page - [^\s\"\\]",
        r"^\W{0,6}Published on [A-Z][a-z]{2,8}\.? \d{1,2}\b",
    )
)
"""Signs that no other page and no paper gives."""
_SHARED = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"^\W{0,6}Authors:",
        r"^\W{0,6}Abstract\W{0,6}$|^\W{0,6}Abstract(?-i:[A-Z])",
        r"^\W{0,6}Community\W{0,6}$|^Community \S+ Paper (?:author|submitter)",
        r"\bView arXiv page\b",
        r"\bView PDF\b",
        r"\barxiv:\s?\d{4}\.\d{4,5}",
        r"\bPaper submitter\b",
    )
)
"""Signs that other texts give, too."""

_AUTHOR_COUNT = re.compile(r"^\W{0,4}\d{1,4} authors?\b", re.IGNORECASE | re.MULTILINE)

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
DAY = rf"(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?!\d)(?:\s*,\s*(?P<year>(?:19|20|21)\d\d))?"
"""A day as the page writes it; without its year if that is the current one."""

_PUBLISHED_ON = re.compile(rf"\bPublished on\s+{DAY}", re.IGNORECASE)
_RANK = r"[#№]\s?\d+\s+Paper\s+of\s+the\s+(?:day|week|month)"
_BEGINS = r"^[#=*_\s]{0,8}"
_ENDS = r"[:=*_\s]{0,8}$"
_BUTTON = r"^\W{0,3}"
_HEAD_ENDS = re.compile(
    rf"\bPublished on\s+{_MONTH}\s+\d|\bSubmitted by\b|{_RANK}"
    r"|^\W{0,6}Upvote\b|^\W{0,6}Authors:",
    re.IGNORECASE | re.MULTILINE,
)
_OWN_LINE = re.compile(rf"{_BEGINS}Abstract{_ENDS}", re.IGNORECASE | re.MULTILINE)
_GLUED = re.compile(
    r"(?:^(?:[#=]{1,6}[ ])?|(?<=[^\W_])\s)Abstract(?: ={2,6})?"
    r"(?:\s+|(?=[A-Z\d\"“'$]))(?=[^\s:])",
    re.MULTILINE,
)
_COMMENTS = (
    rf"{_BEGINS}Community{_ENDS}|^Community \S+ Paper (?:author|submitter)",
    r"\bGet this paper in your agent\b",
    r"\b(?:Models|Datasets|Spaces) citing this paper\b",
)
_ABSTRACT_ENDS = re.compile(
    "|".join(
        (
            r"(?:[\[(]{0,2}https?://(?:www\.)?arxiv\.org/abs/[\d.]{9,16}[\])]?)?"
            r"\[?\s{0,4}View ?arXiv page",
            r"\bView ?PDF\b|\bAdd to collection\b",
            rf"{_BUTTON}Upvote\b|{_BUTTON}Project page(?: GitHub.*)?$",
            rf"{_BUTTON}GitHub(?:\s+[\d.,]+k?.{{0,40}})?$",
            *_COMMENTS,
            r"\bUpload images, audio, and videos\b|\bTap or paste here to upload\b",
            r"\bSign up\s+or\s+log in\s+to comment\b|\bThis is an automated message from the\b",
            rf"^Paper (?:author|submitter)$|{_BUTTON}Edit ?Preview$|^Edit$",
            rf"\bCite arxiv\.org/abs/|{_BUTTON}hf papers read \d",
            r"\bCollections including this paper\b|^System theme$",
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)
_COMMUNITY = re.compile(
    "|".join((*_COMMENTS, r"\bAdd to collection")), re.IGNORECASE | re.MULTILINE
)


class Parts(Struct, frozen=True, kw_only=True):
    """Where the parts of a paper's page lie in its text."""

    head: int
    """Where what follows the title begins: dates, submitter, upvotes, authors or abstract."""
    published: re.Match[str] | None
    """What says on which day the paper was published; its groups are those of `DAY`."""
    heading: int | None
    """Where the abstract's heading begins."""
    abstract: int
    abstract_end: int
    community: int
    """Where the buttons end and comments begin."""


def is_paper_page(lines: Sequence[Line], marked: Marked) -> bool:
    """Tell whether a text is the page of a single paper at the Hub, by what it says.

    Two signs are wanted that only such a page gives, or one of them and two that
    it shares with other texts. Pages of many papers say "Published on" or
    "3 authors" for each.
    """
    text = marked.text
    if (
        len(text) > _MAX_LENGTH
        or len(lines) > _MAX_LINES
        or not any(hint in text for hint in _HINTS)
    ):
        return False
    if text.count("Published on ") > _MAX_DATES:
        return False
    if next(islice(_AUTHOR_COUNT.finditer(text), 1, None), None) is not None:
        return False
    own = sum(sign.search(text) is not None for sign in _OWN)
    if own == 0:
        return False
    shared = sum(sign.search(text) is not None for sign in _SHARED)
    return own >= 2 or shared >= 2


def page_parts(lines: Sequence[Line]) -> tuple[PageText, Parts]:
    """Return the page as one text, and where its parts lie."""
    page = page_text(lines)
    text = page.text
    published = _PUBLISHED_ON.search(text)
    first = _HEAD_ENDS.search(text)
    after = first.start() if first else 0
    heading = _OWN_LINE.search(text, after) or _GLUED.search(text, after)
    if heading is None and after:
        heading = _OWN_LINE.search(text)
    if first is None or (heading is not None and heading.start() < after):
        after = heading.start() if heading else len(text)
        published = published if published and published.start() >= after else None
    begins = heading.end() if heading else len(text)
    ends = _ABSTRACT_ENDS.search(text, begins)
    end = ends.start() if ends else len(text)
    community = _COMMUNITY.search(text, end)
    return page, Parts(
        head=after,
        published=published,
        heading=heading.start() if heading else None,
        abstract=begins,
        abstract_end=end,
        community=community.end() if community else end,
    )
