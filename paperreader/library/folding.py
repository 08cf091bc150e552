"""Folding one source's records into a library: what it adds, what it updates.

Records that share an arXiv id or a DOI are one paper. A title makes one paper
of all that have it, but only where their ids do not contradict each other:
where they do, or where the reader keeps two of them apart, the title tells
nothing, and only ids count. Both hold over records and entries alike: a record
that shares its id with one entry and its title with another shows that the two
are one, and they are united.

So the same records give the same library in any order. One thing cannot be
mended later: a record without ids was united with the only paper of its title
then known, and another paper of that title, with another id, comes to light.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec

from ..entry import Entry, Source
from .changes import Outcome
from .given_keys import BIBLIOGRAPHIES, GivenKeys
from .identity import (
    PaperIds,
    arxiv_id_in,
    arxiv_id_of,
    known_ids,
    stated_ids,
    title_id,
    title_key,
)
from .merging import changed_facts, joined, merge, stamped
from .store.journal import Patch
from .uniting import KEY_ALIAS, unite


class Folding:
    """One import under way."""

    def __init__(
        self,
        *,
        find_id: Callable[[str], int | None],
        titled: Mapping[str, Sequence[int]],
        entry_of: Callable[[int], Entry],
        first: int,
        came: Source,
        apart: Collection[frozenset[str]] = (),
        keys: Callable[[], set[str]] = set,
    ) -> None:
        self._find_id = find_id
        self._titled = titled
        self._entry_of = entry_of
        self._first = self._next = first
        self._came = came
        self._apart = apart
        # Everything that the source has touched, as it stands now and, where
        # the library had it, as it was. What is not there stands in the library.
        self._now: dict[int, Entry] = {}
        self._was: dict[int, Entry] = {}
        self._ids: dict[str, int] = {}
        self._titles: dict[str, list[int]] = {}
        self._gone: dict[int, int] = {}
        self._seen_before = 0
        self._keys = GivenKeys(keys)

    def fold(self, record: Entry, *, line: int | None = None) -> None:
        """Fold one record in, which begins on a line of its source."""
        record = stamped(_bare_arxiv_id(_storable_entry(record)), self._came)
        key = title_key(record.title)
        numbers = self._same(record, key)
        record = self._with_own_ids(record, numbers)
        if not numbers:
            self._add(self._keys.of_new(record, line), key)
            return
        self._seen_before += any(number < self._first for number in numbers)
        number = self._united(numbers)
        old = self._entry(number)
        new = merge(
            old,
            record,
            source=self._came.source,
            shape=self._came.shape,
            at=self._came.imported,
            date=self._came.date,
        )
        if self._came.shape in BIBLIOGRAPHIES:
            new = self._keys.of_known(new, record.citation_key, self._came.imported, line)
        if new is not old:
            self._now[number] = new
            self._learn(number, new, key)

    def outcome(self) -> Outcome:
        """Return what all records together came to."""
        put: dict[int, Patch] = {}
        was: dict[int, Patch] = {}
        ids, added, updated = [], [], []
        fields: Counter[str] = Counter()
        takers = set(self._gone.values())
        for number, new in self._now.items():
            old = self._was.get(number)
            if number >= self._first:
                put[number], was[number] = msgspec.to_builtins(new), None
                added.append(new.id)
            elif old is not None and new != old:
                put[number], was[number] = differences(old, new)
                facts = changed_facts(old, new)
                fields.update(facts)
                if facts or number in takers:
                    updated.append(new.id)
            else:
                continue
            ids.append(new.id)
        united = []
        for number in self._gone:
            if number < self._first:
                old = self._was[number]
                put[number], was[number] = None, msgspec.to_builtins(old)
                united.append(old.id)
        return Outcome(
            put=put,
            was=was,
            ids=(*ids, *united),
            added=tuple(added),
            updated=tuple(updated),
            united=tuple(united),
            fields=dict(sorted(fields.items(), key=lambda field: (-field[1], field[0]))),
            seen_before=self._seen_before,
            problems=tuple(self._keys.problems),
        )

    def _same(self, record: Entry, key: str) -> list[int]:
        """Return the numbers of all entries that a record shows to be its paper."""
        ids = PaperIds.of(record, learned=False)  # what it states is not its facts
        found = self._numbers(known_ids(record))
        for number in self._numbers(stated_ids(record)) - found:
            if not ids.contradict(PaperIds.of(self._entry(number))):
                found.add(number)
        titled = self._numbers_titled(record.title, key)
        if not titled <= found:
            for number in found:
                ids |= PaperIds.of(self._entry(number))
            others = [PaperIds.of(self._entry(number)) for number in titled - found]
            if not (
                any(one.contradict(other) for one, other in combinations([ids, *others], 2))
                or self._has_two_kept_apart(found | titled)
            ):
                found |= titled
        return sorted(found)

    def _has_two_kept_apart(self, numbers: Iterable[int]) -> bool:
        """Tell whether the reader said of two of some entries that they are two papers."""
        ids = {self._entry(number).id for number in numbers} if self._apart else set()
        return any(pair <= ids for pair in self._apart)

    def _numbers(self, ids: Iterable[str]) -> set[int]:
        """Return the numbers of the entries that ids lead to."""
        found = (self._number(known) for known in ids)
        return {number for number in found if number is not None}

    def _numbers_titled(self, title: str, key: str) -> set[int]:
        """Return the numbers of the entries that were met under a title."""
        numbers = {*self._titled.get(key, ()), *self._titles.get(key, ())}
        numbers = {self._standing(number) for number in numbers}
        return numbers | self._numbers([title_id(title)])

    def _number(self, known: str) -> int | None:
        number = self._ids.get(known)
        if number is None:
            number = self._find_id(known)
        return None if number is None else self._standing(number)

    def _standing(self, number: int) -> int:
        """Return the number of the entry that took an entry in, or its own."""
        while number in self._gone:
            number = self._gone[number]
        return number

    def _entry(self, number: int) -> Entry:
        entry = self._now.get(number)
        if entry is None:
            entry = self._was[number] = self._now[number] = self._entry_of(number)
        return entry

    def _united(self, numbers: Sequence[int]) -> int:
        """Make entries one, under the number of the oldest; return that."""
        keep, *others = numbers
        for number in others:
            kept, other = self._entry(keep), self._entry(number)
            if keep < self._first <= number:
                # The reader's own fields are touched by nothing that comes in only now.
                one = msgspec.structs.replace(kept, **joined(kept, other))
            else:
                one = unite(kept, other)
            self._now[keep] = msgspec.structs.replace(one, changed=self._came.imported)
            del self._now[number]
            self._gone[number] = keep
        return keep

    def _add(self, record: Entry, key: str) -> None:
        known = known_ids(record)
        new = msgspec.structs.replace(
            record,
            id=record.id or known[0],
            added=record.added or self._came.imported,
            changed=record.changed or self._came.imported,
        )
        if not record.id:
            aliases = tuple(alias for alias in record.aliases if alias != new.id)
            new = msgspec.structs.replace(new, aliases=aliases)
        number = self._next
        self._next += 1
        self._now[number] = new
        self._learn(number, new, key)

    def _learn(self, number: int, entry: Entry, key: str) -> None:
        """Remember by what ids and by which title an entry can be found from now on."""
        for known in (entry.id, *entry.aliases):
            self._ids.setdefault(known, number)
        numbers = self._titles.setdefault(key, [])
        if number not in numbers:
            numbers.append(number)

    def _with_own_ids(self, record: Entry, numbers: Iterable[int]) -> Entry:
        """Return a record without ids of another program's, and of other entries."""
        own = {
            known
            for known in (*stated_ids(record), *_keys(record))
            if (number := self._number(known)) is None or number in numbers
        }
        return msgspec.structs.replace(
            record,
            id=record.id if record.id in own else "",
            aliases=tuple(known for known in record.aliases if known in own),
        )


def _keys(record: Entry) -> Iterable[str]:
    return (alias for alias in record.aliases if alias.startswith(KEY_ALIAS))


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
    """Return an entry whose arXiv id is bare; a DOI that arXiv assigned gives it, too."""
    told = entry.arxiv_id or arxiv_id_of(entry)
    if told and (bare := arxiv_id_in(told) or told) != entry.arxiv_id:
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
