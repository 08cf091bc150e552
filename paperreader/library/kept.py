"""What bibliographies say that an entry has no field for: kept, joined, given out again.

It lies with the sources, by the names that BibTeX has for it (``volume``, ``pages``,
``publisher``, ``entrytype``). Each name has one value: the one that weighs most, as with
facts, so that neither order nor grouping of imports makes a difference to it.
"""

from ..entry import Entry, Source
from .precedence import stamp

_VAGUE = frozenset(("misc", "online", "unpublished", "electronic", "other"))
"""Types of references that say the least about a paper."""

KeptWeight = tuple[bool, int, str, str]


def kept_of(entry: Entry) -> dict[str, str]:
    """Return what was kept for an entry, sorted by name; what has no source's word is absent.

    ``entrytype`` is the type of the reference, ``year`` and ``month`` are there where no day
    was told; values are plain text, never escaped.
    """
    return {
        name: value
        for name, (value, _) in sorted(held_by(entry).items(), key=lambda held: held[0])
    }


def held_by(entry: Entry) -> dict[str, tuple[str, Source]]:
    """Return for each name the value that weighs most and the source that gave it."""
    held: dict[str, tuple[str, Source]] = {}
    for source in entry.sources:
        for name, value in kept_by(source).items():
            old = held.get(name)
            if old is None or _weight(name, value, source) > _weight(name, *old):
                held[name] = (value, source)
    return held


def kept_by(source: Source) -> dict[str, str]:
    """Return what one source gave to be kept."""
    return source.kept if isinstance(source.kept, dict) else {}


def learned(one: Entry, other: Entry) -> dict[str, Source]:
    """Return what `other` knows better of all that is kept: by name, its source."""
    theirs = held_by(other)
    if not theirs:
        return {}
    ours = held_by(one)
    return {
        name: source
        for name, (value, source) in theirs.items()
        if name not in ours or _weight(name, value, source) > _weight(name, *ours[name])
    }


def _weight(name: str, value: str, source: Source) -> KeptWeight:
    rank, day = stamp(source)
    return not (name == "entrytype" and value in _VAGUE), rank, day, value
