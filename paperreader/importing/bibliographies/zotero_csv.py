"""Zotero's CSV: an item a row, with the reader's own tags and notes."""

import csv
import re
from collections.abc import Iterator

from paperreader.entry import Entry, Parsed, Problem
from paperreader.importing.bibliographies.names import people, with_comma
from paperreader.importing.bibliographies.reference import (
    Reference,
    entry_of,
    parsed_bibliography,
)
from paperreader.importing.bibliographies.tex_text import from_markup
from paperreader.importing.decoding import MAX_BYTES
from paperreader.library.tags import normal_tag

SHAPE = "zotero-csv"

_TYPES = {
    "journalArticle": "article",
    "magazineArticle": "article",
    "conferencePaper": "inproceedings",
    "bookSection": "incollection",
    "book": "book",
    "thesis": "phdthesis",
    "report": "techreport",
    "manuscript": "unpublished",
    "webpage": "online",
}
_KEPT = {
    "Volume": "volume",
    "Issue": "number",
    "Pages": "pages",
    "Publisher": "publisher",
    "Place": "address",
    "ISBN": "isbn",
    "ISSN": "issn",
    "Series": "series",
    "Edition": "edition",
    "Language": "language",
    "Extra": "note",
    "Conference Name": "eventtitle",
}
_VENUES = ("Publication Title", "Proceedings Title", "Conference Name")
_TAKEN = {
    *(
        "Key",
        "Item Type",
        "Title",
        "Author",
        "Editor",
        "Publication Year",
        "Date",
        "Url",
        "DOI",
    ),
    *("Abstract Note", "Manual Tags", "Automatic Tags", "Notes", "Publication Title"),
    *("Date Added", "Date Modified", "Access Date", "File Attachments", "Link Attachments"),
    *("Library Catalog", "Proceedings Title"),
}
_EXTRA_KEY = re.compile(r"^[ \t]*citation key[ \t]*:[ \t]*(\S+)[ \t]*$", re.IGNORECASE | re.M)
_EXTRA_DOI = re.compile(r"^[ \t]*doi[ \t]*:[ \t]*(\S+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_NO_PAPERS = {"attachment", "note", "annotation"}


def parse_zotero_csv(text: str, *, name: str) -> Parsed:
    """Return the entries of Zotero's CSV; raise `NotADump` where it holds none."""
    problems: list[Problem] = []
    entries: list[tuple[int, Entry]] = []
    for line, row in _rows(text, problems):
        if row.get("Item Type", "") in _NO_PAPERS:
            continue
        entry = entry_of(_reference(row, line, problems), SHAPE, problems)
        if entry is not None:
            entries.append((line, entry))
    return parsed_bibliography(SHAPE, name, entries, problems)


def _rows(text: str, problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row by its columns with the line on which it starts."""
    # A note may be longer than the module takes by itself; no source is longer than this.
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(text.lstrip("\ufeff").splitlines(keepends=True))
    columns = next((row for row in reader if any(row)), [])
    before = reader.line_num
    for row in reader:
        line, before = before + 1, reader.line_num
        if not any(row):
            continue
        if len(row) != len(columns):
            message = f"the row has {len(row)} values for {len(columns)} columns"
            problems.append(Problem(line=line, message=message))
        yield line, dict(zip(columns, row, strict=False))


def _reference(row: dict[str, str], line: int, problems: list[Problem]) -> Reference:
    told = {name: from_markup(value) for name, value in row.items()}
    extra = row.get("Extra", "")
    venue_column = next((column for column in _VENUES if told.get(column)), "")
    kept = {
        _KEPT.get(name, f"zotero.{name}"): value
        for name, value in told.items()
        if value and name not in _TAKEN and name != venue_column
    }
    kept["entrytype"] = _TYPES.get(told.get("Item Type", ""), "misc")
    kept["editor"] = " and ".join(_names(told.get("Editor", "")))
    if kept.get("publisher", "").lower() == "arxiv":
        del kept["publisher"]
    key, doi = _EXTRA_KEY.search(extra), _EXTRA_DOI.search(extra)
    return Reference(
        line=line,
        title=told.get("Title", ""),
        authors=people(_names(told.get("Author", ""))),
        abstract=told.get("Abstract Note", ""),
        venue=told.get(venue_column, ""),
        date=told.get("Date") or told.get("Publication Year", ""),
        doi=told.get("DOI") or (doi[1] if doi else ""),
        url=told.get("Url", ""),
        hints=(extra, told.get("Publication Title", "")),
        keywords=tuple(_listed(told.get("Automatic Tags", ""))),
        tags=tuple(_tags(told.get("Manual Tags", ""), line, problems)),
        note=_note(row.get("Notes", "")),
        citation_key=key[1] if key else "",
        kept=kept,
    )


def _names(text: str) -> list[str]:
    return [with_comma(name) for name in _listed(text)]


def _listed(text: str) -> list[str]:
    return [part for part in (one.strip() for one in text.split(";")) if part]


def _tags(text: str, line: int, problems: list[Problem]) -> Iterator[str]:
    """Yield tags as the library keeps them; where it wants one word, hyphens join several."""
    for one in _listed(text):
        try:
            yield normal_tag("-".join(one.replace(",", " ").split()))
        except ValueError as error:
            problems.append(Problem(line=line, message=f"{error}; it was left out"))


def _note(markup: str) -> str:
    """Return notes in HTML as text, a line a paragraph."""
    if not markup.strip():
        return ""
    from paperreader.importing.feeds.html_text import shown_lines  # noqa: PLC0415 - few have notes

    return "\n\n".join(line.text for line in shown_lines(markup) if line.text)
