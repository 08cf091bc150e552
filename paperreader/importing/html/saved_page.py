"""The data inside a saved page: papers as the site's own scripts are given them.

The Hub writes what its pages show twice: as elements, and as JSON in the
``data-props`` of the elements that its scripts take over. The JSON knows more
(all authors, the whole abstract, every date), so it is read where it is there;
`html_page` reads the rest. It is told by what it holds, in whatever attribute
or script it stands. Of JSON that is damaged or cut off, the papers that are
whole are read.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import msgspec
from msgspec import Struct

from paperreader.entry import Entry, Parsed, Problem
from paperreader.importing.html.data import Data, decoded, embedded, whole_papers
from paperreader.importing.html.origin import Origin
from paperreader.importing.html.page import check_size
from paperreader.importing.hub.fields import hub_entry
from paperreader.importing.hub.telling import day_of, is_item, items_in
from paperreader.importing.wording import AS_GIVEN

SHAPE = "saved-page"

_DEPTH = 8
"""How deep in the data papers are looked for."""

_DATE = re.compile(r'"date"\s*:\s*"([^"\\]{10,40})"')
_PERIOD = re.compile(r"\d{4}-W?\d\d|week(?:ly)?|month(?:ly)?", re.I)
_PERIOD_PAGE = re.compile(r"/papers/(?:week|month)/")


class _Paper(Struct, frozen=True):
    item: Mapping[str, object]
    day: str | None
    """The day of the page, as the data says it."""
    start: int


def parse_saved_page(
    text: str, *, name: str, made: date, as_of: date | None = None
) -> Parsed | None:
    """Return the entries in a page's embedded data; None if there are none.

    The counts are kept as met on the day on which the page was saved, where the
    page says that; else on the day that it is of. A page without a day of its
    own, such as one of search results, is of `as_of` or else of the day of its
    saving. Raises `NotADump` for a page that is too large.
    """
    check_size(text, name=name)
    origin = Origin()
    problems: list[Problem] = []
    papers = _papers(text, origin, problems)
    if not papers:
        return None
    days = {paper.day for paper in papers}
    own = days.pop() if len(days) == 1 else None
    if own is not None and _PERIOD_PAGE.search(origin.address or ""):
        own = None
    page_date, found = _page_date(own, as_of, origin.captured, made)
    if own is not None and as_of is not None and as_of.isoformat() != own:
        message = f"the page says that it is of {own}, not of {as_of}; its own day was taken"
        problems.append(Problem(line=None, message=message))
    seen = _seen(page_date, origin.captured, made)
    entries: dict[str, tuple[Entry, int]] = {}
    line, counted, folded = 1, 0, 0
    for paper in papers:
        line += text.count("\n", counted, paper.start)
        counted = max(counted, paper.start)
        entry = hub_entry(paper.item, line=line, problems=problems, day=own, seen=seen)
        if entry is None:
            continue
        key = entry.arxiv_id or entry.title
        folded += key in entries
        if key not in entries or _said(entry) > _said(entries[key][0]):
            entries[key] = (entry, line)
    if not entries:
        return None
    problems.sort(key=lambda problem: problem.line or 0)
    return Parsed(
        shape=SHAPE,
        entries=tuple(entry for entry, _ in entries.values()),
        lines=tuple(line for _, line in entries.values()),
        page_date=page_date.isoformat() if page_date else None,
        page_date_from=found,
        problems=tuple(problems),
        notes=_folding(folded),
    )


def with_cards(data: Parsed, cards: Parsed) -> Parsed:
    """Return the entries of a page's data and those that only its cards show.

    A page that was scrolled before it was saved shows more than its data had;
    of damaged data, some are missing. A card counts only if it says which paper
    it is of, and a page of one paper has no others.
    """
    known = {entry.arxiv_id for entry in data.entries}
    if len(known) < 2:
        return data
    more = [
        (entry, line)
        for entry, line in zip(cards.entries, cards.lines, strict=True)
        if entry.arxiv_id and entry.arxiv_id not in known
    ]
    if not more:
        return data
    papers = "1 paper stands" if len(more) == 1 else f"{len(more)} papers stand"
    took = "it was" if len(more) == 1 else "they were"
    note = f"{papers} on the page but not in its data; {took} read as the page shows."
    return msgspec.structs.replace(
        data,
        entries=(*data.entries, *(entry for entry, _ in more)),
        lines=(*data.lines, *(line for _, line in more)),
        notes=(*data.notes, note),
    )


def _papers(text: str, origin: Origin, problems: list[Problem]) -> list[_Paper]:
    """Return the papers of the page; of a page about one paper, only that."""
    found: list[_Paper] = []
    alone: list[_Paper] = []
    for data in embedded(text, origin):
        value = decoded(data)
        if value is None:
            found += _undamaged(data, text, problems)
        elif isinstance(value, dict) and is_item(value):
            alone.append(_Paper(_with_comments(value), None, data.start))
        else:
            listed = items_in(value, depth=_DEPTH)
            found += _placed(text, data.start, listed, of_a_day=not _is_of_a_period(value))
    return alone or found


def _with_comments(item: Mapping[str, object]) -> Mapping[str, object]:
    """Return the data of one paper's page with its comments counted, where they are listed."""
    listed = item.get("comments")
    if not isinstance(listed, list):
        return item
    kinds = [one.get("type") for one in listed if isinstance(one, Mapping)]
    counted = kinds.count("comment") if len(kinds) == len(listed) else None
    return {**item, "comments": counted}


