"""What helps with typing a search: the reader's own words, and earlier searches."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from paperreader.config import Settings
from paperreader.library import Library
from paperreader.tui.keymap import Keymap
from paperreader.tui.recall import Searches, recall_file
from paperreader.tui.screens.viewing import Viewing
from paperreader.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from paperreader.searching.completing import Known, TagUse
    from paperreader.tui.completion import Asked


class Assisting(Viewing):
    """Tells the search bar what the library holds, and keeps the searches that were used."""

    def __init__(self, library: Library, settings: Settings, keymap: Keymap) -> None:
        """Keep the searches beside the app's other state."""
        super().__init__(library, settings, keymap)
        self.searches = Searches(recall_file(library.folder))
        self._keeps_searches = True
        self._tags: tuple[Mapping[str, int], tuple[TagUse, ...]] = ({}, ())

    def assist(self) -> None:
        """Give the search bar what it asks for."""
        self.top_line.known = self._known
        self.top_line.words = self._words
        self.top_line.searches = self.searches.newest_first

    def _known(self) -> "Known":
        from paperreader.searching.completing import (  # noqa: PLC0415 - not before a search
            Known,
            tag_uses,
        )

        counted = self.counts.tags
        if self._tags[0] is not counted:
            self._tags = (counted, tag_uses(counted))
        return Known(self.today, self._tags[1], tuple(self.counts.days))

    def _words(self, asked: "Asked") -> Sequence[str]:
        """Find words of the library; runs in a thread."""
        searcher = self._searcher
        return () if searcher is None else searcher.beginning(*asked)

    def on_top_line_used(self, event: TopLine.Used) -> None:
        """Keep a search for later."""
        self.start(self._keep_search(event.text), "keep")

    async def _keep_search(self, text: str) -> None:
        """Keep a search; that it cannot be kept on the disk is said once."""
        try:
            await asyncio.to_thread(self.searches.keep, text)
        except OSError as error:
            if self._keeps_searches:
                self._keeps_searches = False
                self.warn(f"Searches are not kept for later: {error}")
