"""What the list shows: views, days, orders, and what changed elsewhere."""

import msgspec
from textual.message import Message

from paperreader.config import Settings
from paperreader.entry import Row
from paperreader.library import Library, day_of
from paperreader.tui.days import neighbour_day
from paperreader.tui.dialogs.drafts import SUFFIX, drafts_folder
from paperreader.tui.keymap import Keymap
from paperreader.tui.results import Asked
from paperreader.tui.screens.finding import FIRST_ROWS
from paperreader.tui.screens.shelving import Shelving
from paperreader.tui.source import NAMED, Source
from paperreader.tui.view import Grouping
from paperreader.tui.widgets.views_pane import ViewsPane

SMALL = 2_000_000
"""Bytes of a library that is read before the first paint: it takes a few milliseconds."""


class Viewing(Shelving):
    """The acts that choose what the list shows."""

    class Taken(Message, namespace="viewing"):
        """Citations or a list were copied or exported."""

    def __init__(self, library: Library, settings: Settings, keymap: Keymap) -> None:
        """Begin with the inbox."""
        super().__init__(library, settings, keymap)
        self._places: dict[Source, str] = {}
        """The entry on which each view was left."""
        self._groupings: dict[Source, Grouping] = {}
        """What was chosen to group each view."""
        self._usual_sort = ""
        """The order of the views that have none of their own."""

    # Reading the library

    def open_library(self) -> None:
        """Show what can be shown at once, and read the rest beside the screen."""
        self.look_for_views()
        if self._is_small():
            self.library.load()
            self.show_loaded(self.view.rows(self.library.rows()))
            return
        newest = self.library.newest_rows(FIRST_ROWS)
        self.put(self.view.rows(newest[::-1]))
        self.call_after_refresh(self.start, self._load(), "load")

    def _is_small(self) -> bool:
        try:
            return self.library.path.stat().st_size < SMALL
        except OSError:
            return True

    async def _load(self) -> None:
        import asyncio  # noqa: PLC0415 - a large library only

        def read() -> list[Row]:
            self.library.load()
            self.library.counts()  # made here, so that the screen need not wait for it
            return self.view.rows(self.library.rows())

        rows = await asyncio.to_thread(read)
        self.show_loaded(rows)

    def show_loaded(self, rows: list[Row]) -> None:
        """Show the whole view, now that the library has been read."""
        self.loaded = True
        self.count()
        # Whoever has moved already stays on the paper; all others begin at the top.
        moved = self.entry_list.cursor > 0 and self.row is not None
        self.put(rows, keep=self.row.id if moved and self.row else None)
        if not moved and any(drafts_folder(self.library.folder).glob(f"*{SUFFIX}")):
            from paperreader.tui.flows import noting  # noqa: PLC0415 - after a crash

            noting.offer_unfinished(self)

    # Views

    def action_show_view(self, name: str) -> None:
        """Show a view by its name; ``today`` is the newest day there is."""
        if name != "today":
            self.choose(NAMED[name])
        elif self.counts.days:
            self.choose(Source.day(max(self.counts.days)))
        else:
            self.say("There is no day yet")

    def action_show_saved(self, key: str) -> None:
        """Show the saved view that has a key."""
        for view in self.saved:
            if view.key == key:
                self.choose(Source.saved(view))

    def choose(self, source: Source) -> None:
        """Show another source, where it was left; a saved view in its own order."""
        if self.row is not None and not self.view.query:
            self._places[self.view.source] = self.row.id
        if not self.view.source.name:
            self._usual_sort = self.view.sort
        if self.top_line.searching:
            self.leave_search()
        self.message_line.say("")
        saved = self.saved_view(source)
        view = self.view.of(source).sorted_by(saved.sort if saved else self._usual_sort)
        view = view.grouped_by(self._groupings.get(source, ""))
        self.show(view, keep=self._places.get(source))
        if self.pane not in ("list", "views") or (self.pane == "views" and not self._wide):
            self.go("detail" if self.one_at_a_time else "list")

    @property
    def _wide(self) -> bool:
        """Whether the views stand beside the list, so that both are seen."""
        return self.has_class("-wide") or self.pane == "views"

    def on_views_pane_chosen(self, event: ViewsPane.Chosen) -> None:
        """Show the view that was chosen in the pane."""
        self.choose(event.source)

    def action_walk_days(self, direction: str) -> None:
        """Show the day before or after, or the current entry's day from another view."""
        source = self.view.source
        later = direction == "next"
        if source.kind != "day":
            keep = self.row
            day = day_of(keep) if keep is not None else max(self.counts.days, default="")
            if day:
                self._places.setdefault(Source.day(day), "" if keep is None else keep.id)
                self.choose(Source.day(day))
            return
        day = source.value
        for _ in range(min(self.times or 1, len(self.counts.days))):
            day = neighbour_day(self.counts.days, day, later=later) or day
        if day == source.value:
            self.say(f"This is the {'newest' if later else 'oldest'} day")
        else:
            self.choose(Source.day(day))

    def action_refresh_view(self) -> None:
        """Show the view anew, without what no longer belongs to it."""
        keep = None if self.row is None else self.row.id
        self.count()
        self.show(self.view, keep=keep, place=self.entry_list.cursor)

    def sort_by(self, sort: str) -> None:
        """Show the view in another order; relevance is the usual one of a search.

        A saved view remembers it.
        """
        keep = None if self.row is None else self.row.id
        view = self.view.sorted_by("" if sort == "relevance" else sort)
        self.show(view, keep=keep)
        self.say(f"Sorted: {self.view.order or 'best match first'}")
        saved = self.saved_view(view.source)
        if saved is not None and not view.query:
            self.library.save_view(msgspec.structs.replace(saved, sort=view.sort))
            self.look_for_views()

    def group_by(self, grouping: Grouping) -> None:
        """Show the view in other groups, with the cursor on its entry; it keeps them."""
        self._groupings[self.view.source] = grouping
        keep = None if self.row is None else self.row.id
        self.show(self.view.grouped_by(grouping), keep=keep)
        self.say("Not grouped" if grouping == "none" else f"Grouped by {grouping}")

    # Changes

    def look_for_changes(self) -> None:
        """Take in what other processes have changed, and say so."""
        if not self.loaded:
            return
        if self.look_for_views():
            self._follow_saved()
            self.tell()
        try:
            ids = self.library.refresh()
        except Exception as error:
            self.fail(error)
            return
        if ids:
            self.take_in(tuple(ids))
            count = len(ids)
            entries = "1 entry" if count == 1 else f"{count:,} entries"
            self.say(f"{entries} changed elsewhere")

    def _follow_saved(self) -> None:
        """Show the saved view that stands open as it is saved now, if it still is."""
        source = self.view.source
        for saved in self.saved:
            if saved.name != source.name:
                continue
            changed = msgspec.structs.replace(
                self.view, source=Source.saved(saved), sort=saved.sort
            )
            if changed != self.view:
                self.show(changed, keep=None if self.row is None else self.row.id)

    def take_in(self, ids: tuple[str, ...]) -> None:
        """Show entries that changed, came or went, with the cursor where it is."""
        listing = self.entry_list.listing
        source = self.view.source
        came = went = False
        row: Row | None
        for entry_id in ids:
            try:
                row = self.library.row(entry_id)
            except KeyError:
                row = None
            if row is None or row.id != entry_id:  # gone, or become part of another
                went = went or listing.place(entry_id) is not None
                self.marks.ids.discard(entry_id)
                continue
            if listing.place(entry_id) is None:
                came = came or self.view.needs_search or source.includes(row)
        self.renew(ids)
        if came or went:
            self._rebuild()

    def _rebuild(self) -> None:
        """List what belongs to the view, and what was listed and is still there.

        What came into a search is told by the search alone, so that is asked again.
        """
        listed = {row.id for row in self.entry_list.listing}
        if self.view.needs_search:
            there = {row.id: row for row in self.library.rows() if row.id in listed}
            rows = [there[row.id] for row in self.entry_list.listing if row.id in there]
            self.ask(Asked(self.view, whole=True, joins=True))
        else:
            test = self.view.source.test
            kept = [
                row
                for row in self.library.rows()
                if row.id in listed or (test is not None and test(row))
            ]
            rows = self.view.arranged(kept)
        self.put(rows, keep=self._row_id_now(), place=self.entry_list.cursor)
