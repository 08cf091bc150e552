"""A searcher whose answers a test decides, and which keeps what it was asked."""

import datetime
import threading
from collections.abc import Callable, Sequence

from msgspec import Struct

from paperreader.entry import Row
from paperreader.searching import Query, SearchResult, Sort, parse
from paperreader.searching.marking import Matched
from paperreader.searching.related import Related


class Call(Struct, frozen=True):
    """One search as it was asked for."""

    query: str
    within: str
    sort: str
    limit: int | None


class FakeSearcher:
    """Finds the rows whose titles hold all the words, in the order given."""

    def __init__(self, rows: Callable[[], Sequence[Row]], *, counts: bool = True) -> None:
        self.rows = rows
        self.counts = counts
        """Whether a search with a limit says how many match in all."""
        self.ready = True
        self.has_index = True
        """Whether preparing, which the app does in a thread of its own, makes it ready."""
        self.calls: list[Call] = []
        self.counted: list[str] = []
        self.elsewhere = 0
        self.corrections: dict[str, str] = {}
        self.matched = Matched()
        self.gate = threading.Event()
        """Holds searches back until it is set."""
        self.gate.set()
        self.closed = False

    def search(
        self,
        query: str | Query,
        *,
        today: datetime.date,
        sort: Sort | None = None,
        within: Query | None = None,
        limit: int | None = None,
        literal: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> SearchResult:
        """Return rows by the words in their titles."""
        asked = parse(query) if isinstance(query, str) else query
        self.calls.append(Call(str(asked), str(within or ""), str(sort or ""), limit))
        assert self.gate.wait(10)
        words = str(asked).casefold().split()
        found = [row for row in self.rows() if all(w in row.title.casefold() for w in words)]
        total = len(found) if limit is None or self.counts else None
        return SearchResult(
            rows=found[:limit],
            query=asked,
            total=total,
            elsewhere=self.elsewhere,
            corrections=self.corrections,
            matched=self.matched,
        )

    def count(self, query: Query, *, today: datetime.date) -> int:
        """Return how many rows a search finds."""
        self.counted.append(str(query))
        return len(self.search(query, today=today).rows)

    def related(
        self, entry_id: str, *, limit: int = 8, cancelled: Callable[[], bool] | None = None
    ) -> list[Related]:
        """Know of no related paper."""
        return []

    def beginning(self, start: str, field: str = "", *, limit: int = 8) -> list[str]:
        """Know no words."""
        return []

    def prepare(self) -> None:
        """Be ready if there is an index."""
        self.ready = self.has_index

    def close(self) -> None:
        """Be closed."""
        self.closed = True
