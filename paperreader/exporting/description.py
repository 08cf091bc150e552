"""What reading lists tell of a paper, as plain text that each format escapes its own way."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from paperreader.citing import facts
from paperreader.citing.names import authors, parse
from paperreader.citing.plain_text import names, shown
from paperreader.entry import Entry

NAMED_IN_FULL = 10
"""Up to so many authors are all named; of more, the first ten and the number of the others."""


class Description(Struct, frozen=True):
    """A paper as people read it; every text is on one line, and empty where it is not known."""

    title: str
    address: str
    """Where the paper is, http(s) and percent-encoded."""
    who: str
    when: str
    places: tuple[str, ...]
    """Venue, arXiv id, DOI."""
    links: tuple[tuple[str, str], ...]
    """Label and address of code and project."""
    tags: tuple[str, ...]
    text: str
    """The abstract, else the page's summary."""

    @property
    def about(self) -> str:
        """Who, when and where, on one line."""
        return " · ".join(filter(None, (self.who, self.when, *self.places)))


def describe(entry: Entry) -> Description:
    """Return what a reading list tells of an entry."""
    return Description(
        title=shown(entry.title) or "(untitled)",
        address=facts.link(entry) or "",
        who=_who(entry),
        when=_when(entry),
        places=tuple(_places(entry)),
        links=tuple(
            (label, address)
            for label, url in (("code", entry.code_url), ("project", entry.project_url))
            if (address := facts.web_address(url))
        ),
        tags=tuple(filter(None, map(shown, entry.tags))),
        text=shown(entry.abstract or "") or shown(entry.summary or ""),
    )


def extent(entries: Iterable[Entry]) -> str:
    """Say how many papers there are and of which years: ``12 papers, 2017–2025``."""
    listed = list(entries)
    papers = "1 paper" if len(listed) == 1 else f"{len(listed):,} papers"
    years = sorted({year for entry in listed if (year := facts.year(entry))})
    if not years:
        return papers
    return f"{papers}, {years[0]}{f'–{years[-1]}' if len(years) > 1 else ''}"


def _who(entry: Entry) -> str:
    named = authors(entry.authors, entry.author_count)
    organization = shown(entry.organization or "")
    if named.names:
        told = [shown(parse(name).natural) for name in named.names[:NAMED_IN_FULL]]
        others = max(len(named.names), entry.author_count or 0) - len(told)
        if others > 0:
            told.append("1 other" if others == 1 else f"{others} others")
        elif named.incomplete:
            told.append("others")
        who = names(tuple(told))
    else:
        who = facts.authors_unknown(entry.author_count)
    if organization:
        return f"{who} ({organization})" if who else organization
    return who


def _when(entry: Entry) -> str:
    if entry.published:
        return shown(entry.published)
    if entry.featured:
        return f"on Daily Papers {shown(entry.featured)}"
    return facts.year(entry) or ""


def _places(entry: Entry) -> Iterator[str]:
    if entry.venue:
        yield shown(entry.venue)
    if entry.arxiv_id:
        yield f"arXiv:{shown(entry.arxiv_id)}"
    doi = facts.doi(entry)
    if doi:
        yield f"doi:{doi}"
