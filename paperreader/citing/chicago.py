"""Chicago style, 18th edition, author-date: the entry of a reference list."""

from paperreader.citing.lacking import names_missing
from paperreader.citing.people import inverted, people
from paperreader.citing.plain_text import shown
from paperreader.citing.publication import best_link, issued_day, issued_year, publication
from paperreader.citing.sentences import quoted, sentences
from paperreader.citing.title_case import headline_case
from paperreader.entry import Entry

NAMED_IN_FULL = 6
"""Up to so many authors are all named; of more, the first three."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def chicago(entry: Entry, _key: str) -> str:
    """Return ``Vaswani, Ashish. 2017. “Title.” Preprint, arXiv, June 12. Link.`` on one line.

    Without names the organisation comes first, else the title; brackets at the end say
    what is missing. A missing date is ``n.d.``.
    """
    appeared = publication(entry)
    when = issued_year(entry) or "n.d."
    title = headline_case(shown(entry.title))
    who = _authors(entry) or shown(entry.organization or "")
    venue = shown(appeared.venue)
    if appeared.kind == "conference":
        source = f"In {venue}"
    elif appeared.kind == "preprint":
        source = ", ".join(filter(None, ("Preprint, arXiv", _day(entry))))
    else:
        source = venue
    lacking = names_missing(entry)
    parts = (
        *((who, when, quoted(title)) if who else (quoted(title), when)),
        source,
        best_link(entry) or "",
        f"[{lacking[:1].upper()}{lacking[1:]}.]" if lacking else "",
    )
    return sentences(parts)


def _day(entry: Entry) -> str:
    day = issued_day(entry)
    return f"{_MONTHS[day.month - 1]} {day.day}" if day else ""


def _authors(entry: Entry) -> str:
    names, incomplete = people(entry)
    if not names:
        return ""
    set_names = [inverted(names[0]), *(name.natural for name in names[1:])]
    if len(set_names) > NAMED_IN_FULL:
        return f"{', '.join(set_names[:3])}, et al."
    if incomplete:
        return f"{', '.join(set_names)}, et al."
    if len(set_names) == 1:
        return set_names[0]
    return f"{', '.join(set_names[:-1])}, and {set_names[-1]}"
