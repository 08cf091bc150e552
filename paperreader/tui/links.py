"""The addresses to which an entry leads."""

import re

from msgspec import Struct

from paperreader.entry import Entry

PAGE, PDF, ARXIV, CODE, PROJECT, DOI = "page", "PDF", "arXiv", "code", "project", "DOI"
"""What the links of an entry are called."""

MOST_LINKS = 20
"""Links of an entry that are offered."""

LONGEST_TEXT = 60_000
"""Characters of a text that are looked through for links."""

_IN_TEXT = re.compile(r"https?://[^\s<>\"'`{}|\\^\[\]]+")
_AFTER_LINK = ".,;:!?…"
"""Signs that end a sentence rather than the link in it."""


class Link(Struct, frozen=True):
    """An address and what it is; neither is known to be safe to open."""

    name: str
    url: str


def page_of(entry: Entry) -> str | None:
    """Return the address of a paper's page: its own, else arXiv's, else the DOI's."""
    return entry.url or _arxiv_of(entry) or _doi_of(entry)


def pdf_of(entry: Entry) -> str | None:
    """Return the address of a paper's PDF on arXiv, if it is there."""
    return f"https://arxiv.org/pdf/{entry.arxiv_id}" if entry.arxiv_id else None


def _arxiv_of(entry: Entry) -> str | None:
    return f"https://arxiv.org/abs/{entry.arxiv_id}" if entry.arxiv_id else None


def _doi_of(entry: Entry) -> str | None:
    return f"https://doi.org/{entry.doi}" if entry.doi else None


def own_links(entry: Entry) -> list[Link]:
    """Return the links that the facts of an entry give."""
    known = [
        (PAGE, entry.url),
        (PDF, pdf_of(entry)),
        (CODE, entry.code_url),
        (PROJECT, entry.project_url),
        (ARXIV, _arxiv_of(entry)),
        (DOI, _doi_of(entry)),
    ]
    return [Link(name, url) for name, url in known if url]


def links_of(entry: Entry) -> list[Link]:
    """Return the links of an entry, each address once: its own, then those in its texts."""
    links = own_links(entry)
    for name, text in (("note", entry.note), ("abstract", entry.abstract or "")):
        links += [Link(name, url) for url in _in_text(text[:LONGEST_TEXT])]
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(link.url, link)
    return list(found.values())[:MOST_LINKS]


def _in_text(text: str) -> list[str]:
    return [_without_end(url) for url in _IN_TEXT.findall(text)]


def _without_end(url: str) -> str:
    """Return a link without the signs behind it that belong to the sentence."""
    while url[-1] in _AFTER_LINK or (url[-1] == ")" and url.count(")") > url.count("(")):
        url = url[:-1]
    return url
