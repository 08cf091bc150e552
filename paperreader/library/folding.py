"""Folding one source's records into a library: what it adds, what it updates."""

from collections.abc import Callable
from typing import Any

import msgspec

from ..entry import Entry, Source
from .identity import arxiv_id_in, contradict, entry_id, known_ids, stated_ids, title_key
from .merging import given_fields, merge, settled
from .store.journal import Patch


class Folding:
    """One import under way: what it adds, what it updates."""

    def __init__(
        self,
        *,
        find_same: Callable[[Entry], int | None],
        find_id: Callable[[str], int | None],
        entry_of: Callable[[int], Entry],
        first: int,
        shape: str,
        source: str,
        at: str,
    ) -> None:
        self._find_same = find_same
        self._find_id = find_id
        self._entry_of = entry_of
        self._shape = shape
        self._source = source
        self._at = at
        self._next = first
        self._new: dict[int, Entry] = {}
        self._new_numbers: dict[str, int] = {}
        self._merged: dict[int, tuple[Entry, Entry]] = {}
        self.put: dict[int, Patch] = {}
        self.was: dict[int, Patch] = {}

    def fold(self, incoming: Entry) -> None:
        """Fold one record in."""
        incoming = _bare_arxiv_id(_storable_entry(incoming))
        number = self._among_new(incoming)
        if number is not None:
            incoming = self._with_own_ids(incoming, number)
            self._new[number] = self._merge(self._new[number], incoming)
            self._learn(number)
            return
        number = self._find_same(incoming)
        incoming = self._with_own_ids(incoming, number)
        if number is None:
            self._add(incoming)
            return
        old, current = self._merged.get(number) or (self._entry_of(number),) * 2
        self._merged[number] = old, self._merge(current, incoming)

    def outcome(self) -> tuple[list[str], list[str]]:
        """Fill `put` and `was`; return the ids added and the ids updated."""
        for number, entry in self._new.items():
            self.put[number], self.was[number] = msgspec.to_builtins(entry), None
        updated = []
        for number, (old, new) in self._merged.items():
            # Two records of one source may take turns; what counts is where that ends.
            if msgspec.structs.replace(new, sources=old.sources, changed=old.changed) != old:
                self.put[number], self.was[number] = differences(old, new)
                updated.append(old.id)
        return [entry.id for entry in self._new.values()], updated

    def _merge(self, old: Entry, new: Entry) -> Entry:
        return merge(old, new, source=self._source, shape=self._shape, at=self._at)

    def _add(self, incoming: Entry) -> None:
        entry = settled(
            msgspec.structs.replace(
                incoming,
                id=incoming.id or entry_id(incoming),
                added=incoming.added or self._at,
                changed=incoming.changed or self._at,
            )
        )
        if not entry.sources:
            came = Source(
                source=self._source,
                shape=self._shape,
                imported=self._at,
                fields=given_fields(entry),
            )
            entry = msgspec.structs.replace(entry, sources=(came,))
        number = self._next
        self._next += 1
        self._new[number] = entry
        self._learn(number)

    def _among_new(self, incoming: Entry) -> int | None:
        for known in known_ids(incoming):
            if known in self._new_numbers:
                return self._new_numbers[known]
        for known in (*stated_ids(incoming), "=" + title_key(incoming.title)):
            number = self._new_numbers.get(known)
            if number is not None and not contradict(self._new[number], incoming):
                return number
        return None

    def _with_own_ids(self, incoming: Entry, number: int | None) -> Entry:
        """Return a record without the ids that it states and that lead to another entry."""
        own = [
            known
            for known in stated_ids(incoming)
            if self._new_numbers.get(known, self._find_id(known)) in (None, number)
        ]
        return msgspec.structs.replace(
            incoming,
            id=incoming.id if incoming.id in own else "",
            aliases=tuple(known for known in incoming.aliases if known in own),
        )

    def _learn(self, number: int) -> None:
        entry = self._new[number]
        for known in (
            entry.id,
            *entry.aliases,
            *known_ids(entry),
            "=" + title_key(entry.title),
        ):
            self._new_numbers.setdefault(known, number)


def differences(old: Entry, new: Entry) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields in which two states differ: the new values, and the old ones."""
    names = [n for n in Entry.__struct_fields__ if getattr(old, n) != getattr(new, n)]
    return (
        {name: msgspec.to_builtins(getattr(new, name)) for name in names},
        {name: msgspec.to_builtins(getattr(old, name)) for name in names},
    )


def storable(text: str) -> str:
    """Return a text that UTF-8 can hold: lone surrogates become ``�``."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _bare_arxiv_id(entry: Entry) -> Entry:
    """Return an entry whose arXiv id has no version and no URL around it."""
    if entry.arxiv_id and (bare := arxiv_id_in(entry.arxiv_id)) not in (None, entry.arxiv_id):
        return msgspec.structs.replace(entry, arxiv_id=bare)
    return entry


def _storable_entry(entry: Entry) -> Entry:
    """Return an entry whose texts can all be stored."""
    try:
        msgspec.json.encode(entry)
    except UnicodeEncodeError:
        return msgspec.convert(_storable_values(msgspec.to_builtins(entry)), Entry)
    return entry


def _storable_values(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list | tuple):
        return [_storable_values(item) for item in value]
    if isinstance(value, dict):
        return {name: _storable_values(item) for name, item in value.items()}
    return value
