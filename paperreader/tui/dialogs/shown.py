"""How text that others wrote is put on a dialog: cut, made plain, never markup."""

from functools import lru_cache

from rich.highlighter import Highlighter
from rich.text import Text
from textual.content import Content

from paperreader.plain import plain

LONGEST_LABEL = 1_000
"""Characters of a label that are looked at; no terminal line is that wide."""


def label(text: str) -> str:
    """Return one line of outside text, safe for a terminal and of bounded length."""
    if len(text) > LONGEST_LABEL:
        return plain(text[:LONGEST_LABEL]) + "…"
    return plain(text)


def heading(act: str, subject: str) -> Content:
    """Return a frame's title: what is done and, where there is one, to what."""
    about = label(subject).strip()
    return Content(f"{act} · {about}" if about else act)


def same_length(text: str) -> str:
    """Return the text made safe with every character at its old place.

    Editable fields draw this in place of their text, because their cursor is
    an index into it. What `plain` would write with several characters becomes
    ``�`` here, and what it would leave out stays, having no width.
    """
    return text if text.isprintable() else "".join(map(_one_for_one, text))


@lru_cache(maxsize=512)
def _one_for_one(char: str) -> str:
    if char.isprintable() or char == "\t":
        return char
    safe = plain(char)
    if not safe:
        return char
    return safe if len(safe) == 1 else "\ufffd"


class Harmless(Highlighter):
    """Draws an input's value with `same_length`, leaving the value as it is."""

    def __call__(self, text: str | Text) -> Text:
        """Return the text to draw."""
        raw = text if isinstance(text, str) else text.plain
        return Text(same_length(raw), no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Make the text safe in place."""
        text.plain = same_length(text.plain)
