"""Lines of inked text that know which of them hold what a search matched."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len

from paperreader.tui.cells import chopped, cut, wrap
from paperreader.tui.marked_text import FindPlaces, MarkedText, no_places

if TYPE_CHECKING:
    from paperreader.tui.note_text import Block

Lines = list[list[tuple[str, str]]]


class Description(Struct):
    """What the detail shows of an entry, line by line."""

    lines: Lines
    matches: list[list[tuple[int, int]]]
    """For each place that a search matched, top down, the spans that it takes,
    each as (line, number of the span in it)."""
    related: list[range]
    """For each related paper the lines that it takes."""
    links: list[tuple[range, str]]
    """Lines that lead somewhere, and the address."""

    def link_at(self, line: int) -> str | None:
        """Return the address to which a line leads, or None."""
        return next((url for lines, url in self.links if line in lines), None)


class Writer:
    """Writes a description, top down, in lines of at most `width` cells."""

    def __init__(self, width: int, places: FindPlaces = no_places) -> None:
        """Start empty; `places` finds what a search matched."""
        self.width = width
        self._places = places
        self.written = Description([], [], [], [])

    def finished(self) -> Description:
        """Return what was written; matches that found no room on any line are left out."""
        self.written.matches = [match for match in self.written.matches if match]
        return self.written

    @property
    def lines(self) -> Lines:
        """The lines so far."""
        return self.written.lines

    def gap(self) -> None:
        """Leave a line free."""
        self.lines.append([])

    def heading(self, title: str) -> None:
        """Begin a section."""
        self.lines.extend(([], [(cut(title, self.width), "accent strong")]))

    def text(self, text: str, ink: str = "", part: str = "", indent: int = 0) -> None:
        """Write a text whose white space is collapsed, wrapped and marked as its part."""
        marked, first = self.marked(text, part)
        for line in wrap(text, self.width - indent):
            self.line(marked, first, line, ink, indent)

    def blocks(self, blocks: "Sequence[Block]", part: str) -> None:
        """Write lines of inked text, wrapped, each with what stands before it.

        They are marked as a whole: the words of a phrase may stand on two lines.
        """
        texts = ["".join(text for text, _ink in block.runs) for block in blocks]
        marked, first = self.marked(" ".join(" ".join(texts).split()), part)
        for block, text in zip(blocks, texts, strict=True):
            most = self.width // 2
            before, rest = (
                block.first[-most:] if most else "",
                block.rest[-most:] if most else "",
            )
            if not text.strip():
                self.lines.append([(before.rstrip(), "muted")] if before.strip() else [])
                continue
            inks = [ink for run, ink in block.runs for _char in run]
            at = 0
            for piece in (chopped if block.verbatim else wrap)(
                text, max(1, self.width - cell_len(before))
            ):
                if not block.verbatim:
                    while text[at].isspace():
                        at += 1
                line: list[tuple[str, str]] = [(before, "muted")] if before else []
                told = marked.line(" ".join(piece.split()), "")
                self._put_inked(line, piece, inks[at : at + len(piece)], told, first)
                self.lines.append(line)
                at = min(at + len(piece), len(text) - 1)
                before = rest

    def _put_inked(
        self,
        line: list[tuple[str, str]],
        piece: str,
        inks: Sequence[str],
        told: Sequence[tuple[str, str, int]],
        first: int,
    ) -> None:
        """Put a piece at the end of a line with its own inks under those of the matches."""
        marks = iter([(char, ink, n) for text, ink, n in told for char in text])
        mark = next(marks, ("", "", -1))
        before: tuple[str, int] | None = None
        for char, ink in zip(piece, (*inks, *[""] * (len(piece) - len(inks))), strict=True):
            # White space that counts is more than what is marked has.
            over, number = "", -1
            if char == mark[0]:
                over, number = mark[1:]
                mark = next(marks, ("", "", -1))
            now = f"{ink} {over}".strip(), number
            if now == before:
                line[-1] = (line[-1][0] + char, now[0])
                continue
            if number >= 0:
                self.written.matches[first + number].append((len(self.lines), len(line)))
            line.append((char, now[0]))
            before = now

    def link(self, start: int, url: str) -> None:
        """Let the lines from `start` on lead to an address."""
        self.written.links.append((range(start, len(self.lines)), url))

    def flow(self, parts: Sequence[tuple[str, str, str]], joint: str = " · ") -> None:
        """Set short (text, ink, part) one after another, breaking only between them."""
        line: list[tuple[str, str]] = []
        used = 0
        for text, ink, part in parts:
            marked, first = self.marked(text, part)
            for piece in wrap(text, self.width):
                size = cell_len(piece)
                if line and used + len(joint) + size > self.width:
                    self.lines.append(line)
                    line, used = [], 0
                if line:
                    line.append((joint, "faint"))
                    used += len(joint)
                self._put(line, marked, first, piece, ink)
                used += size
        if line:
            self.lines.append(line)

    def marked(self, text: str, part: str) -> tuple[MarkedText, int]:
        """Return a text as its part is marked, and the number of its first match."""
        places = self._places(text, part)
        first = len(self.written.matches)
        self.written.matches += [[] for _ in places]
        return MarkedText(text, places), first

    def line(self, text: MarkedText, first: int, piece: str, ink: str, indent: int = 0) -> None:
        """Write the next line of a marked text."""
        line: list[tuple[str, str]] = [(" " * indent, "")] if indent else []
        self._put(line, text, first, piece, ink)
        self.lines.append(line)

    def _put(
        self, line: list[tuple[str, str]], text: MarkedText, first: int, piece: str, ink: str
    ) -> None:
        """Put spans at the end of the line that comes next, and note the matches."""
        for part, inks, number in text.line(piece, ink):
            if number >= 0:
                self.written.matches[first + number].append((len(self.lines), len(line)))
            line.append((part, inks))


_PARAGRAPHS = re.compile(r"\n\s*\n")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, which empty lines part."""
    return _PARAGRAPHS.split(text)
