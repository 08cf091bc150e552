"""Possible duplicates: finding them, merging them, and mentioning those an import brought."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from paperreader.entry import Entry
from paperreader.tui.dialogs.duplicates import DuplicatesDialog, Pair
from paperreader.tui.entry_line import shown_title
from paperreader.tui.screens.viewing import Viewing

if TYPE_CHECKING:
    from paperreader.library.duplicates import Duplicate


class Duplicates:
    """The library's possible duplicates, and what was decided about them in one sitting."""

    def __init__(self, screen: Viewing) -> None:
        """Decide for the library of a screen, which shows each change at once."""
        self._screen = screen
        self._library = screen.library
        self._done: list[int | tuple[str, str]] = []
        """What was decided: numbers of changes, and pairs kept apart."""
        self._last = 0
        """Number of the last change made here, of which undoing is sure to hit it."""

    @property
    def merged(self) -> int:
        """How many pairs were merged and stayed so."""
        return sum(isinstance(done, int) for done in self._done)

    @property
    def apart(self) -> int:
        """How many pairs were kept apart and stayed so."""
        return len(self._done) - self.merged

    def find(self, stop: Callable[[], bool]) -> "Sequence[Duplicate]":
        """Return all pairs, the surest first."""
        return self._library.possible_duplicates(stop=stop)

    def entries(self, pair: Pair) -> tuple[Entry, Entry] | None:
        """Return both entries, or None where one is gone or has become part of the other."""
        try:
            one, other = self._library.entry(pair.one), self._library.entry(pair.other)
        except KeyError:
            return None
        return (one, other) if one.id != other.id else None

    def merge(self, keep: str, other: str) -> str:
        """Make one entry of two."""
        title = shown_title(self._library.row(other).title)
        change = self._library.merge(keep, other)
        self._last = change.seq
        self._done.append(change.seq)
        self._screen.take_in(change.ids)
        return f"Merged: {title}"

    def keep_apart(self, one: str, other: str) -> str:
        """Remember that they are two papers."""
        self._library.keep_apart(one, other)
        self._done.append((one, other))
        return "Kept apart; they are not offered again"

    def take_back(self) -> str | None:
        """Take back what was decided last, unless something else was changed since."""
        done = self._done[-1]
        if isinstance(done, tuple):
            self._library.keep_apart(*done, apart=False)
            self._done.pop()
            return "Offered again"
        latest = self._library.log(1)
        if not latest or latest[0].seq != self._last:
            return None
        change = self._library.undo()
        if change is None:
            return None
        self._last = change.seq
        self._done.pop()
        self._screen.take_in(change.ids)
        return "Taken back: they are two entries again"


async def look(screen: Viewing) -> None:
    """Show possible duplicates to be decided about, and say what was done."""
    pairs = Duplicates(screen)
    await screen.app.push_screen_wait(DuplicatesDialog(pairs))
    said = []
    if pairs.merged:
        each = ", one undo each" if pairs.merged > 1 else ""
        said.append(f"Merged {_counted(pairs.merged, 'pair')}{each}")
    if pairs.apart:
        said.append(f"kept {_counted(pairs.apart, 'pair')} apart")
    if said:
        text = ", ".join(said)
        screen.say(text[0].upper() + text[1:], undo=bool(pairs.merged))


async def mention(screen: Viewing, ids: Collection[str]) -> None:
    """Say how many of the entries that an import brought may be duplicates, if any."""
    try:
        found = await asyncio.to_thread(screen.library.possible_duplicates, ids)
    except KeyError:
        return  # the import was taken back meanwhile, and with it what was looked for
    if not found:
        return
    key = screen.key_of("library.duplicates")
    how = f"press {key}" if key else "see “Library: Possible duplicates”"
    line = screen.message_line
    # Before what stands there: a narrow screen cuts the end.
    line.say(
        f"{_counted(len(found), 'possible duplicate')}: {how} · {line.text}", hint=line.hint
    )


def _counted(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"
