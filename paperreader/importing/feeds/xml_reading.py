"""The XML of a feed, entry by entry, with nothing fetched and nothing expanded.

Feeds come from strangers, so the reader declares no entities, loads nothing
from elsewhere, and gives up on a document that is built to exhaust it. They are also
written by templates, so what has one meaning only is mended first, prefixes
need not be declared, and a declared encoding does not matter (the text was
decoded before). At a place that is not XML all the same the entry is left out
and reading goes on with the next.
"""

import re
from collections.abc import Callable
from xml.parsers import expat

from msgspec import Struct

from paperreader.entry import Problem
from paperreader.importing.feeds.mending import mended
from paperreader.importing.feeds.node import Node

MAX_CHARS = 64_000_000
"""The largest feed that is read; arXiv's longest answers are a tenth of it."""

_MAX_DEPTH = 250
_MAX_ELEMENTS = 100_000
_MAX_ATTRIBUTES = 100_000
_MAX_BREAKS = 500

_PREFIXES = {
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://arxiv.org/schemas/atom": "arxiv",
    "http://a9.com/-/spec/opensearch/1.1/": "opensearch",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
}
"""The prefix by which we know a vocabulary; other feeds may choose their own."""

_PRISM = "http://prismstandard.org/namespaces/"

_ENTRY_TAG = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:item|entry)[\s>/]")
_CONTAINERS = frozenset(("feed", "channel", "rss", "rdf:RDF"))
_ENTRIES = frozenset(("item", "entry"))

