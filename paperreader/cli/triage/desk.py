"""What a triage by prompts works on: the library, the papers chosen, and the place in them."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress

from msgspec import Struct

from ...entry import Row
from ...library import Library
from ...tui.keymap import Keymap
from ...tui.sitting import Sitting
from ..invocation import Invocation
from .choice import Choice, in_order_of_days, papers
from .flow import Flow
from .vocabulary import BY_ID_SPOKEN, shown

Ask = Callable[[str], str | None]
"""Asks for one more line with a prompt; None where there is none."""


class CannotDo(Exception):
    """What was asked for cannot be done now; the text is a sentence that says why."""


class Done(Struct, frozen=True):
    """What came of a line that was typed."""

    said: str = ""
    """A sentence about what was done."""
    shows: bool = False
    """Whether the current paper is to be printed, or that the end is reached."""
    whole: bool = False
    """Whether all its authors are to be named."""
    text: str = ""
    """A text to be printed as it is, line by line."""


class Desk:
    """The state of one triage; acts change it and the library."""

    def __init__(
        self,
        invocation: Invocation,
        keymap: Keymap,
        ask: Ask,
        *,
        interactive: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin without papers; `interactive` says that a person looks on, `clock` seconds."""
        self.invocation = invocation
        self.keymap = keymap
        self.ask = ask
        self.interactive = interactive
        self.choice = Choice()
        self.flow = Flow(())
        self.sitting = Sitting(clock)
        """What was decided here, and how quickly."""
        self.met: set[str] = set()
        """Ids of the papers that were given a verdict here."""
        self._some_waited = False
        """Whether any paper waited when these were chosen."""

    @property
    def library(self) -> Library:
        """The library that holds the papers."""
        return self.invocation.library

    def key(self, command: str) -> str:
        """Return what to type for a command of the app."""
        return shown(BY_ID_SPOKEN[command], self.keymap)

    def current(self) -> Row:
        """Return the row of the current paper.

        Raises:
            CannotDo: no paper stands here.
        """
        if self.flow.here is None:
            raise CannotDo("No paper stands here: this is the end of the list.")
        return self.library.row(self.flow.here.id)

    def waits(self, id_: str) -> bool:
        """Whether the paper of an id still waits for a verdict.

        Where all that were chosen had been decided before, those wait that got no
        verdict here.
        """
        try:
            if not self._some_waited:
                return self.library.row(id_).id not in self.met
            return self.library.row(id_).status == self.choice.waiting
        except KeyError:  # it was taken away elsewhere
            return False

    def choose(self, choice: Choice) -> bool:
        """Go on with the papers of a choice, at the first that waits.

        Where there are none, return False and change nothing.
        """
        found = papers(choice, self.invocation, literal=not self.interactive)
        if not found:
            return False
        self.choice = choice
        flow = Flow(tuple(found))
        self._some_waited = True
        first = flow.to_first(self.waits)
        self._some_waited = first.here is not None
        self.flow = first if first.here else flow
        return True

    def take_in(self) -> list[str]:
        """Take in what other processes changed; return sentences about what the reader may see.

        Raises:
            CannotDo: the current paper is not there any more.
        """
        changed = self.library.refresh()
        if not changed:
            return []
        here = self.flow.here
        self.see(changed)
        came = self.renew()
        said = [f"{came:,} more came in meanwhile."] if came else []
        if here and here.id in changed:
            try:
                status = self.library.row(here.id).status
            except KeyError:
                raise CannotDo(
                    "This paper was taken away elsewhere meanwhile; nothing was done."
                ) from None
            said.append(f"This paper was changed elsewhere meanwhile; its status: {status}.")
        return said

    def renew(self) -> int:
        """Bring the papers up to date with the library; return how many came in.

        What was decided stays, and what is gone goes. The papers of a search stay.
        """
        rows = {}
        for paper in self.flow.papers:
            try:
                row = self.library.row(paper.id)
            except KeyError:
                continue
            rows[row.id] = row
        known = len(rows)
        test = self.choice.source.test
        if test is not None and not (self.choice.within or self.choice.day):
            rows |= {row.id: row for row in self.library.rows() if test(row)}
        self.flow = self.flow.holding(in_order_of_days(rows.values()))
        return len(rows) - known

    def see(self, ids: Iterable[str]) -> None:
        """Let the sitting know what became of papers that something else has changed."""
        for id_ in ids:
            with suppress(KeyError):  # it is gone
                self.sitting.saw(self.library.row(id_))
