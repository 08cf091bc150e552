"""From the elements of one entry to what it says of a paper.

RSS 2.0, RSS 1.0 and Atom name the same things differently, and feeds of papers
add Dublin Core, PRISM and arXiv's own elements to any of them; so there is one
reading for all, which takes each fact from where it is said best.
"""

import re

from msgspec import Struct, field

from paperreader.importing.feeds.days import Stamp, stamp
from paperreader.importing.feeds.html_text import Shown, is_html, line_of, shown_lines
from paperreader.importing.feeds.labels import Said, count, said
from paperreader.importing.feeds.links import (
    address,
    arxiv_id_in,
    code_in,
    doi_in,
    project_in,
)
from paperreader.importing.feeds.names import Names, names
from paperreader.importing.feeds.node import Node
from paperreader.importing.spacing import collapsed, joined

_ANNOUNCED = re.compile(
    r"\s*arXiv:(?P<id>\S{6,40}?)(?P<version>v\d{1,3})?"
    r"\s+Announce Type:\s*(?P<type>[a-z-]{1,20})"
    r"(?:\s+Abstract:\s*|\s+|\Z)",
    re.IGNORECASE,
)
_TITLE_END = re.compile(
    r"\.?\s*\(arXiv:\S{6,40}(?:\s+\[[\w.-]{1,20}\])?(?:\s+[A-Z-]{3,20})*\)\s*\Z", re.IGNORECASE
)
_CLASS = re.compile(
    r"(?:astro-ph|cond-mat|cs|econ|eess|math|nlin|physics|q-bio|q-fin|stat)\.[A-Za-z-]{2,8}"
    r"|astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph"
)
_PUBLISHED_LINE = re.compile(
    r"[^.]{0,80}\bPublished online: .{0,200}|doi:\s?10\.\S+", re.IGNORECASE
)
_PREPRINT = frozenset(("arxiv", "biorxiv", "medrxiv", "cold spring harbor laboratory"))


class Item(Struct, kw_only=True):
    """What an entry says, before the feed as a whole has its say on its date."""

    line: int
    title: str
    abstract: str | None = None
    summary: str | None = None
    authors: Names = Names()
    published: Stamp | None = None
    is_labelled_day: bool = False
    """Whether the day of publication is called so, and not only the entry's own date."""
    arxiv_id: str | None = None
    doi: str | None = None
    url: str | None = None
    code_url: str | None = None
    project_url: str | None = None
    venue: str | None = None
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    version: int | None = None
    """The paper's version where arXiv's daily feed names it."""
    announced: str = ""
    """How arXiv's daily feed announces it: ``new``, ``cross``, ``replace``…"""
    said: Said = field(default_factory=Said)


def arxiv_item(node: Node) -> Item:
    """Read an entry of an answer of arXiv's API, whose elements mean what they say."""
    where = node.find("id")
    arxiv_id = arxiv_id_in([where])
    primary = [
        one.attributes.get("term", "") for one in node.children("arxiv:primary_category")
    ]
    terms = [one.attributes.get("term", "") for one in node.children("category")]
    comment = collapsed(node.find("arxiv:comment"))
    people = [
        name
        for one in node.children("author")
        if (name := collapsed(one.find("name") or one.text()))
    ]
    return Item(
        line=node.line,
        title=collapsed(node.find("title")),
        abstract=_flowed(node.find("summary")),
        authors=Names(tuple(people), len(people) or None),
        published=stamp(node.find("published")),
        is_labelled_day=True,
        arxiv_id=arxiv_id,
        doi=doi_in([node.find("arxiv:doi")]),
        url=address([where], arxiv_id),
        code_url=code_in(comment),
        project_url=project_in(comment),
        venue=collapsed(node.find("arxiv:journal_ref")) or None,
        categories=_each_once(primary + terms),
    )


