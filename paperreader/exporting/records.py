"""JSON and JSON Lines: whole entries, which import reads back as they were."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from paperreader.entry import Entry

_encoder = msgspec.json.Encoder()
# JSON escapes the ASCII control characters; these too would be obeyed by a
# terminal on which the file is shown.
_unshowable = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def jsonl(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield one JSON object a line, with every key of an entry, always in the same order."""
    for entry in entries:
        yield f"{record(entry)}\n"


def json(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield ``{"entries": [...]}`` with one entry a line, so that a diff shows entries."""
    yield '{"entries": ['
    separator = "\n"
    for entry in entries:
        yield f"{separator}{record(entry)}"
        separator = ",\n"
    yield "\n]}\n"


def record(entry: Entry) -> str:
    """Return an entry as one line of JSON that reads back as an equal entry.

    Lone surrogates, which UTF-8 cannot hold, are read back as ``�``.
    """
    try:
        text = _encoder.encode(entry).decode()
    except UnicodeEncodeError:
        text = _encoder.encode(_encodable(msgspec.to_builtins(entry))).decode()
    return _unshowable.sub(lambda char: f"\\u{ord(char.group()):04x}", text)


def _encodable(value: object) -> object:
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", "\ufffd", value)
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return value
