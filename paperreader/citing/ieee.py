"""IEEE style: a reference, without its number in brackets."""

from paperreader.citing import facts
from paperreader.citing.lacking import names_missing
from paperreader.citing.people import initials_first, people
from paperreader.citing.plain_text import shown
from paperreader.citing.publication import issued_year, publication
from paperreader.citing.sentences import quoted
from paperreader.citing.title_case import sentence_case
from paperreader.entry import Entry

NAMED_IN_FULL = 6
"""Up to so many authors are all named; of more, the first."""


def ieee(entry: Entry, _key: str) -> str:
    """Return ``A. Vaswani and N. Shazeer, “Title,” 2017, arXiv:ID.`` on one line.

    The title is in sentence case. Without names the organisation comes first, else the
    title; brackets at the end say what is missing. An unknown date is ``n.d.``.
    """
    appeared = publication(entry)
    venue = shown(appeared.venue)
    if appeared.kind == "conference":
        venue = f"in {venue}"
    parts = [venue, issued_year(entry) or "n.d."]
    link = ""
    if appeared.doi:
        parts.append(f"doi: {appeared.doi}")
    elif entry.arxiv_id:
        parts.append(f"arXiv:{shown(entry.arxiv_id)}")
    elif link := facts.link(entry) or "":
        parts.append("[Online]")
    who = _authors(entry) or shown(entry.organization or "")
    title = sentence_case(shown(entry.title))
    opening = f"{who}, {quoted(title, ',')}" if who else quoted(title, ",")
    text = f"{opening} {', '.join(filter(None, parts))}"
    text = text if text.endswith("n.d.") else f"{text}."
    if link:
        text += f" Available: {link}"
    lacking = names_missing(entry)
    return f"{text} [{lacking}]" if lacking else text


def _authors(entry: Entry) -> str:
    names, incomplete = people(entry)
    set_names = [initials_first(name) for name in names]
    if len(set_names) > NAMED_IN_FULL:
        return f"{set_names[0]} et al."
    if incomplete:
        return f"{', '.join(set_names)}{',' if len(set_names) > 1 else ''} et al."
    if len(set_names) < 3:
        return " and ".join(set_names)
    return f"{', '.join(set_names[:-1])}, and {set_names[-1]}"
