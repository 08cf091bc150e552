"""Whether a text may hold LaTeX without its backslashes, told at the cost of a glance."""

import re
from functools import cache

from paperreader.latex.lost_names import (
    ACCENTS,
    ALPHABETS,
    GREEK,
    IN_BRACES,
    RAISED,
    SUMS,
    SWITCHED,
    TEXTS,
)


def _any(names: frozenset[str]) -> str:
    return "|".join(sorted(names))


_INDEXED = GREEK | SUMS
_NEAR = {
    "{": (
        rf"\{{(?:{_any(IN_BRACES)})\}}|\{{(?:{_any(SWITCHED)}) |://[^\s{{}}$\\]{{1,300}}\{{"
        rf"|(?<![A-Za-z\\])(?:{_any(TEXTS | ALPHABETS | ACCENTS)})\{{"
    ),
    "^": rf"\^\{{?(?:{_any(GREEK | RAISED)})|(?:{_any(GREEK)})\^",
    "_": (rf"(?:{_any(_INDEXED)})_|[A-Za-z]_(?:{_any(GREEK)})(?![a-z])|_\w{{1,12}} times "),
    "times": r"times(?:(?<=\dtimes)|(?<=\d[A-Za-z]times)|(?<=otimes))",
    "sim": r"sim(?:\d|!|\b(?<=\dsim)|(?<=lesssim)|(?<=gtrsim))",
    "approx": r"approx(?:\d|!| \d[\d.]{0,8}times)",
    "pm": r"pm(?: ?\d(?<![A-Za-z]pm\d)(?<![A-Za-z]pm \d))",
    "to": r"to\d(?<=\dto\d)",
    "Delta": r"Delta\d",
    "eq": r"eq(?!u)",
    "var": r"var(?:eps|ph|th|rho|sig)",
    "angle": r"angle(?:(?<=langle)|(?<=rangle))",
    "floor": r"[lr]floor",
    "ceil": r"[lr]ceil",
    "math": rf"(?<!\\)(?:{_any(ALPHABETS)}) ",
    "tilde": r"(?<!\\)tilde [OoT]|(?<!\\)widetilde",
    "notin": r"notin(?!g)",
}
"""What may be a part of a name, and what near it makes the text worth a closer look.

Where it can be, a pattern begins with the sign itself: then it is searched for quickly.
"""
_STRANGE = (
    "arrow", "infty", "cdot", "propto", "boldsymbol", "widehat", "sqrt ", "oplus", "subsetn",
    "setminus", "emptyset", "mapsto", "ldots",
)  # fmt: skip


_SIGNS = tuple(_NEAR)


@cache
def _near(sign: str) -> re.Pattern[str]:
    """Compile what a text must hold beside the sign; most programs' runs need few of them."""
    return re.compile(_NEAR[sign])


def has_hint(text: str) -> bool:
    """Tell whether it is worth while to look for names of macros in the text.

    False is certain, true means that `paperreader.latex.debris` has to look.
    """
    for sign in _SIGNS:
        if sign in text and _near(sign).search(text) is not None:
            return True
    for name in _STRANGE:
        if name in text:
            return True
    return ("_{" in text or "^{" in text) and not marks_formulas(text)


def marks_formulas(text: str) -> bool:
    """Tell whether formulas may be marked as such; then braces alone prove no loss."""
    return text.count("$") > 1 or "\\(" in text or "\\[" in text
