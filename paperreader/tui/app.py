"""The app: one screen on one library."""

import asyncio
import gc
import sys
from collections import deque
from collections.abc import Callable, Mapping
from typing import ClassVar

from rich.console import RenderableType
from textual import events
from textual.actions import ActionParseResult
from textual.app import App
from textual.binding import BindingType
from textual.command import Provider
from textual.dom import DOMNode
from textual.theme import Theme

from paperreader.config import Settings
from paperreader.library import Library
from paperreader.tui.commands import BY_ID, CALLS
from paperreader.tui.counting import Counting
from paperreader.tui.escape_key import tell_apart
from paperreader.tui.guarded import Guarded
from paperreader.tui.keymap import bound_key, check_keymap
from paperreader.tui.leaving import stay
from paperreader.tui.screens.main import MainScreen
from paperreader.tui.theme_choice import choice_file, chosen_theme, keep_theme
from paperreader.tui.themes import DARK, LIGHT, THEMES
from paperreader.tui.typeahead import TypeAhead, Typed

MOST_ACTS = 30
"""Last actions that are remembered for the report of an error."""


def _palette() -> type[Provider]:
    from paperreader.tui.palette import Commands  # noqa: PLC0415 - when the palette opens

    return Commands


class PaperReaderApp(App[int]):
    """Triage, find and cite the papers of one library."""

    TITLE = "paperreader"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, library: Library, settings: Settings) -> None:
        """Open on a library; mistakes in the settings' keys are told on the screen."""
        super().__init__()
        self.library = library
        self.settings = settings
        self.acts: deque[str] = deque(maxlen=MOST_ACTS)
        """The last actions, without what they acted on."""
        self.ended: Exception | None = None
        """The error that ended the app; its text tells what happened."""
        self._dress()
        if not settings.animations:
            self.animation_level = "none"
        self.type_ahead = TypeAhead(self, self._deliver)
        keymap = check_keymap(settings.keys)
        # Lists and texts in dialogs move by the same keys, under the commands' names.
        self.set_keymap(
            {
                name: ",".join(map(bound_key, keymap.of(name)))
                for name in BY_ID
                if name.startswith("move.") and keymap.of(name) != BY_ID[name].keys
            }
        )
        tell_apart([key for keys in keymap.keys.values() for key in keys])
        self.main = MainScreen(library, settings, keymap)
        self.main.hold_keys = self.type_ahead.opening
        self.main.release_keys = self.type_ahead.opened
        self.counting = Counting(
            self.type_ahead.typed,
            takes=lambda: self.screen is self.main and self.main.takes_counts,
            counted=self.main.is_counted,
            acts=self.main.acts_on_paper,
            show=self.main.show_count,
            later=self.set_timer,
        )

    def get_default_screen(self) -> MainScreen:
        """Return the one screen."""
        return self.main

    def on_mount(self) -> None:
        """Say what is wrong with the settings; what starting made is here to stay."""
        self.call_after_refresh(_collect_from_now_on)
        if self.settings.theme not in self.available_themes:
            wrong = f"There is no theme “{self.settings.theme}”"
            self.call_after_refresh(self.main.warn, wrong)

    def _dress(self) -> None:
        """Put on the colours to start with, before anything is painted in others."""
        for theme in THEMES:
            self.register_theme(theme)
        chosen = chosen_theme(choice_file(), self.settings.theme)
        theme = self.get_theme(f"{chosen},{self.settings.theme},{DARK.name}") or DARK
        if self.no_color and theme.ansi:
            theme = _grey(theme)
        if theme.dark and not theme.ansi:
            # The base has begun as such: there is nothing that a second styling would change.
            self.set_reactive(App.theme, theme.name)
        else:
            self.theme = theme.name
        self.stylesheet.set_variables(self.get_css_variables())

    def watch_theme(self, name: str) -> None:
        """Keep a theme that was chosen for the next start."""
        if not self.is_running:
            return  # this is the start
        theme = self.get_theme(name)
        if self.no_color and theme is not None and theme.ansi:
            self.theme = _grey(theme).name
            self.main.warn(f"Without colours {name} cannot be read: {self.theme} is shown")
            return
        try:
            keep_theme(choice_file(), name, self.settings.theme)
        except OSError as error:
            self.main.warn(f"The theme is not kept for the next start: {error}")

    async def _close_all(self) -> None:
        """Take all screens down, also where what waited for the end of one was ended itself.

        Work beside the screens is cancelled with them, and takes along the removal
        that it waits for; what is left is then removed in a second turn.
        """
        try:
            await super()._close_all()
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            await super()._close_all()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let no cursor blink where nothing may move by itself."""
        if self.animation_level == "none" and hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = False

    async def on_event(self, event: events.Event) -> None:
        """Let keys and pastes wait for their turn; hand on all else at once."""
        if isinstance(event, events.InputEvent | events.Paste) and not self.screen_stack:
            return  # typed while the app was being left
        if isinstance(event, Typed) and not event.is_forwarded:
            await self.counting.typed(event)
        else:
            await super().on_event(event)

    async def _deliver(self, event: Typed, times: int | None) -> None:
        self.main.times = times
        await super().on_event(event)

    async def on_dialog_ready(self) -> None:
        """Let what was typed meanwhile go to the dialog."""
        await self.type_ahead.opened()

    def action_command_palette(self) -> None:
        """Open the palette of all commands."""
        from paperreader.tui.palette import Palette  # noqa: PLC0415 - when the palette opens

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; what goes wrong in it is said, and the app goes on."""
        call = action if isinstance(action, str) else action[1]
        self.acts.append(call if call in CALLS else call.partition("(")[0][:40])
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Exception as error:
            self.main.fail(error)
            return True

    def on_guarded_failed(self, event: Guarded.Failed) -> None:
        """Say what went wrong in a dialog."""
        self.main.fail(event.error)

    def _handle_exception(self, error: Exception) -> None:
        """End after an error that nothing foresaw, with a report.

        Textual itself would print the frames with the texts that they hold.
        """
        if self.ended is not None:
            return  # what follows from the first tells nothing
        from paperreader.tui.crash import Scene, ended  # noqa: PLC0415 - then alone

        size, entries = self.size, self.main.counts.total
        self.ended = ended(error, Scene((size.width, size.height), entries, tuple(self.acts)))
        super()._handle_exception(self.ended)

    def panic(self, *drawn: RenderableType) -> None:
        """End without a picture of the error; what reads the terminal comes straight here."""
        if self.ended is not None:
            super().panic()
        else:
            from paperreader.tui.crash import TerminalFailed  # noqa: PLC0415 - then alone

            self._handle_exception(TerminalFailed(drawn))

    def action_help_quit(self) -> None:
        """Say how to quit to somebody who tries ctrl+c."""
        self.main.say(f"{self.main.key_of('app.quit')} quits")


def _grey(theme: Theme) -> Theme:
    """Return what stands for a theme of the terminal's own colours where there are none.

    Textual makes greys of colours, and black of those that only the terminal knows.
    """
    return DARK if theme.dark else LIGHT


def _collect_from_now_on() -> None:
    gc.freeze()
    gc.enable()


def run(library: Library, settings: Settings) -> int:
    """Show the app until it is left; return the exit code."""
    app = PaperReaderApp(library, settings)
    code = stay(app)
    if app.ended is not None:
        print(app.ended, file=sys.stderr)
    return code
