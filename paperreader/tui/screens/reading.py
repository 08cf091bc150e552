"""Reading on from one text: its matches, words in it, and the papers near to it."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from paperreader.config import Settings
from paperreader.entry import Row
from paperreader.library import Library
from paperreader.tui.cells import shown
from paperreader.tui.keymap import Keymap
from paperreader.tui.live_search import LiveSearch
from paperreader.tui.screens.finding import Before
from paperreader.tui.screens.viewing import Viewing
from paperreader.tui.source import ALL, Source
from paperreader.tui.view import View
from paperreader.tui.widgets.find_prompt import FindPrompt

if TYPE_CHECKING:
    from paperreader.searching.related import Related

REST = 0.15
"""Seconds for which the cursor rests on an entry before related ones are looked for."""

MOST_RELATED = 8
"""Related papers that the detail tells."""


class Left(Struct, frozen=True):
    """What was left for a related paper, and what was gone to."""

    stood: Before
    before_search: Before | None
    """What clearing the search restores."""
    to: View
    entry: str

    def leads_from(self, view: View, entry: str | None) -> bool:
        """Whether the way back begins here.

        Where the view is the one that was left, only the paper itself is the way back:
        on any other the reader walks through the list.
        """
        return view == self.to and (self.stood.view != self.to or entry == self.entry)


class Reading(Viewing):
    """The acts that go through one text and from it to others."""

    def __init__(self, library: Library, settings: Settings, keymap: Keymap) -> None:
        """Begin with no related paper known."""
        super().__init__(library, settings, keymap)
        self.relating = LiveSearch(self._find_related, self._show_related)
        self._relate_later: asyncio.TimerHandle | None = None
        self._trail: list[Left] = []
        """What was left for related papers, the last one last."""

    # Matches

    def action_walk_matches(self, direction: str) -> None:
        """Go to the next or the previous match in the detail, and say which it is."""
        steps = _step(direction) * (self.times or 1)
        self._in_sight(lambda: self._walk_matches(steps))

    def _walk_matches(self, steps: int) -> None:
        step = 1 if steps > 0 else -1
        walk = self.detail.walk_matches(step)
        for _ in range(min(abs(steps), walk.total) - 1):
            walk = self.detail.walk_matches(step)
        self.message_line.say(str(walk))

    def action_find_in_text(self) -> None:
        """Ask for words to look for in this text alone."""
        self.go("detail")
        self.detail.ask()

    def on_find_prompt_asked(self, event: FindPrompt.Asked) -> None:
        """Mark what is looked for and go to the first place; without any, take it back."""
        self.detail.seek(event.text)
        if event.text.strip():
            walk = self.detail.walk_matches(0)
            following, back = self.key_of("match.next"), self.key_of("match.previous")
            more = walk.total > 1 and event.is_done and following and back
            self.message_line.say(str(walk), hint=f"{following} {back} walk" if more else "")
        else:
            self.message_line.say("")
        self.tell_keys()

    def action_go_back(self) -> None:
        """Take one step back; first from what is looked for or chosen in the text."""
        if self.pane == "detail" and self.detail.chosen is not None:
            self.detail.choose(None)
            self.tell_keys()
        elif self.pane == "detail" and self.detail.sought:
            self.detail.seek("")
            self.message_line.say("")
            self.tell_keys()
        elif not self._return_from_related():
            super().action_go_back()

    def _in_sight(self, act: Callable[[], None]) -> None:
        """Do something in the detail; where it is not on the screen, it gets room before."""
        if self.detail.size.width:
            act()
        else:
            self.go("detail")
            self.call_after_refresh(act)

    # Related papers

    def show_detail(self, row: Row | None) -> None:
        """Show an entry in full; once the cursor rests on it, the papers near to it, too."""
        before = self.detail.entry
        super().show_detail(row)
        if row is None or not self.loaded:
            self._stop_relating()
        elif before is None or before.id != row.id or not self.detail.related:
            self._stop_relating()
            # A timer of the loop costs a cursor key far less than one of the screen.
            loop = asyncio.get_running_loop()
            self._relate_later = loop.call_later(REST, self._relate, row.id)

    def _stop_relating(self) -> None:
        self.relating.forget()
        if self._relate_later is not None:
            self._relate_later.cancel()
            self._relate_later = None

    def _relate(self, entry_id: str) -> None:
        self._relate_later = None
        self.relating.ask(entry_id)
        if not self.relating.running:
            self.start(self.relating.run(), "related")

    def _find_related(self, entry_id: str, stale: Callable[[], bool]) -> "tuple[Related, ...]":
        """Look for related papers; runs in a thread and ends early once it is stale."""
        searcher = self.searcher()
        if not searcher.ready:
            searcher.prepare()
        if stale() or not searcher.ready:
            return ()
        return tuple(searcher.related(entry_id, limit=MOST_RELATED, cancelled=stale))

    def _show_related(self, entry_id: str, related: "tuple[Related, ...]") -> None:
        entry = self.detail.entry
        if entry is not None and entry.id == entry_id and related:
            self.detail.set_related(related)
            self.tell_keys()

    def action_walk_related(self, direction: str) -> None:
        """Choose the next or the previous related paper, and say why it is one."""
        steps = _step(direction) * (self.times or 1)
        self._in_sight(lambda: self._walk_related(steps))

    def _walk_related(self, step: int) -> None:
        self.go("detail")
        chosen = self.detail.walk_related(step)
        if chosen is None or self.detail.chosen is None:
            return
        place = f"related {self.detail.chosen + 1} of {len(self.detail.related)}"
        words = ", ".join(shown(word[:60]) for word in chosen.words[:6])
        self.message_line.say(f"{place} · both: {words}" if words else place)
        self.tell_keys()

    def action_open_related(self) -> None:
        """Show the chosen paper: where it is listed, else among all papers."""
        if self.detail.chosen is None:
            return
        entry_id = self.detail.related[self.detail.chosen].row.id
        trail = [*self._trail, Left(self._now(), self._before, self.view, entry_id)]
        place = self.entry_list.listing.place(entry_id)
        if place is not None:
            self.entry_list.move_to(place)
        else:
            self._places[ALL] = entry_id
            self.choose(ALL)
            trail[-1] = replace(trail[-1], to=self.view)
        self._trail = trail
        self.go("detail")
        back, stood = self.key_of("go.back"), trail[-1].stood.view
        self.say(f"{back} leads back to “{stood.query or stood.source.title}”" if back else "")

    def _return_from_related(self) -> bool:
        """Show what was left for the related paper that is open; return whether one is."""
        marked = self.pane == "list" and self.marks and not self.view.query
        if self.pane == "views" or marked:
            return False  # these are nearer steps back
        entry = None if self.row is None else self.row.id
        leading = [left.leads_from(self.view, entry) for left in self._trail]
        if True not in leading:
            return False
        last = len(leading) - 1 - leading[::-1].index(True)
        left = self._trail[last]
        del self._trail[last:]
        stood = left.stood
        if stood.view == self.view:
            rows = [*self.entry_list.listing]
            self.put(rows, keep=stood.entry, place=stood.cursor, offset=stood.offset)
        else:
            self.leave_search()
            self._before = left.before_search
            if stood.view.query:
                self.top_line.open(stood.view.query)
            self.show(stood.view, keep=stood.entry, place=stood.cursor, offset=stood.offset)
        self.message_line.say("")
        self.app.call_later(self.go, "detail")  # behind the focus that the bar asks for
        return True

    def choose(self, source: Source) -> None:
        """Show another source; no way leads back to what was left for related papers."""
        self._trail.clear()
        super().choose(source)

    def show_search(
        self, view: View, *, keep: str | None = None, comes_back: bool = True
    ) -> None:
        """Show a search that holds; what was left for related papers is behind it."""
        if self.top_line.searching or not comes_back:
            self._trail.clear()
        super().show_search(view, keep=keep, comes_back=comes_back)

    def end_search(self) -> None:
        """Clear the search, and forget what was left within it."""
        while self._trail and self._trail[-1].to.query:
            self._trail.pop()
        super().end_search()

    def action_search_like(self) -> None:
        """Search all papers for those that are near to the current one."""
        from paperreader.searching.query import Like  # noqa: PLC0415 - not before the first paint

        if self.row is not None:
            if self.one_at_a_time:
                self.action_toggle_one()
            self.show_search(View(source=ALL, query=str(Like(self.row.id))))

    def on_unmount(self) -> None:
        """Look for nothing any more."""
        self._stop_relating()
        super().on_unmount()


def _step(direction: str) -> int:
    return 1 if direction == "next" else -1
