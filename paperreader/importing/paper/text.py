"""A paper's page as one text, since each tool breaks it into lines in its own way.

What is a line to one tool is a word to another, and a third writes the whole
page on one line. So the page is searched as one text, in which a blank line
parts paragraphs, and from a place in it one comes back to the line and its
links.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from paperreader.importing.addresses import HUB
from paperreader.importing.pages.lines import Line

_HUB = re.escape(HUB)
_PICTURE = re.compile(r"!\[[^\[\]]{0,200}\]\(\s?(?:https?:|/|data:)[^()]{0,2000}\)")
"""A picture whose address is broken over lines, so that its line alone could not tell."""
_SEARCH = re.compile(
    rf" ?(?:\[(?:{_HUB})?/papers\?q=[^\[\]\s]{{0,300}}\]"
    rf"|\((?:{_HUB})?/papers\?q=(?:[^()\s]|\([^()\s]*\)){{0,300}}\))"
)
"""Where a keyword of the abstract leads."""
_ATTRIBUTES = re.compile(
    r"\{(?:[#.](?=[A-Za-z])[\w:./\[\]-]++\s*+|[\w-]++=\"[^\"{}]{0,300}\"\s*+)++\}|^:{3,}+.*$",
    re.MULTILINE,
)
"""Classes and fences that pandoc keeps of HTML in its Markdown."""
_TAGS = re.compile(r"</?(?:a|div|img|p|span)(?:\s[^<>]{0,2000})?/?>")
"""A tag that is broken over lines."""
_DIRECTIVES = re.compile(
    r"^:(?:PROPERTIES|END|CUSTOM_ID|CLASS|name|class):.*$|^\.\. container::.*$|^\.\. rubric::",
    re.MULTILINE,
)
"""And in Org and reStructuredText."""


class PageText(Struct, frozen=True):
    """The page's lines as one text: a line feed between two, two where a blank one was."""

    text: str
    lines: Sequence[Line]
    starts: list[int]
    """Where in the text each line begins."""

    def line_at(self, place: int) -> Line:
        """Return the line that holds a place of the text."""
        return self.lines[max(0, bisect_right(self.starts, place) - 1)]

    def begins_line(self, place: int) -> bool:
        """Tell whether a line begins at a place of the text."""
        found = bisect_right(self.starts, place)
        return found > 0 and self.starts[found - 1] == place

    def lines_in(self, start: int, end: int) -> Sequence[Line]:
        """Return the lines that have a part between two places."""
        first = max(0, bisect_right(self.starts, start) - 1)
        return self.lines[first : max(bisect_right(self.starts, max(start, end - 1)), first)]

    def links_in(self, start: int, end: int) -> list[str]:
        """Return where the links of the lines between two places lead, in order."""
        return [link for line in self.lines_in(start, end) for link in line.links]


def page_text(lines: Sequence[Line]) -> PageText:
    """Return the lines as one text; what is left of pictures and keywords' links is blank."""
    pieces: list[str] = []
    starts: list[int] = []
    place = 0
    for line in lines:
        if pieces:
            parting = "\n\n" if line.gap else "\n"
            pieces.append(parting)
            place += len(parting)
        starts.append(place)
        pieces.append(line.text)
        place += len(line.text)
    text = "".join(pieces)
    if "![" in text:
        text = _PICTURE.sub(_blank, text)
    if "/papers?q=" in text:
        text = _SEARCH.sub(_blank, text)
    if "{#" in text or "{." in text:
        text = _ATTRIBUTES.sub(_blank, text)
    if "<a " in text or "<a\n" in text:
        text = _TAGS.sub(_blank, text)
    if ":END:" in text or ".. container::" in text:
        text = _DIRECTIVES.sub(_blank, text)
    if "View_arXiv_page" in text:
        text = text.replace("_", " ")  # as html2text once wrote what is linked
    return PageText(text, _as_in(text, lines, starts), starts)


def _as_in(text: str, lines: Sequence[Line], starts: Sequence[int]) -> Sequence[Line]:
    """Return the lines with what is left of them in the text."""
    return [
        line
        if text.startswith(line.text, start)
        else msgspec.structs.replace(line, text=text[start : start + len(line.text)].strip())
        for line, start in zip(lines, starts, strict=True)
    ]


def _blank(match: re.Match[str]) -> str:
    # As long as what it replaces, so that the places of all the rest stay true.
    return " " * len(match[0])
