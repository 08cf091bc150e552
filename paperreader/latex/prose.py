"""Running text, in which most signs mean themselves."""

import re
from typing import TYPE_CHECKING

from paperreader.latex.accents import ACCENTS, read_accent
from paperreader.latex.evidence import SIGNS, is_math, is_prose
from paperreader.latex.limits import LONGEST_MATH
from paperreader.latex.macros import OPTIONED, Arguments, applied, takes_arguments
from paperreader.latex.notation import in_alphabet
from paperreader.latex.symbols import OPERATORS, SWITCHES, symbol
from paperreader.latex.ties import tie

if TYPE_CHECKING:
    from paperreader.latex.reader import Reader

_TRIGGER = re.compile(
    r"(?P<asis>https?://[^\s{}$\\]+|\\\\[\w.\\-]*"
    r"|(?<![A-Za-z0-9])[A-Za-z]:\\(?=[A-Za-z0-9_.])(?![A-Za-z]+[{ ^])[^\s,;)\"']*)"
    r"|\\(?P<macro>[A-Za-z]+|.)|(?P<dollar>\$\$?)|(?P<group>\{(?=\\[^\s{}]))"
    r"|(?P<tilde>~)|(?P<quote>``(?!`))",
    re.DOTALL,
)
_DOLLAR_OR_BRACE = re.compile(r"\\.|[{}$]", re.DOTALL)
_VERBATIM = re.compile(r"([|+!])([^|+!\n]{1,120})\1")
_QUOTE = re.compile(r"''|\"|``")
_LONGEST_QUOTE = 400
_GREEK = ("pi", "xi", "Pi", "Xi", "nu", "mu")


