"""Entries as a table: one line each, laid out for a terminal or with tabs for a program."""

import sys
from collections.abc import Callable, Sequence

from msgspec import Struct

from ..entry import Entry, Row, Status
from ..latex import readable
from ..library import day_of
from ..plain import plain
from .printing import cells, cut, emphasised, padded, styles, width

STATUS_SIGNS: dict[Status, str] = {
    "inbox": "•",
    "queued": "w",
    "reading": "R",
    "read": "r",
    "skipped": "x",
}
"""A status in one cell, where a word has no room: the app's key for it, a dot for none."""

Spans = Callable[[str, str], Sequence[tuple[int, int]]]
"""Of a text and the part of the entry that it is: from where to where to mark it."""

_LEAST_TITLE = 20
"""Columns that a title has before anything else is shown beside key and marks."""

_LEAST_LEFT = 8
"""Columns of a title that are worth showing beside a key that is longer than the others."""

_WIDE = 90
"""Columns from which on a status is a word."""

_DAY = 10
_STATUS = max(map(len, STATUS_SIGNS))


def short_key(row: Row | Entry) -> str:
    """Return the name of an entry that ``KEY`` takes and a person would rather type.

    That is its citation key, else its arXiv id or DOI, else the beginning of
    the id that was made of its title.
    """
    if row.citation_key:
        return row.citation_key
    kind, _, rest = row.id.partition(":")
    if kind != "title":
        return rest
    return row.arxiv_id or row.doi or rest[:10]


def entry_table(rows: Sequence[Row], *, terminal: bool, spans: Spans | None = None) -> None:
    """Print entries, for a terminal as wide as it is, else complete and with tabs.

    The cells between tabs are key, status, marks (``★`` starred, ``✎`` with a
    note), day, title and tags.
    """
    if terminal:
        _for_a_person(rows, spans or _nothing)
        return
    for row in rows:
        line = (short_key(row), row.status, _marks(row), day_of(row), _title(row), _tags(row))
        sys.stdout.write("\t".join(map(plain, line)) + "\n")


class _Layout(Struct, frozen=True):
    """Columns that each cell takes; 0 for one that is not shown."""

    key: int
    status: int
    marks: int
    day: int
    title: int
    tags: int


def _for_a_person(rows: Sequence[Row], spans: Spans) -> None:
    if not rows:
        return
    styled = styles(sys.stdout)
    layout = _laid_out(rows, width())
    heads = (
        "key",
        "status" if layout.status == _STATUS else "s",
        "",
        "day",
        _head(rows, layout),
        "tags",
    )
    sizes = [getattr(layout, name) for name in layout.__struct_fields__]
    shown = [padded(head, size) for head, size in zip(heads, sizes, strict=True) if size]
    header = "  ".join(shown).rstrip()
    sys.stdout.write(f"\x1b[2m{header}\x1b[22m\n" if styled else f"{header}\n")
    for row in rows:
        sys.stdout.write(_line(row, layout, spans if styled else _nothing) + "\n")


def _head(rows: Sequence[Row], layout: _Layout) -> str:
    """Return the heading of the titles; it says what the signs mean, where it has the room."""
    if layout.status == _STATUS:
        return "title"
    shown = {row.status for row in rows}
    signs = ", ".join(f"{sign} {name}" for name, sign in STATUS_SIGNS.items() if name in shown)
    head = f"title   (s: {signs})"
    return head if cells(head) <= layout.title else "title"


def _laid_out(rows: Sequence[Row], columns: int) -> _Layout:
    """Share the columns of the terminal out: the title gets what the others leave."""
    lengths = [cells(plain(short_key(row))) for row in rows]
    # A longer key than this pushes the rest of its own line aside, not that of all.
    longest = max(14, columns // 3)
    key = max((length for length in lengths if length <= longest), default=longest)
    marks = max(cells(_marks(row)) for row in rows)
    status = _STATUS if columns >= _WIDE else 1
    left = columns - key - status - 4 - (marks + 2 if marks else 0)
    day = tags = 0
    if left - _DAY - 2 >= _LEAST_TITLE:
        day = _DAY
        left -= day + 2
    title = max(_LEAST_LEFT, left)
    widest_tags = max(cells(plain(_tags(row))) for row in rows)
    if widest_tags and left >= 2 * _LEAST_TITLE + 14:
        tags = min(widest_tags, max(12, left // 4))
        title = min(left - 2 - tags, max(cells(plain(_title(row))) for row in rows))
        tags = min(widest_tags, left - 2 - title)
    return _Layout(key=key, status=status, marks=marks, day=day, title=title, tags=tags)


def _line(row: Row, layout: _Layout, spans: Spans) -> str:
    """Return the line of an entry; a key that takes most of it stands on a line above."""
    key = plain(short_key(row))
    pushed = max(0, cells(key) - layout.key)
    above = ""
    if layout.title - pushed < _LEAST_LEFT <= pushed:
        above, key, pushed = f"{key}\n", "", 0
    room = layout.title - pushed
    status = row.status if layout.status == _STATUS else STATUS_SIGNS[row.status]
    parts = [key + " " * (layout.key - cells(key)), padded(status, layout.status)]
    if layout.marks:
        parts.append(padded(_marks(row), layout.marks))
    if layout.day:
        parts.append(padded(plain(day_of(row)), layout.day))
    title = plain(_title(row))
    shown = cut(title, room)
    parts.append(emphasised(shown, spans(title, "title")))
    if layout.tags and row.tags:
        parts[-1] += " " * (room - cells(shown))
        tags = plain(_tags(row))
        parts.append(emphasised(cut(tags, layout.tags), spans(tags, "tag")))
    return above + "  ".join(parts).rstrip()


def _marks(row: Row) -> str:
    return ("★" if row.starred else "") + ("✎" if row.note.strip() else "")


def _title(row: Row) -> str:
    return readable(row.title)


def _tags(row: Row) -> str:
    return " ".join(f"#{tag}" for tag in row.tags)


def _nothing(text: str, part: str) -> Sequence[tuple[int, int]]:
    """Mark nothing."""
    return ()
