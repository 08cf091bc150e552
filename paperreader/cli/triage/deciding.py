"""Verdicts, stars, and taking back, line by line."""

from typing import cast

from ...entry import Status
from ...library import Change
from ...tui.commands import BY_ID
from ...tui.verdict import meant
from ..printing import cut
from .desk import CannotDo, Desk, Done
from .paper_text import title_of
from .typed import Asked

_LONGEST = 100
"""Columns of a sentence about a change, titles included."""


def told(desk: Desk, change: Change) -> str:
    """Word a change and how to take it back."""
    if not change.ids:
        return "Nothing changed: it is so already."
    return f"{_worded(change)} {desk.key('edit.undo')} takes it back."


def _worded(change: Change) -> str:
    what = cut(title_of(change.what), _LONGEST)
    return what if what.endswith((".", "!", "?", "…")) else f"{what}."


def mark(desk: Desk, asked: Asked) -> Done:
    """Give the current paper a status and go on to the next that waits."""
    row = desk.current()
    status = meant(cast(Status, BY_ID[asked.id].args[0]), [row])
    change = desk.library.mark([row.id], status)
    desk.met.add(row.id)
    desk.sitting.decide(change.ids, status)
    if status in ("inbox", desk.choice.waiting):
        return Done(told(desk, change))
    desk.flow = desk.flow.decided(desk.waits)
    return Done(told(desk, change), shows=True)


def star(desk: Desk, asked: Asked) -> Done:
    """Star the current paper, or take its star away."""
    row = desk.current()
    return Done(told(desk, desk.library.star([row.id], not row.starred)))


def undo(desk: Desk, asked: Asked) -> Done:
    """Take back the last change and go to what it changed."""
    change = desk.library.undo()
    if change is None:
        raise CannotDo("There is nothing to undo.")
    return _step(desk, change, f" {desk.key('edit.redo')} makes it again.")


def redo(desk: Desk, asked: Asked) -> Done:
    """Make the change again that was taken back, and go to what it changed."""
    change = desk.library.redo()
    if change is None:
        raise CannotDo("There is nothing to redo.")
    return _step(desk, change, "")


def _step(desk: Desk, change: Change, hint: str) -> Done:
    desk.see(change.ids)
    desk.renew()
    places = (desk.flow.to(id_) for id_ in change.ids)
    place = next((flow for flow in places if flow is not None), None)
    moved = place is not None and place.at != desk.flow.at
    if place is not None:
        desk.flow = place
    return Done(f"{_worded(change)}{hint}", shows=moved)
