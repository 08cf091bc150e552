"""Bibliographies: one record an entry, in any citation style that is made of records."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from paperreader.citing import cite
from paperreader.citing.text import one_line
from paperreader.entry import Entry
from paperreader.exporting.citation_keys import with_keys
from paperreader.exporting.occasion import Occasion


class Bibliography(Struct, frozen=True):
    r"""How the records of a style stand in a file.

    ``Bibliography("csl-json", opening="[\n", between=",\n", closing="\n]\n")`` is one.
    """

    style: str
    """As `cite` knows it."""
    comment: str = ""
    """What begins a comment; empty where the style has none, and then there is no heading."""
    opening: str = ""
    between: str = "\n\n"
    closing: str = "\n"
    empty: str = ""
    """The whole where there is no entry, but for the comment."""

    def __call__(self, entries: Iterable[Entry], on: Occasion) -> Iterator[str]:
        """Yield a comment with the title, then the record of each entry.

        The comment holds no date, so that the file changes only when its entries do.
        """
        if self.comment:
            # BibTeX reads an @ anywhere between records as the beginning of one.
            title = on.title.replace("@", " at ").replace("{", "(").replace("}", ")")
            yield f"{self.comment} {one_line(title)}\n{self.comment} Written by paperreader.\n"
        before = "\n" if self.comment else self.opening
        none = True
        for entry, key in with_keys(entries, on.keys):
            yield f"{before}{cite(entry, self.style, key)}"
            before = self.between
            none = False
        yield self.empty if none else self.closing
