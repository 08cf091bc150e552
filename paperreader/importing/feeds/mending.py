"""What can be mended of a feed's XML before it is read, because it has one meaning only.

Feeds are written by templates that escape nothing: names of HTML's characters,
a bare ``&``, a ``<`` that no name follows, control characters. None of them can
be anything else than the sign that it looks like.
"""

import re

_DECLARATION = re.compile(r"<\?xml\b[^>]{0,1000}\?>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# What stands in CDATA, comments and instructions is passed over as it is.
_SIGN = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
    r"|&(?:#(?P<code>[0-9]{1,8}|x[0-9A-Fa-f]{1,8});|(?P<name>[A-Za-z][A-Za-z0-9]{1,30});)?"
    r"|<(?![^\W\d]|[:/!?])",
    re.DOTALL,
)
_OWN_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))


def mended(text: str) -> str:
    """Return the text without what XML forbids; every line keeps its number."""
    text = text.lstrip("\ufeff")
    head = text[:4000]
    declared = _DECLARATION.search(head)
    if declared and not head[: declared.start()].strip("\ufeff \t\n"):
        # Its encoding was of the bytes, which are gone; and it must stand first.
        blank = "\n" * text.count("\n", 0, declared.end())
        text = blank + text[declared.end() :]
    return _SIGN.sub(_mended_sign, _CONTROL.sub(" ", text))


def _mended_sign(match: re.Match[str]) -> str:
    found = match[0]
    if found == "<":
        return "&lt;"
    if found[0] != "&" or match["name"] in _OWN_NAMES:
        return found
    if match["code"]:
        code = match["code"]
        number = int(code[1:], 16) if code[0] == "x" else int(code)
        return found if _is_allowed(number) else "\ufffd"
    if match["name"]:
        from html.entities import html5  # noqa: PLC0415 - only sloppy feeds need it

        meant = html5.get(match["name"] + ";")
        if meant is not None:
            return "".join(f"&#{ord(char)};" for char in meant)
    return "&amp;" + found[1:]


def _is_allowed(number: int) -> bool:
    return (
        number in (9, 10, 13)
        or 0x20 <= number <= 0xD7FF
        or 0xE000 <= number <= 0xFFFD
        or 0x10000 <= number <= 0x10FFFF
    )
