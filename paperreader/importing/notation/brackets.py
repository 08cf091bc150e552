"""Markdown's links and images taken out of a text, line by line.

``[text](address)`` and ``[text][12]`` become their text, images vanish, and
where each link led is remembered by the line on which its text begins. Line
feeds stay where they are, so that line numbers keep their meaning.

Abstracts hold brackets of their own ("[0, 1)", "[12]"): what is not closed as
a link closes stays as it is.
"""

import re
from collections.abc import Mapping

from msgspec import Struct

from paperreader.importing.addresses import is_upvote
from paperreader.importing.marked import PARTS

_TOKEN = re.compile(
    r"(?P<image>!\[)"
    r"|(?P<open>\[)"
    r"|(?P<close>\](?:"
    r"\(\s*(?P<url><?[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\n[^()\s\[\]]+){0,4})(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
    r"|\[(?P<number>\d{1,4})\](?!\d))?)"
)
_LINE_HEAD = re.compile(r"[\s#>*+\-•·\\]*")
_NO_UPVOTES = frozenset("-–—")
_TRAILING_BULLET = re.compile(r"(?<=\S)\s*(?:[-*•]\s+)+\\*$")
_MAX_LINE = 2_000
_MAX_OPEN = 200
_MAX_EMPTY = 100
"""So many links without a text are looked past; it bounds the work on a text of them alone."""
_NOT_OF_ADDRESSES = str.maketrans("", "", "<>\n")


class Unlinked(Struct, frozen=True):
    """A text without its links, and where they led."""

    text: str
    links: dict[int, list[str]]
    """By line, from 1, in order."""
    continued: set[int]
    """The lines that go on with the text of a link on the line before."""


class _Open(Struct):
    piece: int
    line: int
    is_image: bool
    begins_line: bool
    stands_alone: bool
    is_heading: bool
    is_nested: bool
    """Whether another bracket opens right before it."""


def unlinked(text: str, references: Mapping[str, str], *, footnotes: bool) -> Unlinked:
    """Take links and images out of a text.

    `references` gives the addresses of footnotes by number, as far as they are
    known; without `footnotes`, ``[a][1]`` is no link but two citations.
    """
    pieces: list[str] = []
    lines: list[int] = []
    stack: list[_Open] = []
    links: dict[int, list[str]] = {}
    pictured: set[int] = set()
    continued: set[int] = set()
    position, line = 0, 1
    for token in _TOKEN.finditer(text):
        before = text[position : token.start()]
        pieces.append(before)
        lines.append(line)
        line += before.count("\n")
        position = token.end()
        if "\n#" in before:
            # No link goes on over a heading, but for a heading that does so itself.
            stack = [
                opener for opener in stack if opener.is_heading and opener.line == line - 1
            ]
        if token["close"] is None:
            if len(stack) < _MAX_OPEN:
                stack.append(_opened(text, token, len(pieces), line))
            pieces.append(token[0])
            lines.append(line)
            continue
        address, number = token["url"], token["number"]
        if address:
            # Wrapped at the line's end, and set in angle brackets by some tools.
            address = address.translate(_NOT_OF_ADDRESSES)
        if number is not None and footnotes:
            address = references.get(number, "")
        opener = _taken(stack, is_link=address is not None)
        lines.append(line)
        line += token[0].count("\n")
        if address is None:
            pieces.append(token[0])
            continue
        pieces.append("\n" * token[0].count("\n"))
        if opener is None:
            if number is not None:
                pieces[-1] = token[0]
            elif address:
                links.setdefault(lines[-1], []).append(address)
            continue
        pieces[opener.piece] = _gap(pieces, opener.piece, address)
        inner = range(opener.piece + 1, len(pieces) - 1)
        if opener.is_image:
            pictured.add(opener.line)
            for index in inner:
                pieces[index] = "\n" * pieces[index].count("\n")
            continue
        _drop_alternative(pieces, opener.piece + 1, len(pieces) - 1)
        continued.update(range(opener.line + 1, lines[-1] + 1))
        if address:
            shown = _first_shown(pieces, lines, inner) or opener.line
            links.setdefault(shown, []).append(address)
    for opener in stack:
        if opener.stands_alone or (opener.begins_line and line - opener.line <= 1):
            pieces[opener.piece] = ""  # a link that the end of the text cut off
    pieces.append(text[position:])
    return Unlinked(_without_bullets("".join(pieces), pictured), links, continued)


