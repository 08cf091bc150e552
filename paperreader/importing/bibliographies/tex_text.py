r"""The texts of a bibliography's fields, as people read them.

In BibTeX braces say what may not be lowered and where a word ends; they are no
part of a title. They go, and so do TeX's accents and escapes (``{\"o}``,
``\&``); mathematics stays as it is written, as in every other source.
"""

import re

from paperreader.importing.spacing import collapsed
from paperreader.latex import readable

_MATH = re.compile(r"(?<!\\)(\$\$?(?:\\.|[^$\\])+\$\$?|\\\((?:(?!\\\)).)+\\\))", re.DOTALL)
_BRACED_COMMAND = re.compile(
    r"\{\s*(\\(?:[A-Za-z]+\s*|[^A-Za-z\s])(?:\{[^{}]*\}|\\[ij]|[^\W\d_])?)\s*\}"
)
_ACCENT = re.compile(
    r"\\([\"'`^~=.])\s*(?:\{\s*([^\W\d_]|\\[ij])\s*\}|([^\W\d_]|\\[ij](?![A-Za-z])))"
)
_SPACED_ACCENT = re.compile(
    r"\\([cdbHkruvt])(?:\s*\{\s*([^\W\d_]|\\[ij])\s*\}|\s+([^\W\d_])(?![^\W\d_]{3}))"
)
_ESCAPED = re.compile(r"\\([&%#_$])")
_TIE = re.compile(r"(?<!\\)~")
_BRACE = re.compile(r"(?<!\\)[{}]")
_DOLLAR = re.compile(r"(?<!\\)\$")
_ESCAPED_BRACE = re.compile(r"\\([{}])")
_LONGEST = 200_000
_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|sc|span|jats:[a-z]+|p)(?:\s[^<>]{0,200})?/?>", re.I
)


def from_tex(text: str) -> str:
    """Return what a BibTeX field says, in one line."""
    text = text[:_LONGEST]
    if not any(sign in text for sign in "\\{}~`'"):
        return collapsed(text)
    parts = _MATH.split(text)
    return collapsed("".join(p if at % 2 else _prose(p) for at, p in enumerate(parts)))


def from_markup(text: str) -> str:
    """Return a field of RIS, CSL-JSON or CSV in one line, without the tags these allow."""
    return collapsed(_TAG.sub("", text) if "<" in text else text)


def _prose(text: str) -> str:
    # A dollar that has no other one begins mathematics that was damaged: it stays.
    if "\\" in text and not _DOLLAR.search(text):
        for _ in range(2):
            text = _BRACED_COMMAND.sub(r"\1", text)
        text = _ACCENT.sub(_one_accent, text)
        text = _SPACED_ACCENT.sub(_one_accent, text)
        # A letter that a command's name would swallow keeps its distance.
        text = _ESCAPED.sub(r"\1", text)
        if "\\" in text:
            text = readable(text)
    text = _TIE.sub(" ", text)
    if "``" in text or "''" in text:
        text = text.replace("``", "“").replace("''", "”")
    return _ESCAPED_BRACE.sub(r"\1", _BRACE.sub("", text))


def _one_accent(match: re.Match[str]) -> str:
    letter = match[2] or match[3]
    told = readable(f"\\{match[1]}{{{letter}}}")
    return told if "\\" not in told else match[0]
