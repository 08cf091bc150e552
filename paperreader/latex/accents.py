r"""Accents in names and words: ``\'e``, ``\"{o}``, ``\v{c}``, ``\c c``, ``\'\i``."""

import re
from typing import TYPE_CHECKING

from paperreader.latex.notation import accented
from paperreader.latex.symbols import symbol

if TYPE_CHECKING:
    from paperreader.latex.reader import Reader

ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_CONTRACTION = re.compile(r"(?:s|t|d|m|re|ll|ve)\b")
_LONGEST_ACCENTED = 16


def read_accent(
    reader: "Reader", name: str, pos: int, end: int, depth: int
) -> tuple[str, int] | None:
    """Return the letter that the accent makes and where it ends, if sure.

    `pos` is behind the accent's name.
    """
    source, mark = reader.source, ACCENTS[name]
    start = pos - len(name) - 1
    before, after = source[start - 1 : start], source[pos : pos + 1]
    if after == "{":
        return _braced(reader, name, pos, end, depth)
    if source.startswith(("\\i", "\\j"), pos) and not source[pos + 2 : pos + 3].isalpha():
        dotless, pos = source[pos + 1], pos + 2
        return accented(dotless, mark), pos + (2 if source.startswith("{}", pos) else 0)
    if name.isalpha():
        if not (name in "cvk" and after == " " and before.isalpha()):
            return None
        pos += 1  # the space that ends the macro's name
    elif name in ".=" or pos >= end or _is_code(reader, name, pos, before):
        return None
    letter = source[pos : pos + 1]
    composed = accented(letter, mark) if letter.isalpha() else ""
    return (composed, pos + 1) if len(composed) == 1 else None


def _braced(
    reader: "Reader", name: str, pos: int, end: int, depth: int
) -> tuple[str, int] | None:
    close = reader.close(pos, end)
    if close is None or (close - pos > _LONGEST_ACCENTED and name != "b"):
        return None
    inner = reader.prose(pos + 1, close, depth + 1)
    if len(inner) == 1 and inner.isalpha():
        return accented(inner, ACCENTS[name]), close + 1
    if name.isalpha() and inner.isalpha() and inner.isascii():
        whole = symbol(name + inner)  # \beta whose \b was taken for an accent
        if whole is not None:
            return whole, close + 1
    return (inner, close + 1) if name == "b" and inner else None


def _is_code(reader: "Reader", name: str, pos: int, before: str) -> bool:
    """Tell whether a quotation mark or apostrophe was escaped for a programming language."""
    if name == "'":
        return _CONTRACTION.match(reader.source, pos) is not None
    letter = reader.source[pos : pos + 1]
    return name == '"' and not before.isalpha() and (reader.escapes_quotes or letter.islower())
