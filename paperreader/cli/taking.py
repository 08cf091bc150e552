"""Commands that take papers out of the library: cite, export."""

import sys
from collections.abc import Iterable
from pathlib import Path

from ..citing import STYLES, missing, propose_keys
from ..citing import cite as citation
from ..library import Library
from .invocation import Failed, Invocation, WrongUsage
from .printing import counted, out, raw, say
from .single_dashes import tell_taken_as_words


def cite(invocation: Invocation) -> int:
    """Print or copy the citations of entries."""
    arguments = invocation.arguments
    style: str = arguments.style or invocation.settings.citation_style
    if style not in STYLES:
        raise WrongUsage(f"there is no style {style!r}; there are {', '.join(STYLES)}")
    library = invocation.library
    ids = invocation.chosen(arguments.keys)
    keys = pinned_keys(library, ids)
    entries = list(library.entries(ids))
    text = "\n\n".join(citation(entry, style, keys[entry.id]).rstrip("\n") for entry in entries)
    if arguments.copy:
        _copy(text, invocation)
    else:
        out(text)
    for entry in entries:
        if lacking := missing(entry):
            say(f"{keys[entry.id]}: the source does not give {', '.join(lacking)}")
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


def pinned_keys(library: Library, ids: Iterable[str]) -> dict[str, str]:
    """Return the citation keys of entries, pinning new ones for those that have none.

    Where the library cannot be written the keys hold for this once, and that is said.
    """
    entries = list(library.entries(ids))
    new = propose_keys(entries, library.citation_keys())
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
        target, {f.suffix: n for n, f in exporting.FORMATS.items()}
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
    keys = pinned_keys(library, ids) if name == "bibtex" else {}
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
    """Guess the format from a file's name; Markdown where nothing tells."""
    if target is None:
        return "markdown"
    found = suffixes.get(target.suffix.lower())
    if found is None:
        raise WrongUsage(f"export: {target.name!r} tells no format; give --format")
    return found
