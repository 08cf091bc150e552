"""The rows of a view as they stand on the screen, with their marks.

A row stays where it is when its entry changes, even if it no longer belongs to
the view: a person who has just decided still sees what was decided. Only a new
view brings a new listing.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from paperreader.entry import Row
from paperreader.tui.grouping import Groups


class Listing:
    """Rows in their order; a row is found by its entry's id in constant time."""

    def __init__(self, rows: Iterable[Row] = (), groups: Groups | None = None) -> None:
        """Take the rows over as they come, group by group if they stand in `groups`."""
        self._rows = list(rows)
        self.groups = groups
        self._places: dict[str, int] | None = None

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def __getitem__(self, place: int) -> Row:
        """Return the row at a place, from 0."""
        return self._rows[place]

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows in order."""
        return iter(self._rows)

    @property
    def rows(self) -> Sequence[Row]:
        """The rows in order."""
        return self._rows

    def place(self, entry_id: str, near: int = -1) -> int | None:
        """Return the place of an entry, or None; `near` is where it was last."""
        if 0 <= near < len(self._rows) and self._rows[near].id == entry_id:
            return near
        if self._places is None:
            self._places = {row.id: place for place, row in enumerate(self._rows)}
        return self._places.get(entry_id)

    def renew(self, row: Row, near: int = -1) -> int | None:
        """Put a changed row in its place and return the place; None if it is not here."""
        place = self.place(row.id, near)
        if place is not None:
            if self.groups is not None:
                group = bisect_right(self.groups.starts, place) - 1
                self.groups.note_change(group, self._rows[place], row)
            self._rows[place] = row
        return place

    def next_with(self, status: str, place: int) -> int | None:
        """Return the place of the next entry below `place` that has a status."""
        for other in range(place + 1, len(self._rows)):
            if self._rows[other].status == status:
                return other
        return None


class Marks:
    """The marked entries, by id, so that they outlive a change of the list."""

    def __init__(self) -> None:
        """Start with none marked and no range begun."""
        self.ids: set[str] = set()
        self.anchor: str | None = None
        """Id of the entry at which a range was begun."""

    def __len__(self) -> int:
        """Return the number of marked entries, shown or not."""
        return len(self.ids)

    def __contains__(self, entry_id: object) -> bool:
        """Whether an entry is marked."""
        return entry_id in self.ids

    def toggle(self, entry_id: str) -> None:
        """Mark an entry, or unmark it."""
        self.ids ^= {entry_id}

    def range_to(self, listing: Listing, place: int) -> int | None:
        """Begin a range at a place, or end it there; return how many it marked.

        None means that a range was begun: there was none, or its beginning is
        no longer listed.
        """
        start = None if self.anchor is None else listing.place(self.anchor)
        if start is None:
            self.anchor = listing[place].id
            return None
        first, last = sorted((start, place))
        self.ids |= {listing[other].id for other in range(first, last + 1)}
        self.anchor = None
        return last - first + 1

    def all_of(self, listing: Listing) -> bool:
        """Mark all listed entries, or none if all were; return whether they are now."""
        listed = {row.id for row in listing}
        if listed <= self.ids:
            self.ids -= listed
            return False
        self.ids |= listed
        return True

    def invert(self, listing: Listing) -> None:
        """Turn the mark of each listed entry round."""
        self.ids ^= {row.id for row in listing}

    def clear(self) -> None:
        """Unmark all and forget a range begun."""
        self.ids.clear()
        self.anchor = None

    def in_order(self, listing: Listing) -> list[str]:
        """Return the marked ids, those listed first and as listed, then the others."""
        listed = [row.id for row in listing if row.id in self.ids]
        return [*listed, *sorted(self.ids.difference(listed))]
