"""The library's rows in memory, and the ways to find one: by id, by key, by title."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec

from ..entry import Row
from .errors import AmbiguousKey, UnknownKey
from .identity import arxiv_id_in, head_key, loose_key, title_key
from .store.journal import Patch
from .tally import Tally
from .uniting import KEY_ALIAS

_FIELDS = frozenset(Row.__struct_fields__)
_FIRST = 3
_MANY = 300
"""Titles from which it is quicker to index those of all rows than to look for a few."""
_TUPLES = frozenset({"aliases", "tags"})


class Catalogue:
    """Rows by document number, kept up to date change by change."""

    def __init__(self, rows: dict[int, Row]) -> None:
        self._rows = rows
        self._numbers = _numbers(rows)
        self._titles: dict[str, list[int]] | None = None
        self._tally: Tally | None = None

    @property
    def tally(self) -> Tally:
        """The counts; made when first asked for, and kept up from then on."""
        if self._tally is None:
            self._tally = Tally(self._rows.values())
        return self._tally

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self) -> tuple[Row, ...]:
        """Return all rows, in the order in which the entries were added.

        They are a copy, which another thread may walk over while this one changes them.
        """
        return tuple(self._rows.values())

    def newest(self, limit: int) -> list[Row]:
        """Return the entries added last, newest first."""
        return list(islice(reversed(self._rows.values()), limit))

    def items(self) -> Iterable[tuple[int, Row]]:
        """Return document numbers and rows."""
        return self._rows.items()

    def ids(self) -> set[str]:
        """Return the ids of all entries, aliases left out."""
        return {row.id for row in self._rows.values()}

    def number(self, id: str) -> int:  # noqa: A002 - the field's own name
        """Return the document number of an id or alias.

        Raises:
            KeyError: no entry has it.
        """
        return self._numbers[id]

    def get(self, number: int) -> Row | None:
        """Return the row of a document number, or None."""
        return self._rows.get(number)

    def row(self, number: int) -> Row:
        """Return the row of a document number.

        Raises:
            KeyError: there is no such document.
        """
        return self._rows[number]

    def resolve(self, key: str) -> str:
        """Return the id that a key of the command line means.

        Raises:
            UnknownKey, AmbiguousKey: the key means no entry, or several.
        """
        key = key.strip()
        if not key:
            raise UnknownKey(key)
        for form in (key, f"arxiv:{arxiv_id_in(key)}", f"doi:{key.lower()}"):
            if form in self._numbers:
                return self._rows[self._numbers[form]].id
        begun: dict[str, str] = {}
        for row in self._rows.values():
            if row.citation_key == key:
                return row.id
            if row.citation_key and row.citation_key.startswith(key):
                begun[row.id] = row.citation_key
        if (merged := self._numbers.get(KEY_ALIAS + key)) is not None:
            return self._rows[merged].id
        for known, number in self._numbers.items():
            if known.startswith(key) or known.partition(":")[2].startswith(key):
                id_ = self._rows[number].id
                begun.setdefault(id_, id_)
        if not begun:
            raise UnknownKey(key)
        if len(begun) > 1:
            raise AmbiguousKey(key, sorted(begun.values()))
        return next(iter(begun))

    def find(self, id: str) -> int | None:  # noqa: A002 - the field's own name
        """Return the document number of an id or alias, or None."""
        return self._numbers.get(id)

    def titled(self, titles: Collection[str]) -> Mapping[str, Sequence[int]]:
        """Return the numbers of the entries whose titles differ at most in form from these.

        They stand by `title_key`.
        """
        if self._titles is None:
            if len(titles) < _MANY:
                return self._look_for(titles)
            self._titles = _by_key(self._rows.items())
        return self._titles

    def _look_for(self, titles: Iterable[str]) -> Mapping[str, Sequence[int]]:
        keys = {title_key(title) for title in titles}
        likely = _by_key(self._likely(keys))
        return {key: likely[key] for key in keys & likely.keys()}

    def _likely(self, keys: Collection[str]) -> Iterator[tuple[int, Row]]:
        """Yield all rows whose titles have one of these keys, and few others."""
        whole = {loose for key in keys if (loose := loose_key(key)) is not None}
        begun = {head_key(key) for key in keys}
        heads = {head[:length] for head in begun for length in range(len(head) + 1)}
        # Most titles are told by their first letters, which needs no key of the whole.
        letters = {head[:_FIRST] for head in begun}
        worth: dict[str, bool] = {}
        for number, row in self._rows.items():
            first = row.title[:_FIRST]
            if (looked := worth.get(first)) is None:
                looked = worth[first] = _may_begin(first, letters)
            if looked:
                loose = loose_key(row.title)
                if loose in whole or (loose is None and head_key(row.title) in heads):
                    yield number, row

    def apply(self, put: Mapping[int, Patch]) -> None:
        """Bring rows, ids, titles and counts up to a change."""
        last = next(reversed(self._rows), 0)
        disordered = forgotten = False
        for number, patch in put.items():
            old = self._rows.get(number)
            if old is not None:
                self._count(old, -1)
            if patch is None:
                if old is not None:
                    del self._rows[number]
                    self._forget_title(number, old)
                    forgotten = True
                continue
            new = patched(old, patch)
            disordered |= old is None and number < last
            last = max(last, number)
            self._rows[number] = new
            self._count(new, 1)
            if old is None or old.aliases != new.aliases or old.id != new.id:
                if old is not None:
                    forgotten |= not {old.id, *old.aliases} <= {new.id, *new.aliases}
                self._numbers[new.id] = number
                for alias in new.aliases:
                    self._numbers.setdefault(alias, number)
            if self._titles is not None and (old is None or old.title != new.title):
                if old is not None:
                    self._forget_title(number, old)
                self._titles.setdefault(title_key(new.title), []).append(number)
        if disordered:  # an entry from the middle came back
            self._rows = dict(sorted(self._rows.items()))
        if forgotten:  # another entry may have the same alias
            self._numbers = _numbers(self._rows)

    def _count(self, row: Row, step: int) -> None:
        if self._tally is not None:
            self._tally.add(row, step)

    def _forget_title(self, number: int, row: Row) -> None:
        if self._titles is not None:
            numbers = self._titles.get(title_key(row.title), [])
            if number in numbers:
                numbers.remove(number)


def _may_begin(first: str, letters: Collection[bytes]) -> bool:
    """Tell whether a title with these first characters can have a key that begins so."""
    return not (first.isascii() and first.isalpha()) or first.lower().encode() in letters


def _by_key(rows: Iterable[tuple[int, Row]]) -> dict[str, list[int]]:
    titles: dict[str, list[int]] = {}
    for number, row in rows:
        titles.setdefault(title_key(row.title), []).append(number)
    return titles


def _numbers(rows: Mapping[int, Row]) -> dict[str, int]:
    """Return the document numbers of all ids and aliases; an id goes before an alias."""
    numbers = {row.id: number for number, row in rows.items()}
    for number, row in rows.items():
        for alias in row.aliases:
            numbers.setdefault(alias, number)
    return numbers


def patched(row: Row | None, patch: Mapping[str, Any]) -> Row:
    """Return a row with a document's new fields; without a row they must be all of them."""
    if row is None:
        return msgspec.convert(patch, Row)
    fields = {
        name: tuple(value) if name in _TUPLES else value
        for name, value in patch.items()
        if name in _FIELDS
    }
    return msgspec.structs.replace(row, **fields)
