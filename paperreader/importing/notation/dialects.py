"""Notations other than common Markdown, made into it line by line.

Pandoc's Markdown with attributes, Markdown with HTML's tags in it, reference
links by text, Org, MediaWiki, AsciiDoc and reStructuredText. Each is told by
several of its signs, never by one: brackets, braces and stars are a paper's own
in plain text. What is read next is common Markdown, of as many lines.
"""

import re
from collections.abc import Callable

from paperreader.importing.notation.dialect_asciidoc import from_asciidoc, is_asciidoc
from paperreader.importing.notation.dialect_attributes import is_attributed, without_attributes
from paperreader.importing.notation.dialect_links import OWED, owed, paid
from paperreader.importing.notation.dialect_mediawiki import from_mediawiki, is_mediawiki
from paperreader.importing.notation.dialect_org import from_org, is_org
from paperreader.importing.notation.dialect_references import is_referenced, with_references
from paperreader.importing.notation.dialect_rst import from_rst, is_rst
from paperreader.importing.notation.dialect_tags import is_tagged, without_markdown_tags

_Told = Callable[[str], bool]
_Made = Callable[[str], str]

_OTHERS: tuple[tuple[_Told, _Made], ...] = (
    (is_org, from_org),
    (is_rst, from_rst),
    (is_mediawiki, from_mediawiki),
    (is_asciidoc, from_asciidoc),
)
"""Notations of which a text is in one."""
_EXTENSIONS: tuple[tuple[_Told, _Made], ...] = (
    (is_attributed, without_attributes),
    (is_referenced, with_references),
    (is_tagged, without_markdown_tags),
)
"""What Markdown can hold beyond the common, several at once."""
_HEAD = 200_000
"""A notation shows itself in so many characters, ten pages' worth."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_WRAPPED_DAY = re.compile(
    rf"(?P<before>\b{_MONTH}(?= *\n *\d\d?\b)|\b{_MONTH} \d{{1,2}},(?= *\n *20\d\d\b))"
    r"(?P<gap> *\n *)"
)
"""Where a tool that wraps lines broke a day, which stands on one line on the page."""


def common_markdown(lines: list[str]) -> list[str]:
    """Return the lines in common Markdown, as many as there were.

    The list itself where they are in no dialect that is known. A construct over
    several lines becomes one, and blank lines follow where its paragraph ends.
    """
    text = "\n".join(lines)
    if OWED in text:
        return lines
    made = _made(text)
    if made == text:
        return lines
    made = _WRAPPED_DAY.sub(lambda match: match["before"] + " " + owed(match["gap"]), made)
    return paid(made).split("\n")


def _made(text: str) -> str:
    head = text[:_HEAD]
    for is_in, made in _OTHERS:
        if is_in(head):
            return made(text)
    for is_in, made in _EXTENSIONS:
        # Addresses that references lead to stand below the page.
        if is_in(text if is_in is is_referenced else text[:_HEAD]):
            text = made(text)
    return text
