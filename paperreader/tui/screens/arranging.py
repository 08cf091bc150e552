"""Arranging the screen: how much room each pane has, and what stays so."""

import msgspec

from paperreader.tui.layout import Layout, keep_layout, layout_file, read_layout
from paperreader.tui.screens.desk import Desk


class Arranging(Desk):
    """The acts that lay out the panes."""

    layout_chosen = Layout()

    def recall_layout(self) -> None:
        """Lay the screen out as it was left."""
        self.layout_chosen = read_layout(layout_file())
        self._lay_out()

    def action_widen_list(self, direction: str) -> None:
        """Give the list more of the room that it shares with the detail, or less."""
        if self.has_class("-narrow"):
            self.say("Here is room for one pane at a time")
            return
        steps = (1 if direction == "more" else -1) * (self.times or 1)
        before = self.layout_chosen
        trouble = self._choose(before.wider(steps))
        share = f"The list takes {self.layout_chosen.share} % of the room"
        at_end = self.layout_chosen.share == before.share
        self._tell(f"{share}: it can take no {direction}" if at_end else share, trouble)

    def action_toggle_views(self) -> None:
        """Show the views beside the list where there is room, or do not."""
        shown = not self.layout_chosen.views
        trouble = self._choose(msgspec.structs.replace(self.layout_chosen, views=shown))
        back = self.key_of("view.panes")
        hidden = f"The views are hidden: tab goes to them, {back} shows them"
        self._tell("The views are shown where there is room" if shown else hidden, trouble)

    def action_toggle_density(self) -> None:
        """Switch between one and two lines an entry."""
        density = self.entry_list.toggle_density()
        trouble = self._choose(msgspec.structs.replace(self.layout_chosen, density=density))
        lines = "One line" if density == "compact" else "Two lines"
        self._tell(f"{lines} an entry", trouble)

    def _choose(self, layout: Layout) -> str:
        """Lay the screen out, and keep that; return why it cannot be kept, if so."""
        self.layout_chosen = layout
        self._lay_out()
        try:
            keep_layout(layout_file(), layout)
        except OSError as error:
            return str(error)
        return ""

    def _tell(self, done: str, trouble: str) -> None:
        if trouble:
            self.warn(f"{done}; it will not be remembered: {trouble}")
        else:
            self.say(done)

    def _lay_out(self) -> None:
        layout = self.layout_chosen
        self.set_class(not layout.views, "-no-views")
        if layout.share is not None:
            self.entry_list.styles.width = f"{layout.share}fr"
            self.detail.styles.width = f"{100 - layout.share}fr"
        if layout.density not in (None, self.entry_list.density):
            self.entry_list.toggle_density()
