"""Moving: in a pane, between the panes, and into one paper at a time."""

from textual.geometry import Size

from paperreader.tui.commands import Pane
from paperreader.tui.screens.desk import Desk, Mover
from paperreader.tui.widgets.inked import Inked

MEDIUM, WIDE = 80, 120
"""Columns from which two panes and all three are shown."""

_ROUND: tuple[Pane, ...] = ("list", "detail", "views")


class Moving(Desk):
    """The acts that move the cursor and the focus."""

    def action_move(self, step: str) -> None:
        """Move in the pane that has the focus."""
        movers: dict[str, Mover] = {"detail": self.detail, "views": self.views_pane}
        movers.get(self.pane, self.entry_list).move(step, self.times)

    def action_read_on(self) -> None:
        """Go a page down in the detail; at its end, on to the next entry."""
        if self.detail.at_end:
            self.entry_list.move("down")
        else:
            self.detail.move("page_down")

    def action_go_detail(self) -> None:
        """Go from the list into the detail."""
        self.go("detail")

    def action_go_list(self) -> None:
        """Go into the list."""
        self.go("list")

    def action_go_back(self) -> None:
        """Take one step back."""
        if self.one_at_a_time:
            self.action_toggle_one()
        elif self.pane != "list":
            self.go("list")
        elif self.view.query:
            self.end_search()
        else:
            self.clear_marks()

    def end_search(self) -> None:
        """Clear the search; the part that searches does it."""
        raise NotImplementedError

    def action_next_pane(self, direction: str) -> None:
        """Go round the panes; where there is one paper at a time, round the papers."""
        if self.one_at_a_time:
            self.entry_list.move("down" if direction == "forward" else "up")
            return
        step = 1 if direction == "forward" else -1
        pane = self.pane if self.pane in _ROUND else "list"
        self.go(_ROUND[(_ROUND.index(pane) + step) % len(_ROUND)])

    def action_toggle_one(self) -> None:
        """Give the whole screen to one paper, or give the other panes back."""
        key = self.key_of("view.one")
        if self.one_at_a_time:
            self.leave_one()
            left = f"{self.left:,} left: {key} goes on with them" if self.left else ""
            self.message_line.say(left)
            return
        self.one_at_a_time = True
        self.set_class(True, "-one")
        self._to_undecided()
        self.go("detail")
        self.tell_place()
        following = self.key_of("go.next")
        self.say(f"One paper at a time: verdicts go on, {following} the next, {key} back")

    def _to_undecided(self) -> None:
        """Where papers are to be decided and this one is, begin with the next that is not."""
        if self.left and self.row is not None and self.row.status != "inbox":
            entry_list = self.entry_list
            place = entry_list.listing.next_with("inbox", entry_list.cursor)
            if place is None:
                place = entry_list.listing.next_with("inbox", -1)
            if place is not None:
                entry_list.move_to(place)

    def leave_one(self) -> None:
        """Give the other panes back."""
        self.one_at_a_time = False
        self.set_class(False, "-one")
        if self.detail.is_end:
            self.show_detail(self.row)
        self.go("list")
        self.tell_place()

    def go(self, pane: Pane) -> None:
        """Give a pane the focus, and the room where there is not room for all."""
        self.set_class(pane == "detail", "-at-detail")
        self.set_class(pane == "views", "-at-views")
        widgets: dict[str, Inked] = {"detail": self.detail, "views": self.views_pane}
        self.set_focus(widgets.get(pane, self.entry_list), scroll_visible=False)
        self.tell_keys()

    def on_descendant_focus(self) -> None:
        """Follow a focus that the mouse or a dialog's end has set."""
        if self.pane != "search":
            self.set_class(self.pane == "detail", "-at-detail")
            self.set_class(self.pane == "views", "-at-views")
        self.tell_keys()

    def fit(self, size: Size) -> None:
        """Choose how many panes a screen of this size shows."""
        self.set_class(size.width < MEDIUM, "-narrow")
        self.set_class(MEDIUM <= size.width < WIDE, "-medium")
        self.set_class(size.width >= WIDE, "-wide")
        self.set_class(size.height < 8, "-low")
        self.set_class(size.height < 5, "-tiny")
