"""Outside text as Markdown that shows it and obeys none of it."""

import re

from paperreader.citing.text import one_line

_signs = re.compile(r"[\\`*_\[\]<>~|$]")
"""Code, emphasis, links, HTML, struck text, tables, math: wherever they stand."""

_by_place = (
    ("#", re.compile(r"(?:^|(?<=\s))#")),  # a heading's beginning or end
    ("&", re.compile(r"&(?=#?\w{1,32};)")),  # a character reference
    ("@", re.compile(r"(?:^|(?<=[\s(]))@(?=\w)")),  # a code forge would call somebody
    ("://", re.compile(r":(?=//)")),  # many renderers make links of bare addresses
    ("www.", re.compile(r"(?<=www)\.")),
)
_at_start = re.compile(r"[-+=:]|(?<!\d)\d{1,9}(?=[.)])")
"""Lists, rules, the underline of a heading; a number's dot follows it."""


def escape(text: str) -> str:
    """Return text on one line that Markdown shows as it is: no link, no HTML, no block."""
    text = _signs.sub(r"\\\g<0>", one_line(text))
    for sign, place in _by_place:
        if sign in text:
            text = place.sub(r"\\\g<0>", text)
    start = _at_start.match(text)
    if start is None:
        return text
    if start.group().isdigit():
        return f"{start.group()}\\{text[start.end() :]}"
    return f"\\{text}"


def link(label: str, address: str) -> str:
    """Return a link; the label is Markdown already, the address percent-encoded already.

    Raises ValueError where the address could end the link early.
    """
    if re.search(r"[\s<>()\\]", address):
        raise ValueError(f"not percent-encoded: {address!r}")
    # An address is read with its character references resolved.
    target = re.sub(r"&(?=#?\w{1,32};)", r"\\&", address)
    return f"[{label}]({target})"
