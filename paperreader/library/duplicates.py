"""Entries that may be the same paper under nearly the same title.

They are never merged by themselves, only offered: `identity` and `folding` tell what is
merged by itself. Finding them reads the titles of all entries, and whole entries only of
likely pairs.
"""

from collections.abc import Callable, Collection, Sequence

from msgspec import Struct

from ..entry import Entry, Row
from .identity import PaperIds
from .likely_pairs import Stop, likely_pairs
from .likeness import likeness
from .near_titles import WORTH_A_LOOK, Likeness, title_likeness

ENOUGH = 70
"""Points from which a pair is offered."""


class Duplicate(Struct, frozen=True, kw_only=True):
    """Two entries that may be the same paper."""

    one: str
    """Id of the entry that is the better one to keep: it has an id, or was there first."""
    other: str
    """Id of the other."""
    points: int
    """How sure it is, from 70 to 100."""
    reasons: tuple[str, ...]
    """What speaks for it and against it, as phrases."""


def find_duplicates(
    rows: Sequence[Row],
    entry_of: Callable[[str], Entry],
    *,
    among: Collection[str] | None = None,
    apart: Collection[frozenset[str]] = frozenset(),
    stop: Stop = lambda: False,
) -> list[Duplicate]:
    """Return the possible duplicates among rows, the surest first.

    `entry_of` gives whole entries by id, `among` are ids of which one must be
    in each pair, `apart` the pairs of ids that are known to be two papers, and
    `stop` ends the search early with what was found.
    """
    alike: list[tuple[Row, Row, Likeness]] = []
    for one, other in likely_pairs(rows, among, stop):
        if frozenset((one.id, other.id)) in apart:
            continue
        if title_likeness(one.title, other.title).points < WORTH_A_LOOK:
            continue
        try:
            pair = entry_of(one.id), entry_of(other.id)
        except KeyError:
            continue  # another thread or process took one away meanwhile
        if PaperIds.of(pair[0]).contradict(PaperIds.of(pair[1])):
            continue  # by an id that was learned later
        found = likeness(*pair)
        if found.points >= ENOUGH:
            alike.append((one, other, found))
    wanted = {row.id for one, other, _ in alike for row in (one, other)}
    places = {row.id: place for place, row in enumerate(rows) if row.id in wanted}
    duplicates = []
    for one, other, found in alike:
        keep, second = sorted((one, other), key=lambda row: _worth(row, places[row.id]))
        duplicates.append(
            Duplicate(one=keep.id, other=second.id, points=found.points, reasons=found.reasons)
        )
    return sorted(
        duplicates, key=lambda pair: (-pair.points, places[pair.one], places[pair.other])
    )


def _worth(row: Row, place: int) -> tuple[bool, bool, int]:
    """Order two rows by which is the better to keep."""
    return not row.arxiv_id, not row.doi, place
