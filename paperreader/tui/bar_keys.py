"""The keys of the search bar that are no letters: what they do, and how help tells it."""

from typing import Literal

Step = Literal["take", "next choice", "older", "newer", "walk", "leave"]

STEPS: dict[str, Step] = {
    "tab": "take",
    "shift+tab": "next choice",
    "ctrl+r": "older",
    "ctrl+up": "older",
    "ctrl+n": "newer",
    "ctrl+down": "newer",
    "up": "walk",
    "down": "walk",
    "escape": "leave",
    "enter": "leave",
    "ctrl+j": "leave",  # an enter that came before the terminal was ours
}
"""Keys that are no edits of the line, and what they do."""

TOPIC = (
    "Search bar",
    (
        ("enter", "To the results", "Go on in the list; the search is kept for later."),
        ("esc", "Clear", "Leave the search, back to what was before."),
        ("↑  ↓", "Walk", "Walk through the results while typing."),
        ("tab", "Complete", "Take what the line below points at."),
        ("shift+tab", "Next choice", "Point at the next of what could stand there."),
        (
            "ctrl+r  ctrl+↑",
            "Earlier search",
            "The newest search that holds what is typed; again: an older one.",
        ),
        ("ctrl+n  ctrl+↓", "Later search", "A newer one again, at last what was typed."),
        ("ctrl+←  ctrl+→", "By words", "Move by words; home and end go to the ends."),
        ("ctrl+w", "Delete a word", "Before the cursor; ctrl+delete takes the one behind it."),
        ("ctrl+u  ctrl+k", "Delete to an end", "All before the cursor, or all behind it."),
        ("?", "This help", "In an empty bar; else it is a letter like any other."),
    ),
)
"""Name and (keys, title, help) of each, as the help shows them."""
