"""The list of entries: only the rows on the screen are ever drawn."""

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
from paperreader.tui.empty import laid_out
from paperreader.tui.group_lines import HEADING, GroupLines
from paperreader.tui.listing import Listing, Marks
from paperreader.tui.marked_text import FindPlaces, matched_places, no_places
from paperreader.tui.steps import stepped
from paperreader.tui.widgets.inked import Inked, Line

if TYPE_CHECKING:
    from paperreader.searching.marking import Matched

TWO_LINES_FROM = 12
"""Height in cells from which an entry may take two lines; a lower list would show too few."""

HEADINGS_FROM = 6
"""Height in cells from which groups have headings; a lower list has no room for them."""


class EntryList(Inked, can_focus=True):
    """Shows a `Listing` with a cursor that stays on its entry when rows change.

    Where the listing has groups, the first line is the heading of the group at the top.
    """

    def __init__(
        self,
        marks: Marks,
        followed_by: Callable[[Row | None], None],
        heading_of: Callable[[int, int], Line],
        density: Density = "comfortable",
        *,
        year: int = 0,
    ) -> None:
        """Show nothing yet, with as many lines an entry as `density` says.

        `heading_of` returns the heading of a group, by its number, for a width; `year`
        is the one that a date need not tell.

        `followed_by` is called with the row on which the cursor comes to stand, or
        None. It is a call and not a message, so that what follows the cursor is
        painted in the same frame and not in the next.
        """
        super().__init__("list")
        self._followed_by = followed_by
        self._heading_of = heading_of
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
        self._year = year
        self._empty_lines: list[Strip] = []
        self._lines = GroupLines((), 0, 1)
        self._head = 0
        """Lines above the first entry: one for the heading that stands still, or none."""
        self._thumb = range(0)

    # What stands where

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.listing[self.cursor] if self.cursor < len(self.listing) else None

    @property
    def row_height(self) -> int:
        """Lines that an entry takes: one or two."""
        return self._lines.height

    @property
    def room(self) -> int:
        """Number of lines for entries and the headings between them."""
        return self.size.height - self._head

    @property
    def page(self) -> int:
        """Number of entries that are shown whole, at least one."""
        return self._lines.fitting_from(self.top, self.room)

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
        self._lay_out()
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

    def renew_headings(self) -> None:
        """Redraw the headings in sight, as when their groups got on."""
        if self._head:
            lines = [line + 1 for line in self._lines.headings_in(self.top, self.room)]
            width = self.size.width
            self.refresh(*(Region(0, y, width, 1) for y in dict.fromkeys([0, *lines])))

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
        page = self._lines.page_for(step, self.cursor, self.top, self.room)
        self.move_to(stepped(step, self.cursor, last=last, page=page, times=times))

    def toggle_density(self) -> Density:
        """Switch between one and two lines an entry; return the density chosen."""
        self.density = "compact" if self.density == "comfortable" else "comfortable"
        self._forget_drawn()
        self._lay_out()
        self.refresh()
        return self.density

    def _lay_out(self) -> None:
        """Find out what stands where, after a change of listing, size or density."""
        height, groups = self.size.height, self.listing.groups
        starts = () if groups is None or height < HEADINGS_FROM else groups.starts
        roomy = self.density == "comfortable" and height >= TWO_LINES_FROM
        self._lines = GroupLines(starts, len(self.listing), 2 if roomy else 1)
        self._head = 1 if starts else 0
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        self.top = self._lines.top_for(self.cursor, self.top, self.room)
        self._thumb = self._lines.thumb(self.top, self.room, self.size.height)

    # Drawing

    def _refresh_rows(self, *places: int) -> None:
        height, (width, bottom) = self.row_height, self.size
        first = self._lines.line_of(self.top) - self._head
        tops = [self._lines.line_of(place) - first for place in places]
        regions = [Region(0, y, width, height) for y in tops if self._head <= y < bottom]
        if regions:
            self.refresh(*regions)

    def notify_style_update(self) -> None:
        """Draw all anew in the other style."""
        self._forget_drawn()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Keep the cursor in sight in the new size."""
        self._forget_drawn()
        self._lay_out()
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
        place, line = self._at(y)
        if line == HEADING:
            group = self._lines.group_of(place)
            heading = [(" ", ""), *self._heading_of(group, max(1, width - 3))]
            return Strip([*self.segments_of(heading, width - 1), self._scroll_sign(y)], width)
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

    def _at(self, y: int) -> tuple[int, int]:
        """Return the place that stands on a line of the screen, and which line of it."""
        if y < self._head:
            return self.top, HEADING
        return self._lines.at(self._lines.line_of(self.top) + y - self._head)

    def _draw(self, row: Row, under: str, width: int) -> list[list[Segment]]:
        marked = row.id in self.marks
        # Rows are immutable, so that the object itself is its version.
        groups = self.listing.groups
        # The heading tells the day.
        year = None if groups is not None and groups.by == "day" and self._head else self._year
        key = (id(row), f"{under} {marked} {width} {self.row_height} {year}")
        kept = self._drawn.get(key)
        if kept is not None and kept[0] is row:
            return kept[1]
        bar = "▌" if under == "cursor" else "▏" if under == "blurred" else " "
        draw = entry_line.two_lines if self.row_height == 2 else entry_line.one_line
        lines = [
            self.segments_of([(bar, "accent"), *line], width, under)
            for line in draw(row, width - 1, year, marked=marked, places=self._places)
        ]
        self._drawn[key] = (row, lines)
        return lines

    def _scroll_sign(self, y: int) -> Segment:
        """Return the last cell of a line: a thumb where the shown part of the list is."""
        if y in self._thumb:
            return Segment("▐", self.ink("faint"))
        return Segment(" ", self.ink(""))

    def _empty_line(self, y: int, width: int) -> Strip:
        if not self._empty_lines:
            lines = laid_out(self.empty_text, width, self.size.height)
            self._empty_lines = [self.strip_of(line, width) for line in lines]
        if y < len(self._empty_lines):
            return self._empty_lines[y]
        return Strip([Segment(" " * width, self.ink(""))], width)

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse clicked."""
        self.focus()
        place, _line = self._at(event.y)
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
