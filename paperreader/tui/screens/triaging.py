"""Triage: verdicts, stars, marks, and taking back."""

from paperreader.entry import Row, Status
from paperreader.latex import readable
from paperreader.library import Change
from paperreader.tui.cells import shown
from paperreader.tui.entry_line import shown_title
from paperreader.tui.screens.desk import Desk
from paperreader.tui.verdict import meant

_DONE: dict[Status, str] = {
    "inbox": "Back to the inbox",
    "queued": "Queued",
    "reading": "Reading",
    "read": "Marked read",
    "skipped": "Skipped",
}


class Triaging(Desk):
    """The acts that decide about entries."""

    def action_mark(self, status: Status) -> None:
        """Give the marked entries, or the current one, a status, and go on.

        Reading twice takes it back: what is all read goes to the inbox.
        """
        ids = self.targets()
        status = meant(status, self._rows(ids))
        decided = sum(row.status not in ("inbox", status) for row in self._rows(ids))
        change = self.library.mark(ids, status)
        self.sitting.decide(change.ids, status)
        self._show_change(change, _DONE[status], ids, unchanged="Nothing changed: already so")
        if len(ids) > 1 and decided:
            self.message_line.add(f"{decided:,} of them had been decided before")
        self._go_on(status)

    def action_toggle_star(self) -> None:
        """Star, or unstar what is all starred."""
        ids = self.targets()
        starred = not all(row.starred for row in self._rows(ids))
        change = self.library.star(ids, starred)
        self._show_change(change, "Starred" if starred else "Unstarred", ids)

    def _rows(self, ids: list[str]) -> list[Row]:
        return [self.library.row(entry_id) for entry_id in ids]

    def _show_change(
        self, change: Change, done: str, ids: list[str], unchanged: str = ""
    ) -> None:
        self.clear_marks()
        self.renew(change.ids)
        if not change.ids:
            self.say(unchanged)
        elif len(ids) == 1:
            self.say(f"{done}: {shown_title(self.library.row(ids[0]).title)}", undo=True)
        else:
            self.say(f"{done}: {len(change.ids):,} entries", undo=True)

    def _go_on(self, status: Status) -> None:
        """Move on from what is decided to the next that is not: below, else from the top."""
        entry_list = self.entry_list
        row = entry_list.row
        if row is None or row.status == "inbox":
            return
        source = self.view.source
        waiting = source.value if source.kind == "status" else "inbox"
        if row.status == waiting:
            return
        place = entry_list.listing.next_with(waiting, entry_list.cursor)
        if place is None:
            place = entry_list.listing.next_with(waiting, -1)
        if place is not None:
            entry_list.move_to(place)
        elif self.is_whole:
            self.message_line.add("all are decided")
            if self.one_at_a_time and self.left is not None:
                self._show_end()

    def _show_end(self) -> None:
        """Show what the sitting came to, in the place of a paper."""
        from paperreader.tui.summary import summary  # noqa: PLC0415 - at the end alone

        nexts = (
            ("edit.undo", "takes the last verdict back"),
            ("view.one", "gives the list back"),
            ("view.queued", "what you want to read"),
            ("export.shown", "exports what is shown"),
            ("app.quit", "quits; everything is saved"),
        )
        keys = [(key, does) for name, does in nexts if (key := self.key_of(name))]
        name, report = shown(self.view.source.title), self.sitting.report()
        self.detail.show_end(lambda width: summary(report, name, keys, width))
        self.tell_keys()

    # Taking back

    def action_undo(self) -> None:
        """Take back the last change."""
        self._show_step(self.library.undo(), "There is nothing to undo")

    def action_redo(self) -> None:
        """Make the change again that was taken back last."""
        self._show_step(self.library.redo(), "There is nothing to redo")

    def _show_step(self, change: Change | None, nothing: str) -> None:
        if change is None:
            self.say(nothing)
            return
        self.take_in(change.ids)
        for entry_id in change.ids:
            place = self.entry_list.listing.place(entry_id, near=self.entry_list.cursor)
            if place is not None:
                self.entry_list.move_to(place)
                break
        redo = self.key_of("edit.redo")
        hint = f"{redo} redoes" if change.kind == "undo" and redo else ""
        self.message_line.say(readable(change.what), hint=hint)

    def take_in(self, ids: tuple[str, ...]) -> None:
        """Show entries that changed, came or went; the part that shows views does it."""
        raise NotImplementedError

    # Marks

    def action_select_toggle(self) -> None:
        """Mark the current entry, or unmark it, and move on."""
        before = None
        for _ in range(self.times or 1):
            if self.row is None or self.entry_list.cursor == before:
                break  # the last one was toggled
            before = self.entry_list.cursor
            self.marks.toggle(self.row.id)
            self.entry_list.renew(self.row)
            self.entry_list.move("down")
        self.tell_place()

    def action_select_range(self) -> None:
        """Begin a range of marks, or end it."""
        marked = self.marks.range_to(self.entry_list.listing, self.entry_list.cursor)
        if marked is None:
            key = self.key_of("select.range")
            self.say(f"Range begun: move to its other end and press {key} again")
        else:
            self.say(f"Marked {marked:,} in a row")
        self._show_marks()

    def action_select_all(self) -> None:
        """Mark all shown, or none if all were."""
        if not self.may_take_all():
            return
        marked = self.marks.all_of(self.entry_list.listing)
        self.say(
            f"Marked all {len(self.entry_list.listing):,} shown" if marked else "Unmarked all"
        )
        self._show_marks()

    def action_select_invert(self) -> None:
        """Turn the marks of what is shown round."""
        if not self.may_take_all():
            return
        self.marks.invert(self.entry_list.listing)
        self._show_marks()

    def _show_marks(self) -> None:
        self.entry_list.refresh()
        self.tell_place()
