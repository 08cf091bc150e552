"""Text measured in terminal cells: cutting, padding and wrapping.

A wide character takes two cells and a combining one none; a cut never splits
either. Text from outside goes through `shown` first.
"""

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells, split_text

from paperreader.plain import plain

ELLIPSIS = "…"

_PICTURES = "\u2600-\u27bf\U0001f000-\U0001faff"
_LOOSE_JOINER = re.compile(f"(?<![{_PICTURES}\ufe0f])\u200d|\u200d(?![{_PICTURES}])")
"""A joiner that joins no pictographs: Rich and terminals measure it differently."""

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_PILED_MARKS = re.compile(f"([{_MARKS}]{{8}})[{_MARKS}]+")
"""More marks on one letter than any script writes; they would cover the lines around."""


def shown(text: str, *, keep_newlines: bool = False) -> str:
    """Return outside text as a line of the screen may show it, white space collapsed.

    With `keep_newlines`, its lines and their indents stay as they are.
    """
    text = plain(text, keep_newlines=keep_newlines)
    if not text.isascii():
        text = _PILED_MARKS.sub(r"\1", _LOOSE_JOINER.sub("", text))
    return text if keep_newlines else " ".join(text.split())


def fit(text: str, width: int) -> str:
    """Return the text in exactly `width` cells: cut with ``…`` or padded with spaces."""
    text = cut(text, width)
    return text + " " * (width - cell_len(text))


def cut(text: str, width: int) -> str:
    """Return the text in at most `width` cells, ending in ``…`` if some is missing."""
    if width <= 0:
        return ""
    # No character takes less than a cell but for combining ones, of which a
    # reader needs few: so a very long text is never measured whole.
    clipped = text[: 8 * width + 64]
    if len(clipped) == len(text) and cell_len(text) <= width:
        return text
    return before(clipped, width - 1).rstrip() + ELLIPSIS


def before(text: str, width: int) -> str:
    """Return the beginning of the text in at most `width` cells."""
    # Rich's own split fails where the text is no longer than that.
    return text if cell_len(text) <= width else split_text(text, width)[0]


def after(text: str, width: int) -> str:
    """Return what follows the first `width` cells of the text."""
    return "" if cell_len(text) <= width else split_text(text, width)[1]


def wrap(text: str, width: int) -> Iterator[str]:
    """Yield the words of the text in lines of at most `width` cells (at least 1).

    A word longer than a line is broken; white space is collapsed; an empty text
    is no line.
    """
    width = max(1, width)
    line = ""
    used = 0
    for word in text.split():
        size = cell_len(word)
        if line and used + 1 + size <= width:
            line += " " + word
            used += 1 + size
            continue
        if line:
            yield line
        if size > width:
            *full, word = chopped(word, width)  # noqa: PLW2901 - its last piece
            yield from full
            size = cell_len(word)
        line, used = word, size
    if line:
        yield line


def chopped(word: str, width: int) -> list[str]:
    """Return the text in pieces of at most `width` cells, broken wherever one is full."""
    pieces = [piece for piece in chop_cells(word, width) if piece]
    if width == 1:
        # A wide character in a column of one cell cannot be shown.
        pieces = [piece if cell_len(piece) <= 1 else ELLIPSIS for piece in pieces]
    return pieces
