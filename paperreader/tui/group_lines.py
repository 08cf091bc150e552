"""Where entries and the headings of their groups stand, line by line.

All entries take as many lines, a heading takes one. The heading of the group at the
top stands still over the lines, so the first heading of all is not among them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

HEADING = -1
"""Stands for the line within an entry where there is a heading."""


class GroupLines(Struct, frozen=True):
    """The lines of a list, counted from 0; each question costs as much in any list."""

    starts: Sequence[int]
    """The place at which each group begins, the first 0; empty: there are no headings."""
    count: int
    """Number of entries."""
    height: int
    """Lines that an entry takes, at least one."""

    @property
    def total(self) -> int:
        """Number of lines."""
        return self.count * self.height + max(0, len(self.starts) - 1)

    def group_of(self, place: int) -> int:
        """Return the number of the group in which a place is; 0 without groups."""
        return max(0, bisect_right(self.starts, place) - 1)

    def line_of(self, place: int) -> int:
        """Return the first line of the entry at a place."""
        return place * self.height + self.group_of(place)

    def heading_line(self, group: int) -> int:
        """Return the line of a group's heading; -1 for the first, which is over the lines."""
        return self.starts[group] * self.height + group - 1

    def at(self, line: int) -> tuple[int, int]:
        """Return what stands on a line: the place of an entry and the line within it.

        For a heading that is the group's first place and `HEADING`; below the last
        line, a place at which there is no entry.
        """
        numbers = range(1, len(self.starts))
        group = bisect_right(numbers, line, key=self.heading_line)
        if group and line == self.heading_line(group):
            return self.starts[group], HEADING
        return divmod(line - group, self.height)

    def place_from(self, line: int) -> int:
        """Return the first place whose entry begins on a line or below it."""
        place, within = self.at(max(0, line))
        return min(place + (within > 0), self.count)

    def fitting_from(self, place: int, room: int) -> int:
        """Return how many entries, at least one, fit into `room` lines from a place on."""
        return max(1, self._first_ending_after(self.line_of(place) + room) - place)

    def fitting_before(self, place: int, room: int) -> int:
        """Return how many entries, at least one, fit into `room` lines before a place."""
        if place <= 0:
            return 1
        last = self.line_of(place - 1) + self.height
        return max(1, place - self.place_from(last - room))

    def _first_ending_after(self, line: int) -> int:
        """Return the first place whose entry has a line at `line` or below it."""
        place, _within = self.at(line)
        return min(place, self.count)

    def top_for(self, cursor: int, top: int, room: int) -> int:
        """Return the place to stand at the top so that the cursor is well in sight.

        It is the nearest to `top` from which a list of `room` lines shows the entry at
        `cursor` whole, with two others on both sides, and leaves no line at its end free.
        """
        margin = self._margin(room)
        lowest = max(0, min(cursor + margin, self.count - 1))
        top = min(top, cursor - margin)
        top = max(top, self.place_from(self.line_of(lowest) + self.height - room))
        return max(0, min(top, cursor, self.place_from(self.total - room)))

    def page_for(self, step: str, cursor: int, top: int, room: int) -> int:
        """Return how many entries a page is for a step: of a whole one, none is passed over."""
        if step == "page_up":
            fitting = self.fitting_before(top, room)
            return max(1, min(fitting, cursor - top + fitting - self._margin(room)))
        fitting = self.fitting_from(top, room)
        following = top + fitting
        last = following + self.fitting_from(following, room) - 1
        if step != "page_down" or last >= self.count - 1:
            return fitting
        return min(fitting, max(following, last - self._margin(room)) - cursor)

    def _margin(self, room: int) -> int:
        """Return how many entries are kept in sight on both sides of the cursor."""
        return max(0, min(2, (room // self.height - 1) // 2))

    def headings_in(self, top: int, room: int) -> list[int]:
        """Return on which of `room` lines from the place `top` on a heading stands."""
        first = self.line_of(top)
        numbers = range(len(self.starts))
        group = bisect_left(numbers, first, key=self.heading_line)
        found = []
        while group < len(numbers) and (line := self.heading_line(group) - first) < room:
            found.append(line)
            group += 1
        return found

    def thumb(self, top: int, room: int, height: int) -> range:
        """Return which of `height` cells tell the part of the list that is shown."""
        hidden = self.total - room
        if hidden <= 0 or height <= 0:
            return range(0)
        length = max(1, height * room // self.total)
        start = round((height - length) * min(self.line_of(top), hidden) / hidden)
        return range(start, start + length)