_CODES = expat.errors.codes
_CUT = frozenset(
    _CODES[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)
_AFTER_END = _CODES[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]


class RefusedXML(Exception):
    """A document that is not read at all; ``str()`` is what it does, as a clause."""


class FeedXML(Struct):
    """A feed but for its entries, which are handed over as they end."""

    header: Node
    """The feed's own elements, such as its title and date."""
    problems: list[Problem]


def read_feed_xml(text: str, each: Callable[[Node], None]) -> FeedXML:
    """Read a feed and call `each` with every entry that is whole, in order.

    Raises:
        RefusedXML: the document defines entities, is too large or too deep.
    """
    if len(text) > MAX_CHARS:
        raise RefusedXML(f"is too large for a feed: over {MAX_CHARS // 1_000_000} MB.")
    data = mended(text).encode("utf-8")
    feed = FeedXML(header=Node(tag="", attributes={}, line=1, parts=[]), problems=[])
    view = memoryview(data)
    start, lines_before = 0, 0
    opened: tuple[str, ...] = ()
    for _ in range(_MAX_BREAKS):
        part = _Part(feed, each, lines_before)
        end = part.read(view[start:], opened)
        if end is None:
            return feed
        opened = part.around()
        following = _ENTRY_TAG.search(data, start + end)
        if following is None:
            return feed
        lines_before += data.count(b"\n", start, following.start())
        start = following.start()
    feed.problems.append(
        Problem(line=lines_before + 1, message="too much is broken; the rest was not read")
    )
    return feed


class _Broken(Exception):
    """An entry begins inside another one; says at which byte and line."""

    def __init__(self, where: int, line: int) -> None:
        super().__init__()
        self.where = where
        self.line = line


class _Part:
    """One stretch of a document that is well-formed up to its end or to a break."""

    def __init__(self, feed: FeedXML, each: Callable[[Node], None], lines_before: int) -> None:
        self.feed = feed
        self.each = each
        self.lines_before = lines_before
        self.names: list[str] = []
        self.raw_names: list[str] = []
        self.open: list[Node] = []
        self.elements = 0
        self.prefixes = {prefix: prefix for prefix in _PREFIXES.values()}
        self.given = 0
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = _doctype
        parser.EntityDeclHandler = _entity
        parser.ExternalEntityRefHandler = _external
        self.parser = parser

    def read(self, data: memoryview, opened: tuple[str, ...]) -> int | None:
        """Read on, inside the elements `opened`; return where it breaks, None at a good end."""
        if opened:
            tags = "".join(f"<{name}>" for name in opened).encode()
            self.given = len(tags)
            self.parser.Parse(tags, False)
        try:
            self.parser.Parse(data, True)
        except _Broken as broken:
            lost = f"the entry that begins on line {self.open[0].line} has no end"
            self.report(broken.line, f"{lost}; it was left out")
            return broken.where - self.given
        except expat.ExpatError as error:
            return self.broken(error, data)
        return None

    def broken(self, error: expat.ExpatError, data: memoryview) -> int:
        """Report a break and return its place."""
        where = max(0, self.parser.ErrorByteIndex - self.given)
        inside = bool(self.open) and self.open[0].tag in _ENTRIES
        if error.code == _AFTER_END:
            self.report(error.lineno, "something follows the end of the feed; it was not read")
            return len(data)
        if error.code in _CUT:
            message = "the feed is cut off here"
            if inside:
                message += f"; the entry that begins on line {self.open[0].line} was left out"
            self.report(error.lineno, message)
        else:
            rest = "the entry was left out" if inside else "reading went on after it"
            self.report(error.lineno, f"is not XML ({expat.ErrorString(error.code)}); {rest}")
        return where

    def around(self) -> tuple[str, ...]:
        """Return the names of the elements around the entry at which it broke."""
        return tuple(self.raw_names[: len(self.raw_names) - len(self.open)])

    def report(self, line: int, message: str) -> None:
        """Add a problem; `line` is the parser's."""
        self.feed.problems.append(Problem(line=line + self.lines_before, message=message))

    def start(self, raw: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        if attributes:
            if sum(map(len, attributes.values())) > _MAX_ATTRIBUTES:
                raise RefusedXML(
                    "is no feed: it holds attributes of more than 100,000 letters."
                )
            self.declare(attributes)
        name = self.named(raw)
        self.names.append(name)
        self.raw_names.append(raw)
        if len(self.names) > _MAX_DEPTH:
            raise RefusedXML(
                f"is no feed: its elements are nested more than {_MAX_DEPTH} deep."
            )
        if self.open:
            self.elements += 1
            if self.elements > _MAX_ELEMENTS:
                raise RefusedXML("is no feed: an entry of it holds over 100,000 elements.")
            if name in _ENTRIES and len(self.open) == 1 and self.open[0].tag == name:
                self.raw_names.pop()
                raise _Broken(self.parser.CurrentByteIndex, self.parser.CurrentLineNumber)
            self.push(name, attributes)
        elif name in _ENTRIES or self.is_header(name):
            self.elements = 0
            self.push(name, attributes)

    def push(self, name: str, attributes: dict[str, str]) -> None:
        """Open a node."""
        line = self.parser.CurrentLineNumber + self.lines_before
        node = Node(tag=name, attributes=attributes, line=line, parts=[])
        if self.open:
            self.open[-1].parts.append(node)
        self.open.append(node)

    def end(self, _raw: str) -> None:
        """Leave an element, and hand it over if it is an entry."""
        self.names.pop()
        self.raw_names.pop()
        if not self.open:
            return
        node = self.open.pop()
        if self.open:
            return
        if node.tag in _ENTRIES:
            self.each(node)
        else:
            self.feed.header.parts.append(node)

    def characters(self, text: str) -> None:
        """Take text."""
        if self.open:
            self.open[-1].parts.append(text)

    def is_header(self, name: str) -> bool:
        """Tell whether an element says something about the feed as a whole."""
        above = self.names[-2] if len(self.names) > 1 else ""
        return above in ("feed", "channel") and name not in _CONTAINERS

    def declare(self, attributes: dict[str, str]) -> None:
        """Learn which prefixes stand for the vocabularies that we know."""
        for key, uri in attributes.items():
            if key.startswith("xmlns"):
                known = "prism" if uri.startswith(_PRISM) else _PREFIXES.get(uri)
                if known is not None:
                    self.prefixes[key[6:]] = known

    def named(self, raw: str) -> str:
        """Return a name with the prefix by which we know its vocabulary."""
        prefix, colon, local = raw.rpartition(":")
        if not colon:
            return raw
        known = self.prefixes.get(prefix, prefix)
        return f"{known}:{local}" if known else local


def _doctype(_name: str, _system: str | None, _public: str | None, internal: bool) -> None:
    # Old feeds name the DTD of RSS 0.91, which is never fetched; one that
    # brings definitions along can only be up to something.
    if internal:
        raise RefusedXML("is not read: it defines entities of its own, as no feed needs to.")


def _entity(*_: object) -> None:
    raise RefusedXML("is not read: it defines entities of its own, as no feed needs to.")


def _external(*_: object) -> int:
    raise RefusedXML("is not read: it refers to other documents.")
