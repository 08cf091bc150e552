"""A digest: the new papers, those that are close to what the reader keeps first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from paperreader.citing.plain_text import shown
from paperreader.entry import Entry
from paperreader.exporting.grouping import Group, Item

AN_AUTHOR = 20
"""What an author of papers that the reader keeps is worth, in upvotes."""
A_TAG = 10
"""What a tag of the reader's that the paper speaks of is worth, in upvotes."""
MOST = 3
"""So many authors and so many tags count for one paper."""

_STATES = {"queued": "queued", "reading": "reading", "read": "read", "skipped": "skipped"}
_SHORTEST_TAG = 3


class Taste(Struct, frozen=True):
    """What the reader has shown to care for."""

    authors: Mapping[str, int]
    """By the name in lower case, how many kept papers have the author."""
    tags: Mapping[str, tuple[str, ...]]
    """By the tag, the words that tell a paper speaks of it."""


def taste(kept: Iterable[Entry]) -> Taste:
    """Return what papers that were starred, queued or read say of their reader."""
    authors: Counter[str] = Counter()
    tags: dict[str, tuple[str, ...]] = {}
    for entry in kept:
        authors.update({name.casefold() for name in entry.authors})
        for tag in entry.tags:
            words = tuple(tag.rpartition("/")[2].replace("-", " ").replace("_", " ").split())
            if len("".join(words)) >= _SHORTEST_TAG:
                tags[tag] = words
    return Taste(authors, tags)


def digest(entries: Iterable[Entry], known: Taste) -> Sequence[Group]:
    """Return new papers in up to three groups, each ranked.

    First those that are close to what the reader keeps, then the others, last what is
    decided already, without what was skipped. The rank is the upvotes, and `AN_AUTHOR` for
    each author and `A_TAG` for each tag met before; each paper says what it owes to which.
    """
    close: list[tuple[int, Item]] = []
    others: list[tuple[int, Item]] = []
    decided: list[tuple[int, Item]] = []
    for entry in entries:
        if entry.status == "skipped":
            continue
        authors, tags = _met(entry, known)
        points = (entry.upvotes or 0) + AN_AUTHOR * len(authors) + A_TAG * len(tags)
        where = decided if entry.status != "inbox" else close if authors or tags else others
        where.append((points, Item(entry, remark=_remark(entry, authors, tags))))
    groups = (
        ("Close to what you keep", close),
        ("More new papers" if close else "New papers", others),
        ("Decided already", decided),
    )
    return tuple(Group(label, _ranked(found)) for label, found in groups if found)


def _ranked(found: Iterable[tuple[int, Item]]) -> tuple[Item, ...]:
    def place(one: tuple[int, Item]) -> tuple[int, str, str]:
        return -one[0], one[1].entry.title, one[1].entry.id

    return tuple(item for _points, item in sorted(found, key=place))


def _met(entry: Entry, known: Taste) -> tuple[list[str], list[str]]:
    authors = [name for name in entry.authors if name.casefold() in known.authors]
    text = f" {' '.join((entry.title, *entry.keywords))} ".casefold()
    said = " ".join(_words(text))
    tags = [
        tag
        for tag, words in known.tags.items()
        if tag in entry.tags or f" {' '.join(words)} " in f" {said} "
    ]
    return authors[:MOST], sorted(tags)[:MOST]


def _words(text: str) -> Iterable[str]:
    return "".join(char if char.isalnum() else " " for char in text).split()


def _remark(entry: Entry, authors: Sequence[str], tags: Sequence[str]) -> str:
    """Say what the reader has decided of a paper, and why it stands where it does."""
    parts: list[str] = []
    if entry.starred:
        parts.append("★ starred")
    if state := _STATES.get(entry.status):
        parts.append(state)
    if entry.upvotes is not None:
        parts.append("1 upvote" if entry.upvotes == 1 else f"{entry.upvotes:,} upvotes")
    if authors:
        parts.append(f"by {', '.join(map(shown, authors))}, of whom you keep papers")
    if tags:
        parts.append(f"speaks of {', '.join(f'#{tag}' for tag in tags)}")
    return " · ".join(parts)


def is_kept(status: str, starred: bool) -> bool:
    """Tell whether a paper in such a state says what its reader cares for."""
    return starred or status in ("queued", "reading", "read")
