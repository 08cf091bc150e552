"""What the list shows, as a value: where from, which of them, in which order.

A view is made, compared and combined without the screen; the words over the
list and the rows in it come from the same object, so that they cannot differ.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from paperreader.entry import Row
from paperreader.tui.grouping import WORTH, By, grouped
from paperreader.tui.listing import Listing
from paperreader.tui.ordering import SORTS, arranged
from paperreader.tui.source import ALL, INBOX, Source

Grouping = Literal[By, "none", ""]
"""What groups the list: a day, a tag, a status, nothing; empty: as is usual for the view."""


class View(Struct, frozen=True, kw_only=True):
    """What the list shows: source, search, order and groups."""

    source: Source = INBOX
    query: str = ""
    sort: str = ""
    """Keys of `SORTS` with commas between, each with "-" before it for the other way
    round. Empty: the order of relevance while words are searched, else newest day first."""

    group: Grouping = ""
    """The usual one is by day while undecided or all papers stand newest day first."""

    def of(self, source: Source) -> "View":
        """Return the view of another source, without the search and in its usual groups."""
        return msgspec.structs.replace(self, source=source, query="", group="")

    @property
    def needs_search(self) -> bool:
        """Whether only a search can tell which rows the view shows."""
        return bool(self.query) or self.source.test is None

    def searching(self, query: str) -> "View":
        """Return the view with another search.

        A search begins without the groups of its view: the best match comes first.
        """
        query = query.strip()
        group = self.group if self.query or not query else ""
        return msgspec.structs.replace(self, query=query, group=group)

    def sorted_by(self, sort: str) -> "View":
        """Return the view in another order."""
        return msgspec.structs.replace(self, sort=sort)

    def grouped_by(self, group: Grouping) -> "View":
        """Return the view in other groups."""
        return msgspec.structs.replace(self, group=group)

    @property
    def grouping(self) -> By | None:
        """What groups the list, or None."""
        if self.group:
            return None if self.group == "none" else self.group
        usual = self.sort.removeprefix("-") in {"", "featured"} and not self.query
        return "day" if usual and self.source in {INBOX, ALL} else None

    def listing(self, rows: Sequence[Row]) -> Listing:
        """Return rows of the view as they stand on the screen, group by group.

        Groups that nobody asked for are left out where there is one, or nearly one a row.
        """
        by = self.grouping
        if by is None:
            return Listing(rows)
        found, groups = grouped(rows, by, rising=self.sort.startswith("-featured"))
        if not self.group and not 1 < len(groups) <= len(found) // WORTH:
            return Listing(rows)
        return Listing(found, groups)

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
