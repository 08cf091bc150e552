"""Searching: from each key that is typed to the rows in the list, and back again."""

from collections.abc import Callable, Collection
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.timer import Timer

from paperreader import paths
from paperreader.config import Settings
from paperreader.entry import Row
from paperreader.library import Library
from paperreader.tui.cells import shown
from paperreader.tui.keymap import Keymap
from paperreader.tui.live_search import LiveSearch
from paperreader.tui.results import Asked, Found, find, joined
from paperreader.tui.screens.moving import Moving
from paperreader.tui.source import ALL
from paperreader.tui.view import View
from paperreader.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from paperreader.searching.searcher import Searcher

FIRST_ROWS = 300
"""Entries shown at once while a larger library is read."""

PATIENCE = 0.03
"""Seconds for which a typed letter waits for its results before it is painted without."""

PAUSE = 0.25
"""Seconds without a key after which all that a search finds is asked for."""

SLOW = 0.15
"""Seconds after which another view's rows are taken away though those to come are not there."""

AGAIN = 4.0
"""Seconds after which a search that has no answer is asked anew for the first time."""

PREPARING = "Preparing the search index…"


class Before(Struct, frozen=True):
    """What stood on the screen before the search was opened."""

    view: View
    entry: str | None
    cursor: int
    offset: int
    """Rows between the first line shown and the cursor."""


