"""Folding what a source says into an entry that is already there."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ..entry import USER_FIELDS, Entry, Sighting, Source
from .identity import known_ids

SHAPE_RANK = {
    "records": 3,
    "search-plain-text": 1,
}
"""How far each shape's facts are trusted, field by field: an API's or our own export's over
a saved page's over a text dump's. A shape not named here ranks lowest."""

COUNTS = ("upvotes", "comments", "stars")
"""Fields that change by themselves: the latest known value holds."""

LISTS = ("authors", "categories", "keywords")

_OWN = {*USER_FIELDS, "id", "aliases", "added", "changed", "sources", "history", "author_count"}
FACTS = tuple(name for name in Entry.__struct_fields__ if name not in _OWN)
"""The fields that sources give and that are taken over one by one."""


def given_fields(entry: Entry) -> tuple[str, ...]:
    """Return the names of the facts that a source's record holds."""
    given = [name for name in FACTS if getattr(entry, name) not in (None, ())]
    if entry.author_count is not None:
        given.append("author_count")
    return tuple(given)


def merge(old: Entry, new: Entry, *, source: str, shape: str, at: str) -> Entry:
    """Return `old` with what `new` knows better; `old` itself where that is nothing.

    The reader's own fields and the entry's id never change. A better source
    wins field by field, of equal ones the later; a longer list of authors
    beats a shorter one and names beat a count; an abstract that is the
    beginning of another gives way to it. `at` is the import's timestamp.
    """
    fresh: dict[str, Any] = {}
    rank = SHAPE_RANK.get(shape, 0)
    for name in FACTS:
        value, known = getattr(new, name), getattr(old, name)
        if value in (None, ()) or value == known:
            continue
        if known in (None, ()) or _wins(name, value, known, rank, old.sources):
            fresh[name] = value
    history = _join_history(old.history, new.history)
    if history != old.history:
        fresh["history"] = history
    fresh.update(_latest_counts(old, new, history, fresh))
    count = _author_count(old, new, fresh.get("authors", old.authors))
    if count != old.author_count:
        fresh["author_count"] = count
    merged = msgspec.structs.replace(old, **fresh)
    learned = {known for known in known_ids(new) if not known.startswith("title:")}
    ids = tuple(sorted({*old.aliases, *learned, *new.aliases, new.id} - {old.id, ""}))
    if ids != old.aliases:
        fresh["aliases"] = ids
    if not fresh:
        return old
    told = tuple(name for name in fresh if name != "aliases")
    came = Source(source=source, shape=shape, imported=at, fields=told)
    return msgspec.structs.replace(
        merged, aliases=ids, changed=at, sources=(*old.sources, came)
    )


def settled(entry: Entry) -> Entry:
    """Return an entry whose history, counts and aliases agree with its other facts."""
    history = _join_history((), entry.history)
    ids = {*entry.aliases, *(known for known in known_ids(entry) if known[:6] != "title:")}
    return msgspec.structs.replace(
        entry,
        history=history,
        author_count=_author_count(entry, entry, entry.authors),
        aliases=tuple(sorted(ids - {entry.id})),
        **_latest_counts(entry, entry, history, {}),
    )


def _wins(name: str, value: Any, known: Any, rank: int, sources: Sequence[Source]) -> bool:
    """Tell whether a value takes the place of one that is known already."""
    if name in COUNTS:
        return True  # by date, where dates are known: see `_latest_counts`
    before = _rank_of(name, sources)
    if name == "authors" and rank <= before:
        return len(value) > len(known)
    if name in ("abstract", "summary", "title") and isinstance(value, str):
        if known.startswith(value):
            return False
        if value.startswith(known):
            return True
    return rank >= before


def _rank_of(name: str, sources: Iterable[Source]) -> int:
    """Return the rank of the source that gave a field last."""
    rank = -1
    for source in sources:
        if name in source.fields:
            rank = SHAPE_RANK.get(source.shape, 0)
    return rank


def _join_history(old: tuple[Sighting, ...], new: tuple[Sighting, ...]) -> tuple[Sighting, ...]:
    """Join two histories: one sighting a day, the later import's counts where both have one."""
    days = {sighting.date: sighting for sighting in old}
    for sighting in new:
        before = days.get(sighting.date, sighting)
        days[sighting.date] = Sighting(
            sighting.date,
            before.upvotes if sighting.upvotes is None else sighting.upvotes,
            before.comments if sighting.comments is None else sighting.comments,
        )
    return tuple(days[day] for day in sorted(days))


def _latest_counts(
    old: Entry, new: Entry, history: tuple[Sighting, ...], fresh: dict[str, Any]
) -> dict[str, Any]:
    """Return the counts that hold: those of the latest day, where days are known."""
    latest: dict[str, Any] = {}
    for name in ("upvotes", "comments"):
        dated = [
            value for sighting in history if (value := getattr(sighting, name)) is not None
        ]
        value = dated[-1] if dated else fresh.get(name, getattr(old, name))
        fresh.pop(name, None)
        if value != getattr(old, name):
            latest[name] = value
    return latest


def _author_count(old: Entry, new: Entry, authors: tuple[str, ...]) -> int | None:
    counts = [count for count in (old.author_count, new.author_count) if count is not None]
    if authors:
        return max(len(authors), *counts) if counts else len(authors)
    return counts[-1] if counts else None
