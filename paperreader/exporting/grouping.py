"""Entries under headings: by tag, by day or by status."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from paperreader.entry import STATUSES, Entry
from paperreader.exporting.occasion import Grouping

_STATUS_TITLES = {
    "inbox": "Inbox",
    "queued": "Queue",
    "reading": "Reading",
    "read": "Read",
    "skipped": "Skipped",
}


class Item(Struct, frozen=True):
    """One paper under one heading."""

    entry: Entry
    under: str = ""
    """The earlier heading under which the paper stands whole; here its title is enough."""
    remark: str = ""
    """What there is to say of it on this occasion."""


class Group(Struct, frozen=True):
    """A heading and the papers under it."""

    label: str
    """Empty where there is but one group, which needs no heading."""
    items: tuple[Item, ...]


def grouped(entries: Iterable[Entry], by: Grouping | None) -> Sequence[Group]:
    """Return the entries under headings, in their own order within each.

    Tags come in the order of the alphabet, days from the latest, statuses as triage
    has them; what has none comes last. A paper with several tags stands whole under the
    first of them, and by its title alone under the others.
    """
    if by is None:
        return (Group("", tuple(map(Item, entries))),)
    found: dict[str, list[Item]] = {}
    for entry in entries:
        first = ""
        for label in _labels(entry, by):
            found.setdefault(label, []).append(Item(entry, first))
            first = first or label
    if by == "status":
        order: list[str] = [status for status in STATUSES if status in found]
    else:
        order = sorted((label for label in found if label), reverse=by == "day")
        order += [""] * ("" in found)
    return tuple(Group(_title(label, by), tuple(found[label])) for label in order)


def count(groups: Iterable[Group]) -> int:
    """Return how many papers there are, each counted once."""
    return sum(not item.under for group in groups for item in group.items)


def day(entry: Entry) -> str:
    """Return the day on which the entry came up: on Daily Papers, else in the library."""
    return entry.featured or entry.added[:10]


def _labels(entry: Entry, by: Grouping) -> tuple[str, ...]:
    if by == "tag":
        return entry.tags or ("",)
    return (entry.status if by == "status" else day(entry),)


def _title(label: str, by: Grouping) -> str:
    if by == "status":
        return _STATUS_TITLES[label]
    return label or {"tag": "Without a tag", "day": "Without a day"}[by]
