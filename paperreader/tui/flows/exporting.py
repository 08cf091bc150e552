"""Exporting what is marked or shown to a file or the clipboard."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

from paperreader.citing import propose_keys
from paperreader.exporting import FORMATS, export, write_atomically
from paperreader.plain import plain
from paperreader.tui.dialogs.exporting import CLIPBOARD, ExportDialog
from paperreader.tui.flows.copying import take
from paperreader.tui.screens.viewing import Viewing


async def export_list(screen: Viewing) -> None:
    """Ask how and where to, and export the marked entries, else all that are shown."""
    listing = screen.entry_list.listing
    ids = screen.marks.in_order(listing) if screen.marks else [row.id for row in listing]
    title = plain(screen.view.source.title)
    if screen.view.query:
        title += f": {plain(screen.view.query)}"
    folder = screen.settings.export_folder or Path.cwd()
    request = await screen.app.push_screen_wait(
        ExportDialog(
            len(ids),
            [(form.name, form.suffix, form.description) for form in FORMATS.values()],
            str(folder),
            file_name(title),
        )
    )
    if request is None:
        return
    if FORMATS[request.format].keyed:
        screen.renew(await asyncio.to_thread(_pinned, screen, ids))
    count = "1 entry" if len(ids) == 1 else f"{len(ids):,} entries"
    if request.target == CLIPBOARD:
        chunks = await asyncio.to_thread(_chunks, screen, ids, request.format, title)
        await take(screen, f"{count} as {request.format}", "".join(chunks))
        return
    target = Path(request.target)
    screen.say(f"Exporting {count} …")
    await asyncio.to_thread(
        lambda: write_atomically(
            target, _chunks(screen, ids, request.format, title), force=request.force
        )
    )
    screen.clear_marks()
    screen.say(f"Exported {count} to {target}")
    screen.post_message(screen.Taken())


def _pinned(screen: Viewing, ids: Sequence[str]) -> tuple[str, ...]:
    """Pin a citation key for each entry that has none; return the ids of those."""
    library = screen.library
    if library.read_only:
        return ()
    pattern = screen.settings.citation_key
    proposed = propose_keys(library.entries(ids), library.citation_keys(), pattern)
    return tuple(library.pin_citation_keys(proposed).ids) if proposed else ()


def _chunks(screen: Viewing, ids: Sequence[str], name: str, title: str) -> Sequence[str]:
    entries = screen.library.entries(ids)
    keys = {
        row.id: row.citation_key
        for row in screen.library.rows()
        if row.citation_key is not None
    }
    return list(export(entries, name, title=title, made=screen.today, keys=keys))


def file_name(title: str) -> str:
    """Return a name for a file that the title suggests, of letters, digits and hyphens."""
    words = re.findall(r"\w+", title.casefold())
    return "-".join(words)[:60].strip("-") or "reading-list"
