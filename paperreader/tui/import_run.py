"""One import of the app: read, tried out on the library, then made or dropped.

It knows nothing of the screen. `look` and `take` are slow and run beside it;
`done` and `current` tell it meanwhile how far they are.
"""

import datetime
import threading
from collections.abc import Callable, Sequence
from itertools import islice

from msgspec import Struct

from paperreader.entry import Parsed
from paperreader.importing import NotADump, read_source
from paperreader.importing.sources import why_unreadable
from paperreader.library import Change, ImportReport, Library
from paperreader.library.rehearsal import Rehearsal, import_together

MOST_TITLES = 200
"""Titles of one source that a look tells, of those to add and of those to update each."""


class ToRead(Struct, frozen=True):
    """One source of an import."""

    path: str
    """What messages call it."""
    name: str
    """What the library notes as its source."""
    read: Callable[[], tuple[bytes, datetime.date]]
    """Gives its bytes and the day on which it was made at the latest.

    Raises `NotADump` and `OSError`.
    """
    in_folder: bool = False
    """Whether nobody said that it is a dump."""


class Look(Struct):
    """What an import would do."""

    reports: list[ImportReport]
    """Of each source that could be read."""
    refused: list[str]
    """Why the others could not be read, as sentences that name them."""
    left_out: list[str]
    """What a folder holds beside dumps, as sentences."""
    titles: dict[str, str]
    """The titles that entries would have, by their ids: the first of each source."""


class ImportRun:
    """Reads sources and imports them as one change, which one undo takes back."""

    def __init__(
        self,
        library: Library,
        sources: Sequence[ToRead],
        subject: str,
        *,
        left_out: Sequence[str] = (),
        refused: Sequence[str] = (),
    ) -> None:
        """Import into a library; `subject` is what the log calls the sources together.

        `left_out` and `refused` are what was found out while looking for sources.
        """
        self.subject = subject
        self.total = len(sources)
        self.done = 0
        """How many sources have been read."""
        self.current = ""
        """The source that is being read."""
        self._library = library
        self._sources = sources
        self._left_out = left_out
        self._refused = refused
        self._parsed: list[tuple[Parsed, str]] = []
        self._stopped = threading.Event()
        self.over = False
        """Whether there is nothing left to wait for."""

    def stop(self) -> None:
        """Make `look` end after the source that is being read."""
        self._stopped.set()

    def look(self, as_of: datetime.date | None = None) -> Look:
        """Read all sources and return what importing them would do; nothing is changed.

        `as_of` is the day of the pages, where the user knows it.
        """
        self._parsed.clear()
        # A later source may tell of a paper that an earlier one adds; and what titles the
        # entries get is known once they are in.
        with Rehearsal.open(self._library.folder) as rehearsal:
            return self._look(rehearsal, as_of)

    def _look(self, rehearsal: Rehearsal, as_of: datetime.date | None) -> Look:
        left_out = list(self._left_out)
        look = Look(reports=[], refused=list(self._refused), left_out=left_out, titles={})
        for number, source in enumerate(self._sources):
            if self._stopped.is_set():
                break
            self.done, self.current = number, source.path
            try:
                data, day = source.read()
                parsed = read_source(data, name=source.path, made=day, as_of=as_of)
            except NotADump as error:
                told = look.left_out if source.in_folder else look.refused
                told.append(f"{source.path} {error.reason}")
            except OSError as error:
                look.refused.append(why_unreadable(source.path, error))
            else:
                report = rehearsal.import_parsed(parsed, source=source.name)
                look.reports.append(report)
                for ids in (report.added_ids, report.updated_ids):
                    for id_ in islice(ids, MOST_TITLES):
                        look.titles[id_] = rehearsal.row(id_).title
                self._parsed.append((parsed, source.name))
        self.done = self.total
        return look

    def read_of(self) -> str:
        """Return what the sources that could be read are called together."""
        if len(self._parsed) == self.total:
            return self.subject
        return f"{len(self._parsed):,} of {self.subject}"

    def take(self) -> tuple[list[ImportReport], Change | None]:
        """Import what was looked at, all of it or nothing; return what came of it.

        The change is None where there was nothing new.
        """
        if self.total <= 1:
            reports = [
                self._library.import_parsed(parsed, source=name)
                for parsed, name in self._parsed
            ]
            return reports, next((report.change for report in reports), None)
        # Not what was rehearsed but the same anew: the library may have changed since.
        reports, change = import_together(self._library, self._parsed, self.read_of())
        return reports, change if change.kind == "do" and change.ids else None
