"""The lines on which the tour says its next step, above the messages."""

from textual.strip import Strip

from paperreader.tui.cells import cut, wrap
from paperreader.tui.widgets.inked import Inked

MOST_LINES = 3
"""Lines that a step takes at most, where the screen is narrow."""


class TourLine(Inked):
    """Says one step, and stands in nobody's way: it takes no key and no focus."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__("tour")
        self.text = ""
        self._head = ""

    def tell(self, head: str, text: str, hint: str) -> None:
        """Say a step: its number, what to do, and how to leave, if there is room for that."""
        self._head = head
        self.text = text
        self._hint = hint
        self.display = bool(text)
        self._fit()
        self.refresh()

    def hide(self) -> None:
        """Say nothing, and take no line."""
        self.tell("", "", "")

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        self._fit()

    def _fit(self) -> None:
        self.styles.height = max(1, len(self._lines()))

    def _lines(self) -> list[str]:
        width = (self.size.width or self.app.size.width) - 2
        whole = " · ".join(part for part in (self._head, self.text, self._hint) if part)
        lines = list(wrap(whole, width))
        if len(lines) > MOST_LINES:
            lines = [*lines[: MOST_LINES - 1], cut(" ".join(lines[MOST_LINES - 1 :]), width)]
        return lines

    def render_line(self, y: int) -> Strip:
        """Draw a line; the step's number stands out."""
        width = self.size.width
        lines = self._lines() if width > 0 else []
        if y >= len(lines):
            return self.strip_of([], max(0, width))
        head = self._head if y == 0 and lines[0].startswith(self._head) else ""
        rest = lines[y][len(head) :]
        return self.strip_of([(" ", ""), (head, "key"), (rest, "accent")], width)
