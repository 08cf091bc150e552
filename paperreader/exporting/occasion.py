"""What an export says and shows besides its entries."""

from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

Part = Literal["notes", "abstracts", "citations"]
"""What stands in an export only where it is wanted."""

PARTS: tuple[Part, ...] = get_args(Part)

Grouping = Literal["tag", "day", "status"]
"""What puts entries under headings."""

GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)


class Occasion(Struct, frozen=True, kw_only=True):
    """The heading of an export, the keys it cites by, and what of each entry it shows.

    There is no time in it: the same entries give the same text on any day.
    """

    title: str = "Reading list"
    keys: Mapping[str, str] = {}
    """Citation keys by entry id."""
    parts: frozenset[Part] | None = None
    """What to show; None: what the format shows of itself."""
    group: Grouping | None = None
