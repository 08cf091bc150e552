"""The views pane: where entries can be looked at from, with counts."""

from textual import events
from textual.message import Message
from textual.strip import Strip

from paperreader.tui.cells import cut, fit
from paperreader.tui.shelf import Item
from paperreader.tui.source import Source
from paperreader.tui.steps import stepped
from paperreader.tui.widgets.inked import Inked, Line


class ViewsPane(Inked, can_focus=True):
    """A list of views; moving the cursor chooses."""

    class Chosen(Message):
        """Another view was chosen."""

        def __init__(self, source: Source) -> None:
            """Say which."""
            super().__init__()
            self.source = source

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__("views")
        self.items: list[Item] = []
        self.current: Source | None = None
        self.top = 0

    def show(self, items: list[Item], current: Source | None) -> None:
        """Show these items with the current view pointed out; nothing else changes."""
        if items == self.items and current == self.current:
            return
        self.items = items
        self.current = current
        self._keep_in_sight()
        self.refresh()

    @property
    def _choices(self) -> list[int]:
        return [n for n, item in enumerate(self.items) if item.source is not None]

    @property
    def cursor(self) -> int | None:
        """Place of the current view among the items, or None if it is not listed."""
        for place, item in enumerate(self.items):
            if item.source is not None and item.source == self.current:
                return place
        return None

    def move(self, step: str, times: int | None = None) -> None:
        """Choose another view by a step (see `stepped`), as often as a count says."""
        choices = self._choices
        if not choices:
            return
        cursor = self.cursor
        at = choices.index(cursor) if cursor is not None else -1
        last, page = len(choices) - 1, max(1, self.size.height - 1)
        to = stepped(step, at, last=last, page=page, times=times)
        self._choose(choices[max(0, min(to, last))])

    def _choose(self, place: int) -> None:
        source = self.items[place].source
        if source is not None and source != self.current:
            self.current = source
            self._keep_in_sight()
            self.refresh()
            self.post_message(self.Chosen(source))

    def _keep_in_sight(self) -> None:
        page = self.size.height
        if not page:
            self.top = 0
            return
        cursor = self.cursor
        if cursor is not None:
            self.top = max(min(self.top, cursor - 1), cursor - page + 2)
        self.top = max(0, min(self.top, len(self.items) - page))

    def on_resize(self) -> None:
        """Keep the current view in sight."""
        self._keep_in_sight()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.size.width
        if width <= 0:
            return Strip([])
        place = self.top + y
        if place >= len(self.items):
            return self.strip_of([], width)
        item = self.items[place]
        if item.source is None:
            return self.strip_of([(" " + cut(item.label, width - 1), "accent strong")], width)
        chosen = item.source == self.current
        under = ("cursor" if self.has_focus else "blurred") if chosen else ""
        bar = ("▌" if self.has_focus else "▏") if chosen else " "
        count = item.count if width > len(item.count) + 8 else ""
        room = max(0, width - 4 - len(count) - 1)
        line: Line = [
            (bar, "accent"),
            (f"{item.key:1} ", "key"),
            (fit(item.label, room), "strong" if chosen else ""),
            (" " + count, "muted"),
        ]
        return self.strip_of(line, width, under)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        self.focus()
        place = self.top + event.y
        if 0 <= place < len(self.items):
            self._choose(place)

    def on_mouse_scroll_down(self) -> None:
        """Scroll on with the wheel."""
        self.top = max(0, min(self.top + 3, len(self.items) - self.size.height))
        self.refresh()

    def on_mouse_scroll_up(self) -> None:
        """Scroll back with the wheel."""
        self.top = max(0, self.top - 3)
        self.refresh()
