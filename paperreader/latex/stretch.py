"""How far a formula reaches around the name that proved it."""

from paperreader.latex.letter_runs import is_term, parts
from paperreader.latex.lost_names import (
    ACCENTS,
    ALPHABETS,
    BRACKET_SIZES,
    COMPARISONS,
    FUNCTIONS,
    GREEK,
    PAIRS,
    RELATIONS,
    SIGNS_BETWEEN,
    TEXTS,
)
from paperreader.latex.macros import takes_arguments
from paperreader.latex.tokens import CLOSING, Tokens

_LANDAU = ("O", "o", "Omega", "Theta")
_LOOSE = {"times", "sim", "approx", "to", "in", "pm"}
"""Relations that words follow as often as terms."""
_FURTHEST = 60
"""Tokens; what opened farther away encloses no formula."""


def stretch(tokens: Tokens, at: int, floor: int) -> tuple[int, int]:
    """Return from which token up to which the formula goes that the trace there is in.

    It does not search on where it starts before `floor`, the end of the formula before it.
    """
    start, end = at, _paired(tokens, at)
    if tokens.text(at - 1) == "!" == tokens.text(at + 1):  # the rests of two negative spaces
        start, end = at - 1, at + 2
    while True:
        left = _leftwards(tokens, start, end) if start > floor else (start, end)
        wider = _enclosing(tokens, *_rightwards(tokens, *left))
        if wider == (start, end):
            return wider
        start, end = wider


def _paired(tokens: Tokens, at: int) -> int:
    """Return where a pair of brackets that are written as words ends."""
    closing = PAIRS.get(tokens.text(at))
    for end in range(at + 1, min(at + _FURTHEST, len(tokens)) if closing else 0):
        if tokens.text(end) == closing:
            return end + 1 if tokens.is_formula(at, end) else at + 1
    return at + 1


