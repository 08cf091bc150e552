"""A text in tokens, for telling what in it was LaTeX before the backslashes were lost."""

import re
from collections.abc import Iterator

from paperreader.latex.evidence import is_math
from paperreader.latex.hints import marks_formulas
from paperreader.latex.letter_runs import is_term
from paperreader.latex.limits import LONGEST_MATH
from paperreader.latex.lost_names import LONG

_LONG = re.compile("|".join(LONG).replace("rangle", "(?<!st)(?<![wd])rangle"))
_SHORTEST_LONG = min(map(len, LONG))
_OPAQUE = (
    r"\\\(.{1,400}?\\\)|\\(?:[A-Za-z]+|.)|(?:https?://|www\.)[^\s{}]+|\w[\w.+-]{0,40}@\w[\w.-]*"
    r"|\b[\w-]{1,40}(?:\.[\w-]{1,40}){0,4}\.(?:com|org|io|net|edu|ai|co|cc|git|py|js|md|json|txt)"
    r"\b[^\s{}]*|[\w.~-]{1,60}(?:/[\w.~-]{1,60}){2,9}"
)
_TOKEN = re.compile(
    rf"(?P<opaque>{_OPAQUE})|(?P<word>[A-Za-z]+)|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<space>\s+)|(?P<sign>.)",
    re.DOTALL,
)
_DOLLARS = re.compile(rf"(\$\$?)([^$]{{1,{LONGEST_MATH}}})\1")
_SIGNS = frozenset("+-=<>*/|,.:!'^_~()[]{}%−×·≤≥≈∈→")
CLOSING = {"(": ")", "[": "]", "{": "}"}
_OPENING = {close: opening for opening, close in CLOSING.items()}
_LONGEST_GROUP = 80


class Tokens:
    """The tokens of a text and the brackets that belong together.

    `texts` and `kinds` run side by side; a kind is word, number, space, sign or
    opaque, the last for what is never looked into: addresses, macros that kept
    their backslash, formulas between dollar signs.
    """

    def __init__(self, source: str) -> None:
        self.texts: list[str] = []
        self.kinds: list[str] = []
        self.partner: dict[int, int] = {}
        """Where the bracket stands that belongs to the one there."""
        self.keeps_marks = marks_formulas(source)
        pos = 0
        for start, end in _formulas(source):
            self._read(source, pos, start)
            self.texts.append(source[start:end])
            self.kinds.append("opaque")
            pos = end
        self._read(source, pos, len(source))
        self._pair()

    def _read(self, source: str, pos: int, end: int) -> None:
        for match in _TOKEN.finditer(source, pos, end):
            text, kind = match.group(), match.lastgroup or "sign"
            pieces = _split(text) if kind == "word" else [text]
            self.texts += pieces
            self.kinds += [kind] * len(pieces)

    def _pair(self) -> None:
        """Find the braces that belong together, then the brackets that cross none of them."""
        for pair in ("{}", "([)]"):
            group, groups = -1, [-1]  # the brace that opened last and is open still
            open_at: dict[tuple[str, int], list[int]] = {}
            for at, text in enumerate(self.texts):
                if text in "{}" and pair != "{}" and at in self.partner:
                    groups.append(at) if text == "{" else groups.pop()
                    group = groups[-1]
                elif text not in pair:
                    continue
                elif text in CLOSING:
                    open_at.setdefault((text, group), []).append(at)
                elif starts := open_at.get((_OPENING[text], group)):
                    start = starts.pop()
                    self.partner[start], self.partner[at] = at, start

    def __len__(self) -> int:
        return len(self.texts)

    def text(self, at: int) -> str:
        """Return the token there; empty beyond both ends."""
        return self.texts[at] if 0 <= at < len(self.texts) else ""

    def kind(self, at: int) -> str:
        """Return what the token there is; empty beyond both ends."""
        return self.kinds[at] if 0 <= at < len(self.kinds) else ""

    def group_end(self, at: int) -> int | None:
        """Return where the token behind the group that opens there stands."""
        close = self.partner.get(at)
        return None if close is None or close <= at else close + 1

    def is_argument_of_a_macro(self, at: int) -> bool:
        """Tell whether the bracket there opens after a macro that kept its backslash."""
        return self.kind(at - 1) == "opaque" and not self.texts[at - 1][-1].isspace()

    def is_formula(self, start: int, end: int, *, names_any: bool = False) -> bool:
        """Tell whether all that stands there can be a part of a formula.

        With `names_any` words may stand there too, as in a subscript.
        """
        if not 0 < end - start <= _LONGEST_GROUP:
            return False
        for at in range(start, end):
            text, kind = self.texts[at], self.kinds[at]
            if kind == "opaque":
                return False
            if (
                kind == "sign"
                and text not in _SIGNS
                and (text.isascii() or not _is_letter(text))
            ):
                return False
            if kind == "word" and not is_term(text):
                script = self.text(at - 1) in ("^", "_")
                script = script or (
                    self.text(at - 1) == "{" and self.text(at - 2) in ("^", "_")
                )
                if not (names_any or script or self.text(at + 1) in ("^", "_")):
                    return False
        return True


def _split(word: str) -> list[str]:
    """Return the word in pieces, each name a piece that is told even within letters."""
    if len(word) <= _SHORTEST_LONG or _LONG.search(word) is None:
        operator = word.startswith("nabla") and word[5:].isupper()
        return ["nabla", word[5:]] if operator else [word]
    pieces, pos = [], 0
    for name in _LONG.finditer(word):
        pieces += [word[pos : name.start()], name.group()]
        pos = name.end()
    return [piece for piece in (*pieces, word[pos:]) if piece]


def _is_letter(sign: str) -> bool:
    """Tell whether the sign is a Greek or mathematical letter or its mark."""
    return "\u0370" <= sign <= "\u03ff" or "\u2070" <= sign <= "\u22ff" or sign >= "\U0001d400"


def _formulas(source: str) -> Iterator[tuple[int, int]]:
    """Yield where formulas stand between dollar signs."""
    pos = 0
    while (match := _DOLLARS.search(source, pos)) is not None:
        start, end = match.span()
        if is_math(match[2], source[max(start - 1, 0) : start], source[end : end + 1]):
            yield start, end
            pos = end
        else:
            pos = start + len(match[1])
