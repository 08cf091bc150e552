"""Exporting what is marked or shown to a file or the clipboard."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from paperreader.citing import propose_keys
from paperreader.exporting import FORMATS, Occasion, export, write_atomically, write_notes
from paperreader.plain import plain
from paperreader.tui.dialogs.exporting import CLIPBOARD, ExportDialog, ExportRequest
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
            list(FORMATS.values()),
            str(folder),
            file_name(title),
        )
    )
    if request is None:
        return
    count = "1 entry" if len(ids) == 1 else f"{len(ids):,} entries"
    on = Occasion(title=title, group=request.group, parts=request.parts)
    form = FORMATS[request.format]
    if form.cites(on):
        keys, pinned = await asyncio.to_thread(_keys, screen, ids)
        on = replace(on, keys=keys)
        screen.renew(pinned)
    if request.target == CLIPBOARD:
        text = await asyncio.to_thread(
            lambda: "".join(export(screen.library.entries(ids), request.format, on))
        )
        await take(screen, f"{count} as {request.format}", text)
        return
    screen.say(f"Exporting {count} …")
    done = await asyncio.to_thread(_write, screen, ids, request, on)
    screen.clear_marks()
    screen.say(f"Exported {count} to {request.target}{done}")
    screen.post_message(screen.Taken())


def _write(screen: Viewing, ids: Sequence[str], request: ExportRequest, on: Occasion) -> str:
    """Write a file or a folder; return what there is to say of it besides."""
    target = Path(request.target)
    entries = screen.library.entries(ids)
    if not FORMATS[request.format].is_folder:
        chunks = export(entries, request.format, on)
        changed = write_atomically(target, chunks, force=request.force)
        return "" if changed else ", which was the same already"
    report = write_notes(target, entries, on, force=request.force)
    if report.left_alone:
        return f"; left alone, for their marker is gone: {', '.join(report.left_alone)}"
    return f": {report.written:,} written, {report.unchanged:,} unchanged"


def _keys(screen: Viewing, ids: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the citation keys of entries, and the ids of those for which one was pinned.

    Where the library cannot be written new keys hold for this once.
    """
    library = screen.library
    entries = list(library.entries(ids))
    new = propose_keys(entries, library.citation_keys(), screen.settings.citation_key)
    keys = {entry.id: entry.citation_key or new[entry.id] for entry in entries}
    if library.read_only or not new:
        return keys, ()
    return keys, tuple(library.pin_citation_keys(new).ids)


def file_name(title: str) -> str:
    """Return a name for a file that the title suggests, of letters, digits and hyphens."""
    words = re.findall(r"\w+", title.casefold())
    return "-".join(words)[:60].strip("-") or "reading-list"
