"""What is new of an entry since it was met before, in words.

Which facts a later import added cannot be told: a source that is met again takes over
what it gives, be it new or not.
"""

from collections.abc import Iterator

from paperreader.entry import Entry
from paperreader.tui.days import long_day


def news(entry: Entry) -> Iterator[str]:
    """Yield, as phrases, on how many days an entry was met, and what it gained since."""
    if len(entry.history) < 2:
        return
    first, *_, before, last = (entry.history[0], *entry.history)
    twice = first is before
    if twice:
        yield f"met before, on {long_day(first.date)}"
    else:
        yield f"met on {len(entry.history)} days, first on {long_day(first.date)}"
    parts: dict[str, list[str]] = {"fewer": [], "more": []}
    for name in ("upvotes", "comments"):
        old, new = getattr(before, name), getattr(last, name)
        if old is not None and new is not None and new != old:
            count = abs(new - old)
            noun = name if count > 1 else name[:-1]
            parts["more" if new > old else "fewer"].append(f"{count:,} {noun}")
    told = [f"{' and '.join(counts)} {word}" for word, counts in parts.items() if counts]
    if told:
        yield " and ".join(told) + (" since" if twice else f" than on {long_day(before.date)}")
