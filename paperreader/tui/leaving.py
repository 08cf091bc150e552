"""Staying in the app until it is left: by its own key, by a signal, or by an error."""

import asyncio
import signal
from functools import partial

from textual.app import App

_TOLD_TO_GO = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Sent where the machine shuts down, and where the terminal is closed."""


def stay(app: App[int]) -> int:
    """Show the app until it is left; return the exit code, 128 and its number for a signal."""
    asyncio.run(_until_left(app))
    left = app.return_value
    return app.return_code or (left if isinstance(left, int) else 0)


async def _until_left(app: App[int]) -> None:
    loop = asyncio.get_running_loop()
    for number in _TOLD_TO_GO:
        try:
            loop.add_signal_handler(number, partial(_leave, loop, app, number))
        except NotImplementedError:  # Windows ends a program in its own way
            break
    await app.run_async()


def _leave(loop: asyncio.AbstractEventLoop, app: App[int], number: int) -> None:
    """Leave as the key does, which restores the terminal; a second signal ends at once."""
    loop.remove_signal_handler(number)
    app.exit(128 + number)
