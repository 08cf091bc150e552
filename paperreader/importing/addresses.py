"""What a link's address says: which paper, which repository, which day, whose page.

The forms are those of the pages themselves: ``/papers/2407.21783`` and its
``#community``, ``/login?next=%2Fpapers%2F2407.21783`` behind the upvotes,
``/papers/date/2026-03-24`` or ``?date=`` for the days before and after. A saved
page may have lost its host (``file:///papers/…``).
"""

import re
from datetime import date
from urllib.parse import unquote

from paperreader.library.identity import arxiv_id_in

HUB = "https://huggingface.co"
"""The site whose pages are read."""

_HUB_PATH = re.compile(
    r"(?:https?://(?:www\.)?(?:huggingface|hf)\.co|file://(?:localhost)?)?(?P<path>/[^\s]*)?",
    re.IGNORECASE,
)
_PAPER = re.compile(r"/papers/(?P<id>\d{4}\.\d{4,5})(?:v\d+)?(?:/)?(?P<part>#\w+)?(?:\?.*)?")
_LOGIN = re.compile(r"/login\?next=(?:/|%2F)papers(?:/|%2F)(?P<id>\d{4}\.\d{4,5})\b.*", re.I)
_DAY = re.compile(r"/papers(?:/date/|\?(?:.*&)?date=)(?P<day>\d{4}-\d\d-\d\d)\b.*")
_PAGE_OF = re.compile(r"/(?P<name>[\w.-]{1,96})/?")
_NOT_NAMES_TEXT = """
papers models datasets spaces docs login join pricing enterprise posts blog learn
tasks chat collections languages organizations huggingface storage support
terms-of-service privacy brand changelog about jobs inference buckets
"""
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
_NEW_STYLE = re.compile(r"(?P<year>\d\d)(?P<month>\d\d)\.\d{4,5}")
_REPOSITORY = re.compile(
    r"https?://(?:www\.)?(?:github|gitlab)\.com/(?P<owner>[\w.-]+)/(?P<name>[\w.-]+)(?:[/#?]\S*)?",
    re.I,
)


_DOUBLED_HOST = re.compile(r"https?://(?:www\.)?huggingface\.co/(?=https?:)", re.IGNORECASE)
"""What a tool adds to an address in brackets that is whole already."""


def hub_path(address: str) -> str | None:
    """Return the path of an address at the Hub, or None for other sites."""
    match = _HUB_PATH.fullmatch(address)
    # A tool that adds the host to a path in brackets doubles the slash.
    return (match["path"] or "/").replace("//", "/") if match else None


def paper_of(address: str) -> str | None:
    """Return the arXiv id of the paper that a link on its card is about, or None.

    Links to its page, to logging in for an upvote, to its comments and to arXiv count.
    """
    path = hub_path(address)
    if path is not None:
        match = _PAPER.fullmatch(path) or _LOGIN.fullmatch(path)
        return match["id"] if match else None
    return arxiv_id_in(address)


def is_paper_page(address: str) -> bool:
    """Tell whether a link leads to a paper's page at the Hub, and to no part of it."""
    path = hub_path(address)
    match = _PAPER.fullmatch(path) if path else None
    return match is not None and match["part"] is None


def is_upvote(address: str) -> bool:
    """Tell whether a link is that behind a card's upvotes."""
    path = hub_path(address)
    return path is not None and _LOGIN.fullmatch(path) is not None


def is_discussion(address: str) -> bool:
    """Tell whether a link leads to a paper's comments."""
    path = hub_path(address)
    match = _PAPER.fullmatch(path) if path else None
    return match is not None and match["part"] == "#community"


def repository_of(address: str) -> str | None:
    """Return the address of a code repository, or None."""
    address = _DOUBLED_HOST.sub("", address).replace(":/github", "://github")
    return address if _REPOSITORY.fullmatch(address) else None


def name_of(address: str) -> str | None:
    """Return the name of the user or organisation whose page a link leads to, or None."""
    path = hub_path(address)
    match = _PAGE_OF.fullmatch(path) if path else None
    return match["name"] if match and match["name"].lower() not in _NOT_NAMES else None


def day_of(address: str) -> date | None:
    """Return the day of a daily page, or None."""
    path = hub_path(unquote(address))
    match = _DAY.fullmatch(path) if path else None
    if match is None:
        return None
    try:
        return date.fromisoformat(match["day"])
    except ValueError:
        return None


def month_of(arxiv_id: str | None) -> date | None:
    """Return the first day of the month that an arXiv id of the new style tells."""
    match = _NEW_STYLE.fullmatch(arxiv_id or "")
    if match is None or not 1 <= int(match["month"]) <= 12:
        return None
    return date(2000 + int(match["year"]), int(match["month"]), 1)


def hub_page(arxiv_id: str) -> str:
    """Return the address of a paper's page at the Hub."""
    return f"{HUB}/papers/{arxiv_id}"
