"""The two lines below the panes: what was done, and what can be done."""

from rich.cells import cell_len
from textual.strip import Strip

from paperreader.tui.cells import cut, shown, wrap
from paperreader.tui.widgets.inked import Inked, Line

_SIGNS = {"done": "", "warning": "! ", "error": "✗ "}

MOST_LINES = 3
"""Lines that a warning or an error takes at most, to be readable whole."""

ROOMY = 12
"""Lines of a screen from which a message may take more than one of them."""


class MessageLine(Inked):
    """Says what was done, and how to take it back, until something else is said.

    What was done takes one line. Why something could not be done is what the reader needs
    whole, so a long warning takes lines from the panes for as long as it stands.
    """

    def __init__(self) -> None:
        """Start silent."""
        super().__init__("message")
        self.text = ""
        self.hint = ""
        self.kind = "done"
        self._yields = False
        self._whole = False

    def say(
        self,
        text: str,
        kind: str = "done",
        hint: str = "",
        *,
        hint_yields: bool = False,
        whole: bool = False,
    ) -> None:
        """Show a message; `hint` is kept whole, the message is cut to make room.

        `kind` is ``done``, ``warning`` or ``error``. With `hint_yields` the message is
        never cut for the hint, which is left out where there is no room for both. With
        `whole` the message takes lines as a warning does.
        """
        self._whole = whole
        self.text = shown(text[:2_000])
        self.kind = kind
        self.hint = hint
        self._yields = hint_yields
        self._fit()
        self.refresh()

    def add(self, hint: str) -> None:
        """Add a hint to the message that stands."""
        self.hint = f"{self.hint} · {hint}" if self.hint else hint
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        self._fit()

    def _fit(self) -> None:
        """Take as many lines as the message needs."""
        self.styles.height = len(self._lines())

    def _lines(self) -> list[str]:
        """Return the message line by line; but for a warning or an error, it is one."""
        text = _SIGNS[self.kind] + self.text if self.text else ""
        width = self.size.width - 2
        short = self.kind == "done" and not self._whole
        if short or width <= 0 or self.app.size.height < ROOMY:
            return [text]
        lines = list(wrap(text, width)) or [""]
        rest = " ".join(lines[MOST_LINES - 1 :])
        return [*lines[: MOST_LINES - 1], rest] if rest else lines

    def render_line(self, y: int) -> Strip:
        """Draw a line; the last one has the hint."""
        width = self.size.width
        if width <= 0:
            return Strip([])
        lines = self._lines()
        text = lines[y] if y < len(lines) else ""
        fits = self.hint and y == len(lines) - 1 and width > 2 * len(self.hint)
        hint = f" · {self.hint}" if fits else ""
        if self._yields and cell_len(text) + cell_len(hint) > width - 2:
            hint = ""
        ink = {"warning": "warning", "error": "error"}.get(self.kind, "")
        text = cut(text, max(0, width - 2 - cell_len(hint)))
        return self.strip_of([(" " + text, ink), (hint, "muted")], width)


class KeyFooter(Inked):
    """Shows a few keys that make sense now; the key for help is never cut."""

    def __init__(self) -> None:
        """Start with no key known."""
        super().__init__("keys")
        self.keys: list[tuple[str, str]] = []

    def show(self, keys: list[tuple[str, str]]) -> None:
        """Show these (key, label), the last of which is never cut."""
        if keys != self.keys:
            self.keys = keys
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        if width <= 0:
            return Strip([])
        if not self.keys:
            return self.strip_of([], width)
        *others, last = self.keys
        room = width - 1 - _width(last)
        line: Line = [(" ", "")]
        for key, label in others:
            size = _width((key, label)) + 2
            if size > room:
                break
            line += [(key, "key"), (f" {label}  ", "muted")]
            room -= size
        line += [(last[0], "key"), (f" {last[1]}", "muted")]
        return self.strip_of(line, width)


def _width(pair: tuple[str, str]) -> int:
    return cell_len(pair[0]) + 1 + cell_len(pair[1])
