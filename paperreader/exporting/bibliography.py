"""Bibliographies for other programs: one record an entry."""

from collections.abc import Iterable, Iterator, Mapping

from paperreader.citing import cite
from paperreader.citing.text import one_line
from paperreader.entry import Entry
from paperreader.exporting.citation_keys import with_keys


def bibtex(entries: Iterable[Entry], *, title: str, keys: Mapping[str, str]) -> Iterator[str]:
    """Yield a comment with the title, then the citation of each entry, a blank line between.

    The comment holds no date, so that the file changes only when its entries do.
    """
    return _records(entries, "bibtex", title, keys)


def biblatex(entries: Iterable[Entry], *, title: str, keys: Mapping[str, str]) -> Iterator[str]:
    """Yield the same as `bibtex`, in BibLaTeX."""
    return _records(entries, "biblatex", title, keys)


def ris(entries: Iterable[Entry], *, keys: Mapping[str, str]) -> Iterator[str]:
    """Yield the RIS record of each entry, a blank line between."""
    separator = ""
    for entry, key in with_keys(entries, keys):
        yield f"{separator}{cite(entry, 'ris', key)}\n"
        separator = "\n"


def csl_json(entries: Iterable[Entry], *, keys: Mapping[str, str]) -> Iterator[str]:
    """Yield one CSL-JSON array."""
    separator = "[\n"
    for entry, key in with_keys(entries, keys):
        yield f"{separator}{cite(entry, 'csl-json', key)}"
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _records(
    entries: Iterable[Entry], style: str, title: str, keys: Mapping[str, str]
) -> Iterator[str]:
    # BibTeX reads an @ anywhere between records as the beginning of one.
    heading = one_line(title.replace("@", " at ").replace("{", "(").replace("}", ")"))
    yield f"% {heading}\n% Written by paperreader.\n"
    for entry, key in with_keys(entries, keys):
        yield f"\n{cite(entry, style, key)}\n"
