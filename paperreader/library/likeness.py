"""How alike two entries are: their titles, and what else speaks for or against."""

from collections.abc import Iterable, Iterator
from datetime import date

from rapidfuzz import fuzz

from ..entry import Entry
from .identity import title_key
from .near_titles import Likeness, spaced, title_likeness

SHORTEST_ABSTRACT = 80
"""Characters that an abstract must have to be compared; fewer may be a stub."""

COMPARED = 600
"""Characters of an abstract that are compared: enough to tell, and read in no time."""


def likeness(one: Entry, other: Entry) -> Likeness:
    """Compare two entries: their titles, then abstracts, authors, dates and organisations."""
    titles = title_likeness(one.title, other.title)
    said = sorted(_evidence(one, other), key=lambda found: -found[0])
    points = titles.points + sum(weight for weight, _ in said)
    return Likeness(
        points=max(0, min(100, points)),
        reasons=(*titles.reasons, *(reason for _, reason in said)),
    )


def _evidence(one: Entry, other: Entry) -> Iterator[tuple[int, str]]:
    alike = _abstracts_alike(one.abstract, other.abstract)
    if alike is not None and alike >= 80:
        yield 30, "the same abstract" if alike >= 98 else "almost the same abstract"
    elif alike is not None and alike < 60:
        yield -25, "other abstracts"
    yield from _of_authors(one, other)
    apart = _days_apart(one.published, other.published)
    if apart is not None and apart <= 10:
        yield 5, "published on the same day" if not apart else "published within ten days"
    elif apart is not None and apart > 400:
        yield -10, "published more than a year apart"
    if (
        one.organization
        and other.organization
        and spaced(one.organization) == spaced(other.organization)
    ):
        yield 5, "the same organisation"


def _abstracts_alike(one: str | None, other: str | None) -> float | None:
    """Return how alike two abstracts begin, in percent; None where one has none to speak of."""
    if not one or not other:
        return None
    a, b = (" ".join(text[: 2 * COMPARED].split()) for text in (one, other))
    length = min(len(a), len(b), COMPARED)
    if length < SHORTEST_ABSTRACT:
        return None
    return fuzz.ratio(a[:length].casefold(), b[:length].casefold())


def _of_authors(one: Entry, other: Entry) -> Iterator[tuple[int, str]]:
    if one.authors and other.authors:
        ours, theirs = _surnames(one.authors), _surnames(other.authors)
        shared = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
        if shared >= 0.5:
            yield 15, "the same authors" if ours == theirs else "many of the same authors"
        elif not shared:
            yield -30, "other authors"
        return
    counts = [len(entry.authors) or entry.author_count for entry in (one, other)]
    few, many = min(counts, key=lambda c: c or 0), max(counts, key=lambda c: c or 0)
    if not few or not many:
        return
    if few == many:
        yield 5, "as many authors"
    else:
        far = many >= 3 * few and many - few >= 5
        yield -15 if far else -5, f"{few} and {many} authors"


def _surnames(names: Iterable[str]) -> set[str]:
    found = set()
    for name in names:
        surname, comma, _ = name.partition(",")
        words = title_key(surname if comma else name).split()
        found.update(words[-1:])
    return found


def _days_apart(one: str | None, other: str | None) -> int | None:
    if not one or not other:
        return None
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:
        return None
