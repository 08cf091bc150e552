"""The line above the panes: the view's name, the search, and the place in the list."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.worker import Worker, WorkerState

from paperreader.tui.bar_keys import STEPS, Step
from paperreader.tui.cells import cut
from paperreader.tui.guarded import Guarded
from paperreader.tui.line_editor import LineEditor
from paperreader.tui.live_search import LiveSearch
from paperreader.tui.recall import Recall
from paperreader.tui.widgets.inked import Inked, Line
from paperreader.tui.widgets.offers import Offers
from paperreader.tui.widgets.search_text import drawn

if TYPE_CHECKING:
    from paperreader.searching.completing import Known
    from paperreader.tui.completion import Asked, Completion


class TopLine(Inked, can_focus=False):
    """Names the view; while a search is open it is also the search bar.

    It draws its own one-line editor, so that a key typed costs no layout.
    """

    class Typed(Message):
        """The search was edited."""

        def __init__(self, text: str) -> None:
            """Say what stands there now."""
            super().__init__()
            self.text = text

        def can_replace(self, message: Message) -> bool:
            """Let only the last of several edits be searched for."""
            return isinstance(message, TopLine.Typed)

    class Left(Message):
        """The search was left: with ``enter`` for its results, with ``escape`` for before."""

        def __init__(self, key: str) -> None:
            """Say by which key."""
            super().__init__()
            self.key = key

    class Stepped(Message):
        """An arrow was pressed to walk through the results while typing."""

        def __init__(self, step: str) -> None:
            """Say which step: ``down`` or ``up``."""
            super().__init__()
            self.step = step

    class Used(Message):
        """A search was made use of: its results were gone to."""

        def __init__(self, text: str) -> None:
            """Say which."""
            super().__init__()
            self.text = text

    class HelpWanted(Message):
        """A question mark was typed where there is no search yet."""

    def __init__(self, offers: Offers) -> None:
        """Start without a search; `offers` is the line below."""
        super().__init__("top")
        self.offers = offers
        self.known: Callable[[], Known] | None = None
        """Tells what the library holds that can be offered at once."""
        self.words: Callable[[Asked], Sequence[str]] | None = None
        """Finds words of the library, in a thread."""
        self.searches: Callable[[], Iterable[str]] = tuple
        """Tells earlier searches, newest first."""
        self._completion: Completion | None = None
        self._recall: Recall | None = None
        self._wording: LiveSearch[Asked, Sequence[str]] = LiveSearch(self._find, self._heard)
        self.title = ""
        self.order = ""
        self.place = ""
        self.searching = False
        """Whether a search is open or holds."""
        self.editor = LineEditor()

    def tell(self, *, title: str, order: str, place: str) -> None:
        """Show the view's name, its order and the place in it (all fit for the screen)."""
        if (title, order, place) != (self.title, self.order, self.place):
            self.title, self.order, self.place = title, order, place
            self.refresh()

    def open(self, text: str) -> None:
        """Open the search with a text in it and take the focus."""
        self.editor = LineEditor.of(text)
        self.searching = True
        self.can_focus = True
        self._recall = None
        self.focus()
        self.refresh()
        self._look()
        if self._completion is None and self.known is not None:
            self.run_worker(self._learn(), group="learn", exit_on_error=False)

    def close(self) -> None:
        """Close the search and forget its text."""
        self.editor = LineEditor()
        self.searching = False
        self.can_focus = False
        self._wording.forget()
        self.refresh()

    def on_focus(self) -> None:
        """Offer what can be typed."""
        self.offers.open()

    def on_blur(self) -> None:
        """Offer no more, and say that the search was used if it was not left by escape."""
        if not self.app.app_focus:
            return  # another window is looked at; the search goes on
        self.offers.close()
        self._recall = None
        if self.searching and self.editor.text.strip():
            self.post_message(self.Used(self.editor.text))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take letters and editing keys for the text, so that no command gets them."""
        return (
            (character is not None and character.isprintable())
            or key in STEPS
            or self.editor.key(key) is not None
        )

    def on_key(self, event: events.Key) -> None:
        """Edit, take what is offered, recall, or leave."""
        if not self.has_focus:
            return
        edited: LineEditor | None = None
        step = STEPS.get(event.key)
        if step is None:
            edited = self.editor.key(event.key)
            if edited is None and event.is_printable and event.character:
                if event.character == "?" and not self.editor.text:
                    self.post_message(self.HelpWanted())
                    edited = self.editor
                else:
                    edited = self.editor.insert(event.character)
            if edited is None:
                return
        event.stop()
        event.prevent_default()
        if edited is not None:
            self.edit(edited)
        elif step == "leave":
            self.post_message(self.Left(event.key))
        elif step == "walk":
            self.post_message(self.Stepped(event.key))
        elif step in ("older", "newer"):
            self._recall_another(step)
        elif self._completion is not None:
            if step == "next choice":
                self._completion.walk(1)
                self._show_offers()
            elif taken := self._completion.take():
                self.edit(LineEditor(*taken))

    def on_paste(self, event: events.Paste) -> None:
        """Put a pasted line into the search; a page or a dropped file is left to the screen."""
        from paperreader.tui.dialogs.path_words import (  # noqa: PLC0415 - at first use
            dropped_paths,
            looks_like_path,
        )

        # Terminals paste line ends as carriage returns.
        lines = event.text[:2_000].splitlines()
        if len(lines) > 4 or (
            looks_like_path(event.text[:2_000]) and dropped_paths(event.text)
        ):
            return
        event.stop()
        self.edit(self.editor.insert(" ".join(lines)[:1_000]))

    def edit(self, edited: LineEditor) -> None:
        """Take an edited line over, and say so if its text is another."""
        self._recall = None
        self._put(edited)

    def _put(self, edited: LineEditor) -> None:
        changed = edited.text != self.editor.text
        self.editor = edited
        self.refresh()
        self._look()
        if changed:
            self.post_message(self.Typed(edited.text))

    # Earlier searches

    def _recall_another(self, step: Step) -> None:
        """Put an earlier search in the line, one that holds what was typed."""
        if self._recall is None:
            self._recall = Recall(list(self.searches()), self.editor.text)
        if self._recall.older() if step == "older" else self._recall.newer():
            self._put(LineEditor.of(self._recall.text))
        else:
            self._show_offers()

    # What could be typed

    async def _learn(self) -> None:
        """Import what completing needs, beside the screen, and begin to offer."""

        def make() -> "Completion":
            from paperreader.tui.completion import (  # noqa: PLC0415 - not before the first paint
                Completion,
            )

            return Completion()

        self._completion = await asyncio.to_thread(make)
        self._look()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Hand on what went wrong while completing; typing goes on."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.post_message(Guarded.Failed(event.worker.error))

    def _look(self) -> None:
        """Follow the text and the cursor with what is offered."""
        if self._completion is not None and self.known is not None:
            editor = self.editor
            asked = self._completion.look(editor.text, editor.cursor, self.known())
            if asked is None:
                self._wording.forget()
            else:
                self._wording.ask(asked)
                if not self._wording.running:
                    self.run_worker(self._wording.run(), group="words", exit_on_error=False)
        self._show_offers()

    def _find(self, asked: "Asked", stale: Callable[[], bool]) -> Sequence[str]:
        """Find words of the library; runs in a thread."""
        return () if self.words is None or stale() else self.words(asked)

    def _heard(self, asked: "Asked", words: Sequence[str]) -> None:
        if self._completion is not None and self._completion.hear(asked, words):
            self._show_offers()

    def _show_offers(self) -> None:
        completion = self._completion
        if self._recall is not None:
            self.offers.show(remark=self._recall.remark)
        elif not self.editor.text or completion is None:
            self.offers.show(at_start=not self.editor.text)
        else:
            self.offers.show(completion.choices, completion.pointed, remark=completion.expected)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        if width <= 0:
            return Strip([])
        place = cut(self._place(width), width // 2)
        room = width - cell_len(place) - 2
        title = cut(f" {self.title}", max(4, room if not self.searching else room // 2))
        line: Line = [(title, "accent strong")]
        room -= cell_len(title)
        if self.searching:
            line += self._search(room)
        elif self.order and room > 12:
            line.append((cut(f"  {self.order}", room), "muted"))
        used = sum(cell_len(text) for text, _ in line)
        gap = width - used - cell_len(place) - 1
        if gap > 0:
            line += [(" " * gap, ""), (place, "muted"), (" ", "")]
        return self.strip_of(line, width)

    def _place(self, width: int) -> str:
        """Return the place in the list, its last parts left out where the search needs room."""
        place = self.place
        needed = cell_len(self.title) + cell_len(self.editor.text) + 8
        while self.searching and " · " in place and needed + cell_len(place) > width:
            place = place.rpartition(" · ")[0]
        return place

    def _search(self, room: int) -> Line:
        """Draw the prompt and as much of the text as fits, and place the terminal's cursor."""
        line, column = drawn(self.editor, self._mistakes(), room - 3, at_cursor=self.has_focus)
        if self.has_focus:
            title = cut(f" {self.title}", max(4, (self.size.width - 2) // 2))
            x = min(self.size.width - 1, cell_len(title) + 3 + column)
            self.app.cursor_position = self.region.offset + Offset(x, 0)
        return [(" / ", "key"), *line]

    def _mistakes(self) -> tuple[tuple[int, int], ...]:
        completion = self._completion
        if completion is None or completion.text != self.editor.text:
            return ()
        return completion.mistakes

    def on_click(self) -> None:
        """Go on with a search that holds."""
        if self.searching:
            self.focus()
