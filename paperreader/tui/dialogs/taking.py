"""The screen that shows a text to be taken by hand, where no clipboard can be reached."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from paperreader.plain import plain
from paperreader.tui.dialogs.frame import SCROLLING, Dialog, Hint
from paperreader.tui.dialogs.shown import heading


class TextToTake(Dialog[None]):
    """Shows a text over the whole width, with nothing beside it that a selection catches."""

    DEFAULT_CSS = """
    TextToTake {
        & > #frame {
            width: 100%;
            height: 100%;
            padding: 0;
            border: none;
            border-top: solid $primary;
        }
        & VerticalScroll {
            height: 1fr;
            scrollbar-size-vertical: 0;
        }
        & #why {
            height: auto;
            color: $text-muted;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q", "cancel", "Close", show=False),
        *SCROLLING,
    ]

    def __init__(self, title: str, text: str) -> None:
        """Show the text, under a title that says what it is."""
        super().__init__()
        self._title = title
        self._text = plain(text, keep_newlines=True)

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return heading("Take by hand", self._title)

    def body(self) -> Iterable[Widget]:
        """Yield the text."""
        scroll = VerticalScroll(Static(Content(self._text), markup=False))
        scroll.can_focus = False
        yield scroll
        yield Static(
            "Select it with the mouse, in most terminals while holding shift.",
            id="why",
            markup=False,
        )

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [("j k", "scroll", ""), ("esc", "close", "cancel")]

    def action_scroll(self, by: int) -> None:
        """Scroll the text by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)
