"""The user's entries: identity, merging, changes, undo; and beneath them the store."""

from .changes import Change, ImportReport
from .documents import Texts
from .errors import (
    AmbiguousKey,
    KeyRefused,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryTooNew,
    LibraryUnreadable,
    LibraryUnwritable,
    UnknownKey,
    ViewsDamaged,
)
from .identity import arxiv_id_in
from .library import Library
from .retagging import Retagging, retagging
from .shift import Shift
from .tag_use import tags_by_use
from .tags import normal_tag
from .tally import Counts, day_of
from .views import BUILT_IN, BuiltIn, SavedView

__all__ = [
    "BUILT_IN",
    "AmbiguousKey",
    "BuiltIn",
    "Change",
    "Counts",
    "ImportReport",
    "KeyRefused",
    "Library",
    "LibraryBusy",
    "LibraryDamaged",
    "LibraryError",
    "LibraryTooNew",
    "LibraryUnreadable",
    "LibraryUnwritable",
    "Retagging",
    "SavedView",
    "Shift",
    "Texts",
    "UnknownKey",
    "ViewsDamaged",
    "arxiv_id_in",
    "day_of",
    "normal_tag",
    "retagging",
    "tags_by_use",
]
