"""A citation as one line of text that reads well in a message or on a slide."""

from paperreader.citing import facts
from paperreader.citing.names import authors, parse
from paperreader.citing.publication import best_link, issued_year
from paperreader.citing.text import one_line
from paperreader.entry import Entry
from paperreader.latex import readable

NAMED_IN_FULL = 10
"""Up to so many authors are all named; of more, the first three."""


def plain_text(entry: Entry, key: str) -> str:
    """Return ``Authors (Year). Title. Venue. arXiv:ID. Link`` on one line, without the key.

    Missing names read ``[3 authors, names unknown]``, a missing date ``n.d.``.
    """
    when = issued_year(entry) or "n.d."
    parts = [f"{by_whom(entry)} ({when})", shown(entry.title)]
    if entry.venue and (venue := shown(entry.venue)):
        parts.append(venue)
    if entry.arxiv_id and (arxiv_id := one_line(entry.arxiv_id)):
        parts.append(f"arXiv:{arxiv_id}")
    text = " ".join(
        part if part.endswith((".", "?", "!", "…")) else f"{part}." for part in parts if part
    )
    link = best_link(entry)
    return f"{text} {link}" if link else text


def shown(text: str) -> str:
    """Return outside text as people read it: on one line, its LaTeX made readable."""
    return one_line(readable(text))


def names(given: tuple[str, ...]) -> str:
    """Join names for reading: ``A``, ``A and B``, ``A, B and C``."""
    if len(given) < 2:
        return "".join(given)
    return f"{', '.join(given[:-1])} and {given[-1]}"


def by_whom(entry: Entry) -> str:
    """Return the names joined for reading; what is not known stands in brackets."""
    named = authors(entry.authors, entry.author_count)
    if not named.names:
        count = facts.authors_unknown(entry.author_count)
        unknown = f"[{count}, names unknown]" if count else "[authors unknown]"
        organization = shown(entry.organization or "")
        return f"{organization} {unknown}" if organization else unknown
    shown_names = tuple(shown(parse(name).natural) for name in named.names)
    if len(shown_names) > NAMED_IN_FULL:
        return f"{', '.join(shown_names[:3])}, et al."
    if named.incomplete:
        return f"{', '.join(shown_names)}, et al."
    return names(shown_names)
