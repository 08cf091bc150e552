"""An entry in full, as lines of text and ink: what the detail pane shows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from paperreader.entry import Entry
from paperreader.latex import readable
from paperreader.library import day_of
from paperreader.tui.cells import cut, shown
from paperreader.tui.days import long_day
from paperreader.tui.description import Description, Writer, paragraphs
from paperreader.tui.entry_line import (
    STATUS_INKS,
    STATUS_SIGNS,
    authors_in_words,
    shown_title,
)
from paperreader.tui.links import ARXIV, CODE, DOI, PAGE, PROJECT, own_links
from paperreader.tui.marked_text import FindPlaces, no_places
from paperreader.tui.news import news
from paperreader.tui.note_text import note_blocks

if TYPE_CHECKING:
    from paperreader.searching.related import Related

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

_NAMES_SHOWN = 1_000
_FEW_NAMES = 8
"""Names that stand above the text; where there are more, all of them stand below it."""
_WORDS_SHARED = 6
_SUBMITTER = "submitted by"


def describe(
    entry: Entry,
    width: int,
    places: FindPlaces = no_places,
    related: "Sequence[Related]" = (),
) -> Description:
    """Return the entry in lines of at most `width` cells, title first.

    Texts of the source are made readable and safe for a terminal; of the note its
    Markdown is shown, line by line. `places` finds what a search matched in them;
    `related` are near papers, told at the end.
    """
    to = Writer(max(1, min(width, MEASURE)), places)
    to.text(shown_title(entry.title), "heading", "title")
    who = _who(entry, _FEW_NAMES)
    to.text(who, "", "author" if entry.authors else "")
    if entry.organization:
        to.text(shown(entry.organization), "muted", "org")
    to.gap()
    to.flow([(text, ink, "") for text, ink in _status(entry)])
    to.flow([(text, "muted", "") for text in _dates_and_counts(entry)])
    to.flow([(text, "accent", "") for text in news(entry)])
    if entry.tags:
        tags = [(cut("#" + shown(tag), to.width), "tag", "tag") for tag in entry.tags]
        to.flow(tags, joint="  ")
    if entry.note.strip():
        to.heading("Note")
        to.blocks(note_blocks(_clipped(entry.note)), "note")
    if entry.summary:
        to.heading("Summary")
        _paragraphs(to, entry.summary)
    if entry.abstract or not entry.summary:
        to.heading("Abstract")
        _paragraphs(to, entry.abstract or "")
    if entry.authors and (whole := _who(entry, _NAMES_SHOWN)) != who:
        to.heading("Authors")
        to.text(whole, "", "author")
    to.gap()
    links = {link.name: link.url for link in own_links(entry)}
    for name, value in _references(entry):
        start = len(to.lines)
        if name in links:
            to.flow([(name, "muted", ""), (value, "muted link", "")], joint=" ")
            to.link(start, links[name])
        else:
            to.text(f"{name} {value}", "muted", "by" if name == _SUBMITTER else "")
    if related:
        to.heading("Related")
        for number, paper in enumerate(related):
            if number:
                to.gap()
            start = len(to.lines)
            _related(to, paper)
            to.written.related.append(range(start, len(to.lines)))
    return to.finished()


def _clipped(text: str) -> str:
    if len(text) <= LONGEST_TEXT:
        return text
    return f"{text[:LONGEST_TEXT]}… ({len(text) - LONGEST_TEXT:,} characters more)"


def _paragraphs(to: Writer, text: str) -> None:
    """Write a text of the source, its paragraphs apart, or say that there is none."""
    if not text:
        to.text("The source gives no abstract.", "muted")
        return
    for number, paragraph in enumerate(paragraphs(_clipped(text))):
        if number:
            to.gap()
        to.text(shown(readable(paragraph)), "", "abstract")


def _related(to: Writer, paper: "Related") -> None:
    """Write a related paper: its title, its day, and the words that both hold."""
    indent = 2 if to.width > 20 else 0
    to.text(shown_title(paper.row.title), "", indent=indent)
    day = day_of(paper.row)
    known = [long_day(day)] if day else []
    if paper.words:
        words = ", ".join(shown(word[:60]) for word in paper.words[:_WORDS_SHARED])
        known.append(f"both: {words}")
    to.text(" · ".join(known), "muted", indent=indent)


def _who(entry: Entry, most: int) -> str:
    """Return the names of the authors, at most so many; one more is no fewer than a number."""
    most = len(entry.authors) if len(entry.authors) == most + 1 else most
    names = [shown(readable(name[:200])) for name in entry.authors[:most]]
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
        (ARXIV, entry.arxiv_id),
        (DOI, entry.doi),
        (PAGE, entry.url),
        (CODE, entry.code_url),
        (PROJECT, entry.project_url),
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
        yield _SUBMITTER, shown(entry.submitted_by[:200])
    if entry.added:  # else it is the outline of a row, painted first, and tells no names
        from paperreader.citing.gaps import missing  # noqa: PLC0415 - not before the first paint

        if lacking := missing(entry):
            yield "a citation lacks", ", ".join(lacking)
    if entry.sources:
        yield "from", shown(", ".join(dict.fromkeys(s.source[:200] for s in entry.sources)))
