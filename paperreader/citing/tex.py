r"""Text as LaTeX and BibTeX take it: specials escaped, what is LaTeX already left working.

Titles arrive with math (``M$^{2}$SNet``), text macros (``\textit{Rule}sual``),
accents (``Uzna\'{n}ski``), prices (``$500``) and plain specials (``Q&A``, ``80%``), often
one beside the other. What is returned here has these properties, whatever came in:
braces are balanced as BibTeX counts them (which heeds no backslash), every
special outside math is escaped, and a control sequence is one that LaTeX knows.
Unicode is kept.
"""

import re
from collections.abc import Callable

from paperreader.citing.tex_macros import (
    ACCENTS,
    FONT_SWITCHES,
    MATH_MACROS,
    MATH_WITH_ARGUMENT,
    TEXT_SYMBOLS,
    TEXT_WITH_ARGUMENT,
)
from paperreader.citing.tex_math import closing_dollar, is_math, math_body
from paperreader.citing.text import one_line

_SPECIALS = str.maketrans(
    {
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_BACKSLASH = r"\textbackslash{}"
_OPEN, _CLOSE = r"\textbraceleft{}", r"\textbraceright{}"

_needs_reading = re.compile(r"[\\{}$]")
_text_run = re.compile(r"[^\\{}$]+")
_macro = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_letter = r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]"
_accented = re.compile(rf"\{{(?:{_letter}|\\[ij])?\}}")
_accented_bare = re.compile(rf"{_letter}|\\[ij](?![A-Za-z])")
_accented_spaced = re.compile(rf" ({_letter}|\\[ij](?![A-Za-z]))")
_argument = re.compile(r" ?\{")
_group = re.compile(r"\{[^{}$]{0,400}(?:\{[^{}$]{0,200}\}[^{}$]{0,200}){0,9}\}")
_spaces = re.compile(r" {2,}")

# A word, or the part of one between hyphens: SpecDec++, BERT, Wan2.1, the X of X-ray.
_word_part = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*[+*]*")
# The same, but words such as Attention or is are stepped over: most of a title is.
_odd_word_part = re.compile(
    rf"(?<![^\W_])(?![A-Z]?[a-z]+(?![^\W_]|['’.+*])){_word_part.pattern}"
)
_capital = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_digit_or_sign = re.compile(r"[\d+*]")
_command_name = re.compile(r"\\[A-Za-z]+")


def escape(text: str) -> str:
    """Return the text as a BibTeX value; see the module for what holds of it."""
    text = one_line(text)
    if not _needs_reading.search(text):
        return text.translate(_SPECIALS)
    return _Reader(text, _escape_run).read()


def escape_title(text: str) -> str:
    """Return a title as a BibTeX value, with braces around what styles must not lower."""
    text = one_line(text)
    if not _needs_reading.search(text):
        return protect_capitals(text).translate(_SPECIALS)
    return _Reader(text, _escape_and_protect_run, protect=True).read()


def protect_capitals(text: str) -> str:
    """Put braces around the words of brace-free text that have more than a first capital."""
    return _odd_word_part.sub(_protected, text)


def verbatim(text: str) -> str:
    """Return an identifier for a field that is printed as it is, such as ``eprint`` or ``doi``.

    Nothing is escaped there; what could end the field or the line is percent-encoded.
    """
    return re.sub(r"[\s{}\\%\"]", _percent_encoded, one_line(text))


def _percent_encoded(match: re.Match[str]) -> str:
    char = match.group()
    return char if char == "%" else f"%{ord(char):02X}"


def _protected(match: re.Match[str]) -> str:
    part = match.group()
    if part.islower() or not _capital.search(part):
        return part
    if len(part) == 1:
        return part if part == "A" and not _in_compound(match) else f"{{{part}}}"
    if _capital.search(part, 1) or _digit_or_sign.search(part):
        return f"{{{part}}}"
    return part


def _in_compound(match: re.Match[str]) -> bool:
    """Whether a letter is part of Q&A, A/B or A-optimal, so that it is no article."""
    text, (start, end) = match.string, match.span()
    around = text[start - 1 : start] + text[end : end + 1]
    return any(char in "&/-+" for char in around)


def _escape_run(run: str) -> str:
    return run.translate(_SPECIALS)


def _escape_and_protect_run(run: str) -> str:
    return protect_capitals(run).translate(_SPECIALS)


class _Reader:
    """Reads text that has backslashes, braces or dollars, once, from left to right."""

    def __init__(
        self, text: str, top_run: Callable[[str], str], *, protect: bool = False
    ) -> None:
        self.text = text
        self.top_run = top_run
        self.protect = protect
        self.pieces: list[str] = []
        self.open: list[int] = []
        """Where in `pieces` the braces stand that are not closed yet."""

    def read(self) -> str:
        text, at = self.text, 0
        while at < len(text):
            char = text[at]
            if char == "\\":
                at = self._command(at)
            elif char == "$":
                at = self._dollar(at)
            elif char == "{":
                self.open.append(len(self.pieces))
                self.pieces.append("{")
                at += 1
            elif char == "}":
                self._close()
                at += 1
            else:
                run = _text_run.match(text, at)
                assert run is not None
                self._run(run.group())
                at = run.end()
        for place in self.open:
            self.pieces[place] = _OPEN
        return _spaces.sub(" ", "".join(self.pieces)).strip()

    def _run(self, run: str) -> None:
        if self.open:
            self.pieces.append(_escape_run(run))
            return
        glued = self.pieces and not self.pieces[-1].endswith((" ", "\\,"))
        if self.protect and glued and _capital.match(run):
            # SNet in M$^{2}$SNet: the word has begun before.
            part = _word_part.match(run)
            if part is not None:
                self.pieces.append(f"{{{part.group()}}}")
                run = run[part.end() :]
        self.pieces.append(self.top_run(run))

    def _close(self) -> None:
        if not self.open:
            self.pieces.append(_CLOSE)
            return
        start = self.open.pop()
        self.pieces.append("}")
        if self.protect and not self.open:
            # BibTeX takes {\bf LoRA} for one accented letter and lowers it.
            group = "".join(self.pieces[start + 1 : -1])
            if group.startswith("\\") and _capital.search(_command_name.sub("", group)):
                self.pieces[start] = "{{"
                self.pieces[-1] = "}}"

    def _dollar(self, at: int) -> int:
        text = self.text
        sign = "$$" if text.startswith("$$", at) else "$"
        start = at + len(sign)
        end = closing_dollar(text, start)
        if end >= 0 and text.startswith(sign, end):
            content, after = text[start:end], end + len(sign)
            math = math_body(content) if is_math(content, text[after : after + 1]) else None
            if math is not None:
                self._append_math(math)
                return after
        self.pieces.append(r"\$" * len(sign))
        return start

    def _append_math(self, math: str) -> None:
        # BibTeX lowers the letters of unbraced math too, and \Delta is not \delta.
        protect = self.protect and not self.open and _capital.search(math)
        self.pieces.append(f"{{${math}$}}" if protect else f"${math}$")

    def _command(self, at: int) -> int:
        text = self.text
        match = _macro.match(text, at)
        if match is None:
            self.pieces.append(_BACKSLASH)
            return at + 1
        name, end = match.group(1), match.end()
        if name.isascii() and name.isalpha():
            return self._word_command(name, at, end)
        if name in "&%#_$":
            self.pieces.append("\\" + name)
        elif name in "{}":
            self.pieces.append(_OPEN if name == "{" else _CLOSE)
        elif name in "\\;:> ":
            self.pieces.append(" ")
        elif name in ",/-@":
            self.pieces.append("\\" + name)
        elif name == "(":
            closing = text.find("\\)", end, end + 1000)
            content = text[end:closing].strip() if closing > 0 else ""
            doubtful = not content or content.endswith("\\") or "$" in content
            math = None if doubtful else math_body(content)
            if math is None:
                self.pieces.append(_BACKSLASH)
                return at + 1
            self._append_math(math)
            return closing + 2
        elif name in ACCENTS:
            return self._accent(name, at, end)
        else:
            self.pieces.append(_BACKSLASH)
            return at + 1
        return end

    def _accent(self, name: str, at: int, end: int) -> int:
        text = self.text
        if braced := _accented.match(text, end):
            argument, end = braced.group(), braced.end()
        elif not name.isalpha() and (bare := _accented_bare.match(text, end)):
            argument, end = f"{{{bare.group()}}}", bare.end()
        elif spaced := _accented_spaced.match(text, end):
            if not name.isalpha() and not spaced.group(1).startswith("\\"):
                self.pieces.append(_BACKSLASH)
                return at + 1
            argument, end = f"{{{spaced.group(1)}}}", spaced.end()
        else:
            self.pieces.append(_BACKSLASH)
            return at + 1
        accented = f"\\{name}{argument}"
        # \H at the top of a title would be lowered to \h, which LaTeX does not know.
        self.pieces.append(f"{{{accented}}}" if name.isupper() and not self.open else accented)
        return end

    def _word_command(self, name: str, at: int, end: int) -> int:
        text = self.text
        if name in ACCENTS:
            return self._accent(name, at, end)
        if name in TEXT_SYMBOLS:
            ends_word = text[end : end + 1] in (" ", "\\", "{", "}", "")
            symbol = f"\\{name}" if ends_word else f"\\{name}{{}}"
            self.pieces.append(
                f"{{{symbol}}}" if not self.open and _capital.search(name) else symbol
            )
        elif name in FONT_SWITCHES:
            self.pieces.append(f"\\{name}" if text[end : end + 1] else f"\\{name}{{}}")
        elif name in TEXT_WITH_ARGUMENT:
            has_argument = _argument.match(text, end)
            self.pieces.append(f"\\{name}" if has_argument else f"\\{name}{{}}")
        elif name in MATH_WITH_ARGUMENT:
            group = _group.match(text, end)
            math = math_body(group.group()) if group is not None else None
            if group is None or math is None:
                self.pieces.append(f"{_BACKSLASH}{name}")
            else:
                self._append_math(f"\\{name}{math}")
                return group.end()
        elif name in MATH_MACROS:
            self._append_math(f"\\{name}")
        else:
            self.pieces.append(f"{_BACKSLASH}{name}")
        return end
