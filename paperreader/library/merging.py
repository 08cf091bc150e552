"""Folding what a source says into an entry that is already there.

Facts are joined field by field: the value that weighs most holds (see
`precedence`), and the entry's sources remember who gave it. Joining is
associative, commutative and idempotent over facts: a set of records gives the
same facts in whatever order and grouping they come.
"""

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import UNSET

from ..entry import USER_FIELDS, Entry, Sighting, Source
from .identity import known_ids, title_id, title_key
from .kept import kept_by, learned
from .precedence import stamp, weight

SEEN_COUNTS = ("upvotes", "comments")
"""The counts whose days are kept in `Entry.history`; the latest known value holds."""

_OWN = {*USER_FIELDS, "id", "aliases", "added", "changed", "sources", "history", "author_count"}
FACTS = tuple(name for name in Entry.__struct_fields__ if name not in _OWN)
"""The fields that sources give, but for ``author_count`` and ``history``."""

_WEIGHED = (*(name for name in FACTS if name not in SEEN_COUNTS), "author_count")
_SILENT = {"aliases", "sources"}
"""What an entry may learn without a fact about its paper having changed."""


def given_fields(entry: Entry) -> tuple[str, ...]:
    """Return the names of the facts that a source's record holds."""
    given = [name for name in FACTS if getattr(entry, name) not in (None, ())]
    if entry.author_count is not None:
        given.append("author_count")
    return tuple(given)


def merge(
    old: Entry, new: Entry, *, source: str, shape: str, at: str, date: str | None = None
) -> Entry:
    """Return `old` with what `new` knows better; `old` itself where that is nothing.

    The reader's own fields and the entry's id never change. `source`, `shape`
    and `date` (the day that the source speaks of) say who gave the facts of a
    record without sources of its own. `at` is the import's timestamp; the
    entry's ``changed`` takes it where a fact has changed.
    """
    came = Source(source=source, shape=shape, imported=at, date=date)
    fresh = joined(old, stamped(new, came))
    if fresh.keys() - _SILENT:
        fresh["changed"] = at
    return msgspec.structs.replace(old, **fresh) if fresh else old


def changed_facts(old: Entry, new: Entry) -> tuple[str, ...]:
    """Return the names of the facts, ``history`` included, in which two states differ."""
    names = (*FACTS, "author_count", "history")
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def stamped(record: Entry, came: Source) -> Entry:
    """Return a record, settled, that says who gave its facts: `came`, where it does not.

    Where `came` has no date, the record's own latest day stands in for it. A
    record that names sources is one of ours that went out and comes back: its
    facts weigh what they weighed where it was, not more for having travelled.
    A bibliography's record may have one source that knows no more than what is
    to be kept; it becomes `came`, too.
    """
    record = settled(record)
    if record.sources and not is_unstamped(record):
        return record
    own = msgspec.structs.replace(
        came,
        fields=given_fields(record),
        date=came.date or _own_day(record),
        kept=record.sources[0].kept if record.sources else came.kept,
    )
    return msgspec.structs.replace(record, sources=(own,))


def is_unstamped(record: Entry) -> bool:
    """Tell whether a record's one source was not imported yet."""
    return len(record.sources) == 1 and not record.sources[0].imported


def settled(entry: Entry) -> Entry:
    """Return an entry whose history, counts and aliases agree with its other facts."""
    history = _join_history((), entry.history)
    ids = {*entry.aliases, *(known for known in known_ids(entry) if known[:6] != "title:")}
    names = len(entry.authors) or None
    return msgspec.structs.replace(
        entry,
        history=history,
        author_count=max(filter(None, (entry.author_count, names)), default=entry.author_count),
        aliases=tuple(sorted(ids - {entry.id})),
        **{name: _count(name, entry, entry, history) for name in SEEN_COUNTS},
    )


def joined(one: Entry, other: Entry) -> dict[str, Any]:
    """Return the new values of the fields of `one` that change when `other` is joined to it.

    Nothing but facts, aliases and sources is looked at. Equal facts from a
    weightier source change ``sources`` alone.
    """
    fresh: dict[str, Any] = {}
    ours, theirs = _givers(one), _givers(other)
    taken: set[str] = set()
    for name in _WEIGHED:
        value, known = getattr(other, name), getattr(one, name)
        if value in (None, ()):
            continue
        if known in (None, ()) or _weighs_more(
            name, value, theirs.get(name), known, ours.get(name)
        ):
            taken.add(name)
            if value != known:
                fresh[name] = value
    history = _join_history(one.history, other.history)
    if history != one.history:
        fresh["history"] = history
    for name in SEEN_COUNTS:
        count = _count(name, one, other, history)
        if count != getattr(one, name):
            fresh[name] = count
            taken.add(name)
    aliases = _join_ids(one, other)
    if aliases != one.aliases:
        fresh["aliases"] = aliases
    kept = learned(one, other)
    if taken or kept:
        sources = _join_sources(one.sources, other.sources, taken, theirs, kept)
        if sources != one.sources:
            fresh["sources"] = sources
    return fresh