class Finding(Moving):
    """The acts that search, and the ways of showing a view."""

    def __init__(self, library: Library, settings: Settings, keymap: Keymap) -> None:
        """Begin without a search."""
        super().__init__(library, settings, keymap)
        self.search = LiveSearch(self._find, self._show_found)
        self._searcher: Searcher | None = None
        self._before: Before | None = None
        self._rest: Timer | None = None
        """Asks for all rows when typing pauses."""
        self._asked: Asked | None = None
        """The last question."""
        self._slow: Timer | None = None
        """Looks whether the answer takes its time."""
        self._told_preparing = False

    # Showing a view

    def show(
        self,
        view: View,
        *,
        keep: str | None = None,
        place: int = 0,
        offset: int | None = None,
    ) -> None:
        """Show a view, with the cursor on the entry `keep` if it is in it.

        `offset` is how far below the first line shown the cursor is to stand.
        """
        changes = view != self.view
        self.view = view
        if changes:
            self.found = None
        if view.needs_search:
            self.ask(Asked(view, keep, whole=keep is not None, offset=offset))
            if self._slow is None:
                self._slow = self.set_timer(SLOW, self._tell_slow)
            self.tell()
            return
        self._forget_search()
        self.put(view.rows(self._all_rows()), keep=keep, place=place, offset=offset)

    def _forget_search(self) -> None:
        self.search.forget()
        self._stop_rest()
        self._asked = None
        self.found = None
        self.is_slow = False
        self.entry_list.set_matched(None)
        self.detail.set_matched(None)

    def _tell_slow(self) -> None:
        """Say so where a search takes its time, and take away the rows of another view."""
        self._slow = None
        if not self.view.needs_search or self.found is not None:
            return
        self.is_slow = True
        self.message_line.say("")
        self.put([])
        if not (self._told_preparing or self._searcher is None or self._searcher.ready):
            self._told_preparing = True
            self.say(PREPARING)
        self.set_timer(AGAIN, partial(self._ask_again, self._asked, AGAIN))

    def _ask_again(self, asked: Asked | None, waited: float) -> None:
        """Ask anew what has no answer yet: the index may have come meanwhile.

        Each time it waits twice as long, so that a search without it comes to its end.
        """
        if asked is not None and asked is self._asked and self.found is None:
            self.ask(asked)
            self.set_timer(2 * waited, partial(self._ask_again, asked, 2 * waited))

    def _all_rows(self) -> Collection[Row]:
        if self.loaded:
            return self.library.rows()
        return self.library.newest_rows(FIRST_ROWS)[::-1]

    # The bar

    def action_open_search(self) -> None:
        """Open the search, or go on with the one that holds."""
        if self.one_at_a_time:
            self.action_toggle_one()
        if not self.top_line.searching:
            self._before = self._now()
        self.set_class(False, "-at-detail")
        self.set_class(False, "-at-views")
        self.top_line.open(self.view.query)
        self.tell_keys()
        self.prepare_search()

    def _now(self) -> Before:
        entry_list = self.entry_list
        entry = None if self.row is None else self.row.id
        return Before(self.view, entry, entry_list.cursor, entry_list.cursor - entry_list.top)

    async def on_top_line_typed(self, event: TopLine.Typed) -> None:
        """Search for what is typed, and paint the letter and its results in one frame.

        A slow search is not waited for: the letter is painted, the results follow.
        """
        with self.app.batch_update():
            view = self.view.searching(event.text)
            if view.query:
                self.show(view)
                await self.search.answered(PATIENCE)
            else:
                self._show_before(view)

    def on_top_line_stepped(self, event: TopLine.Stepped) -> None:
        """Walk through the results while typing."""
        self.entry_list.move(event.step)

    def on_top_line_left(self, event: TopLine.Left) -> None:
        """Go to the results, or back to what was before."""
        if event.key == "escape" or not self.view.query:
            self.end_search()
            return
        self.go("list")
        if self.found is not None and self.found.problem:
            self.warn(self.found.problem)

    def end_search(self) -> None:
        """Clear the search and restore view, entry and scroll place from before it."""
        before = self._before
        view = self.view.searching("") if before is None else before.view.searching("")
        self.top_line.close()
        self.message_line.say("")
        self._show_before(view)
        self._before = None
        self.go("list")

    def leave_search(self) -> None:
        """Close the bar and forget what was before, where something else is to be shown."""
        self._before = None
        self.top_line.close()

    def show_search(
        self, view: View, *, keep: str | None = None, comes_back: bool = True
    ) -> None:
        """Show a search that holds, as if it had been typed in its view.

        Clearing it restores what stands on the screen now, if it `comes_back`; else
        it shows the view without the search.
        """
        before = self._before if self.top_line.searching else self._now()
        self.leave_search()
        self._before = before if comes_back else None
        if view.query:
            self.top_line.open(view.query)
        self.show(view, keep=keep)
        self.app.call_later(self.go, "list")  # behind the focus that the bar asks for

    def _show_before(self, view: View) -> None:
        """Show a view without its search: as it stood, if it is the one from before."""
        before = self._before
        if before is None or before.view.source != view.source:
            self.show(view, keep=None if self.row is None else self.row.id)
        else:
            view = view.grouped_by(before.view.group)
            self.show(view, keep=before.entry, place=before.cursor, offset=before.offset)

    def action_search_everywhere(self) -> None:
        """Search for the same in all papers."""
        keep = None if self.row is None else self.row.id
        view = View(source=ALL, query=self.view.query, sort=self.view.sort)
        self.message_line.say("")
        self.show(view, keep=keep)

    # Questions and answers

    def ask(self, asked: Asked) -> None:
        """Search beside the screen; only the last of several questions is answered."""
        self._stop_rest()
        self._asked = asked
        self.search.ask(asked)
        if not self.search.running:
            self.start(self.search.run(), "search")

    def _stop_rest(self) -> None:
        if self._rest is not None:
            self._rest.stop()
            self._rest = None

    def searcher(self) -> "Searcher":
        """Return what searches this library; the first call imports it."""
        from paperreader.searching import Searcher  # noqa: PLC0415 - not before the first paint

        if self._searcher is None:
            self._searcher = Searcher(self.library, paths.cache_folder())
        return self._searcher

    def prepare_search(self) -> None:
        """Make searching fast while the first letter is still to come."""
        if self.loaded:
            self.start(self._prepare_search(), "prepare")

    async def _prepare_search(self) -> None:
        import asyncio  # noqa: PLC0415 - Textual has it, the first paint need not

        await asyncio.to_thread(lambda: self.searcher().prepare())
        if self.searcher().ready:
            self._unsay_preparing()

    def _unsay_preparing(self) -> None:
        if self.message_line.text == PREPARING:
            self.say("")

    def _find(self, asked: Asked, stale: Callable[[], bool]) -> Found:
        """Search; runs in a thread, one search at a time."""
        return find(self.searcher(), asked, self.today, stale)

    def _show_found(self, asked: Asked, found: Found) -> None:
        if asked.view != self.view:
            return
        self.found = found
        self.is_slow = False
        if found.ready:
            self._unsay_preparing()
        self.entry_list.set_matched(found.matched)
        self.detail.set_matched(found.matched)
        rows = self._as_they_are(found.rows)
        keep, place = asked.keep, 0
        if asked.goes_on or asked.joins:
            keep, place = self._row_id_now(), self.entry_list.cursor
        elif keep is None and self.entry_list.cursor:
            # Whoever has moved stays on the paper; all others see what fits best.
            keep = None if self.row is None else self.row.id
        if asked.joins or asked.goes_on:
            listed = self.entry_list.listing
            there = {row.id for row in self.library.rows() if listed.place(row.id) is not None}
            rows = joined(listed, rows, there)
        self.put(rows, keep=keep, place=place, offset=asked.offset)
        if not (asked.goes_on or asked.joins):
            self._tell_found(found)
        if not found.is_whole and not asked.whole:
            self._rest = self.set_timer(PAUSE, self._ask_rest)

    def _as_they_are(self, rows: list[Row]) -> list[Row]:
        """Return the rows as they stand: the reader may have decided while the search ran."""
        known = []
        for row in rows:
            with suppress(KeyError):  # gone meanwhile
                known.append(self.library.row(row.id))
        return known

    def _ask_rest(self) -> None:
        """Ask for what the rows that are shown are only the beginning of."""
        self._rest = None
        if self.view.needs_search:
            self.ask(Asked(self.view, whole=True, goes_on=True))

    def _row_id_now(self) -> str | None:
        """Return the current entry's id, which is another's since it may have been merged."""
        if self.row is None:
            return None
        try:
            return self.library.row(self.row.id).id
        except KeyError:
            return self.row.id

    def _tell_found(self, found: Found) -> None:
        """Say what was odd about the search, and where there is more."""
        elsewhere, hint = "", ""
        if found.elsewhere:
            elsewhere = f"{found.elsewhere:,} more outside “{shown(self.view.source.title)}”"
            if key := self.key_of("search.everywhere"):
                hint = f"{key} searches all papers"
        text = found.problem or found.remark
        if found.problem and not (found.unfinished and self.pane == "search"):
            self.warn(found.problem)
        elif not (text or found.ready or self._told_preparing):
            self._told_preparing = True
            self.say(PREPARING)
        elif (text := text or elsewhere) or self.pane == "search":
            self.message_line.say(text, hint=hint, hint_yields=True)  # the footer has it, too

    def on_unmount(self) -> None:
        """Give back what searching holds open."""
        self.search.forget()  # a search under way ends, so that leaving need not wait for it
        if self._searcher is not None:
            self._searcher.close()
