"""What proves that letters are the name of a macro whose backslash was lost.

Each rule looks at the name and at what touches it. None of them fires on a name
that stands alone as a word, unless it is no word of any language.
"""

import re

from paperreader.latex.letter_runs import parts
from paperreader.latex.lost_names import (
    ACCENTS,
    ALPHABETS,
    GREEK,
    IN_A_FORMULA,
    IN_BRACES,
    NO_WORDS,
    RAISED,
    SUMS,
    TEXTS,
)
from paperreader.latex.tokens import Tokens

_UNIT = re.compile(r"(?:[KMGBTkxXm%]|ms|times|dB|GB|MB|TB|FPS|nm|cm|mm|pp|bn)")
_LANDAU = ("O", "o", "Omega", "Theta")
_PARTICLES = ("2.5", "10", "1.0")
_SIZED = ("left", "big", "Big", "bigg", "Bigg")


def is_trace(tokens: Tokens, at: int) -> bool:
    """Tell whether the token there proves that a macro's backslash was lost."""
    word = tokens.text(at)
    if tokens.kind(at) == "sign":
        return word in ("^", "_") and _is_script(tokens, at)
    if tokens.kind(at) != "word" or (word not in IN_A_FORMULA and _stands_apart(tokens, at)):
        return False
    if word in NO_WORDS:
        return tokens.text(at - 1) not in ("/", "@", "#")
    if word in ALPHABETS or word in TEXTS:
        return _has_argument(tokens, at)
    braced = tokens.text(at + 1) == "}" == tokens.text(tokens.partner.get(at - 1, -1))
    if braced and word in IN_BRACES:
        owned = tokens.is_argument_of_a_macro(at - 1)
        return tokens.text(at - 2) not in ("_", "^", "$") and not owned
    return _is_number_sign(tokens, at) or _is_named_part(tokens, at)


def _stands_apart(tokens: Tokens, at: int) -> bool:
    """Tell whether nothing touches a word that could make a name of it."""
    return tokens.kind(at - 1) in ("space", "") and tokens.kind(at + 1) in ("space", "")


def _has_argument(tokens: Tokens, at: int) -> bool:
    """Tell whether a change of font has something to act on."""
    name, after = tokens.text(at), tokens.text(at + 1)
    if after == "{":
        return tokens.group_end(at + 1) is not None
    if name in TEXTS:
        return False
    if after[:1].isalpha():
        return not after.isascii() or name == "boldsymbol"
    nucleus = tokens.text(at + 2)
    return tokens.kind(at + 1) == "space" and len(nucleus) == 1 and nucleus.isalpha()


def _is_number_sign(tokens: Tokens, at: int) -> bool:
    """Tell whether a sign such as × touches the numbers that it belongs to."""
    word, before, after = tokens.text(at), tokens.kind(at - 1), tokens.kind(at + 1)
    after_number = before == "number" and not _ends_name(tokens, at - 2)
    split = parts(word)
    if word == "times" and before == "space" == after:
        return tokens.text(at - 3) == "_" == tokens.text(at + 3) and _is_variable(
            tokens, at - 4
        )
    if split is not None and split[0] == "times":
        measure = tokens.text(at - 1).isalpha() and tokens.kind(at - 2) == "number"
        return before == "number" or (measure and after == "number")
    if word in ("sim", "approx"):
        if tokens.text(at - 1) in ("_", "-", '"', "/", "."):
            return False
        if tokens.text(at - 1) == "!" == tokens.text(at + 1):
            return True
        if after == "number":
            return (before != "number" or after_number) and _ends_number(tokens, at + 1)
        far = tokens.kind(at + 2) == "number" and after == "space"
        times = far and parts(tokens.text(at + 3)) is not None
        return (word == "sim" and after_number and far) or (
            word == "approx" and times and tokens.text(at + 3).startswith("times")
        )
    if word == "pm":
        return _is_plus_minus(tokens, at)
    if word == "to":
        numbers = tokens.text(at - 1), tokens.text(at + 1)
        return after_number and after == "number" and all("." in text for text in numbers)
    if word == "Delta" and after == "number":
        return tokens.text(at - 1) in ("", " ", "(") and tokens.text(at + 2) == "%"
    return False


def _is_variable(tokens: Tokens, at: int) -> bool:
    return (
        len(tokens.text(at)) == 1
        and tokens.kind(at) == "word"
        and not _ends_name(tokens, at - 1)
    )


def _is_plus_minus(tokens: Tokens, at: int) -> bool:
    before, after = tokens.text(at - 1), tokens.text(at + 1)
    if tokens.kind(at + 1) == "number":
        alone = before in ("", " ", "(", "{", "\n") and after not in _PARTICLES
        return alone or ("." in before and tokens.kind(at - 1) == "number")
    if tokens.kind(at + 1) != "space" or tokens.kind(at + 2) != "number":
        return False
    percent = tokens.text(at + 3).startswith(("%", "\\%"))
    decimals = "." in tokens.text(at - 2) and tokens.kind(at - 1) == "space"
    return before == "{" or percent or decimals


