"""The text of the search bar, as much as fits round its cursor."""

from collections.abc import Sequence

from rich.cells import cell_len

from paperreader.tui import cells
from paperreader.tui.line_editor import LineEditor
from paperreader.tui.widgets.inked import Line


def drawn(
    editor: LineEditor, mistakes: Sequence[tuple[int, int]], room: int, *, at_cursor: bool
) -> tuple[Line, int]:
    """Return the text in about `room` cells, and the column at which its cursor stands.

    `mistakes` are parts of the text as start and end, sorted: they are
    underlined. With `at_cursor`, the letter under the cursor is inked.
    """
    text, cursor, at = editor.text, editor.cursor, editor.under
    before, rest = text[:cursor], text[cursor + len(at) :]
    size = max(1, cell_len(at))
    if (over := cell_len(before) - max(1, room - size)) > 0:
        before = cells.after(before, over)
    column = cell_len(before)
    rest = cells.cut(rest, max(0, room - column - size))
    line = _underlined(before, cursor - len(before), mistakes)
    if at_cursor:
        line.append((at or " ", "cursor strong"))
    else:
        line += _underlined(at or " ", cursor, mistakes)
    return [*line, *_underlined(rest, cursor + len(at), mistakes)], column


def _underlined(text: str, start: int, mistakes: Sequence[tuple[int, int]]) -> Line:
    """Return a part of the text that begins at `start`, with its mistakes inked."""
    line: Line = []
    at = 0
    for first, end in mistakes:
        low, high = max(first - start, at), min(end - start, len(text))
        if low < high:
            line += [(text[at:low], ""), (text[low:high], "mistake")]
            at = high
    return [*line, (text[at:], "")]