def _leftwards(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    first, before = tokens.text(start), tokens.text(start - 1)
    kind = tokens.kind(start - 1)
    if not before:
        return start, end
    if first in ("^", "_"):  # whatever has an index belongs to it
        return _atom_start(tokens, start - 1, any_word=True), end
    if before in ("^", "_"):
        return _atom_start(tokens, start - 2, any_word=True), end
    if kind == "space":
        return _over_space(tokens, start), end
    if before in ("(", "[", "{", ",", "!") or kind == "opaque":
        return start, end
    if before in SIGNS_BETWEEN:
        left = _atom_start(tokens, start - 2)
        return (left, end) if left < start - 1 else (start, end)
    if before == "}" or first in CLOSING or kind in ("word", "number"):
        word = before if kind == "word" else ""
        if first in CLOSING and word in ACCENTS - {"sqrt"}:
            return start, end
        if (
            first in CLOSING
            and word
            and not (word in _LANDAU or len(word) == 1 or _sized(word))
        ):
            return (start, end) if parts(word) is None else (start - 1, end)
        return _atom_start(tokens, start - 1), end
    return (_atom_start(tokens, start - 1), end) if before in (")", "]") else (start, end)


def _sized(word: str) -> bool:
    split = parts(word)
    return split is not None and split[-1] in BRACKET_SIZES


def _atom_start(tokens: Tokens, at: int, *, any_word: bool = False) -> int:
    """Return where the term starts whose last token is there; the token behind if none does."""
    text, kind = tokens.text(at), tokens.kind(at)
    if text in CLOSING.values():
        opening = tokens.partner.get(at, at)
        inside = opening < at and tokens.is_formula(opening, at + 1)
        if not inside or tokens.kind(opening - 1) == "opaque":
            return at + 1
        owner = tokens.text(opening - 1)
        owned = text == "}" and (owner in ("^", "_") or takes_arguments(owner))
        applied = text == ")" and ((len(owner) == 1 and owner.isalpha()) or owner in _LANDAU)
        return opening - 1 if owned or applied else opening
    if kind == "number" or (kind == "word" and (any_word or is_term(text))):
        return at
    return at if kind == "sign" and not text.isascii() and text.isalpha() else at + 1


def _over_space(tokens: Tokens, start: int) -> int:
    """Return where the formula starts that goes on behind a space, if it does."""
    first, before = tokens.text(start), tokens.text(start - 2)
    takes = before in ALPHABETS or before in ACCENTS
    plain = tokens.text(start + 1) in ("(", "^", "_") or before not in ("bar", "dot")
    if takes and plain and (len(first) == 1 or first in _LANDAU or first in GREEK):
        return start - 2
    if first in RELATIONS or first in SIGNS_BETWEEN:
        left = _atom_start(tokens, start - 2)
        if left < start - 1 and _stands_alone(tokens, left, start - 1):
            return left
    elif before in SIGNS_BETWEEN or before in RELATIONS - {"to", "in", "times", "star", "sim"}:
        left = start - 2
        if tokens.kind(left - 1) == "space":
            left = _atom_start(tokens, left - 2)
            if left < start - 3 and _stands_alone(tokens, left, start - 3):
                return left
        if before in COMPARISONS:
            return start - 2
    elif before == "in" and tokens.kind(start - 4) == "word":
        named = first in ALPHABETS or (len(first) == 1 and tokens.text(start + 1) == "^")
        variable = tokens.text(start - 4)
        if named and len(variable) == 1 and _stands_alone(tokens, start - 4, start - 3):
            return start - 4
    elif tokens.text(start - 3) == "_" and tokens.kind(start - 2) in ("word", "number"):
        if len(tokens.text(start - 4)) == 1 and _stands_alone(tokens, start - 4, start - 1):
            return start - 4  # a product
    elif before in FUNCTIONS and before not in ("max", "min", "deg", "dim"):
        return start - 2
    return start


def _stands_alone(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a term is one by itself, and not a word or the end of one."""
    glued = tokens.kind(start - 1) in ("word", "number", "opaque")
    if glued or tokens.text(start - 1) in ("'", "-"):
        return False
    word = tokens.text(start)
    if end - start > 1 or tokens.kind(start) == "number":
        return True
    return word not in ("a", "A", "I") and (len(word) == 1 or word in GREEK)


def _rightwards(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    last, after = tokens.text(end - 1), tokens.text(end)
    if after in ("^", "_"):
        return start, _script_end(tokens, end)
    if last in ("^", "_"):
        return start, _script_end(tokens, end - 1)
    if after in CLOSING:
        close = tokens.group_end(end)
        if close is None:
            return start, end
        if after == "{" and (last in ALPHABETS or last in TEXTS or last in ACCENTS):
            return start, close
        inside = tokens.is_formula(end, close)
        return (start, close) if inside and last not in RELATIONS else (start, end)
    kind, word = tokens.kind(end), tokens.kind(end - 1) == "word"
    if kind in ("word", "number") and tokens.kind(end - 1) != "space":
        return (start, end + 1) if _goes_on(tokens, end) else (start, end)
    if after in SIGNS_BETWEEN:
        right = _atom_end(tokens, end + 1)
        return (start, right) if right > end + 1 and after != "-" else (start, end)
    if kind != "space":
        return start, end
    if last in ALPHABETS or last in ACCENTS:
        nucleus = tokens.text(end + 1)
        return (start, end + 2) if is_term(nucleus) and len(nucleus) == 1 else (start, end)
    follows = tokens.text(end + 1)
    product = last == "times" and tokens.text(end + 2) == "_"
    if word and (product or last in RELATIONS - _LOOSE):
        right = _atom_end(tokens, end + 1)
        if (
            right > end + 1
            and _stands_alone(tokens, end + 1, right)
            and _is_free(tokens, right)
        ):
            variable = tokens.kind(end + 1) != "number" or tokens.text(end + 2) == "^"
            if variable:
                return start, right
    joins = follows in SIGNS_BETWEEN or follows in RELATIONS - {"in", "to", "times"}
    if joins and tokens.kind(end + 2) == "space":
        right = _atom_end(tokens, end + 3)
        if (
            right > end + 3
            and _stands_alone(tokens, end + 3, right)
            and _is_free(tokens, right)
        ):
            return start, right
    return start, end


def _is_free(tokens: Tokens, at: int) -> bool:
    """Tell whether nothing is glued to the term that ends there."""
    return tokens.kind(at) not in ("word", "number") and tokens.text(at) != "-"


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Tell whether letters or digits glued to a formula are a part of it."""
    text = tokens.text(at)
    if tokens.kind(at) == "number":
        return parts(tokens.text(at - 1)) is not None and tokens.text(at + 1) in ("^", "_", "{")
    return parts(text) is not None or (len(text) == 1 and tokens.text(at - 1) != "}")


def _script_end(tokens: Tokens, at: int) -> int:
    """Return where the exponent or index ends whose sign stands there."""
    if tokens.text(at + 1) == "{":
        return tokens.group_end(at + 1) or at
    if tokens.text(at + 1) == "(":
        close = tokens.group_end(at + 1)
        return close if close is not None and tokens.is_formula(at + 1, close) else at
    kind = tokens.kind(at + 1)
    if kind in ("word", "number") or tokens.text(at + 1) in ("*", "+", "-"):
        return at + 2
    return at


def _atom_end(tokens: Tokens, at: int) -> int:
    """Return where the term ends that starts there; the same place if none does."""
    text, kind = tokens.text(at), tokens.kind(at)
    if text in ("(", "["):
        close = tokens.group_end(at)
        return close if close is not None and tokens.is_formula(at, close) else at
    letter = kind == "sign" and not text.isascii() and text.isalpha()
    if not (kind == "number" or letter or (kind == "word" and is_term(text))):
        return at
    end = at + 1
    while tokens.text(end) in ("^", "_") and _script_end(tokens, end) > end:
        end = _script_end(tokens, end)
    group = tokens.group_end(end) if kind == "word" and tokens.text(end) == "(" else None
    return group if group is not None and tokens.is_formula(end, group) else end


def _enclosing(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the brackets around the formula if all within them belongs to it."""
    depth = 0
    for at in range(start - 1, max(start - _FURTHEST, 0) - 1, -1):
        if tokens.kind(at) == "opaque":
            break
        text = tokens.text(at)
        depth += (text in CLOSING.values()) - (text in CLOSING)
        if depth < 0:
            close = tokens.group_end(at)
            if close is None or close < end or not tokens.is_formula(at, close):
                break
            return (start, end) if tokens.is_argument_of_a_macro(at) else (at, close)
    return start, end
