"""What the list shows: views, days, searches, orders, and what changed elsewhere."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from msgspec import Struct

from paperreader.config import Settings
from paperreader.entry import Row
from paperreader.library import Library, day_of
from paperreader.tui.keymap import Keymap
from paperreader.tui.live_search import LiveSearch
from paperreader.tui.screens.moving import Moving
from paperreader.tui.view import NAMED, Source, View, neighbour_day
from paperreader.tui.widgets.top_line import TopLine
from paperreader.tui.widgets.views_pane import ViewsPane

if TYPE_CHECKING:
    from paperreader.searching.searcher import Searcher

SMALL = 2_000_000
"""Bytes of a library that is read before the first paint: it takes a few milliseconds."""

FIRST_ROWS = 300
"""Entries shown at once while a larger library is read."""


PATIENCE = 0.03
"""Seconds for which a typed letter waits for its results before it is painted without."""


class Asked(Struct, frozen=True):
    """A search for the list: the view, and the entry to stay on if it is found."""

    view: View
    keep: str | None = None
    deep: bool = False
    """Whether abstracts are read, too, where little was found without them."""


class Found(Struct, frozen=True, kw_only=True):
    """What a search found, as the list shows it."""

    rows: list[Row]
    elsewhere: int
    """Matches outside the view's source."""
    problem: str = ""
    """The first mistake in the search, with its column."""
    remark: str = ""
    """What was searched instead of what was typed."""
    wants_abstracts: bool = False
    """Whether abstracts may hold more that is worth the time."""


