"""A note's Markdown as paragraphs of inked text, for a pane that draws its own lines.

Only what makes a note readable is told apart: headings, lists, quotes, code, emphasis and
links. Lines stay apart as they were written, and HTML is text as any other.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from paperreader.tui.cells import shown

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST_MARKDOWN = 20_000
"""Characters of a note whose Markdown is read; a longer text is shown as it was written."""

LONGEST_FIRST = 400
"""Characters of a note in which its first line is looked for."""

_DEEPEST = 8
"""Lists and quotes within each other that are told apart by their indent."""

Runs = list[tuple[str, str]]
"""Text that is safe for a terminal, and its ink."""

_MARKUP = re.compile(
    r"[*_`\[<&\\~]|^\s{0,3}(?:#|[-+]\s|[-=]{2}|\d{1,9}[.)]\s|>)|^(?: {4}|\t)", re.MULTILINE
)
"""What a text without which has no Markdown in it that would look otherwise."""


class Block(Struct, frozen=True):
    """One line of a note, to be wrapped."""

    runs: Runs
    first: str = ""
    """What stands before it: its indent, a bullet or a number, the bar of a quote."""
    rest: str = ""
    """What stands before the lines that follow by wrapping, as wide."""
    verbatim: bool = False
    """Whether the white space in it counts, as in code."""


GAP = Block([])
"""An empty line."""


def note_blocks(note: str) -> list[Block]:
    """Return a note line by line."""
    note = shown(note, keep_newlines=True).rstrip()
    if len(note) > LONGEST_MARKDOWN or not _MARKUP.search(note):
        return [_as_written(line) for line in note.split("\n")]
    reading = _Reading()
    for token in _parser().parse(note):
        reading.take(token)
    # What is nothing but markup is shown as it was written, too.
    return reading.blocks or [_as_written(line) for line in note.split("\n")]


def _as_written(line: str) -> Block:
    indent = " " * (len(line) - len(line.lstrip()))
    return Block([(line.strip(), "")], indent, indent) if line.strip() else GAP


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 40 ms, for notes with markup alone

    # Where a link is defined that nothing refers to, it would not be seen at all.
    return (
        MarkdownIt("commonmark", {"html": False}).enable("strikethrough").disable("reference")
    )


_RULE = re.compile(r"[-=*_`~ ]+|(?:```|~~~).*")
_SIGN = re.compile(r"^(?:(?:#{1,6}|[-*+>]|\d{1,9}[.)])(?:\s+|$))+(?:\[[ xX]\]\s+)?")


def first_line(note: str) -> str:
    """Return the first line of a note that says something, without a heading's or item's sign.

    What others wrote is in it as it is.
    """
    for line in note[:LONGEST_FIRST].split("\n"):
        if (said := _SIGN.sub("", line.strip())) and not _RULE.fullmatch(said):
            return said
    return note[:LONGEST_FIRST]


class _Reading:
    """Turns the tokens of a note into blocks, top down."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._before: list[list[str]] = []
        """Of each list item and quote around: what its next line and its others begin with."""
        self._numbers: list[int | None] = []
        """Of each list around: the number of its next item, or None for bullets."""
        self._ink = ""
        self._told = 0
        """The line of the note after what was told last."""

    def take(self, token: "Token") -> None:
        """Take in the next token."""
        match token.type:
            case "bullet_list_open":
                self._numbers.append(None)
            case "ordered_list_open":
                self._numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
            case "list_item_open":
                self._begin_item(token)
            case "blockquote_open":
                self._before.append(["│ ", "│ "])
            case "list_item_close" | "blockquote_close":
                if token.type == "list_item_close" and self._before[-1][0].strip():
                    self._tell([])  # nothing was said beside its bullet
                    self._told += 1
                self._before.pop()
            case "heading_open":
                self._ink = "strong"
                self._part(token)  # with the line that may stand under it
            case "heading_close":
                self._ink = ""
            case "inline":
                self._part(token)
                for line in _lines(token.children or (), self._ink):
                    self._tell(line)
            case "fence" | "code_block":
                self._part(token)
                self._before.append(["  ", "  "])
                for text in token.content.rstrip("\n").split("\n"):
                    self._tell([(_safe(text), "code")], verbatim=True)
                self._before.pop()
            case "hr":
                self._part(token)
                self._tell([("───", "faint")])

    def _begin_item(self, token: "Token") -> None:
        if token.map is not None:
            self._gap(token.map[0])
        number = self._numbers[-1]
        sign = "• " if number is None else f"{number}. "
        if number is not None:
            self._numbers[-1] = number + 1
        self._before.append([sign, " " * len(sign)])

    def _part(self, token: "Token") -> None:
        """Leave a line free where one parts what comes from what was told, in the note, too."""
        if token.map is not None and token.map[1] > self._told:
            self._gap(token.map[0])
            self._told = token.map[1]

    def _gap(self, line: int) -> None:
        if self.blocks and line > self._told:
            self.blocks.append(GAP)
        self._told = max(line, self._told)

    def _tell(self, runs: Runs, *, verbatim: bool = False) -> None:
        around = self._before[-_DEEPEST:]
        first = "".join(now for now, _later in around)
        rest = "".join(later for _now, later in around)
        for before in self._before:
            before[0] = before[1]
        self.blocks.append(Block(runs, first, rest, verbatim))


_INKS = {
    "em_open": "emphasis",
    "strong_open": "strong",
    "s_open": "struck",
    "link_open": "link",
}


def _lines(tokens: "Sequence[Token]", ink: str) -> list[Runs]:
    """Return the lines of a paragraph as it was written, its markup as inks."""
    lines: list[Runs] = [[]]
    inks = [ink] if ink else []
    address, words = "", 0
    for token in tokens:
        kind = token.type
        if kind in ("softbreak", "hardbreak"):
            lines.append([])
        elif kind in _INKS:
            inks.append(_INKS[kind])
            if kind == "link_open":
                address, words = str(token.attrs.get("href", "")), len(lines[-1])
        elif kind.endswith("_close"):
            inks.pop()
            told = "".join(text for text, _ink in lines[-1][words:]) if address else ""
            if kind == "link_close" and address:
                if told not in (address, address.removeprefix("mailto:")):
                    lines[-1].append((f" ({_safe(address)})", "muted"))
                address = ""
        elif kind == "image":
            source = str(token.attrs.get("src", ""))
            lines[-1].append((_safe(f"{token.content or 'image'} ({source})"), "muted"))
        elif token.content:
            own = [*inks, "code"] if kind == "code_inline" else inks
            lines[-1].append((_safe(token.content), " ".join(own)))
    return lines


def _safe(text: str) -> str:
    """Return a part of a line as a terminal may show it.

    A note is made safe before it is read, but what it writes as ``&#x202e;``
    becomes a character only then.
    """
    return shown(text.replace("\n", " "), keep_newlines=True)
