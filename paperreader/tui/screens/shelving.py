"""The saved views on the shelf: reading them, their keys, and their counts."""

from collections.abc import Callable

from textual.timer import Timer

from paperreader.config import Settings
from paperreader.library import Library, LibraryError
from paperreader.library.views import SavedView
from paperreader.tui.keymap import Keymap
from paperreader.tui.live_search import LiveSearch
from paperreader.tui.results import Asked, Found, count
from paperreader.tui.screens.finding import Finding
from paperreader.tui.source import Source

COUNT_AFTER = 0.4
"""Seconds without a change after which saved views are counted anew."""

Numbers = dict[str, int]
"""How many entries a saved view shows, by its query."""


class Shelving(Finding):
    """Keeps the shelf of saved views in step with the library and its entries."""

    def __init__(self, library: Library, settings: Settings, keymap: Keymap) -> None:
        """Begin without saved views."""
        super().__init__(library, settings, keymap)
        self.counting = LiveSearch(self._count_views, self._show_numbers)
        self.removed: SavedView | None = None
        """The view that was removed last, to be saved again as it was."""
        self._count_later: Timer | None = None
        self._views_failed = ""
        """What was said last about views that cannot be read."""

    def look_for_views(self) -> bool:
        """Take in the views that are saved now; return whether they changed."""
        try:
            saved = self.library.views()
        except (LibraryError, OSError) as error:
            if str(error) != self._views_failed:  # once, not with every look
                self._views_failed = str(error)
                self.fail(error)
            return False
        self._views_failed = ""
        if saved == self.saved:
            return False
        self.saved = saved
        self.take_keys(view.key for view in saved)
        self._count_soon()
        return True

    def saved_view(self, source: Source) -> SavedView | None:
        """Return the saved view that a source was made from, if it is still there."""
        for view in self.saved:
            if source.name and Source.saved(view) == source:
                return view
        return None

    # Counts

    def count(self) -> None:
        """Count the library anew after a change, and soon the saved views, too."""
        super().count()
        self._count_soon()

    def _count_soon(self) -> None:
        if self._count_later is not None:
            self._count_later.stop()
            self._count_later = None
        if self.loaded and self.saved:
            self._count_later = self.set_timer(COUNT_AFTER, self._count_now)

    def _count_now(self) -> None:
        self._count_later = None
        self.counting.ask(self.saved)
        if not self.counting.running:
            self.start(self.counting.run(), "counting")

    def _count_views(self, views: tuple[SavedView, ...], stale: Callable[[], bool]) -> Numbers:
        """Count what the views show; runs in a thread and ends early once it is stale."""
        numbers: Numbers = {}
        for query in dict.fromkeys(view.query for view in views):
            if stale():
                break
            test = Source(query).test
            if test is not None:
                numbers[query] = sum(map(test, self.library.rows()))
            else:
                numbers[query] = count(self.searcher(), query, self.today)
        return numbers

    def _show_numbers(self, views: tuple[SavedView, ...], numbers: Numbers) -> None:
        self.numbers = numbers
        self.tell_views()

    def _show_found(self, asked: Asked, found: Found) -> None:
        """Show an answer; one about a saved view tells its count as well."""
        source = asked.view.source
        if source.name and not asked.view.query and found.total is not None:
            self.numbers = self.numbers | {source.query: found.total}
        super()._show_found(asked, found)
