"""The index as a search uses it: kept in step with the library and with its own files."""

import os
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import tantivy
from tantivy import Occur

from paperreader.library import Library
from paperreader.searching.index import IndexDamaged
from paperreader.searching.index.folder import IndexFolder, damage_told
from paperreader.searching.index.schema import NUMBER, RECENCY
from paperreader.searching.index.staleness import stale, whole
from paperreader.searching.index.translating import (
    numbered,
    tagged,
    translated,
    weighed,
    within,
)
from paperreader.searching.needles import Ask, Part, Span
from paperreader.searching.reading import Hit

_MANY_STALE = 48
"""So many changed entries are read one by one at each search; from then on they are indexed."""

_TRIES = 2
"""So often a process is started that makes the index; what fails twice would fail again."""


_LEFT: list["subprocess.Popen[bytes]"] = []
"""Processes that outlive the search they were started for: nobody waits for their end."""


class KeptIndex:
    """The words of all entries but the few that changed lately, which it names."""

    def __init__(self, library: Library, cache: Path) -> None:
        self._library = library
        self._cache = cache
        self._folder = IndexFolder(cache, library.folder)
        self._stamp: tuple[int, int] | None = None
        self._searcher: tantivy.Searcher | None = None
        self._seq = 0
        self._builder: subprocess.Popen[bytes] | None = None
        self._tries = 0
        # Whoever counts how many meet an ask mostly wants the best of them next.
        self._last: tuple[object, int, tuple[list[Hit], int]] | None = None
        self.generation = 0
        """Counts what the index was opened anew: words found before may be others now."""
        self.stale: frozenset[int] = frozenset()
        """Document numbers whose texts the index does not hold as they are."""

    @property
    def ready(self) -> bool:
        """Whether the index answers."""
        return self._searcher is not None

    @property
    def count(self) -> int:
        """How many entries it holds, as they are or as they were."""
        return 0 if self._searcher is None else int(self._searcher.num_docs)

    def follow(self) -> None:
        """Take in what the library and the index's own files have become."""
        stamp = self._folder.stamp()
        if stamp != self._stamp:
            self._open(stamp)
        elif self._searcher is not None and self._seq != self._library.seq:
            shift = self._library.since(self._seq)
            if shift is None:
                self._open(stamp)
            else:
                self.stale |= shift.texts
                self._seq = shift.seq

    @property
    def has_come(self) -> bool:
        """Whether there are files of an index that were not looked at yet."""
        return self._folder.stamp() != self._stamp

    def tend(self) -> None:
        """Have the index made or brought up to date by another process, where that is due."""
        if self._builder is not None and self._builder.poll() is not None:
            self._builder = None
        is_due = not self.ready or len(self.stale) >= _MANY_STALE
        if not is_due or self._builder is not None or self._tries >= _TRIES:
            return
        self._tries += 1
        with suppress(OSError):  # the system has no room for another process
            self._builder = _started(self._library.folder, self._cache)

    def close(self) -> None:
        """Give the index's files back; a process that is at work goes on."""
        self._searcher = None
        if self._builder is not None and self._builder.poll() is None:
            _LEFT.append(self._builder)
        self._builder = None

    def hits(
        self,
        ask: Ask,
        limit: int | None,
        *,
        only: Collection[int] | None = None,
        span: Span | None = None,
        tags: tuple[str, ...] = (),
    ) -> tuple[list[Hit], int]:
        """Return the best hits, the heaviest first, and how many there are in all.

        Of equal weight the latest comes first. Entries that changed since are
        left out; with `only` all but these, with `span` all that lie outside it,
        with `tags` all that lack one of these words in their tags. None as `limit`
        gives them all.

        Raises:
            IndexDamaged: there is no index, or its files are not as they were written.
        """
        if limit is None or only is not None:
            return self._found(ask, limit, only, span, tags)
        asked = (ask, span, tags, self.stale, self.generation)
        if self._last is None or self._last[0] != asked or self._last[1] < limit:
            self._last = asked, limit, self._found(ask, limit, None, span, tags)
        hits, count = self._last[2]
        return hits[:limit], count

    def _found(
        self,
        ask: Ask,
        limit: int | None,
        only: Collection[int] | None,
        span: Span | None,
        tags: tuple[str, ...],
    ) -> tuple[list[Hit], int]:
        query = translated(ask, self._beginnings)
        joined = [(Occur.Must, query)]
        joined += [(Occur.Must, weighed(tagged(word), 0.0)) for word in tags]
        if only is not None:
            joined.append((Occur.Must, weighed(numbered(only), 0.0)))
        if span is not None:
            joined += [(Occur.Must, weighed(part, 0.0)) for part in within(span)]
        if self.stale:
            joined.append((Occur.MustNot, numbered(self.stale)))
        if len(joined) > 1:
            query = tantivy.Query.boolean_query(joined)
        with self._guarded() as searcher:
            most = self.count if limit is None else min(limit, self.count)
            found = searcher.search(query, limit=max(1, most), weight_by_field=RECENCY)
            addresses = [address for _, address in found.hits]
            numbers = whole(searcher.fast_field_values(NUMBER, addresses))
            scores = [score for score, _ in found.hits]
            return list(zip(scores, numbers, strict=True)), int(found.count or 0)  # type: ignore[attr-defined]  # tantivy's stubs leave it out

    def words(self, part: Part, start: str, limit: int | None = None) -> list[tuple[str, int]]:
        """Return words of a part that begin so, with in how many entries, the most first."""
        with self._guarded() as searcher:
            return list(searcher.terms_with_prefix(part, start, limit=limit))

    def held(self, part: Part, word: str) -> int:
        """Return how many entries hold a word in a part."""
        with self._guarded() as searcher:
            return int(searcher.doc_freq(part, word))

    def _beginnings(self, part: Part, start: str) -> list[str]:
        return [word for word, _ in self.words(part, start)]

    def _open(self, stamp: tuple[int, int] | None) -> None:
        self._stamp, self._searcher, self.stale = stamp, None, frozenset()
        self.generation += 1
        state = self._folder.state()
        if state is None:
            return
        try:
            with damage_told():
                searcher = self._folder.opened(state).searcher()
                self._seq = self._library.seq
                self.stale = stale(self._library, searcher, state)
                self._searcher = searcher
                self._tries = 0
        except IndexDamaged:
            self._folder.discard()
            self._stamp = self._folder.stamp()

    @contextmanager
    def _guarded(self) -> Iterator[tantivy.Searcher]:
        """Yield the searcher; one that fails is damaged, and is gone after that."""
        if self._searcher is None:
            raise IndexDamaged("there is no index")
        try:
            with damage_told():
                yield self._searcher
        except IndexDamaged:
            self._searcher = None
            self._folder.discard()
            self._stamp = self._folder.stamp()
            raise


def _started(library: Path, cache: Path) -> "subprocess.Popen[bytes]":
    """Start the process that makes the index.

    It finds modules where this one does, and none in the folder it is started in.
    """
    module = "paperreader.searching.index.building"
    places = os.pathsep.join(map(os.path.abspath, sys.path))
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, library.absolute(), cache.absolute()],
        env=os.environ | {"PYTHONPATH": places},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # it goes on when the terminal is closed
    )
