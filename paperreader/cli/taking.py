"""The command that cites, and what other commands need for citing and copying."""

import sys
from collections.abc import Iterable
from pathlib import Path

from ..citing import STYLES, cite_all, missing, propose_keys
from ..latex import readable
from .invocation import Failed, Invocation, WrongUsage
from .printing import counted, out, say, table


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
        copy_text(text, invocation)
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


def copy_text(text: str, invocation: Invocation) -> None:
    """Copy a text and say by which way it went; where none works it is printed."""
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
