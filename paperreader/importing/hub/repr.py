"""JSON out of what Python's ``repr`` or ``print`` wrote of it.

A recorder that writes ``str(answer)`` in place of the answer leaves single quotes,
``True`` and ``None``. Such a text is translated word by word and never evaluated;
what comes out still has to be read as JSON, which refuses all that was not a plain
list, dictionary, text, number or constant.
"""

import json
import re

_WORD = re.compile(
    r"""
    (?P<text> ' (?:[^'\\\n]|\\.)* ' | " (?:[^"\\\n]|\\.)* " )
    | (?P<name> [A-Za-z_]\w* )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL
)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "a": "\a", "v": "\v"}
_CONSTANTS = {
    **{"True": "true", "False": "false", "None": "null"},
    **{"nan": "NaN", "inf": "Infinity"},
}
"""Python's words and JSON's; the last two are not JSON, but what Python writes as such."""

_LOOKS_LIKE = re.compile(r"[\s\ufeff]*(?:\[\s*)?\{\s*'")


def is_python_text(text: str) -> bool:
    """Tell whether a text begins as Python writes a dictionary, or a list of them."""
    return _LOOKS_LIKE.match(text) is not None


def as_json(text: str) -> str:
    """Return a Python text as JSON, its line ends where they were.

    Names that are no constants stay, so that the result is not JSON.
    """
    return _WORD.sub(_translated, text)


def _translated(match: re.Match[str]) -> str:
    name = match["name"]
    if name is not None:
        return _CONSTANTS.get(name, name)
    inner = match["text"][1:-1]
    if "\\" in inner:
        inner = _ESCAPE.sub(_unescaped, inner)
    return json.dumps(inner)


def _unescaped(match: re.Match[str]) -> str:
    for digits in match.groups()[:3]:
        if digits is not None:
            code = int(digits, 16)
            return chr(code) if code <= 0x10FFFF else "\ufffd"
    letter: str = match[4]
    return _LETTERS.get(letter, letter)
