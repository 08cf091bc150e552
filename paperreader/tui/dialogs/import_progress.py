"""The dialog that says how far a long import is, and stops it."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from paperreader.tui.cells import cut
from paperreader.tui.dialogs.frame import Dialog, Hint
from paperreader.tui.dialogs.shown import heading, label

LOOK_EVERY = 0.05
"""Seconds between two looks at how far it is."""


class Work(Protocol):
    """What is under way beside the screen."""

    done: int
    """How many sources are done."""
    total: int
    """Of how many."""
    current: str
    """The source that is being read; outside text."""
    over: bool
    """Whether there is nothing left to wait for."""


class ImportProgress(Dialog[bool]):
    """Shows how far an import is; hands back True at its end, False where it shall stop."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "cancel", "Stop", show=False, priority=True),
    ]

    def __init__(self, work: Work, act: str, subject: str, *, can_stop: bool = True) -> None:
        """Watch work: `act`, such as "Reading", is done to a subject, which is outside text."""
        super().__init__()
        self._work = work
        self._act = act
        self._subject = subject
        self._can_stop = can_stop

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return heading(self._act, self._subject)

    def body(self) -> Iterable[Widget]:
        """Yield the bar and the name of what is being read."""
        self._bar = Static(markup=False)
        yield self._bar

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [("esc", "stop", "cancel")] if self._can_stop else []

    def on_mount(self) -> None:
        """Look how far it is, again and again."""
        self._tell()
        self.set_interval(LOOK_EVERY, self._tell)

    def _tell(self) -> None:
        if not self.is_active:
            return  # something lies over it, which has to go first
        if self._work.over:
            self.dismiss(True)
            return
        # The frame is not laid out yet at the first look.
        columns = max(10, self._bar.size.width or 36)
        self._bar.update(Content("\n").join(map(Content, self._lines(columns))))

    def _lines(self, columns: int) -> list[str]:
        done, total = self._work.done, self._work.total
        name = cut(label(self._work.current), columns)
        if total <= 1:
            return [name]
        count = f" {done:,} of {total:,}"
        room = max(1, columns - len(count))
        filled = room * done // total
        return ["━" * filled + "─" * (room - filled) + count, name]

    def action_cancel(self) -> None:
        """Hand back that it shall stop."""
        if self._can_stop:
            self.dismiss(False)
