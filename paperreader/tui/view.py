"""What the list shows, as a value: where from, which of them, in which order.

A view is made, compared and combined without the screen; the words over the
list and the rows in it come from the same object, so that they cannot differ.
"""

from collections.abc import Collection, Iterable

import msgspec
from msgspec import Struct

from paperreader.entry import Row
from paperreader.tui.ordering import SORTS, arranged
from paperreader.tui.source import INBOX, Source


class View(Struct, frozen=True, kw_only=True):
    """What the list shows: source, search and order."""

    source: Source = INBOX
    query: str = ""
    sort: str = ""
    """Keys of `SORTS` with commas between, each with "-" before it for the other way
    round. Empty: the order of relevance while words are searched, else newest day first."""

    def of(self, source: Source) -> "View":
        """Return the view of another source, without the search."""
        return msgspec.structs.replace(self, source=source, query="")

    @property
    def needs_search(self) -> bool:
        """Whether only a search can tell which rows the view shows."""
        return bool(self.query) or self.source.test is None

    def searching(self, query: str) -> "View":
        """Return the view with another search."""
        return msgspec.structs.replace(self, query=query.strip())

    def sorted_by(self, sort: str) -> "View":
        """Return the view in another order."""
        return msgspec.structs.replace(self, sort=sort)

    @property
    def order(self) -> str:
        """Name of the order, as the screen shows it; empty for the usual one."""
        names = []
        for part in filter(None, self.sort.replace(" ", "").split(",")):
            turned = ", turned round" if part.startswith("-") else ""
            name = part.removeprefix("-")
            names.append(SORTS.get(name, name) + turned)
        return ", then ".join(names)

    def rows(self, rows: Collection[Row]) -> list[Row]:
        """Return the rows of the source in order; the search is not applied here.

        Raises:
            ValueError: only the search knows which rows the source has.
        """
        test = self.source.test
        if test is None:
            raise ValueError(f"no row tells by itself whether {self.source.query!r} finds it")
        found = list(rows) if not self.source.query else [row for row in rows if test(row)]
        return self.arranged(found)

    def arranged(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows in the view's order.

        What is equal stays as it came, and what is unknown comes last either way.
        """
        return arranged(rows, self.sort)
