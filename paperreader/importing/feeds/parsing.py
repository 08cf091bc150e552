"""Feeds of papers: answers of arXiv's API (Atom), and RSS and Atom by anyone else.

The two are read apart, for in arXiv's answers every element means what it
says, while other feeds say as much in their descriptions as in elements
(`feed_items`, `feed_labels`) and date their entries by days of all kinds
(`feed_published`).
"""

import json
import re
from datetime import date

from msgspec import Struct

from paperreader.entry import Entry, Parsed, Problem, Sighting
from paperreader.importing.feeds.days import stamp
from paperreader.importing.feeds.items import Item, arxiv_item, feed_item
from paperreader.importing.feeds.node import Node
from paperreader.importing.feeds.published import drop_other_days
from paperreader.importing.feeds.xml_reading import FeedXML, RefusedXML, read_feed_xml
from paperreader.importing.refusal import NotADump
from paperreader.importing.spacing import collapsed
from paperreader.importing.wording import AS_GIVEN

ARXIV_SHAPE = "arxiv-atom"
FEED_SHAPE = "feed"

_HEAD = 100_000
_BEFORE_ROOT = re.compile(
    r"[\ufeff\s]+|<\?.{0,2000}?\?>|<!--.{0,20000}?-->"
    r"|<!DOCTYPE[^>\[]{0,1000}(?:\[[^\]]{0,50000}\][^>]{0,100})?>",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(
    r"<(?:[A-Za-z][\w.-]{0,30}:)?(?P<root>rss|feed|RDF)(?P<rest>[\s>/][^>]{0,8000})"
)
_RSS_1 = ("purl.org/rss/1.0", "purl.org/net/rss1.1", "my.netscape.com/rdf/simple")
_RECORDING = re.compile(r"[\ufeff\s]*\{\s*\"")
_BODY = re.compile(
    r"\"body\"\s*:\s*(?=\"(?:\\ufeff|\s|\\[nrt])*<(?:[?!]|rss\b|feed\b|\w{1,30}:))"
)
_ARXIV_ERROR = re.compile(r"https?://(?:export\.)?arxiv\.org/api/errors", re.IGNORECASE)
_ARXIV_ABSTRACT = re.compile(r"https?://(?:export\.)?arxiv\.org/abs/", re.IGNORECASE)
_ARXIV_FEED = re.compile(r"https?://(?:(?:www|export|rss)\.)?arxiv\.org(?:/|$)", re.IGNORECASE)
_NO_PAPERS = (
    "is a feed, but none of its entries has an arXiv id, a DOI or a link to a paper at the Hub."
)
_DATES = ("lastBuildDate", "updated", "pubDate", "dc:date")


def is_feed(text: str) -> bool:
    """Tell by its beginning whether a text is RSS or Atom, and no other XML."""
    head, position = text[:_HEAD], 0
    while match := _BEFORE_ROOT.match(head, position):
        position = match.end()
    root = _ROOT.match(head, position)
    if root is None:
        return False
    return root["root"] != "RDF" or any(uri in root["rest"] for uri in _RSS_1)


def parse_feed(text: str, *, name: str, made: date, as_of: date | None = None) -> Parsed:
    """Return the papers of a feed; raise `NotADump` where it has none or is not to be read.

    Feeds write their years, so `made` tells nothing more; `as_of` overrules the
    feed's own day, the one on which its counts were met.
    """
    del made
    if not is_feed(text):
        raise NotADump(name, "is XML, but neither RSS nor Atom.")
    found = _Found()
    try:
        feed = read_feed_xml(text, found.take)
    except RefusedXML as refused:
        raise NotADump(name, str(refused)) from None
    found.problems += feed.problems
    if not found.items:
        raise NotADump(name, _why_empty(feed, found))
    if found.shape == FEED_SHAPE and not _is_of_papers(found.items, feed.header):
        raise NotADump(name, _NO_PAPERS)
    found.problems += [
        Problem(line=line, message=f"arXiv says: {message}") for line, message in found.errors
    ]
    day, how = (as_of.isoformat(), AS_GIVEN) if as_of else _day(feed.header)
    notes: list[str] = []
    if found.shape == FEED_SHAPE:
        about = " ".join(feed.header.find(tag) for tag in ("title", "link", "description"))
        notes = drop_other_days(found.items, about)
    return Parsed(
        shape=found.shape,
        entries=tuple(_entry(item, day) for item in found.items),
        lines=tuple(item.line for item in found.items),
        page_date=day,
        page_date_from=how,
        problems=tuple(sorted(found.problems, key=lambda problem: problem.line or 0)),
        notes=tuple(notes),
    )


def is_recorded_answer(text: str) -> bool:
    """Tell whether a text is JSON that holds a feed as its ``body``."""
    if not _RECORDING.match(text):
        return False
    match = _BODY.search(text, 0, _HEAD)
    return match is not None and is_feed(_string_at(text[match.end() : match.end() + _HEAD]))


def parse_recorded_answer(
    text: str, *, name: str, made: date, as_of: date | None = None
) -> Parsed:
    """Return the papers of a recorded answer; raise `NotADump` where it has none.

    The body is one line of the recording, so all lines are that one.
    """
    match = _BODY.search(text)
    if match is None:
        raise NotADump(name, "is JSON without a feed as its body.")
    line = text.count("\n", 0, match.end()) + 1
    parsed = parse_feed(_string_at(text[match.end() :]), name=name, made=made, as_of=as_of)
    return Parsed(
        shape=parsed.shape,
        entries=parsed.entries,
        lines=(line,) * len(parsed.entries),
        page_date=parsed.page_date,
        page_date_from=parsed.page_date_from,
        problems=tuple(
            Problem(line=line, message=f"line {problem.line} of the body: {problem.message}")
            for problem in parsed.problems
        ),
        notes=parsed.notes,
    )


class _Found(Struct):
    """What was found while the feed was read."""

    items: list[Item] = []
    problems: list[Problem] = []
    errors: list[tuple[int, str]] = []
    """Lines and messages of entries by which arXiv's API reports an error."""
    shape: str = ""

    def take(self, node: Node) -> None:
        """Read one entry."""
        where = node.find("id")
        self.shape = self.shape or (ARXIV_SHAPE if _is_arxiv(node, where) else FEED_SHAPE)
        if _ARXIV_ERROR.match(where):
            self.errors.append((node.line, collapsed(node.find("summary", "title"))))
            return
        item = arxiv_item(node) if self.shape == ARXIV_SHAPE else feed_item(node)
        if item.title:
            self.items.append(item)
        else:
            message = "has no title; the entry was left out"
            self.problems.append(Problem(line=node.line, message=message))


def _is_arxiv(node: Node, where: str) -> bool:
    """Tell whether an entry is of arXiv's API, by its address and its class."""
    if _ARXIV_ERROR.match(where):
        return True
    if node.tag != "entry" or not _ARXIV_ABSTRACT.match(where):
        return False
    return any(True for _ in node.children("arxiv:primary_category")) or not node.find(
        "arxiv:announce_type", "dc:creator", "content"
    )


def _why_empty(feed: FeedXML, found: _Found) -> str:
    """Return why a feed gives no paper, as the end of a sentence."""
    title = collapsed(feed.header.find("title"))
    if found.errors:
        return f"is an error answer of arXiv: {found.errors[0][1].rstrip('.')}."
    if title.startswith("Feed error"):
        return f"is an error answer of arXiv: {title.rstrip('.')}."
    if found.problems:
        first = found.problems[0]
        return f"holds no papers that can be read: line {first.line} {first.message}."
    return "holds no papers: the feed is empty."


def _day(header: Node) -> tuple[str | None, str]:
    """Return the feed's own day and how it was found."""
    for tag in _DATES:
        text = header.find(tag)
        found = stamp(text)
        if found is not None:
            return found.day.isoformat(), f"its {tag} says “{collapsed(text[:60])}”"
    return None, ""


def _is_of_papers(items: list[Item], header: Node) -> bool:
    """Tell whether a feed is of papers: arXiv's own, or one with a paper's id in an entry.

    News, blogs, podcasts and releases have titles, authors and days as well.
    """
    if any(item.arxiv_id or item.doi for item in items):
        return True  # of a link to the Hub's page of a paper, the id was taken
    own = [header.find("id"), header.find("link")]
    own += [link.attributes.get("href", "") for link in header.children("link")]
    return any(_ARXIV_FEED.match(where.strip()) for where in own)


def _entry(item: Item, day: str | None) -> Entry:
    said = item.said
    history: tuple[Sighting, ...] = ()
    if day is not None and (said.upvotes is not None or said.comments is not None):
        history = (Sighting(day, said.upvotes, said.comments),)
    return Entry(
        title=item.title,
        abstract=item.abstract,
        summary=item.summary,
        authors=item.authors.names,
        author_count=item.authors.count,
        organization=said.organization or None,
        published=item.published.day.isoformat() if item.published else None,
        featured=said.featured.day.isoformat() if said.featured else None,
        arxiv_id=item.arxiv_id,
        doi=item.doi,
        url=item.url,
        code_url=item.code_url,
        project_url=item.project_url,
        upvotes=said.upvotes,
        comments=said.comments,
        stars=said.stars,
        history=history,
        submitted_by=said.submitted_by or None,
        venue=item.venue,
        categories=item.categories,
        keywords=item.keywords,
    )


def _string_at(text: str) -> str:
    """Return the JSON string that a text begins with, up to where it is cut off if it is."""
    try:
        string, _ = json.JSONDecoder(strict=False).raw_decode(text)
    except ValueError:
        whole = re.match(r'"(?:[^"\\]|\\(?:[\"\\/bfnrt]|u[0-9A-Fa-f]{4}))*', text)
        cut = whole[0] if whole else '"'
        string = json.loads(cut + '"', strict=False)
    return string if isinstance(string, str) else ""
