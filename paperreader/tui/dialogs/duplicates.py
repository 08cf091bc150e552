"""The dialog that shows possible duplicates, pair by pair, to be merged or kept apart."""

import asyncio
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Literal, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from paperreader.entry import Entry
from paperreader.library import LibraryError
from paperreader.tui.dialogs.frame import SCROLLING, Dialog, Hint
from paperreader.tui.dialogs.shown import heading, label
from paperreader.tui.side_by_side import Line, side_by_side

WIDEST = 140
"""Cells of the frame at most; longer lines are hard to read."""

Verdict = Literal["merged", "apart"]


class Pair(Protocol):
    """Two entries that may be one paper."""

    @property
    def one(self) -> str:
        """Id of the better one to keep."""

    @property
    def other(self) -> str:
        """Id of the other."""

    @property
    def points(self) -> int:
        """How sure it is, up to 100."""

    @property
    def reasons(self) -> Sequence[str]:
        """What speaks for it and against it."""


class Pairs(Protocol):
    """Finds pairs and does what is decided about them."""

    def find(self, stop: Callable[[], bool]) -> Sequence[Pair]:
        """Return all pairs; called in a thread of its own."""

    def entries(self, pair: Pair) -> tuple[Entry, Entry] | None:
        """Return both entries, or None where they are no longer two."""

    def merge(self, keep: str, other: str) -> str:
        """Make one entry of two; return what was done."""

    def keep_apart(self, one: str, other: str) -> str:
        """Remember that they are two papers; return what was done."""

    def take_back(self) -> str | None:
        """Take back what was decided last; return what was done, None if it cannot be."""