class Prose:
    """One stretch of running text: a whole text, or what stands in a group of it.

    Each method that reads a part returns it with where it ends, or None where
    it is not sure to be LaTeX and stays as it is.
    """

    def __init__(self, reader: "Reader", pos: int, end: int, depth: int) -> None:
        self.reader, self.source = reader, reader.source
        self.pos, self.end, self.depth = pos, end, depth
        # Where a group's text begins: a change of font counts only there.
        self._opening = pos if depth > 0 else -1

    def read(self) -> str:
        """Return the stretch."""
        pos = self.pos
        out: list[str] = []
        while (match := _TRIGGER.search(self.source, pos, self.end)) is not None:
            start = match.start()
            out.append(self.source[pos:start])
            piece, pos = self._piece(match) or (match.group(), match.end())
            out.append(piece)
            if start == self._opening and not piece:
                self._opening = pos  # a change of font; another may follow
        out.append(self.source[pos : self.end])
        return "".join(out)

    def _piece(self, match: re.Match[str]) -> tuple[str, int] | None:
        start, after = match.span()
        code_end = min(self.reader.code_end(start), self.end)
        if code_end > start:
            return self.source[start:code_end], code_end
        match match.lastgroup:
            case "macro":
                return self._macro(match["macro"], start)
            case "dollar":
                return self._dollars(start, after)
            case "group":
                return self._group(start)
            case "quote":
                return self._quotation(after)
            case "tilde":
                return tie(self.source, start, in_latex=self.reader.has_macro), after
        return None

    def _dollars(self, start: int, pos: int) -> tuple[str, int] | None:
        source, width = self.source, pos - start
        stop = self._math_end(pos, min(self.end, pos + LONGEST_MATH))
        if stop is None or not source.startswith("$" * width, stop):
            return None
        after = stop + width
        before, follows = source[max(start - 1, 0) : start], source[after : after + 1]
        if not is_math(source[pos:stop], before, follows):
            return None
        shown = self._formula(pos, stop)
        if follows.isspace():
            shown = shown.rstrip(" ")
        lead = start < 40 and not any(char.isspace() for char in source[:start])
        if lead and follows == ":" and source[after + 1 : after + 2].isupper():
            return f"{shown}: ", after + 1  # a name before its subtitle
        return shown, after

    def _math_end(self, pos: int, end: int) -> int | None:
        """Return where the next dollar sign outside of braces stands."""
        while (match := _DOLLAR_OR_BRACE.search(self.source, pos, end)) is not None:
            sign = match.group()
            if sign == "$":
                return match.start()
            if sign == "}":
                return None
            pos = match.end()
            if sign == "{" and (close := self.reader.close(match.start(), end)) is not None:
                pos = close + 1
        return None

    def _formula(self, pos: int, end: int) -> str:
        source, pos = self.source, self.reader.after_space(pos, end)
        while end > pos and source[end - 1].isspace() and source[end - 2] != "\\":
            end -= 1
        return self.reader.math(pos, end, self.depth + 1)

    def _group(self, start: int) -> tuple[str, int] | None:
        r"""Take the braces off ``{\alpha}`` or ``{\bf x}`` where what they hold converts."""
        close = self.reader.close(start, self.end)
        if close is None:
            return None
        inner = self.reader.prose(start + 1, close, self.depth + 1)
        if inner.startswith("\\") and self.source[start + 2] != "\\":
            return "{" + inner + "}", close + 1
        return inner, close + 1

    def _quotation(self, pos: int) -> tuple[str, int] | None:
        close = _QUOTE.search(self.source, pos, min(self.end, pos + _LONGEST_QUOTE))
        if close is None or close.group() == "``" or close.start() == pos:
            return None
        inner = self.reader.prose(pos, close.start(), self.depth + 1)
        return f"“{inner}”", close.end()

    def _macro(self, name: str, start: int) -> tuple[str, int] | None:
        pos = start + 1 + len(name)
        after = self.source[pos : pos + 1]
        if name in ACCENTS:
            letter = read_accent(self.reader, name, pos, self.end, self.depth)
            if letter is not None:
                return letter
        if not name.isalpha():
            return self._sign(name, start, pos)
        if after not in ("{", "[") or not takes_arguments(name):
            return self._bare(name, start, pos)
        if after == "[" and name not in OPTIONED:
            return None
        arguments = Arguments(self.reader, pos, self.end, self.depth, braced=True)
        shown = applied(name, arguments)
        return None if shown is None else (shown, arguments.pos)

    def _sign(self, name: str, start: int, pos: int) -> tuple[str, int] | None:
        """Read a macro whose name is a sign, such as an escaped one."""
        before, after = self.source[start - 1 : start], self.source[pos : pos + 1]
        if name in "%&#_${}":
            return name, pos
        if name in " ,;":
            return " ", pos
        if name in "([":
            return self._bracketed_formula(name, pos)
        if name == "-" and before.isalpha() and after.isalpha():
            return "", pos
        if name == "@" and before:
            return ("" if after.isspace() else "@"), pos
        if name == "/" and after == "}":
            return "", pos
        if name == "~" and (after.isdigit() or after == "$"):
            return "~", pos
        return None

    def _bracketed_formula(self, bracket: str, pos: int) -> tuple[str, int] | None:
        closing = "\\)" if bracket == "(" else "\\]"
        stop = self.source.find(closing, pos, min(self.end, pos + LONGEST_MATH))
        inner = self.source[pos:stop]
        if stop < 0 or not inner.strip() or is_prose(inner):
            return None
        if self.reader.code_end(stop) > stop:
            return None
        if bracket == "[" and SIGNS.search(inner) is None:
            return None  # more likely a bracket escaped for Markdown
        return self._formula(pos, stop), stop + 2

    def _bare(self, name: str, start: int, pos: int) -> tuple[str, int] | None:
        """Read a macro without arguments."""
        source = self.source
        before, after = source[start - 1 : start], source[pos : pos + 1]
        if name == "verb" and (verbatim := _VERBATIM.match(source, pos, self.end)) is not None:
            return verbatim[2], verbatim.end()
        if name in SWITCHES:
            return self._switch(SWITCHES[name], pos) if start == self._opening else None
        if name == "deg" and (before.isdigit() or before in ("}", "$", ")")):
            return "°", pos
        if name in OPERATORS:
            part_of_code = before.isalnum() or before == "\\" or after in ("\\", ".")
            return None if part_of_code else (name, pos)
        return self._symbol(name, start, pos)

    def _switch(self, alphabet: str | None, pos: int) -> tuple[str, int]:
        pos = self.reader.after_space(pos, self.end)
        if not alphabet:
            return "", pos
        rest = self.reader.prose(pos, self.end, self.depth + 1)
        return in_alphabet(rest, alphabet), self.end

    def _symbol(self, name: str, start: int, pos: int) -> tuple[str, int] | None:
        source, meaning = self.source, symbol(name)
        before, after = source[start - 1 : start], source[pos : pos + 1]
        opening = start == self._opening
        if meaning is None or (before.isalpha() and len(name) <= 4 and not meaning.isalpha()):
            return None  # src\to\x is a path
        if source.startswith("{}", pos) and pos + 2 <= self.end:
            return meaning, pos + 2
        if name in ("S", "P") and not (opening or after.isspace()):
            return None
        if opening or len(name) > 2 or not meaning.isalpha() or name in _GREEK:
            return meaning, pos
        # A letter such as ø inside a word, with the space that ends its macro.
        inside = before.isalpha()
        if after == " " and source[pos + 1 : pos + 2].islower() and (inside or name.isupper()):
            return meaning, pos + 1
        return (meaning, pos) if inside and after in ("", " ", "-", ",", ".") else None
