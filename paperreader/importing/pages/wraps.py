"""Was a line broken because the next word did not fit?"""

from collections.abc import Sequence
from itertools import pairwise

from paperreader.importing.pages.forms import Form
from paperreader.importing.pages.lines import Line

_WIDEST = 160
"""Tools that wrap lines do so at 72 to 132 columns; longer lines are not wrapped."""

_RAGGED = 12
"""Wrapped lines end within a word's length of the width."""


def width_of(lines: Sequence[Line]) -> int | None:
    """Return the width at which a page's lines were wrapped, or None where they were not."""
    widths = [line.indent + len(line.text) for line in lines if line.form is Form.TEXT]
    widest = max(widths, default=0)
    pairs = [
        (before, line)
        for before, line in pairwise(lines)
        if before.form is line.form is Form.TEXT and not line.gap
    ]
    if sum(not goes_on(before, line, widest) for before, line in pairs) * 2 > len(pairs):
        return None  # most lines end where a word more would have fitted
    full = sum(width >= widest - _RAGGED for width in widths)
    if widest > _WIDEST or full < max(3, sum(width > widest // 2 for width in widths) // 8):
        return None
    return widest


def goes_on(before: Line, line: Line, width: int | None) -> bool:
    """Tell whether a line goes on with the one before, whose end its first word did not fit."""
    if width is None or line.gap:
        return False
    word = line.text.split(None, 1)[0]
    return before.indent + len(before.text) + 1 + len(word) > width
