"""The values of BibTeX's fields: braces and quotes off, ``#`` joined, macros filled in."""

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: str(number) for number, name in enumerate(_MONTHS, 1)}
"""The months that every style defines, by number."""

_DEPTH = 10_000


class Values:
    """The macros that a file has defined so far."""

    def __init__(self) -> None:
        """Begin with the months."""
        self._macros = dict(MONTHS)

    def define(self, name: str, value: str) -> list[str]:
        """Define a macro; return the names of macros in its value that are not known."""
        told, unknown = self.value(value)
        # Macros that double each other would grow without end.
        self._macros[name.lower()] = told[:_DEPTH]
        return unknown

    def value(self, raw: str) -> tuple[str, list[str]]:
        """Return the text of a value, and the names in it that are no known macros."""
        if len(raw) > 1 and raw[0] == "{" and _closes(raw) == len(raw) - 1:
            return raw[1:-1], []
        told, unknown = [], []
        for piece in _pieces(raw):
            if piece[:1] in '{"' and len(piece) > 1:
                closed = piece[-1] == ("}" if piece[0] == "{" else '"')
                told.append(piece[1:-1] if closed else piece[1:])
            elif piece.isdigit():
                told.append(piece)
            elif (macro := self._macros.get(piece.lower())) is not None:
                told.append(macro)
            elif re.fullmatch(r"[A-Za-z_][\w.:+/-]*", piece):
                unknown.append(piece)
                told.append(piece)
            else:
                told.append(piece)
        return "".join(told), unknown


def _closes(raw: str) -> int:
    """Return where the brace that a value begins with is closed; -1 if it is not."""
    depth = 0
    for match in re.finditer(r"(?<!\\)[{}]", raw):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return -1


def _pieces(raw: str) -> list[str]:
    """Return what ``#`` joins, outside braces and quotes."""
    pieces, start, depth, quoted = [], 0, 0, False
    for match in re.finditer(r'(?<!\\)[{}"#]', raw):
        sign = match[0]
        if sign == '"' and depth == 0:
            quoted = not quoted
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif sign == "#" and depth == 0 and not quoted:
            pieces.append(raw[start : match.start()].strip())
            start = match.end()
    pieces.append(raw[start:].strip())
    return [piece for piece in pieces if piece]
