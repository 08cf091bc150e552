"""Making two entries one that turned out to be the same paper."""

from typing import Any

import msgspec

from ..entry import Entry, Status
from .merging import joined

KEY_ALIAS = "key:"
"""What stands before a citation key among the aliases."""

DECIDED: tuple[Status, ...] = ("inbox", "skipped", "queued", "reading", "read")
"""How far a paper has come in triage: the later of two statuses holds when entries unite.

Whoever skipped one and queued the other wants to read it; whoever read one has
read it.
"""


def unite(one: Entry, other: Entry) -> Entry:
    """Return the one entry that two make: with the id of `one`, and nothing lost of either.

    Facts are joined as imports join them. All ids of both lead to the united
    entry. Of the reader's own: starred if either was; all tags; both notes,
    with an empty line between them if they say different things; the status
    that is further in triage (see `DECIDED`); the earliest ``read_at`` and
    ``added``; the citation key of `one`, else of `other`. A second pinned key
    becomes an alias, after ``key:``, so that manuscripts that use it still
    find the paper.
    """
    fresh: dict[str, Any] = joined(one, other)
    aliases = {*fresh.get("aliases", one.aliases)}
    key = one.citation_key or other.citation_key
    if other.citation_key and other.citation_key != key:
        aliases.add(KEY_ALIAS + other.citation_key)
    fresh |= {
        "aliases": tuple(sorted(aliases)),
        "status": max(one.status, other.status, key=DECIDED.index),
        "starred": one.starred or other.starred,
        "tags": tuple(sorted({*one.tags, *other.tags})),
        "note": _both_notes(one.note, other.note),
        "citation_key": key,
        "added": min(filter(None, (one.added, other.added)), default=""),
        "changed": max(one.changed, other.changed),
        "read_at": min(filter(None, (one.read_at, other.read_at)), default=None),
    }
    return msgspec.structs.replace(one, **fresh)


def _both_notes(one: str, other: str) -> str:
    """Return two notes as one; one that stands in the other is not repeated."""
    if other.strip() in one:
        return one
    if one.strip() in other:
        return other
    return f"{one.rstrip()}\n\n{other.lstrip()}"
