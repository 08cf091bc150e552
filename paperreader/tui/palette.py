"""The palette's commands, made from the command table."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from paperreader.library.views import SavedView
from paperreader.tui.cells import shown
from paperreader.tui.commands import COMMANDS, Command, is_possible, key_sign
from paperreader.tui.guarded import Guarded
from paperreader.tui.source import Source

if TYPE_CHECKING:
    from paperreader.tui.screens.main import MainScreen

_HELP = "Show this saved view."


class Palette(CommandPalette, Guarded[None]):
    """Textual's palette, which no second enter and no tiny screen brings down."""

    def _action_command_list(self, action: str) -> None:
        """Move in the list of commands; Textual knows no page of one that is not drawn."""
        with suppress(KeyError):
            super()._action_command_list(action)


class Commands(Provider):
    """Offers each command that is possible now, by its title ``topic: Action``."""

    async def discover(self) -> Hits:
        """Offer all commands before anything is typed."""
        for command in self._possible():
            title = self._title(command)
            yield DiscoveryHit(title, partial(self._run, command), command.title, command.help)
        for name, view in self._views():
            yield DiscoveryHit(name, partial(self._show, view), name.plain, _HELP)

    async def search(self, query: str) -> Hits:
        """Offer the commands that match what is typed."""
        matcher = self.matcher(query)
        # What matches as well as a command stands before it: the reader's own come first.
        for name, view in self._views():
            score = matcher.match(name.plain)
            if score > 0:
                yield Hit(score, name, partial(self._show, view), name.plain, _HELP)
        for command in self._possible():
            score = matcher.match(command.title)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(command.title),
                    partial(self._run, command),
                    command.title,
                    command.help,
                )

    @property
    def _main(self) -> "MainScreen":
        from paperreader.tui.screens.main import MainScreen  # noqa: PLC0415 - a circle else

        assert isinstance(self.screen, MainScreen)
        return self.screen

    def _possible(self) -> list[Command]:
        now = self._main.situation
        return [c for c in COMMANDS if c.palette and is_possible(c, now)]

    def _title(self, command: Command) -> str:
        keys = self._main.keymap.of(command.id)
        return f"{command.title}  ({key_sign(keys[0])})" if keys else command.title

    def _views(self) -> list[tuple[Content, SavedView]]:
        """Return the saved views with their names, which are outside text, never markup."""
        found = []
        for view in self._main.saved:
            key = f"  ({view.key})" if view.key else ""
            found.append((Content(f"View: {shown(view.name)}{key}"), view))
        return found

    def _show(self, view: SavedView) -> None:
        self._main.call_later(self._main.choose, Source.saved(view))

    async def _run(self, command: Command) -> None:
        await self.app.run_action(command.call, self._main)
