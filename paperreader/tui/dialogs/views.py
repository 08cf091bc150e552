"""The dialog that names a saved view and gives it a key."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Literal

from msgspec import Struct
from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from paperreader.library.views import LONGEST_NAME
from paperreader.tui.dialogs.fields import LineField
from paperreader.tui.dialogs.frame import Dialog, Hint
from paperreader.tui.dialogs.shown import label

Tone = Literal["", "careful", "wrong"]


class Wish(Struct, frozen=True):
    """What was asked for in the dialog."""

    name: str = ""
    key: str = ""
    """A digit, or nothing."""
    removes: bool = False
    """Whether the view is to be removed, in place of all else."""


Checking = Callable[[Wish], tuple[str, Tone]]
"""Says what a wish would do, and how it is to be taken; "wrong" keeps it from being met."""


class ViewDialog(Dialog[Wish | None]):
    """Asks for a view's name and for a digit that opens it."""

    DEFAULT_CSS = """
    ViewDialog {
        & #query {
            height: auto;
            max-height: 3;
        }
        & .caption {
            height: 1;
            color: $text-muted;
        }
        &.-tall .caption {
            margin-top: 1;
        }
        & #key {
            width: 6;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "remove", "Remove", show=False, priority=True),
    ]

    def __init__(
        self, act: str, query: str, begin: Wish, check: Checking, *, removable: bool = False
    ) -> None:
        """Ask about a view that shows `query`, starting from a name and a key.

        `act` is the title; `removable` offers to remove the view, too.
        """
        super().__init__()
        self._act = act
        self._query = query
        self._check = check
        self._removable = removable
        self._begin = begin

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return Content(self._act)

    def body(self) -> Iterable[Widget]:
        """Yield what the view shows, the fields, and what they would do."""
        query = label(self._query) or "everything"
        yield Static(Content.assemble(("Shows  ", "dim"), query), id="query")
        self._name_field = LineField(self._begin.name, placeholder="one line", select=True)
        self._name_field.max_length = LONGEST_NAME
        self._key_field = LineField(self._begin.key, placeholder="1–9", select=True)
        self._key_field.id = "key"
        self._key_field.max_length = 1
        self._key_field.restrict = "[1-9]?"
        yield Static("Name", classes="caption", markup=False)
        yield self._name_field
        yield Static("Number key, if it is to have one", classes="caption", markup=False)
        yield self._key_field
        yield Static(id="remark", markup=False)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        removing = [("ctrl+d", "remove the view", "remove")] if self._removable else []
        return [
            ("enter", "save", "save"),
            ("tab", "name or key", "app.focus_next"),
            *removing,
            ("esc", "cancel", "cancel"),
        ]

    def on_mount(self) -> None:
        """Begin with the name."""
        self._name_field.focus()
        self._tell()

    @property
    def wish(self) -> Wish:
        """What the fields ask for now."""
        return Wish(self._name_field.value.strip(), self._key_field.value.strip())

    @on(Input.Changed)
    def _edited(self, event: Input.Changed) -> None:
        event.stop()
        self._tell()

    def _tell(self) -> bool:
        """Say what saving would do; return whether it can be done."""
        text, tone = self._check(self.wish)
        self.remark(label(text), tone)
        return tone != "wrong"

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Hand back what was asked for, if it can be met."""
        if self._tell():
            self.dismiss(self.wish)

    def action_remove(self) -> None:
        """Ask for the view to be removed."""
        if self._removable:
            self.dismiss(Wish(removes=True))
