"""Writing a note, here or in the user's own editor."""

import hashlib
from pathlib import Path

from paperreader.library import LibraryError
from paperreader.tui.dialogs.note import NoteDialog
from paperreader.tui.entry_line import shown_title
from paperreader.tui.opening import edit_in_editor
from paperreader.tui.screens.viewing import Viewing


async def write_here(screen: Viewing) -> None:
    """Write the current entry's note in a dialog that keeps a draft."""
    row = screen.row
    if row is None:
        return
    shown, refused = row.note, True
    while refused:
        dialog = NoteDialog(shown_title(row.title), shown, draft_path(screen, row.id))
        text = await screen.app.push_screen_wait(dialog)
        if text is None:
            return
        try:
            keep(screen, row.id, text, before=row.note)
            refused = False
        except LibraryError as error:
            # The dialog held the only copy: it opens again with it.
            screen.fail(error)
            shown = text


def write_in_editor(screen: Viewing) -> None:
    """Write the current entry's note in ``$VISUAL`` or ``$EDITOR``."""
    row = screen.row
    if row is None:
        return
    outcome = edit_in_editor(screen.app, row.note)
    if outcome.text is not None:
        keep(screen, row.id, outcome.text, before=row.note)
    if outcome.message:
        screen.warn(outcome.message)


def keep(screen: Viewing, entry_id: str, text: str, *, before: str) -> None:
    """Store a note; one that was changed elsewhere meanwhile is kept below it."""
    screen.library.refresh()
    now = screen.library.row(entry_id).note
    changed_elsewhere = now not in (before, text) and bool(now.strip())
    if changed_elsewhere:
        text = f"{text}\n\n---\n\n{now}"
    change = screen.library.note(entry_id, text)
    screen.renew([entry_id])
    if changed_elsewhere:
        screen.warn("The note was changed elsewhere meanwhile: both texts are kept in it")
    elif change.ids:
        title = shown_title(screen.library.row(entry_id).title)
        done = "Noted" if text.strip() else "Removed the note"
        screen.say(f"{done}: {title}", undo=True)


def draft_path(screen: Viewing, entry_id: str) -> Path | None:
    """Return where the draft of an entry's note is kept; None in a read-only library."""
    if screen.library.read_only:
        return None
    name = hashlib.sha256(entry_id.encode("utf-8", "replace")).hexdigest()[:16]
    return screen.library.folder / "drafts" / f"{name}.md"
