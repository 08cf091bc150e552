"""Commands that take papers out of the library: cite, export."""

import sys
from collections.abc import Iterable
from pathlib import Path

from ..citing import STYLES, cite_all, missing, propose_keys
from ..latex import readable
from .invocation import Failed, Invocation, WrongUsage
from .printing import counted, out, raw, say, table
from .single_dashes import tell_taken_as_words


def cite(invocation: Invocation) -> int:
    """Print or copy the citations of entries, say what they lack, or change a key."""
    arguments = invocation.arguments
    if arguments.check:
        return _check(invocation)
    if arguments.set_key is not None:
        return _set_key(invocation)
    style: str = arguments.style or invocation.settings.citation_style
    if style not in STYLES:
        raise WrongUsage(f"there is no style {style!r}; there are {', '.join(STYLES)}")
    library = invocation.library
    ids = invocation.chosen(arguments.keys)
    keys = pinned_keys(invocation, ids)
    entries = list(library.entries(ids))
    text = cite_all(entries, style, keys, ascii_only=arguments.ascii)
    if arguments.copy:
        _copy(text, invocation)
    else:
        out(text)
    for entry in entries:
        if lacking := missing(entry):
            say(f"{keys[entry.id]}: the source does not give {', '.join(lacking)}")
    return 0


def _check(invocation: Invocation) -> int:
    """List what would complete each citation; 1 if anything would."""
    arguments = invocation.arguments
    library = invocation.library
    everything = not arguments.keys and arguments.query is None
    rows = library.rows() if everything else ()
    ids = [row.id for row in rows] if everything else invocation.chosen(arguments.keys)
    lacking = [(e, lacks) for e in library.entries(ids) if (lacks := missing(e))]
    table(
        ((e.citation_key or e.id, ", ".join(lacks), readable(e.title)) for e, lacks in lacking),
        terminal=invocation.terminal(),
        flexible=2,
    )
    whole = len(ids) - len(lacking)
    say(f"{counted(whole, 'citation')} complete, {len(lacking):,} incomplete")
    return 1 if lacking else 0


def _set_key(invocation: Invocation) -> int:
    """Give the one entry that is named another citation key."""
    arguments = invocation.arguments
    ids = invocation.chosen(arguments.keys)
    if len(ids) != 1:
        raise WrongUsage("--set-key is for one entry at a time")
    change = invocation.library.set_citation_key(ids[0], arguments.set_key)
    say(change.what)
    return 0


def _copy(text: str, invocation: Invocation) -> None:
    from ..tui.clipboard import copy  # noqa: PLC0415 - pyperclip is slow to start

    outcome = copy(_OurTerminal(), text, invocation.settings.clipboard)
    if outcome.way == "none":
        out(text)
        raise Failed(outcome.message)
    say(outcome.message)


class _OurTerminal:
    """The terminal that the command was typed in."""

    def copy_to_clipboard(self, text: str, /) -> None:
        """Hand a text to the terminal's own clipboard (OSC 52)."""
        from base64 import b64encode  # noqa: PLC0415 - only here

        sequence = f"\x1b]52;c;{b64encode(text.encode()).decode()}\a"
        try:
            with Path("/dev/tty").open("w") as terminal:
                terminal.write(sequence)
        except OSError:
            if not sys.stderr.isatty():
                raise Failed("there is no terminal to copy through") from None
            sys.stderr.write(sequence)


def pinned_keys(invocation: Invocation, ids: Iterable[str]) -> dict[str, str]:
    """Return the citation keys of entries, pinning new ones for those that have none.

    Where the library cannot be written the keys hold for this once, and that is said.
    """
    library = invocation.library
    entries = list(library.entries(ids))
    pattern = invocation.settings.citation_key
    new = propose_keys(entries, library.citation_keys(), pattern)
    keys = {entry.id: entry.citation_key or new[entry.id] for entry in entries}
    if new and library.read_only:
        say("the library cannot be written: new citation keys are not kept")
    elif new:
        library.pin_citation_keys(new)
    return keys


def export(invocation: Invocation) -> int:
    """Write the entries that match as a reading list."""
    from .. import exporting  # noqa: PLC0415 - brings all formats

    arguments = invocation.arguments
    target = None if arguments.output == "-" else Path(arguments.output)
    name = arguments.format or _format_of(
        target, {f.suffix: f.name for f in reversed(list(exporting.FORMATS.values()))}
    )
    if name not in exporting.FORMATS:
        raise WrongUsage(
            f"export: there is no format {name!r}; there are {', '.join(exporting.FORMATS)}"
        )
    tell_taken_as_words("export", arguments.terms)
    rows = invocation.matches(" ".join(arguments.terms), sort=arguments.sort, acts=True).rows
    if not rows:
        raise Failed("no entry matches; nothing was written")
    library = invocation.library
    ids = [row.id for row in rows]
    keys = pinned_keys(invocation, ids) if exporting.FORMATS[name].keyed else {}
    chunks = exporting.export(
        library.entries(ids), name, title=arguments.title, made=invocation.today, keys=keys
    )
    if target is None:
        for chunk in chunks:
            raw(chunk)
        return 0
    try:
        exporting.write_atomically(target, chunks, force=arguments.force)
    except exporting.NotWritten as error:
        raise Failed(str(error)) from error
    say(f"{counted(len(rows), 'entry')} written to {target}")
    return 0


def _format_of(target: Path | None, suffixes: dict[str, str]) -> str:
    """Guess the format from a file's name; Markdown where nothing tells.

    Where formats share a suffix the first of them is meant: BibTeX, our own JSON.
    """
    if target is None:
        return "markdown"
    found = suffixes.get(target.suffix.lower())
    if found is None:
        raise WrongUsage(f"export: {target.name!r} tells no format; give --format")
    return found
