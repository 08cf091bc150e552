"""What BibTeX and BibLaTeX records have in common: their form, and who is in them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from paperreader.citing.lacking import names_missing
from paperreader.citing.names import authors
from paperreader.citing.tex import escape
from paperreader.citing.tex_names import author_list
from paperreader.citing.text import one_line
from paperreader.entry import Entry

_not_in_key = re.compile(r"[\s{}()\",'#%~\\=@^$&]|[^\x21-\x7e]")


class Byline(NamedTuple):
    """Who a record names, as field values; each is empty where there is none."""

    author: str
    label: str
    """What to sort and label a record without authors by."""
    note: str
    """What is missing, in words."""


def byline(entry: Entry) -> Byline:
    """Return the authors, else the organisation, else a label made of the title."""
    named = authors(entry.authors, entry.author_count)
    if named.names:
        return Byline(author_list(named), "", "")
    note = escape(names_missing(entry))
    organization = one_line(entry.organization or "")
    if organization:
        return Byline(f"{{{escape(organization)}}}", "", note)
    label = _short_title(entry.title)
    return Byline("", f"{{{escape(label)}}}" if label else "", note)


def record(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    """Return ``@kind{key, …}``, a field on a line, as arXiv sets them."""
    body = "".join(f"      {name}={{{value}}},\n" for name, value in fields)
    return f"@{kind}{{{_not_in_key.sub('', key) or 'paper'},\n{body}}}"


def _short_title(title: str) -> str:
    """What stands before a title's colon, at most five words of it: a label to sort by."""
    words = one_line(title).split(" ")[:5]
    return " ".join(words).split(": ")[0].rstrip(":,;")
