"""The views pane as data: which views there are, with their counts."""

from collections.abc import Mapping, Sequence
from itertools import islice

from msgspec import Struct

from paperreader.entry import STATUSES
from paperreader.library import Counts
from paperreader.library.views import SavedView
from paperreader.tui.cells import shown
from paperreader.tui.days import short_day
from paperreader.tui.source import NAMED, Source

DAYS_SHOWN = 60
"""Days listed in the pane; `[` and `]` reach the others."""

TAGS_SHOWN = 200

NOT_COUNTED = "…"
"""Stands for the count of a saved view until it is known."""


class Item(Struct, frozen=True):
    """One line of the pane: a heading, or a view that can be chosen."""

    label: str
    """Fit for the screen."""
    count: str = ""
    source: Source | None = None
    """None for a heading or an empty line."""
    key: str = ""


def items(
    counts: Counts,
    keys: Mapping[str, Sequence[str]],
    year: int,
    saved: Sequence[tuple[SavedView, int | None]] = (),
) -> list[Item]:
    """Return the lines of the pane; days newest first, tags most used first.

    A day that was begun says how far it is, ``12 of 50``, one that is done ``✓ 50``.
    `saved` holds the saved views with how many entries they show, None where that
    is not known yet.
    """
    found = [
        _named("inbox", counts.status.get("inbox", 0), keys),
        *(_named(s, counts.status.get(s, 0), keys) for s in STATUSES if s != "inbox"),
        _named("starred", counts.starred, keys),
        _named("all", counts.total, keys),
        _named("noted", counts.noted, keys),
    ]
    if saved:
        found += [Item(""), Item("Searches")]
        for view, number in saved:
            count = NOT_COUNTED if number is None else f"{number:,}"
            found.append(Item(shown(view.name), count, Source.saved(view), view.key))
    if counts.days:
        found += [Item(""), Item("Days")]
        for day, total in islice(counts.days.items(), DAYS_SHOWN):
            left = counts.undecided.get(day, 0)
            if left == total:
                count = f"{total:,}"
            else:
                count = f"{total - left:,} of {total:,}" if left else f"✓ {total:,}"
            label = short_day(day) + ("" if day[:4] == str(year) else f" {day[:4]}")
            found.append(Item(label, count, Source.day(day)))
    if counts.tags:
        found += [Item(""), Item("Tags")]
        ranked = sorted(counts.tags.items(), key=lambda pair: (-pair[1], pair[0]))
        for tag, count_of in ranked[:TAGS_SHOWN]:
            found.append(Item("#" + shown(tag[:200]), f"{count_of:,}", Source.tag(tag)))
    return found


def _named(name: str, count: int, keys: Mapping[str, Sequence[str]]) -> Item:
    source = NAMED[name]
    key = next(iter(keys.get(f"view.{name}", ())), "")
    return Item(source.title, f"{count:,}", source, key)
