"""A screen on which an error costs what was being done, and not the app.

Textual ends the app where a handler, a timer or a callback raises. Here the
error becomes a message instead. What goes wrong while the screen is made or
drawn still ends it: there would be no screen to say so on.
"""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker, WorkerState

Outcome = TypeVar("Outcome")

_MAKING = (events.Compose, events.Mount, events.Unmount)


class Guarded(Screen[Outcome]):
    """Catches what its handlers, timers and callbacks raise.

    Where a class has two bases it stands second: Textual takes styles from the first alone.
    """

    class Failed(Message, namespace="guarded"):
        """Something went wrong on a screen that has no place of its own to say so."""

        def __init__(self, error: BaseException) -> None:
            """Say what."""
            super().__init__()
            self.error = error

    def fail(self, error: BaseException) -> None:
        """Say that something went wrong; the app goes on."""
        self.log.error(repr(error))
        self.post_message(self.Failed(error))

    def dismiss(self, result: Outcome | None = None) -> AwaitComplete:
        """Leave with a result; only the first of several calls counts."""
        if self not in self.app.screen_stack:
            return AwaitComplete()
        return super().dismiss(result)

    async def _on_message(self, message: Message) -> None:
        """Act on an event or a message."""
        try:
            await super()._on_message(message)
        except Exception as error:
            if isinstance(message, _MAKING):
                raise
            self.fail(error)

    def set_timer(
        self,
        delay: float,
        callback: Callable[..., Any] | None = None,
        *,
        name: str | None = None,
        pause: bool = False,
    ) -> Timer:
        """Make a call later."""
        call = None if callback is None else self._careful(callback)
        return super().set_timer(delay, call, name=name, pause=pause)

    def set_interval(
        self,
        interval: float,
        callback: Callable[..., Any] | None = None,
        *,
        name: str | None = None,
        repeat: int = 0,
        pause: bool = False,
    ) -> Timer:
        """Make a call again and again."""
        call = None if callback is None else self._careful(callback)
        return super().set_interval(interval, call, name=name, repeat=repeat, pause=pause)

    def call_later(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Make a call once the messages that wait have been seen to."""
        return super().call_later(self._careful(callback), *args, **kwargs)

    def call_after_refresh(
        self, callback: Callable[..., Any], *args: Any, **kwargs: Any
    ) -> bool:
        """Make a call once the screen has been painted."""
        return super().call_after_refresh(self._careful(callback), *args, **kwargs)

    def _careful(self, callback: Callable[..., Any]) -> Callable[..., Any]:
        module = getattr(callback, "__module__", None) or ""
        if module.startswith("textual."):
            return callback  # it draws: an error there would come again with each message

        async def call(*args: Any, **kwargs: Any) -> None:
            try:
                result = callback(*args, **kwargs)
                if inspect.isawaitable(result):
                    await result
            except Exception as error:
                self.fail(error)

        return call

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say so when work beside the screen failed."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.fail(event.worker.error)
