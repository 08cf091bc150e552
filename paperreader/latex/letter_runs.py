"""Runs of letters within a formula: names, variables and short acronyms, often glued."""

import re
from functools import lru_cache

from paperreader.latex.lost_names import GREEK, IN_A_FORMULA, NO_WORDS
from paperreader.latex.symbols import names

_SHORT_WORDS = names(
    "in to of is or an at by if we as on it be no so do up us my he me go am vs our the and for"
)
_GLUED = NO_WORDS | GREEK - names("xi pi mu nu chi psi phi rho tau eta ell") | names(
    "times sim approx log circ left right big Big"
)  # fmt: skip
_ALTERNATIVES = "|".join(sorted(_GLUED, key=len, reverse=True))
_RUN = re.compile(
    rf"(?P<lead>[A-Za-z]{{0,2}}?)(?P<names>(?:{_ALTERNATIVES})+)(?P<trail>[A-Za-z]?)"
)
_ONE = re.compile(_ALTERNATIVES)


@lru_cache(maxsize=2048)
def parts(word: str) -> tuple[str, ...] | None:
    """Return the names and variables that a run of letters is made of within a formula.

    ``mloglog`` is ``("m", "log", "log")``; None where the letters are not made
    of names.
    """
    if word in IN_A_FORMULA:
        return (word,)
    run = _RUN.fullmatch(word)
    if run is None:
        return None
    return (*run["lead"], *_ONE.findall(run["names"]), *run["trail"])


def is_term(word: str) -> bool:
    """Tell whether letters may stand in a formula: variables, names, a short acronym."""
    if len(word) == 1 or parts(word) is not None:
        return True
    return word not in _SHORT_WORDS and (len(word) == 2 or (word.isupper() and len(word) < 5))
