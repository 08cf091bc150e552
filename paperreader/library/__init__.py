"""The user's entries: identity, merging, changes, undo; and beneath them the store."""

from .changes import Change, ImportReport
from .errors import (
    AmbiguousKey,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryTooNew,
    LibraryUnreadable,
    LibraryUnwritable,
    UnknownKey,
)
from .identity import arxiv_id_in
from .library import Library
from .tags import normal_tag
from .tally import Counts, day_of

__all__ = [
    "AmbiguousKey",
    "Change",
    "Counts",
    "ImportReport",
    "Library",
    "LibraryBusy",
    "LibraryDamaged",
    "LibraryError",
    "LibraryTooNew",
    "LibraryUnreadable",
    "LibraryUnwritable",
    "UnknownKey",
    "arxiv_id_in",
    "day_of",
    "normal_tag",
]
