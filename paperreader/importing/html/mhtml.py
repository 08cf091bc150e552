"""Pages saved as a "webpage, single file": the HTML inside an MHTML archive.

Such a file is a message of several parts (RFC 2557), of which one is the page
and the others are its pictures and styles. Only the page's part is decoded, so
that the rest costs nothing. Lines are counted in the decoded part, since those
of the file break the page's text at every 76th character.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from paperreader.importing.refusal import NotADump

MAX_ARCHIVE = 100_000_000
"""The most bytes of an archive that are looked through."""

_HEADERS = re.compile(rb"\s*+(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,40}")
_MULTIPART = re.compile(rb"^content-type:\s*multipart/\w+\s*;", re.IGNORECASE | re.MULTILINE)
_BLANK = re.compile(rb"\r?\n\r?\n")
_HEAD = 20_000
_DEPTH = 4
_PAGES = ("text/html", "application/xhtml+xml")


def is_mhtml(data: bytes) -> bool:
    """Tell whether a source is a message of several parts, by its headers."""
    headers = _HEADERS.match(data[:_HEAD])
    return headers is not None and _MULTIPART.search(headers[0]) is not None


def html_of_mhtml(data: bytes, *, name: str) -> str:
    """Return the page in an archive, its line ends made line feeds.

    Address and date of saving, which the archive's own headers hold, are put
    before it as the comments in which browsers write them, on its first line.
    Raises `NotADump` where no part is HTML.
    """
    from email import message_from_bytes  # noqa: PLC0415 - only archives need it

    if len(data) > MAX_ARCHIVE:
        reason = f"is too large for a saved page: over {MAX_ARCHIVE // 1_000_000} MB."
        raise NotADump(name, reason)
    data = data.lstrip()
    head = _parted(data)[0]
    found = next(_pages(data, _DEPTH), None)
    if found is None:
        raise NotADump(name, "is an archive of a page, but no part of it is HTML.")
    part = message_from_bytes(found)
    inside = part.get_payload(decode=True)
    text = _text(inside if isinstance(inside, bytes) else b"", part.get_param("charset"))
    headers = message_from_bytes(head)
    comments = ""
    address = str(headers["Snapshot-Content-Location"] or part["Content-Location"] or "")
    if address.startswith(("https://", "http://")):
        address = "".join(address.split()).replace("--", "%2D%2D")
        comments = f"<!-- saved from url=({len(address):04}){address} -->"
    saved = _moment(str(headers["Date"]))
    if saved is not None:
        comments += f"<!-- saved date: {saved.isoformat()} -->"
    return comments + text.replace("\r\n", "\n").replace("\r", "\n")


def _pages(data: bytes, depth: int) -> Iterator[bytes]:
    """Yield the parts that are HTML, each with its headers."""
    from email import message_from_bytes  # noqa: PLC0415 - only archives need it

    head, body = _parted(data)
    headers = message_from_bytes(head)
    kind = headers.get_content_type()
    if kind in _PAGES:
        yield data
    boundary = headers.get_boundary() if kind.startswith("multipart/") and depth else None
    if not boundary:
        return
    line = b"\n--" + boundary.encode("utf-8", "surrogateescape")
    body = b"\n" + body
    begins = body.find(line)
    while begins >= 0:
        begins = body.find(b"\n", begins + len(line)) + 1
        ends = body.find(line, begins - 1)
        if begins == 0:
            return
        yield from _pages(body[begins : ends if ends >= 0 else len(body)], depth - 1)
        begins = ends


def _parted(data: bytes) -> tuple[bytes, bytes]:
    """Return the headers and what follows them."""
    blank = _BLANK.search(data, 0, _HEAD)
    if blank is None:
        return data[:_HEAD] + b"\n\n", b""
    return data[: blank.end()], data[blank.end() :]


def _moment(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - only archives need it

    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _text(data: bytes, charset: object) -> str:
    try:
        return data.decode(str(charset or "utf-8"), "replace")
    except LookupError:
        return data.decode("utf-8", "replace")