class Viewing(Moving):
    """The acts that choose what the list shows."""

    def __init__(self, library: Library, settings: Settings, keymap: Keymap) -> None:
        """Begin with the inbox."""
        super().__init__(library, settings, keymap)
        self.search = LiveSearch(self._find, self._show_found)
        self._searcher: Searcher | None = None
        self._unsearched: set[str] = set()
        """Ids whose entries changed since the last search."""
        self._before: tuple[View, str | None] | None = None
        """View and entry before the search was opened."""
        self._places: dict[Source, str] = {}
        """The entry on which each view was left."""

    # Reading the library

    def open_library(self) -> None:
        """Show what can be shown at once, and read the rest beside the screen."""
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

    # Views

    def show(self, view: View, *, keep: str | None = None, place: int = 0) -> None:
        """Show a view, with the cursor on the entry `keep` if it is in it."""
        self.view = view
        self.found_elsewhere = None
        if view.query:
            self.ask(keep)
            self.tell()
            return
        self.search.forget()
        rows = self._all_rows()
        self.put(view.rows(rows), keep=keep, place=place)

    def _all_rows(self) -> Collection[Row]:
        if self.loaded:
            return self.library.rows()
        return self.library.newest_rows(FIRST_ROWS)[::-1]

    def action_show_view(self, name: str) -> None:
        """Show a view by its name; ``today`` is the newest day there is."""
        if name != "today":
            self.choose(NAMED[name])
        elif self.counts.days:
            self.choose(Source("day", max(self.counts.days)))
        else:
            self.say("There is no day yet")

    def choose(self, source: Source) -> None:
        """Show another source, where it was left."""
        if self.row is not None and not self.view.query:
            self._places[self.view.source] = self.row.id
        if self.top_line.searching:
            self.top_line.close()
            self._before = None
        self.show(self.view.of(source), keep=self._places.get(source))
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
                self._places.setdefault(Source("day", day), "" if keep is None else keep.id)
                self.choose(Source("day", day))
            return
        other = neighbour_day(self.counts.days, source.value, later=later)
        if other is None:
            self.say(f"This is the {'newest' if later else 'oldest'} day")
        else:
            self.choose(Source("day", other))

    def action_refresh_view(self) -> None:
        """Show the view anew, without what no longer belongs to it."""
        keep = None if self.row is None else self.row.id
        self.count()
        self.show(self.view, keep=keep, place=self.entry_list.cursor)

    def action_toggle_density(self) -> None:
        """Switch between one and two lines an entry."""
        density = self.entry_list.toggle_density()
        self.say("One line an entry" if density == "compact" else "Two lines an entry")

    def sort_by(self, sort: str) -> None:
        """Show the view in another order; relevance is the usual one of a search."""
        keep = None if self.row is None else self.row.id
        self.show(self.view.sorted_by("" if sort == "relevance" else sort), keep=keep)
        self.say(f"Sorted: {self.view.order or 'best match first'}")

    # Searching

    def action_open_search(self) -> None:
        """Open the search, or go on with the one that holds."""
        if self.one_at_a_time:
            self.action_toggle_one()
        if not self.top_line.searching:
            self._before = (self.view, None if self.row is None else self.row.id)
        self.set_class(False, "-at-detail")
        self.set_class(False, "-at-views")
        self.top_line.open(self.view.query)
        self.tell_keys()
        if self.loaded:
            self.start(self._prepare_search(), "prepare")

    async def on_top_line_typed(self, event: TopLine.Typed) -> None:
        """Search for what is typed, and paint the letter and its results in one frame.

        A slow search is not waited for: the letter is painted, the results follow.
        """
        with self.app.batch_update():
            self.show(self.view.searching(event.text))
            if self.view.query:
                await self.search.answered(PATIENCE)

    def on_top_line_stepped(self, event: TopLine.Stepped) -> None:
        """Walk through the results while typing."""
        self.entry_list.move(event.step)

    def on_top_line_left(self, event: TopLine.Left) -> None:
        """Go to the results, or back to what was before."""
        if event.key == "escape" or not self.view.query:
            self.end_search()
        else:
            self.go("list")

    def end_search(self) -> None:
        """Clear the search and restore what was before it."""
        view, keep = self._before or (self.view.searching(""), None)
        if self.row is not None and keep is None:
            keep = self.row.id
        self._before = None
        self.top_line.close()
        self.message_line.say("")
        self.show(view.searching(""), keep=keep)
        self.go("list")

    def ask(self, keep: str | None = None, *, deep: bool = False) -> None:
        """Search for the view's query beside the screen."""
        self.search.ask(Asked(self.view, keep, deep))
        if not self.search.running:
            self.start(self.search.run(), "search")

    def _ready_searcher(self) -> "Searcher":
        from paperreader.searching import Searcher  # noqa: PLC0415 - not before the first paint

        if self._searcher is None:
            self._searcher = Searcher(self.library)
        changed, self._unsearched = self._unsearched, set()
        self._searcher.forget(changed)
        return self._searcher

    async def _prepare_search(self) -> None:
        """Build what searching needs while the first letter is still to come."""
        import asyncio  # noqa: PLC0415 - Textual has it, the first paint need not

        await asyncio.to_thread(lambda: self._ready_searcher().prepare())

    def _find(self, asked: Asked, stale: Callable[[], bool]) -> Found:
        """Search; runs in a thread, one search at a time."""
        from paperreader.searching import Sort  # noqa: PLC0415 - not before the first paint

        view = asked.view
        result = self._ready_searcher().search(
            view.query,
            today=self.today,
            sort=Sort.parse(view.sort) if view.sort else None,
            abstracts=None if asked.deep else False,
            cancelled=stale,
        )
        test = view.source.test()
        rows = [row for row in result.rows if test(row)]
        problem = remark = ""
        if result.query.problems:
            first = result.query.problems[0]
            problem = f"Column {first.column}: {first.message}"
        elif result.corrections:
            pairs = (f"“{now}” for “{typed}”" for typed, now in result.corrections.items())
            remark = f"Searched {', '.join(pairs)}"
        return Found(
            rows=rows,
            elsewhere=len(result.rows) - len(rows),
            problem=problem,
            remark=remark,
            wants_abstracts=not asked.deep and result.wants_abstracts,
        )

    def _show_found(self, asked: Asked, found: Found) -> None:
        if asked.view != self.view:
            return
        self.found_elsewhere = found.elsewhere
        if asked.deep and len(found.rows) == len(self.entry_list.listing):
            return  # the abstracts held nothing more
        self.put(found.rows, keep=asked.keep)
        if found.problem:
            self.warn(found.problem)
        else:
            self.say(found.remark)
        if found.wants_abstracts:
            self.ask(asked.keep, deep=True)

    # Changes

    def renew(self, ids: Collection[str]) -> None:
        """Show changed entries as they are now, and let the next search read them anew."""
        self._unsearched.update(ids)
        super().renew(ids)

    def look_for_changes(self) -> None:
        """Take in what other processes have changed, and say so."""
        if not self.loaded:
            return
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

    def take_in(self, ids: tuple[str, ...]) -> None:
        """Show entries that changed, came or went, with the cursor where it is."""
        listing = self.entry_list.listing
        test = self.view.source.test()
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
            if listing.place(entry_id) is None and not self.view.query and test(row):
                came = True
        self.renew(ids)
        if came or went:
            self._rebuild()

    def _rebuild(self) -> None:
        """List what belongs to the view, and what was listed and is still there."""
        listed = {row.id for row in self.entry_list.listing}
        test = self.view.source.test()
        if self.view.query:
            there = {row.id: row for row in self.library.rows() if row.id in listed}
            rows = [there[row.id] for row in self.entry_list.listing if row.id in there]
        else:
            kept = [row for row in self.library.rows() if row.id in listed or test(row)]
            rows = self.view.arranged(kept)
        keep = None if self.row is None else self._id_now(self.row.id)
        self.put(rows, keep=keep, place=self.entry_list.cursor)

    def _id_now(self, entry_id: str) -> str:
        """Return the id of the entry that an id leads to since it may have been merged."""
        try:
            return self.library.row(entry_id).id
        except KeyError:
            return entry_id
