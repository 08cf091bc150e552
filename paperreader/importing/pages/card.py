"""One card of a page, and what became of each line of the page."""

from enum import Enum

from msgspec import Struct, field

from paperreader.entry import Problem
from paperreader.importing.pages.forms import DateText


class Role(Enum):
    """What a line turned out to be."""

    BLANK = "blank"
    FURNITURE = "furniture"
    PAGE_DATE = "page date"
    SUBMITTER = "submitter"
    UPVOTES = "upvotes"
    TITLE = "title"
    ABSTRACT = "abstract"
    META = "meta"
    COMMENTS = "comments"
    UNPLACED = "unplaced"


class Card(Struct, kw_only=True):
    """One paper as its card shows it; None where the card does not say."""

    line: int
    """Where its title stands, from 1."""
    title: str
    abstract: str | None = None
    """The paragraph below the title, be it the abstract or a summary of it."""
    authors: int | None = None
    organization: str | None = None
    date: DateText | None = None
    date_line: int | None = None
    upvotes: int | None = None
    comments: int | None = None
    submitted_by: str | None = None
    stars: int | None = None
    arxiv_id: str | None = None
    on_hub: bool = False
    """Whether a link leads to the paper's page at the Hub."""
    code_url: str | None = None


class Reading(Struct, kw_only=True):
    """A text read as a page."""

    roles: list[Role]
    """For each line of the text, from the first."""
    cards: list[Card] = field(default_factory=list)
    page_date: DateText | None = None
    page_date_line: int | None = None
    problems: list[Problem] = field(default_factory=list)
    evidence: int = 0
    """How many signs of a page there are; a text without any is none."""


def shown(text: str) -> str:
    """Return a text as a message shows it: short, in quotation marks."""
    text = " ".join(text[:200].split())
    return f"“{text}”" if len(text) <= 60 else f"“{text[:59]}…”"
