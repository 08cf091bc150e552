"""A line of text being edited, as a value: what the search bar holds."""

import re

from msgspec import Struct
from rich.cells import split_graphemes

LONGEST = 1_000
"""Characters that the line takes; a search is never that long."""

_JOINER = "\u200d"
"""Joins pictographs to one; no control character, though not printable by itself."""

_WORD_BEFORE = re.compile(r"\S*\s*$")


class LineEditor(Struct, frozen=True):
    """Text and the place of the cursor in it, from 0 to its length."""

    text: str = ""
    cursor: int = 0

    @classmethod
    def of(cls, text: str) -> "LineEditor":
        """Return the line with its cursor at the end; what cannot be shown is left out."""
        return cls().insert(text)

    @property
    def under(self) -> str:
        """What the cursor stands on: a letter with all its marks; nothing at the end."""
        after = self.text[self.cursor :]
        return after[: len(after) - len(_without_first(after))]

    def insert(self, text: str) -> "LineEditor":
        """Put text in at the cursor; line breaks become spaces, the rest must be printable."""
        text = text[: 2 * LONGEST].replace("\n", " ")
        text = "".join(char for char in text if char.isprintable() or char == _JOINER)
        text = text[: LONGEST - len(self.text)]
        before, after = self.text[: self.cursor], self.text[self.cursor :]
        return LineEditor(before + text + after, self.cursor + len(text))

    def key(self, key: str) -> "LineEditor | None":
        """Return the line after an editing key, or None if the key edits nothing."""
        before, after = self.text[: self.cursor], self.text[self.cursor :]
        match key:
            case "left" | "ctrl+b":
                return LineEditor(self.text, len(_without_last(before)))
            case "right" | "ctrl+f":
                return LineEditor(self.text, len(self.text) - len(_without_first(after)))
            case "home" | "ctrl+a":
                return LineEditor(self.text, 0)
            case "end" | "ctrl+e":
                return LineEditor(self.text, len(self.text))
            case "backspace":
                kept = _without_last(before)
                return LineEditor(kept + after, len(kept))
            case "delete" | "ctrl+d":
                return LineEditor(before + _without_first(after), self.cursor)
            case "ctrl+w" | "alt+backspace" | "ctrl+backspace":
                kept = _WORD_BEFORE.sub("", before)
                return LineEditor(kept + after, len(kept))
            case "ctrl+left" | "alt+b":
                return LineEditor(self.text, len(_WORD_BEFORE.sub("", before)))
            case "ctrl+right" | "alt+f":
                word = re.match(r"\s*\S*", after)
                return LineEditor(self.text, self.cursor + (word.end() if word else 0))
            case "ctrl+delete":
                word = re.match(r"\s*\S*", after)
                return LineEditor(before + after[word.end() if word else 0 :], self.cursor)
            case "ctrl+u":
                return LineEditor(after, 0)
            case "ctrl+k":
                return LineEditor(before, len(before))
            case _:
                return None


def _without_last(text: str) -> str:
    spans, _ = split_graphemes(text)
    return text[: spans[-1][0]] if spans else ""


def _without_first(text: str) -> str:
    spans, _ = split_graphemes(text)
    return text[spans[0][1] :] if spans else ""
