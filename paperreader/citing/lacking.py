"""What a citation says of the authors that its source does not name."""

from paperreader.citing import facts
from paperreader.citing.names import authors
from paperreader.entry import Entry


def names_missing(entry: Entry) -> str:
    """Say in words which names the source does not give; empty where it gives all.

    ``3 authors, names not given by the source``; ``2 of 5 authors named by the source``.
    """
    named = authors(entry.authors, entry.author_count)
    if not named.names:
        count = facts.authors_unknown(entry.author_count)
        if count:
            return f"{count}, names not given by the source"
        return "author names not given by the source"
    if not named.incomplete:
        return ""
    total = entry.author_count or 0
    if total > len(named.names):
        return f"{len(named.names)} of {total} authors named by the source"
    return "further authors not named by the source"
