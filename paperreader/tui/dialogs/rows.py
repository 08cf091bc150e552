"""A short list to choose from: a virtual one, drawn a line at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from paperreader.tui.dialogs.shown import label

POINTER = "▸ "


@dataclass(frozen=True)
class Line:
    """One line to choose: its hot key, its text, and a quiet note at the right."""

    text: str
    key: str = ""
    note: str = ""


class Rows(ScrollView, can_focus=True):
    """Lines with a cursor; the cursor is told by a pointer as well as by colour.

    `cursor` is None where no line is under it, as when a list only suggests.
    """

    DEFAULT_CSS = """
    Rows {
        height: auto;
        background: transparent;
        color: $text;

        & > .rows--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        & > .rows--key {
            color: $text-accent;
            text-style: bold;
        }
        & > .rows--note {
            color: $text-muted;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", "rows--key", "rows--note"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False, id="move.down"),
        Binding("up,k", "move(-1)", "Up", show=False, id="move.up"),
        Binding("home", "move(-1000000)", "First", show=False, id="move.top"),
        Binding("end", "move(1000000)", "Last", show=False, id="move.bottom"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="move.page_down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="move.page_up"),
        Binding("enter", "choose", "Choose", show=False),
    ]

    class Moved(Message):
        """The cursor came to a line."""

        def __init__(self, index: int) -> None:
            """Tell the line's index."""
            super().__init__()
            self.index = index

    class Chosen(Message):
        """A line was taken, by enter or by a click."""

        def __init__(self, index: int, *, clicked: bool) -> None:
            """Tell the line's index, and whether a click took it."""
            super().__init__()
            self.index = index
            self.clicked = clicked

    def __init__(
        self, lines: Sequence[Line] = (), *, cursor: int | None = None, columns: bool = False
    ) -> None:
        """Show the lines, with the cursor on one of them or on none.

        With `columns` the notes stand in a column of their own behind the
        texts, else at the right edge.
        """
        super().__init__()
        self._columns = columns
        self.lines: Sequence[Line] = lines
        self.cursor: int | None = cursor if lines else None
        self._measure()

    def show(self, lines: Sequence[Line], cursor: int | None = None) -> None:
        """Show other lines."""
        taller = len(lines) != len(self.lines)
        self.lines = lines
        self.cursor = cursor if lines else None
        self._measure()
        self.refresh(layout=taller)
        self._keep_in_sight()

    def _measure(self) -> None:
        self.virtual_size = Size(0, len(self.lines))
        self._key_width = max((len(line.key) for line in self.lines), default=0)
        self._text_width = 0
        if self._columns:
            self._text_width = max(
                (Content(label(line.text)).cell_length for line in self.lines), default=0
            )

    def move_to(self, index: int) -> None:
        """Put the cursor on a line, or on the nearest that there is."""
        if not self.lines:
            return
        index = max(0, min(len(self.lines) - 1, index))
        if index != self.cursor:
            self.cursor = index
            self.refresh()
            self._keep_in_sight()
            self.post_message(self.Moved(index))

    def _keep_in_sight(self) -> None:
        if self.cursor is not None:
            self.scroll_to_region(
                Region(0, self.cursor, 1, 1), animate=False, force=True, x_axis=False
            )

    def action_move(self, by: int) -> None:
        """Move the cursor by lines; from nowhere it comes to the first or the last."""
        if self.cursor is None:
            self.move_to(0 if by > 0 else len(self.lines) - 1)
        else:
            self.move_to(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by screens."""
        self.action_move(by * max(1, self.size.height - 1))

    def action_choose(self) -> None:
        """Take the line under the cursor."""
        if self.cursor is not None:
            self.post_message(self.Chosen(self.cursor, clicked=False))

    def on_click(self, event: events.Click) -> None:
        """Take the line that was clicked."""
        index = event.y + self.scroll_offset.y
        if 0 <= index < len(self.lines):
            event.stop()
            self.move_to(index)
            self.post_message(self.Chosen(index, clicked=True))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if index >= len(self.lines) or width <= 0:
            return Strip.blank(width, self.rich_style)
        line = self.lines[index]
        here = index == self.cursor
        style = self.get_visual_style("rows--cursor") if here else self.visual_style
        key = f"{line.key:<{self._key_width}}  " if self._key_width else ""
        note = Content(label(line.note))
        head = len(POINTER) + len(key)
        wanted = Content(label(line.text))
        space = width - head - 2
        if self._columns:
            text_width = min(self._text_width, max(space // 2, space - 12))
            note = note.truncate(max(0, space - text_width), ellipsis=True, pad=True)
        else:
            # The text comes first: the note gets what is left, but a third at least.
            most = max(space - wanted.cell_length, space // 3)
            note = note.truncate(max(0, min(most, note.cell_length)), ellipsis=True)
        room = max(0, space - note.cell_length) if note else max(0, width - head)
        content = Content.assemble(
            POINTER if here else " " * len(POINTER),
            key if here else Content(key).stylize(self._partial("rows--key")),
            wanted.truncate(room, ellipsis=True, pad=True),
            "  " if note else "",
            note if here else note.stylize(self._partial("rows--note")),
        ).truncate(width, pad=True)
        return Strip(content.render_segments(style), content.cell_length)

    def _partial(self, component: str) -> Style:
        return self.get_visual_style(component, partial=True)
