"""HTML in pieces: tags, text and comments, each with the place where it stands.

The pieces are those of the HTML standard's tokenizer, with two differences. A
tag that the text ends in is given as an unfinished one, because a page that was
cut off may end within the data that we are after; and references to characters
are resolved only where someone asks. Nothing is put in order here: `html_open`
knows which elements are open.

Why not a parser that builds a tree: it gives no places, so a report could name
no lines; and its time or memory grows with the square of what a hostile page
nests (lexbor took 22 s for 100,000 elements in each other, 5 s for one tag with
40,000 attributes). This takes one pass, whatever the page.
"""

import re
from collections.abc import Iterator
from enum import Enum
from html import unescape

from msgspec import Struct


class Kind(Enum):
    """What a piece is."""

    TEXT = "text"
    START = "start tag"
    END = "end tag"
    COMMENT = "comment"
    UNFINISHED = "unfinished tag"


class Piece(Struct, frozen=True, gc=False):
    """A tag, a stretch of text, or a comment."""

    kind: Kind
    start: int
    """Where `raw` stands in the source."""
    raw: str
    """Text as it is written; a comment's inside; of a tag what follows its name."""
    name: str = ""
    """Of a tag, in lower case."""
    literal: bool = False
    """Whether references to characters are none in this text, as in scripts."""

    @property
    def text(self) -> str:
        """The text with references to characters resolved."""
        return self.raw if self.literal or "&" not in self.raw else unescape(self.raw)

    @property
    def self_closing(self) -> bool:
        """Whether the tag ends with a slash, which means something in XML only."""
        return self.raw.endswith("/")


_TAG = re.compile(
    r"<(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"""(?P<rest>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))*+)>"""
)
_OPENS = re.compile(r"</?(?P<name>[A-Za-z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s/>=][^\s/>=]*+)"""
    r"""(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>"'][^\s>]*+)?))?"""
)
# A reference without a semicolon before "=" is none: "?date=1&copy=2".
_PARAMETER = re.compile(r"&(?=[A-Za-z][A-Za-z0-9]*=)")

LITERAL = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes", "noscript"])
"""Elements whose inside is no markup: browsers that run scripts treat noscript so."""
_TEXTS = frozenset(("title", "textarea"))
_ENDS = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in (*LITERAL, *_TEXTS)
}

_MAX_ATTRIBUTES = 200


def pieces(source: str, *, xml: bool = False) -> Iterator[Piece]:
    """Yield the pieces of a page in order; `xml` if a slash ends an element (XHTML)."""
    position, end = 0, len(source)
    while position < end:
        begins = _next_markup(source, position)
        if begins > position:
            yield Piece(Kind.TEXT, position, source[position:begins])
        if begins == end:
            return
        tag = _TAG.match(source, begins)
        if tag is None:
            opens = _OPENS.match(source, begins)
            if opens is not None:
                rest = source[opens.end() :]
                yield Piece(Kind.UNFINISHED, opens.end(), rest, opens["name"].lower())
                return
            start, until, position = _comment(source, begins)
            yield Piece(Kind.COMMENT, start, source[start:until])
            continue
        name, position = tag["name"].lower(), tag.end()
        if tag["slash"]:
            yield Piece(Kind.END, begins, "", name)
            continue
        piece = Piece(Kind.START, tag.start("rest"), tag["rest"], name)
        yield piece
        if name in _ENDS and not (xml and piece.self_closing):
            closes = _ENDS[name].search(source, position)
            until = closes.start() if closes else end
            if until > position:
                inside = source[position:until]
                yield Piece(Kind.TEXT, position, inside, literal=name in LITERAL)
            position = until


def attributes(raw: str) -> dict[str, str]:
    """Return a tag's attributes, names in lower case; of the same name the first.

    No tag of a page has more than a few dozen; those beyond 200 are left out.
    """
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(raw):
        value = match["double"] or match["single"] or match["bare"] or ""
        if "&" in value:
            value = unescape(_PARAMETER.sub("&amp;", value))
        found.setdefault(match["name"].lower(), value)
        if len(found) == _MAX_ATTRIBUTES:
            break
    return found


def _next_markup(source: str, position: int) -> int:
    """Return where the next tag or comment begins; a "<" of mathematics is text."""
    while (begins := source.find("<", position)) >= 0:
        following = source[begins + 1 : begins + 2]
        if following.isascii() and following.isalpha():
            return begins
        if following in ("!", "?") or (following == "/" and begins + 2 < len(source)):
            return begins
        position = begins + 1
    return len(source)


def _comment(source: str, begins: int) -> tuple[int, int, int]:
    """Return where a comment's inside begins and ends, and what follows it."""
    if not source.startswith("<!--", begins):
        closes = source.find(">", begins)
        until = len(source) if closes < 0 else closes
        return begins + 2, until, until + 1
    inside = begins + 4
    for short in (">", "->"):
        if source.startswith(short, inside):
            return inside, inside, inside + len(short)
    closes = source.find("-->", inside)
    until = len(source) if closes < 0 else closes
    return inside, until, until + 3
