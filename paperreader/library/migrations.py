"""Bringing documents of older formats up to today's.

Format 0 is a plain TinyDB file: any documents with a title. It is adopted by
filling in what an entry must have.
"""

from typing import Any

import msgspec

from ..entry import Entry
from .identity import entry_id
from .merging import settled
from .store.storage import now


def migrate(documents: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Return the documents of a format-0 library as entries.

    Raises:
        msgspec.ValidationError: a document has no title, or a field of the wrong type.
    """
    at = now()
    migrated = {}
    for number, document in documents.items():
        try:
            entry = msgspec.convert(document, Entry)
        except msgspec.ValidationError as error:
            raise msgspec.ValidationError(f"document {number}: {error}") from error
        entry = msgspec.structs.replace(
            entry,
            id=entry.id or entry_id(entry),
            added=entry.added or at,
            changed=entry.changed or at,
        )
        migrated[number] = msgspec.to_builtins(settled(entry))
    return migrated
