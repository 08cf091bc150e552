"""The dialogs that ask for a tag and for the name that it gets everywhere."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from paperreader.tui.dialogs.fields import LineField
from paperreader.tui.dialogs.frame import Dialog, Hint
from paperreader.tui.dialogs.rows import Line, Rows
from paperreader.tui.dialogs.shown import heading
from paperreader.tui.dialogs.tag_words import Suggestion, suggest

Tone = Literal["", "careful", "wrong"]


class WhichTag(Dialog[str | None]):
    """Asks for one of the tags that there are and hands it back, or None."""

    STEADY = True
    MOST_LINES = 8
    OTHER_LINES = 1
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
    ]

    def __init__(self, known: Sequence[tuple[str, int]]) -> None:
        """Offer tags, each with how many papers have it, the likeliest first."""
        super().__init__()
        self._known = list(known)
        self._suggestions: list[Suggestion] = []

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return heading("Rename a tag everywhere", "")

    def body(self) -> Iterable[Widget]:
        """Yield the line and the tags."""
        self._field = LineField(placeholder="type to find one")
        self._rows = self.stretch = Rows()
        self._rows.can_focus = False
        yield self._field
        yield self._rows
        yield Static(id="remark", markup=False)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [
            ("enter", "rename it", "take"),
            ("↑↓", "choose", ""),
            ("esc", "cancel", "cancel"),
        ]

    def on_mount(self) -> None:
        """Show all tags at once."""
        self._field.focus()
        self._show()

    def _show(self) -> None:
        self._suggestions = suggest(self._field.value, self._known, new=False)
        self._rows.show(
            [
                Line(each.tag, note=f"{each.count:,}" if each.count else "")
                for each in self._suggestions
            ],
            cursor=0 if self._suggestions else None,
        )
        self.remark("" if self._suggestions else "No tag fits that.", "careful")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def _entered(self, event: Input.Submitted | Rows.Chosen) -> None:
        event.stop()
        self.action_take()

    def action_move(self, by: int) -> None:
        """Move the pointer."""
        self._rows.action_move(by)

    def action_take(self) -> None:
        """Hand back the pointed tag."""
        self._show_if_behind()
        if self._rows.cursor is not None:
            self.dismiss(self._suggestions[self._rows.cursor].tag)

    def _show_if_behind(self) -> None:
        """Bring the list up to what is typed now, where keys ran ahead of messages."""
        if suggest(self._field.value, self._known, new=False) != self._suggestions:
            self._show()


class RenameTag(Dialog[str | None]):
    """Asks for the new name of a tag and hands it back, or None where it stays as it is."""

    def __init__(self, old: str, foresee: Callable[[str], tuple[str, Tone]]) -> None:
        """Begin with the old name; `foresee` says what a new one would do.

        What it calls "wrong" is not handed back.
        """
        super().__init__()
        self._old = old
        self._foresee = foresee

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return heading("Rename everywhere", f"#{self._old}")

    def body(self) -> Iterable[Widget]:
        """Yield the line and what the name would do."""
        self._field = LineField(self._old)
        yield self._field
        yield Static(id="remark", markup=False)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [("enter", "rename", "take"), ("esc", "cancel", "cancel")]

    def on_mount(self) -> None:
        """Let the name be typed."""
        self._field.focus()
        self._tell()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell()

    def _tell(self) -> None:
        if self._field.value.strip() == self._old:
            self.remark("/ nests; a name that is there already merges the two.")
        else:
            self.remark(*self._foresee(self._field.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Hand back the name, unless it can be none."""
        new = self._field.value
        if new.strip() == self._old:
            self.dismiss(None)
            return
        told, tone = self._foresee(new)
        if tone == "wrong":
            self.remark(told, tone)
        else:
            self.dismiss(new)
