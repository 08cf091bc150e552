"""Pandoc's Markdown: attributes behind links, headings and spans, and fenced divisions."""

import re

from paperreader.importing.notation.dialect_links import on_one_line, opening, owed, tokens

_ATTRIBUTES = r"\{(?:[.#]|[A-Za-z][\w-]*=)[^{}]*+\}"
_SIGNS = (
    re.compile(r"\]\{\.[A-Za-z]"),
    re.compile(r"\)\{(?:\.[A-Za-z]|\w+=\")"),
    re.compile(r"^[ \t>*+-]*:{3,} *(?:\{[.#]|[A-Za-z])", re.MULTILINE),
    re.compile(r"^#{1,6} [^\n]{1,999}\{[#.][^{}\n]*\}$", re.MULTILINE),
)
_TOKEN = re.compile(
    r"(?P<fence>^[ \t>*+-]*:{3,}(?:[ \t]++(?:\{[^{}\n]*+\}|[^\s{}]++))?+[ \t]*+:*+[ \t]*+$)"
    r"|(?P<raw>`{1,3}[^`\n]{1,4000}+`{1,3}\{=\w{1,20}\})"
    rf"|(?P<heading>(?<=[^ \t])[ \t]++{_ATTRIBUTES}[ \t]*$)"
    r"|(?P<escape>\\[^\n])"
    r"|(?P<image>!\[)|(?P<open>\[)"
    r"|\](?P<address>\(<?[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+(?:\s+\"[^\"\n]*+\")?\))?"
    rf"(?P<attributes>{_ATTRIBUTES})?",
    re.MULTILINE,
)
_KEPT_ESCAPES = frozenset("_*#[]`>~|+.!()-\\ ")
"""What is unescaped where all Markdown is."""


def is_attributed(text: str) -> bool:
    """Tell whether a text is in pandoc's Markdown: signs of two kinds, or three of a link's."""
    if "{." not in text and "{#" not in text and ":::" not in text:
        return False
    found = [sign.search(text) is not None for sign in _SIGNS]
    return sum(found) >= 2


def without_attributes(text: str) -> str:
    """Take attributes, divisions and pictures away; a span leaves its text."""
    pieces: list[str] = []
    opened: list[tuple[int, bool]] = []
    for token in tokens(_TOKEN, text, pieces, opened):
        match token.lastgroup:
            case "fence" | "raw" | "heading":
                pieces.append("")
            case "escape":
                shown = token[0][1]
                pieces.append(token[0] if shown in _KEPT_ESCAPES or shown.isalnum() else shown)
            case "image" | "open":
                opening(opened, (len(pieces), token["image"] is not None))
                pieces.append(token[0])
            case _:
                _close(pieces, opened, token)
    return "".join(pieces)


def _close(pieces: list[str], opened: list[tuple[int, bool]], token: re.Match[str]) -> None:
    """Make what a bracket closes a picture's blank, a link's or a span's text."""
    address, attributes = token["address"], token["attributes"]
    if not opened:
        pieces.append("]" + (address or "") + owed(attributes or ""))
        return
    start, is_image = opened.pop()
    if address is None and attributes is None:
        pieces.append("]")
        return
    inner = "".join(pieces[start + 1 :])
    del pieces[start:]
    if is_image:
        pieces.append(owed(inner + token[0]))
    elif address is None:
        pieces.append(on_one_line(inner) + owed(attributes))
    else:
        pieces.append(f"[{on_one_line(inner)}]{address}" + owed(attributes or ""))
