"""APA style, 7th edition: the entry of a reference list."""

from paperreader.citing.lacking import names_missing
from paperreader.citing.people import inverted_initials, people
from paperreader.citing.plain_text import shown
from paperreader.citing.publication import best_link, issued_year, publication
from paperreader.citing.sentences import sentences
from paperreader.citing.title_case import sentence_case
from paperreader.entry import Entry

NAMED_IN_FULL = 20
"""Up to so many authors are all named; of more, the first nineteen and the last."""


def apa(entry: Entry, _key: str) -> str:
    """Return ``Vaswani, A., & Shazeer, N. (2017). Title (arXiv:ID). arXiv. Link`` on one line.

    The title is in sentence case. A known organisation stands in for authors who are not
    named, else the title comes first; brackets after it say what the source does not
    give, as the style has it for descriptions. A missing date is ``n.d.``.
    """
    title = sentence_case(shown(entry.title))
    appeared = publication(entry)
    preprint = appeared.kind == "preprint" and entry.arxiv_id
    if preprint:
        title += f" (arXiv:{shown(entry.arxiv_id or '')})"
    if lacking := names_missing(entry):
        title += f" [{lacking}]"
    when = f"({issued_year(entry) or 'n.d.'})"
    who = _authors(entry) or shown(entry.organization or "")
    venue = shown(appeared.venue)
    source = "arXiv" if preprint else f"In {venue}" if appeared.kind == "conference" else venue
    opening = (f"{_stopped(who)} {when}", title) if who else (f"{_stopped(title)} {when}",)
    text = sentences((*opening, source))
    link = best_link(entry)
    return f"{text} {link}" if link else text


def _authors(entry: Entry) -> str:
    names, incomplete = people(entry)
    set_names = [inverted_initials(name) for name in names]
    if incomplete:
        return f"{', '.join(set_names)}, et al."
    if len(set_names) > NAMED_IN_FULL:
        return f"{', '.join(set_names[:19])}, . . . {set_names[-1]}"
    if len(set_names) < 2:
        return "".join(set_names)
    return f"{', '.join(set_names[:-1])}, & {set_names[-1]}"


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
