"""What the parts of the main screen share: the library, the view, and the panes."""

import datetime
from collections.abc import Awaitable, Callable, Collection, Coroutine, Sequence
from typing import Any, ClassVar, Protocol

from textual import getters
from textual.binding import BindingsMap, BindingType
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from paperreader.config import Settings
from paperreader.entry import Entry, Row
from paperreader.library import Counts, Library, LibraryError
from paperreader.tui import empty, shelf
from paperreader.tui.cells import shown
from paperreader.tui.commands import (
    BY_ACTION,
    COMMANDS,
    Pane,
    Situation,
    for_footer,
    is_possible,
    key_sign,
)
from paperreader.tui.keymap import Keymap
from paperreader.tui.listing import Listing, Marks
from paperreader.tui.view import View
from paperreader.tui.widgets.bottom_lines import KeyFooter, MessageLine
from paperreader.tui.widgets.detail import DetailPane
from paperreader.tui.widgets.entry_list import EntryList
from paperreader.tui.widgets.top_line import TopLine
from paperreader.tui.widgets.views_pane import ViewsPane

NO_COUNTS = Counts(total=0, status={}, starred=0, noted=0, tags={}, days={}, undecided={})
"""What is shown before the library has been read."""


class Mover(Protocol):
    """A pane that moves by steps."""

    def move(self, step: str) -> None:
        """Move by a step such as ``down``."""


