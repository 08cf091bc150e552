"""Dumps in: bytes to entries, with everything said that could not be placed.

`read_source` is the one way in. It tells the shape by the content, parses it,
and raises `NotADump` for what holds no entry. A file of more than `MAX_BYTES`
is refused, so a caller may spare itself the reading.
"""

from paperreader.importing.decoding import MAX_BYTES
from paperreader.importing.made import made, made_by_now
from paperreader.importing.reading import SHAPES, read_source
from paperreader.importing.refusal import NotADump
from paperreader.importing.samples import sample_dumps

__all__ = [
    "MAX_BYTES",
    "SHAPES",
    "NotADump",
    "made",
    "made_by_now",
    "read_source",
    "sample_dumps",
]
