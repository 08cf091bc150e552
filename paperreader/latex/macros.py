"""Macros with arguments, and what each makes of them."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from paperreader.latex.limits import DEEPEST
from paperreader.latex.notation import accented, fraction, in_alphabet, root, script
from paperreader.latex.symbols import names

if TYPE_CHECKING:
    from paperreader.latex.reader import Reader

_ESCAPED = re.compile(r"\\([%#_&~{}])")
_COMMA = re.compile(r"\s*,\s*")
_CODE_POINT = re.compile(r"x([0-9A-Fa-f]{1,5})|([0-9]{1,6})")


class Incomplete(Exception):
    """A macro lacks an argument, or has one that means nothing: it stays as it is."""


class Arguments:
    """The arguments of one macro, taken from left to right.

    In running text they are `braced`; in a formula one sign or one macro will do.
    What is taken is behind `pos` afterwards.
    """

    def __init__(self, reader: "Reader", pos: int, end: int, depth: int, braced: bool) -> None:
        self.reader, self.pos, self.end, self.depth = reader, pos, end, depth
        self.braced = braced

    def math(self) -> str:
        """Take an argument that is a formula."""
        return self._take(self.reader.math)

    def prose(self) -> str:
        """Take an argument that is running text."""
        return self._take(self.reader.prose)

    def raw(self) -> str:
        """Take an argument that is a name, an address or a measure."""
        source = self.reader.source
        return self._take(lambda pos, end, _: _ESCAPED.sub(r"\1", source[pos:end]))

    def optional(self) -> str:
        """Take an argument in square brackets; empty if there is none."""
        source = self.reader.source
        if not source.startswith("[", self.pos):
            return ""
        close = source.find("]", self.pos, min(self.end, self.pos + 80))
        if close < 0:
            raise Incomplete
        text = self.reader.math(self.pos + 1, close, self.depth + 1)
        self.pos = close + 1
        return text

    def has_more(self) -> bool:
        """Tell whether another argument follows in braces."""
        return self.reader.source.startswith("{", self.pos)

    def _take(self, read: Callable[[int, int, int], str]) -> str:
        reader, source = self.reader, self.reader.source
        pos = self.pos if self.braced else reader.after_space(self.pos, self.end)
        if pos >= self.end:
            raise Incomplete
        if source[pos] == "{":
            close = reader.close(pos, self.end)
            if close is None:
                raise Incomplete
            self.pos = close + 1
            return read(pos + 1, close, self.depth + 1)
        if self.braced or source[pos] in "}^_&$" or self.depth > DEEPEST:
            raise Incomplete
        if source[pos] == "\\":
            text, self.pos = reader.math_macro(pos, self.end, self.depth + 1)
            return text
        self.pos = pos + 1
        return source[pos]


def _lettering(alphabet: str) -> Callable[[Arguments], str]:
    return lambda a: in_alphabet(a.math(), alphabet)


def _marking(mark: str) -> Callable[[Arguments], str]:
    return lambda a: accented(a.math(), mark)


def _stacked(sign: str) -> Callable[[Arguments], str]:
    def stack(a: Arguments) -> str:
        beside = script(sign, a.math())
        return a.math() + beside

    return stack


def link(address: str, label: str) -> str:
    """Return a link: its label with the address, or one of them where they are the same."""
    label = label.strip()
    if not address or label.rstrip("/") == address.rstrip("/"):
        return label or address
    return f"{label} ({address})" if label else address


def _cited(a: Arguments) -> str:
    places = [a.optional(), a.optional()]
    keys = _COMMA.sub(", ", a.raw().strip())
    return "[" + ", ".join(part for part in (keys, *places) if part) + "]"


def _noted(a: Arguments) -> str:
    a.optional()
    text = a.prose().strip()
    return f" ({text})" if text else ""


def _second(a: Arguments) -> str:
    a.raw()
    return a.prose()


def _coloured(a: Arguments) -> str:
    a.raw()
    return a.prose() if a.has_more() else ""


def _dropped(a: Arguments) -> str:
    a.raw()
    return ""


def _code_point(a: Arguments) -> str:
    number = _CODE_POINT.fullmatch(a.raw().strip())
    if number is None:
        raise Incomplete
    code = int(number[1], 16) if number[1] else int(number[2])
    if not 0x20 < code < 0x110000 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000:
        raise Incomplete
    return chr(code)


def _dingbat(a: Arguments) -> str:
    """Return a sign of the Zapf Dingbats font by its number there."""
    number = a.raw().strip()
    if number not in _DINGBATS:
        raise Incomplete
    return _DINGBATS[number]


_DINGBATS = {
    "51": "✓", "52": "✔", "55": "✗", "56": "✘", "72": "★", "73": "☆",
} | {
    str(172 + 10 * circled + digit): chr(first + digit)
    for circled, first in enumerate((0x2460, 0x2776, 0x2780, 0x278A))  # 1 to 10 in circles
    for digit in range(10)
}  # fmt: skip
_MATH_ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "Hat": "\u0302", "tilde": "\u0303",
    "widetilde": "\u0303", "Tilde": "\u0303", "bar": "\u0304", "overline": "\u0304",
    "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7", "check": "\u030c", "breve": "\u0306",
    "acute": "\u0301", "grave": "\u0300", "mathring": "\u030a",
}  # fmt: skip
_ALPHABETS = {
    "mathcal": "SCRIPT",
    "mathscr": "SCRIPT",
    "mathbb": "DOUBLE-STRUCK",
    "Bbb": "DOUBLE-STRUCK",
    "mathds": "DOUBLE-STRUCK",
    "mathfrak": "FRAKTUR",
}
_TEXTS = names(
    "textbf textit emph texttt textsc textsf textrm textup textmd textnormal textsl text mbox"
    " hbox underline uline ul ac acs gls Gls"
)
_FORMULAS = names(
    "mathrm mathbf mathsf mathtt mathit mathnormal boldsymbol bm pmb mathop mathbin mathrel"
    " mathord smash ensuremath overbrace underbrace"
)
_CITATIONS = names(
    "cite citep citet citealp citealt citeauthor citeyear parencite textcite autocite"
)
FRACTIONS = names("frac dfrac tfrac cfrac nicefrac sfrac")
OPTIONED = _CITATIONS | {"footnote"}
"""What may have an argument in square brackets in running text."""

_SHAPES: dict[str, Callable[[Arguments], str]] = {
    **dict.fromkeys(_TEXTS, Arguments.prose),
    **dict.fromkeys(_FORMULAS, Arguments.math),
    **{name: _lettering(alphabet) for name, alphabet in _ALPHABETS.items()},
    **{name: _marking(mark) for name, mark in _MATH_ACCENTS.items()},
    **dict.fromkeys(FRACTIONS, lambda a: fraction(a.math(), a.math())),
    **dict.fromkeys(
        ("binom", "tbinom", "dbinom"),
        lambda a: f"({a.math().strip()} choose {a.math().strip()})",
    ),
    "sqrt": lambda a: root(a.optional(), a.math()),
    "pmod": lambda a: f"(mod {a.math().strip()})",
    "textsuperscript": lambda a: script("^", a.prose()),
    "textsubscript": lambda a: script("_", a.prose()),
    **dict.fromkeys(("overset", "stackrel"), _stacked("^")),
    "underset": _stacked("_"),
    "xrightarrow": lambda a: "→" + script("^", a.math()),
    "href": lambda a: link(a.raw(), a.prose() if a.has_more() else ""),
    "hyperlink": lambda a: _second(a).strip(),
    "url": lambda a: a.raw().strip(),
    **dict.fromkeys(_CITATIONS, _cited),
    "footnote": _noted,
    **dict.fromkeys(("ref", "eqref", "cref", "Cref", "autoref"), lambda a: f"({a.raw()})"),
    **dict.fromkeys(("textcolor", "foreignlanguage"), _second),
    "color": _coloured,
    **dict.fromkeys(("vspace", "hspace", "label"), _dropped),
    **dict.fromkeys(("enquote", "textquote"), lambda a: f"“{a.prose()}”"),
    "SI": lambda a: f"{a.prose()} {a.prose()}",
    "unicode": _code_point,
    "ding": _dingbat,
}
"""What a macro with arguments stands for, given them."""


def takes_arguments(name: str) -> bool:
    """Tell whether the macro of that name is one with arguments."""
    return name in _SHAPES


def applied(name: str, arguments: Arguments) -> str | None:
    """Return what a macro makes of its arguments; None if one is missing.

    What failed is remembered: its first arguments are read again on their
    own, and macros within them must not double the work at each level.
    """
    start, incomplete = arguments.pos, arguments.reader.incomplete
    if start in incomplete:
        return None
    try:
        return _SHAPES[name](arguments)
    except Incomplete:
        incomplete.add(start)
        return None
