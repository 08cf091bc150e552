"""Objects of a JSON list, each with its line, also where the list is cut off.

Objects come as bytes that are still to be decoded, so that one that is damaged
within does not take the others with it.
"""

import json
from collections.abc import Iterator

import msgspec

from paperreader.entry import Problem

Located = tuple[int, bytes | msgspec.Raw]
"""A line, from 1, and the JSON that begins on it."""

_raws = msgspec.json.Decoder(list[msgspec.Raw])


def elements(data: bytes, problems: list[Problem]) -> Iterator[Located]:
    """Yield what a list holds; of one that is damaged or cut off, what stands before that."""
    try:
        raws = _raws.decode(data)
    except (msgspec.MsgspecError, RecursionError):
        yield from _damaged_list(data.decode("utf-8", "replace"), problems)
        return
    position, line, counted = 0, 1, 0
    for raw in raws:
        begins = data.find(raw, position)
        line += data.count(b"\n", counted, begins)
        counted, position = begins, begins + len(bytes(raw))
        yield line, raw


def _damaged_list(text: str, problems: list[Problem]) -> Iterator[Located]:
    """Yield the values of a list up to where it is damaged or cut off; report that place."""
    scan = json.JSONDecoder().raw_decode
    position, line, counted = text.index("[") + 1, 1, 0
    while True:
        while position < len(text) and text[position] in " \t\n\r,":
            position += 1
        line += text.count("\n", counted, position)
        counted = position
        if position < len(text) and text[position] == "]":
            # Python writes numbers such as NaN, with which a list is whole nevertheless.
            if not text[position + 1 :].strip():
                return
            message = "is followed by something that does not belong to the list"
            break
        try:
            _, end = scan(text, position)
        except (ValueError, RecursionError):
            message = "is damaged or cut off; the list was read up to here"
            break
        yield line, text[position:end].encode("utf-8", "replace")
        position = end
    problems.append(Problem(line=line, message=message))


def one_a_line(data: bytes) -> Iterator[Located]:
    """Yield each line that is not empty."""
    for line_number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield line_number, line


def line_of(data: bytes, position: int) -> int:
    """Return the line of the first character from there on that is no white space."""
    while data[position : position + 1].isspace():
        position += 1
    return data.count(b"\n", 0, position) + 1


def reason(error: msgspec.MsgspecError | RecursionError) -> str:
    """Return why something is not JSON, without an offset that nobody counts."""
    if isinstance(error, RecursionError):
        return "too deeply nested"
    return str(error).removeprefix("JSON is malformed: ").split(" (byte")[0].lower()
