"""An entry in full, as lines of text and ink: what the detail pane shows."""

import re
from collections.abc import Iterator

from rich.cells import cell_len

from paperreader.entry import Entry
from paperreader.latex import readable
from paperreader.tui.cells import cut, shown, wrap
from paperreader.tui.entry_line import (
    STATUS_INKS,
    STATUS_SIGNS,
    authors_in_words,
    shown_title,
)
from paperreader.tui.view import long_day

STATUS_WORDS = {
    "inbox": "undecided",
    "queued": "in the queue",
    "reading": "being read",
    "read": "read",
    "skipped": "skipped",
}

LONGEST_TEXT = 60_000
"""Characters of an abstract or a note that are shown; far more than any real one has."""

MEASURE = 88
"""Cells in a line of running text; longer lines are hard to read."""

Lines = list[list[tuple[str, str]]]

_PARAGRAPHS = re.compile(r"\n\s*\n")
_NAMES_SHOWN = 30


def describe(entry: Entry, width: int) -> Lines:
    """Return the entry in lines of at most `width` cells, title first.

    Texts of the source are made readable and safe for a terminal; the note stays
    as it was written, line by line.
    """
    width = max(1, min(width, MEASURE))
    lines: Lines = []
    _wrapped(lines, shown_title(entry.title), "heading", width)
    _wrapped(lines, _who(entry), "", width)
    if entry.organization:
        _wrapped(lines, shown(entry.organization), "muted", width)
    lines.append([])
    lines += _flow(_status(entry), width)
    lines += _flow([(part, "muted") for part in _dates_and_counts(entry)], width)
    if entry.tags:
        tags = [(cut("#" + shown(tag), width), "tag") for tag in entry.tags]
        lines += _flow(tags, width, joint="  ")
    if entry.note.strip():
        _headed(lines, "Note", width)
        for text in _clipped(entry.note).split("\n"):
            _written(lines, text, width)
    if entry.summary:
        _headed(lines, "Summary", width)
        _paragraphs(lines, entry.summary, width)
    if entry.abstract or not entry.summary:
        _headed(lines, "Abstract", width)
        _paragraphs(lines, entry.abstract or "", width)
    lines.append([])
    for name, value in _references(entry):
        _wrapped(lines, f"{name}  {value}", "muted", width)
    return lines


def _clipped(text: str) -> str:
    if len(text) <= LONGEST_TEXT:
        return text
    return f"{text[:LONGEST_TEXT]}… ({len(text) - LONGEST_TEXT:,} characters more)"


def _wrapped(lines: Lines, text: str, ink: str, width: int) -> None:
    lines += [[(part, ink)] for part in wrap(text, width)]


def _headed(lines: Lines, title: str, width: int) -> None:
    lines += [[], [(cut(title, width), "accent strong")]]


def _paragraphs(lines: Lines, text: str, width: int) -> None:
    """Add a text of the source, its paragraphs apart, or say that there is none."""
    if not text:
        _wrapped(lines, "The source gives no abstract.", "muted", width)
        return
    for number, paragraph in enumerate(_PARAGRAPHS.split(_clipped(text))):
        if number:
            lines.append([])
        _wrapped(lines, shown(readable(paragraph)), "", width)


def _written(lines: Lines, text: str, width: int) -> None:
    """Add a line of a note: wrapped, with what was indented kept so."""
    text = shown(text, keep_newlines=True).rstrip()
    indent = min(len(text) - len(text.lstrip()), width // 2)
    if not text:
        lines.append([])
    for part in wrap(text, width - indent):
        lines.append([(" " * indent + part, "")])


def _who(entry: Entry) -> str:
    names = [shown(readable(name[:200])) for name in entry.authors[:_NAMES_SHOWN]]
    if names:
        more = len(entry.authors) - len(names)
        return ", ".join(names) + (f" and {more} more" if more else "")
    if entry.author_count is not None:
        return f"{authors_in_words(entry.author_count)}, names not given"
    return "authors not given"


def _status(entry: Entry) -> list[tuple[str, str]]:
    sign = STATUS_SIGNS[entry.status]
    parts = [(f"{sign} {STATUS_WORDS[entry.status]}", STATUS_INKS[entry.status])]
    if entry.starred:
        parts.append(("★ starred", "star"))
    return parts


def _dates_and_counts(entry: Entry) -> Iterator[str]:
    if entry.featured:
        yield f"on Daily Papers {long_day(entry.featured)}"
    if entry.published:
        yield f"published {long_day(entry.published)}"
    for count, one, many in (
        (entry.upvotes, "upvote", "upvotes"),
        (entry.comments, "comment", "comments"),
        (entry.stars, "GitHub star", "GitHub stars"),
    ):
        if count is not None:
            yield f"{count:,} {one if count == 1 else many}"
    if entry.venue:
        yield shown(entry.venue[:200])


def _references(entry: Entry) -> Iterator[tuple[str, str]]:
    named = (
        ("arXiv", entry.arxiv_id),
        ("DOI", entry.doi),
        ("page", entry.url),
        ("code", entry.code_url),
        ("project", entry.project_url),
        ("citation key", entry.citation_key),
    )
    for name, value in named:
        if value:
            yield name, shown(value[:2000])
    if entry.categories:
        yield "categories", shown(" ".join(entry.categories[:40]))
    if entry.keywords:
        yield "keywords", shown(", ".join(entry.keywords[:40]))
    if entry.submitted_by:
        yield "submitted by", shown(entry.submitted_by[:200])
    if entry.sources:
        yield "from", shown(", ".join(dict.fromkeys(s.source[:200] for s in entry.sources)))


def _flow(parts: list[tuple[str, str]], width: int, joint: str = " · ") -> Lines:
    """Set short parts one after another, breaking lines only between them."""
    lines: Lines = []
    line: list[tuple[str, str]] = []
    used = 0
    for text, ink in parts:
        for piece in wrap(text, width):
            size = cell_len(piece)
            if line and used + len(joint) + size > width:
                lines.append(line)
                line, used = [], 0
            if line:
                line.append((joint, "faint"))
                used += len(joint)
            line.append((piece, ink))
            used += size
    return [*lines, line] if line else lines
