"""How an entry stands in the index: its fields, its words, and its fingerprint."""

import zlib
from collections.abc import Iterator
from functools import cache

import tantivy

from paperreader.library import Texts
from paperreader.searching.needles import Part
from paperreader.searching.recency import age, recency
from paperreader.searching.scanning import Document

VERSION = 2
"""Raised with every change of the fields, of folding or of LaTeX that changes words."""

NUMBER, PRINT, RECENCY, AGE, FACT = "number", "print", "recency", "age", "fact"

TEXT_FIELDS: tuple[Part, ...] = ("title", "author", "abstract", "tag", "note", "org", "by")

_TOKENIZER = "words"

_GAP = " ¦ "
"""Between two texts of a part: no word of any query, so that no phrase crosses it."""


@cache
def schema() -> tantivy.Schema:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    for name in (*TEXT_FIELDS, FACT):
        builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="position")
    builder.add_unsigned_field(NUMBER, indexed=True, fast=True)
    builder.add_unsigned_field(PRINT, fast=True)
    builder.add_float_field(RECENCY, fast=True)
    builder.add_float_field(AGE, fast=True)
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
    fields |= {NUMBER: number, PRINT: fingerprint(texts)}
    fields |= {RECENCY: recency(texts), AGE: age(texts)}
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
