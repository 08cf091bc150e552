"""The list of entries: only the rows on the screen are ever drawn."""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.strip import Strip

from paperreader.config import Density
from paperreader.entry import Row
from paperreader.tui import entry_line
from paperreader.tui.cells import wrap
from paperreader.tui.listing import Listing, Marks
from paperreader.tui.marked_text import FindPlaces, matched_places, no_places
from paperreader.tui.steps import stepped
from paperreader.tui.widgets.inked import Inked, Line

if TYPE_CHECKING:
    from paperreader.searching.marking import Matched

TWO_LINES_FROM = 12
"""Height in cells from which an entry may take two lines; a lower list would show too few."""


class EntryList(Inked, can_focus=True):
    """Shows a `Listing` with a cursor that stays on its entry when rows change."""

    def __init__(
        self,
        marks: Marks,
        followed_by: Callable[[Row | None], None],
        density: Density = "comfortable",
    ) -> None:
        """Show nothing yet, with as many lines an entry as `density` says.

        `followed_by` is called with the row on which the cursor comes to stand, or
        None. It is a call and not a message, so that what follows the cursor is
        painted in the same frame and not in the next.
        """
        super().__init__("list")
        self._followed_by = followed_by
        self.marks = marks
        self.density: Density = density
        self.listing = Listing()
        self.empty_text: Line = []
        """Why there is nothing, shown line by line (a span is a paragraph)."""
        self.cursor = 0
        self.top = 0
        self._matched: Matched | None = None
        self._places: FindPlaces = no_places
        self._drawn: LRUCache[tuple[int, str], tuple[Row, list[list[Segment]]]] = LRUCache(512)
        self._year = datetime.datetime.now(tz=datetime.UTC).year
        self._empty_lines: list[Strip] = []

    # What stands where

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.listing[self.cursor] if self.cursor < len(self.listing) else None

    @property
    def row_height(self) -> int:
        """Lines that an entry takes: one or two."""
        roomy = self.size.height >= TWO_LINES_FROM
        return 2 if self.density == "comfortable" and roomy else 1

    @property
    def page(self) -> int:
        """Number of entries that fit on the screen, at least one."""
        return max(1, self.size.height // self.row_height)

    # Change what is shown

    def show(
        self,
        listing: Listing,
        *,
        keep: str | None = None,
        place: int = 0,
        offset: int | None = None,
    ) -> None:
        """Show another listing with the cursor on the entry `keep`, else at `place`.

        The cursor stands `offset` rows below the first line shown; without one, an
        entry that is kept stands as far below it as the cursor did.
        """
        self.listing = listing
        at = None if keep is None else listing.place(keep, near=place)
        if offset is None and at is not None:
            offset = self.cursor - self.top
        self.cursor = max(0, min(place if at is None else at, len(listing) - 1))
        self.top = 0 if offset is None else self.cursor - offset
        self._keep_in_sight()
        self.refresh()
        self._followed_by(self.row)

    def explain(self, paragraphs: Line) -> None:
        """Say why the list is empty; shown while it is."""
        self.empty_text = paragraphs
        self._empty_lines = []
        if not len(self.listing):
            self.refresh()

    def set_matched(self, matched: "Matched | None") -> None:
        """Mark what a search matched wherever a row shows it; None or empty: nothing."""
        if matched is not None and not matched.terms:
            matched = None
        if matched != self._matched:
            self._matched = matched
            self._places = matched_places(matched)
            self._drawn.clear()
            self.refresh()

    def renew(self, row: Row) -> bool:
        """Redraw a changed entry where it stands; return whether it is listed."""
        place = self.listing.renew(row, near=self.cursor)
        if place is None:
            return False
        self._refresh_rows(place)
        return True

    def redraw(self) -> None:
        """Draw all rows anew, as when marks have changed."""
        self.refresh()

    def move_to(self, place: int) -> None:
        """Put the cursor on the row at `place`, or on the nearest there is."""
        place = max(0, min(place, len(self.listing) - 1))
        if place == self.cursor:
            return
        before, top = self.cursor, self.top
        self.cursor = place
        self._keep_in_sight()
        if self.top == top:
            self._refresh_rows(before, place)
        else:
            self.refresh()
        self._followed_by(self.row)

    def move(self, step: str, times: int | None = None) -> None:
        """Move the cursor by a step (see `stepped`), as often as a count says."""
        last = len(self.listing) - 1
        self.move_to(stepped(step, self.cursor, last=last, page=self.page, times=times))

    def toggle_density(self) -> Density:
        """Switch between one and two lines an entry; return the density chosen."""
        self.density = "compact" if self.density == "comfortable" else "comfortable"
        self._forget_drawn()
        self._keep_in_sight()
        self.refresh()
        return self.density

    def _keep_in_sight(self) -> None:
        page = self.page
        margin = min(2, (page - 1) // 2)
        last_top = max(0, len(self.listing) - page)
        top = min(self.top, self.cursor - margin)
        top = max(top, self.cursor + margin - page + 1)
        self.top = max(0, min(top, last_top))

    # Drawing

    def _refresh_rows(self, *places: int) -> None:
        height, width = self.row_height, self.size.width
        regions = [
            Region(0, (place - self.top) * height, width, height)
            for place in places
            if self.top <= place <= self.top + self.page
        ]
        if regions:
            self.refresh(*regions)

    def notify_style_update(self) -> None:
        """Draw all anew in the other style."""
        self._forget_drawn()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Keep the cursor in sight in the new size."""
        self._forget_drawn()
        self._keep_in_sight()
        self.refresh()

    def _forget_drawn(self) -> None:
        self._drawn.clear()
        self._empty_lines = []

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.size.width
        if width <= 0:
            return Strip([])
        if not len(self.listing):
            return self._empty_line(y, width)
        place, line = divmod(y, self.row_height)
        place += self.top
        if place >= len(self.listing):
            return Strip([Segment(" " * width, self.ink(""))], width)
        row = self.listing[place]
        under = ""
        if place == self.cursor:
            under = "cursor" if self.has_focus else "blurred"
        elif row.id in self.marks:
            under = "marked"
        body = self._draw(row, under, max(1, width - 1))[line]
        return Strip([*body, self._scroll_sign(y)], width)

    def _draw(self, row: Row, under: str, width: int) -> list[list[Segment]]:
        marked = row.id in self.marks
        # Rows are immutable, so that the object itself is its version.
        key = (id(row), f"{under} {marked} {width} {self.row_height}")
        kept = self._drawn.get(key)
        if kept is not None and kept[0] is row:
            return kept[1]
        bar = "▌" if under == "cursor" else "▏" if under == "blurred" else " "
        draw = entry_line.two_lines if self.row_height == 2 else entry_line.one_line
        lines = [
            self.segments_of([(bar, "accent"), *line], width, under)
            for line in draw(row, width - 1, self._year, marked=marked, places=self._places)
        ]
        self._drawn[key] = (row, lines)
        return lines

    def _scroll_sign(self, y: int) -> Segment:
        """Return the last cell of a line: a thumb where the shown part of the list is."""
        total, page, height = len(self.listing), self.page, self.size.height
        if total <= page:
            return Segment(" ", self.ink(""))
        length = max(1, height * page // total)
        start = round((height - length) * self.top / max(1, total - page))
        if start <= y < start + length:
            return Segment("▐", self.ink("faint"))
        return Segment(" ", self.ink(""))

    def _empty_line(self, y: int, width: int) -> Strip:
        if not self._empty_lines:
            room = min(width - 4, 60) if width > 12 else width
            indent = " " * (2 if width > 12 else 0)
            lines: list[Line] = [[]]
            for text, ink in self.empty_text:
                lines += [[(indent + part, ink)] for part in wrap(text, room)] or [[]]
            if len(lines) > self.size.height or self.size.height <= 8:
                lines = [line for line in lines if line]  # the words before the room around
            self._empty_lines = [self.strip_of(line, width) for line in lines or [[]]]
        if y < len(self._empty_lines):
            return self._empty_lines[y]
        return Strip([Segment(" " * width, self.ink(""))], width)

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse clicked."""
        self.focus()
        place = self.top + event.y // self.row_height
        if place < len(self.listing):
            self.move_to(place)

    def on_mouse_scroll_down(self) -> None:
        """Move three entries on with the wheel."""
        self.move_to(self.cursor + 3)

    def on_mouse_scroll_up(self) -> None:
        """Move three entries back with the wheel."""
        self.move_to(self.cursor - 3)

    def on_focus(self) -> None:
        """Show the cursor of a pane that has the focus."""
        self._refresh_rows(self.cursor)

    def on_blur(self) -> None:
        """Show the cursor of a pane that has no focus."""
        self._refresh_rows(self.cursor)
