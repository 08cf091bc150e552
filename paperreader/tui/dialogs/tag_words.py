"""What a tag may look like, and which known tags fit what is being typed."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from paperreader.plain import plain

LONGEST_TAG = 100
"""Characters of a tag that are kept; a longer one is a slip of the clipboard."""
MOST_SHOWN = 50
"""Completions that are listed; whoever wants another types one letter more."""

SHORTEST_SLIP = 4
"""Letters from which a word is looked for among tags that are spelt nearly so."""
LEAST_ALIKE = 0.7
"""How alike two words must be for that: 1 is the same, 0 has nothing in common."""

_SEPARATORS = re.compile(r"[\s,]+")
_PART = re.compile(r"[/\-_.:]")


@dataclass(frozen=True)
class Suggestion:
    """A tag that may be meant, with how often it is used; a new one has no count."""

    tag: str
    count: int | None
    on_it: bool = False
    """It is on the paper, or on some of the papers, already."""


def normalise_tag(text: str) -> str:
    """Return the tag that the text names, or "" where nothing of it can be one.

    Lower case, composed, without spaces and commas (``-`` stands for them) and
    what a terminal cannot show; a leading ``#``, ``+`` or ``-`` goes, because
    it introduces a tag elsewhere. ``/`` nests and never stands at an end or
    twice. Normalising twice changes nothing.
    """
    tag = text[: 4 * LONGEST_TAG]
    while (shorter := _normalise_once(tag)) != tag:
        tag = shorter
    return tag


def _normalise_once(text: str) -> str:
    # Composed last: some letters have a composed form only in lower case.
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    text = "".join(char for char in plain(text) if char.isprintable() and char != "\ufffd")
    text = re.sub(r"/{2,}", "/", _SEPARATORS.sub("-", text.strip(" ,")))
    return text[:LONGEST_TAG].lstrip("#+-/").rstrip("/")


def split_tags(text: str) -> tuple[list[str], str]:
    """Return the words that a separator ended, and the one still being typed."""
    *ended, typing = _SEPARATORS.split(text)
    return [word for word in ended if word], typing


def suggest(
    typed: str,
    known: Sequence[tuple[str, int]],
    *,
    on_it: Collection[str] = (),
    without: Collection[str] = (),
    new: bool = True,
) -> list[Suggestion]:
    """Return what the typed word may mean, the likeliest first.

    `known` are the tags with how many entries have each, in the order in which
    they are wanted. An exact tag always comes first, then tags that begin with
    the word, then those of which a nested part does; then the word itself as a
    new tag; then tags that hold it in another way, or that are spelt nearly so.
    Those on the paper already stand behind the others of their kind. Nothing
    typed gives all tags.
    """
    wanted = normalise_tag(typed)
    fitting = [
        (kind, tag in on_it, place, place)
        for place, (tag, _count) in enumerate(known)
        if tag not in without and (kind := _fit(wanted, tag)) is not None
    ]
    if len(fitting) < MOST_SHOWN:
        taken = {place for *_, place in fitting}
        fitting += [
            (_NEAR, known[place][0] in on_it, rank, place)
            for rank, place in enumerate(_near(wanted, known))
            if place not in taken and known[place][0] not in without
        ]
    fitting = sorted(fitting)[:MOST_SHOWN]
    found = [Suggestion(*known[place], there) for _kind, there, _rank, place in fitting]
    if new and wanted and wanted not in without and all(tag != wanted for tag, _ in known):
        begun = sum(kind <= _NESTED for kind, *_ in fitting)
        found.insert(begun, Suggestion(wanted, None))
    return found


_EXACT, _BEGUN, _NESTED, _PARTLY, _IN_ORDER, _NEAR = range(6)
"""How a tag fits: the surest first."""


def _fit(wanted: str, tag: str) -> int | None:
    """Return how well a tag fits a word by its letters, or None."""
    known = tag.lower()
    if known == wanted:
        return _EXACT
    if known.startswith(wanted):
        return _BEGUN
    if f"/{wanted}" in known:
        return _NESTED
    parts = _PART.split(known)
    if any(part.startswith(wanted) for part in parts[1:]):
        return _PARTLY
    letters = iter(known)
    if any(part.startswith(wanted[0]) for part in parts) and all(
        letter in letters for letter in wanted
    ):
        return _IN_ORDER
    return None


def _near(wanted: str, known: Sequence[tuple[str, int]]) -> list[int]:
    """Return the places of the tags that a slip of the fingers may have made the word of.

    A tag is compared whole and by its last part; the nearest come first.
    """
    if len(wanted) < SHORTEST_SLIP:
        return []
    from rapidfuzz import process  # noqa: PLC0415 - when somebody types, not at the start
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    best: dict[int, float] = {}
    for names in (
        [tag.lower() for tag, _ in known],
        [tag.lower().rpartition("/")[2] for tag, _ in known],
    ):
        for _name, score, place in process.extract(
            wanted,
            names,
            scorer=OSA.normalized_similarity,
            score_cutoff=LEAST_ALIKE,
            limit=MOST_SHOWN,
        ):
            best[place] = max(score, best.get(place, 0))
    return sorted(best, key=lambda place: (-best[place], place))