class DuplicatesDialog(Dialog[None]):
    """Shows each pair side by side and does what its reader decides, one by one."""

    DEFAULT_CSS = """
    DuplicatesDialog {
        & > #frame {
            width: 100%;
            max-width: 140;
        }
        & VerticalScroll {
            height: auto;
        }
        & #why {
            height: auto;
            max-height: 2;
        }
    }
    """
    OTHER_LINES = 2
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "cancel", "Close", show=False),
        Binding("m", "merge", "Merge", show=False),
        Binding("a", "keep_apart", "Keep apart", show=False),
        Binding("s", "swap", "Swap", show=False),
        Binding("n,right", "walk(1)", "Next", show=False),
        Binding("p,left", "walk(-1)", "Previous", show=False),
        Binding("u", "take_back", "Undo", show=False),
        *SCROLLING,
    ]

    def __init__(self, pairs: Pairs) -> None:
        """Look for pairs once the dialog stands."""
        super().__init__()
        self._work = pairs
        self._pairs: list[Pair] = []
        self._place = 0
        self._swapped = False
        self._verdicts: dict[int, Verdict] = {}
        """What was decided, by the place of the pair, in the order of deciding."""
        self._found = False
        self._left = threading.Event()

    def heading_text(self) -> Content:
        """Return the frame's title."""
        if not self._found or self._entries() is None:
            return heading("Possible duplicates", "")
        where = f"{self._place + 1:,} of {len(self._pairs):,}"
        return heading("Possible duplicates", where)

    def body(self) -> Iterable[Widget]:
        """Yield why the two may be one, and what is known of both."""
        yield Static("Looking for possible duplicates …", id="why", markup=False)
        scroll = self.stretch = VerticalScroll(Static(id="both", markup=False))
        scroll.can_focus = False
        yield scroll
        yield Static(id="remark", markup=False)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [
            ("m", "merge", "merge"),
            ("s", "swap which is kept", "swap"),
            ("a", "keep apart", "keep_apart"),
            ("n p", "next, previous", "walk(1)"),
            ("u", "undo", "take_back"),
            ("esc", "close", "cancel"),
        ]

    def on_mount(self) -> None:
        """Look for pairs beside the screen."""
        self.run_worker(self._look(), exit_on_error=False)

    async def _look(self) -> None:
        try:
            self._pairs = list(await asyncio.to_thread(self._work.find, self._left.is_set))
        except LibraryError as error:
            self._found = True
            self._show()
            self.remark(label(str(error)), "wrong")
            return
        self._found = True
        self._place = self._next_open(-1, 1)
        self._show()

    def on_unmount(self) -> None:
        """Let a search that is under way end."""
        self._left.set()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out the pair anew."""
        del event  # the frame is fitted by `Dialog`
        if self._found:
            self.call_after_refresh(self._show)

    # What is shown

    def _entries(self) -> tuple[Entry, Entry] | None:
        """Return the entry to keep and the other one; None where no pair is left."""
        if not 0 <= self._place < len(self._pairs) or self._place in self._verdicts:
            return None
        found = self._work.entries(self._pairs[self._place])
        return found[::-1] if found is not None and self._swapped else found

    def _show(self) -> None:
        if not self.is_mounted:
            return
        entries = self._entries()
        self.query_one("#frame").border_title = self.heading_text()
        why, both = self.query_one("#why", Static), self.query_one("#both", Static)
        if entries is None:
            self._show_none(why, both)
            return
        pair = self._pairs[self._place]
        why.update(Content(f"{pair.points} of 100: " + label("; ".join(pair.reasons))))
        width = min(self.app.size.width, WIDEST) - 4 - 2
        both.update(Content("\n").join(map(_content, side_by_side(*entries, width))))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _show_none(self, why: Static, both: Static) -> None:
        decided = len(self._verdicts)
        if decided:
            pairs = "The pair is" if decided == 1 else f"All {decided:,} pairs are"
            why.update(Content(f"{pairs} decided; u takes back the last, esc closes."))
        else:
            why.update(Content("No two entries look like one paper."))
        both.update(Content(""))

    # What is done

    def _next_open(self, place: int, step: int) -> int:
        """Return the next place with an undecided pair, going round; -1 if there is none."""
        for count in range(1, len(self._pairs) + 1):
            at = (place + step * count) % len(self._pairs)
            if at not in self._verdicts and self._work.entries(self._pairs[at]) is not None:
                return at
        return -1

    def _go(self, place: int) -> None:
        self._place, self._swapped = place, False
        self._show()

    def action_merge(self) -> None:
        """Make one entry of the two, and go on."""
        entries = self._entries()
        if entries is not None:
            keep, other = entries
            self._decide("merged", lambda: self._work.merge(keep.id, other.id))

    def action_keep_apart(self) -> None:
        """Remember that they are two papers, and go on."""
        entries = self._entries()
        if entries is not None:
            one, other = entries
            self._decide("apart", lambda: self._work.keep_apart(one.id, other.id))

    def _decide(self, verdict: Verdict, act: Callable[[], str]) -> None:
        try:
            done = act()
        except (LibraryError, KeyError) as error:
            said = str(error) if isinstance(error, LibraryError) else "it is gone meanwhile"
            self.remark(label(said), "wrong")
            return
        self._verdicts[self._place] = verdict
        self._go(self._next_open(self._place, 1))
        self.remark(label(f"{done} · u undoes"))

    def action_take_back(self) -> None:
        """Take back what was decided last in this dialog, and show that pair again."""
        if not self._verdicts:
            self.remark("Nothing was decided here yet.", "careful")
            return
        try:
            done = self._work.take_back()
        except LibraryError as error:
            self.remark(label(str(error)), "wrong")
            return
        if done is None:
            self.remark("Something else was changed since: close, and undo there.", "careful")
            return
        place, _ = self._verdicts.popitem()
        self._go(place)
        self.remark(label(done))

    def action_swap(self) -> None:
        """Keep the other one of the two."""
        if self._entries() is not None:
            self._swapped = not self._swapped
            self._show()
            self.remark("")

    def action_walk(self, step: int) -> None:
        """Show the next pair that is undecided, or the one before."""
        if self._entries() is not None:
            self._go(self._next_open(self._place, step))
            self.remark("")

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)


def _content(line: Line) -> Content:
    return Content.assemble(*(Content.styled(text, style) for text, style in line))
