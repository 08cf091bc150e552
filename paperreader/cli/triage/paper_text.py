"""A paper as lines of plain text, each part under its name, for the ear as for the eye."""

from collections.abc import Iterator

from ...entry import Entry
from ...latex import readable
from ...plain import plain
from ...tui.links import page_of
from ..printing import counted, filled, width

LONGEST_TEXT = 60_000
"""Characters of a text that are printed at all; far more than any real one has."""

_NAMES = 8
"""Authors that are named before the rest is counted."""


_NARROWEST, _WIDEST = 20, 100


def columns() -> int:
    """Return how many columns a line may take now; very long ones are hard to read."""
    return max(_NARROWEST, min(width() - 1, _WIDEST))


def title_of(title: str) -> str:
    """Return a title on one line, readable and safe to print."""
    return " ".join(plain(readable(title[:2_000])).split()) or "(no title)"


def paper_lines(entry: Entry, columns: int, *, whole: bool = False) -> Iterator[str]:
    """Yield a paper's lines, the title first, none wider than so many columns.

    Unless `whole`, only the first authors are named, and no address. Texts of others are made
    readable and safe; the note keeps its lines.
    """
    yield from filled(title_of(entry.title), columns)
    for name, value in _facts(entry, whole):
        yield from filled(f"{name}: {_line(value)}", columns)
    if entry.note.strip():
        first, *rest = plain(_clipped(entry.note.strip()), keep_newlines=True).split("\n")
        yield from filled(f"Note: {first}", columns)
        for line in rest:
            yield from filled(line, columns) if line.strip() else ("",)
    if entry.summary:
        yield from filled(f"Summary: {_line(readable(_clipped(entry.summary)))}", columns)
    if entry.abstract:
        yield from filled(f"Abstract: {_line(readable(_clipped(entry.abstract)))}", columns)
    elif not entry.summary:
        yield "The source gives no abstract."
    if whole and (page := page_of(entry)):
        yield from filled(f"Page: {_line(page[:2_000])}", columns)


def _facts(entry: Entry, whole: bool) -> Iterator[tuple[str, str]]:
    yield "Authors", _authors(entry, whole)
    if entry.organization:
        yield "Organization", entry.organization[:500]
    counts = ((entry.upvotes, "upvote"), (entry.comments, "comment"), (entry.stars, "star"))
    if known := [counted(n, noun) for n, noun in counts if n is not None]:
        yield "Counts", ", ".join(known)
    standing: list[str] = [entry.status] if entry.status != "inbox" else []
    standing += ["starred"] if entry.starred else []
    if standing:
        yield "Status", ", ".join(standing)
    if entry.tags:
        yield "Tags", ", ".join(entry.tags)


def _authors(entry: Entry, whole: bool) -> str:
    names = [readable(name[:200]) for name in entry.authors]
    if not names:
        count = entry.author_count
        return f"{count:,}, names not given" if count is not None else "not given"
    shown = names if whole or len(names) <= _NAMES + 1 else names[:_NAMES]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")


def _clipped(text: str) -> str:
    if len(text) <= LONGEST_TEXT:
        return text
    return f"{text[:LONGEST_TEXT]}… ({len(text) - LONGEST_TEXT:,} characters more)"


def _line(text: str) -> str:
    return " ".join(plain(text).split())
