"""Citation keys that come in with records: kept where they can be, never two of one.

A key is a new entry's own. A bibliography's is also that of an entry which has
none pinned yet, since its reader's manuscripts use it. A pinned one stays.
"""

from collections.abc import Callable

import msgspec

from ..entry import Entry, Problem

BIBLIOGRAPHIES = frozenset(("bibtex", "ris", "csl-json", "zotero-csv"))
"""The shapes whose keys stand in manuscripts."""


class GivenKeys:
    """The keys that one import brings."""

    def __init__(self, pinned: Callable[[], set[str]]) -> None:
        self._pinned = pinned
        self._taken: set[str] | None = None
        self.problems: list[Problem] = []
        """The keys that were not kept, and why."""

    def of_new(self, record: Entry, line: int | None) -> Entry:
        """Return a record without its key where that is another entry's."""
        if record.citation_key is None or self._take(record.citation_key, line):
            return record
        return msgspec.structs.replace(record, citation_key=None)

    def of_known(self, entry: Entry, key: str | None, at: str, line: int | None) -> Entry:
        """Return an entry with a key that came for it, if it has none and the key is free."""
        if key is None or key == entry.citation_key:
            return entry
        if entry.citation_key is not None:
            message = f"the paper keeps its citation key “{entry.citation_key}”"
            self._report(line, f"{message}; “{_short(key)}” was not kept")
            return entry
        if not self._take(key, line):
            return entry
        return msgspec.structs.replace(entry, citation_key=key, changed=at)

    def _take(self, key: str, line: int | None) -> bool:
        if self._taken is None:
            self._taken = set(self._pinned())
        if key in self._taken:
            self._report(
                line, f"the citation key “{_short(key)}” is another paper's; it was not kept"
            )
            return False
        self._taken.add(key)
        return True

    def _report(self, line: int | None, message: str) -> None:
        self.problems.append(Problem(line=line, message=message))


def _short(key: str) -> str:
    return key if len(key) <= 40 else key[:39] + "…"
