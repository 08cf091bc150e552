"""Which elements of a page are seen on a wide screen.

The Hub writes some things twice, for narrow and for wide screens, and says by
the classes of Tailwind (``hidden md:block``, ``lg:hidden``) which is which. No
style sheet is read, so those classes are; then each card stands once.
"""

import re
from collections.abc import Mapping

_SILENT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "canvas",
        "audio",
        "video",
        "iframe",
        "object",
        "embed",
        "select",
        "datalist",
        "textarea",
        "title",
        "xmp",
        "noembed",
        "noframes",
        "rp",
    ]
)
_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
_DISPLAYS = frozenset(
    [
        "block",
        "inline",
        "inline-block",
        "flex",
        "inline-flex",
        "grid",
        "inline-grid",
        "contents",
        "table",
        "table-row",
        "table-cell",
        "list-item",
        "flow-root",
        "not-sr-only",
        "visible",
    ]
)
_HIDING = frozenset(("hidden", "sr-only", "invisible"))
_WIDTHS = ("", "sm", "md", "lg", "xl", "2xl")


def is_hidden(name: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether an element shows no text of its own."""
    if name in _SILENT or (name == "dialog" and "open" not in attributes):
        return True
    if attributes.get("hidden", "until-found").lower() != "until-found":
        return True
    if "style" in attributes and _UNSEEN.search(attributes["style"]):
        return True
    classes = attributes.get("class", "")
    return ("hidden" in classes or "sr-only" in classes) and _hides(classes.split())


def is_spaced(name: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether an element keeps what stands in it apart: Tailwind's rows and grids.

    Menus do so, too, and dates: their month and their day may be two elements.
    """
    classes = attributes.get("class", "")
    if name in ("time", "nav"):
        return True
    return ("flex" in classes or "grid" in classes) and any(
        part.rpartition(":")[2] in ("flex", "inline-flex", "grid", "inline-grid")
        for part in classes.split()
    )


def _hides(classes: list[str]) -> bool:
    """Tell whether the classes hide an element on the widest screen."""
    hidden: dict[str, bool] = {}
    for token in classes:
        width, _, display = token.rpartition(":")
        display = display.removeprefix("!")
        if display in _HIDING:
            hidden[width] = True
        elif display in _DISPLAYS:
            # Of two classes for the same width, Tailwind's own order lets "hidden" win.
            hidden.setdefault(width, False)
    return [hidden[width] for width in _WIDTHS if width in hidden][-1:] == [True]
