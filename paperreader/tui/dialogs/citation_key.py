"""The dialog that changes an entry's citation key."""

from collections.abc import Callable, Iterable, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from paperreader.key_pattern import LONGEST_KEY
from paperreader.tui.dialogs.fields import LineField
from paperreader.tui.dialogs.frame import Dialog, Hint
from paperreader.tui.dialogs.shown import heading, label


class KeyDialog(Dialog[str | None]):
    """Asks for a citation key and hands it back, or None."""

    def __init__(
        self, title: str, begin: str, refusal: Callable[[str], str], *, old: str | None
    ) -> None:
        """Ask about the paper of a title, starting from a key.

        `refusal` says why a key cannot be, or nothing; `old` is the key in use, if any.
        """
        super().__init__()
        self._title = title
        self._begin = begin
        self._refusal = refusal
        self._old = old

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return heading("Citation key", self._title)

    def body(self) -> Iterable[Widget]:
        """Yield the field and what is to be said of what stands in it."""
        self._field = LineField(self._begin, placeholder="a key", select=True)
        self._field.max_length = LONGEST_KEY
        yield self._field
        yield Static(id="remark", markup=False)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [("enter", "save", "save"), ("esc", "cancel", "cancel")]

    def on_mount(self) -> None:
        """Begin in the field."""
        self._field.focus()
        self._tell()

    @on(Input.Changed)
    def _edited(self, event: Input.Changed) -> None:
        event.stop()
        self._tell()

    def _tell(self) -> bool:
        """Say why the key cannot be, or what becomes of the old one; return whether it can."""
        key = self._field.value.strip()
        reason = self._refusal(key)
        said = reason
        if not reason and self._old and key != self._old:
            said = f"The old key, {self._old}, goes on leading here."
        self.remark(label(said), "wrong" if reason else "")
        return not reason

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Hand back the key, if it can be."""
        if self._tell():
            self.dismiss(self._field.value.strip())
