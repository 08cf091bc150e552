"""Saving what is shown as a view of the reader's own, renaming and removing it."""

from paperreader.library.views import BUILT_IN, LONGEST_NAME, SavedView, checked, same_name
from paperreader.tui.cells import shown
from paperreader.tui.commands import COMMANDS
from paperreader.tui.dialogs.views import Tone, ViewDialog, Wish
from paperreader.tui.results import combined
from paperreader.tui.screens.viewing import Viewing
from paperreader.tui.source import ALL, Source
from paperreader.tui.view import View

DIGITS = "123456789"


async def save(screen: Viewing) -> None:
    """Ask for a name, and keep what the list shows under it."""
    view = screen.view
    query = combined(view)
    begin = _proposed(screen, query)
    dialog = ViewDialog("Save as a view", query, begin, _Check(screen, query))
    chosen = await screen.app.push_screen_wait(dialog)
    if chosen is None:
        return
    saved = SavedView(chosen.name, query, view.sort, chosen.key)
    keep = None if screen.row is None else screen.row.id
    screen.library.save_view(saved)
    _show(screen, saved, keep)
    key = f" on {chosen.key}" if chosen.key else ""
    screen.say(f"Saved “{shown(chosen.name)}”{key}")


def _proposed(screen: Viewing, query: str) -> Wish:
    """Return a name and a key to begin with: those of the view just removed, if it is that.

    No name is proposed that only a built-in view may have.
    """
    removed = screen.removed
    if removed is not None and combined(View(source=ALL, query=removed.query)) == query:
        return Wish(removed.name, removed.key)
    source = screen.view.source
    name = screen.view.query or ("" if source.name else source.title)
    taken = _taken(screen)
    free = next((digit for digit in DIGITS if digit not in taken), "")
    if any(same_name(name, own) for view in BUILT_IN for own in (view.name, view.title)):
        name = ""
    return Wish(shown(name)[:LONGEST_NAME], free)


async def edit(screen: Viewing) -> None:
    """Ask for another name or key of the saved view that is shown, or whether to remove it."""
    old = _open_view(screen)
    if old is None:
        return
    check = _Check(screen, old.query, old)
    dialog = ViewDialog(
        "Rename the view", old.query, Wish(old.name, old.key), check, removable=True
    )
    chosen = await screen.app.push_screen_wait(dialog)
    if chosen is None:
        return
    if chosen.removes:
        remove(screen)
        return
    new = SavedView(chosen.name, old.query, old.sort, chosen.key)
    keep = None if screen.row is None else screen.row.id
    screen.library.save_view(new)
    if not same_name(new.name, old.name):
        screen.library.remove_view(old.name)
    _show(screen, new, keep)
    screen.say(f"Saved “{shown(new.name)}”" + (f" on {new.key}" if new.key else ""))


def remove(screen: Viewing) -> None:
    """Remove the saved view that is shown; its search stays open, to be saved again."""
    old = _open_view(screen)
    if old is None:
        return
    screen.library.remove_view(old.name)
    screen.removed = old
    keep = None if screen.row is None else screen.row.id
    screen.look_for_views()
    view = View(source=ALL, query=old.query, sort=old.sort)
    screen.show_search(view, keep=keep, comes_back=False)
    key = screen.key_of("view.save")
    undo = screen.key_of("edit.undo")
    not_undo = f" ({undo} does not)" if undo else ""
    screen.message_line.say(
        f"Removed “{shown(old.name)}”",
        hint=f"{key} saves it again{not_undo}" if key else "",
    )


def _open_view(screen: Viewing) -> SavedView | None:
    name = screen.view.source.name
    return next((view for view in screen.saved if name and view.name == name), None)


def _show(screen: Viewing, saved: SavedView, keep: str | None) -> None:
    """Show a view that was just saved, with the cursor where it was."""
    screen.look_for_views()
    screen.leave_search()
    screen.show(View(source=Source.saved(saved), sort=saved.sort), keep=keep)
    screen.go("list")


def _taken(screen: Viewing) -> dict[str, str]:
    """Return what each digit opens now."""
    taken = {
        key: command.title.partition(": ")[2]
        for command in COMMANDS
        for key in screen.keymap.of(command.id)
        if key in DIGITS
    }
    return taken | {view.key: view.name for view in screen.saved if view.key}


class _Check:
    """Says what saving a view under a name and a key would do."""

    def __init__(self, screen: Viewing, query: str, old: SavedView | None = None) -> None:
        self._query = query
        self._old = old
        self._saved = screen.saved
        self._taken = _taken(screen)

    def __call__(self, wish: Wish) -> tuple[str, Tone]:
        if not wish.name:
            return "The view needs a name.", "wrong"
        try:
            checked(SavedView(wish.name, self._query, key=wish.key))
        except ValueError as error:
            text = str(error)
            return text[0].upper() + text[1:], "wrong"
        own = self._old.name if self._old else ""
        for view in self._saved:
            if same_name(view.name, wish.name) and view.name != own:
                return f"Replaces “{view.name}”, which shows {view.query or 'all'}", "careful"
        use = self._taken.get(wish.key)
        if use is not None and use != (own or wish.name):
            return f"{wish.key} is taken over from “{use}”", "careful"
        if not wish.key and all(digit in self._taken for digit in DIGITS):
            return "All digits are in use; one given here is taken over.", ""
        return f"{wish.key} opens it" if wish.key else "", ""
