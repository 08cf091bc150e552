"""The line below the search bar: what could be typed next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.strip import Strip

from paperreader.tui.cells import cut, shown
from paperreader.tui.widgets.inked import Inked, Line

if TYPE_CHECKING:
    from paperreader.searching.completing import Choice

POINTER = "▸"

_LONGEST = 32
"""Cells of one choice."""

_SAMPLES = (
    "words",
    '"phrase"',
    "-not",
    "is:unread",
    "tag:rl",
    "author:name",
    "year:2024..",
    "added:<7d",
    "title:",
    "has:code",
    "a OR b",
    "( )",
)
"""What can be typed into an empty bar, the most useful first."""

_KEYS = (("?", "help"), ("ctrl+r", "earlier"))


class Offers(Inked):
    """Shows choices with a pointer at one, or a remark, while the search is typed.

    It has a line of its own as long as the search bar has the focus, so that a
    key typed never moves the panes.
    """

    def __init__(self) -> None:
        """Start hidden, with nothing to offer."""
        super().__init__("offers")
        self.choices: Sequence[Choice] = ()
        self.pointed = 0
        self.remark = ""
        self.at_start = False
        """Whether the bar is empty, so that the line says what can be typed."""

    def open(self) -> None:
        """Take a line of the screen."""
        self.set_class(True, "-open")

    def close(self) -> None:
        """Give the line back."""
        self.set_class(False, "-open")

    def show(
        self,
        choices: "Sequence[Choice]" = (),
        pointed: int = 0,
        *,
        remark: str = "",
        at_start: bool = False,
    ) -> None:
        """Show choices; where there are none, a remark, or at the start what can be typed."""
        now = (choices, pointed, remark, at_start)
        if now != (self.choices, self.pointed, self.remark, self.at_start):
            self.choices, self.pointed, self.remark, self.at_start = now
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        if width <= 0:
            return Strip([])
        if self.choices:
            return self.strip_of(self._choices(width), width)
        if self.at_start:
            return self.strip_of(_start(width), width)
        return self.strip_of([(cut(f" {shown(self.remark)}", width), "faint")], width)

    def _choices(self, width: int) -> Line:
        """Return as many choices as fit, the one pointed at among them, and what it means."""
        note = shown(self.choices[self.pointed].note)
        hint = "tab takes it" if len(self.choices) == 1 else "tab takes, shift+tab next"
        about = _widest(
            (f"{note} · {hint}" if note else hint, note, hint),
            width // (2 if width >= 60 else 3),
        )
        room = width - cell_len(about) - 3
        labels = [cut(shown(choice.label), _LONGEST) for choice in self.choices]
        first = 0
        while first < self.pointed and _size(labels[first : self.pointed + 1]) + 2 > room:
            first += 1
        line: Line = [("…" if first else " ", "faint")]
        used = 1
        for place, label in enumerate(labels[first:], first):
            more = 2 if place + 1 < len(labels) else 0
            if place > self.pointed and used + _size([label]) + more > room:
                line.append((" …", "faint"))
                used += 2
                break
            if place == self.pointed:
                line += [(POINTER, "key"), (label, "strong")]
            else:
                line.append((f" {label}", "muted"))
            line.append((" ", ""))
            used += _size([label])
        gap = width - used - cell_len(about) - 1
        return [*line, (" " * gap, ""), (about, "faint")] if gap > 0 else line


def _size(labels: Sequence[str]) -> int:
    """Return the cells that choices take, each with a sign before and a space behind."""
    return sum(cell_len(label) + 2 for label in labels)


def _widest(texts: Sequence[str], width: int) -> str:
    """Return the first text that fits a width, or nothing."""
    return next((text for text in texts if cell_len(text) <= width), "")


def _start(width: int) -> Line:
    """Return what can be typed into an empty bar, as far as it fits, and the keys."""
    keys: Line = []
    taken = 1
    for key, label in _KEYS:
        size = len(key) + len(label) + 3
        if taken + size > width // 2:
            break
        keys += [(key, "key"), (f" {label}  ", "faint")]
        taken += size
    line: Line = [(" ", "")]
    room = width - 1 - taken
    for sample in _SAMPLES:
        if len(sample) + 2 > room:
            break
        line.append((f"{sample}  ", "muted"))
        room -= len(sample) + 2
    return [*line, (" " * room, ""), *keys]
