"""Which papers a triage is about: what a query finds, and what narrows it further."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from ...entry import Row, Status
from ...library import day_of
from ...searching.sorting import NEWEST, in_order
from ...tui.days import long_day
from ...tui.source import INBOX, Source
from ..invocation import Invocation
from ..printing import say
from .flow import Paper


class Choice(Struct, frozen=True):
    """What was chosen, by values that combine: a source, a day of it, and a search in it."""

    source: Source = INBOX
    day: str = ""
    """ISO date; empty: all days."""
    within: str = ""
    """A query that narrows the source; empty: all of it."""

    @classmethod
    def asked(cls, query: str | None, day: date | None) -> "Choice":
        """Return the choice of a command line; what is undecided where it says nothing.

        A day alone means all its papers, decided or not, as in the app.
        """
        if query is None:
            return cls() if day is None else cls(Source.day(day.isoformat()))
        return cls(Source(query.strip()), day.isoformat() if day else "")

    @property
    def waiting(self) -> Status:
        """The status of the papers that wait for a verdict here."""
        source = self.source
        return cast(Status, source.value) if source.kind == "status" else "inbox"

    @property
    def title(self) -> str:
        """What was chosen, in words; outside text may be in them."""
        parts = [self.source.title]
        parts += [long_day(self.day)] if self.day else []
        parts += [f"“{self.within}”"] if self.within else []
        return ", ".join(parts)

    def narrowed(self, within: str) -> "Choice":
        """Return the choice with another search in it; an empty one takes it away."""
        return replace(self, within=within.strip())


def papers(choice: Choice, invocation: Invocation, *, literal: bool) -> list[Paper]:
    """Return the papers of a choice, newest day first.

    What is unclear in a query is said and what was typed amiss is put right,
    unless it is taken `literal`, as it must be where nobody looks on.

    Raises:
        WrongUsage, Failed: a literal query is unclear, or only a corrected one would match.
    """

    def found(query: str) -> list[Row]:
        matches = invocation.matches(query, acts=literal)
        for typed, word in matches.corrections.items():
            say(f"searched “{word}” for “{typed}”")
        return matches.rows

    test = choice.source.test
    if test is None:
        rows = found(choice.source.query)
    else:
        rows = [row for row in invocation.library.rows() if test(row)]
    if choice.day:
        rows = [row for row in rows if day_of(row) == choice.day]
    if choice.within and rows:
        wanted = {row.id for row in found(choice.within)}
        rows = [row for row in rows if row.id in wanted]
    return in_order_of_days(rows)


def in_order_of_days(rows: Iterable[Row]) -> list[Paper]:
    """Return the papers of rows, newest day first; of one day, what has most upvotes."""
    return [Paper(row.id, day_of(row)) for row in in_order(rows, NEWEST)]
