"""Keys typed faster than the screen changes reach the screen that they were meant for.

Someone who knows the app types ``t``, a tag and enter in one go. Textual hands
a key to what has the focus when the key arrives, so the letters of the tag
would act as verdicts while the dialog is still being built. Here a key waits
until the one before it has been acted on, and while a dialog is being opened.
"""

import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump

PATIENCE = 0.5
"""Seconds after which a key is let through whatever seems to be under way."""

Typed = events.Key | events.Paste


class TypeAhead:
    """The keys of one app that wait for their turn."""

    def __init__(
        self, app: App[int], deliver: Callable[[Typed, int | None], Awaitable[None]]
    ) -> None:
        """Hand on keys through `deliver`, each with the count that was typed before it."""
        self._app = app
        self._deliver = deliver
        self._waiting: deque[tuple[Typed, int | None]] = deque()
        self._acting_since: float | None = None
        self._opening_since: float | None = None

    async def typed(self, event: Typed, times: int | None = None) -> None:
        """Take in a key or a paste: hand it on now, or keep it until its turn."""
        if self._waiting or self._is_busy():
            self._waiting.append((event, times))
            self._app.set_timer(PATIENCE, self._next)  # in case what is under way never ends
        else:
            await self._hand_on(event, times)

    def opening(self) -> None:
        """Hold what is typed from now on: a dialog is on its way."""
        self._opening_since = time.monotonic()

    async def opened(self) -> None:
        """Let go of what was held: the dialog is there, or will not come."""
        self._opening_since = None
        await self._next()

    def _is_busy(self) -> bool:
        now = time.monotonic()
        starts = (self._acting_since, self._opening_since)
        return any(start is not None and now - start < PATIENCE for start in starts)

    async def _hand_on(self, event: Typed, times: int | None) -> None:
        if not self._app.screen_stack:
            return  # the app is being left
        self._acting_since = time.monotonic()
        target: DOMNode = self._app.focused or self._app.screen
        await self._deliver(event, times)
        # What acts on the key may be any of these, in this order: a key goes up
        # from its target to the app, and so do these calls, right behind it.
        self._follow([*target.ancestors_with_self])

    def _follow(self, way: Sequence[MessagePump]) -> None:
        if way and way[0].call_later(self._follow, way[1:]):
            return
        self._app.call_later(self._acted)

    async def _acted(self) -> None:
        self._acting_since = None
        await self._next()

    async def _next(self) -> None:
        if self._waiting and not self._is_busy():
            await self._hand_on(*self._waiting.popleft())
