"""What every dialog has in common: the frame, its title, and the line of keys."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.screen import ModalScreen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from paperreader.tui.guarded import Guarded

Outcome = TypeVar("Outcome")

Hint = tuple[str, str, str]
"""A key as it is shown, what it does, and the screen's action for a click on it."""


def _scrolling(keys: str, by: int, name: str) -> Binding:
    return Binding(keys, f"scroll({by})", name, show=False, id=f"move.{name}")


SCROLLING: tuple[Binding, ...] = (
    _scrolling("down,j", 1, "down"),
    _scrolling("up,k", -1, "up"),
    _scrolling("pagedown,space,ctrl+d", 10, "page_down"),
    _scrolling("pageup,ctrl+u", -10, "page_up"),
    _scrolling("home,g", -1_000_000, "top"),
    _scrolling("end,G", 1_000_000, "bottom"),
)
"""The keys of a dialog that scrolls a text; the settings change them by the commands' names."""


class KeyLine(Widget):
    """The keys of a dialog, which a mouse may click too; none is torn at a line's end."""

    DEFAULT_CSS = """
    KeyLine {
        height: auto;
        color: $text-muted;
        link-color: $text-muted;
        link-background: transparent;
        link-style: none;
        link-color-hover: $text;
        link-background-hover: transparent;
        link-style-hover: underline;
    }
    """
    GAP = "   "

    def __init__(self, hints: Iterable[Hint]) -> None:
        """Show the hints."""
        super().__init__()
        self.put(hints)

    def put(self, hints: Iterable[Hint]) -> None:
        """Show other hints in their place."""
        self._pieces: list[Content] = []
        for key, does, action in hints:
            piece = Content.assemble((key, "bold"), f" {does}")
            if action:
                piece = piece.stylize(Style.from_meta({"@click": f"screen.{action}"}))
            self._pieces.append(piece)
        self.refresh(layout=True)

    def lines(self, width: int) -> list[Content]:
        """Return the hints as they stand in a width of cells."""
        lines: list[Content] = []
        for piece in self._pieces:
            if lines and lines[-1].cell_length + len(self.GAP) + piece.cell_length <= width:
                lines[-1] = Content.assemble(lines[-1], self.GAP, piece)
            else:
                lines.append(piece)
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the hints need."""
        return len(self.lines(width))

    def render(self) -> Content:
        """Draw the hints."""
        return Content("\n").join(self.lines(self.content_size.width))


class Dialog(ModalScreen[Outcome], Guarded[Outcome]):
    """A modal screen in a frame that esc always leaves.

    A dialog gives `heading_text`, `body` and `hints`; what it hands back goes
    through ``dismiss``, and None always means that nothing was chosen. Where
    the screen is low, its `stretch` gives way, so that the keys stay in sight.
    """

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;

        & > #frame {
            width: 76;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            background: $surface;
            border: round $primary;
            border-title-color: $text;
            border-title-style: bold;
        }
        & #remark {
            height: auto;
            max-height: 2;
            color: $text-muted;
        }
        & #remark.-wrong {
            color: $text-error;
        }
        & #remark.-careful {
            color: $text-warning;
        }
        & KeyLine {
            margin-top: 1;
        }
        &.-short KeyLine {
            margin-top: 0;
        }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012  # as the base has it
    AUTO_FOCUS = ""  # each dialog says itself where the keys go
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", show=False),
    ]

    stretch: Widget | None = None
    """The one widget whose height follows the screen's."""
    STEADY: ClassVar[bool] = False
    """Whether the stretch keeps its height when it holds less, so that nothing jumps."""
    MOST_LINES: ClassVar[int] = 1_000
    """Lines that the stretch has at most."""
    OTHER_LINES: ClassVar[int] = 0
    """Lines of the body beside the stretch and the remark."""

    class Ready(Message, namespace="dialog"):
        """The dialog is on the screen and takes keys."""

    def on_mount(self) -> None:
        """Say so when the dialog takes keys."""
        self.call_after_refresh(self.post_message, self.Ready())

    def on_resize(self, event: events.Resize) -> None:
        """Give the stretch what the screen leaves it."""
        self.fit(event.size)

    def fit(self, screen: Size) -> None:
        """Give the stretch what a screen of that size leaves it, two lines at least.

        In cells, because heights that are shares of the screen are not heeded
        where a frame's height follows its content.
        """
        if self.stretch is None:
            return
        wanted = self.query_one("#frame").styles.width
        inner = min(
            int(wanted.value) if wanted and wanted.is_cells else screen.width, screen.width
        )
        keys = len(self.query_one(KeyLine).lines(inner - 4))
        roomy = screen.height >= 18
        remark = (2 if inner < 60 else 1) if self.query("#remark") else 0
        margins = 2 if roomy else 0
        room = screen.height - 2 - keys - remark - margins - self.OTHER_LINES
        lines = max(2, min(self.MOST_LINES, room))
        if self.STEADY:
            self.stretch.styles.height = lines
        self.stretch.styles.max_height = lines

    def compose(self) -> ComposeResult:
        """Lay out the title, the body and the line of keys."""
        with Vertical(id="frame") as frame:
            frame.border_title = self.heading_text()
            yield from self.body()
            yield KeyLine(self.hints())

    def heading_text(self) -> Content:
        """Return the frame's title."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """Yield the widgets between the title and the line of keys."""
        raise NotImplementedError

    def hints(self) -> Sequence[Hint]:
        """Return the keys that the bottom line names."""
        raise NotImplementedError

    def remark(self, text: str, tone: str = "") -> None:
        """Say something on the dialog's own line; the tone is "", "careful" or "wrong".

        The text must have gone through `paperreader.plain` where others wrote it.
        """
        line = self.query_one("#remark", Static)
        line.set_class(tone == "wrong", "-wrong")
        line.set_class(tone == "careful", "-careful")
        line.update(Content(text))

    def action_cancel(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)
