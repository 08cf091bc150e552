"""Menus: one line to choose, by its letter, with the arrows, or by a click."""

from collections.abc import Collection, Iterable, Sequence
from string import ascii_lowercase, digits
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from paperreader.tui.dialogs.frame import Dialog, Hint
from paperreader.tui.dialogs.rows import Line, Rows
from paperreader.tui.dialogs.shown import heading
from paperreader.tui.view import Grouping

MOVING = frozenset("jk")
"""Letters that move the cursor in every list and so never choose."""


def hot_keys(names: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """Return a key for each name: one of its letters where one is free, else any.

    First come the names' first letters, so that a common choice keeps its
    letter when a longer list is offered. A name beyond the last free key gets "".
    """
    used = set(taken) | MOVING
    keys: list[str] = []
    for name in names:
        wanted = [char for char in name.lower() if char in ascii_lowercase]
        key = next((c for c in (*wanted, *digits[1:], *ascii_lowercase) if c not in used), "")
        used.add(key)
        keys.append(key)
    return keys


class ChoiceDialog(Dialog[str | None]):
    """Offers choices and hands back the id of the one taken, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "cancel", "Cancel", show=False),
    ]

    def __init__(
        self,
        act: str,
        choices: Sequence[tuple[str, str, str]],
        *,
        at: str | None = None,
        keys: Sequence[str] | None = None,
    ) -> None:
        """Offer choices, each an id, a label and a quiet note.

        `act` is the title, `at` the id to start on, `keys` the letters if the
        labels' own are not wanted.
        """
        super().__init__()
        self._act = act
        self._choices = list(choices)
        self._keys = list(keys or hot_keys([text for _id, text, _note in choices], "q"))
        ids = [choice for choice, _text, _note in choices]
        self._rows = self.stretch = Rows(
            [
                Line(text, key=key, note=note)
                for (_id, text, note), key in zip(self._choices, self._keys, strict=True)
            ],
            cursor=ids.index(at) if at in ids else 0,
            columns=True,
        )

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return heading(self._act, "")

    def body(self) -> Iterable[Widget]:
        """Yield the choices."""
        yield self._rows
        if not self._choices:
            yield Static("There is nothing to choose.", markup=False)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [
            ("letter", "choose", ""),
            ("enter", "take", "take"),
            ("esc", "cancel", "cancel"),
        ]

    def on_mount(self) -> None:
        """Let the keys reach the list."""
        self._rows.focus()

    def on_key(self, event: events.Key) -> None:
        """Take the choice that a letter stands for."""
        if event.character and event.character in self._keys:
            event.stop()
            self._rows.move_to(self._keys.index(event.character))
            self.action_take()

    @on(Rows.Chosen)
    def _taken(self, event: Rows.Chosen) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Hand back the choice under the cursor."""
        if self._rows.cursor is not None:
            self.dismiss(self.value_of(self._choices[self._rows.cursor][0]))

    def value_of(self, choice: str) -> str:
        """Return what is handed back for a choice: its id."""
        return choice


class CopyMenu(ChoiceDialog):
    """Asks what to copy of a paper; each choice is an id, a label and a preview."""

    def __init__(self, choices: Sequence[tuple[str, str, str]]) -> None:
        """Offer the choices."""
        super().__init__("Copy", choices)


class LinkMenu(ChoiceDialog):
    """Asks which link to open; each choice is an id, a label and the address."""

    def __init__(self, choices: Sequence[tuple[str, str, str]]) -> None:
        """Offer the links."""
        super().__init__("Open", choices)


SORTS: tuple[tuple[str, str, str, str], ...] = (
    ("relevance", "r", "Relevance", "best first"),
    ("featured", "f", "Featured", "newest first"),
    ("published", "p", "Published", "newest first"),
    ("added", "a", "Added", "newest first"),
    ("upvotes", "u", "Upvotes", "most first"),
    ("title", "t", "Title", "A to Z"),
    ("status", "s", "Status", "inbox first"),
)
"""The orders: name, key, label, and which end comes first."""


class SortMenu(ChoiceDialog):
    """Asks for an order and hands back its name, with ``-`` before it when reversed.

    The order in use stands under the cursor; taking it again reverses it.
    """

    def __init__(self, current: str = "") -> None:
        """Offer the orders; `current` is the one in use, perhaps with ``-``."""
        self._current = current
        used = current.removeprefix("-")
        now = "in use, reversed" if current.startswith("-") else "in use"
        super().__init__(
            "Sort by",
            [
                (name, text, f"{now}; again reverses it" if name == used else first)
                for name, _key, text, first in SORTS
            ],
            at=used,
            keys=[key for _name, key, _text, _first in SORTS],
        )

    def value_of(self, choice: str) -> str:
        """Return the order, reversed where it was in use."""
        return f"-{choice}" if choice == self._current else choice


GROUPINGS: tuple[tuple[Grouping, str, str, str], ...] = (
    ("day", "d", "Day", "newest first"),
    ("tag", "t", "Tag", "by the first tag"),
    ("status", "s", "Status", "inbox first"),
    ("none", "n", "None", "no headings"),
)
"""What may group the list: name, key, label, and how the groups stand."""


class GroupMenu(ChoiceDialog):
    """Asks what to group the list by and hands back its name."""

    def __init__(self, current: Grouping = "none") -> None:
        """Offer the groupings; `current` is the one in use."""
        super().__init__(
            "Group by",
            [
                (name, text, "in use" if name == current else note)
                for name, _key, text, note in GROUPINGS
            ],
            at=current,
            keys=[key for _name, key, _text, _note in GROUPINGS],
        )
