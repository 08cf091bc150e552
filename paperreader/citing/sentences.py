"""How the text styles put the parts of a citation together."""

import re
from collections.abc import Iterable

_ENDS = (".", "?", "!", "…", ".”", "?”", "!”", ".’”", ".]")
_double = re.compile(r"[“”„\"]|``|''")


def sentences(parts: Iterable[str]) -> str:
    """Join parts that are sentences, each with one full stop; empty ones are left out."""
    return " ".join(stopped(part) for part in parts if part)


def stopped(text: str) -> str:
    """Return the text with a full stop, unless it ends in a mark already."""
    return text if text.endswith(_ENDS) else f"{text}."


def quoted(title: str, mark: str = ".") -> str:
    """Return a title in quotation marks, with the mark inside as American styles have it.

    Quotation marks within become single ones; a ? or ! at the end stays alone.
    """
    opened = False

    def single(match: re.Match[str]) -> str:
        nonlocal opened
        opened = match.group() in "“„``" or (match.group() == '"' and not opened)
        return "‘" if opened else "’"

    inner = _double.sub(single, title)
    if inner.endswith(("?", "!", "…", "?’", "!’")) or (inner.endswith(".") and mark == "."):
        mark = ""
    if mark and inner.endswith("’") and opened is False and title[-1:] in "”\"'":
        return f"“{inner[:-1]}{mark}’”"
    return f"“{inner}{mark}”"
