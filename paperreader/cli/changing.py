"""Commands that change entries: mark, star, tag, note; and undo, redo."""

import sys

from ..library import Change, normal_tag
from .invocation import Failed, Invocation, WrongUsage
from .printing import counted, out, say


def _done(change: Change) -> int:
    """Say what a change did, and fail where it did nothing."""
    if not change.ids:
        say("nothing to change: it is so already")
        return 0
    out(change.what)
    return 0


def mark(invocation: Invocation) -> int:
    """Give entries a status."""
    ids = invocation.chosen(invocation.arguments.keys)
    return _done(invocation.library.mark(ids, invocation.arguments.status))


def star(invocation: Invocation) -> int:
    """Star entries."""
    return _done(invocation.library.star(invocation.chosen(invocation.arguments.keys), True))


def unstar(invocation: Invocation) -> int:
    """Take the stars of entries away."""
    return _done(invocation.library.star(invocation.chosen(invocation.arguments.keys), False))


def tag(invocation: Invocation) -> int:
    """Add and remove tags: words that begin with + or - are tags, the others are keys."""
    arguments = invocation.arguments
    words: list[str] = arguments.words
    adding = [word[1:] for word in words if word.startswith("+")] + arguments.add
    removing = [word[1:] for word in words if word.startswith("-")] + arguments.remove
    keys = [word for word in words if not word.startswith(("+", "-"))]
    if not adding and not removing:
        raise WrongUsage("tag: give tags to add as +name or to remove as -name")
    try:
        add = [normal_tag(tag) for tag in adding]
        remove = [normal_tag(tag) for tag in removing]
    except ValueError as error:
        raise WrongUsage(str(error)) from error
    return _done(invocation.library.tag(invocation.chosen(keys), add, remove))


def note(invocation: Invocation) -> int:
    """Write the note of an entry: from the command line, from stdin, or in an editor."""
    library = invocation.library
    found = library.resolve(invocation.arguments.key)
    message: str | None = invocation.arguments.message
    if message is None and sys.stdin.isatty() and sys.stdout.isatty():
        from ..tui.opening import edit  # noqa: PLC0415 - only here

        outcome = edit(library.row(found).note)
        if outcome.message:
            say(outcome.message)
        if outcome.text is None:
            return 0
        message = outcome.text
    elif message is None:
        raise WrongUsage("note: give the text with -m TEXT, or -m - to read it from stdin")
    elif message == "-":
        message = sys.stdin.buffer.read().decode("utf-8", "replace")
    return _done(library.note(found, message))


def undo(invocation: Invocation) -> int:
    """Take back the last changes."""
    return _steps(invocation, "undo")


def redo(invocation: Invocation) -> int:
    """Make changes again that were taken back."""
    return _steps(invocation, "redo")


def _steps(invocation: Invocation, what: str) -> int:
    wanted: int = invocation.arguments.count
    library = invocation.library
    for done in range(wanted):
        change = library.undo() if what == "undo" else library.redo()
        if change is None:
            if not done:
                raise Failed(f"there is nothing to {what}")
            say(f"that was all: {counted(done, 'change')}")
            return 0
        out(change.what)
    return 0
