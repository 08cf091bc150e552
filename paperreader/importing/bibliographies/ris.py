"""RIS: references as reference managers and publishers exchange them.

The file is cut into references here, so that each has its line and a broken
one takes no other with it; rispy reads each.
"""

import re
from collections.abc import Iterator
from typing import Any

from rispy.config import TAG_KEY_MAPPING
from rispy.parser import RisParser

from paperreader.entry import Entry, Parsed, Problem
from paperreader.importing.bibliographies.lacking import counted_authors
from paperreader.importing.bibliographies.names import people, with_comma
from paperreader.importing.bibliographies.reference import (
    Reference,
    entry_of,
    parsed_bibliography,
)
from paperreader.importing.bibliographies.tex_text import from_markup

SHAPE = "ris"

_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|)$")
_TYPES = {
    "JOUR": "article",
    "EJOUR": "article",
    "MGZN": "article",
    "CONF": "proceedings",
    "CPAPER": "inproceedings",
    "CHAP": "incollection",
    "BOOK": "book",
    "THES": "phdthesis",
    "RPRT": "techreport",
    "UNPB": "unpublished",
    "ELEC": "online",
}
_KEPT = {
    "volume": "volume",
    "number": "number",
    "publisher": "publisher",
    "place_published": "address",
    "issn": "issn",
    "edition": "edition",
    "language": "language",
    "tertiary_title": "series",
}
_TAKEN = {
    *("type_of_reference", "title", "primary_title", "authors", "first_authors", "id", "doi"),
    *("abstract", "notes_abstract", "keywords", "urls", "date", "year", "publication_year"),
    *("secondary_title", "journal_name", "start_page", "end_page", "notes", "end_of_reference"),
    *("accession_number", "secondary_authors", "access_date", "unknown_tag"),
    *("file_attachments1", "file_attachments2", "figure", "ED", "alternate_title3"),
}
_TAGS = {name: tag for tag, name in TAG_KEY_MAPPING.items()}
_VENUES = ("secondary_title", "alternate_title3", "journal_name", "alternate_title2")


def parse_ris(text: str, *, name: str) -> Parsed:
    """Return the entries of a RIS file; raise `NotADump` where it holds none."""
    problems: list[Problem] = []
    entries: list[tuple[int, Entry]] = []
    for line, lines in _records(text, problems):
        found = RisParser(delimiter_tags_mapping={}).parse_lines(iter(lines))
        entry = entry_of(_reference(found[0], line), SHAPE, problems) if found else None
        if entry is not None:
            entries.append((line, entry))
    return parsed_bibliography(SHAPE, name, entries, problems)


def _records(text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield each reference with its line: a tag a line, wrapped lines joined, its end there."""
    lines: list[str] = []
    start = 0
    for number, raw in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        line = raw.rstrip().lstrip("\ufeff")
        match = _TAG.fullmatch(line)
        if match is None:
            if not line:
                continue
            if lines:
                lines[-1] += f" {line.strip()}"
            elif start:
                shown = " ".join(line.split())[:40]
                message = f"“{shown}” stands outside of a reference; left out"
                problems.append(Problem(line=number, message=message))
            continue
        tag, value = match[1], (match[2] or "").strip()
        if tag == "TY":
            if lines:
                yield start, _cut_off(lines, start, problems)
            lines, start = [f"TY  - {value}"], number
        elif tag == "ER":
            if lines:
                yield start, [*lines, "ER  - "]
            lines = []
        elif lines:
            lines.append(f"{tag}  - {value}")
        else:
            message = f"`{tag}` stands outside of a reference; left out"
            problems.append(Problem(line=number, message=message))
    if lines:
        yield start, _cut_off(lines, start, problems)


def _cut_off(lines: list[str], line: int, problems: list[Problem]) -> list[str]:
    message = "the reference has no `ER` at its end; it was read as far as it goes"
    problems.append(Problem(line=line, message=message))
    return [*lines, "ER  - "]


def _reference(record: dict[str, Any], line: int) -> Reference:
    def first(*names: str) -> str:
        return next((told for name in names for told in _texts(record.get(name)) if told), "")

    kept: dict[str, str] = {
        "entrytype": _TYPES.get(str(record.get("type_of_reference", "")).upper(), "misc")
    }
    for name, value in record.items():
        if name not in _TAKEN and (told := "; ".join(_texts(value))):
            kept[_KEPT.get(name) or f"ris.{_TAGS.get(name, name)}"] = told
    unknown = record.get("unknown_tag", {})
    for tag, value in unknown.items():
        if tag != "ED":
            kept[f"ris.{tag}"] = "; ".join(_texts(value))
    pages = "--".join(filter(None, (first("start_page"), first("end_page"))))
    editors = [
        *_texts(record.get("secondary_authors")),
        *_texts(unknown.get("ED")),
    ]
    notes = _texts(record.get("notes"))
    count = next((n for n in map(counted_authors, notes) if n), None)
    others = [note for note in notes if counted_authors(note) is None]
    kept |= {
        "pages": pages,
        "editor": " and ".join(map(with_comma, editors)),
        "note": "; ".join(others),
    }
    accession = first("accession_number")
    if not accession.lower().startswith("arxiv:") and accession:
        kept["ris.AN"] = accession
    authors = [*_texts(record.get("authors")), *_texts(record.get("first_authors"))]
    venue = first(*_VENUES)
    if kept.get("publisher", "").lower() == "arxiv":
        del kept["publisher"]
    return Reference(
        line=line,
        title=first("title", "primary_title"),
        authors=people([with_comma(name) for name in authors]),
        author_count=count or None,
        abstract=first("abstract", "notes_abstract"),
        venue=venue,
        date=_date(first("date"), first("year", "publication_year")),
        doi=first("doi"),
        url=first("urls"),
        hints=(accession, venue, *others, *_texts(record.get("urls")), kept.get("volume", "")),
        keywords=tuple(_texts(record.get("keywords"))),
        citation_key=_key(first("id")),
        kept=kept,
    )


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    told = (from_markup(text) for text in values if isinstance(text, str))
    return [text for text in told if text]


def _date(day: str, year: str) -> str:
    """Return the day as ``2017/06/12`` or with hyphens, else what is known of it."""
    told = (day or year).strip("/ ")
    return told if re.match(r"\d{4}", told) else year.strip("/ ") or told


def _key(text: str) -> str:
    """Return an id that a person may have given; a number is some program's own."""
    return "" if not text or text.isdigit() or " " in text else text
