"""What an empty list says: why there is nothing, and what to do."""

from collections.abc import Callable, Mapping, Sequence

from paperreader.tui.cells import shown, wrap
from paperreader.tui.commands import key_sign
from paperreader.tui.view import View

Paragraphs = list[tuple[str, str]]
"""Text and ink of each paragraph; an empty text is an empty line."""

_Key = Callable[[str], str]
"""Gives the key of a command id as people read it."""

_WHY_EMPTY = {
    "queued": "Nothing is queued. {mark.queued} queues the entry that you want to read.",
    "reading": "You are reading nothing. {mark.reading} marks the entry that you begin.",
    "read": "Nothing is marked read yet. {mark.read} marks the entry as read.",
    "skipped": "Nothing is skipped. {mark.skipped} skips what is not for you.",
    "starred": "Nothing is starred. {star.toggle} stars the entry that you want to find again.",
    "noted": "There are no notes. {note.write} writes one on the entry.",
}


def laid_out(paragraphs: Paragraphs, width: int, height: int) -> list[list[tuple[str, str]]]:
    """Return paragraphs in lines for an empty list of a size, at least one."""
    room = min(width - 4, 60) if width > 12 else width
    indent = " " * (2 if width > 12 else 0)
    lines: list[list[tuple[str, str]]] = [[]]
    for text, ink in paragraphs:
        lines += [[(indent + part, ink)] for part in wrap(text, room)] or [[]]
    if len(lines) > height or height <= 8:
        lines = [line for line in lines if line]  # the words before the room around
    return lines or [[]]


def explain(
    view: View,
    keys: Mapping[str, Sequence[str]],
    *,
    loaded: bool,
    total: int,
    answered: bool = True,
    elsewhere: int | None = None,
) -> Paragraphs:
    """Say why the view shows nothing.

    `answered` says whether the view's search has been answered, `elsewhere` how many
    it finds outside the view.
    """

    def key(command: str) -> str:
        return key_sign(next(iter(keys.get(command, ())), "") or f"“{command}”")

    if not loaded:
        return [("Opening the library …", "muted")]
    if not total:
        return _first_steps(key)
    if view.needs_search and not answered:
        return [("Searching …", "muted")]
    if view.query:
        return _nothing_found(view, key, elsewhere)
    source = view.source
    if source.kind == "search":
        return [
            ("Nothing matches this search now.", "strong"),
            ("", ""),
            (shown(source.query[:500]), "muted"),
            ("", ""),
            _way_back(key),
        ]
    name = source.value if source.kind == "status" else source.kind
    if name == "inbox":
        return [
            ("All decided.", "strong"),
            ("", ""),
            ("The inbox is empty: every paper has been looked at.", ""),
            (f"{key('import.open')} imports the next dump; pasting one works too.", "muted"),
            (f"{key('view.queued')} shows what you have queued to read.", "muted"),
        ]
    sentence = _WHY_EMPTY.get(name)
    if sentence is None:
        where = "on this day" if source.kind == "day" else "with this tag"
        return [(f"Nothing {where} any more.", ""), ("", ""), _way_back(key)]
    start, _, rest = sentence.partition("{")
    command, _, end = rest.partition("}")
    return [(f"{start}{key(command)}{end}", ""), ("", ""), _way_back(key)]


def _way_back(key: _Key) -> tuple[str, str]:
    return (f"{key('view.inbox')} goes to the inbox, {key('view.all')} to all papers.", "muted")


def _first_steps(key: _Key) -> Paragraphs:
    return [
        ("Welcome. Your library is empty.", "strong"),
        ("", ""),
        ("Three ways to fill it:", ""),
        ("", ""),
        ("1  Paste: copy a Daily Papers page in your browser and paste it right here.", ""),
        ("", ""),
        (f"2  Import: {key('import.open')} takes a file, a folder, or the clipboard.", ""),
        ("", ""),
        (f"3  Try it: {key('import.sample')} imports a sample of invented papers.", ""),
        ("", ""),
        (
            f"Whatever you do can be undone with {key('edit.undo')}. "
            f"{key('app.help')} shows all keys, {key('app.quit')} quits.",
            "muted",
        ),
    ]


def _nothing_found(view: View, key: _Key, elsewhere: int | None) -> Paragraphs:
    where = shown(view.source.title)
    found: Paragraphs = [(f"Nothing in “{where}” matches.", "strong"), ("", "")]
    if elsewhere:
        everywhere = key("search.everywhere")
        found.append((f"Outside it, {elsewhere:,} do: {everywhere} searches all papers.", ""))
    found.append(
        (f"{key('search.open')} changes the search, {key('go.back')} clears it.", "muted")
    )
    return found
