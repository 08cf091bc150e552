"""Making the index, and bringing it up to date.

``python -m paperreader.searching.index.building LIBRARY CACHE`` runs in a
process of its own, so that neither the app nor a command ever waits for it.
Only one such process works on an index; another leaves at once.
"""

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from paperreader.library import Library, LibraryBusy, LibraryError
from paperreader.library.store.lock import Lock
from paperreader.searching.index import IndexDamaged
from paperreader.searching.index.folder import IndexFolder, damage_told
from paperreader.searching.index.schema import document
from paperreader.searching.index.staleness import stale
from paperreader.searching.index.translating import numbered

_HEAP = 320_000_000
"""Bytes that tantivy may hold before it writes a segment: 100,000 entries become one.

Each further segment makes every search slower; the process that builds is soon gone.
"""

_SMALL_HEAP = 15_000_000

_ANEW_FROM = 1_000
"""From so many changed entries on, where they are a third of all, all are read again."""


def bring_up(library: Library, folder: IndexFolder) -> None:
    """Make the index hold what the library holds.

    Raises:
        LibraryBusy: another process is at it.
        LibraryUnwritable, OSError, IndexDamaged: the folder cannot be written.
    """
    folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    with Lock(folder.lock, patience=0):
        library.load()
        is_current = False
        with contextlib.suppress(IndexDamaged):
            is_current = _updated(library, folder)
        if not is_current:
            _build(library, folder)


def _build(library: Library, folder: IndexFolder) -> None:
    base, seq = library.base, library.seq
    with damage_told(), folder.begun() as (name, index):
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        for number, texts in library.texts():
            writer.add_document(document(number, texts))
        writer.commit()
        writer.wait_merging_threads()
        folder.put_in_force(name, base=base, seq=seq)


def _updated(library: Library, folder: IndexFolder) -> bool:
    """Bring the index in force up to date; False where there is none, or too much changed."""
    state = folder.state()
    if state is None or state.seq > library.seq:
        return False
    base, seq = library.base, library.seq
    with damage_told():
        index = folder.opened(state)
        changed = stale(library, index.searcher(), state)
        if len(changed) > max(_ANEW_FROM, len(library) // 3):
            return False
        if changed:
            writer = index.writer(heap_size=_SMALL_HEAP, num_threads=1)
            writer.delete_documents_by_query(numbered(changed))
            for number, texts in library.texts(changed):
                writer.add_document(document(number, texts))
            writer.commit()
            writer.wait_merging_threads()
        if changed or (base, seq) != (state.base, state.seq):
            folder.put_in_force(state.name, base=base, seq=seq)
    return True


def main(arguments: Sequence[str]) -> int:
    """Bring the index of the library in one folder up to date under another."""
    if len(arguments) != 2:
        print(f"usage: python -m {__spec__.name} LIBRARY CACHE", file=sys.stderr)
        return 2
    library, cache = map(Path, arguments)
    with contextlib.suppress(AttributeError, OSError):
        os.nice(10)  # whoever types goes first
    try:
        with Library.open(library) as opened:
            bring_up(opened, IndexFolder(cache, library))
    except LibraryBusy:
        return 0  # the other process does the same
    except (LibraryError, IndexDamaged, OSError, ValueError) as error:
        print(f"paperreader: the search index was not made: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
