"""Org: links in double brackets, headings of stars, drawers."""

import re

from paperreader.importing.notation.dialect_links import (
    link,
    literal,
    on_one_line,
    opening,
    tokens,
)

_LINKED = re.compile(r"\[\[[^\[\]\n]{1,4000}\]\[")
_OTHER = re.compile(r"^(?:\*{1,6} \S|[ \t]*:(?:PROPERTIES|END):[ \t]*$|#\+\w)", re.MULTILINE)
_TOKEN = re.compile(
    r"\[\[(?P<alone>[^\[\]\n]++)\]\]|\[\[(?P<address>[^\[\]\n]++)\]\[|(?P<close>\]\](?!\]))"
)
_DRAWER = re.compile(r"[ \t]*:[A-Z][A-Z_-]*:[ \t]*")
_DRAWER_END = re.compile(r"[ \t]*:END:[ \t]*", re.IGNORECASE)
_KEYWORD = re.compile(r"[ \t]*#\+\w+(?::.*|_.*|[ \t].*)?", re.IGNORECASE)
_HEADING = re.compile(r"(\*{1,6})[ \t]+(?=\S)")
_ANCHOR = re.compile(r"<<[^<>\n]{1,200}>>")
_PICTURE = re.compile(
    r"data:|(?:https?:|file:|/|\.)\S*\.(?:png|jpe?g|gif|svg|webp|avif|ico)(?:[?#]\S*)?$",
    re.IGNORECASE,
)
_LONGEST_DRAWER = 40
_MANY = 3


def is_org(text: str) -> bool:
    """Tell whether a text is Org's: several links, and a heading, a drawer or a keyword."""
    if text.count("[[") < _MANY or text.count("][") < _MANY:
        return False
    return len(_LINKED.findall(text)) >= _MANY and _OTHER.search(text) is not None


def from_org(text: str) -> str:
    """Make Org's links and headings Markdown's; pictures, drawers and keywords go."""
    lines = text.split("\n")
    _blank_drawers(lines)
    for position, line in enumerate(lines):
        if line[:1] == "*":
            lines[position] = _HEADING.sub(
                lambda match: "#" * len(match[1]) + " ", line, count=1
            )
        elif "#+" in line and _KEYWORD.fullmatch(line):
            lines[position] = ""
        elif line.endswith("\\\\"):
            lines[position] = line.removesuffix("\\\\")
    return _linked(_ANCHOR.sub("", literal("\n".join(lines))))


def _blank_drawers(lines: list[str]) -> None:
    for start, line in enumerate(lines):
        if ":" not in line or not _DRAWER.fullmatch(line):
            continue
        for end in range(start + 1, min(start + _LONGEST_DRAWER, len(lines))):
            if _DRAWER_END.fullmatch(lines[end]):
                lines[start : end + 1] = [""] * (end + 1 - start)
                break


def _linked(text: str) -> str:
    pieces: list[str] = []
    opened: list[tuple[int, str]] = []
    for token in tokens(_TOKEN, text, pieces, opened):
        if token["alone"]:
            pieces.append("" if _PICTURE.match(token["alone"]) else token["alone"])
        elif token["address"]:
            opening(opened, (len(pieces), token["address"]))
            pieces.append(token[0])
        elif opened:
            start, address = opened.pop()
            inner = "".join(pieces[start + 1 :])
            del pieces[start:]
            pieces.append(link(on_one_line(inner), address))
        else:
            pieces.append(token[0])
    return "".join(pieces)
