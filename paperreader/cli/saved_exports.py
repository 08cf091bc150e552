"""Exports that are made again: by their names, or whenever their papers change."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import msgspec

from .. import exporting
from ..exporting.saved import (
    SavedExport,
    mark_of,
    read_exports,
    same_name,
    with_export,
    write_exports,
)
from .exporting import STDOUT, matching, write
from .invocation import Failed, Invocation, WrongUsage
from .printing import complain, out, say, table

_POLL = 1.0
"""Seconds between two looks at the library."""


def named(invocation: Invocation, name: str) -> tuple[SavedExport, ...]:
    """Return the saved exports that a name means; all for none. Raises Failed, WrongUsage."""
    arguments = invocation.arguments
    given = ("terms", "format", "template", "save", "group", "parts", "sort", "copy")
    if any(getattr(arguments, one) for one in given) or arguments.output != STDOUT:
        raise WrongUsage("export: --saved has its query, format and file already")
    kept = read_exports(invocation.library.folder)
    found = tuple(one for one in kept if not name or same_name(one.name, name))
    if not found:
        there = f"; there are {', '.join(one.name for one in kept)}" if kept else ""
        raise Failed(f"there is no saved export{f' {name!r}' if name else ''}{there}")
    return found


def first(invocation: Invocation, wanted: SavedExport) -> int:
    """Write an export for the first time and keep it; with ``--watch``, go on."""
    try:
        with_export(read_exports(invocation.library.folder), wanted)
    except ValueError as error:
        raise WrongUsage(f"export: {error}") from error
    found = matching(invocation, wanted)
    status = write(invocation, wanted, found, force=invocation.arguments.force)
    _keep(invocation, wanted)
    say(f"saved as '{wanted.name}': paperreader export --saved makes it again")
    if invocation.arguments.watch:
        watch(invocation, (wanted,))
    return status


def _keep(invocation: Invocation, wanted: SavedExport) -> None:
    """Keep an export, with what tells its file as it is now."""
    library = invocation.library
    wrote = mark_of(Path(wanted.output))
    with library.holding():
        kept = read_exports(library.folder)
        new = with_export(kept, msgspec.structs.replace(wanted, wrote=wrote))
        if new != kept:
            write_exports(library.folder, new)


def rerun(invocation: Invocation, exports: Sequence[SavedExport]) -> int:
    """Make saved exports again; one that fails does not stop the others."""
    status = 0
    for wanted in exports:
        try:
            status = max(status, _again(invocation, wanted))
        except (Failed, WrongUsage, exporting.NotWritten) as error:
            complain(f"{wanted.name}: {error}")
            status = 1
    return status


def _again(invocation: Invocation, wanted: SavedExport) -> int:
    target = Path(wanted.output)
    now = mark_of(target)
    ours = not now or now == wanted.wrote
    force: bool = invocation.arguments.force
    ids = matching(invocation, wanted)
    try:
        status = write(invocation, wanted, ids, force=force or (ours and bool(wanted.wrote)))
    except exporting.AlreadyThere as error:
        reason = "it was changed since it was written; use --force to overwrite it"
        raise exporting.NotWritten(target, reason) from error
    if mark_of(target) != wanted.wrote:
        _keep(invocation, wanted)
    return status


def list_(invocation: Invocation) -> int:
    """List the saved exports."""
    kept = read_exports(invocation.library.folder)
    rows = [
        (one.name, one.format or one.template, one.query or "all papers", one.output)
        for one in kept
    ]
    table(rows, terminal=invocation.terminal(), flexible=3)
    if not kept:
        complain("no export was saved yet; 'paperreader export … -o FILE --save NAME' does it")
    return 0 if kept else 1


def forget(invocation: Invocation, name: str) -> int:
    """Forget a saved export."""
    library = invocation.library
    with library.holding():
        kept = read_exports(library.folder)
        left = tuple(one for one in kept if not same_name(one.name, name))
        if left == kept:
            raise Failed(f"there is no saved export {name!r}; nothing was forgotten")
        write_exports(library.folder, left)
    out(f"Forgot the export '{name.strip()}'; its file stays")
    return 0


def wait() -> None:
    """Let some time pass until the next look at the library."""
    time.sleep(_POLL)


def watch(invocation: Invocation, exports: Sequence[SavedExport]) -> NoReturn:
    """Keep exports up to date until interrupted.

    Files are looked at when the library or the day has changed, and written only where
    their text would be another. What somebody else wrote into one is not overwritten.
    """
    library = invocation.library
    if exports[0].name:
        rerun(invocation, exports)
    else:
        found = matching(invocation, exports[0])
        write(invocation, exports[0], found, force=invocation.arguments.force)
        exports = [msgspec.structs.replace(exports[0], wrote=mark_of(Path(exports[0].output)))]
    say("watching; ctrl+c ends it")
    day = invocation.today
    while True:
        wait()
        if not library.refresh() and invocation.today == day:
            continue
        day = invocation.today
        kept = {one.name: one for one in read_exports(library.folder)}
        exports = [_followed(invocation, kept.get(one.name, one)) for one in exports]


def _followed(invocation: Invocation, wanted: SavedExport) -> SavedExport:
    """Bring one export up to date and return it as it stands then; a failure is only said."""
    before = mark_of(Path(wanted.output))
    try:
        if before not in ("", wanted.wrote):
            raise Failed(f"{wanted.output} was changed by somebody else, and is left alone")
        ids = matching(invocation, wanted)
        # A folder has no such mark: each of its notes tells what in it is ours.
        write(invocation, wanted, ids, force=bool(wanted.wrote), quiet=True)
    except (Failed, WrongUsage, exporting.NotWritten) as error:
        complain(str(error))
        return wanted
    after = mark_of(Path(wanted.output))
    if wanted.name and after != wanted.wrote:
        _keep(invocation, wanted)
    return msgspec.structs.replace(wanted, wrote=after)
