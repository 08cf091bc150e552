"""Mathematics: a formula, in which every sign has its mathematical meaning."""

import re
from typing import TYPE_CHECKING

from paperreader.latex.accents import ACCENTS, read_accent
from paperreader.latex.limits import DEEPEST
from paperreader.latex.line import Line
from paperreader.latex.macros import (
    FRACTIONS,
    Arguments,
    Incomplete,
    applied,
    takes_arguments,
)
from paperreader.latex.notation import accented, in_alphabet, script
from paperreader.latex.symbols import NOTHING, OPERATORS, SIZES, SPACES, SWITCHES, symbol

if TYPE_CHECKING:
    from paperreader.latex.reader import Reader

_TOKEN = re.compile(
    r"\\(?:[A-Za-z]+\*?|.)|(?<![A-Za-z\\])(?P<bare>text(?:bf|it|tt|sc|sf|rm)|emph"
    r"|math(?:bf|bb|cal|rm|sf|it|tt|frak|scr))(?=\{)|[A-Za-z]|\d+|\s+|.",
    re.DOTALL,
)
_LENGTH = re.compile(r"\s*-?[\d.]+\s*(?:mu|pt|em|ex)\s*")
_ENVIRONMENT = re.compile(r"\{([A-Za-z]+)\*?\}")
_ENVIRONMENTS = {
    "cases": ("{ ", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "vmatrix": ("|", "|"),
    "matrix": ("", ""), "smallmatrix": ("", ""), "aligned": ("", ""), "align": ("", ""),
    "split": ("", ""), "gathered": ("", ""), "equation": ("", ""), "array": ("", ""),
}  # fmt: skip
_PREFIXES = "∇∂∑∏∫√∀∃¬Δδ"


class Formula:
    """One formula on its way to a line of text; `pos` is behind what was read of it."""

    def __init__(self, reader: "Reader", pos: int, end: int, depth: int) -> None:
        self.reader, self.source = reader, reader.source
        self.pos, self.end, self.depth = pos, end, depth
        self.line = Line()

    def read(self) -> str:
        """Return the formula."""
        while self.step():
            pass
        return self.line.text()

    def step(self) -> bool:
        """Read one sign, number, group or macro; False at the end."""
        start, line = self.pos, self.line
        match = _TOKEN.match(self.source, start, self.end)
        if match is None:
            return False
        token, self.pos = match.group(), match.end()
        if match["bare"]:
            self._apply(token)
        elif token[0] == "\\":
            self._macro(token)
        elif token in "^_":
            self._script(token)
        elif token == "{" and (close := self.reader.close(start, self.end)) is not None:
            self.pos = close + 1
            line.add(self.reader.math(start + 1, close, self.depth + 1))
        elif token.isspace() or token in "~&":
            line.space()
        else:
            line.add(token)
        return True

    def _macro(self, token: str) -> None:
        line = self.line
        name = token[1:].rstrip("*") if len(token) > 2 else token[1:]
        if not name or self.depth > DEEPEST:
            line.add(token)
        elif name in SPACES:
            line.space()
        elif name in NOTHING:
            pass
        elif name in SIZES:
            self._skip_space()
            if name in ("left", "right", "middle") and self.source.startswith(".", self.pos):
                self.pos += 1  # no bracket on this side
        elif name in SWITCHES:
            self._switch(SWITCHES[name])
        elif takes_arguments(name):
            self._apply(name)
        elif name in ("operatorname", "DeclareMathOperator"):
            operator = self._argument()
            line.word(name if operator is None else operator.strip())
        elif name in ("begin", "end"):
            self._environment(name)
        elif name in ("mkern", "mskip", "kern"):
            if length := _LENGTH.match(self.source, self.pos, self.end):
                self.pos = length.end()
        elif name == "not":
            self._negated()
        elif name in ACCENTS and not name.isalpha():
            letter = read_accent(self.reader, name, self.pos, self.end, self.depth)
            piece, self.pos = letter or (name, self.pos)
            line.add(piece)
        elif name == "deg" and (line.last.isdigit() or not line.last):
            line.add("°")
        elif (meaning := symbol(name)) is not None:
            self._symbol(meaning)
        else:
            line.word(name)
            if name not in OPERATORS:
                self._unknown_argument()

    def _skip_space(self) -> None:
        self.pos = self.reader.after_space(self.pos, self.end)

    def _arguments(self) -> Arguments:
        return Arguments(self.reader, self.pos, self.end, self.depth, braced=False)

    def _argument(self) -> str | None:
        """Take the one argument of what was just read; None if it is missing."""
        arguments = self._arguments()
        try:
            text = arguments.math()
        except Incomplete:
            return None
        self.pos = arguments.pos
        return text

    def _apply(self, name: str) -> None:
        arguments = self._arguments()
        shown = applied(name, arguments)
        if shown is None:
            self.line.word(name)
            return
        self.pos = arguments.pos
        if name in FRACTIONS:
            self.line.fraction(shown)
        else:
            self.line.add(shown)

    def _script(self, sign: str) -> None:
        start = self.pos
        text = self._argument()
        if text is None:
            self.line.script(sign)
            return
        if self.source[start : self.pos].strip(" {}") == "\\deg":
            text = "°"
        follows = self.source[self.pos : self.pos + 3].lstrip("}$")[:1]
        if text.strip():
            self.line.script(script(sign, text, letter_follows=follows.isalnum()))

    def _switch(self, alphabet: str | None) -> None:
        self._skip_space()
        if alphabet:
            rest = self.reader.math(self.pos, self.end, self.depth + 1)
            self.line.add(in_alphabet(rest, alphabet))
            self.pos = self.end

    def _negated(self) -> None:
        relation = self._argument()
        if relation is None:
            self.line.word("not")
        else:
            self.line.add(accented(relation.strip() or " ", "\u0338"))

    def _symbol(self, meaning: str) -> None:
        ends_name = not self.line.is_spaced()  # the space after a macro only ends its name
        self.line.add(meaning)
        if ends_name or meaning in _PREFIXES:
            self._skip_space()

    def _unknown_argument(self) -> None:
        close = self.reader.close(self.pos, self.end)
        if close is None:
            return
        if inner := self.reader.math(self.pos + 1, close, self.depth + 1):
            self.line.script(f"({inner})")
        self.pos = close + 1

    def _environment(self, name: str) -> None:
        match = _ENVIRONMENT.match(self.source, self.pos, self.end)
        if match is None or match[1] not in _ENVIRONMENTS:
            self.line.word(name)
            return
        self.line.add(_ENVIRONMENTS[match[1]][name == "end"])
        self.pos = match.end()
