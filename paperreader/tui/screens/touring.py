"""The tour on the screen: offered once, watched while it goes on, left by escape."""

from paperreader.config import Settings
from paperreader.library import Counts, Library
from paperreader.tui.keymap import Keymap
from paperreader.tui.screens.desk import NO_COUNTS
from paperreader.tui.screens.reading import Reading
from paperreader.tui.screens.triaging import Triaging
from paperreader.tui.screens.viewing import Viewing
from paperreader.tui.tour import Act, Tour, keep_tour, read_tour, tour_file, tour_text
from paperreader.tui.widgets.top_line import TopLine
from paperreader.tui.widgets.tour_line import TourLine


class Touring(Reading, Triaging):
    """Sees what the reader does, and says the next step; it never does anything itself."""

    def __init__(self, library: Library, settings: Settings, keymap: Keymap) -> None:
        """Begin without the tour."""
        super().__init__(library, settings, keymap)
        self.tour: Tour | None = None
        """The tour that stands on the screen."""
        self._was: Counts = NO_COUNTS

    # Beginning, going on, leaving

    def action_tour(self) -> None:
        """Begin the tour, or go on with it where it was left."""
        if self.loaded and not self.counts.total:
            sample, source = self.key_of("import.sample"), self.key_of("import.open")
            self.say(f"The tour needs papers: {sample} imports a sample, {source} your own")
            return
        self._tour_on(read_tour(tour_file()).begun())

    def take_in(self, ids: tuple[str, ...]) -> None:
        """Show entries that came; after the first of all imports, offer the tour."""
        super().take_in(ids)
        is_first = bool(ids) and 0 < self.counts.total <= len(ids)
        if is_first and self.tour is None and read_tour(tour_file()).standing == "new":
            self._tour_on(Tour("offered"))

    def action_go_back(self) -> None:
        """Take one step back; where there is none to take, leave the tour."""
        at_rest = self.pane == "list" and not (
            self.view.query or self.marks or self.one_at_a_time or self._trail
        )
        if self.tour is None or not at_rest:
            super().action_go_back()
            return
        left = self.tour.left()
        self._keep(left)
        self.tour = None
        self.query_one(TourLine).hide()
        key = self.key_of("app.tour") or "“App: Tour”"
        if left.standing != "done":
            self.say(f"{key} {'goes on with' if left.did else 'begins'} the tour")

    def _tour_on(self, tour: Tour) -> None:
        self.tour = tour
        self._was = self.counts
        self._keep(tour)
        self._tell_tour()

    def _tell_tour(self) -> None:
        if self.tour is not None:
            back = self.key_of("go.back")
            head, text = tour_text(self.tour, self.key_of)
            hint = {"offered": "not now", "done": "closes this"}.get(
                self.tour.standing, "leaves"
            )
            self.query_one(TourLine).tell(head, text, f"{back} {hint}" if back else "")

    def _keep(self, tour: Tour) -> None:
        try:
            keep_tour(tour_file(), tour)
        except OSError as error:
            self.warn(f"The tour is not remembered: {error}")

    # What the reader does

    def did(self, act: Act) -> None:
        """Go on to the next step if the tour waits for this."""
        if self.tour is not None and (tour := self.tour.after(act)) is not self.tour:
            self._tour_on(tour)

    def count(self) -> None:
        """Count the library anew; the numbers tell the tour what was done."""
        super().count()
        if self.tour is None:
            return
        was, self._was = self._was, self.counts
        if sum(self.counts.tags.values()) > sum(was.tags.values()):
            self.did("tag")
        if _decided(self.counts) > _decided(was):
            self.did("decide")

    def action_undo(self) -> None:
        """Take back the last change."""
        before = self.library.log(1) if self.tour is not None else []
        super().action_undo()
        if self.tour is not None and self.library.log(1) != before:
            self.did("undo")

    def action_toggle_one(self) -> None:
        """Give the whole screen to one paper, or give the other panes back."""
        super().action_toggle_one()
        if self.one_at_a_time:
            self.did("one")

    def on_top_line_used(self, _event: TopLine.Used) -> None:
        """See that a search was made."""
        self.did("search")

    def on_viewing_taken(self, _event: Viewing.Taken) -> None:
        """See that citations or a list were taken out."""
        self.did("take")


def _decided(counts: Counts) -> int:
    return counts.total - counts.status.get("inbox", 0)
