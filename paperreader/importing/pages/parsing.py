"""Daily Papers pages as text, in whatever notation: the cards that they show, as entries.

Search, daily and trending pages, written by whatever made them. `notation`
takes their markup away; where titles are marked `anchored` reads the cards,
else `cards` finds them by position. This module turns them into entries.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from paperreader.entry import Entry, Parsed, Problem, Sighting
from paperreader.importing.addresses import day_of, hub_page, month_of
from paperreader.importing.furniture import has_banner
from paperreader.importing.marked import Marked
from paperreader.importing.notation.unmarking import unmarked
from paperreader.importing.pages.anchored import read_anchored
from paperreader.importing.pages.anchors import anchors_in
from paperreader.importing.pages.card import Card, Reading, shown
from paperreader.importing.pages.cards import read_cards
from paperreader.importing.pages.dates import Calendar, Dated, calendar, date_of
from paperreader.importing.pages.doubling import folded
from paperreader.importing.pages.forms import Form
from paperreader.importing.pages.lines import Line, numbered
from paperreader.importing.pages.summaries import is_summary
from paperreader.importing.paper.page import is_paper_page, parse_paper_page
from paperreader.importing.refusal import NotADump

_HEAD_LINES = 100
_RUN_TOGETHER = 2_000
_LONGEST_ABSTRACT = 4_000
"""arXiv takes at most 1,920 characters, and few other abstracts have twice as many."""
_SWALLOWED = "it may hold other papers, whose lines were lost"
MAX_LINES = 1_000_000
"""More lines than 100,000 papers have; it bounds the memory that a text can take."""


def read_page(text: str) -> Reading:
    """Read a text as a page: its cards, and what became of each line."""
    return read_marked(unmarked(text))


def read_marked(marked: Marked) -> Reading:
    """Read a page whose markup was taken away."""
    return _read(marked, numbered(marked))


def _read(marked: Marked, lines: list[Line]) -> Reading:
    total = marked.text.count("\n") + 1
    if marked.source_lines:
        total = max(marked.source_lines)
    anchors = anchors_in(lines) if marked.marks else []
    reading = read_anchored(lines, anchors, total) if anchors else read_cards(lines, total)
    for line in lines:
        for number in line.joined:
            reading.roles[number - 1] = reading.roles[line.number - 1]
    return reading


def parse_page(text: str, *, name: str, made: date, as_of: date | None) -> Parsed:
    """Return the entries of a page as text; raise `NotADump` for other texts."""
    total = text.count("\n") + 1
    if total > MAX_LINES:
        raise NotADump(name, f"has {total:,} lines, too many for a page of papers.")
    return parse_marked(unmarked(text), name=name, made=made, as_of=as_of)


def parse_marked(marked: Marked, *, name: str, made: date, as_of: date | None) -> Parsed:
    """Return the entries of a page whose markup was taken away; raise `NotADump`."""
    lines = numbered(marked)
    if is_paper_page(lines, marked):
        return parse_paper_page(
            lines, marked, name=name, made=made, as_of=as_of, titled=marked.title
        )
    reading = _read(marked, lines)
    if not reading.evidence:
        raise NotADump(name, _refusal(lines))
    if not reading.cards:
        raise NotADump(
            name, "looks like a Daily Papers page, but no paper with a title is in it."
        )
    kind = _kind(reading, lines, marked)
    cards, doubled = folded(reading.cards)
    known = _known_day(reading, marked, kind)
    if marked.captured is not None:
        made = min(made, marked.captured)
    header = _header(reading)
    days = calendar(
        header, _dates(cards), made=made, as_of=as_of, known=known, saved=marked.captured
    )
    day = days.page_date if days.certain else None
    featured = day.isoformat() if kind == "daily" and day else None
    seen = day or marked.captured
    met = seen.isoformat() if seen else None
    entries = tuple(_entry(card, days, kind, featured=featured, met=met) for card in cards)
    problems: list[Problem] = [*reading.problems, *days.problems]
    problems += [
        Problem(
            line=card.line,
            message=f"the abstract of {shown(card.title)} is so long that {_SWALLOWED}",
        )
        for card in cards
        if card.abstract and len(card.abstract) > _LONGEST_ABSTRACT
    ]
    problems.sort(key=lambda problem: problem.line or 0)
    notes: list[str] = []
    if doubled:
        cards_ = "card stands" if doubled == 1 else "cards stand"
        notes.append(f"{doubled} {cards_} more than once on the page; each was read once.")
    if days.page_date and not days.certain:
        notes.append(
            f"The page's date has no year; {days.page_date.year} is only the likeliest. "
            "Say when it was made (--as-of, in the app d)."
        )
    if marked.is_cut:
        notes.append("The source says that it was cut off.")
    return Parsed(
        shape=f"{kind}-{marked.notation}",
        entries=entries,
        lines=tuple(card.line for card in cards),
        page_date=days.page_date.isoformat() if days.page_date else None,
        page_date_from=days.found,
        page_date_is_guess=not days.certain,
        problems=tuple(problems),
        notes=tuple(notes),
    )


def _refusal(lines: list[Line]) -> str:
    """Return why a text without any sign of a page cannot be read."""
    if any(len(line.text) > _RUN_TOGETHER and has_banner(line.text) for line in lines):
        return "has lost its line breaks: where a title ends cannot be told; save it again."
    return "does not look like a Daily Papers page or a list of records."


def _kind(reading: Reading, lines: list[Line], marked: Marked) -> str:
    """Tell which of the site's pages it is: search, daily or trending."""
    address = marked.address or ""
    if "/papers/trending" in address:
        return "trending"
    if "/papers?q=" in address:
        return "search"
    if "/papers/date/" in address or "date=" in address:
        return "daily"
    named = {line.text.casefold() for line in lines[:_HEAD_LINES] if len(line.text) < 20}
    if "trending papers" in named and "daily papers" not in named:
        return "trending"
    cards = reading.cards
    if any(card.stars is not None for card in cards) and reading.page_date is None:
        return "trending"
    if any(line.form is Form.SUBMITTER for line in lines):
        return "daily"
    return "search"


