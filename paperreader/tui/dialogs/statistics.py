"""The statistics of the library: plots and sentences that scroll by keys."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from paperreader.library.statistics import Statistics
from paperreader.tui.dialogs.frame import SCROLLING, Dialog, Hint
from paperreader.tui.dialogs.shown import heading
from paperreader.tui.plots import sections

WIDEST = 100
"""Cells from which a plot gets no wider: its bars would stand too far apart to compare."""


def drawn(told: Statistics, width: int) -> Content:
    """Return all sections drawn within a width of cells, a blank line between them."""
    lines: list[Content] = []
    for name, under in sections(told, min(width, WIDEST)):
        lines += [Content.styled(name, "bold $text-accent"), *map(Content, under), Content("")]
    return Content("\n").join(lines[:-1])


class StatisticsDialog(Dialog[None]):
    """Shows the statistics, drawn anew for each width."""

    DEFAULT_CSS = """
    StatisticsDialog {
        & > #frame {
            width: 106;
            height: 100%;
        }
        & VerticalScroll {
            height: 1fr;
        }
        & KeyLine {
            margin-top: 0;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,B,h", "cancel", "Close", show=False),
        *SCROLLING,
    ]

    def __init__(self, told: Statistics) -> None:
        """Show statistics."""
        super().__init__()
        self._told = told
        self._width = 0

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return heading("Statistics", "")

    def body(self) -> Iterable[Widget]:
        """Yield the plots."""
        self._text = Static(markup=False)
        scroll = VerticalScroll(self._text)
        scroll.can_focus = False
        yield scroll

    def hints(self) -> Sequence[Hint]:
        """Return the keys that the bottom line names."""
        return (("j k", "scroll", ""), ("esc", "close", "cancel"))

    def on_resize(self, _event: events.Resize) -> None:
        """Draw anew once the sizes are known."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        width = self.query_one(VerticalScroll).scrollable_content_region.width
        if width > 0 and width != self._width:
            self._width = width
            self._text.update(drawn(self._told, width - 1))

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)
