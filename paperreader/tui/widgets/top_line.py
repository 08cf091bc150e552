"""The line above the panes: the view's name, the search, and the place in the list."""

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from paperreader.tui import cells
from paperreader.tui.cells import cut
from paperreader.tui.line_editor import LineEditor
from paperreader.tui.widgets.inked import Inked, Line

_UNPRINTED = ("escape", "enter", "tab", "shift+tab", "up", "down")
"""Keys of the search that are messages, not edits."""


class TopLine(Inked, can_focus=False):
    """Names the view; while a search is open it is also the search bar.

    It draws its own one-line editor, so that a key typed costs no layout.
    """

    class Typed(Message):
        """The search was edited."""

        def __init__(self, text: str) -> None:
            """Say what stands there now."""
            super().__init__()
            self.text = text

        def can_replace(self, message: Message) -> bool:
            """Let only the last of several edits be searched for."""
            return isinstance(message, TopLine.Typed)

    class Left(Message):
        """The search was left: with ``enter`` for its results, with ``escape`` for before."""

        def __init__(self, key: str) -> None:
            """Say by which key."""
            super().__init__()
            self.key = key

    class Stepped(Message):
        """An arrow was pressed to walk through the results while typing."""

        def __init__(self, step: str) -> None:
            """Say which step: ``down`` or ``up``."""
            super().__init__()
            self.step = step

    def __init__(self) -> None:
        """Start without a search."""
        super().__init__("top")
        self.title = ""
        self.order = ""
        self.place = ""
        self.searching = False
        """Whether a search is open or holds."""
        self.editor = LineEditor()

    def tell(self, *, title: str, order: str, place: str) -> None:
        """Show the view's name, its order and the place in it (all fit for the screen)."""
        if (title, order, place) != (self.title, self.order, self.place):
            self.title, self.order, self.place = title, order, place
            self.refresh()

    def open(self, text: str) -> None:
        """Open the search with a text in it and take the focus."""
        self.editor = LineEditor.of(text)
        self.searching = True
        self.can_focus = True
        self.focus()
        self.refresh()

    def close(self) -> None:
        """Close the search and forget its text."""
        self.editor = LineEditor()
        self.searching = False
        self.can_focus = False
        self.refresh()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take letters and editing keys for the text, so that no command gets them."""
        return (character is not None and character.isprintable()) or (
            self.editor.key(key) is not None
        )

    def on_key(self, event: events.Key) -> None:
        """Edit, or leave."""
        if not self.has_focus:
            return
        if event.key in _UNPRINTED:
            event.stop()
            event.prevent_default()
            if event.key in ("up", "down"):
                self.post_message(self.Stepped(event.key))
            else:
                self.post_message(self.Left("escape" if event.key == "escape" else "enter"))
            return
        edited = self.editor.key(event.key)
        if edited is None and event.is_printable and event.character:
            edited = self.editor.insert(event.character)
        if edited is None:
            return
        event.stop()
        event.prevent_default()
        self.edit(edited)

    def on_paste(self, event: events.Paste) -> None:
        """Put a pasted line into the search; a page or a dropped file is left to the screen."""
        from paperreader.tui.dialogs.path_words import (  # noqa: PLC0415 - at first use
            dropped_paths,
            looks_like_path,
        )

        # Terminals paste line ends as carriage returns.
        lines = event.text[:2_000].splitlines()
        if len(lines) > 4 or (
            looks_like_path(event.text[:2_000]) and dropped_paths(event.text)
        ):
            return
        event.stop()
        self.edit(self.editor.insert(" ".join(lines)[:1_000]))

    def edit(self, edited: LineEditor) -> None:
        """Take an edited line over, and say so if its text is another."""
        changed = edited.text != self.editor.text
        self.editor = edited
        self.refresh()
        if changed:
            self.post_message(self.Typed(edited.text))

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        if width <= 0:
            return Strip([])
        place = cut(self.place, width // 2)
        room = width - cell_len(place) - 2
        title = cut(f" {self.title}", max(4, room if not self.searching else room // 2))
        line: Line = [(title, "accent strong")]
        room -= cell_len(title)
        if self.searching:
            line += self._search(room)
        elif self.order and room > 12:
            line.append((cut(f"  {self.order}", room), "muted"))
        used = sum(cell_len(text) for text, _ in line)
        gap = width - used - cell_len(place) - 1
        if gap > 0:
            line += [(" " * gap, ""), (place, "muted"), (" ", "")]
        return self.strip_of(line, width)

    def _search(self, room: int) -> Line:
        """Draw the prompt and as much of the text as fits round the cursor."""
        line: Line = [(" / ", "key")]
        room -= 3
        text, cursor = self.editor.text, self.editor.cursor
        before, after = text[:cursor], text[cursor:]
        space = max(1, room - 1)
        if (over := cell_len(before) - space) > 0:
            before = cells.after(before, over)
        column = 3 + cell_len(before)
        at, rest = (after[:1] or " "), after[1:]
        line.append((before, ""))
        if self.has_focus:
            line.append((at, "cursor strong"))
            title = cut(f" {self.title}", max(4, (self.size.width - 2) // 2))
            x = min(self.size.width - 1, cell_len(title) + column)
            self.app.cursor_position = self.region.offset + Offset(x, 0)
        else:
            line.append((at, ""))
        line.append((cut(rest, max(0, room - cell_len(before) - 1)), ""))
        return line

    def on_click(self) -> None:
        """Go on with a search that holds."""
        if self.searching:
            self.focus()
