"""Which texts have lost no backslash, told without the code that puts them back.

The names are those of pylatexenc's tables, which know nothing of words. A text
is free of debris if in no run of its letters such a name touches what only
mathematics puts beside it, and if no name stands in it that is no word. Which
names are words is counted: those that stand alone in one of 2,300 texts of the corpus
or more, with nothing mathematical beside them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pylatexenc.latex2text import get_default_latex_context_db

TOUCHING = "0-9{}^_!"
RUN = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{2,}")
BRACED = re.compile(r"[_^]\{|://[^\s{}]+\{|(?<![\\A-Za-z])\{[a-z]+ |_\w times \w_")
BEFORE_SIGN = re.compile(rf"(?<![A-Za-z\\])[A-Za-z]{{2,}}(?=[{TOUCHING}])")
AFTER_SIGN = re.compile(rf"(?<=[{TOUCHING}])[A-Za-z]{{2,}}")
ALONE = re.compile(r"(?<![^\s(])[A-Za-z]+(?=[\s,.;)])")
ONE_IN = 2_300
CARRIED = 5
"""Letters of the shortest name that is looked for in the middle of other letters."""


def names() -> set[str]:
    """Return all names of macros, without those of one letter."""
    specs = get_default_latex_context_db().iter_macro_specs()
    known = {spec.macroname for spec in specs}
    known |= {
        "text",
        "texttt",
        "textsf",
        "textsc",
        "textbf",
        "textit",
        "scriptsize",
        "bf",
        "sqrt",
    }
    known |= {"mathcal", "mathsf", "widetilde", "boldsymbol"}
    return {name for name in known if name.isalpha() and name.isascii() and len(name) > 1}


class DebrisFree:
    """Tells whether a text has lost no backslash; the corpus tells it which names are words."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.names = names()
        alone: Counter[str] = Counter()
        seen = 0
        for text in texts:
            seen += 1
            alone.update(self.names.intersection(ALONE.findall(text)))
        self.strange = {name for name in self.names if alone[name] * ONE_IN < seen}
        self._carries: dict[str, bool] = {}
        self._touched: dict[tuple[str, bool], bool] = {}

    def __call__(self, text: str) -> bool:
        """Tell whether no name in the text can be the rest of a macro."""
        if BRACED.search(text):
            return False
        for run in set(RUN.findall(text)):
            if run not in self._carries:
                self._carries[run] = any(
                    part in self.strange and (part == run or len(part) >= CARRIED)
                    for part in parts(run)
                )
            if self._carries[run]:
                return False
        return not (
            any(self._is_named(run, True) for run in BEFORE_SIGN.findall(text))
            or any(self._is_named(run, False) for run in AFTER_SIGN.findall(text))
        )

    def _is_named(self, run: str, at_end: bool) -> bool:
        """Tell whether a run of letters ends or begins with a name."""
        if (run, at_end) not in self._touched:
            ends = run.endswith if at_end else run.startswith
            self._touched[run, at_end] = any(ends(name) for name in self.names)
        return self._touched[run, at_end]


def parts(run: str) -> Iterator[str]:
    """Yield all that stands in a run of letters."""
    for start in range(len(run)):
        for end in range(start + 2, len(run) + 1):
            yield run[start:end]
