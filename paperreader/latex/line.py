"""A formula as it is written out: the spaces between its parts."""

import unicodedata

from paperreader.latex.notation import CLOSING, OPENING


class Line:
    """The parts of a formula, spaced as they are added."""

    def __init__(self) -> None:
        self._parts: list[str] = []  # none of them is empty
        self._gap = ""  # the signs that need a space before them, if they come next

    @property
    def last(self) -> str:
        """The last character, empty at the beginning."""
        return self._parts[-1][-1] if self._parts else ""

    def text(self) -> str:
        """Return what was written so far."""
        return "".join(self._parts)

    def is_spaced(self) -> bool:
        """Tell whether a space parts what comes from a term before it."""
        return self.last == " " and self._parts[-2:-1] not in (["="], [","], ["|"])

    def add(self, piece: str) -> None:
        """Add a term or a sign."""
        if not piece:
            return
        if self._gap and (piece[0].isalnum() or piece[0] in self._gap):
            self._parts.append(" ")
        elif piece[0] == " " and self.last == " ":
            piece = piece[1:]
        elif piece[0] in CLOSING and self._parts and self._parts[-1] == " ":
            self._parts.pop()
        self._gap = ""
        if piece:
            self._parts.append(piece)

    def space(self) -> None:
        """Add a space, unless one is there or a bracket has just opened."""
        if self._parts and self.last not in " " + OPENING:
            self._parts.append(" ")
        self._gap = ""

    def script(self, piece: str) -> None:
        """Add what belongs to the part before it, such as the 2 of log₂."""
        self._parts.append(piece)

    def word(self, name: str) -> None:
        """Add an operator's name, apart from letters and brackets beside it."""
        if not name:
            return
        last = self.last
        if last and (last.isalnum() or last in CLOSING + "′" or unicodedata.combining(last)):
            self._parts.append(" ")
        self._parts.append(name)
        self._gap = "√∑∏∫"

    def fraction(self, piece: str) -> None:
        """Add a fraction, apart from a letter or number before it."""
        if self.last.isalnum() and piece[:1].isalnum() and not self._gap:
            self._parts.append(" ")
        self.add(piece)
        self._gap = "(√"
