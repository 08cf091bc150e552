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

    An exact tag always comes first, then tags that begin with the word, the
    most used before the others and those on the paper already last; then the
    word itself as a new tag; then tags that hold it in another way. Nothing
    typed gives all tags by use.
    """
    wanted = normalise_tag(typed)
    fitting = sorted(
        (kind, tag in on_it, -count, tag)
        for tag, count in known
        if tag not in without and (kind := _fit(wanted, tag)) is not None
    )
    found = [Suggestion(tag, -use, there) for _kind, there, use, tag in fitting[:MOST_SHOWN]]
    if new and wanted and wanted not in without and all(tag != wanted for tag, _ in known):
        begun = sum(kind <= 1 for kind, *_ in fitting[:MOST_SHOWN])
        found.insert(begun, Suggestion(wanted, None))
    return found


def _fit(wanted: str, tag: str) -> int | None:
    """Return how well a tag fits: 0 exactly, 1 its beginning, 2 a part's, 3 in order."""
    known = tag.lower()
    if known == wanted:
        return 0
    if known.startswith(wanted):
        return 1
    parts = _PART.split(known)
    if any(part.startswith(wanted) for part in parts[1:]):
        return 2
    letters = iter(known)
    if any(part.startswith(wanted[0]) for part in parts) and all(
        letter in letters for letter in wanted
    ):
        return 3
    return None
