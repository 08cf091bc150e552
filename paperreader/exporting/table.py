"""CSV as RFC 4180 has it, safe to open in a spreadsheet."""

import csv as csv_module
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import StringIO

from paperreader.entry import Entry
from paperreader.exporting.occasion import Occasion

_CELLS: Mapping[str, Callable[[Entry], object]] = {
    "id": lambda entry: entry.id,
    "citation_key": lambda entry: entry.citation_key,
    "title": lambda entry: entry.title,
    "authors": lambda entry: entry.authors,
    "author_count": lambda entry: entry.author_count,
    "organization": lambda entry: entry.organization,
    "published": lambda entry: entry.published,
    "featured": lambda entry: entry.featured,
    "arxiv_id": lambda entry: entry.arxiv_id,
    "doi": lambda entry: entry.doi,
    "url": lambda entry: entry.url,
    "code_url": lambda entry: entry.code_url,
    "project_url": lambda entry: entry.project_url,
    "venue": lambda entry: entry.venue,
    "categories": lambda entry: entry.categories,
    "keywords": lambda entry: entry.keywords,
    "upvotes": lambda entry: entry.upvotes,
    "comments": lambda entry: entry.comments,
    "stars": lambda entry: entry.stars,
    "submitted_by": lambda entry: entry.submitted_by,
    "status": lambda entry: entry.status,
    "starred": lambda entry: entry.starred,
    "tags": lambda entry: entry.tags,
    "note": lambda entry: entry.note,
    "summary": lambda entry: entry.summary,
    "abstract": lambda entry: entry.abstract,
    "added": lambda entry: entry.added,
    "changed": lambda entry: entry.changed,
    "read_at": lambda entry: entry.read_at,
    "aliases": lambda entry: entry.aliases,
}

COLUMNS: tuple[str, ...] = tuple(_CELLS)
"""The header row. Counts over time and sources have no place in a table: see ``json``."""

_control = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_surrogate = re.compile("[\ud800-\udfff]")
# What spreadsheets take for the beginning of a formula, in its wide forms too.
_formula = re.compile(r"[=+\-@\t＝＋－＠]")


def csv(entries: Iterable[Entry], on: Occasion) -> Iterator[str]:
    r"""Yield the header row, then one row an entry, each ending in ``\r\n``.

    Lists are joined by ``; ``, an unknown value is an empty cell, a yes or no is
    ``true`` or ``false``; line breaks within a cell are ``\n``. A text that a
    spreadsheet would run as a formula gets an apostrophe before it. The columns of notes
    and abstracts are left out where `on.parts` does not name them.
    """
    left_out = {
        column
        for part, column in (("notes", "note"), ("abstracts", "abstract"))
        if on.parts is not None and part not in on.parts
    }
    cells = {column: value for column, value in _CELLS.items() if column not in left_out}
    buffer = StringIO()
    writer = csv_module.writer(buffer, lineterminator="\r\n")
    writer.writerow(cells)
    for entry in entries:
        yield _taken(buffer)
        writer.writerow(
            cell(
                on.keys.get(entry.id) or value(entry)
                if column == "citation_key"
                else value(entry)
            )
            for column, value in cells.items()
        )
    yield _taken(buffer)


def cell(value: object) -> str:
    """Return a value of an entry as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        value = "; ".join(value)
    if not isinstance(value, str):
        return str(value)
    if not (value.isascii() and value.isprintable()):
        value = value.replace("\r\n", "\n").replace("\r", "\n")
        value = _surrogate.sub("\ufffd", _control.sub("", value))
    return f"'{value}" if _formula.match(value) else value


def _taken(buffer: StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
