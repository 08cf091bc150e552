"""What changed between two moments, for those who keep something made of the entries.

A search index, say, notes the number of the last change that it knows, and asks later
which documents to look at again.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from ..entry import Row
from .documents import Texts
from .store.journal import Touched

REMEMBERED = 1 << 18
"""Touched documents that are remembered; each takes 17 bytes."""

_SEEN = 1
_READ = 2
_ROW_FIELDS = frozenset(Row.__struct_fields__)
_TEXT_FIELDS = frozenset(Texts.__struct_fields__) - {"added"}


class Shift(Struct, frozen=True):
    """The documents to look at again after a change."""

    seq: int
    """Number of the last change that this tells of."""
    rows: frozenset[int]
    """Numbers of the documents whose row changed, came or went."""
    texts: frozenset[int]
    """Numbers of those whose searched texts did: the fields of `Texts` without ``added``."""


class Recent:
    """The documents that the last changes touched, in little memory."""

    def __init__(self, seq: int) -> None:
        self.floor = seq
        """Number of the change since which everything is remembered."""
        self.seq = seq
        """Number of the last change."""
        self._seqs = array("q")
        self._numbers = array("q")
        self._marks = array("b")

    def add(self, seq: int, put: Mapping[int, Any]) -> None:
        """Remember a change, and forget the oldest ones where it gets too much."""
        self.seq = seq
        if len(put) > REMEMBERED or any(number >> 63 for number in put):
            self._forget(seq)
            return
        self._seqs.extend([seq] * len(put))
        self._numbers.extend(put)
        self._marks.extend(map(_mark, put.values()))
        if len(self._seqs) > REMEMBERED:
            self._forget(self._seqs[len(self._seqs) // 2])

    def since(self, seq: int) -> Shift | None:
        """Return what was touched after a change; None where that is not remembered."""
        if not self.floor <= seq <= self.seq:
            return None
        start = bisect_right(self._seqs, seq)
        touched = zip(self._numbers[start:], self._marks[start:], strict=True)
        return _shift(self.seq, touched)

    def _forget(self, seq: int) -> None:
        """Forget the changes up to one."""
        end = bisect_right(self._seqs, seq)
        del self._seqs[:end], self._numbers[:end], self._marks[:end]
        self.floor = seq


def shift_of(seq: int, changes: Iterable[Touched]) -> Shift:
    """Return what changes touched, the last of them having the number `seq`."""
    return _shift(
        seq,
        ((number, _mark(patch)) for change in changes for number, patch in change.put.items()),
    )


def _shift(seq: int, touched: Iterable[tuple[int, int]]) -> Shift:
    rows: set[int] = set()
    texts: set[int] = set()
    for number, mark in touched:
        if mark & _SEEN:
            rows.add(number)
        if mark & _READ:
            texts.add(number)
    return Shift(seq, frozenset(rows), frozenset(texts))


def _mark(patch: Mapping[str, Any] | None) -> int:
    """Tell what a change made of a document: another row, other texts, both or neither."""
    if patch is None:
        return _SEEN | _READ
    return _SEEN * (not _ROW_FIELDS.isdisjoint(patch)) | _READ * (
        not _TEXT_FIELDS.isdisjoint(patch)
    )
