r"""What is left of LaTeX where a page dropped its backslashes and dollar signs.

``O(mathsf{Var^star M} sqrt K)``, ``256times256``, ``{bf MASK}`` and
``https://a.org{here}`` are read as the LaTeX that they were. Nothing is taken
for a macro's name because it looks like one: a trace of LaTeX must touch it
(`paperreader.latex.traces`), or it stands in one formula with such a trace, or
names a letter that a trace elsewhere in the text has proven.
"""

import re
from collections.abc import Iterator

from paperreader.latex.hints import has_hint
from paperreader.latex.letter_runs import parts
from paperreader.latex.lost_names import GREEK, NO_WORDS, SWITCHED, TEXTS
from paperreader.latex.macros import link
from paperreader.latex.reader import Reader
from paperreader.latex.restored import written
from paperreader.latex.stretch import stretch
from paperreader.latex.tokens import Tokens
from paperreader.latex.traces import is_trace

_SWITCH = re.compile(
    rf"(?<![\\A-Za-z_^}}\]])\{{(?:{'|'.join(sorted(SWITCHED))}) (?=[^{{}}$\\]+\}})"
)
_LINK = re.compile(
    r"(?<![{\w])(https?://[^\s{}$\\]{1,300})(?<![\^_])\{([^{}\\$]{1,200})\}(?![\w/?&=])"
)
_JOINED = re.compile(
    rf"\$((?:{'|'.join(sorted(TEXTS))})\{{[^{{}}$\\]*\}}[^${{}}\\]*"
    rf"(?:{'|'.join(sorted(TEXTS))})\{{[^{{}}$\\]*\}})\$"
)
_BARE = re.compile(r"\$([^$\\]{2,200})\$")
_LINK_WORD = re.compile(r"(?i)here|link|url|website|homepage|github|code|page|demo")
_OTHER_MEANING = re.compile(
    r"-squared|\s+(?:distribut|function|process|prior|radiat|ray|wave|band|oscill|test|releas|version"
    r"|correct|decay|cell|diversity|carotene|airline|lake|ventures|variant|calculus|rhythm)"
)
_SURE = NO_WORDS | (GREEK - {"nu", "mu", "xi", "pi", "nabla"}) | {"times", "sqrt"}
_BARE_NAME = re.compile(rf"(?<![A-Za-z\\])(?:{'|'.join(sorted(_SURE))})(?![a-z])")
_LONGEST_LABEL = 8
_FOLLOWING = 4
"""Tokens that are looked at for a word that gives a letter's name another meaning."""


def mended(text: str) -> str:
    """Return the text with what had lost its backslashes as a reader would write it.

    The rest of its LaTeX stays for the `Reader`. Total; what is not certain
    stays as it is.
    """
    if not (has_hint(text) or ("$" in text and _BARE_NAME.search(text))):
        return text
    text = _JOINED.sub(r"\1", text)
    text = _LINK.sub(_labelled, text)
    text = _SWITCH.sub(lambda match: "{\\" + match.group()[1:], text)
    tokens = Tokens(text)
    formulas = list(_formulas(tokens))
    if not formulas and "$" not in text:
        return text
    out: list[str] = []
    pos = 0
    for start, end in formulas:
        out += map(_between_dollars, tokens.texts[pos:start])
        latex = written(tokens, start, end)
        out.append(Reader(latex).math(0, len(latex), 0))
        pos = end
    out += map(_between_dollars, tokens.texts[pos:])
    return "".join(out)


def _labelled(match: re.Match[str]) -> str:
    address, label = match[1], match[2]
    certain = " " in label or "/" in label or address[-1] not in "/=" or "." in label
    if not (certain or _LINK_WORD.fullmatch(label)):
        return match.group()  # an address with a place to fill in
    shown = link(address, label.strip())
    return shown if shown.startswith(label.strip()) else match.group()


def _formulas(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield from which token up to which a formula goes, in order and apart."""
    found: list[tuple[int, int]] = []
    end = 0
    for at in range(len(tokens)):
        if at >= end and is_trace(tokens, at):
            start, end = stretch(tokens, at, end)
            while found and found[-1][1] >= start:
                start = min(start, found.pop()[0])
            found.append((start, end))
    yield from _with_proven_letters(tokens, found) if found else ()


def _with_proven_letters(
    tokens: Tokens, found: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the formulas, and the letters of theirs that stand in running text too."""
    proven = {
        part
        for start, end in found
        for at in range(start, end)
        if tokens.kinds[at] == "word"
        for part in parts(tokens.texts[at]) or ()
        if part in GREEK
    }
    pos = 0
    for start, end in (*found, (len(tokens), len(tokens))):
        if proven:
            for at in range(pos, start):
                if tokens.texts[at] in proven and _is_letter(tokens, at):
                    yield at, _with_label(tokens, at)
        if start < end:
            yield start, end
        pos = end


def _is_letter(tokens: Tokens, at: int) -> bool:
    """Tell whether a letter's name stands alone and means that letter."""
    if tokens.text(at - 1) in ("_", "-", ".", "/", "@", "#", "'", '"', "{"):
        return False
    if tokens.kind(at - 1) in ("number", "word") or tokens.kind(at + 1) in ("number", "word"):
        return tokens.text(at) == "nabla" and tokens.text(at + 1).isupper()
    if tokens.text(at + 1) in ("_", "/", "@"):
        return _with_label(tokens, at) > at + 1
    following = "".join(tokens.texts[at + 1 : at + 1 + _FOLLOWING])
    return _OTHER_MEANING.match(following) is None


def _with_label(tokens: Tokens, at: int) -> int:
    """Return where the letter ends there, with the word that is its index."""
    label = tokens.text(at + 2)
    word = tokens.text(at + 1) == "_" and label.isalpha() and len(label) <= _LONGEST_LABEL
    return at + 3 if word and tokens.text(at + 3) not in ("_", ".", "/") else at + 1


def _between_dollars(text: str) -> str:
    """Return a token; where it is a formula in dollar signs, with its backslashes put back."""
    match = _BARE.fullmatch(text)
    if match is None:
        return text
    tokens = Tokens(match[1])
    words = [
        word for word, kind in zip(tokens.texts, tokens.kinds, strict=True) if kind == "word"
    ]
    known = any(part in _SURE for word in words for part in parts(word) or ())
    if not known or not tokens.is_formula(0, len(tokens)):
        return text
    return f"${written(tokens, 0, len(tokens))}$"
