"""Views by name: the built-in ones, and those that a reader saves.

A view is a query with a name. Everything that shows views (the app, the command
line) reads the built-in ones here; saved ones come from `Library.views`.
"""

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

MOST_VIEWS = 100
"""Saved views that a library takes."""
LONGEST_NAME = 60
"""Characters that the name of a saved view may have."""
LONGEST_QUERY = 2000
"""Characters that its query, or its order, may have."""


class BuiltIn(Struct, frozen=True):
    """A view that every library has."""

    name: str
    """One word in lower case, as the command line calls it."""
    title: str
    """Its name on the screen."""
    query: str
    """What it shows, in the language of the search; empty: everything."""


BUILT_IN: tuple[BuiltIn, ...] = (
    BuiltIn("inbox", "Inbox", "is:inbox"),
    BuiltIn("queue", "Queue", "is:queued"),
    BuiltIn("reading", "Reading", "is:reading"),
    BuiltIn("read", "Read", "is:read"),
    BuiltIn("skipped", "Skipped", "is:skipped"),
    BuiltIn("starred", "Starred", "is:starred"),
    BuiltIn("noted", "With a note", "is:noted"),
    BuiltIn("all", "All papers", ""),
)
"""The built-in views, in the order in which they are listed."""


class SavedView(Struct, frozen=True):
    """A search that a reader keeps under a name."""

    name: str
    """One line; no other view has it, whatever its case."""
    query: str
    """In the language of the search; empty: everything."""
    sort: str = ""
    """An order as ``--sort`` takes it; empty: the usual one."""
    key: str = ""
    """The digit that opens it in the app, ``1`` to ``9``; empty: none."""


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_TAKEN = {word.casefold() for view in BUILT_IN for word in (view.name, view.title)}


def checked(view: SavedView) -> SavedView:
    """Return a view as it is saved, white space around its parts removed.

    Raises:
        ValueError: a part of it is not what it may be; the message says which and why.
    """
    view = SavedView(*(part.strip() for part in (view.name, view.query, view.sort, view.key)))
    if not view.name:
        raise ValueError("the view has no name")
    if len(view.name) > LONGEST_NAME:
        raise ValueError(
            f"the name of the view has {len(view.name)} characters; {LONGEST_NAME} are the most"
        )
    if view.name.casefold() in _TAKEN:
        raise ValueError(f"“{view.name}” is the name of a built-in view; choose another")
    for part, text in (("name", view.name), ("query", view.query), ("order", view.sort)):
        if found := _CONTROL.search(text):
            raise ValueError(
                f"{found.group()!r} may not stand in the {part} of a view: it is one line"
            )
        if len(text) > LONGEST_QUERY:
            raise ValueError(
                f"the {part} of the view has {len(text)} characters;"
                f" {LONGEST_QUERY} are the most"
            )
    if view.key and not re.fullmatch("[1-9]", view.key):
        raise ValueError(f"{view.key!r} is no key of a view: a digit from 1 to 9 is wanted")
    return view


def with_view(views: Iterable[SavedView], view: SavedView) -> tuple[SavedView, ...]:
    """Return the views with one saved: in the place of the one of its name, else at the end.

    A key that another view had moves to it.

    Raises:
        ValueError: there are too many.
    """
    kept = [replace(old, key="") if view.key and old.key == view.key else old for old in views]
    for place, old in enumerate(kept):
        if same_name(old.name, view.name):
            kept[place] = view
            return tuple(kept)
    if len(kept) >= MOST_VIEWS:
        raise ValueError(f"there are {len(kept)} saved views, which is the most: remove one")
    return (*kept, view)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names mean the same view."""
    return one.strip().casefold() == other.strip().casefold()
