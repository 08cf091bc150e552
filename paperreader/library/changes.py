"""What the library tells about a change that it made."""

from collections.abc import Sequence

from msgspec import Struct

from ..entry import Problem
from .store.journal import Heading, Kind


class Change(Struct, frozen=True, kw_only=True):
    """One step in the library's life; durable when it is returned."""

    seq: int
    """Its number, from 1; 0 where there was nothing to change."""
    at: str
    """UTC timestamp, RFC 3339."""
    what: str
    """What was done, as a sentence."""
    kind: Kind
    ids: tuple[str, ...]
    """Ids of the entries that changed; empty where nothing did."""


class ImportReport(Struct, frozen=True, kw_only=True):
    """What came of importing one source."""

    source: str
    shape: str
    page_date: str | None
    page_date_from: str
    entries: int
    added: int
    updated: int
    unchanged: int
    added_ids: tuple[str, ...]
    updated_ids: tuple[str, ...]
    problems: tuple[Problem, ...]
    change: Change | None
    """None for a dry run, and where nothing changed."""


class Timeline:
    """The headings of all known changes, and what undo and redo would touch next."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        unique = {heading.seq: heading for heading in headings if heading.kind != "base"}
        self._headings = [unique[seq] for seq in sorted(unique)]

    def add(self, heading: Heading) -> None:
        """Take in a change that was just made."""
        if heading.kind != "base" and (
            not self._headings or heading.seq > self._headings[-1].seq
        ):
            self._headings.append(heading)

    def has_change(self) -> bool:
        """Tell whether a ``do`` is known; redo never looks beyond one."""
        return any(heading.kind == "do" for heading in self._headings)

    def latest(self, limit: int) -> list[Heading]:
        """Return the last changes, newest first."""
        return self._headings[: -limit - 1 : -1] if limit > 0 else []

    def to_undo(self) -> Heading | None:
        """Return the newest change that still stands, or None."""
        settled: dict[int, bool] = {}
        for heading in reversed(self._headings):
            if heading.kind in ("undo", "redo") and heading.of is not None:
                settled.setdefault(heading.of, heading.kind == "redo")
            elif heading.kind == "do" and settled.get(heading.seq, True):
                return heading
        return None

    def to_redo(self) -> Heading | None:
        """Return the change taken back last; None if another was made since."""
        redone: set[int] = set()
        for heading in reversed(self._headings):
            if heading.kind == "do":
                return None
            if heading.kind == "redo" and heading.of is not None:
                redone.add(heading.of)
            elif heading.kind == "undo" and heading.of is not None:
                if heading.of not in redone:
                    return self._find(heading.of)
                redone.discard(heading.of)
        return None

    def _find(self, seq: int) -> Heading | None:
        return next((h for h in reversed(self._headings) if h.seq == seq), None)
