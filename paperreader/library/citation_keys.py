"""Who has which citation key, those of entries that were merged away or renamed included."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..entry import Row
from ..key_pattern import key_problem
from .errors import KeyRefused
from .uniting import KEY_ALIAS


def keys_of(row: Row) -> Iterator[str]:
    """Yield the keys that lead to an entry, its own first."""
    if row.citation_key:
        yield row.citation_key
    for alias in row.aliases:
        if alias.startswith(KEY_ALIAS):
            yield alias.removeprefix(KEY_ALIAS)


def rename(row: Row, key: str, rows: Iterable[Row]) -> dict[str, Any]:
    """Return what giving a row the key changes in it; the old key stays as an alias.

    Raises:
        KeyRefused: no program would read it, or another of `rows` has it or had it.
    """
    if reason := key_problem(key):
        raise KeyRefused(key, reason)
    # BibTeX takes keys that differ only in case for one.
    folded = key.casefold()
    for other in rows:
        if other.id != row.id and any(folded == known.casefold() for known in keys_of(other)):
            raise KeyRefused(key, f"it leads to “{other.title}”")
    aliases = {*row.aliases} - {KEY_ALIAS + key}
    if row.citation_key and row.citation_key != key:
        aliases.add(KEY_ALIAS + row.citation_key)
    return {"citation_key": key, "aliases": tuple(sorted(aliases))}
