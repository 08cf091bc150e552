"""Going from match to match in a text that is longer than the screen."""

from collections.abc import Sequence

from msgspec import Struct


class MatchWalk(Struct, frozen=True):
    """Where a step led."""

    number: int | None
    """The match, counted from 0; None where there is none."""
    total: int
    wrapped: str = ""
    """``top`` or ``bottom``, where the step went round to it."""

    @classmethod
    def of(
        cls, lines: Sequence[int], current: int | None, step: int, top: int, page: int
    ) -> "MatchWalk":
        """Take a step (1 on, -1 back, 0 the first in sight or below) over matches.

        `lines` are the lines of the matches, top down; `page` lines from `top` on
        are on the screen. A step goes on from the current match while it is in
        sight, else from what is.
        """
        total = len(lines)
        if not total:
            return cls(None, 0)
        in_sight = current is not None and current < total
        in_sight = in_sight and top <= lines[current or 0] < top + page
        if step and current is not None and in_sight:
            at = current + step
        elif step < 0:
            at = sum(line < top for line in lines) - 1
        else:
            at = sum(line < top for line in lines)
        if at < 0:
            return cls(total - 1, total, "bottom")
        if at >= total:
            return cls(0, total, "top")
        return cls(at, total)

    def __str__(self) -> str:
        """Return the place in words, as the message line says it."""
        if self.number is None:
            return "Nothing of it stands in this text"
        place = f"match {self.number + 1} of {self.total}"
        if not self.wrapped or self.total == 1:
            return place
        return f"{place} · on from the {self.wrapped}"
