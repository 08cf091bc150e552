"""Tags and notes, line by line."""

from ...tui.dialogs.tag_words import split_tags
from .deciding import told
from .desk import CannotDo, Desk, Done
from .typed import Asked

END_OF_NOTE = "."
"""A line with this alone ends a note."""

_KNOWN_TAGS = 12
"""Tags that are named when tags are asked for, the most used first."""


def tag(desk: Desk, asked: Asked) -> Done:
    """Put tags on the current paper; a name with ``-`` before it comes off."""
    row = desk.current()
    used = sorted(desk.library.counts().tags.items(), key=lambda pair: (-pair[1], pair[0]))
    known = ", ".join(name for name, _ in used[:_KNOWN_TAGS])
    names = _names(desk, asked, f"Tags to add (known: {known}): " if known else "Tags to add: ")
    adding = [name.removeprefix("+") for name in names if not name.startswith("-")]
    return _retagged(desk, row.id, adding, [name[1:] for name in names if name[0] == "-"])


def untag(desk: Desk, asked: Asked) -> Done:
    """Take tags off the current paper."""
    row = desk.current()
    if not row.tags:
        raise CannotDo("There is no tag to remove.")
    names = _names(desk, asked, f"Tags to remove (of {', '.join(row.tags)}): ")
    return _retagged(desk, row.id, [], [name.removeprefix("-") for name in names])


def _names(desk: Desk, asked: Asked, prompt: str) -> list[str]:
    text = asked.text or desk.ask(prompt) or ""
    names, last = split_tags(text)
    return [*names, last] if last else names


def _retagged(desk: Desk, id_: str, add: list[str], remove: list[str]) -> Done:
    if not add and not remove:
        return Done("No tag was given; nothing was done.")
    try:
        return Done(told(desk, desk.library.tag([id_], add, remove)))
    except ValueError as error:
        raise CannotDo(f"{error}; nothing was done.") from error


def note(desk: Desk, asked: Asked) -> Done:
    """Add to the note of the current paper; nothing of what was typed is ever lost."""
    row = desk.current()
    text = asked.text
    if text:
        return _noted(desk, row.id, text)
    lines: list[str] = []
    prompt = f"Note ({END_OF_NOTE} alone ends it): "
    try:
        while (line := desk.ask(prompt)) is not None and line.strip() != END_OF_NOTE:
            lines.append(line.rstrip("\r\n"))
            prompt = "> "
    finally:  # also where the reader interrupts
        done = _noted(desk, row.id, "\n".join(lines))
    return done


def _noted(desk: Desk, id_: str, text: str) -> Done:
    if not text.strip():
        return Done("The note stays as it is.")
    desk.library.refresh()
    before = desk.library.row(id_).note
    return Done(told(desk, desk.library.note(id_, f"{before}\n{text}" if before else text)))


def edit_note(desk: Desk, asked: Asked) -> Done:
    """Let the reader write the note in an editor."""
    row = desk.current()
    if not desk.interactive:
        raise CannotDo("An editor needs a terminal.")
    from ...tui.opening import edit  # noqa: PLC0415 - only here

    outcome = edit(row.note)
    if outcome.text is None:
        return Done(outcome.message or "The note stays as it is.")
    desk.library.refresh()
    text, now = outcome.text, desk.library.row(row.id).note
    if now not in (row.note, text) and now.strip():
        text = f"{text}\n\n---\n\n{now}"  # it was changed elsewhere meanwhile: both are kept
    said = told(desk, desk.library.note(row.id, text))
    return Done(f"{said} {outcome.message}".rstrip())
