"""What can be typed at the prompt: the app's commands that make sense line by line.

Keys, labels and meanings are those of the app's table of commands, with the
keys that the settings give; here stands only which commands there are, what
may follow each, and further words for some.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from ...tui.commands import BY_ID, Command
from ...tui.keymap import Keymap

Follows = Literal["nothing", "count", "text"]
"""What may be typed with a command: nothing, a number before it, or a text behind it."""

_VIEW = "view."
"""Views are reached by their keys alone: their labels are those of the verdicts."""


class Spoken(Struct, frozen=True):
    """A command of the app that can be typed."""

    id: str
    follows: Follows = "nothing"
    words: tuple[str, ...] = ()
    """Words for it besides its label in the app."""
    meaning: str = ""
    """A sentence, where that of the app speaks of what only a screen has."""
    example: str = ""
    """What can be typed with it, for the help."""

    @property
    def command(self) -> Command:
        """The command in the app's table."""
        return BY_ID[self.id]

    @property
    def help(self) -> str:
        """What it does, as a sentence."""
        return self.meaning or self.command.help

    @property
    def names(self) -> tuple[str, ...]:
        """The words for it in lower case, the one to show first."""
        label = self.command.label.lower()
        nameless = " " in label or self.id.startswith(_VIEW)
        return self.words if nameless else (label, *self.words)


SPOKEN: tuple[Spoken, ...] = (
    Spoken("mark.read"),
    Spoken("mark.queued", words=("queued", "want")),
    Spoken("mark.reading"),
    Spoken("mark.skipped", words=("skipped",)),
    Spoken("mark.inbox"),
    Spoken("star.toggle", words=("unstar",)),
    Spoken("edit.undo"),
    Spoken("edit.redo"),
    Spoken(
        "move.down",
        "count",
        ("next",),
        "Go to the next paper without a verdict; an empty line does the same.",
        "5 next",
    ),
    Spoken("move.up", "count", ("back", "previous"), "Go to the paper before."),
    Spoken("move.top", words=("first",), meaning="Go to the first paper."),
    Spoken("move.bottom", words=("last",), meaning="Go to the last paper."),
    Spoken("day.previous", words=("earlier",), meaning="Go to the day before, if any is here."),
    Spoken("day.next", words=("later",), meaning="Go to the day after, if any is here."),
    Spoken(
        "go.detail",
        words=("again", "whole"),
        meaning="Print the paper again, with all its authors and its whole abstract.",
    ),
    Spoken("tag.add", "text", ("tags",), "Add tags; -name takes one off.", "tag rl agents"),
    Spoken("tag.remove", "text", meaning="Take tags off.", example="untag rl"),
    Spoken(
        "note.write",
        "text",
        meaning="Add to the note; without a text, several lines are asked for.",
        example="note compare with the baseline",
    ),
    Spoken("note.editor"),
    Spoken(
        "search.open",
        "text",
        ("find",),
        "Go on with what matches only; nothing behind it: with all again.",
        "/ upvotes:>20 -survey",
    ),
    Spoken("view.inbox"),
    Spoken("view.queued"),
    Spoken("view.reading"),
    Spoken("view.read"),
    Spoken("view.skipped"),
    Spoken("view.starred"),
    Spoken("view.all"),
    Spoken("view.noted"),
    Spoken("view.today"),
    Spoken("cite.copy", meaning="Print the citation of the paper."),
    Spoken("open.page"),
    Spoken("open.pdf"),
    Spoken("app.help", meaning="Print what can be typed."),
    Spoken("app.quit", words=("exit", "bye")),
)
"""All that can be typed, in the order in which the help prints it."""

BY_ID_SPOKEN = {spoken.id: spoken for spoken in SPOKEN}


def words() -> dict[str, Spoken]:
    """Return what each word stands for."""
    return {name: spoken for spoken in SPOKEN for name in spoken.names}


def keys(keymap: Keymap) -> dict[str, Spoken]:
    """Return what each key stands for, as the settings give the keys."""
    return {key: spoken for spoken in SPOKEN for key in keymap.of(spoken.id)}


def shown(spoken: Spoken, keymap: Keymap) -> str:
    """Return the shortest that can be typed for it: a key of one character, else a word."""
    short = [key for key in keymap.of(spoken.id) if len(key) == 1]
    return next(iter((*short, *spoken.names, *keymap.of(spoken.id))), "")


def offered(keymap: Keymap) -> Iterator[tuple[str, Command]]:
    """Yield what the prompt names, the most wanted first: what to type and for which command.

    It is what the app's footer shows of these commands, in the same order.
    """
    ranked = [spoken for spoken in SPOKEN if spoken.command.footer]
    for spoken in sorted(ranked, key=lambda one: one.command.footer):
        if typed := shown(spoken, keymap):
            yield typed, spoken.command


def reference(keymap: Keymap) -> Iterator[tuple[str, str]]:
    """Yield for each command what can be typed for it, and what it does."""
    for spoken in SPOKEN:
        own = [key for key in keymap.of(spoken.id) if len(key) == 1]
        typed = ", ".join(dict.fromkeys((*own, *spoken.names)))
        if typed:
            example = f" For instance: {spoken.example}" if spoken.example else ""
            yield typed, spoken.help + example
