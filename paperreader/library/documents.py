"""The stored documents as rows, texts and entries: a snapshot with what came on top of it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from ..entry import Entry, Row
from .catalogue import patched
from .errors import LibraryDamaged
from .store.journal import Patch
from .store.snapshot import Snapshot
from .store.storage import LibraryStorage


class Texts(Struct, frozen=True, gc=False):
    """What search reads of an entry, beside what its row tells.

    The fields mean what they mean in `Entry`.
    """

    id: str
    title: str
    authors: tuple[str, ...] = ()
    abstract: str | None = None
    summary: str | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    organization: str | None = None
    submitted_by: str | None = None
    code_url: str | None = None
    arxiv_id: str | None = None
    featured: str | None = None
    published: str | None = None
    added: str = ""


_row = msgspec.json.Decoder(Row)
_entry = msgspec.json.Decoder(Entry)
_texts = msgspec.json.Decoder(Texts)


def read_rows(files: LibraryStorage) -> dict[int, Row]:
    """Return all rows by document number, rising.

    Raises:
        LibraryDamaged: a document is not an entry; the error names its line.
    """
    overlay = files.overlay
    snapshot = files.snapshot
    decode = _row.decode
    rows: dict[int, Row] = {}
    number = 0
    try:
        for number, body in snapshot.scan():
            rows[number] = decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _damaged(snapshot, number, error) from error
    last = next(reversed(rows), 0)
    try:
        for number in sorted(overlay):
            if (patch := overlay[number]) is None:
                rows.pop(number, None)
            else:
                rows[number] = patched(rows.get(number), patch)
    except msgspec.MsgspecError as error:
        raise LibraryDamaged(
            files.journal.path,
            f"it changes entry {number}, which {files.path.name} does not hold ({error})",
        ) from error
    if any(number < last for number in overlay):  # some may have gone and come back
        rows = dict(sorted(rows.items()))
    return rows


def newest_rows(files: LibraryStorage, limit: int) -> list[Row]:
    """Return the entries added last, newest first, without reading the others.

    Damage is left to `read_rows`, which names its line: there are no rows then.
    """
    overlay = dict(files.overlay)
    gone = sum(patch is None for patch in overlay.values())
    try:
        tail = files.snapshot.tail(limit + gone)
        rows = {number: _row.decode(body) for number, body in tail}
        for number, patch in overlay.items():
            if patch is None:
                rows.pop(number, None)
            elif number in rows or "title" in patch:
                rows[number] = patched(rows.get(number), patch)
    except (msgspec.MsgspecError, UnicodeDecodeError, LibraryDamaged):
        return []
    return [rows[number] for number in sorted(rows, reverse=True)[:limit]]


def read_entry(files: LibraryStorage, number: int) -> Entry:
    """Return the whole entry of a document that is there.

    Raises:
        LibraryDamaged: the document is not an entry.
    """
    snapshot = files.snapshot
    patch = files.overlay.get(number)
    body = snapshot.document(number)
    try:
        if body is None:
            return msgspec.convert(patch, Entry)
        if patch is None:
            return _entry.decode(body)
        return msgspec.convert(msgspec.json.decode(body) | patch, Entry)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _damaged(snapshot, number, error) from error


def read_texts(snapshot: Snapshot, overlay: Mapping[int, Patch]) -> Iterator[tuple[int, Texts]]:
    """Yield number and texts of every document, those that only the overlay has last.

    Raises:
        LibraryDamaged: a document is not an entry.
    """
    known = set()
    for number, body in snapshot.scan():
        if number in overlay:
            known.add(number)
        if (found := _texts_of(snapshot, number, body, overlay.get(number, {}))) is not None:
            yield number, found
    for number in sorted(overlay.keys() - known):
        if (found := _texts_of(snapshot, number, None, overlay[number])) is not None:
            yield number, found


def read_texts_of(
    snapshot: Snapshot, overlay: Mapping[int, Patch], numbers: Collection[int]
) -> Iterator[tuple[int, Texts]]:
    """Yield number and texts of some documents, rising; those that are not there are left out.

    Raises:
        LibraryDamaged: a document is not an entry.
    """
    for number in sorted(numbers):
        body = snapshot.document(number)
        if (found := _texts_of(snapshot, number, body, overlay.get(number, {}))) is not None:
            yield number, found


def _texts_of(
    snapshot: Snapshot, number: int, body: bytes | None, patch: Patch
) -> Texts | None:
    if patch is None or (body is None and not patch):
        return None
    try:
        if not patch:
            assert body is not None
            return _texts.decode(body)
        found: dict[str, Any] = {}
        if body is not None:
            found = msgspec.structs.asdict(_texts.decode(body))
        return msgspec.convert(found | patch, Texts)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _damaged(snapshot, number, error) from error


def _damaged(snapshot: Snapshot, number: int, error: Exception) -> LibraryDamaged:
    return snapshot.damaged_document(number, f"the entry is damaged ({error})")
