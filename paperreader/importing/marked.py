"""Plain text with what the markup around it said kept beside it.

Every notation of a page (Markdown, footnotes, bare addresses, HTML) is first
made into this form; from there on there is one reading of cards.
"""

from datetime import date

from msgspec import Struct

PARTS = "\x1f"
"""Stands in a line between parts of it that the page has on lines of their own."""


class Mark(Struct, frozen=True):
    """What the markup of one line said."""

    heading: int = 0
    """The level of a heading, from 1; 0 where the line is none."""
    links: tuple[str, ...] = ()
    """Where its links lead, in order, as the source writes them."""
    continues: bool = False
    """Whether it goes on with the text of a link that began on a line above."""


class Marked(Struct, frozen=True, kw_only=True):
    """A source as plain text, its markup taken away and remembered by line."""

    text: str
    marks: dict[int, Mark]
    """By line of `text`, from 1; lines without markup are left out."""
    notation: str = "plain-text"
    """``plain-text``, ``markdown``, ``footnotes``, ``bare-urls`` or ``html``."""
    source_lines: tuple[int, ...] = ()
    """For each line of `text` its line in the source; empty where they are the same."""
    title: str | None = None
    """What a wrapper calls the page."""
    address: str | None = None
    """The page's own URL, where a wrapper or the markup names it."""
    captured: date | None = None
    """The day on which the source says that it was made."""
    is_cut: bool = False
    """Whether the source says that it was cut off."""
