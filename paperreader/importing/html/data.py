"""JSON inside a page: in attributes for scripts, and in scripts themselves.

It is told by what it holds, not by the name of the attribute or element, which
change. What is damaged or cut off is given as text, for whoever can use a part
of it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

import msgspec
from msgspec import Struct

from paperreader.importing.html.origin import Origin
from paperreader.importing.html.telling import is_xhtml
from paperreader.importing.html.tokens import Kind, Piece, attributes, pieces

_MAX_DATA = 8_000_000
"""The most characters of JSON that are decoded; a page of 100 papers has a tenth."""

_MAX_DAMAGED = 20
"""How many papers of damaged data are tried in vain before it is given up."""

_TITLE = re.compile(
    r"""(?:"|&quot;|&#34;|&#x22;|\\")title(?:"|&quot;|&#34;|&#x22;|\\")""", re.I
)
_ASSIGNED = re.compile(r"\s*(?:(?:var|let|const)\s+)?[\w.$]{1,100}\s*=\s*(?=[\[{])")
_VALUE = re.compile(r"""=\s*["'](?=\s*[\[{])""")
_PAPER = re.compile(r'\{\s*"(?:paper"\s*:\s*\{|id"\s*:\s*"\d{4}\.\d{4,5}")')

_json = msgspec.json.Decoder()


class Data(Struct, frozen=True):
    """JSON that may hold papers, and where it stands in the page."""

    start: int
    text: str
    is_cut: bool = False


def embedded(text: str, origin: Origin) -> Iterator[Data]:
    """Yield the JSON in a page that may hold papers; look at where the page is from."""
    last: Piece | None = None
    for piece in pieces(text, xml=is_xhtml(text)):
        if piece.kind is Kind.COMMENT:
            origin.take_comment(piece.raw)
        elif piece.kind is Kind.START:
            if piece.name in ("meta", "link"):
                origin.take_element(piece.name, attributes(piece.raw))
            elif _TITLE.search(piece.raw):
                for value in attributes(piece.raw).values():
                    if value.lstrip()[:1] in ("{", "[") and len(value) <= _MAX_DATA:
                        yield Data(piece.start, value)
        elif piece.kind is Kind.TEXT:
            if last is not None and last.name == "script" and _TITLE.search(piece.raw):
                yield from _script(piece)
        elif piece.kind is Kind.UNFINISHED and len(piece.raw) <= _MAX_DATA:
            opens = _VALUE.search(piece.raw)
            if opens is not None and _TITLE.search(piece.raw):
                inside = unescape(piece.raw[opens.end() :])
                yield Data(piece.start + opens.end(), inside, is_cut=True)
        last = piece


def decoded(data: Data) -> Any:
    """Return what the JSON says; None if it is cut off or damaged."""
    if data.is_cut:
        return None
    try:
        return _json.decode(data.text.encode("utf-8", "replace"))
    except (msgspec.MsgspecError, RecursionError):
        return _loosely(data.text)


def _loosely(text: str) -> Any:
    """Return what JSON with NaN or half a surrogate pair says; None if it is damaged."""
    try:
        return _tidied(json.loads(text, parse_constant=lambda _: None))
    except (ValueError, RecursionError):
        return None


def whole_papers(data: Data) -> list[Mapping[str, object]]:
    """Return what may be papers, and is whole, in JSON that is not."""
    scan = json.JSONDecoder(parse_constant=lambda _: None).raw_decode
    found: list[Mapping[str, object]] = []
    position = failed = 0
    while failed < _MAX_DAMAGED and (begins := _PAPER.search(data.text, position)):
        try:
            value, position = scan(data.text, begins.start())
            found.append(_tidied(value))
        except (ValueError, RecursionError):
            position = begins.start() + 1
            failed += 1
    return found


def _script(piece: Piece) -> Iterator[Data]:
    assigned = _ASSIGNED.match(piece.raw)
    begins = assigned.end() if assigned else len(piece.raw) - len(piece.raw.lstrip())
    inside = piece.raw[begins:].rstrip().rstrip(";")
    if inside[:1] in ("{", "[") and len(inside) <= _MAX_DATA:
        yield Data(piece.start + begins, inside)


def _tidied(value: Any) -> Any:
    """Return a JSON value with halves of surrogate pairs replaced: no text may hold them.

    Raises `ValueError` where it cannot be written as JSON again.
    """
    text = json.dumps(value, ensure_ascii=False)
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    try:
        return _json.decode(whole.encode())
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from None
