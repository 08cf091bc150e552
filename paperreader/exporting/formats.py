"""The export formats by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from paperreader.entry import Entry
from paperreader.exporting import feed as feeds
from paperreader.exporting import org, reading_list, records, vault, web_page
from paperreader.exporting.bibliography import Bibliography
from paperreader.exporting.grouping import Group, grouped
from paperreader.exporting.occasion import PARTS, Occasion, Part
from paperreader.exporting.table import csv

_Writer = Callable[[Iterable[Entry], Occasion], Iterator[str]]


class Format(Struct, frozen=True):
    """A format that entries can be exported to."""

    name: str
    suffix: str
    """Of a file name, with its dot; ``/`` for a folder of files."""
    description: str
    """One phrase for menus and help."""
    groups: bool = False
    """Whether it can put entries under headings."""
    offers: tuple[Part, ...] = ()
    """What may be chosen to stand in it."""
    shows: frozenset[Part] = frozenset()
    """What of that stands in it where nothing was chosen."""
    keyed: bool = False
    """Whether it cites every entry by its key, whatever was chosen."""

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files, which `write_notes` writes."""
        return self.suffix == "/"

    def cites(self, on: Occasion) -> bool:
        """Tell whether an export in it needs a citation key for every entry."""
        parts = self.shows if on.parts is None else on.parts
        return self.keyed or "citations" in parts


def _listing(writer: Callable[[Sequence[Group], Occasion], Iterator[str]]) -> _Writer:
    return lambda entries, on: writer(grouped(entries, on.group), on)


def _bibliography(name: str, suffix: str, description: str) -> Format:
    return Format(name, suffix, description, keyed=True)


_KNOWN: tuple[tuple[Format, _Writer], ...] = (
    (
        Format(
            *("markdown", ".md", "a reading list for people, with notes and abstracts"),
            groups=True,
            offers=PARTS,
            shows=reading_list.SHOWN,
        ),
        _listing(reading_list.markdown),
    ),
    (
        Format(
            *("html", ".html", "a page to put online, to send or to print"),
            groups=True,
            offers=PARTS,
            shows=web_page.SHOWN,
        ),
        _listing(web_page.html),
    ),
    (_bibliography("bibtex", ".bib", "a bibliography for LaTeX"), Bibliography("bibtex", "%")),
    (
        _bibliography("biblatex", ".bib", "a bibliography for biblatex and biber"),
        Bibliography("biblatex", "%"),
    ),
    (
        _bibliography("ris", ".ris", "references for EndNote, Zotero, Mendeley"),
        Bibliography("ris"),
    ),
    (
        Format(
            *("csv", ".csv", "a table for spreadsheets, one row an entry"),
            offers=("notes", "abstracts"),
            shows=frozenset({"notes", "abstracts"}),
        ),
        csv,
    ),
    (
        Format("json", ".json", "full records, which import reads back"),
        lambda entries, _: records.json(entries),
    ),
    (
        Format("jsonl", ".jsonl", "full records, one JSON object a line"),
        lambda entries, _: records.jsonl(entries),
    ),
    (
        _bibliography("csl-json", ".json", "references for Pandoc and citeproc"),
        Bibliography("csl-json", "", "[\n", ",\n", "\n]\n", "[]\n"),
    ),
    (
        Format(
            *("org", ".org", "an outline for Emacs"),
            groups=True,
            offers=PARTS,
            shows=org.SHOWN,
        ),
        _listing(org.org),
    ),
    (
        Format(
            *("obsidian", "/", "a folder of notes that keeps what you write in them"),
            offers=PARTS,
            shows=vault.SHOWN,
        ),
        lambda entries, on: (vault.note(entry, on) for entry in entries),
    ),
    (
        Format(
            *("atom", ".atom", "a feed for feed readers"),
            offers=("notes", "abstracts"),
            shows=feeds.SHOWN,
        ),
        feeds.atom,
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
    on: Occasion,
) -> Iterator[str]:
    r"""Return the entries in one of `FORMATS`, in their order, as chunks of text.

    Where `Format.cites` says so, `on.keys` must have a key for each entry; in a
    bibliography one without a key gets one that no other has. The same arguments give the
    same text, and every chunk can be encoded as UTF-8. Line ends are ``\n``, in CSV
    ``\r\n``: write without translating them. Of a folder the chunks are its notes.
    Raises `UnknownFormat` before anything is read.
    """
    writer = _WRITERS.get(format)
    if writer is None:
        raise UnknownFormat(format)
    return writer(entries, on)