def _undamaged(data: Data, text: str, problems: list[Problem]) -> list[_Paper]:
    """Return the papers that are whole in JSON that is not, and report it if there are any."""
    items = [value for value in whole_papers(data) if is_item(value)]
    if not items:
        return []
    dated = _DATE.search(data.text)
    day = day_of(dated[1]) if dated else None
    papers = "1 paper was" if len(items) == 1 else f"{len(items)} papers were"
    message = f"the page's data is damaged or cut off; {papers} read from it"
    problems.append(Problem(line=text.count("\n", 0, data.start) + 1, message=message))
    return _placed(text, data.start, ((item, day) for item in items), of_a_day=True)


def _placed(
    text: str,
    start: int,
    items: Iterator[tuple[Mapping[str, object], str | None]],
    *,
    of_a_day: bool,
) -> list[_Paper]:
    """Return the papers with their places, looked for by their ids behind `start`."""
    placed: list[_Paper] = []
    for item, day in items:
        paper = item.get("paper")
        known = paper.get("id") if isinstance(paper, Mapping) else item.get("id")
        if isinstance(known, str) and known:
            start = max(start, text.find(known, start))
        placed.append(_Paper(item, day if of_a_day else None, start))
    return placed


def _is_of_a_period(value: object) -> bool:
    """Tell whether data with papers is of a week or a month, by what stands beside them."""
    return isinstance(value, Mapping) and any(
        isinstance(said, str) and _PERIOD.fullmatch(said) for said in value.values()
    )


def _page_date(
    own: str | None, as_of: date | None, captured: date | None, made: date
) -> tuple[date | None, str]:
    if own is not None:
        return date.fromisoformat(own), "its data says so"
    if as_of is not None:
        return as_of, AS_GIVEN
    if captured is not None and captured <= made:
        return captured, "it says that it was saved on that day"
    return None, ""


def _seen(page_date: date | None, captured: date | None, made: date) -> date | None:
    """Return the day on which the page's counts were met."""
    if captured is not None and captured <= made and not (page_date and captured < page_date):
        return captured
    return page_date


def _said(entry: Entry) -> int:
    return sum(bool(getattr(entry, field)) for field in entry.__struct_fields__)


def _folding(folded: int) -> tuple[str, ...]:
    if not folded:
        return ()
    papers = "1 paper" if folded == 1 else f"{folded} papers"
    return (f"{papers} stood in the page's data again and did not become entries twice.",)
