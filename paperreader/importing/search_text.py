"""Search pages saved as plain text: title, abstract, authors, date and comments.

The shape that a browser's reader mode, or copying a page's text, leaves. This
module turns the cards that `cards` reads into entries.
"""

import re
from datetime import date

from paperreader.entry import Entry, Parsed, Problem, Sighting
from paperreader.importing.cards import Card, Reading, read_cards
from paperreader.importing.dates import Calendar, Dated, calendar
from paperreader.importing.lines import Line, numbered
from paperreader.importing.refusal import NotADump

SHAPE = "search-plain-text"

MAX_LINES = 1_000_000
"""More lines than 100,000 papers have; it bounds the memory that a text can take."""

_FOREIGN = re.compile(
    r"https?://huggingface\.co/(?:papers|login|akhaliq)\b\S*|.{0,200}\]\((?:https?:|/).*|.{0,200}\]\[\d{1,4}\].*|\]\[\d{1,4}\].*"
    r"|\[\d{1,4}\].*|\[LINK: .*|Submitted by\b.*|#{1,4} \[.*"
)
_FOREIGN_STARTS = frozenset("[]#h!S*-")
_FOREIGN_SHARE = 0.04


def read_page(text: str) -> Reading:
    """Read a text as a search page: its cards, and what became of each line."""
    return read_cards(numbered(text), text.count("\n") + 1)


def parse_search_text(text: str, *, name: str, made: date, as_of: date | None) -> Parsed:
    """Return the entries of a search page in plain text; raise `NotADump` for other texts."""
    total = text.count("\n") + 1
    if total > MAX_LINES:
        raise NotADump(name, f"has {total:,} lines, too many for a page of papers.")
    lines = numbered(text)
    if _is_foreign(lines):
        reason = "holds links or Markdown, which is not read yet; copy its plain text instead."
        raise NotADump(name, reason)
    reading = read_cards(lines, total)
    if not reading.evidence:
        raise NotADump(name, "does not look like a Daily Papers page or a list of records.")
    if not reading.cards:
        raise NotADump(
            name, "looks like a Daily Papers page, but no paper with a title is in it."
        )
    days = calendar(_header(reading), _dates(reading.cards), made=made, as_of=as_of)
    entries = tuple(_entry(card, days) for card in reading.cards)
    problems: list[Problem] = [*reading.problems, *days.problems]
    problems.sort(key=lambda problem: problem.line or 0)
    return Parsed(
        shape=SHAPE,
        entries=entries,
        lines=tuple(card.line for card in reading.cards),
        page_date=days.page_date.isoformat() if days.page_date else None,
        page_date_from=days.found,
        problems=tuple(problems),
    )


def _header(reading: Reading) -> Dated | None:
    if reading.page_date is None or reading.page_date_line is None:
        return None
    return Dated(reading.page_date, reading.page_date_line)


def _dates(cards: list[Card]) -> list[Dated]:
    return [dated for card in cards if (dated := _dated(card)) is not None]


def _dated(card: Card) -> Dated | None:
    if card.date is None or card.date_line is None:
        return None
    return Dated(card.date, card.date_line)


def _entry(card: Card, days: Calendar) -> Entry:
    dated = _dated(card)
    published = days.resolve(dated) if dated else None
    met = card.upvotes is not None or card.comments is not None
    history: tuple[Sighting, ...] = ()
    if met and days.page_date is not None:
        history = (Sighting(days.page_date.isoformat(), card.upvotes, card.comments),)
    return Entry(
        title=card.title,
        abstract=card.abstract,
        author_count=card.authors,
        organization=card.organization,
        published=published.isoformat() if published else None,
        upvotes=card.upvotes,
        comments=card.comments,
        history=history,
    )


def _is_foreign(lines: list[Line]) -> bool:
    """Tell whether a noticeable share of the lines are links, or the daily page's own lines."""
    foreign = sum(
        line.text[0] in _FOREIGN_STARTS and _FOREIGN.fullmatch(line.text[:1000]) is not None
        for line in lines
    )
    return foreign >= 2 and foreign >= len(lines) * _FOREIGN_SHARE
