"""BibTeX: one record an entry."""

from collections.abc import Iterable, Iterator, Mapping

from paperreader.citing import cite
from paperreader.citing.text import one_line
from paperreader.entry import Entry
from paperreader.exporting.citation_keys import with_keys


def bibtex(entries: Iterable[Entry], *, title: str, keys: Mapping[str, str]) -> Iterator[str]:
    """Yield a comment with the title, then the citation of each entry, a blank line between.

    The comment holds no date, so that the file changes only when its entries do.
    """
    # BibTeX reads an @ anywhere between records as the beginning of one.
    heading = one_line(title.replace("@", " at ").replace("{", "(").replace("}", ")"))
    yield f"% {heading}\n% Written by paperreader.\n"
    for entry, key in with_keys(entries, keys):
        yield f"\n{cite(entry, 'bibtex', key)}\n"
