"""One entry in one or two lines of the list, as spans of text and ink."""

from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from paperreader.entry import Row
from paperreader.latex import readable
from paperreader.library import day_of
from paperreader.tui.cells import cut, shown, wrap
from paperreader.tui.days import short_day
from paperreader.tui.marked_text import FindPlaces, MarkedText, no_places
from paperreader.tui.note_text import first_line

STATUS_SIGNS = {
    "inbox": "•",
    "queued": "w",
    "reading": "R",
    "read": "r",
    "skipped": "x",
}
"""The mark of each status: the key that gives it, and a dot for what is undecided."""

TAGGED, AGAIN, NOTED = "#", "↻", "✎"
"""Marks of an entry that has tags, that was met again undecided, and that has a note."""

STATUS_INKS = {
    "inbox": "accent",
    "queued": "warning",
    "reading": "warning",
    "read": "done",
    "skipped": "faint",
}

LONGEST_TITLE = 2_000
"""Characters of a title that are made readable at all; no screen shows more."""

Spans = list[tuple[str, str]]


@lru_cache(maxsize=4096)
def shown_title(title: str) -> str:
    """Return a title as the screen may show it, on one line."""
    return shown(readable(title[:LONGEST_TITLE])) or "(no title)"


def one_line(
    row: Row, width: int, year: int | None, *, marked: bool, places: FindPlaces = no_places
) -> list[Spans]:
    """Return an entry in one line: signs, title, and as room allows tags, date, votes.

    The date leaves out `year`; None: it is told elsewhere, and so not here.
    `places` finds what a search matched, which is inked so.
    """
    right: Spans = []
    found = _below(row).replace(" ", "")
    if width >= 84:
        found = found.replace(TAGGED, "")  # they are told in full
    if found and width >= 24:
        right.append((f" {found}", "muted"))
    if width >= 84 and row.tags:
        tags = _tags(row)
        part = cut(tags, max(12, width // 5))
        right += [("  ", "tag"), *_marked(tags, "tag", places).spans(part, "tag")]
    if width >= 64:
        right.append((f"{_votes(row):>7}", "muted"))
    if width >= 46 and year is not None:
        right.append((f"  {short_day(day_of(row), year):>7}", "muted"))
    signs = _signs(row, marked)
    room = width - _width(signs) - _width(right) - 1
    title = shown_title(row.title)
    part = cut(title, max(0, room))
    spans = _marked(title, "title", places).spans(part, _title_ink(row))
    return [[*signs, *spans, _gap(room, part), *right, (" ", "")]]


def two_lines(
    row: Row, width: int, year: int | None, *, marked: bool, places: FindPlaces = no_places
) -> list[Spans]:
    """Return an entry in two lines: signs and title; what is left of it, and what is known.

    The date leaves out `year`; None: it is told elsewhere, and so not here.
    `places` finds what a search matched, which is inked so.
    """
    signs = _signs(row, marked)
    date: Spans = []
    if width >= 40 and year is not None:
        date = [(f"  {short_day(day_of(row), year):>7}", "muted")]
    indent = _width(signs)
    room = max(1, width - indent - _width(date) - 1)
    ink = _title_ink(row)
    title = shown_title(row.title)
    start = next(wrap(title, room), "")
    rest = title[len(start) :].lstrip() if title.startswith(start) else ""
    text = _marked(title, "title", places)
    first = [*signs, *text.spans(start, ink), _gap(room, start), *date, (" ", "")]
    second: Spans = []
    left = width - indent - 1
    facts = _facts(row)
    if rest:
        # The title may take the line but for tags or votes, which say most.
        telling = facts and (row.tags or row.upvotes is not None) and left > 30
        reserve = 2 + cell_len(facts[0].text) if telling else 0
        part = cut(rest, max(left - reserve, left * 2 // 3))
        second += text.spans(part, ink)
        left -= cell_len(part)
    for number, fact in enumerate(facts):
        joint = " · " if number else "  " if rest else ""
        part = cut(joint + fact.text, left)
        if cell_len(part) < min(8, cell_len(joint + fact.text)):
            break
        second.append((part[: len(joint)], fact.ink))
        shown_part = part[len(joint) :]
        second += _marked(fact.text, fact.part, places).spans(shown_part, fact.ink)
        left -= cell_len(part)
    below = _below(row)
    if any("tag" in inks.split() for _, inks in second):
        below = below.replace(TAGGED, " ")  # they are told behind
    return [first, [(f"{below} ", "muted"), *second]]


class _Fact(NamedTuple):
    """Something known of an entry, for the end of its second line."""

    text: str
    ink: str
    part: str = ""
    """What a search calls the text; nothing for what it does not look at."""


def _facts(row: Row) -> list[_Fact]:
    facts: list[_Fact] = []
    if row.tags:
        facts.append(_Fact(_tags(row), "tag", "tag"))
    if row.upvotes is not None:
        facts.append(_Fact(_votes(row), "muted"))
    if row.organization:
        facts.append(_Fact(_short(row.organization, 60), "muted", "org"))
    if row.author_count is not None:
        facts.append(_Fact(authors_in_words(row.author_count), "muted"))
    if row.note:
        facts.append(_Fact(f"“{_short(first_line(row.note), 80)}”", "muted", "note"))
    return facts


def _marked(text: str, part: str, places: FindPlaces) -> MarkedText:
    return MarkedText(text, places(text, part))


def _gap(room: int, part: str) -> tuple[str, str]:
    """Return the spaces that fill the room behind a text."""
    return " " * (room - cell_len(part)), ""


def authors_in_words(count: int) -> str:
    """Return a number of authors in words."""
    return "1 author" if count == 1 else f"{count} authors"


def _short(text: str, length: int) -> str:
    """Return the first line of outside text, fit for the screen."""
    first = text[: 4 * length].lstrip().partition("\n")[0]
    return shown(first)[:length]


def _signs(row: Row, marked: bool) -> Spans:
    return [
        ("✓" if marked else " ", "accent strong"),
        (STATUS_SIGNS[row.status], STATUS_INKS[row.status]),
        ("★" if row.starred else " ", "star"),
        (" ", ""),
    ]


def _below(row: Row) -> str:
    """Return three cells that stand below the signs: tags, met again, note."""
    again = row.status == "inbox" and row.changed[:10] > row.added[:10]
    return "".join(
        (
            TAGGED if row.tags else " ",
            AGAIN if again else " ",
            NOTED if row.note else " ",
        )
    )


def _title_ink(row: Row) -> str:
    if row.status == "skipped":
        return "faint"
    return "strong" if row.status == "inbox" else "muted" if row.status == "read" else ""


def _tags(row: Row) -> str:
    return " ".join("#" + shown(tag[:60]) for tag in row.tags[:12])


def _votes(row: Row) -> str:
    return "" if row.upvotes is None else f"▲{row.upvotes}"


def _width(spans: Spans) -> int:
    return sum(cell_len(text) for text, _ in spans)
