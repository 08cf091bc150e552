"""The dialog in which a note is written."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static, TextArea

from paperreader.plain import plain
from paperreader.tui.dialogs.drafts import Draft
from paperreader.tui.dialogs.fields import TextField
from paperreader.tui.dialogs.frame import Dialog, Hint
from paperreader.tui.dialogs.shown import heading

DRAFT_EVERY = 1.0
"""Seconds between two writings of the draft while someone types."""


class NoteDialog(Dialog[str | None]):
    """Edits a note and hands back its new text, or None where it did not change.

    Losing a note is the worst that can happen here, so every way out keeps
    what was written: esc and ctrl+s close and hand it back. ctrl+g goes back
    to the note as it was, as an edit that ctrl+z takes back.

    With a draft path, what is written goes there about once a second and when
    the app loses its focus; a draft that an earlier session left is loaded and
    named. The file goes when the dialog closes, but not when the app ends
    with the dialog open.
    """

    DEFAULT_CSS = """
    NoteDialog {
        & > #frame {
            width: 90;
        }
        & TextField {
            height: auto;
            min-height: 3;
        }
        &.-tall TextField {
            min-height: 6;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "cancel", "Keep", show=False),
        Binding("ctrl+g", "put_back", "Back to the note as it was", show=False),
    ]

    def __init__(self, title: str, text: str, draft_path: Path | None = None) -> None:
        """Edit the note `text` of the paper with that title."""
        super().__init__()
        self._title = title
        self._draft = Draft(draft_path) if draft_path is not None else None
        self._found: str | None = None
        self._trouble = ""
        if self._draft is not None:
            try:
                self._found = self._draft.read()
            except OSError as error:
                self._trouble = f"The draft cannot be read: {error.strerror or error}."
        self._text = text
        self._timer: Timer | None = None
        self._handed_back = False

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return heading("Note", self._title)

    def body(self) -> Iterable[Widget]:
        """Yield the text and the line that says what became of it."""
        self._field = self.stretch = TextField(self._text)
        # What the field makes of the text, its line ends for instance, is no change.
        self._original = self._field.text
        yield self._field
        yield Static(id="remark", markup=False)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [
            ("esc", "keep and close", "cancel"),
            ("ctrl+z", "undo", ""),
            ("ctrl+g", "back to the note as it was", "put_back"),
        ]

    def on_mount(self) -> None:
        """Start writing at the end of the text."""
        self._field.focus()
        if self._draft is not None:
            self.set_interval(DRAFT_EVERY, self._restore_draft)
        if self._found == self._original:
            self._found = None
        if self._found is not None:
            self._field.load_text(self._found)
        self._field.move_cursor(self._field.document.end)
        if self._trouble:
            self.remark(plain(self._trouble), "wrong")
        elif self._found is not None:
            self.remark(
                "A draft that was not kept is back; ctrl+g returns to the note.", "careful"
            )

    @property
    def text(self) -> str:
        """The text as it is being written."""
        return self._field.text

    @property
    def changed(self) -> bool:
        """Whether the text differs from the note it began with."""
        return self._field.text != self._original

    @property
    def draft_is_due(self) -> bool:
        """Whether something was written that the draft has yet to take in."""
        return self._timer is not None

    @on(TextArea.Changed)
    def _edited(self, event: TextArea.Changed) -> None:
        event.stop()
        if self._draft is not None and self._timer is None and not self._handed_back:
            self._timer = self.set_timer(DRAFT_EVERY, self.save_draft)

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Save the draft when the text, or the whole terminal, loses its focus."""
        if not self._handed_back:
            self.save_draft()

    def save_draft(self) -> None:
        """Write the draft now; a failure is said, once, and typing goes on."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._draft is None:
            return
        try:
            if self.changed:
                self._draft.write(self._field.text)
            else:
                self._draft.remove()
        except OSError as error:
            if self.is_mounted and not self._trouble:
                self._trouble = f"No draft is being kept: {error.strerror or error}."
                self.remark(plain(self._trouble), "wrong")

    def _restore_draft(self) -> None:
        """Write the draft again where another app that found it has put it away."""
        if self._draft is None or self._handed_back or self._timer is not None:
            return
        if self.changed and not self._draft.path.exists():
            self.save_draft()

    def on_unmount(self) -> None:
        """Remove the draft of a note that was handed back, save that of one that was not."""
        if self._draft is None:
            return
        if not self._handed_back:
            self.save_draft()
            return
        try:
            self._draft.remove()
        except OSError as error:
            self.log.warning(f"The draft stays: {error}")

    def action_put_back(self) -> None:
        """Put the note's old text in place of what was written; ctrl+z takes that back."""
        if not self.changed:
            self.remark("The note is as it was.")
            return
        end = self._field.document.end
        self._field.replace(self._original, (0, 0), end, maintain_selection_offset=False)
        self._field.move_cursor(self._field.document.end)
        self.remark("This is the note as it was; ctrl+z brings back what you wrote.")

    def action_cancel(self) -> None:
        """Close and hand back the text if it changed; a blank note is an empty one."""
        self._handed_back = True
        text = self._field.text
        if not text.strip():
            text = ""
        self.dismiss(text if text != self._original else None)
