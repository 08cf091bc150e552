"""From bytes to text, without losing a line number.

A byte order mark decides; without one the text is UTF-8. Where it is not, two
things may have happened, and they call for different cures. Either a UTF-8
text was damaged (cut in the middle of a character, a byte flipped in a paste):
then its other accented letters are still whole, only the bad bytes are
replaced by U+FFFD, and each such line is reported. Or the text was saved in
the encoding of older Windows programs: then hardly any whole UTF-8 character
is found in it, and Windows-1252 gives every letter back. Guessing further
encodings would turn letters into other letters without a sign, so we do not.

Line ends are CRLF, CR or LF, as editors count them; form feeds and Unicode
separators stay inside their line.
"""

import codecs

from msgspec import Struct

from paperreader.entry import Problem
from paperreader.importing.refusal import NotADump

MAX_BYTES = 100_000_000
"""The largest source that is read; a year of pages is below a hundredth of it."""

# The longer marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REPLACEMENT = "\ufffd"
_MAX_CONTROL_SHARE = 0.05


class Decoded(Struct, frozen=True, kw_only=True):
    """A source as text, its line ends made line feeds."""

    text: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, *, name: str) -> Decoded:
    """Return the source as text; raise `NotADump` for what is empty, binary or too large."""
    if len(data) > MAX_BYTES:
        raise NotADump(name, f"is too large for a dump: over {MAX_BYTES // 1_000_000} MB.")
    text, problems = _decoded(data)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        raise NotADump(name, "is empty.")
    if _is_binary(text):
        raise NotADump(name, "holds binary data, not text.")
    if problems is None:
        return Decoded(text=text, problems=_replaced_lines(text))
    return Decoded(text=text, problems=problems)


def _decoded(data: bytes) -> tuple[str, tuple[Problem, ...] | None]:
    """Return the text and what to report; None where replaced bytes are to be found in it."""
    mark, encoding = next((m for m in _MARKS if data.startswith(m[0])), (b"", "utf-8"))
    data = data[len(mark) :]
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        first_bad = error.start
    text = data.decode(encoding, "replace")
    if encoding != "utf-8" or _is_damaged_utf8(text):
        return text, None
    line = data.count(b"\n", 0, first_bad) + 1
    message = "from here on the text is not UTF-8; the whole was read as Windows-1252"
    return data.decode("cp1252", "replace"), (Problem(line=line, message=message),)


def _is_damaged_utf8(text: str) -> bool:
    """Tell whether enough characters beyond ASCII came whole for the text to be UTF-8.

    A few are enough: in Windows-1252 hardly two letters in a row happen to be one.
    """
    damaged = text.count(_REPLACEMENT)
    # A bad end alone is a cut, whatever else the text holds.
    if damaged == 1 and text.endswith(_REPLACEMENT):
        return True
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return (beyond_ascii - damaged) * 10 >= damaged


def _is_binary(text: str) -> bool:
    if "\0" in text:
        return True
    # Enough to tell, and the same for a source of any size.
    head = text[:20_000]
    controls = sum(
        head.count(chr(code)) for code in range(1, 32) if chr(code) not in "\t\n\r\f"
    )
    return controls > len(head) * _MAX_CONTROL_SHARE


def _replaced_lines(text: str) -> tuple[Problem, ...]:
    message = "bytes that are no text were replaced by \ufffd"
    return tuple(
        Problem(line=number, message=message)
        for number, line in enumerate(text.split("\n"), 1)
        if _REPLACEMENT in line
    )
