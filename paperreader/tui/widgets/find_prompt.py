"""A pane's own prompt: words typed at its foot are looked for in what it shows."""

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.message import Message

from paperreader.tui import cells
from paperreader.tui.cells import cut
from paperreader.tui.line_editor import LineEditor
from paperreader.tui.widgets.inked import Inked, Line

_LEAVING = ("enter", "escape", "tab", "shift+tab", "up", "down")


class FindPrompt(Inked):
    """A pane that takes a line of text; the pane says what follows from it."""

    class Asked(Message):
        """Words were typed and sent off, or taken back."""

        def __init__(self, text: str, *, is_done: bool) -> None:
            """Say what stands there, and whether the prompt was left."""
            super().__init__()
            self.text = text
            self.is_done = is_done

    def __init__(self, name: str) -> None:
        """Ask nothing yet."""
        super().__init__(name)
        self.prompt: LineEditor | None = None
        """What is being typed; None while nothing is asked."""

    def ask(self, text: str = "") -> None:
        """Open the prompt with a text in it."""
        self.prompt = LineEditor.of(text)
        self.refresh()

    def leave_prompt(self) -> None:
        """Close the prompt; the pane keeps what it shows."""
        self.prompt = None
        self.refresh()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take letters and what edits or leaves the prompt while it is open."""
        return self.prompt is not None and (
            key in _LEAVING
            or (character is not None and character.isprintable())
            or self.prompt.key(key) is not None
        )

    def on_key(self, event: events.Key) -> None:
        """Edit the line, or leave it: ``escape`` takes it back, all else sends it off."""
        if self.prompt is None:
            return
        edited = self.prompt.key(event.key)
        if event.key in _LEAVING:
            text = "" if event.key == "escape" else self.prompt.text
            self.leave_prompt()
            self.post_message(self.Asked(text, is_done=True))
        elif edited is not None:
            self._edit(edited)
        elif event.is_printable and event.character:
            self._edit(self.prompt.insert(event.character))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Put what is pasted into an open prompt, as one line."""
        if self.prompt is not None:
            event.stop()
            self._edit(self.prompt.insert(" ".join(event.text[:2_000].split())))

    def on_blur(self) -> None:
        """Leave the prompt with the pane; what it found stays."""
        if self.prompt is not None:
            self.leave_prompt()

    def _edit(self, edited: LineEditor) -> None:
        changed = self.prompt is None or edited.text != self.prompt.text
        self.prompt = edited
        self.refresh()
        if changed:
            self.post_message(self.Asked(edited.text, is_done=False))

    def prompt_line(self, width: int, y: int) -> Line:
        """Return the line of the prompt, and put the terminal's cursor where typing goes."""
        line: Line = [(" find ", "key")]
        if self.prompt is None:
            return []
        before, after = (
            self.prompt.text[: self.prompt.cursor],
            self.prompt.text[self.prompt.cursor :],
        )
        room = max(1, width - 6 - 1)
        if (over := cell_len(before) - room) > 0:
            before = cells.after(before, over)
        under = self.prompt.under
        line += [(before, ""), (under or " ", "cursor strong")]
        rest = after[len(under) :]
        line.append((cut(rest, max(0, room - cell_len(before) - 1)), ""))
        column = min(max(0, self.size.width - 1), 6 + cell_len(before))
        self.app.cursor_position = self.region.offset + Offset(column, y)
        return line
