"""The detail pane: one entry in full, scrolled by lines."""

from textual import events
from textual.strip import Strip

from paperreader.entry import Entry
from paperreader.tui.describe import MEASURE, describe
from paperreader.tui.widgets.inked import Inked, Line


class DetailPane(Inked, can_focus=True):
    """Shows an entry in wrapped lines of its own; a new entry costs no layout."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__("detail")
        self.entry: Entry | None = None
        self.top = 0
        self._lines: list[Line] = []
        self._width = -1

    def show(self, entry: Entry | None) -> None:
        """Show an entry from its beginning; one shown already keeps its place."""
        if entry is None or self.entry is None or entry.id != self.entry.id:
            self.top = 0
        self.entry = entry
        self._width = -1
        self.refresh()

    @property
    def page(self) -> int:
        """Number of lines that fit on the screen, at least one."""
        return max(1, self.size.height)

    @property
    def lines(self) -> list[Line]:
        """The lines of the entry, wrapped for the pane as wide as it is now."""
        width = self._text_width
        if width != self._width:
            self._width = width
            self._lines = [] if self.entry is None else describe(self.entry, width)
            self.top = max(0, min(self.top, len(self._lines) - self.page))
        return self._lines

    @property
    def _margin(self) -> int:
        """Cells left free at the left, as many as centre the text of a wide pane."""
        width = self.size.width
        return 0 if width < 24 else max(1, (width - MEASURE) // 2)

    @property
    def _text_width(self) -> int:
        return max(1, self.size.width - 2 * self._margin)

    def move(self, step: str) -> None:
        """Scroll by a step: ``down up top bottom half_down page_up`` and so on."""
        half = max(1, self.page // 2)
        page = max(1, self.page - 2)
        targets = {
            "down": self.top + 1,
            "up": self.top - 1,
            "top": 0,
            "bottom": len(self.lines),
            "half_down": self.top + half,
            "half_up": self.top - half,
            "page_down": self.top + page,
            "page_up": self.top - page,
        }
        self.scroll_to_line(targets[step])

    def scroll_to_line(self, line: int) -> None:
        """Bring a line to the top, as far as there is something below."""
        top = max(0, min(line, len(self.lines) - self.page))
        if top != self.top:
            self.top = top
            self.refresh()

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self.top + self.page >= len(self.lines)

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        self._width = -1
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.size.width
        if width <= 0:
            return Strip([])
        lines = self.lines
        number = self.top + y
        line = lines[number] if number < len(lines) else []
        if y == self.page - 1 and number < len(lines) - 1:
            return self._more(len(lines) - number, width)
        return self.strip_of([(" " * self._margin, ""), *line], width)

    def _more(self, count: int, width: int) -> Strip:
        text = f"↓ {count} more lines"
        return self.strip_of([(" " * self._margin, ""), (text, "faint")], width)

    def on_click(self, event: events.Click) -> None:
        """Take the focus."""
        event.stop()
        self.focus()

    def on_mouse_scroll_down(self) -> None:
        """Scroll three lines down with the wheel."""
        self.scroll_to_line(self.top + 3)

    def on_mouse_scroll_up(self) -> None:
        """Scroll three lines up with the wheel."""
        self.scroll_to_line(self.top - 3)
