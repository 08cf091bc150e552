"""A page in HTML as the lines that a person sees, with its headings and links.

One line for each block's own text; a ``<br>`` begins a new one, blocks stand
apart by a blank line, items of a list begin with a bullet. Pictures, scripts,
forms' fields and what is hidden on a wide screen are left out. Text is text:
what looks like markup in it came as ``&lt;``.

Two things are written that a person sees in another way: a formula set by KaTeX
as the TeX it was made of, and the year of a date that shows none, where its
``<time>`` says it.

What is read is bounded: `MAX_HTML` characters, `MAX_TAGS` tags and `MAX_LINES`
lines, and one pass over them.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from paperreader.importing.html.lines import Lines
from paperreader.importing.html.open import BLOCKS, VOID, Element, OpenElements
from paperreader.importing.html.origin import Origin
from paperreader.importing.html.telling import is_html, is_xhtml
from paperreader.importing.html.tokens import Kind, Piece, attributes, pieces
from paperreader.importing.html.visible import is_hidden, is_spaced
from paperreader.importing.marked import Marked
from paperreader.importing.refusal import NotADump

__all__ = ["MAX_HTML", "is_html", "marked"]

MAX_HTML = 64_000_000
"""The most characters of HTML that are read; a page with its pictures in it has a tenth."""

MAX_TAGS = 1_000_000
MAX_LINES = 1_000_000

_TIGHT = frozenset(["li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot"])
"""Blocks that stand right below each other."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"(?P<month>[A-Za-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2})")
_LEVEL = re.compile(r"h([1-6])")


def marked(text: str, *, name: str) -> Marked:
    """Return what a page shows, as text with its markup beside it.

    Raises `NotADump` for a page that is too large; `name` is what it calls the page.
    """
    check_size(text, name=name)
    return _Page(text, name).read()


def check_size(text: str, *, name: str) -> None:
    """Raise `NotADump` for more HTML than is read."""
    if len(text) > MAX_HTML:
        reason = f"is too large for a saved page: over {MAX_HTML // 1_000_000} MB of HTML."
        raise NotADump(name, reason)


