"""The orders of a list whose rows are all at hand, as `View` names them.

The search has its own orders over the same keys (`paperreader.searching.Sort`);
these put a view in order before searching is ever imported.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from paperreader.entry import STATUSES, Row
from paperreader.library import day_of

SORTS: dict[str, str] = {
    "relevance": "best match first",
    "featured": "newest day first",
    "published": "newest paper first",
    "added": "added last first",
    "upvotes": "most upvotes first",
    "title": "by title",
    "status": "by status",
}
"""The orders, and how the screen names them; "-" before the name turns one round."""

_ORDERS: dict[str, tuple[Callable[[Row], Any], bool]] = {
    "featured": (day_of, True),
    "published": (attrgetter("published"), True),
    "added": (attrgetter("added"), True),
    "upvotes": (attrgetter("upvotes"), True),
    "title": (lambda row: row.title.casefold(), False),
    "status": (lambda row: STATUSES.index(row.status), False),
}
"""For each order what it looks at, and whether the largest comes first."""


def arranged(rows: Iterable[Row], sort: str) -> list[Row]:
    """Return the rows in an order such as ``upvotes,-title``; empty: newest day first.

    What is equal stays as it came, and what is unknown comes last either way.
    A name that orders nothing here, such as ``relevance``, is passed over.
    """
    found = list(rows)
    keys = [part for part in sort.replace(" ", "").split(",") if part]
    keys = [part for part in keys if part.removeprefix("-") in _ORDERS] or ["featured"]
    for part in reversed(keys):  # each sort keeps what the later keys have put in order
        key, falling = _ORDERS[part.removeprefix("-")]
        known = [row for row in found if key(row) not in {None, ""}]
        known.sort(key=key, reverse=falling != part.startswith("-"))
        if len(known) < len(found):
            known += [row for row in found if key(row) in {None, ""}]
        found = known
    return found
