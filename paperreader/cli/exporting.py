"""The command that writes reading lists."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from .. import exporting
from ..exporting import FORMATS, PARTS, Format, Occasion, Part
from ..exporting.saved import ExportsDamaged, SavedExport
from .invocation import Failed, Invocation, WrongUsage
from .printing import complain, counted, raw, say
from .single_dashes import tell_taken_as_words
from .taking import copy_text, pinned_keys

STDOUT = "-"
"""What ``-o`` means by it."""


def export(invocation: Invocation) -> int:
    """Write the entries that match as a reading list, or rerun saved exports."""
    from . import saved_exports as saved  # noqa: PLC0415 - it writes by what is here

    arguments = invocation.arguments
    try:
        if arguments.list:
            return saved.list_(invocation)
        if arguments.forget is not None:
            return saved.forget(invocation, arguments.forget)
        if arguments.saved is not None:
            wanted = saved.named(invocation, arguments.saved)
            again = saved.watch if arguments.watch else saved.rerun
            return again(invocation, wanted)
        tell_taken_as_words("export", arguments.terms)
        asked = _asked(invocation)
        if asked.output == STDOUT:
            return _print(invocation, asked)
        if arguments.save is not None:
            return saved.first(invocation, asked)
        if arguments.watch:
            return saved.watch(invocation, (asked,))
        found = _ids(invocation, asked)
        return write(invocation, asked, found, force=arguments.force)
    except (exporting.NotWritten, ExportsDamaged) as error:
        raise Failed(str(error)) from error


def _asked(invocation: Invocation) -> SavedExport:
    """Return the export that the command line describes. Raises WrongUsage."""
    arguments = invocation.arguments
    output: str = arguments.output
    template = Path(arguments.template).absolute() if arguments.template else None
    if template is not None and arguments.format:
        raise WrongUsage("export: give --format or --template, one of the two")
    name = "" if template else arguments.format or _format_of(output)
    if name not in FORMATS and not template:
        raise WrongUsage(f"export: there is no format {name!r}; there are {', '.join(FORMATS)}")
    form = FORMATS.get(name)
    parts = _parts(arguments.parts, form)
    if arguments.group and form and not form.groups:
        raise WrongUsage(f"export: {name} has no headings to group under")
    if form and form.is_folder and output == STDOUT:
        raise WrongUsage(f"export: {name} is a folder of files; -o says which")
    if arguments.copy and (output != STDOUT or arguments.save or arguments.watch):
        raise WrongUsage("export: --copy goes to the clipboard, and to no file")
    if output == STDOUT and (arguments.save is not None or arguments.watch):
        raise WrongUsage("export: -o says which file is to be kept up to date")
    return SavedExport(
        name=(arguments.save or "").strip(),
        query=" ".join(arguments.terms),
        sort=",".join(arguments.sort or ()),
        format=name,
        output=output if output == STDOUT else str(Path(output).expanduser().absolute()),
        title=arguments.title,
        group=arguments.group,
        parts=parts,
        template=str(template or ""),
    )


def _format_of(output: str) -> str:
    """Guess the format from a file's name; Markdown where nothing tells."""
    if output == STDOUT:
        return "markdown"
    if output.endswith("/") or Path(output).is_dir():
        return next(form.name for form in FORMATS.values() if form.is_folder)
    # Where formats share a suffix the first of them is meant: BibTeX, our own JSON.
    suffixes = {form.suffix: form.name for form in reversed(list(FORMATS.values()))}
    found = suffixes.get(Path(output).suffix.lower())
    if found is None:
        name = Path(output).name
        raise WrongUsage(f"export: {name!r} tells no format; give --format")
    return found


def _parts(given: Sequence[str] | None, form: Format | None) -> tuple[Part, ...] | None:
    """Read the values of ``--with``. Raises WrongUsage."""
    if given is None:
        return None
    words = {word for value in given for word in value.replace(",", " ").split()} - {"none"}
    offered = form.offers if form else PARTS
    if not offered and form:
        raise WrongUsage(f"export: what stands in {form.name} cannot be chosen")
    for word in sorted(words):
        if word not in offered:
            there = f"there are {', '.join(offered)}, none"
            raise WrongUsage(f"export: --with {word!r} is nothing to choose here; {there}")
    return tuple(part for part in PARTS if part in words)


def matching(invocation: Invocation, wanted: SavedExport) -> list[str]:
    """Return the ids of the entries of an export, in its order."""
    sort = [wanted.sort] if wanted.sort else None
    return [row.id for row in invocation.matches(wanted.query, sort=sort, acts=True).rows]


def _occasion(invocation: Invocation, wanted: SavedExport, ids: Sequence[str]) -> Occasion:
    """Return the occasion of an export; entries that it cites get keys that stay."""
    parts = None if wanted.parts is None else frozenset(wanted.parts)
    on = Occasion(title=wanted.title, parts=parts, group=wanted.group)
    form = FORMATS.get(wanted.format)
    if form is None or form.cites(on):
        on = msgspec.structs.replace(on, keys=pinned_keys(invocation, ids))
    return on


def _chunks(invocation: Invocation, wanted: SavedExport, ids: Sequence[str]) -> Iterator[str]:
    entries = invocation.library.entries(ids)
    on = _occasion(invocation, wanted, ids)
    if not wanted.template:
        return exporting.export(entries, wanted.format, on)
    from ..exporting.templates import BrokenTemplate, from_template  # noqa: PLC0415

    try:
        # Whole before a file is begun: a template fails at its end as well as at once.
        return iter(list(from_template(Path(wanted.template), entries, on)))
    except BrokenTemplate as error:
        raise Failed(str(error)) from error


def _print(invocation: Invocation, wanted: SavedExport) -> int:
    chunks = _chunks(invocation, wanted, _ids(invocation, wanted))
    if invocation.arguments.copy:
        copy_text("".join(chunks), invocation)
        return 0
    for chunk in chunks:
        raw(chunk)
    return 0


def _ids(invocation: Invocation, wanted: SavedExport) -> list[str]:
    found = matching(invocation, wanted)
    if not found:
        raise Failed("no entry matches; nothing was written")
    return found


def write(
    invocation: Invocation,
    wanted: SavedExport,
    ids: Sequence[str],
    *,
    force: bool,
    quiet: bool = False,
) -> int:
    """Write one export to its file or folder and say what became of it.

    Where it stays as it is, a `quiet` one says nothing.
    """
    target = Path(wanted.output)
    papers = counted(len(ids), "entry")
    form = FORMATS.get(wanted.format)
    if form is not None and form.is_folder:
        entries = invocation.library.entries(ids)
        on = _occasion(invocation, wanted, ids)
        report = exporting.write_notes(target, entries, on, force=force)
        for name in report.left_alone:
            complain(f"{name} was left alone: its line that marks what is yours is gone")
        if report.written or not quiet:
            say(f"{papers} in {target}: {report.written} written, {report.unchanged} unchanged")
        return 1 if report.left_alone else 0
    if exporting.write_atomically(target, _chunks(invocation, wanted, ids), force=force):
        say(f"{papers} written to {target}")
    elif not quiet:
        say(f"{target} is unchanged")
    return 0
