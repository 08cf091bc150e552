"""A source's bytes in, its entries out: the shape is told by the content alone."""

import re
from datetime import date

from paperreader.entry import Parsed
from paperreader.importing.decoding import decode
from paperreader.importing.records import SHAPE as RECORDS
from paperreader.importing.records import parse_records
from paperreader.importing.refusal import NotADump
from paperreader.importing.search_text import SHAPE as SEARCH_TEXT
from paperreader.importing.search_text import parse_search_text

SHAPES: tuple[str, ...] = (RECORDS, SEARCH_TEXT)
"""The shapes that are read, in the order in which they are looked for."""

# A title may begin with "[Re]", "{\alpha}" or "<unk>", so one character is not enough.
_JSON = re.compile(r"[\s\ufeff]*(?:\[\s*\{|\{\s*[\"}])")
_MARKED_UP = re.compile(
    r"[\s\ufeff]*<(?:[!?]|(?:html|head|body|div|main|rss|feed|svg)\b)", re.I
)


def read_source(data: bytes, *, name: str, made: date, as_of: date | None = None) -> Parsed:
    """Read a dump, whatever its shape.

    `name` is what messages call the source; `made` is the day on which it was
    made at the latest (its file's day, or today), from which a page's year is
    told; `as_of` is the page's day where the user knows it. Raises `NotADump`
    for anything that holds no entry.
    """
    decoded = decode(data, name=name)
    if _JSON.match(decoded.text):
        parsed = parse_records(decoded.text, name=name)
    elif _MARKED_UP.match(decoded.text):
        reason = "is HTML or XML, which is not read yet; copy the page's plain text instead."
        raise NotADump(name, reason)
    else:
        parsed = parse_search_text(decoded.text, name=name, made=made, as_of=as_of)
    if not decoded.problems:
        return parsed
    problems = sorted((*parsed.problems, *decoded.problems), key=lambda p: p.line or 0)
    return Parsed(
        shape=parsed.shape,
        entries=parsed.entries,
        lines=parsed.lines,
        page_date=parsed.page_date,
        page_date_from=parsed.page_date_from,
        problems=tuple(problems),
    )
