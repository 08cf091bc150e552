"""Importing: a file, the clipboard, a paste or a sample, with a look before it counts."""

import asyncio
import datetime
from pathlib import Path

from paperreader.entry import Parsed
from paperreader.importing import (
    MAX_BYTES,
    NotADump,
    made,
    made_by_now,
    read_source,
    sample_dumps,
)
from paperreader.library import ImportReport
from paperreader.plain import plain
from paperreader.tui.clipboard import paste_from_system
from paperreader.tui.dialogs.importing import ImportDialog, ImportPreview
from paperreader.tui.screens.viewing import Viewing
from paperreader.tui.view import INBOX


async def ask(screen: Viewing) -> None:
    """Ask for a source and import it."""
    samples = [(plain(path.name), str(path)) for path in sample_dumps()]
    request = await screen.app.push_screen_wait(ImportDialog("", samples))
    if request is None:
        return
    if request.kind == "clipboard":
        text = await asyncio.to_thread(paste_from_system)
        if text is None:
            screen.warn(
                "The system's clipboard is empty or out of reach: paste into the app instead"
            )
            return
        await import_bytes(screen, text.encode("utf-8", "replace"), "clipboard")
    elif request.kind == "text":
        await pasted(screen, request.value)
    else:
        await import_file(screen, Path(request.value).expanduser())


async def sample(screen: Viewing) -> None:
    """Import the first sample dump."""
    paths = sample_dumps()
    if paths:
        await import_file(screen, paths[0])
    else:
        screen.warn("The sample dumps are missing from this installation")


async def pasted(screen: Viewing, text: str) -> None:
    """Import a text that was pasted into the app."""
    await import_bytes(screen, text.encode("utf-8", "replace"), "pasted")


async def import_file(screen: Viewing, path: Path) -> None:
    """Read a file and import it; its date of change tells when the dump was made."""

    def read() -> tuple[bytes, datetime.date]:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1), made(path)

    try:
        data, day = await asyncio.to_thread(read)
    except OSError as error:
        screen.warn(f"{path} cannot be read: {error.strerror or error}")
        return
    await import_bytes(screen, data, path.name, day)


async def import_bytes(
    screen: Viewing, data: bytes, name: str, day: datetime.date | None = None
) -> None:
    """Parse a source, show what would come of it, and import it if that is wanted."""
    screen.say(f"Reading {_named(name)} …")

    def look() -> tuple[Parsed, ImportReport]:
        parsed = read_source(data, name=name, made=day or made_by_now())
        return parsed, screen.library.import_parsed(parsed, source=name, dry_run=True)

    try:
        parsed, report = await asyncio.to_thread(look)
    except NotADump as refusal:
        screen.warn(str(refusal))
        return
    screen.say("")
    screen.hold_keys()
    if not await screen.app.push_screen_wait(ImportPreview([report])):
        screen.say("Not imported; nothing was changed")
        return
    done = await asyncio.to_thread(screen.library.import_parsed, parsed, source=name)
    show(screen, done)


def show(screen: Viewing, report: ImportReport) -> None:
    """Show what an import brought: its first new entry, and the counts."""
    if report.change is None:
        screen.say(f"Nothing new in {_named(report.source)}")
        return
    screen.loaded = True
    screen.take_in(report.change.ids)
    first = next(iter(report.added_ids), None)
    if first is not None:
        if screen.view.query or not screen.view.source.includes(screen.library.row(first)):
            screen.choose(INBOX)
        place = screen.entry_list.listing.place(first)
        if place is not None:
            screen.entry_list.move_to(place)
    parts = [f"{report.added:,} added"]
    if report.updated:
        parts.append(f"{report.updated:,} updated")
    if count := len(report.problems):
        parts.append("1 remark" if count == 1 else f"{count:,} remarks")
    screen.say(f"Imported {_named(report.source)}: {', '.join(parts)}", undo=True)


def _named(source: str) -> str:
    """Return a source as a sentence names it; a file's name is outside text."""
    names = {"pasted": "what was pasted", "clipboard": "what was in the clipboard"}
    return names.get(source) or source
