"""Importing: files, the clipboard, a paste or a sample, with a look before it counts."""

import asyncio
import datetime
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from textual.screen import Screen

from paperreader.importing import made_by_now, sample_dumps
from paperreader.importing.sources import SourceFile, SourceSearch
from paperreader.importing.wording import brought, numbered
from paperreader.library import Change, ImportReport
from paperreader.plain import plain
from paperreader.tui.clipboard import paste_from_system
from paperreader.tui.dialogs.import_preview import ImportPreview, PageDateDialog, Shown
from paperreader.tui.dialogs.import_progress import ImportProgress
from paperreader.tui.dialogs.importing import ImportDialog
from paperreader.tui.dialogs.path_words import dropped_paths, looks_like_path
from paperreader.tui.flows import duplicates
from paperreader.tui.import_run import ImportRun, Look, ToRead
from paperreader.tui.screens.viewing import Viewing
from paperreader.tui.source import INBOX

PATIENCE = 0.25
"""Seconds of reading after which a dialog says how far it is."""

_Result = TypeVar("_Result")


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
        await import_text(screen, text, "clipboard")
    elif request.kind == "text":
        await pasted(screen, request.value)
    else:
        await import_paths(screen, [Path(request.value).expanduser()])


async def sample(screen: Viewing) -> None:
    """Import the first sample dump."""
    paths = sample_dumps()
    if paths:
        await import_paths(screen, paths[:1])
    else:
        screen.warn("The sample dumps are missing from this installation")


async def pasted(screen: Viewing, text: str) -> None:
    """Import what was pasted into the app: a dump, or the paths of dropped files."""
    paths = await asyncio.to_thread(dropped_paths, text)
    if paths is not None:
        await import_paths(screen, [Path(path) for path in paths])
    elif looks_like_path(text[:2_000]):
        screen.warn(f"There is no such file: {text.strip()}")
    else:
        await import_text(screen, text, "pasted")


async def import_text(screen: Viewing, text: str, name: str) -> None:
    """Import a text that is no file's."""
    called = {"pasted": "what was pasted", "clipboard": "what was in the clipboard"}[name]

    def read() -> tuple[bytes, datetime.date]:
        return text.encode("utf-8", "replace"), made_by_now()

    run = ImportRun(screen.library, [ToRead(called, name, read)], called)
    await look_and_import(screen, run)


async def import_paths(screen: Viewing, paths: Sequence[Path]) -> None:
    """Import files, and all files in folders."""

    def find() -> tuple[list[SourceFile], SourceSearch]:
        search = SourceSearch()
        return [file for path in paths for file in search.look_at(path)], search

    files, search = await asyncio.to_thread(find)
    if not files:
        screen.warn(next((reason for _, reason in search.failed), "There is no file there"))
        return
    single = len(files) == 1 and not search.left_out
    subject = files[0].name if single else f"{len(files):,} files"
    if len(paths) == 1 and not single:
        subject = f"{numbered(len(files), 'file', 'files')} of {paths[0].name or paths[0]}"
    # One folder's files are told apart by their names, others by their paths.
    short = len({file.name for file in files}) == len(files)
    sources = [
        ToRead(file.name if short else str(file.path), file.name, file.read, file.in_folder)
        for file in files
    ]
    run = ImportRun(
        screen.library,
        sources,
        subject,
        left_out=search.left_out,
        refused=[reason for _, reason in search.failed],
    )
    await look_and_import(screen, run)


async def look_and_import(screen: Viewing, run: ImportRun) -> None:
    """Show what would come of an import, and do it if that is wanted."""
    as_of: datetime.date | None = None
    while True:
        look = await _beside(screen, run, "Reading", partial(run.look, as_of))
        if look is None:
            screen.say("Stopped; nothing was changed")
            return
        if not look.reports:
            told = [*look.refused, *look.left_out]
            more = f" (and {len(told) - 1:,} more)" if len(told) > 1 else ""
            screen.warn((told[0] if told else "There was nothing to read") + more)
            return
        answer = await _ask(screen, _preview(look))
        if answer == "import":
            break
        if answer is None:
            screen.say("Not imported; nothing was changed")
            return
        found = next((report.page_date for report in look.reports if report.page_date), None)
        as_of = await _ask(screen, PageDateDialog(found or "")) or as_of
    done = await _beside(screen, run, "Importing", run.take, can_stop=False)
    if done is not None:
        show(screen, run.read_of(), *done)


def _preview(look: Look) -> ImportPreview:
    return ImportPreview(Shown(look.reports, look.refused, look.left_out, look.titles))


async def _ask(screen: Viewing, dialog: Screen[_Result]) -> _Result | None:
    """Ask something in a dialog; what is typed until it is there waits for it."""
    screen.say("")
    screen.hold_keys()
    return await screen.app.push_screen_wait(dialog)


async def _beside(
    screen: Viewing,
    run: ImportRun,
    act: str,
    work: Callable[[], _Result],
    *,
    can_stop: bool = True,
) -> _Result | None:
    """Do work in a thread, with a dialog where it takes long; None if the user stopped it."""
    screen.say(f"{act} {run.subject} …")
    run.over = False

    def do() -> _Result:
        try:
            return work()
        finally:
            run.over = True

    task = asyncio.create_task(asyncio.to_thread(do))
    await asyncio.wait({task}, timeout=PATIENCE)
    if not task.done():
        dialog = ImportProgress(run, act, run.subject, can_stop=can_stop)
        if not await screen.app.push_screen_wait(dialog):
            run.stop()
            # It ends by itself, and nobody wants to know how.
            task.add_done_callback(lambda stopped: stopped.cancelled() or stopped.exception())
            return None
    return await task


def show(
    screen: Viewing, subject: str, reports: Sequence[ImportReport], change: Change | None
) -> None:
    """Show what an import brought: its first new entry, and the counts."""
    if change is None:
        screen.say(f"Nothing new in {subject}")
        return
    screen.loaded = True
    if screen.pane == "search":
        screen.end_search()  # or the next key, such as undo's, would be typed into it
    screen.take_in(change.ids)
    added = [id_ for report in reports for id_ in report.added_ids]
    updated = [id_ for report in reports for id_ in report.updated_ids]
    for first in (added or updated)[:1]:
        _go_to(screen, first, new=bool(added))
    parts = [
        f"{count:,} {what}"
        for count, what in zip(brought(reports), ("added", "updated"), strict=True)
        if count
    ]
    if count := sum(len(report.problems) for report in reports):
        parts.append(numbered(count, "remark", "remarks"))
    # The numbers first: a narrow screen cuts the end.
    screen.say(f"{', '.join(parts) or 'Changes'} from {subject}", undo=True)
    if added:
        screen.start(duplicates.mention(screen, added), "duplicates")


def _go_to(screen: Viewing, entry_id: str, *, new: bool) -> None:
    """Put the cursor on an entry; a new one is shown whatever view stands open."""
    row = screen.library.row(entry_id)  # a later source may have united it with another
    if new and (screen.view.query or not screen.view.source.includes(row)):
        screen.choose(INBOX)
    place = screen.entry_list.listing.place(row.id)
    if place is not None:
        screen.entry_list.move_to(place)