def _opened(text: str, token: re.Match[str], piece: int, line: int) -> _Open:
    begins = text.rfind("\n", 0, token.start()) + 1
    ends = text.find("\n", token.end())
    ends = len(text) if ends < 0 else ends
    begins_line = _LINE_HEAD.fullmatch(text, begins, token.start()) is not None
    return _Open(
        piece=piece,
        line=line,
        is_image=token["image"] is not None,
        begins_line=begins_line,
        stands_alone=begins_line and not text[token.end() : ends].strip(),
        is_heading=begins_line and text[begins : begins + 1] == "#",
        is_nested=text[token.start() - 1 : token.start()] == "[",
    )


def _taken(stack: list[_Open], *, is_link: bool) -> _Open | None:
    """Take the bracket that a closing one belongs to off the stack.

    A link's text may hold a bracket that was never closed ("[0, 1)"); then the
    link begins where a line does.
    """
    if not stack:
        return None
    if not is_link or stack[-1].is_image or stack[-1].is_nested:
        return stack.pop()
    found = len(stack) - 1
    if not stack[found].begins_line:
        earlier = (i for i in range(found - 1, -1, -1) if stack[i].begins_line)
        found = next(earlier, found)
    elif not stack[found].stands_alone:
        # A line that begins with a list's bracket inside of a long link.
        alone = (i for i in range(found - 1, -1, -1) if stack[i].stands_alone)
        found = found if found == 0 else next(alone, found)
    opener = stack[found]
    del stack[found:]
    return opener


def _drop_alternative(pieces: list[str], start: int, end: int) -> None:
    """Take away a picture's name where a tool shows it as ``[[name] text]``."""
    shown = [index for index in range(start, end) if pieces[index].strip()]
    if len(shown) < 4 or pieces[shown[0]] != "[" or pieces[shown[2]] != "]":
        return
    if shown[2] != shown[0] + 2 or not pieces[shown[3]].startswith((" ", "\n")):
        return
    for index in shown[:3]:
        pieces[index] = "\n" * pieces[index].count("\n")


def _gap(pieces: list[str], opener: int, address: str) -> str:
    """Return a space where a link's text would grow together with a number before it.

    Upvotes behind another text are the next card's: they get a line of their own.
    """
    nearest = range(opener - 1, max(-1, opener - 1 - _MAX_EMPTY), -1)
    before = next((pieces[index] for index in nearest if pieces[index]), "")
    after = "".join(pieces[opener + 1 :])
    if before.strip(" ") and before[-1:] != "\n" and is_upvote(address):
        return (
            PARTS
            if after.strip(" \n\\").isdigit() or after.strip(" \n\\") in _NO_UPVOTES
            else ""
        )
    if before[-1:].isdigit() and after[:1].isdigit():
        return " "
    return " " if before[-1:].isalnum() and after.strip(" \n\\").isdigit() else ""


def _without_bullets(text: str, pictured: set[int]) -> str:
    """Blank the lines of which, without their picture, only a list's bullet is left."""
    if not pictured:
        return text
    lines = text.split("\n")
    for number in pictured:
        if lines[number - 1].strip(" \t*-+•·\\>") == "":
            lines[number - 1] = ""
        elif len(lines[number - 1]) <= _MAX_LINE:
            lines[number - 1] = _TRAILING_BULLET.sub("", lines[number - 1])
    return "\n".join(lines)


def _first_shown(pieces: list[str], lines: list[int], inner: range) -> int | None:
    for index in inner:
        piece = pieces[index]
        if piece.strip():
            return lines[index] + piece[: len(piece) - len(piece.lstrip())].count("\n")
    return None
