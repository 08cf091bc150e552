"""How an entry stands in the index: its fields, its words, and its fingerprint."""

import zlib
from collections.abc import Iterator
from functools import cache

import tantivy

from paperreader.library import Texts
from paperreader.searching.needles import Part
from paperreader.searching.scanning import Document

VERSION = 1
"""Raised with every change of the fields, of folding or of LaTeX that changes words."""

NUMBER, PRINT, RECENCY, FACT = "number", "print", "recency", "fact"

TEXT_FIELDS: tuple[Part, ...] = ("title", "author", "abstract", "tag", "note", "org", "by")

_TOKENIZER = "words"

_GAP = " ¦ "
"""Between two texts of a part: no word of any query, so that no phrase crosses it."""

_FIRST_YEAR, _YEARS = 1990, 64

_LIGHT = 0.0009
"""So little a day weighs that it only tells equal matches apart: see `needles.settled`.

tantivy multiplies a score by the binary logarithm of two and this field."""


@cache
def schema() -> tantivy.Schema:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    for name in (*TEXT_FIELDS, FACT):
        builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="position")
    builder.add_unsigned_field(NUMBER, indexed=True, fast=True)
    builder.add_unsigned_field(PRINT, fast=True)
    builder.add_float_field(RECENCY, fast=True)
    return builder.build()


def register(index: tantivy.Index) -> tantivy.Index:
    """Teach an index how words stand apart: folding has put a space between them."""
    spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_TOKENIZER, spaces)
    return index


def document(number: int, texts: Texts) -> tantivy.Document:
    """Return an entry as the index takes it."""
    read = Document(texts)
    fields: dict[str, object] = {
        part: read.lined_up(part).replace("\n", _GAP) for part in TEXT_FIELDS
    }
    fields[FACT] = " ".join(sorted(read.facts()))
    fields |= {NUMBER: number, PRINT: fingerprint(texts), RECENCY: recency(texts)}
    return tantivy.Document.from_dict(fields, schema())


def fingerprint(texts: Texts) -> int:
    """Return a number that is another one when the entry's texts are others."""
    body = "\0".join(_said(texts)).encode("utf-8", "surrogatepass")
    return zlib.crc32(body) << 30 | zlib.adler32(body) & 0x3FFFFFFF


def _said(texts: Texts) -> Iterator[str]:
    yield texts.id
    yield texts.title
    yield "\1".join(texts.authors)
    yield "\1".join(texts.tags)
    for text in (texts.abstract, texts.summary, texts.note, texts.organization):
        yield text or ""
    for text in (texts.submitted_by, texts.code_url, texts.featured, texts.published):
        yield text or ""


def recency(texts: Texts) -> float:
    """Return how late the entry's day is, from 0 to `_LIGHT`."""
    day = texts.featured or texts.published or texts.added[:10]
    try:
        years = int(day[:4]) - _FIRST_YEAR + (int(day[5:7] or 1) - 1) / 12
        years += (int(day[8:10] or 1) - 1) / 372
    except ValueError:
        return 0.0
    return _LIGHT * min(1.0, max(0.0, years / _YEARS))
