"""Alphabets, marks, scripts, fractions and roots, written in one line of Unicode."""

import re
import unicodedata
from functools import lru_cache

_RAISED = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδφχ∘°′*∗⋆†‡⊤⊥",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᵠᵡ°°′**⋆†‡ᵀ⊥",
        strict=True,
    )
)
_LOWERED = dict(
    zip(
        "0123456789+-−=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
_TIGHTENED = re.compile(r" ?([+\-−=*]) ?")
_WORD = re.compile(r"[A-Za-zΑ-ω][A-Za-zΑ-ω0-9]+|[0-9]+\.[0-9]+")
_ATOM = re.compile(
    r"(?:\d[\d.,]*%?|\w[\u0300-\u036f\u20d7′]*)[⁰¹²³⁴-⁾ⁿₐ-ₜ₀-₎ᵢ-ᵪᴬ-ᵂᵃ-ᵡˢʰʲʳˡˣʷʸᶜᶠᶻⱽⱼ°*⋆]*"
)
_PRODUCT = re.compile(r"[^\s+\-−±∓=<>≤≥/,;|·×]+")

OPENING, CLOSING = "([{⟨⌈⌊", ")]}⟩⌉⌋"


@lru_cache(maxsize=512)
def _lettered(char: str, alphabet: str) -> str:
    """Return one letter or digit of a mathematical alphabet; others as they are."""
    if not (char.isascii() and char.isalnum()):
        return char
    kind = "DIGIT" if char.isdigit() else "CAPITAL" if char.isupper() else "SMALL"
    sign = unicodedata.name(char).split()[-1]
    older = "BLACK-LETTER" if alphabet == "FRAKTUR" else alphabet
    for name in (f"MATHEMATICAL {alphabet} {kind} {sign}", f"{older} {kind} {sign}"):
        try:
            return unicodedata.lookup(name)
        except KeyError:  # letters such as ℝ and ℋ are older than the block and stand outside
            continue
    return char


def in_alphabet(text: str, alphabet: str) -> str:
    """Return the text in the alphabet that Unicode names so, such as ``"SCRIPT"``."""
    return "".join(_lettered(char, alphabet) for char in text)


def accented(base: str, mark: str) -> str:
    """Return the text with the mark over its first letter, composed where possible."""
    first = {"ı": "i", "ȷ": "j"}.get(base[:1], base[:1])
    return unicodedata.normalize("NFC", first + mark) + base[1:]


def script(sign: str, text: str, *, letter_follows: bool = False) -> str:
    """Return a superscript (``^``) or subscript (``_``), in signs of its own if it can be."""
    text = text.strip()
    tight = _TIGHTENED.sub(r"\1", text)
    signs = _RAISED if sign == "^" else _LOWERED
    if tight and all(char in signs for char in tight):
        return "".join(signs[char] for char in tight)
    if len(text) == 1 or (_WORD.fullmatch(text) and not letter_follows):
        return sign + text
    if text[:1] == "(" and _is_bracketed(text):
        return sign + text
    return f"{sign}({text})"


def fraction(above: str, below: str) -> str:
    """Return a fraction in one line, with the brackets it needs."""
    return f"{_enclosed(above, _PRODUCT)}/{_enclosed(below, _ATOM)}"


def root(degree: str, text: str) -> str:
    """Return a root; its degree is empty for a square root."""
    return (script("^", degree) if degree else "") + "√" + _enclosed(text, _ATOM)


def _enclosed(text: str, whole: re.Pattern[str]) -> str:
    """Return the text in brackets, unless it is a whole without them."""
    text = text.strip()
    return text if whole.fullmatch(text) or _is_bracketed(text) else f"({text})"


def _is_bracketed(text: str) -> bool:
    """Tell whether one pair of brackets holds the whole text."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char in OPENING) - (char in CLOSING)
        if depth <= 0:
            return at == len(text) - 1 and at > 0
    return False
