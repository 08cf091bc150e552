"""The fields that a person types in, drawn so that no text in them is obeyed."""

from rich.text import Text
from textual.widgets import Input, TextArea

from paperreader.tui.dialogs.shown import Harmless, same_length


class LineField(Input):
    """A one-line field without a box of its own."""

    DEFAULT_CSS = """
    LineField {
        height: 1;
        border: none;
        padding: 0 1;
        background: $boost;

        &:focus {
            border: none;
            background-tint: $foreground 5%;
        }
    }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", select: bool = False) -> None:
        """Start with a value and the cursor behind it; with `select`, typing replaces it."""
        super().__init__(value, placeholder, Harmless(), select_on_focus=select, compact=True)


class TextField(TextArea):
    """A field of several lines that wraps, and that tab leaves."""

    DEFAULT_CSS = """
    TextField {
        border: none;
        padding: 0 1;
        background: $boost;

        &:focus {
            border: none;
        }
    }
    """

    def __init__(self, text: str, *, read_only: bool = False) -> None:
        """Hold the text; lone surrogates, which no terminal or file takes, become ``?``."""
        super().__init__(
            text.encode("utf-8", "replace").decode("utf-8"),
            read_only=read_only,
            highlight_cursor_line=False,
        )

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is drawn."""
        return Text(same_length(self.document.get_line(line_index)), end="", no_wrap=True)
