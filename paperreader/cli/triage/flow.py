"""Which paper stands before the reader, and which comes next: values and pure functions.

A flow is a row of papers, newest day first, and a place in it. Behind the last
paper there is one more place, the end, where no paper stands. Nothing here
reads or prints, and nothing knows what a verdict does to a paper.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

Waits = Callable[[str], bool]
"""Whether the paper of an id still waits for a verdict."""


class Paper(Struct, frozen=True):
    """A paper to decide about."""

    id: str
    day: str
    """ISO date, or empty where none is known."""


class Flow(Struct, frozen=True):
    """The papers to decide about, in order, and the place of the current one."""

    papers: tuple[Paper, ...]
    at: int = 0
    """Place of the current paper, from 0; the number of papers is the end."""

    @property
    def here(self) -> Paper | None:
        """The current paper; None at the end."""
        return self.papers[self.at] if self.at < len(self.papers) else None

    @property
    def place_in_day(self) -> tuple[int, int]:
        """The current paper's number among those of its day, from 1, and how many these are."""
        day = self.papers[self.at].day
        places = [place for place, paper in enumerate(self.papers) if paper.day == day]
        return places.index(self.at) + 1, len(places)

    def moved(self, steps: int) -> "Flow":
        """Go so many papers on, or back; stop at the first paper and at the end."""
        return replace(self, at=max(0, min(len(self.papers), self.at + steps)))

    def to_end(self) -> "Flow":
        """Go behind the last paper."""
        return replace(self, at=len(self.papers))

    def to(self, id_: str) -> "Flow | None":
        """Go to the paper of an id; None where it is not among the papers."""
        for place, paper in enumerate(self.papers):
            if paper.id == id_:
                return replace(self, at=place)
        return None

    def to_first(self, waits: Waits) -> "Flow":
        """Go to the first paper that waits, else to the end."""
        return replace(self, at=self._next(waits, 0, len(self.papers)))

    def decided(self, waits: Waits) -> "Flow":
        """Go on from a paper that was decided: to the next that waits, else to the first.

        Where none waits any more, go to the end.
        """
        below = self._next(waits, self.at + 1, len(self.papers))
        return replace(self, at=below) if below < len(self.papers) else self.to_first(waits)

    def to_day(self, waits: Waits, *, later: bool) -> "Flow | None":
        """Go to the nearest later or earlier day: its first paper that waits, else its first.

        None where there is no such day. From the end, the last day is the nearest.
        """
        here = self.here
        days = dict.fromkeys(paper.day for paper in self.papers)
        if here is None:
            day = None if later else min(days, default=None)
        elif later:
            day = min((other for other in days if other > here.day), default=None)
        else:
            day = max((other for other in days if other < here.day), default=None)
        if day is None:
            return None
        places = [place for place, paper in enumerate(self.papers) if paper.day == day]
        waiting = (place for place in places if waits(self.papers[place].id))
        return replace(self, at=next(waiting, places[0]))

    def holding(self, papers: Sequence[Paper]) -> "Flow":
        """Return the flow over other papers, at the same paper if it is among them.

        Else at the place that it had, or at the end.
        """
        found = Flow(tuple(papers), min(self.at, len(papers)))
        here = self.here
        if here is None:
            return found.to_end()
        return found.to(here.id) or found

    def waiting(self, waits: Waits) -> int:
        """Return how many papers wait."""
        return sum(waits(paper.id) for paper in self.papers)

    def _next(self, waits: Waits, start: int, end: int) -> int:
        for place in range(start, end):
            if waits(self.papers[place].id):
                return place
        return end
