"""The elements of a page that are open, as its tags come.

Tags of real pages are missing and crossed. The rules here are those of the HTML
standard that matter to who only wants to know which heading, link or hidden
part a text stands in: what a start tag closes (a paragraph, an item, a cell),
and how far an end tag may reach. Each step takes a bounded time, however deep
the page is nested.
"""

from msgspec import Struct

VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
"""Elements without an inside."""

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements that begin and end a line."""

_IN_PARAGRAPHS = frozenset(["button", "label"])
_BARRIERS = frozenset(["table", "td", "th", "caption", "object", "marquee", "template"])
_CELLS = frozenset(["td", "th", "tr", "tbody", "thead", "tfoot", "caption"])
_WHOLE = frozenset(["a", "svg", "math", "select", "canvas", "video", "audio"])
"""Others whose end tag also ends the blocks inside."""
_LISTS = frozenset(["ul", "ol", "menu", "dir"])
_CLOSES: dict[str, tuple[str, ...]] = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "option": ("option",),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("tr",),
    "tbody": ("tbody", "thead", "tfoot"),
    "thead": ("tbody", "thead", "tfoot"),
    "tfoot": ("tbody", "thead", "tfoot"),
    "a": ("a",),
}
"""What a start tag closes, if it is open in the same list or table."""


class Element(Struct, kw_only=True):
    """An open element, with what it has from those around it."""

    name: str
    hidden: bool = False
    heading: int = 0
    link: str | None = None
    kept: bool = False
    """Whether white space is kept as it is."""
    foreign: bool = False
    """Whether it is of SVG or MathML."""
    spaced: bool = False
    """Whether what stands directly in it is kept apart."""
    begun: int = 0
    """How many pieces the line held when it began."""
    note: str = ""
    """Of a date its ``datetime``."""
    after_link: bool = False
    """Whether the last thing in it was a link."""


_TABLES = frozenset(("table",))
_PAGE = Element(name="html")


class OpenElements:
    """The open elements, the innermost last."""

    def __init__(self) -> None:
        self._stack: list[Element] = []
        self._places: dict[str, list[int]] = {}
        self._blocks: list[int] = []
        self._barriers: list[int] = []
        self._tables: list[int] = []
        self._lists: list[int] = []

    @property
    def last(self) -> Element:
        """The innermost; the page itself if none is open."""
        return self._stack[-1] if self._stack else _PAGE

    def push(self, element: Element) -> None:
        """Open an element inside the last."""
        place, name = len(self._stack), element.name
        self._stack.append(element)
        self._places.setdefault(name, []).append(place)
        for names, places in self._kinds():
            if name in names:
                places.append(place)

    def closed_by_start(self, name: str) -> list[Element]:
        """Close what a start tag ends; return it, the innermost first."""
        barrier = _last(self._barriers)
        place = -1
        if name in BLOCKS and name not in _IN_PARAGRAPHS:
            place = _last(self._places.get("p", []))
            if place <= barrier:
                place = -1
        for other in _CLOSES.get(name, ()):
            open_at = _last(self._places.get(other, []))
            if name in _CELLS:
                reach = _last(self._tables)
            elif name == "li":
                reach = max(barrier, _last(self._lists))
            elif name == "a":
                reach = max(barrier, _last(self._blocks))
            else:
                reach = max(barrier, _last(self._places.get("dl", [])))
            if open_at > reach and (place < 0 or open_at < place):
                place = open_at
        return self._close(place)

    def closed_by_end(self, name: str) -> list[Element]:
        """Close what an end tag ends; nothing if it ends nothing."""
        place = _last(self._places.get(name, []))
        if name in _CELLS:
            reach = _last(self._tables)
        elif name in _BARRIERS:
            reach = -1
        elif name in BLOCKS or name in _WHOLE:
            reach = _last(self._barriers)
        else:
            reach = max(_last(self._barriers), _last(self._blocks))
        return self._close(place) if place > reach else []

    def close_all(self) -> list[Element]:
        """Close everything, as the end of the page does."""
        return self._close(0)

    def _close(self, place: int) -> list[Element]:
        closed: list[Element] = []
        while 0 <= place < len(self._stack):
            element = self._stack.pop()
            self._places[element.name].pop()
            for names, places in self._kinds():
                if element.name in names:
                    places.pop()
            closed.append(element)
        return closed

    def _kinds(self) -> tuple[tuple[frozenset[str], list[int]], ...]:
        return (
            (BLOCKS, self._blocks),
            (_BARRIERS, self._barriers),
            (_TABLES, self._tables),
            (_LISTS, self._lists),
        )


def _last(places: list[int]) -> int:
    return places[-1] if places else -1
