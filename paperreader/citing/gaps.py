"""What a citation of an entry lacks."""

from paperreader.citing import facts
from paperreader.citing.names import authors
from paperreader.citing.publication import issued_year
from paperreader.citing.text import one_line
from paperreader.entry import Entry


def missing(entry: Entry) -> tuple[str, ...]:
    """Name what would complete a citation, in reading order; empty if nothing would.

    Of ``title``, ``author names`` or ``remaining author names``, ``date``, and
    ``arXiv id, DOI or link`` where there is none of the three.
    """
    lacks: list[str] = []
    if not one_line(entry.title):
        lacks.append("title")
    named = authors(entry.authors, entry.author_count)
    if not named.names:
        lacks.append("author names")
    elif named.incomplete:
        lacks.append("remaining author names")
    if issued_year(entry) is None:
        lacks.append("date")
    if facts.link(entry) is None:
        lacks.append("arXiv id, DOI or link")
    return tuple(lacks)
