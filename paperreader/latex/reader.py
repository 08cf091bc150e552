"""The reader that joins prose and mathematics, each of which may hold the other."""

import re
from bisect import bisect_right
from functools import cached_property

from paperreader.latex import evidence
from paperreader.latex.formula import Formula
from paperreader.latex.limits import DEEPEST
from paperreader.latex.prose import Prose

_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


class Reader:
    """One text, what is known of it as a whole, and the ways to read a stretch of it.

    A stretch goes from `pos` up to `end`; `depth` counts what it is nested in.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.incomplete: set[int] = set()
        """Where the arguments begin that proved not to be all there."""
        self._closing = _braces(source)
        self._code = evidence.code_words(source)

    def prose(self, pos: int, end: int, depth: int) -> str:
        """Return a stretch of running text."""
        if depth > DEEPEST:
            return self.source[pos:end]
        return Prose(self, pos, end, depth).read()

    def math(self, pos: int, end: int, depth: int) -> str:
        """Return a formula."""
        if depth > DEEPEST:
            return self.source[pos:end]
        return Formula(self, pos, end, depth).read()

    def math_macro(self, pos: int, end: int, depth: int) -> tuple[str, int]:
        """Return the one macro of a formula that starts there, and where it ends."""
        formula = Formula(self, pos, end, depth)
        formula.step()
        return formula.line.text(), formula.pos

    @cached_property
    def has_macro(self) -> bool:
        """Whether LaTeX is at work in the text, beside dollar signs and tildes."""
        return evidence.has_macro(self.source)

    @cached_property
    def escapes_quotes(self) -> bool:
        """Whether backslashes mark quotation marks in the text."""
        return evidence.escapes_quotes(self.source)

    def close(self, pos: int, end: int) -> int | None:
        """Return where the brace that opens there closes; None if none does before the end."""
        close = self._closing.get(pos, end)
        return close if close < end else None

    def after_space(self, pos: int, end: int) -> int:
        """Return where the white space that may start there ends."""
        while pos < end and self.source[pos].isspace():
            pos += 1
        return pos

    def code_end(self, pos: int) -> int:
        """Return where the last piece of code that starts up to there ends, or -1."""
        at = bisect_right(self._code, (pos, len(self.source))) - 1
        return self._code[at][1] if at >= 0 else -1


def _braces(source: str) -> dict[int, int]:
    """Return where the brace that opens at a position closes."""
    closing: dict[int, int] = {}
    open_at: list[int] = []
    for match in _BRACE.finditer(source):
        sign = match.group()
        if sign == "{":
            open_at.append(match.start())
        elif sign == "}" and open_at:
            closing[open_at.pop()] = match.start()
    return closing
