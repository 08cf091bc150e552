"""The entry: one paper in the library, as a typed, immutable record.

This is the ground floor: it imports nothing of ours. The same names stand in
the store, in ``--json`` and in exports, always all of them.
"""

from typing import Literal, get_args

from msgspec import UNSET, Struct, UnsetType

Status = Literal["inbox", "queued", "reading", "read", "skipped"]
"""Where an entry stands in its reader's triage; new ones start in the inbox."""

STATUSES: tuple[Status, ...] = get_args(Status)

USER_FIELDS = ("status", "starred", "tags", "note", "citation_key", "read_at")
"""The fields that belong to the reader: an import never changes them."""


class Sighting(Struct, frozen=True, array_like=True):
    """The counts of an entry as they were met on one day."""

    date: str
    """ISO date of the page or answer that showed them."""
    upvotes: int | None = None
    comments: int | None = None


class Source(Struct, frozen=True, kw_only=True):
    """Where a part of an entry came from."""

    source: str
    """File name, URL, ``stdin``, ``clipboard`` or ``pasted``; never a folder's path."""
    shape: str
    """The shape that was read, such as ``search-plain-text`` or ``records``."""
    imported: str
    """UTC timestamp, RFC 3339."""
    fields: tuple[str, ...] = ()
    """The fields that this source gave or refreshed."""
    date: str | None = None
    """ISO date of the day that the source speaks of, as a page's own; None if unknown."""
    kept: dict[str, str] | UnsetType = UNSET
    """What a bibliography says that an entry has no field for, by BibTeX's names.

    Left out of JSON where there is nothing.
    """


class Entry(Struct, frozen=True, kw_only=True):
    """One paper: facts that sources give, and what its reader made of it.

    Importers build entries with what their source says and leave the rest at
    its default, which means "the source does not say"; ``id``, ``added`` and
    ``changed`` are given by the library when the entry enters it.
    """

    id: str = ""
    """``arxiv:2510.06557``, else ``doi:…``, else ``title:<16 hex>``; never changed."""
    aliases: tuple[str, ...] = ()
    """Ids learned later that lead here too."""
    title: str
    abstract: str | None = None
    summary: str | None = None
    """The page's one-paragraph AI summary."""
    authors: tuple[str, ...] = ()
    """Names in order; empty if the source does not name them."""
    author_count: int | None = None
    organization: str | None = None
    published: str | None = None
    """ISO date."""
    featured: str | None = None
    """ISO date of the day it stood on Daily Papers."""
    arxiv_id: str | None = None
    """Without its version."""
    doi: str | None = None
    url: str | None = None
    code_url: str | None = None
    project_url: str | None = None
    upvotes: int | None = None
    comments: int | None = None
    stars: int | None = None
    history: tuple[Sighting, ...] = ()
    submitted_by: str | None = None
    venue: str | None = None
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    status: Status = "inbox"
    starred: bool = False
    tags: tuple[str, ...] = ()
    """Sorted, lower-case; ``/`` nests."""
    note: str = ""
    """Markdown."""
    citation_key: str | None = None
    """None until first used, then pinned."""
    added: str = ""
    changed: str = ""
    read_at: str | None = None
    sources: tuple[Source, ...] = ()


class Row(Struct, frozen=True, kw_only=True, gc=False):
    """What a list shows of an entry and what filters ask about it.

    A library of 100,000 entries holds its rows in memory and leaves the long
    fields (authors, abstract, summary, history, sources) in the file. The
    fields mean what they mean in `Entry`.
    """

    id: str
    aliases: tuple[str, ...] = ()
    title: str
    author_count: int | None = None
    organization: str | None = None
    published: str | None = None
    featured: str | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    upvotes: int | None = None
    comments: int | None = None
    status: Status = "inbox"
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    citation_key: str | None = None
    added: str = ""
    changed: str = ""
    read_at: str | None = None


class Problem(Struct, frozen=True, kw_only=True):
    """Something in a source that could not be placed or taken as certain."""

    line: int | None
    """Line number in the source, from 1; None where it concerns the whole source."""
    message: str


class Parsed(Struct, frozen=True, kw_only=True):
    """What one source says: its entries, and every line that could not be placed."""

    shape: str
    entries: tuple[Entry, ...]
    lines: tuple[int, ...]
    """For each entry, the line on which it starts, from 1."""
    page_date: str | None = None
    """ISO date of the page; None where it has none."""
    page_date_from: str = ""
    """How the page date was found, as a phrase for the report."""
    page_date_is_guess: bool = False
    """Whether its year is only the likeliest, so that nothing certain may give way to it."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """What was done with the source that its reader should know, as sentences."""
