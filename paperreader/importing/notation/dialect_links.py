"""What all dialects are made into: links, headings and text of common Markdown.

A construct over several lines becomes one line; the line feeds that it loses
are owed (`OWED`) and paid back as blank lines where its paragraph ends, so that
a paragraph stays one and the count of lines does not change.
"""

import re
from collections.abc import Iterator
from typing import TypeVar

OWED = "\uffff"
"""Stands for a line feed that is still to be paid back; no character of any text."""

_PAID = re.compile(rf"{OWED}|\n(?=[ \t]*(?:\n|\Z|#{{1,6}} |[-*+] ))|\Z")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_DEEPEST = 16
_Item = TypeVar("_Item")


def owed(removed: str) -> str:
    """Return what stays of text that is taken away: the line feeds that it owes."""
    return OWED * (removed.count("\n") + removed.count(OWED))


def on_one_line(text: str) -> str:
    """Return the text on one line, white space at its ends taken away and its breaks owed.

    A text of several paragraphs stays on its lines.
    """
    stripped = text.replace(OWED, "").strip()
    if _PARAGRAPHS.search(stripped):
        return text
    return " ".join(line.strip(" \t") for line in stripped.split("\n")) + owed(text)


def opening(opened: list[_Item], item: _Item) -> None:
    """Note what opens, and forget what opened too long ago to be closed still.

    No page nests deeper, and text that does would be joined again at each level.
    """
    opened.append(item)
    del opened[:-_DEEPEST]


def tokens(
    pattern: re.Pattern[str], text: str, pieces: list[str], opened: list[_Item]
) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds in a text, for the caller to add to `pieces` what it leaves.

    What stands between is added here, and nothing stays open over a blank line.
    """
    position = 0
    for token in pattern.finditer(text):
        before = text[position : token.start()]
        if "\n\n" in before:
            opened.clear()
        pieces.append(before)
        position = token.end()
        yield token
    pieces.append(text[position:])


def link(text: str, address: str) -> str:
    """Return a link of common Markdown, its text on one line."""
    address = "".join(address.split())
    if "(" in address or ")" in address:
        address = address.replace("(", "%28").replace(")", "%29")
    return f"[{text if text.strip(OWED) else owed(text)}]({address})"


def literal(text: str) -> str:
    """Return a text in which Markdown shows each backslash, as the page does."""
    return text.replace("\\", "\\\\")


def paid(text: str) -> str:
    """Return the text with each owed line feed as a blank line where its paragraph ends."""
    if OWED not in text:
        return text
    debt = 0

    def pay(match: re.Match[str]) -> str:
        nonlocal debt
        if match[0] == OWED:
            debt += 1
            return ""
        due, debt = debt, 0
        return match[0] + "\n" * due

    return _PAID.sub(pay, text)
