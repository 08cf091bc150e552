"""Where a view takes its entries from: a query, which may have a name.

The query is the one definition of what belongs to the source. Of a few forms (a
status, stars, notes, a day, a tag, everything) each row tells by itself whether
it meets them, so that the app lists these before it knows how to search.
"""

import datetime
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from paperreader.entry import STATUSES, Row
from paperreader.library import day_of
from paperreader.library.views import BUILT_IN, SavedView
from paperreader.tui.days import long_day

Kind = Literal["status", "starred", "noted", "all", "day", "tag", "search"]
"""The form of a source's query; all but ``search`` are answered by the rows alone."""

Test = Callable[[Row], bool]

_TITLES = {view.query: view.title for view in BUILT_IN}


class Source(Struct, frozen=True):
    """The query that a view shows, and the name under which it was saved."""

    query: str
    """In the language of the search; empty: everything."""
    name: str = ""
    """Empty for a view that every library has; else a reader's own, so outside text."""

    @classmethod
    def day(cls, day: str) -> "Source":
        """Return the source of a day, an ISO date."""
        return cls(f"day:{day}")

    @classmethod
    def tag(cls, tag: str) -> "Source":
        """Return the source of a tag and of those nested in it."""
        if _BARE.fullmatch(tag):
            return cls(f"tag:{tag}")
        inner = tag.replace("\\", "\\\\").replace('"', '\\"')
        return cls(f'tag:"{inner}"')

    @classmethod
    def saved(cls, view: SavedView) -> "Source":
        """Return the source of a saved view."""
        return cls(view.query, view.name)

    @property
    def kind(self) -> Kind:
        """The form of the query."""
        return _form(self.query)[0]

    @property
    def value(self) -> str:
        """The status, the ISO date or the tag; empty for the other kinds."""
        return _form(self.query)[1]

    @property
    def title(self) -> str:
        """Name of the source, as the screen shows it; a tag and a name are outside text."""
        if self.name:
            return self.name
        if self.kind == "day":
            return long_day(self.value)
        return f"#{self.value}" if self.kind == "tag" else _TITLES.get(self.query, self.query)

    @property
    def test(self) -> Test | None:
        """The test whether a row belongs to the source; None where only a search can tell."""
        return _test(self.query)

    def includes(self, row: Row) -> bool:
        """Whether an entry is known to belong to the source without a search."""
        return self.test is not None and self.test(row)


INBOX = Source("is:inbox")
ALL = Source("")

NAMED: dict[str, Source] = {
    view.query.removeprefix("is:") or view.name: Source(view.query) for view in BUILT_IN
}
"""The sources that have a command of their own, by the name which the commands use."""

_BARE = re.compile(r"[^\s\"()*\\]+")
"""A tag that is read as it stands; any other is written in quotes."""


@lru_cache(maxsize=1024)
def _form(query: str) -> tuple[Kind, str]:
    if not query:
        return "all", ""
    field, _, value = query.partition(":")
    if field == "is" and value in STATUSES:
        return "status", value
    if query == "is:starred":
        return "starred", ""
    if query == "is:noted":
        return "noted", ""
    if field == "day" and _is_day(value):
        return "day", value
    if field == "tag" and (tag := _tag_in(value)):
        return "tag", tag
    return "search", ""


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _tag_in(value: str) -> str:
    """Return the one tag that a value names, or nothing where it may name several."""
    if quoted := re.fullmatch(r'"((?:[^"\\]|\\.)*)"', value):
        tag = re.sub(r"\\(.)", r"\1", quoted[1])
    else:
        tag = value if _BARE.fullmatch(value) else ""
    return "" if tag.endswith("*") or tag != tag.strip() else tag.lower()


@lru_cache(maxsize=1024)
def _test(query: str) -> Test | None:
    kind, value = _form(query)
    match kind:
        case "status":
            return lambda row: row.status == value
        case "starred":
            return lambda row: row.starred
        case "noted":
            return lambda row: bool(row.note.strip())
        case "all":
            return lambda row: True
        case "day":
            return lambda row: day_of(row) == value
        case "tag":
            return _tag_test(value)
        case "search":
            return None


def _tag_test(tag: str) -> Test:
    """Return the test for a tag and those nested in it, with accents folded as in a search."""
    asked = tag if tag.isascii() else _folded(tag)
    nested = f"{asked}/"

    def worn(own: str) -> bool:
        text = own if own.isascii() else _folded(own)
        return text == asked or text.startswith(nested)

    return lambda row: bool(row.tags) and any(map(worn, row.tags))


def _folded(tag: str) -> str:
    from paperreader.searching.folding import fold  # noqa: PLC0415 - for accents alone

    return fold(tag)