class Desk(Screen[None]):
    """The state of the main screen and the few ways to change what it shows.

    Every change of data goes through the library; here it is only shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = ""

    top_line = getters.query_one("#top", TopLine)
    views_pane = getters.query_one("#views", ViewsPane)
    entry_list = getters.query_one("#list", EntryList)
    detail = getters.query_one("#detail", DetailPane)
    message_line = getters.query_one("#message", MessageLine)
    key_footer = getters.query_one("#keys", KeyFooter)

    def __init__(self, library: Library, settings: Settings, keymap: Keymap) -> None:
        """Show a library with the settings and the keys that hold."""
        super().__init__()
        self.library = library
        self.settings = settings
        self.keymap = keymap
        self.view = View()
        self.marks = Marks()
        self.counts = NO_COUNTS
        self.loaded = False
        """Whether the whole library is at hand, not only its newest entries."""
        self.hold_keys: Callable[[], None] = lambda: None
        """Makes keys wait for a dialog that is on its way; the app sets it."""
        self.release_keys: Callable[[], Awaitable[None]] = _at_once
        """Lets them go where the dialog did not come."""
        self.one_at_a_time = False
        self.found_elsewhere: int | None = None
        """How many entries outside the view match the search."""
        self._bindings = BindingsMap(self._keys())

    def _keys(self) -> list[tuple[str, str, str]]:
        """Return the bindings that follow from the command table."""
        return [
            (key, command.call, command.label)
            for command in COMMANDS
            for key in self.keymap.of(command.id)
        ]

    # What is possible

    @property
    def pane(self) -> Pane:
        """The pane that has the focus."""
        focused = self.focused
        if focused is self.detail:
            return "detail"
        if focused is self.views_pane:
            return "views"
        return "search" if focused is self.top_line else "list"

    @property
    def row(self) -> Row | None:
        """The row of the current entry."""
        return self.entry_list.row

    @property
    def situation(self) -> Situation:
        """What decides which commands are possible."""
        return Situation(
            pane=self.pane,
            has_entry=self.row is not None,
            shown=len(self.entry_list.listing),
            loaded=self.loaded,
            empty_library=self.loaded and not self.counts.total,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command is possible now; keys, footer and palette all ask here."""
        command = BY_ACTION.get((action, tuple(str(p) for p in parameters)))
        return True if command is None else is_possible(command, self.situation)

    def key_of(self, command: str) -> str:
        """Return the first key of a command as people read it, or nothing."""
        return key_sign(next(iter(self.keymap.of(command)), ""))

    # What is said

    def say(self, text: str, *, undo: bool = False) -> None:
        """Say what was done; with `undo`, also how to take it back."""
        key = self.key_of("edit.undo")
        self.message_line.say(text, hint=f"{key} undoes" if undo and key else "")

    def warn(self, text: str) -> None:
        """Say that something could not be done, and why."""
        self.message_line.say(text, "warning")

    def fail(self, error: BaseException) -> None:
        """Say that something went wrong; the app goes on."""
        self.log.error(repr(error))
        text = str(error) if isinstance(error, LibraryError | OSError | ValueError) else ""
        self.message_line.say(text or f"Something went wrong: {error!r}", "error")

    def start(self, work: Coroutine[Any, Any, None], group: str) -> None:
        """Do work beside the screen; its error becomes a message.

        Work of the group ``dialog`` opens one first of all: what is typed
        meanwhile waits for it.
        """
        if group == "dialog":
            self.hold_keys()
            work = self._then_release_keys(work)
        self.run_worker(work, group=group, exit_on_error=False)

    async def _then_release_keys(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        finally:
            await self.release_keys()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say so when work beside the screen failed."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.fail(event.worker.error)

    # What is shown

    @property
    def today(self) -> datetime.date:
        """The day it is, where the reader is."""
        return datetime.date.today()

    def put(self, rows: Sequence[Row], *, keep: str | None = None, place: int = 0) -> None:
        """Show rows in the list, with the cursor on the entry `keep` or at `place`."""
        self.entry_list.show(Listing(rows), keep=keep, place=place)
        self.tell()

    def tell(self) -> None:
        """Bring everything around the list up to date with it."""
        self.entry_list.explain(
            empty.explain(
                self.view,
                self.keymap.keys,
                loaded=self.loaded,
                total=self.counts.total,
                elsewhere=self.found_elsewhere,
            )
        )
        self.views_pane.show(
            shelf.items(self.counts, self.keymap.keys, self.today.year), self.view.source
        )
        self.set_class(self.loaded and not self.counts.total, "-empty")
        if self.one_at_a_time and self.row is None:
            self.leave_one()
        self.tell_place()
        self.tell_keys()

    def leave_one(self) -> None:
        """Leave one paper at a time; the part that moves does it."""
        raise NotImplementedError

    def tell_place(self) -> None:
        """Show the view's name and where in it the cursor stands."""
        listed = len(self.entry_list.listing)
        parts = []
        if self.marks.anchor is not None:
            parts.append(f"range: {self.key_of('select.range')} ends it")
        if self.marks:
            parts.append(f"{len(self.marks):,} marked")
        if listed:
            parts.append(f"{self.entry_list.cursor + 1:,}/{listed:,}")
        elif self.view.query:
            parts.append("no match")
        title = shown(self.view.source.title)
        if self.view.source.kind == "day":
            day = self.view.source.value
            total = self.counts.days.get(day, 0)
            left = self.counts.undecided.get(day, 0)
            title += f" · {total - left:,} of {total:,} decided"
        self.top_line.tell(title=title, order=self.view.order, place=" · ".join(parts))

    def tell_keys(self) -> None:
        """Show the keys that make sense now."""
        if self.pane == "search":
            keys = [("enter", "to the results"), ("↑↓", "walk"), ("esc", "clear")]
        else:
            keys = for_footer(self.situation, self.keymap.keys)
        self.key_footer.show(keys)

    def count(self) -> None:
        """Count the library anew, after a change."""
        self.counts = self.library.counts() if self.loaded else NO_COUNTS

    def renew(self, ids: Collection[str]) -> None:
        """Show changed entries as they are now, where they stand."""
        current = self.detail.entry
        for entry_id in ids:
            try:
                row = self.library.row(entry_id)
            except KeyError:
                continue  # taken back: it leaves the list with the next view
            self.entry_list.renew(row)
            if current is not None and current.id == row.id:
                self.show_detail(row)
        self.count()
        self.tell()

    def show_detail(self, row: Row | None) -> None:
        """Show an entry in full; before the library is read, what its row tells."""
        if row is None:
            self.detail.show(None)
        elif self.loaded:
            self.detail.show(self.library.entry(row.id))
        else:
            self.detail.show(_outline(row))

    def targets(self) -> list[str]:
        """Return the ids a command acts on: the marked entries, else the current one."""
        if self.marks:
            return self.marks.in_order(self.entry_list.listing)
        return [self.row.id] if self.row is not None else []

    def clear_marks(self) -> None:
        """Unmark all, after the marked were acted on."""
        if self.marks or self.marks.anchor is not None:
            self.marks.clear()
            self.entry_list.redraw()
            self.tell_place()


def _outline(row: Row) -> Entry:
    return Entry(
        id=row.id,
        title=row.title,
        summary="…",
        author_count=row.author_count,
        organization=row.organization,
        published=row.published,
        featured=row.featured,
        arxiv_id=row.arxiv_id,
        doi=row.doi,
        upvotes=row.upvotes,
        comments=row.comments,
        status=row.status,
        starred=row.starred,
        tags=row.tags,
        note=row.note,
        citation_key=row.citation_key,
    )


async def _at_once() -> None:
    """Do nothing: no key was held."""