def _is_named_part(tokens: Tokens, at: int) -> bool:
    """Tell whether a letter's or a sum's name has an index, an accent its letter."""
    word, after = tokens.text(at), tokens.text(at + 1)
    if _ends_name(tokens, at - 1) and tokens.text(at - 1) != "_":
        return False
    if word in GREEK:
        if tokens.text(at - 1) in ("/", "@", "#", "$", "&", "."):
            return False
        if after == "_":
            return _is_index(tokens, at + 2)
        if after == "^":
            raised = tokens.kind(at + 2)
            return raised in ("word", "number") or tokens.text(at + 2) in ("{", "(", "*")
        nucleus = tokens.text(at - 2)
        if tokens.text(at - 1) == "_" and (nucleus in GREEK or len(nucleus) == 1):
            return (
                nucleus.isalpha() and not _ends_name(tokens, at - 3) and _is_end(tokens, at + 1)
            )
        return False
    if word in SUMS:
        return after == "_" and (tokens.text(at + 2) == "{" or _is_letter_index(tokens, at + 2))
    if word in ACCENTS:
        if after == "{":
            end = tokens.group_end(at + 1)
            return end is not None and tokens.is_formula(at + 2, end - 1)
        if after == " " and tokens.text(at + 2) in _LANDAU:
            return word == "tilde" and tokens.text(at + 3) == "("
        letter = tokens.text(at + 2)
        plain = word in ("widetilde", "widehat", "sqrt")
        return (
            plain and after == " " and len(letter) == 1 and letter.isalpha() and letter != "a"
        )
    split = parts(word) or ()
    return len(split) > 1 and split[-1] in _SIZED and after in ("(", "[", "{", "|")


def _is_script(tokens: Tokens, at: int) -> bool:
    """Tell whether the ^ or _ there makes an exponent or index as only LaTeX writes it."""
    base, after = tokens.text(at - 1), tokens.text(at + 1)
    if not base or base.isspace() or tokens.kind(at - 1) == "opaque":
        return False
    if after != "{":
        raised = parts(after)
        return bool(at and tokens.text(at) == "^" and raised and raised[0] in RAISED | GREEK)
    end = tokens.group_end(at + 1)
    if tokens.keeps_marks or end is None:
        return False
    if not tokens.is_formula(at + 2, end - 1, names_any=True):
        return False
    if tokens.text(end) in ("/", ".", "_") and tokens.text(end + 1)[:1].isalpha():
        return False  # a name with a place to fill in
    if base in (")", "]", "}", "|"):
        return base == "|" or _is_open(tokens, at - 1)
    if tokens.kind(at - 1) == "number":
        return tokens.text(at) == "^"
    if tokens.kind(at - 1) == "word":
        if tokens.text(at - 2) in ("_", ".", "/", "\\"):
            return False
        return len(base) == 1 or parts(base) is not None or not base.islower()
    return not base.isascii()


def _is_open(tokens: Tokens, close: int) -> bool:
    """Tell whether what a bracket encloses can be looked into."""
    start = tokens.partner.get(close)
    return (
        start is not None
        and tokens.kind(start - 1) != "opaque"
        and tokens.is_formula(start, close + 1)
    )


def _is_index(tokens: Tokens, at: int) -> bool:
    text = tokens.text(at)
    if text == "{":
        return tokens.group_end(at) is not None
    if tokens.kind(at) == "number":
        return _is_end(tokens, at + 1)
    return _is_letter_index(tokens, at)


def _is_letter_index(tokens: Tokens, at: int) -> bool:
    text = tokens.text(at)
    return (len(text) == 1 and text.isalpha() and _is_end(tokens, at + 1)) or text in GREEK


def _is_end(tokens: Tokens, at: int) -> bool:
    """Tell whether a name ends there and no identifier or file name goes on."""
    text = tokens.text(at)
    if text == "_" or (text == "." and tokens.text(at + 1)[:1].isalnum()):
        return False
    return tokens.kind(at) != "number" and (
        tokens.kind(at) != "word" or text in NO_WORDS or parts(text) is not None
    )


def _ends_name(tokens: Tokens, at: int) -> bool:
    """Tell whether a word or number ends there that makes one name with what follows."""
    text = tokens.text(at)
    return (
        text == "_"
        or tokens.kind(at) == "word"
        or (tokens.kind(at) == "number" and tokens.kind(at - 1) == "word")
    )


def _ends_number(tokens: Tokens, at: int) -> bool:
    """Tell whether the number there is one, with its unit, and no part of a name."""
    after = tokens.text(at + 1)
    if after in ("_", "-") and tokens.kind(at + 2) == "word":
        return False
    return (
        tokens.kind(at + 1) != "word"
        or _UNIT.fullmatch(after) is not None
        or ((parts(after) or ("",))[0] == "times")
    )
