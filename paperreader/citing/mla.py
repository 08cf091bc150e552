"""MLA style, 9th edition: the entry of a list of works cited."""

from paperreader.citing.lacking import names_missing
from paperreader.citing.people import inverted, people
from paperreader.citing.plain_text import shown
from paperreader.citing.publication import best_link, issued_day, issued_year, publication
from paperreader.citing.sentences import quoted, stopped
from paperreader.citing.title_case import headline_case
from paperreader.entry import Entry

_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)


def mla(entry: Entry, _key: str) -> str:
    """Return ``Vaswani, Ashish, et al. “Title.” arXiv, 12 June 2017, Link.`` on one line.

    Two authors are both named, of three or more the first. Without names the organisation
    comes first, else the title; an element at the end says what is missing. An unknown
    date is left out, as the style has it.
    """
    appeared = publication(entry)
    venue = shown(appeared.venue) or ("arXiv" if entry.arxiv_id and not appeared.doi else "")
    link = best_link(entry) or ""
    if not link.startswith("https://doi.org/"):
        link = link.removeprefix("https://").removeprefix("http://")
    container = ", ".join(filter(None, (venue, _date(entry), link)))
    who = _authors(entry) or shown(entry.organization or "")
    title = headline_case(shown(entry.title))
    lacking = names_missing(entry)
    parts = (
        stopped(who) if who else "",
        quoted(title) if title else "",
        stopped(container) if container else "",
        stopped(lacking[:1].upper() + lacking[1:]) if lacking else "",
    )
    return " ".join(filter(None, parts))


def _authors(entry: Entry) -> str:
    names, incomplete = people(entry)
    if not names:
        return ""
    first = inverted(names[0])
    if incomplete or len(names) > 2:
        return f"{first}, et al."
    return f"{first}, and {names[1].natural}" if len(names) == 2 else first


def _date(entry: Entry) -> str:
    day = issued_day(entry)
    if day is None:
        return issued_year(entry) or ""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
