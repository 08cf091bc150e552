"""Writing a note, here or in the user's own editor."""

from paperreader.library import LibraryError
from paperreader.tui.dialogs.drafts import Draft, draft_path, same_text, unfinished
from paperreader.tui.dialogs.note import NoteDialog
from paperreader.tui.entry_line import shown_title
from paperreader.tui.opening import edit_in_editor
from paperreader.tui.screens.viewing import Viewing
from paperreader.tui.source import ALL
from paperreader.tui.view import View


async def write_here(screen: Viewing) -> None:
    """Write the current entry's note in a dialog that keeps a draft."""
    row = screen.row
    if row is None:
        return
    library = screen.library
    path = None if library.read_only else draft_path(library.folder, row.id)
    shown, refused = row.note, True
    while refused:
        dialog = NoteDialog(shown_title(row.title), shown, path)
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
    """Write the current entry's note in ``$VISUAL`` or ``$EDITOR``.

    The editor writes the note's draft, so that what it has saved outlives it and
    the app; a draft that is there is gone on with.
    """
    row = screen.row
    if row is None:
        return
    if screen.library.read_only:
        screen.warn("The library's folder cannot be written: no note can be kept")
        return
    draft = Draft(draft_path(screen.library.folder, row.id))
    try:
        begun = draft.read()
        text = row.note if begun is None else begun
        outcome = edit_in_editor(screen.app, text, at=draft.path)
        if outcome.text is None and outcome.message:
            screen.warn(f"{outcome.message}{_left(screen, draft, row.note)}")
            return
        if outcome.text is not None:
            text = outcome.text
        if not same_text(text, row.note):
            keep(screen, row.id, text, before=row.note)
        draft.remove()
    except (LibraryError, OSError) as error:
        screen.fail(error)
        return
    if outcome.message:
        screen.warn(outcome.message)


def _left(screen: Viewing, draft: Draft, note: str) -> str:
    """Say that a draft is left by an editor that failed; one that says nothing new goes."""
    text = draft.read()
    if text is None or same_text(text, note):
        draft.remove()
        return ""
    return f" What was written is a draft: {screen.key_of('note.write')} goes on with it."


def offer_unfinished(screen: Viewing) -> None:
    """Go to the paper on which an earlier run left a note unfinished, and say so."""
    try:
        rows = unfinished(screen.library.folder, screen.library.rows())
    except OSError as error:
        screen.fail(error)
        return
    if not rows:
        return
    place = screen.entry_list.listing.place(rows[0].id)
    if place is None:
        screen.show(View(source=ALL), keep=rows[0].id)
    else:
        screen.entry_list.move_to(place)
    more = len(rows) - 1
    others = f" (and {more:,} more)" if more else ""
    key = screen.key_of("note.write")
    hint = f"{key} goes on with it" if key else ""
    screen.message_line.say(f"A note on this paper was not finished{others}", hint=hint)


def keep(screen: Viewing, entry_id: str, text: str, *, before: str) -> None:
    """Store a note; one that was changed elsewhere meanwhile is kept below it."""
    screen.library.refresh()
    now = screen.library.row(entry_id).note
    changed_elsewhere = now not in (before, text) and bool(now.strip())
    if changed_elsewhere:
        text = f"{text}\n\n---\n\n{now}" if text.strip() else now
    change = screen.library.note(entry_id, text)
    screen.renew([entry_id])
    if changed_elsewhere:
        both = "both texts are kept in it" if text != now else "it is kept as it is there"
        screen.warn(f"The note was changed elsewhere meanwhile: {both}")
    elif change.ids:
        title = shown_title(screen.library.row(entry_id).title)
        done = "Noted" if text.strip() else "Removed the note"
        screen.say(f"{done}: {title}", undo=True)
