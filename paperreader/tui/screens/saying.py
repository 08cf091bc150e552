"""What the main screen says on its message line, and the work that it does beside itself."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from textual import getters

from paperreader.library import LibraryError
from paperreader.tui.commands import key_sign
from paperreader.tui.guarded import Guarded
from paperreader.tui.keymap import Keymap
from paperreader.tui.widgets.bottom_lines import MessageLine


class Saying(Guarded[None]):
    """The ways of telling the reader what was done and what went wrong."""

    message_line = getters.query_one("#message", MessageLine)

    def __init__(self, keymap: Keymap) -> None:
        """Name keys as they are in a keymap."""
        super().__init__()
        self.keymap = keymap
        """The keys that hold, without those that saved views have taken over."""
        self.hold_keys: Callable[[], None] = lambda: None
        """Makes keys wait for a dialog that is on its way; the app sets it."""
        self.release_keys: Callable[[], Awaitable[None]] = _at_once
        """Lets them go where the dialog did not come."""

    def key_of(self, command: str) -> str:
        """Return the first key of a command as people read it, or nothing."""
        return key_sign(next(iter(self.keymap.of(command)), ""))

    def say(self, text: str, *, undo: bool = False) -> None:
        """Say what was done; with `undo`, also how to take it back."""
        key = self.key_of("edit.undo")
        self.message_line.say(text, hint=f"{key} undoes" if undo and key else "")

    def warn(self, text: str) -> None:
        """Say that something could not be done, and why."""
        self.message_line.say(text, "warning")

    def fail(self, error: BaseException) -> None:
        """Say that something went wrong; the app goes on."""
        self.log.error(repr(error))
        text = str(error) if isinstance(error, LibraryError | OSError | ValueError) else ""
        self.message_line.say(text or f"Something went wrong: {error!r}", "error")

    def start(self, work: Coroutine[Any, Any, None], group: str) -> None:
        """Do work beside the screen; its error becomes a message.

        Work of the group ``dialog`` opens one first of all: what is typed
        meanwhile waits for it.
        """
        if group == "dialog":
            self.hold_keys()
            work = self._then_release_keys(work)
        self.run_worker(work, group=group, exit_on_error=False)

    async def _then_release_keys(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        finally:
            await self.release_keys()


async def _at_once() -> None:
    """Do nothing: no key was held."""
