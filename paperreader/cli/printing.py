"""Printing for people: text of others made safe, tables cut to the terminal."""

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

import msgspec

from ..plain import plain


def out(text: str = "") -> None:
    """Print a line of the result; outside text in it is made safe."""
    sys.stdout.write(plain(text, keep_newlines=True) + "\n")


def raw(text: str) -> None:
    """Write a part of an export: as it is for a file or a program, made safe for a terminal."""
    sys.stdout.write(plain(text, keep_newlines=True) if sys.stdout.isatty() else text)


def out_json(value: object) -> None:
    """Print a value as indented JSON.

    Control characters in it are escaped by JSON itself; bytes 0x80 to 0x9f and
    bidirectional marks, which JSON leaves as they are, are escaped too.
    """
    body = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    sys.stdout.write(escaped_json(body) + "\n")


def escaped_json(body: str) -> str:
    r"""Return JSON with the characters that a terminal might obey written as ``\uXXXX``."""
    if body.isascii() and "\x7f" not in body:
        return body
    return "".join(
        f"\\u{ord(char):04x}"
        if "\x7f" <= char <= "\x9f"
        or (unicodedata.category(char) == "Cf" and ord(char) < 0x10000)
        else char
        for char in body
    )


def say(text: str) -> None:
    """Tell the user something that is not the result; on a terminal lines end between words."""
    text = plain(text, keep_newlines=True)
    if sys.stderr.isatty():
        text = "\n".join(map(_wrapped, text.split("\n")))
    sys.stderr.write(text + "\n")


def _wrapped(line: str) -> str:
    """Break a line where the terminal would break it within a word; addresses stay whole."""
    if cells(line) <= width():
        return line
    import textwrap  # noqa: PLC0415 - only where a line is too long

    return textwrap.fill(line, max(20, width()), break_long_words=False, break_on_hyphens=False)


def complain(text: str) -> None:
    """Tell the user what went wrong."""
    say(f"paperreader: {text}")


def width() -> int:
    """Return the columns of the terminal (80 where they are not known)."""
    return shutil.get_terminal_size().columns


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, columns: int) -> str:
    """Return a text that takes at most so many columns, with ``…`` where it was cut."""
    if cells(text) <= columns:
        return text
    if columns <= 1:
        return "…"[:columns]
    kept = []
    left = columns - 1
    for char in text:
        left -= _cells(char)
        if left < 0:
            break
        kept.append(char)
    # A joiner would tie what follows to nothing.
    return "".join(kept).rstrip(" \u200d") + "…"


def filled(text: str, columns: int) -> Iterator[str]:
    """Yield the words of a text in lines of at most so many columns.

    A word that is longer is broken, as languages without spaces need it; an
    address stays whole.
    """
    line = ""
    used = 0
    for word in text.split():
        size = cells(word)
        if line and used + 1 + size <= columns:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            yield line
        while size > columns and "://" not in word:
            piece = _before(word, columns)
            yield piece
            word = word[len(piece) :]  # noqa: PLW2901 - what is left of it
            size = cells(word)
        line, used = word, size
    if line:
        yield line


def _before(text: str, columns: int) -> str:
    """Return what of a text takes at most so many columns, but at least its first character."""
    left = columns
    for place, char in enumerate(text):
        left -= _cells(char)
        if left < 0 and place:
            return text[:place]
    return text


def styles(stream: TextIO) -> bool:
    """Tell whether text may be emphasised: on a terminal, unless NO_COLOR is set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def emphasised(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with spans of it bold and underlined; those behind its end are left out.

    The text must have been made safe and cut before: what is added is the only
    escape sequence in it. A ``…`` where it was cut is never emphasised.
    """
    end = len(text.removesuffix("…"))
    parts = []
    done = 0
    for start, stop in spans:
        if start >= end:
            break
        stop = min(stop, end)  # noqa: PLW2901 - the end of what is shown
        parts += [text[done:start], "\x1b[1;4m", text[start:stop], "\x1b[22;24m"]
        done = stop
    return "".join(parts) + text[done:]


def padded(text: str, columns: int) -> str:
    """Return a text cut or filled up to exactly so many columns."""
    text = cut(text, columns)
    return text + " " * (columns - cells(text))


_WIDEST = 26
"""Columns that a cell takes at most, where it is not the flexible one."""


def table(rows: Iterable[Sequence[str]], *, terminal: bool, flexible: int) -> None:
    """Print rows of cells: aligned and cut to the terminal, or with tabs for another program.

    The column `flexible` gets the columns that the others leave.
    """
    if not terminal:
        for row in rows:
            sys.stdout.write("\t".join(plain(cell) for cell in row) + "\n")
        return
    lines = [[plain(cell) for cell in row] for row in rows]
    if not lines:
        return
    widths = [
        min(_WIDEST, max(cells(line[column]) for line in lines))
        if column != flexible
        else max(cells(line[column]) for line in lines)
        for column in range(len(lines[0]))
    ]
    others = sum(widths) - widths[flexible] + 2 * (len(widths) - 1)
    widths[flexible] = min(widths[flexible], max(20, width() - others))
    for line in lines:
        text = "  ".join(
            padded(cell, columns) for cell, columns in zip(line, widths, strict=True)
        )
        sys.stdout.write(cut(text.rstrip(), max(20, width())) + "\n")


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return ``1 entry``, ``2 entries``: a number with its noun."""
    if plural is None:
        changes = noun.endswith("y") and noun[-2:-1] not in "aeiou"
        plural = noun[:-1] + "ies" if changes else noun + "s"
    return f"{count:,} {noun if count == 1 else plural}"
