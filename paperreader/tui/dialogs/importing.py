"""The dialog that asks what to import."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from paperreader.tui.dialogs.fields import LineField
from paperreader.tui.dialogs.frame import Dialog, Hint
from paperreader.tui.dialogs.path_words import (
    Completer,
    Completion,
    dropped_paths,
    is_folder,
    tidy_path,
    what_is_wrong,
)
from paperreader.tui.dialogs.rows import Line, Rows
from paperreader.tui.dialogs.shown import heading


@dataclass(frozen=True)
class ImportRequest:
    """What to import: a file's path, the clipboard, a sample's path, or a text pasted here.

    `value` is the path or the text, and empty for the clipboard. A text may
    also be several paths, as a terminal writes dropped files.
    """

    kind: Literal["path", "clipboard", "sample", "text"]
    value: str = ""


class ImportField(LineField):
    """The line for a path; a paste of several lines is not a path but a dump."""

    def _on_paste(self, event: events.Paste) -> None:
        screen = self.screen
        if len(event.text.strip().splitlines()) > 1 and isinstance(screen, ImportDialog):
            # Or the field's own handler, which comes next, would take the first line.
            event.prevent_default()
            event.stop()
            screen.take_text(event.text)


class ImportDialog(Dialog[ImportRequest | None]):
    """Asks for a file, the clipboard, a sample dump, or a dump pasted into it."""

    STEADY = True
    MOST_LINES = 8
    OTHER_LINES = 1
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("tab", "complete", "Complete", show=False),
        # Before the field's own, which knows only what was copied in this app.
        Binding("ctrl+v", "clipboard", "Clipboard", show=False, priority=True),
    ]

    def __init__(self, start: str = "", samples: Sequence[tuple[str, str]] = ()) -> None:
        """Ask, with `start` as the path to begin with and samples as (name, path)."""
        super().__init__()
        self._start = start
        self._samples = list(samples)
        self._completer = Completer()
        self._offers: list[Completion | ImportRequest] = []
        self._seen: str | None = None

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return heading("Import", "")

    def body(self) -> Iterable[Widget]:
        """Yield the line and what it may become."""
        self._field = ImportField(self._start, placeholder="path of a dump, or paste one here")
        self._rows = self.stretch = Rows()
        self._rows.can_focus = False
        yield self._field
        yield self._rows
        yield Static(id="remark", markup=False)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [
            ("enter", "import", "finish"),
            ("tab", "complete", "complete"),
            ("ctrl+v", "clipboard", "clipboard"),
            ("esc", "cancel", "cancel"),
        ]

    def on_mount(self) -> None:
        """Offer what there is."""
        self._field.focus()
        self._take_in()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._take_in()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_finish()

    @on(Rows.Chosen)
    def _clicked(self, event: Rows.Chosen) -> None:
        event.stop()
        self.action_finish()

    def _take_in(self) -> None:
        typed = self._field.value
        if typed == self._seen:
            return
        self._seen = typed
        into = typed.strip() and is_folder(tidy_path(typed))
        self.remark("A folder: enter imports the files in it." if into else "")
        if typed.strip():
            completions = self._completer.complete(typed)
            self._offers = list(completions)
            self._rows.show(
                [Line(each.name + ("/" if each.folder else "")) for each in completions]
            )
        else:
            self._offers = [
                ImportRequest("clipboard"),
                *(ImportRequest("sample", path) for _name, path in self._samples),
            ]
            self._rows.show(
                [
                    Line("What is in the clipboard", note="ctrl+v"),
                    *(Line(name, note="sample") for name, _path in self._samples),
                ]
            )

    def action_move(self, by: int) -> None:
        """Move the pointer in what is offered."""
        self._take_in()
        self._rows.action_move(by)

    def action_complete(self) -> None:
        """Write out the pointed path, or as much as all that fit have in common."""
        self._take_in()
        completions = [each for each in self._offers if isinstance(each, Completion)]
        if not completions:
            self._rows.action_move(1)
            return
        if self._rows.cursor is not None:
            self._write(completions[self._rows.cursor].path)
            return
        common = _common_beginning([each.path for each in completions])
        if len(common) > len(tidy_path(self._field.value)):
            self._write(common)
        else:
            self._rows.action_move(1)

    def _write(self, path: str) -> None:
        self._field.value = path
        self._field.cursor_position = len(path)
        self._take_in()

    def action_clipboard(self) -> None:
        """Ask for the clipboard."""
        self.dismiss(ImportRequest("clipboard"))

    def take_text(self, text: str) -> None:
        """Ask for a text that was pasted."""
        self.dismiss(ImportRequest("text", text))

    def action_finish(self) -> None:
        """Hand back the pointed offer or the typed path; go on into a folder."""
        self._take_in()
        offer = self._offers[self._rows.cursor] if self._rows.cursor is not None else None
        if isinstance(offer, ImportRequest):
            self.dismiss(offer)
            return
        path = offer.path if offer is not None else tidy_path(self._field.value)
        if not path:
            self.remark("Type a path, or choose below.", "careful")
            return
        if offer is not None and offer.folder:
            self._write(path)
            return
        wrong = what_is_wrong(path)
        if wrong is None:
            self.dismiss(ImportRequest("path", path))
        elif dropped_paths(self._field.value):
            self.dismiss(ImportRequest("text", self._field.value))
        else:
            self.remark(wrong, "wrong")


def _common_beginning(paths: Sequence[str]) -> str:
    first, last = min(paths), max(paths)
    same = next(
        (at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b),
        min(len(first), len(last)),
    )
    return first[:same]
