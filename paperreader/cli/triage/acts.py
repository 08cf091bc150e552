"""Which act answers to which command of the app."""

from collections.abc import Callable

from ..printing import filled
from . import deciding, taking, walking, writing
from .desk import Desk, Done
from .paper_text import columns
from .typed import Asked
from .vocabulary import reference

Act = Callable[[Desk, Asked], Done]


def _help(desk: Desk, asked: Asked) -> Done:
    """Print what can be typed."""
    lines = (
        line
        for typed, does in reference(desk.keymap)
        for line in filled(f"{typed}: {does}", columns())
    )
    return Done(text="\n".join(lines))


_ONE_ACT_FOR_ALL: dict[str, Act] = {"mark": deciding.mark, "view": walking.view}
"""Acts by the topic of their commands."""

_ACTS: dict[str, Act] = {
    "star.toggle": deciding.star,
    "edit.undo": deciding.undo,
    "edit.redo": deciding.redo,
    "move.down": walking.forward,
    "move.up": walking.back,
    "move.top": walking.first,
    "move.bottom": walking.last,
    "day.previous": walking.day,
    "day.next": walking.day,
    "go.detail": walking.again,
    "search.open": walking.search,
    "tag.add": writing.tag,
    "tag.remove": writing.untag,
    "note.write": writing.note,
    "note.editor": writing.edit_note,
    "cite.copy": taking.cite,
    "open.page": taking.open_page,
    "open.pdf": taking.open_pdf,
    "app.help": _help,
}


def act_of(command: str) -> Act:
    """Return the act of a command that can be typed, by its id; quitting is none."""
    topic = command.partition(".")[0]
    return _ONE_ACT_FOR_ALL.get(topic) or _ACTS[command]
