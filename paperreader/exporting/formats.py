"""The export formats by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from paperreader.entry import Entry
from paperreader.exporting.bibliography import biblatex, bibtex, csl_json, ris
from paperreader.exporting.reading_list import markdown
from paperreader.exporting.records import json, jsonl
from paperreader.exporting.table import csv


class Format(Struct, frozen=True):
    """A format that entries can be exported to."""

    name: str
    suffix: str
    """Of a file name, with its dot."""
    description: str
    """One phrase for menus and help."""
    keyed: bool = False
    """Whether each entry stands under its citation key, which is pinned then."""


class Occasion(Struct, frozen=True):
    """What a format may say about the export besides its entries."""

    title: str
    made: date
    keys: Mapping[str, str]
    """Citation keys by entry id."""


_Writer = Callable[[Iterable[Entry], Occasion], Iterator[str]]

_KNOWN: tuple[tuple[Format, _Writer], ...] = (
    (
        Format("markdown", ".md", "a reading list for people, with notes and abstracts"),
        lambda entries, on: markdown(entries, title=on.title, made=on.made),
    ),
    (
        Format("bibtex", ".bib", "a bibliography for LaTeX", keyed=True),
        lambda entries, on: bibtex(entries, title=on.title, keys=on.keys),
    ),
    (
        Format("biblatex", ".bib", "a bibliography for biblatex and biber", keyed=True),
        lambda entries, on: biblatex(entries, title=on.title, keys=on.keys),
    ),
    (
        Format("ris", ".ris", "references for EndNote, Zotero, Mendeley", keyed=True),
        lambda entries, on: ris(entries, keys=on.keys),
    ),
    (
        Format("csv", ".csv", "a table for spreadsheets, one row an entry"),
        lambda entries, on: csv(entries, keys=on.keys),
    ),
    (
        Format("json", ".json", "full records, which import reads back"),
        lambda entries, _: json(entries),
    ),
    (
        Format("jsonl", ".jsonl", "full records, one JSON object a line"),
        lambda entries, _: jsonl(entries),
    ),
    (
        Format("csl-json", ".json", "references for Pandoc and citeproc", keyed=True),
        lambda entries, on: csl_json(entries, keys=on.keys),
    ),
)

FORMATS: Mapping[str, Format] = {known.name: known for known, _ in _KNOWN}
"""The formats, in the order in which they are offered."""

_WRITERS = {known.name: writer for known, writer in _KNOWN}


class UnknownFormat(ValueError):
    """A format was asked for that there is not; its text names those that there are."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"there is no export format {name!r}: choose from {', '.join(FORMATS)}"
        )
        self.name = name


def export(
    entries: Iterable[Entry],
    format: str,  # noqa: A002 (the word that users know from --format)
    *,
    title: str,
    made: date,
    keys: Mapping[str, str],
) -> Iterator[str]:
    r"""Return the entries in one of `FORMATS`, in their order, as chunks of text.

    `title` and `made` head the formats that have a heading; `keys` gives citation keys
    by entry id: in BibTeX an entry without one gets one that no other has. The same
    arguments give the same text, and every chunk can be encoded as UTF-8. Line ends are
    ``\n``, in CSV ``\r\n``: write without translating them.
    Raises `UnknownFormat` before anything is read.
    """
    writer = _WRITERS.get(format)
    if writer is None:
        raise UnknownFormat(format)
    return writer(entries, Occasion(title, made, keys))