def _weighs_more(
    name: str, value: Any, source: Source | None, known: Any, knower: Source | None
) -> bool:
    if value == known and stamp(source) == stamp(knower):
        return False  # as it is with most of what is imported again
    return weight(name, value, source) > weight(name, known, knower)


def _own_day(record: Entry) -> str | None:
    """Return the latest day that a record itself speaks of."""
    days = [sighting.date for sighting in record.history]
    return max([*days, record.featured or ""]) or None


def _givers(entry: Entry) -> dict[str, Source]:
    """Return for each field the source that gave it: of several, the one named last."""
    return {name: source for source in entry.sources for name in source.fields}


def _join_sources(
    ours: Iterable[Source],
    theirs: Iterable[Source],
    taken: set[str],
    givers: dict[str, Source],
    keepers: dict[str, Source],
) -> tuple[Source, ...]:
    """Return sources of which each names the fields that are still its own.

    One that has lost its last field and keeps nothing else is forgotten, so
    that what is imported every day does not make an entry grow.
    """
    kept: list[Source] = []
    for source in ours:
        old = kept_by(source)
        if taken.isdisjoint(source.fields) and keepers.keys().isdisjoint(old):
            kept.append(source)
            continue
        left = tuple(name for name in source.fields if name not in taken)
        still = {name: value for name, value in old.items() if name not in keepers}
        if left or still:
            kept.append(msgspec.structs.replace(source, fields=left, kept=still or UNSET))
    for source in theirs:
        gave = tuple(name for name in source.fields if name in taken and givers[name] is source)
        keeps = {
            name: value
            for name, value in kept_by(source).items()
            if keepers.get(name) is source
        }
        if not gave and not keeps:
            continue
        same = next((turn for turn, old in enumerate(kept) if _is_same(old, source)), None)
        if same is None:
            kept.append(msgspec.structs.replace(source, fields=gave, kept=keeps or UNSET))
        else:
            fields = (*kept[same].fields, *gave)
            both = kept_by(kept[same]) | keeps
            kept[same] = msgspec.structs.replace(kept[same], fields=fields, kept=both or UNSET)
    return tuple(kept)


def _is_same(one: Source, other: Source) -> bool:
    """Tell whether two parts came from one import of one source."""
    return (one.source, one.shape, one.imported, one.date) == (
        other.source,
        other.shape,
        other.imported,
        other.date,
    )


def _join_history(old: tuple[Sighting, ...], new: tuple[Sighting, ...]) -> tuple[Sighting, ...]:
    """Join two histories: one sighting a day, the higher counts where both have one.

    Counts grow over a day, so that the higher one was the later one.
    """
    if old == new and len(old) < 2:
        return old
    days = {sighting.date: sighting for sighting in old}
    for sighting in (*old, *new):
        before = days.get(sighting.date)
        if before is None:
            days[sighting.date] = sighting
        elif before != sighting:
            days[sighting.date] = Sighting(
                sighting.date,
                _higher(before.upvotes, sighting.upvotes),
                _higher(before.comments, sighting.comments),
            )
    return tuple(days[day] for day in sorted(days))


def _count(name: str, one: Entry, other: Entry, history: tuple[Sighting, ...]) -> int | None:
    """Return the count that holds: the latest day's, where days are known, else the higher."""
    for sighting in reversed(history):
        if (count := getattr(sighting, name)) is not None:
            return int(count)
    return _higher(getattr(one, name), getattr(other, name))


def _higher(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)


def _join_ids(one: Entry, other: Entry) -> tuple[str, ...]:
    """Return the aliases of two records that are one.

    A title's id is among them where a record had no other id, or where the
    paper was met under several titles: the title that holds need not be the
    one under which it is met again.
    """
    ids = {*one.aliases, *other.aliases, *known_ids(other), other.id}
    if one.title != other.title and title_key(one.title) != title_key(other.title):
        ids.update((title_id(one.title), title_id(other.title)))
    return tuple(sorted(ids - {one.id, ""}))
