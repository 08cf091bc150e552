"""The common ground of the panes: lines of inked text, drawn without layout.

A line is a list of spans, each a text and the name of an ink; an ink is a style
that the theme gives. A pane draws only the lines that are on the screen.
"""

from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from paperreader.tui.legible import legible

Span = tuple[str, str]
"""Text that went through `plain`, and the names of its inks with spaces between."""

Line = list[Span]

INKS = (
    "strong",
    "muted",
    "faint",
    "accent",
    "star",
    "tag",
    "done",
    "warning",
    "error",
    "key",
    "heading",
    "cursor",
    "blurred",
    "marked",
    "mistake",
    "match",
    "current",
)


_ON_ITSELF = Color.parse("bright_white")
"""What stands in for a colour on the same one; no ground of ours is as bright."""


def readable_on_its_ground(style: Style) -> Style:
    """Return a style with its colour shifted as far as its background asks.

    Themes that others made give colours that our grounds were not chosen for. A
    terminal's own sixteen colours are left alone, as what they look like is not known,
    but for one on itself.
    """
    if style.color is None or style.bgcolor is None:
        return style
    if style.color == style.bgcolor and not style.color.is_default:
        return style + Style(color=_ON_ITSELF)
    colour, ground = style.color.triplet, style.bgcolor.triplet
    if colour is None or ground is None:
        return style
    shifted = legible((*colour,), (*ground,))
    return style if shifted == colour else style + Style(color=Color.from_rgb(*shifted))


class Inked(Widget):
    """A widget that draws lines in the theme's inks and never asks for layout."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"ink--{name}" for name in INKS}
    ALLOW_SELECT = False

    def __init__(self, name: str) -> None:
        """Start with no style known; `name` is the id that the style sheet uses."""
        super().__init__(id=name)
        self._inks: dict[str, Style] = {}

    def notify_style_update(self) -> None:
        """Forget the styles; the theme or a pseudo class has changed."""
        self._inks = {}
        super().notify_style_update()

    def ink(self, names: str) -> Style:
        """Return the style of one or more inks over the widget's own."""
        style = self._inks.get(names)
        if style is None:
            classes = [f"ink--{name}" for name in names.split()]
            style = readable_on_its_ground(self.get_visual_style(*classes).rich_style)
            if "current" in names.split():
                # A widget's style has no word for it, and colours alone are not told apart.
                style += Style(reverse=True)
            self._inks[names] = style
        return style

    def segments_of(self, line: Line, width: int, under: str = "") -> list[Segment]:
        """Return a line as segments of `width` cells, over the ink `under` if given."""
        segments: list[Segment] = []
        left = width
        for text, names in line:
            if not text or left <= 0:
                continue
            size = cell_len(text)
            if size > left:
                text, size = set_cell_size(text, left), left  # noqa: PLW2901 - what fits of it
            segments.append(Segment(text, self.ink(f"{under} {names}" if under else names)))
            left -= size
        if left > 0:
            segments.append(Segment(" " * left, self.ink(under)))
        return segments

    def strip_of(self, line: Line, width: int, under: str = "") -> Strip:
        """Return a line as a strip of `width` cells, over the ink `under` if given."""
        return Strip(self.segments_of(line, width, under), width)
