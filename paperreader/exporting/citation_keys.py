"""A citation key for every entry of an export."""

from collections.abc import Iterable, Iterator, Mapping

from paperreader.citing import propose_key
from paperreader.entry import Entry


def with_keys(entries: Iterable[Entry], keys: Mapping[str, str]) -> Iterator[tuple[Entry, str]]:
    """Yield each entry with its key: the one given, the one pinned, else a proposed one.

    No proposed key is one that `keys` gives, or that any of the entries has.
    """
    taken = {key.casefold() for key in keys.values()}
    waiting = iter(entries)
    for entry in waiting:
        key = keys.get(entry.id) or entry.citation_key
        if not key:
            # Only now is it needed to know which keys the later entries have pinned.
            rest = [entry, *waiting]
            taken.update(one.citation_key.casefold() for one in rest if one.citation_key)
            yield from _with_proposed(rest, keys, taken)
            return
        taken.add(key.casefold())
        yield entry, key


def _with_proposed(
    entries: list[Entry], keys: Mapping[str, str], taken: set[str]
) -> Iterator[tuple[Entry, str]]:
    for entry in entries:
        key = keys.get(entry.id) or entry.citation_key or propose_key(entry, taken)
        taken.add(key.casefold())
        yield entry, key
