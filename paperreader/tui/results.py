"""What the list asks of a search, and the answer as the list shows it.

Nothing here knows the screen: `find` runs in a thread, `joined` is a plain
function over rows.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from paperreader.entry import Row
from paperreader.tui.view import View

if TYPE_CHECKING:
    from paperreader.searching import Matched, Query, SearchResult, Sort

FIRST = 200
"""Rows that are asked for while somebody types; the others follow when the typing pauses."""


class Asked(Struct, frozen=True):
    """A search for the list."""

    view: View
    keep: str | None = None
    """The entry to stay on if it is found; None: the one that the cursor was moved to."""
    whole: bool = False
    """Whether all rows are wanted, not only the first `FIRST`."""
    offset: int | None = None
    """How far below the first line shown that entry is to stand; None: as the cursor does."""
    goes_on: bool = False
    """Whether the rows that are shown are the beginning of this answer."""
    joins: bool = False
    """Whether what is listed stays listed, as after a change of entries."""


class Found(Struct, frozen=True, kw_only=True):
    """What a search found."""

    rows: list[Row]
    total: int | None
    """How many match in all; None: more than there are rows."""
    elsewhere: int = 0
    """Matches outside the view's source."""
    matched: "Matched | None" = None
    problem: str = ""
    """The first mistake in the search, with its column."""
    unfinished: bool = False
    """Whether the mistake may only be still being typed."""
    remark: str = ""
    """What was searched instead of what was typed."""
    ready: bool = True
    """Whether the index answered; without it searching is slower."""

    @property
    def is_whole(self) -> bool:
        """Whether no row is missing."""
        return self.total is not None and self.total <= len(self.rows)


class Searching(Protocol):
    """What answers: `paperreader.searching.Searcher`."""

    @property
    def ready(self) -> bool:
        """Whether the index answers."""

    def search(
        self,
        query: "str | Query",
        *,
        today: datetime.date,
        sort: "Sort | None" = None,
        within: "Query | None" = None,
        limit: int | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> "SearchResult":
        """Return the entries that match."""


def find(
    searcher: Searching, asked: Asked, today: datetime.date, stale: Callable[[], bool]
) -> Found:
    """Search for what a view shows; meant for a thread."""
    from paperreader.searching import parse  # noqa: PLC0415 - not before the first paint

    view, source = asked.view, asked.view.source.query
    ready = searcher.ready
    sort, problem = _sort(view.sort)
    result = searcher.search(
        view.query or source,
        today=today,
        sort=sort,
        within=parse(source) if view.query and source else None,
        limit=None if asked.whole else FIRST,
        cancelled=stale,
    )
    unfinished = False
    remark = ""
    if result.query.problems:
        first = result.query.problems[0]
        problem, unfinished = f"Column {first.column}: {first.message}", first.unfinished
    elif result.corrections:
        pairs = (f"“{now}” for “{typed}”" for typed, now in result.corrections.items())
        remark = f"Searched {', '.join(pairs)}"
    if problem and result.query.is_empty and not (unfinished and view.query):
        # Nothing of it is understood: all entries would be no answer.
        return Found(rows=[], total=0, problem=problem, ready=ready)
    return Found(
        rows=result.rows,
        total=result.total,
        elsewhere=result.elsewhere,
        matched=result.matched,
        problem=problem,
        unfinished=unfinished,
        remark=remark,
        ready=ready,
    )


def _sort(text: str) -> "tuple[Sort | None, str]":
    """Return the order that a text names, or what is wrong with the text."""
    from paperreader.searching import Sort, UnknownSort  # noqa: PLC0415 - as above

    try:
        return (Sort.parse(text) if text else None), ""
    except UnknownSort as error:  # it came with a saved view, which any text editor can change
        return None, str(error)


def count(searcher: "Counting", query: str, today: datetime.date) -> int:
    """Return how many entries a query finds; meant for a thread."""
    from paperreader.searching import parse  # noqa: PLC0415 - not before the first paint

    asked = parse(query)
    if asked.problems and asked.is_empty:
        return 0  # nothing of it is understood: see `find`
    return searcher.count(asked, today=today)


class Counting(Protocol):
    """What counts: `paperreader.searching.Searcher`."""

    def count(self, query: "Query", *, today: datetime.date) -> int:
        """Return how many entries match."""


def combined(view: View) -> str:
    """Return the one query that a view shows: its source's and what is searched in it."""
    if not view.query:
        return view.source.query
    from paperreader.searching import parse  # noqa: PLC0415 - not before the first paint
    from paperreader.searching.query import both  # noqa: PLC0415 - as above

    return str(both(parse(view.source.query), parse(view.query)))


def joined(listed: Iterable[Row], found: Sequence[Row], there: Collection[str]) -> list[Row]:
    """Return the rows found, and between them what was listed and is still there.

    A row that is not found any more stands where it stood: behind the one before it.
    `there` holds the ids that the library still has among those listed.
    """
    new = {row.id for row in found}
    behind: dict[str, list[Row]] = {}
    last = ""
    for row in listed:
        if row.id in new:
            last = row.id
        elif row.id in there:
            behind.setdefault(last, []).append(row)
    rows = behind.pop("", [])
    for row in found:
        rows.append(row)
        rows += behind.get(row.id, ())
    return rows
