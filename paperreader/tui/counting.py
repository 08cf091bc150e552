"""A count typed before a motion: ``5j`` goes down five, ``12G`` to the twelfth.

Digits are the keys of views, too. So a digit waits for a moment: what comes
next decides whether it was a count, and where nothing comes it shows its view.
"""

from collections.abc import Awaitable, Callable

from textual import events
from textual.timer import Timer

from paperreader.tui.keymap import key_name
from paperreader.tui.typeahead import Typed

PATIENCE = 0.25
"""Seconds after which a digit alone was no count."""

MOST = 6
"""Digits of a count that are taken; no library has more entries."""

Deliver = Callable[[Typed, int | None], Awaitable[None]]
"""Hands on a key or a paste, with the count that was typed before it."""


def _name(event: events.Key) -> str:
    """Return a key as the table of commands names it: ``[``, not what Textual calls it."""
    character = event.character
    return (character and key_name(character)) or event.key


class Counting:
    """The count that is being typed in one app."""

    def __init__(
        self,
        deliver: Deliver,
        *,
        takes: Callable[[], bool],
        counted: Callable[[str], bool],
        acts: Callable[[str], bool],
        show: Callable[[str], None],
        later: Callable[[float, Callable[[], Awaitable[None]]], Timer],
        patience: float = PATIENCE,
    ) -> None:
        """Hand on keys through `deliver`.

        `takes` tells whether a digit may be a count now, `counted` whether a key is
        one that a count may stand before, `acts` whether it acts on a paper: such a key
        is dropped behind a lone digit, whose view nobody has seen yet. `show` shows the
        digits so far, and `later` calls something after so many seconds.
        """
        self._deliver = deliver
        self._takes = takes
        self._counted = counted
        self._acts = acts
        self._show = show
        self._later = later
        self.patience = patience
        self._digits: list[Typed] = []
        self._timer: Timer | None = None

    async def typed(self, event: Typed) -> None:
        """Take in a key or a paste: keep a digit, hand on all else."""
        if self._is_digit(event):
            self._digits.append(event)
            self._wait()
            self._show(self._text)
            return
        times = None
        if self._digits:
            if isinstance(event, events.Key) and self._counted(_name(event)):
                times = int(self._text)
                self._forget()
            elif isinstance(event, events.Key) and event.key == "escape":
                self._forget()
                return
            else:
                dropped = isinstance(event, events.Key) and self._acts(_name(event))
                await self._was_no_count()
                if dropped:
                    return
        await self._deliver(event, times)

    @property
    def _text(self) -> str:
        return "".join(e.character or "" for e in self._digits if isinstance(e, events.Key))

    def _is_digit(self, event: Typed) -> bool:
        if not isinstance(event, events.Key) or len(self._digits) >= MOST:
            return False
        if event.character is None or event.key not in "123456789" + "0" * bool(self._digits):
            return False
        return self.patience > 0 and self._takes()

    def _wait(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if len(self._digits) == 1:  # of several, all can be but a count
            self._timer = self._later(self.patience, self._was_no_count)

    async def _was_no_count(self) -> None:
        """Let a digit that stands alone be the key that it is."""
        digits = self._digits
        self._forget()
        if len(digits) == 1:
            await self._deliver(digits[0], None)

    def _forget(self) -> None:
        self._digits = []
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._show("")
