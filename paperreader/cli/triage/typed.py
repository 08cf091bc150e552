"""From a line that was typed to what it asks for."""

import re
from functools import cached_property

from msgspec import Struct

from ...tui.keymap import Keymap, key_name
from .vocabulary import BY_ID_SPOKEN, Spoken, keys, shown, words

_COUNTED = re.compile(r"([1-9][0-9]{0,4})\s*(\D.*)")
_CONTROL_LETTER = re.compile("[\x01-\x1a]")


class Asked(Struct, frozen=True):
    """What a line asks for."""

    id: str
    """Of a command in the app's table."""
    text: str = ""
    """What stood behind the command."""
    count: int = 1
    """The number that stood before it."""


class NotUnderstood(Exception):
    """A line that asks for nothing; the text is a sentence that says why."""


NEXT = Asked("move.down")
"""What an empty line asks for."""


class Language:
    """Understands lines by the keys that hold and by words."""

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap

    @cached_property
    def _keys(self) -> dict[str, Spoken]:
        return keys(self.keymap)

    @cached_property
    def _words(self) -> dict[str, Spoken]:
        return words()

    def read(self, line: str) -> Asked:
        """Return what a line asks for.

        A line is a key or a word, and what may follow it: tags, a note, a query;
        a number may stand before a move. A key that is a sign needs no space
        after it. White space around all is nothing.

        Raises:
            NotUnderstood: it is neither, or something follows that cannot.
        """
        line = line.strip("\r\n")
        if len(line) == 1 and (spoken := self._key(line)):  # a space may be a key, too
            return Asked(spoken.id)
        line = line.strip(" \t")
        if not line:
            return NEXT
        counted = _COUNTED.fullmatch(line)
        move = self._command(counted[2]) if counted else None
        if counted and move and move[0].follows == "count" and not move[1]:
            return Asked(move[0].id, count=int(counted[1]))
        if (found := self._command(line)) is None:
            raise NotUnderstood(self._unknown(line))
        spoken, text = found
        if text and spoken.follows != "text":
            typed = line.split(maxsplit=1)[0]
            raise NotUnderstood(f"nothing can follow “{typed}”; nothing was done")
        return Asked(spoken.id, text)

    def _command(self, line: str) -> tuple[Spoken, str] | None:
        """Return the command with which a line begins, and the rest of the line."""
        first, *rest = line.split(maxsplit=1)
        if spoken := self._key(first) or self._words.get(first.casefold()):
            return spoken, "".join(rest)
        sign = line[0]
        spoken = None if sign.isalnum() else self._key(sign)
        return (spoken, line[1:].strip()) if spoken and spoken.follows == "text" else None

    def _key(self, text: str) -> Spoken | None:
        if _CONTROL_LETTER.fullmatch(text):
            text = f"ctrl+{chr(ord(text) + 96)}"
        name = key_name(text)
        return self._keys.get(name) if name else None

    def _unknown(self, line: str) -> str:
        from ...searching.fields import suggestion  # noqa: PLC0415 - only mistakes need it

        first = line.split(maxsplit=1)[0]
        close = suggestion(first.casefold(), self._words) if len(first) > 1 else ""
        hint = f"did you mean “{close}”? " if close else ""
        help_ = shown(BY_ID_SPOKEN["app.help"], self.keymap)
        return f"“{line[:40]}” was not understood; {hint}{help_} lists what can be typed"
