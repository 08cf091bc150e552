"""What the library tells about a change that it made."""

from collections.abc import Sequence

from msgspec import Struct

from ..entry import Parsed, Problem
from .store.journal import Heading, Kind, Patch


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


FIELD_WORDS = {
    "arxiv_id": "arXiv id",
    "doi": "DOI",
    "url": "link",
    "code_url": "code link",
    "project_url": "project link",
    "submitted_by": "submitter",
}
"""How a report names the fields that have other names than their keys."""


class ImportReport(Struct, frozen=True, kw_only=True):
    """What came of importing one source."""

    source: str
    shape: str
    page_date: str | None
    page_date_from: str
    entries: int
    added: int
    updated: int
    """Entries of which a fact changed, or that another entry turned out to be."""
    unchanged: int
    """Records that brought nothing new."""
    seen_before: int
    """Records of papers that the library had before; most are updated or unchanged."""
    fields: dict[str, int]
    """In how many of the updated entries each fact changed, by its key in `Entry`, most
    often first; `fields_in_words` is for people."""
    added_ids: tuple[str, ...]
    updated_ids: tuple[str, ...]
    united_ids: tuple[str, ...]
    """Ids of the entries that the source showed to be another one, and that are part of
    it now; they lead to it."""
    notes: tuple[str, ...]
    """What was done with the source that its reader should know, as sentences."""
    problems: tuple[Problem, ...]
    change: Change | None
    """None for a dry run, and where no fact changed."""

    def fields_in_words(self) -> list[tuple[str, int]]:
        """Return `fields` as a report names them: "upvotes", "author count", "history".

        What goes without saying is left out: that new counts have their day in
        the history, and that new names are so many.
        """
        told = self.fields.copy()
        for name, follows in (
            ("history", ("upvotes", "comments")),
            ("author_count", ("authors",)),
        ):
            if any(told.get(cause, 0) >= told.get(name, 0) for cause in follows):
                told.pop(name, None)
        return [(FIELD_WORDS.get(name, name.replace("_", " ")), n) for name, n in told.items()]


class Outcome(Struct, frozen=True, kw_only=True):
    """What a source does to a library, as documents and as a report tells it."""

    put: dict[int, Patch]
    was: dict[int, Patch]
    ids: tuple[str, ...]
    """The id of each document in `put`, in its order."""
    added: tuple[str, ...]
    updated: tuple[str, ...]
    """Ids of the entries of which a fact changed, or that took another one in."""
    united: tuple[str, ...]
    """Ids of the entries that turned out to be another one, and are part of it now."""
    fields: dict[str, int]
    """In how many of the updated entries each fact changed, most often first."""
    seen_before: int
    """How many of the records were of papers that the library had."""
    problems: tuple[Problem, ...] = ()
    """What could not be kept of a record in this library."""


def reported(parsed: Parsed, outcome: Outcome, source: str) -> ImportReport:
    """Return what the user is told of an import."""
    added, updated = len(outcome.added), len(outcome.updated)
    return ImportReport(
        source=source,
        shape=parsed.shape,
        page_date=parsed.page_date,
        page_date_from=parsed.page_date_from,
        entries=len(parsed.entries),
        added=added,
        updated=updated,
        unchanged=len(parsed.entries) - added - updated,
        seen_before=outcome.seen_before,
        fields=outcome.fields,
        added_ids=outcome.added,
        updated_ids=outcome.updated,
        united_ids=outcome.united,
        notes=parsed.notes,
        problems=_by_line(parsed.problems, outcome.problems),
        change=None,
    )


def _by_line(read: tuple[Problem, ...], folded: tuple[Problem, ...]) -> tuple[Problem, ...]:
    if not folded:
        return read
    return tuple(sorted((*read, *folded), key=lambda problem: problem.line or 0))


_NONE = 0
"""No change's number: another change was made since the last undo, if there was one."""


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
        seq = self._taken_back_last()
        return self._find(seq) if seq else None

    def settles_redo(self) -> bool:
        """Tell whether `to_redo` stays the same with all older changes known.

        It does not where what an undo took back is older than all that is known,
        nor where neither a change nor an undo that still holds is known.
        """
        seq = self._taken_back_last()
        return seq is not None and (seq == _NONE or self._find(seq) is not None)

    def _taken_back_last(self) -> int | None:
        """Return the number of the change taken back last, `_NONE`, or None if unknown."""
        redone: set[int] = set()
        for heading in reversed(self._headings):
            if heading.kind == "do":
                return _NONE
            if heading.kind == "redo" and heading.of is not None:
                redone.add(heading.of)
            elif heading.kind == "undo" and heading.of is not None:
                if heading.of not in redone:
                    return heading.of
                redone.discard(heading.of)
        return None

    def _find(self, seq: int) -> Heading | None:
        return next((h for h in reversed(self._headings) if h.seq == seq), None)
