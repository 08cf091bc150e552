"""Giving a tag another name wherever it stands, with the tags that are nested in it."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from .errors import LibraryError
from .tags import normal_tag


class Retagging(Struct, frozen=True, kw_only=True):
    """What renaming a tag does to the tags of a library."""

    old: str
    new: str
    moves: dict[str, str]
    """What each tag that moves becomes: the old one itself and those nested in it."""
    merges: dict[str, int]
    """The tags that are there already and become one with one that moves, with how many
    entries have each."""

    def of(self, tags: Iterable[str]) -> tuple[str, ...]:
        """Return an entry's tags as they are afterwards."""
        return tuple(sorted({self.moves.get(tag, tag) for tag in tags}))


def retagging(tags: Mapping[str, int], old: str, new: str) -> Retagging:
    """Return what renaming a tag does where these tags are used so often.

    The old one need not be used itself, as long as one is that is nested in it.

    Raises:
        ValueError: the new name can be no tag.
        LibraryError: no entry has the old tag, nor one nested in it.
    """
    new = normal_tag(new)
    old = _known(tags, old)
    moves = {tag: new + tag.removeprefix(old) for tag in tags if is_within(tag, old)}
    moves = {tag: name for tag, name in moves.items() if tag != name}
    merges = {name: tags[name] for name in moves.values() if name in tags and name not in moves}
    return Retagging(old=old, new=new, moves=moves, merges=merges)


def _known(tags: Mapping[str, int], old: str) -> str:
    """Return the tag as the library has it: as it was typed, else in its one form."""
    if not any(is_within(tag, old) for tag in tags):
        typed = old
        try:
            old = normal_tag(old)
        except ValueError:
            old = ""
        if not any(is_within(tag, old) for tag in tags):
            raise LibraryError(f"no entry has the tag {typed!r}")
    return old


def is_within(tag: str, parent: str) -> bool:
    """Tell whether a tag is another one or nested in it."""
    return bool(parent) and (tag == parent or tag.startswith(f"{parent}/"))
