"""Macros without arguments: the signs, operators, spaces and switches they stand for."""

from functools import cache, lru_cache
from typing import Any


def names(words: str) -> frozenset[str]:
    """Return the set of the words."""
    return frozenset(words.split())


SWITCHES: dict[str, str | None] = dict.fromkeys(
    names(
        "bf it em tt sc rm sf sl bfseries itshape ttfamily sffamily scshape rmfamily normalfont"
        " tiny scriptsize footnotesize small normalsize large Large LARGE huge displaystyle"
        " textstyle scriptstyle scriptscriptstyle boldmath noindent"
    )
) | {"cal": "SCRIPT", "scr": "SCRIPT", "frak": "FRAKTUR"}
"""What changes the font up to the end of a group, with the alphabet if Unicode has it."""
SIZES = names("left right middle") | {
    size + side for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
}
"""What sets the size of the bracket after it."""
SPACES = frozenset((",", ";", ":", " ", ">", "\n", "\\", "quad", "qquad", "enspace", "space"))
NOTHING = names("! / - @ limits nolimits allowbreak nobreakdash nonumber")
OPERATORS = names(
    "log ln exp max min sup inf lim arg argmax argmin sin cos tan cot sec csc sinh cosh tanh"
    " arcsin arccos arctan det dim deg gcd lcm ker hom Pr sign sgn tr Tr rank diag poly polylog"
    " lg limsup liminf softmax supp Var Cov mod bmod"
)
"""What is written as its name, apart from the letters beside it."""

_SYMBOLS = {
    "implies": "⇒", "iff": "⇔", "gets": "←", "coloneqq": "≔", "eqqcolon": "≕", "colon": ":",
    "Re": "Re", "Im": "Im", "ddag": "‡", "dag": "†", "S": "§", "P": "¶", "copyright": "©",
    "pounds": "£", "euro": "€", "texteuro": "€", "prime": "′", "percent": "%", "degree": "°",
    "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "|": "‖", "checkmark": "✓",
    "LaTeX": "LaTeX", "TeX": "TeX", "ne": "≠", "Box": "□", "square": "□", "Diamond": "◇",
    "blacksquare": "■", "slash": "/", "vDash": "⊨", "circledR": "®", "lnot": "¬", "land": "∧",
    "lor": "∨", "complement": "∁", "dotsb": "⋯", "lt": "<", "gt": ">", "textgreater": ">",
    "textless": "<", "ie": "i.e.", "eg": "e.g.", "etc": "etc.", "etal": "et al.",
    "textbackslash": "\\", "textrightarrow": "→", "texttimes": "×", "textpertenthousand": "‱",
    "leqslant": "≤", "geqslant": "≥", "&": "&", "%": "%", "#": "#", "_": "_", "$": "$",
    "{": "{", "}": "}",
}  # fmt: skip
"""What pylatexenc lacks, or says otherwise than running text does."""


@cache
def _tables() -> Any:
    from pylatexenc.latex2text import (  # noqa: PLC0415 - only text that holds macros pays
        get_default_latex_context_db,
    )

    return get_default_latex_context_db()


@lru_cache(maxsize=2048)
def symbol(name: str) -> str | None:
    """Return what a macro without arguments stands for; None if it is not known."""
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    if name in OPERATORS:
        return None
    meaning = getattr(_tables().get_macro_spec(name), "simplify_repl", None)
    if not isinstance(meaning, str) or not meaning.strip() or "%" in meaning:
        return None
    return None if meaning.startswith("<") and meaning != "<" else meaning