def feed_item(node: Node) -> Item:
    """Read an item of RSS or an entry of Atom."""
    title = _TITLE_END.sub("", line_of(node.find("title", "dc:title")))
    links = _links(node)
    ids = [node.find("guid"), node.find("id")]
    ids += [one.text() for one in node.children("dc:identifier")]
    about = node.attributes.get("rdf:about", "")
    told, announcement = _description(node, title)
    announced = node.find("arxiv:announce_type") or (
        announcement["type"] if announcement else ""
    )
    if told.comments is None:
        told.comments = count(node.find("slash:comments"))
    ids = [*ids, *links, about, announcement["id"] if announcement else "", *told.ids]
    arxiv_id = arxiv_id_in(ids)
    doi = doi_in([node.find("prism:doi", "arxiv:doi"), *ids])
    classes, words = _subjects(node, told)
    comment = collapsed(node.find("arxiv:comment"))
    day, is_labelled = told.published, told.published is not None
    if day is None:
        tags = ("prism:publicationDate", "published", "dcterms:issued", "pubDate", "dc:date")
        day = next((found for tag in tags if (found := stamp(node.find(tag)))), None)
        is_labelled = bool(node.find("prism:publicationDate", "dcterms:issued"))
    venue = node.find("arxiv:journal_reference", "arxiv:journal_ref", "prism:publicationName")
    venue = venue or node.find("dc:source")
    if venue.lower() in _PREPRINT or "://" in venue:
        venue = ""
    return Item(
        line=node.line,
        title=title,
        abstract=told.abstract or None,
        summary=told.summary or None,
        authors=_authors(node, told),
        published=day,
        is_labelled_day=is_labelled,
        arxiv_id=arxiv_id,
        doi=doi,
        url=address([*links, ids[0], ids[1], about], arxiv_id),
        code_url=told.code_url or code_in(comment),
        project_url=told.project_url or project_in(comment),
        venue=told.venue or collapsed(venue) or None,
        categories=classes,
        keywords=words,
        version=int(announcement["version"][1:])
        if announcement and announcement["version"]
        else None,
        announced=announced.strip().lower(),
        said=told,
    )


def _flowed(text: str) -> str | None:
    lines = [line for line in text.split("\n") if line.strip()]
    return (joined(lines) or None) if lines else None


def _links(node: Node) -> list[str]:
    """Return where an entry's links lead, the paper's own page first."""
    first, later = [], [node.find("feedburner:origLink")]
    for link in node.children("link"):
        href = (link.attributes.get("href") or link.text()).strip()
        kind = link.attributes.get("type", "text/html")
        if link.attributes.get("rel", "alternate") == "alternate" and "html" in kind:
            first.append(href)
        elif link.attributes.get("rel") in ("related", "alternate"):
            later.append(href)
    return [href for href in first + later if href]


def _description(node: Node, title: str) -> tuple[Said, re.Match[str] | None]:
    """Return what the description says, and the line with which arXiv announces a paper.

    Where a feed has a short description and the full content, the content counts.
    """
    texts: list[tuple[str, bool]] = []
    for tag in ("content:encoded", "content", "description", "summary", "dc:description"):
        for one in node.children(tag):
            markup, nested = one.markup()
            typed = one.attributes.get("type") in ("html", "xhtml", "text/html")
            texts.append((markup, nested or (typed and is_html(markup))))
            break
    # The first wins where they are equally long.
    markup, known = max(texts, key=lambda pair: len(pair[0]), default=("", False))
    announcement = _ANNOUNCED.match(markup)
    if announcement is not None:
        lines = shown_lines(markup[announcement.end() :], is_html=known)
        told = Said(abstract=joined([line.text for line in lines]) if lines else "")
        return told, announcement
    lines = [
        line
        for line in shown_lines(markup, is_html=known)
        if not _is_repeated(line, title) and not _PUBLISHED_LINE.fullmatch(line.text)
    ]
    if lines and (match := _ANNOUNCED.match(lines[0].text)):
        announcement = match
        lines[0].text = lines[0].text[match.end() :]
    return said(lines, is_html=known or is_html(markup)), announcement


def _is_repeated(line: Shown, title: str) -> bool:
    return line.text == title


def _authors(node: Node, told: Said) -> Names:
    """Return the authors as the elements name them, or the description if it has more."""
    people = [
        name for one in node.children("author") if (name := one.find("name") or one.text())
    ]
    creators = [name for one in node.children("dc:creator", "creator") if (name := one.text())]
    named = names(creators) if creators else names(people)
    return told.authors if len(told.authors.names) >= len(named.names) else named


def _subjects(node: Node, told: Said) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return arXiv's classes and all other keywords."""
    given = [
        collapsed(line_of(one.attributes.get("term", "") or one.text()))
        for one in node.children("arxiv:primary_category", "category", "dc:subject")
    ]
    given += told.categories
    classes = [text for text in given if _CLASS.fullmatch(text)]
    words = [text for text in given if text and not _CLASS.fullmatch(text)]
    return _each_once(classes), _each_once([*told.keywords, *words])


def _each_once(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for raw in texts if (text := collapsed(raw))))
