"""Showing the statistics: counted in a thread, drawn in a dialog."""

import asyncio
import datetime

from paperreader.library.statistics import Statistics, statistics
from paperreader.tui.dialogs.statistics import StatisticsDialog
from paperreader.tui.screens.viewing import Viewing


async def show(screen: Viewing) -> None:
    """Count the library and show what came of it."""
    told = await asyncio.to_thread(_count, screen)
    await screen.app.push_screen_wait(StatisticsDialog(told))


def _count(screen: Viewing) -> Statistics:
    today = datetime.datetime.now(datetime.UTC).date()
    return statistics(list(screen.library.rows()), today)