def _known_day(reading: Reading, marked: Marked, kind: str) -> tuple[date, str] | None:
    """Return the page's day where an address or an arXiv id tells its year, and how."""
    if marked.address and (day := day_of(marked.address)):
        return day, "its address says so"
    header = reading.page_date
    if header is None or header.day is None or header.year is not None:
        return None
    linked = {day_of(link) for mark in marked.marks.values() for link in mark.links}
    near = [day + timedelta(days=n) for day in linked if day for n in range(-5, 6)]
    for day in near:
        if (header.month, header.day) == (day.month, day.day):
            return day, f"its header says “{header.text}”, its links are of the days around"
    ids = [month for card in reading.cards if (month := month_of(card.arxiv_id))]
    if kind != "daily" or not ids:
        return None
    # A daily page shows what is new: its newest paper is hardly older than a month.
    newest = max(ids)
    year = newest.year + (header.month < newest.month)
    day = date_of(year, header.month, header.day)
    if day is None:
        return None
    return day, f"its header says “{header.text}”, its newest paper is of {newest:%B %Y}"


def _header(reading: Reading) -> Dated | None:
    if reading.page_date is None or reading.page_date_line is None:
        return None
    return Dated(reading.page_date, reading.page_date_line)


def _dates(cards: Iterable[Card]) -> list[Dated]:
    return [dated for card in cards if (dated := _dated(card)) is not None]


def _dated(card: Card) -> Dated | None:
    if card.date is None or card.date_line is None:
        return None
    return Dated(card.date, card.date_line)


def _published(card: Card, dated: Dated, days: Calendar) -> date | None:
    """Return the day that a card's date means; its arXiv id tells a year that is missing.

    An id is given in the month of the submission, or in the next one.
    """
    month = month_of(card.arxiv_id)
    text = dated.text
    if text.year is None and days.year is None and text.day is not None and month is not None:
        for first in (month, (month - timedelta(days=1)).replace(day=1)):
            if first.month == text.month and (day := date_of(first.year, text.month, text.day)):
                return day
    return days.resolve(dated)


def _entry(
    card: Card, days: Calendar, kind: str, *, featured: str | None, met: str | None
) -> Entry:
    """Return a card as an entry; `featured` is the day of a daily page, `met` of its counts."""
    dated = _dated(card)
    published = _published(card, dated, days) if dated else None
    history: tuple[Sighting, ...] = ()
    if met is not None and (card.upvotes is not None or card.comments is not None):
        history = (Sighting(met, card.upvotes, card.comments),)
    summarised = kind != "search" and card.abstract is not None and is_summary(card.abstract)
    on_hub = card.arxiv_id is not None and card.on_hub
    return Entry(
        title=card.title,
        abstract=None if summarised else card.abstract,
        summary=card.abstract if summarised else None,
        author_count=card.authors,
        organization=card.organization,
        published=published.isoformat() if published else None,
        featured=featured,
        arxiv_id=card.arxiv_id,
        url=hub_page(card.arxiv_id) if on_hub and card.arxiv_id else None,
        code_url=card.code_url,
        upvotes=card.upvotes,
        comments=card.comments,
        stars=card.stars,
        history=history,
        submitted_by=card.submitted_by,
    )
