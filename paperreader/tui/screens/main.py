"""The main screen: three panes, a line above and two below."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from paperreader.entry import Row
from paperreader.tui.screens.arranging import Arranging
from paperreader.tui.screens.assisting import Assisting
from paperreader.tui.screens.taking import Taking
from paperreader.tui.screens.touring import Touring
from paperreader.tui.screens.triaging import Triaging
from paperreader.tui.widgets.bottom_lines import KeyFooter, MessageLine
from paperreader.tui.widgets.detail import DetailPane
from paperreader.tui.widgets.entry_list import EntryList
from paperreader.tui.widgets.offers import Offers
from paperreader.tui.widgets.top_line import TopLine
from paperreader.tui.widgets.tour_line import TourLine
from paperreader.tui.widgets.views_pane import ViewsPane

LOOK_EVERY = 1.0
"""Seconds between two looks at what other processes have done."""


class MainScreen(Touring, Taking, Assisting, Triaging, Arranging):
    """Binds the panes to the library: they are told what to show and say what was done."""

    def compose(self) -> ComposeResult:
        """Lay out the lines and the panes."""
        offers = Offers()
        yield TopLine(offers)
        yield offers
        with Horizontal(id="panes"):
            yield ViewsPane()
            yield EntryList(
                self.marks,
                self.follow,
                self.heading,
                self.settings.density,
                year=self.today.year,
            )
            yield DetailPane()
        yield TourLine()
        yield MessageLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the library, and look now and then at what others do to it."""
        self.recall_layout()
        self.fit(self.app.size)
        self.assist()
        self.set_focus(self.entry_list, scroll_visible=False)
        try:
            self.open_library()
        except Exception as error:
            self.fail(error)
        if self.keymap.problems:
            problem = self.keymap.problems[0]
            where = f"settings, line {problem.line}: " if problem.line else "settings: "
            self.warn(where + problem.message)
        elif self.library.read_only:
            self.warn("The library's folder cannot be written: nothing can be changed")
        self.set_interval(LOOK_EVERY, self.look_for_changes)

    def on_resize(self, event: events.Resize) -> None:
        """Choose how many panes there is room for."""
        self.fit(event.size)

    def follow(self, row: Row | None) -> None:
        """Show the entry on which the cursor came to stand."""
        try:
            self.show_detail(row)
        except Exception as error:
            self.detail.show(None)
            self.fail(error)
        self.tell_place()

    def on_top_line_help_wanted(self) -> None:
        """Show what can be typed into the search bar, above all else."""
        from paperreader.tui.flows import asking  # noqa: PLC0415 - at first use

        self.hold_keys()
        asking.show_help(self, search_first=True)

    def on_paste(self, event: events.Paste) -> None:
        """Import a dump that is pasted anywhere but into a text."""
        event.stop()
        if event.text.strip():
            self.import_text(event.text)
