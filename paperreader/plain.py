"""The one door through which outside text reaches a terminal.

Everything that others wrote (titles, abstracts, names, notes, file names) goes
through `plain` before it is printed or drawn, so that no control character,
escape sequence or bidirectional override of theirs is obeyed. The result is
data: it must still be handed on as text, never as markup.
"""

import re

_C0 = r"\x00-\x08\x0b-\x1f\x7f"
_C1 = r"\x80-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_SEPARATORS = "\u2028\u2029"
_SURROGATES = "\ud800-\udfff"

_UNSAFE = re.compile(f"[\t\n{_C0}{_C1}{_BIDI}{_INVISIBLE}{_SEPARATORS}{_SURROGATES}]")


def plain(text: str, *, keep_newlines: bool = False) -> str:
    r"""Return the text as a terminal may show it.

    Control characters become their Unicode control pictures (``␛`` for ESC) or
    ``\x9b``-like escapes, bidirectional overrides and lone surrogates become
    ``�``, tabs and line separators a space, and invisible formatting characters
    go. Newlines become a space unless `keep_newlines`. Joiners that emoji and
    Indic scripts need are kept.
    """
    if text.isascii() and text.isprintable():
        return text
    if keep_newlines:
        text = text.replace("\r\n", "\n")
        return "\n".join(_UNSAFE.sub(_visible, line) for line in text.split("\n"))
    return _UNSAFE.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if char in "\t\n\r\u2028\u2029\x85":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code < 0xA0:
        return f"\\x{code:02x}"
    if char == "\u00ad" or code == 0x200B or 0x2060 <= code <= 0x2064 or code == 0xFEFF:
        return ""
    if code >= 0xE0000:
        return ""
    return "\ufffd"
