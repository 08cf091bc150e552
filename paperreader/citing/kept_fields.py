"""What a bibliography told beyond an entry's fields, given out again where a format has it."""

import re
from collections.abc import Iterable

from paperreader.citing.tex import escape
from paperreader.citing.text import one_line
from paperreader.entry import Entry
from paperreader.library.kept import kept_of

_IN_BIBTEX = (
    *("volume", "number", "pages", "series", "edition", "chapter", "publisher", "address"),
    *("school", "institution", "isbn", "issn", "editor"),
)
_BIBLATEX_NAMES = {"address": "location", "school": "institution"}
_RIS = {
    "volume": "VL",
    "number": "IS",
    "publisher": "PB",
    "address": "CY",
    "edition": "ET",
    "issn": "SN",
    "language": "LA",
}
_CSL = {
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "publisher": "publisher",
    "address": "publisher-place",
    "edition": "edition",
    "isbn": "ISBN",
    "issn": "ISSN",
    "series": "collection-title",
    "language": "language",
}


def bibtex_fields(entry: Entry, *, biblatex: bool = False) -> list[tuple[str, str]]:
    """Return fields as BibTeX or BibLaTeX names them, escaped; ``year`` is not among them."""
    kept = kept_of(entry)
    return [
        (_BIBLATEX_NAMES.get(name, name) if biblatex else name, escape(one_line(kept[name])))
        for name in _IN_BIBTEX
        if kept.get(name)
    ]


def ris_fields(entry: Entry) -> list[tuple[str, str]]:
    """Return tags of RIS with their values, pages as their first and last one."""
    kept = kept_of(entry)
    first, _, last = kept.get("pages", "").partition("--")
    told = [*_named(kept, _RIS.items()), ("SP", first), ("EP", last)]
    return [(tag, one_line(value)) for tag, value in told if value]


def csl_fields(entry: Entry) -> dict[str, str]:
    """Return variables of CSL-JSON, pages with a hyphen."""
    told = dict(_named(kept_of(entry), _CSL.items()))
    if "page" in told:
        told["page"] = re.sub("-+", "-", told["page"])
    return told


def _named(kept: dict[str, str], names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(theirs, kept[ours]) for ours, theirs in names if kept.get(ours)]