class _Page:
    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.name = name
        self.xml = is_xhtml(source)
        self.open = OpenElements()
        self.lines = Lines()
        self.origin = Origin()
        self.tags = 0
        self.begun = self.ended = self.unfinished = False
        self.formula = False
        """Whether the last that was shown is a formula as TeX."""

    def read(self) -> Marked:
        for piece in pieces(self.source, xml=self.xml):
            if piece.kind is Kind.TEXT:
                self._text(piece)
            elif piece.kind is Kind.START:
                self._start(piece)
            elif piece.kind is Kind.END:
                self._end(piece.name)
            elif piece.kind is Kind.COMMENT:
                self.origin.take_comment(piece.raw)
            else:
                self.unfinished = True
            self._check_bounds()
        for element in self.open.close_all():
            self._closed(element)
        self.lines.end()
        return Marked(
            text="\n".join(self.lines.lines),
            marks=self.lines.marks,
            notation="html",
            source_lines=self.lines.source_lines(self.source),
            address=self.origin.address,
            captured=self.origin.captured,
            is_cut=self.unfinished or (self.begun and not self.ended),
        )

    def _check_bounds(self) -> None:
        if self.tags > MAX_TAGS:
            raise NotADump(self.name, f"has over {MAX_TAGS:,} tags, too many for a page.")
        if len(self.lines.lines) > MAX_LINES:
            raise NotADump(self.name, f"has over {MAX_LINES:,} lines, too many for a page.")

    def _text(self, piece: Piece) -> None:
        last = self.open.last
        if last.hidden:
            return
        text = piece.text
        if last.kept:
            add, at = self.lines.keep, piece.start
        else:
            add = self.lines.add
            at = piece.start + len(piece.raw) - len(piece.raw.lstrip())
        add(text, at=at, heading=last.heading, link=last.link)
        if not text.isspace():
            last.after_link = self.formula = False

    def _start(self, piece: Piece) -> None:
        self.tags += 1
        name, last = piece.name, self.open.last
        said = attributes(piece.raw) if piece.raw and not last.hidden else {}
        if name in ("html", "body", "head"):
            self.begun = self.begun or name == "html"
            return
        if name in ("meta", "link"):
            self.origin.take_element(name, attributes(piece.raw))
        for element in self.open.closed_by_start(name):
            self._closed(element)
        last = self.open.last
        if name in VOID:
            if name in ("br", "hr") and not last.hidden:
                self.lines.end(gap=name == "hr")
            elif last.spaced:
                self.lines.space()
            return
        if name in BLOCKS and not last.hidden:
            self.lines.end(gap=name not in _TIGHT)
            if name == "li":
                self.lines.item()
        elif last.spaced:
            if name == "a" and last.after_link:
                self.lines.end()
            self.lines.space()
        element = self._element(name, said, last)
        if piece.self_closing and (element.foreign or self.xml):
            if name in BLOCKS and not last.hidden:
                self.lines.end(gap=True)
            return
        self.open.push(element)

    def _element(self, name: str, said: Mapping[str, str], last: Element) -> Element:
        hidden = last.hidden or is_hidden(name, said)
        if name == "span" and self.formula and "katex-html" in said.get("class", ""):
            hidden = True
        level = _LEVEL.fullmatch(name)
        heading = last.heading
        if level is not None:
            heading = int(level[1])
        elif said.get("role") == "heading":
            shown = said.get("aria-level", "")
            heading = int(shown) if shown in {"1", "2", "3", "4", "5", "6"} else 2
        element = Element(
            name=name,
            hidden=hidden,
            heading=heading,
            link=_address(said) or last.link if name == "a" else last.link,
            kept=last.kept or name in ("pre", "listing"),
            foreign=last.foreign or name in ("svg", "math"),
            spaced=is_spaced(name, said),
            begun=self.lines.pieces if name != "annotation" else 0,
            note=said.get("datetime", "") if name == "time" else "",
        )
        if last.foreign:
            element.begun = last.begun
        if name == "annotation" and "x-tex" in said.get("encoding", "").lower():
            element.note = "tex"
            self.lines.replace_since(element.begun, "")
        return element

    def _end(self, name: str) -> None:
        if name in ("html", "body"):
            self.ended = True
            return
        if name in ("p", "br") and not self.open.last.hidden:
            self.lines.end(gap=name == "p")
        for element in self.open.closed_by_end(name):
            self._closed(element)

    def _closed(self, element: Element) -> None:
        if element.hidden:
            return
        if element.name in BLOCKS:
            self.lines.end(gap=element.name not in _TIGHT)
            if element.name == "li":
                self.lines.end_item()
        elif element.name == "time":
            self._year(element)
        elif element.note == "tex":
            tex = " ".join(self.lines.since(element.begun).split())
            if tex:
                self.lines.replace_since(element.begun, f"${tex}$")
                self.formula = True
        around = self.open.last
        if around.spaced and not around.hidden:
            self.lines.space()
        around.after_link = element.name == "a"

    def _year(self, element: Element) -> None:
        """Write the year behind a day that shows none, as its element says it."""
        shown = _DAY.fullmatch(self.lines.since(element.begun))
        if shown is None or shown["month"].lower() not in _MONTHS:
            return
        try:
            said = date.fromisoformat(element.note[:10])
            month = _MONTHS.index(shown["month"].lower()) + 1
            day = next(
                day
                for by in (0, -1, 1)
                if ((day := said + timedelta(by)).month, day.day) == (month, int(shown["day"]))
            )
        except (ValueError, OverflowError, StopIteration):
            return
        self.lines.append(f", {day.year}")


def _address(said: Mapping[str, str]) -> str | None:
    """Return where a link leads; none for one that runs a script or is empty."""
    href = "".join(said.get("href", "").split())
    return None if href.lower().startswith(("javascript:", "data:")) else href or None
