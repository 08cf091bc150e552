"""What a feed's description shows: its lines, without the HTML it may be written in.

A description is HTML by the letter of RSS, but many are plain text, where a
``<`` is a sign of mathematics. So it counts as HTML only if a known tag stands
in it.
"""

import re
from html import unescape
from typing import Any

from msgspec import Struct

from paperreader.importing.spacing import collapsed

_NAMES = (
    "p|br|div|span|b|i|u|em|strong|small|a|img|h[1-6]|ul|ol|li|dl|dt|dd|table|tbody|tr|td|th|sub|sup"
    "|blockquote|hr|pre|code|tt|section|article|figure|font|center"
)
_HTML = re.compile(
    rf"<(?:/(?:{_NAMES})|(?:{_NAMES})(?:\s[^<>=]{{1,40}}=[^<>]{{0,2000}})?)\s*/?>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:b|i|u|em|strong|small|sub|sup|span|tt|code|scp|p|br|font)"
    r"(?:\s[^<>=]{1,40}=[^<>]{0,200})?\s*/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details"),
    *("div", "dl", "dt", "figcaption", "figure", "footer", "header", "hr", "li", "main", "nav"),
    *("ol", "p", "pre", "section", "summary", "table", "tbody", "tr", "ul"),
}
_BOLD = frozenset(("b", "strong"))
_SILENT = frozenset(("script", "style", "template", "noscript", "iframe", "svg", "math"))
_MAX_HTML = 1_000_000
_MAX_TAGS = 5_000
"""HTML that opens thousands of elements in one another takes the square of that time."""
_MAX_DEPTH = 250


class Shown(Struct):
    """One line of a description as a reader would show it."""

    text: str
    heading: bool = False
    """Whether it is a heading, or all in bold."""
    links: tuple[str, ...] = ()
    linked: bool = False
    """Whether all of it is links, as "Read more" is."""


def shown_lines(markup: str, *, is_html: bool = False) -> list[Shown]:
    """Return the lines of a description; `is_html` if that is known."""
    is_usual = len(markup) <= _MAX_HTML and markup.count("<") <= _MAX_TAGS
    if is_usual and (is_html or _HTML.search(markup)):
        return _lines(markup)
    text = without_entities(markup)
    return [Shown(line) for raw in text.split("\n") if (line := collapsed(raw))]


def is_html(markup: str) -> bool:
    """Tell whether a text holds a tag of HTML."""
    return _HTML.search(markup) is not None


def line_of(markup: str) -> str:
    """Return a title as one line, without marks of style and entities escaped twice."""
    return collapsed(_INLINE.sub("", without_entities(markup)))


def without_entities(text: str) -> str:
    """Return the text with names and numbers of characters resolved, if any are left in it."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


class _Line:
    """A line while it grows."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.links: list[str] = []
        self.plain = self.bold = self.linked = 0

    def shown(self, heading: bool) -> Shown | None:
        text = collapsed("".join(self.pieces))
        if not text:
            return None
        all_bold = self.bold > 0 and self.plain == 0
        all_linked = self.linked > 0 and self.linked >= self.plain + self.bold
        return Shown(text, heading or all_bold, tuple(self.links), all_linked)


def _lines(markup: str) -> list[Shown]:
    from selectolax.lexbor import (  # noqa: PLC0415 - only descriptions in HTML need it
        LexborHTMLParser,
    )

    found: list[Shown] = []
    line = _Line()
    bold = linked = headings = 0

    def ended() -> None:
        nonlocal line
        shown = line.shown(headings > 0)
        if shown is not None:
            found.append(shown)
        if shown is not None or line.links:
            line = _Line()
        else:
            line.pieces.clear()

    path: list[str] = []
    node: Any = LexborHTMLParser(markup).body
    while node is not None:
        tag = str(node.tag)
        child = None
        if tag == "-text":
            text = node.text_content or ""
            line.pieces.append(text)
            length = len(text.strip())
            line.linked += length if linked else 0
            if bold:
                line.bold += length
            else:
                line.plain += length
        elif tag not in _SILENT and len(path) < _MAX_DEPTH:
            if tag in _BLOCKS:
                ended()
            elif tag in ("td", "th"):
                line.pieces.append(" ")
            elif tag == "a":
                href = (node.attributes.get("href") or "").strip()
                # With white space in it, it is an address whose quotation mark is lost.
                if href.lower().startswith(("http://", "https://")) and len(href.split()) == 1:
                    line.links.append(href)
            child = node.child
        if child is not None:
            path.append(tag)
            bold += tag in _BOLD
            linked += tag == "a"
            headings += tag in _HEADINGS
            node = child
            continue
        while node is not None and node.next is None:
            node = node.parent
            if not path or node is None:
                node = None
                break
            left = path.pop()
            if left in _BLOCKS:
                ended()
            bold -= left in _BOLD
            linked -= left == "a"
            headings -= left in _HEADINGS
        node = node.next if node is not None else None
    ended()
    return found
