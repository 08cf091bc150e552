"""The dialog that asks what to import, and the one that shows what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from paperreader.tui.dialogs.fields import LineField
from paperreader.tui.dialogs.frame import Dialog, Hint
from paperreader.tui.dialogs.path_words import (
    Completer,
    Completion,
    tidy_path,
    what_is_wrong,
)
from paperreader.tui.dialogs.rows import Line, Rows
from paperreader.tui.dialogs.shown import heading, label

MOST_PROBLEMS = 200
"""Problems of one source that are listed; the rest is counted."""


@dataclass(frozen=True)
class ImportRequest:
    """What to import: a file's path, the clipboard, a sample's path, or a text pasted here.

    `value` is the path or the text, and empty for the clipboard.
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
        self.remark("")
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
        else:
            self.remark(wrong, "wrong")


def _common_beginning(paths: Sequence[str]) -> str:
    first, last = min(paths), max(paths)
    same = next(
        (at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b),
        min(len(first), len(last)),
    )
    return first[:same]


class Problem(Protocol):
    """A place in a source that could not be read, and why."""

    @property
    def line(self) -> int | None:
        """Its line, from 1, or None where it concerns the whole source."""

    @property
    def message(self) -> str:
        """What is wrong."""


class Report(Protocol):
    """What came of one source. A `page_date_from`, how its date was found, is shown too."""

    @property
    def source(self) -> str:
        """Its name."""

    @property
    def shape(self) -> str:
        """The shape that was found in it."""

    @property
    def page_date(self) -> str | None:
        """Its day, ISO, or None."""

    @property
    def entries(self) -> int:
        """How many entries it holds."""

    @property
    def added(self) -> int:
        """How many of them are new."""

    @property
    def updated(self) -> int:
        """How many tell something new of a known one."""

    @property
    def unchanged(self) -> int:
        """How many tell nothing new."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What could not be placed."""


class ImportPreview(Dialog[bool]):
    """Shows what an import would do and hands back whether to do it."""

    DEFAULT_CSS = """
    ImportPreview VerticalScroll {
        height: auto;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Import", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("pagedown,space,ctrl+d", "scroll(10)", "Page down", show=False),
        Binding("pageup,ctrl+u", "scroll(-10)", "Page up", show=False),
    ]

    def __init__(self, reports: Sequence[Report]) -> None:
        """Show one report a source."""
        super().__init__()
        self._reports = list(reports)

    def heading_text(self) -> Content:
        """Return the frame's title, which says how much would change."""
        added = sum(report.added for report in self._reports)
        updated = sum(report.updated for report in self._reports)
        if not added and not updated:
            return Content("Nothing new to import")
        parts = [f"add {added}"] if added else []
        parts += [f"update {updated}"] if updated else []
        return Content(f"Import · {' and '.join(parts)}")

    def body(self) -> Iterable[Widget]:
        """Yield the reports, scrolled where they are long."""
        with_gaps: list[Content] = []
        for report in self._reports:
            with_gaps += [*self._lines(report), Content("")]
        text = Content("\n").join(with_gaps[:-1] or [Content("There was nothing to read.")])
        scroll = self.stretch = VerticalScroll(Static(text, markup=False))
        scroll.can_focus = False
        yield scroll

    @staticmethod
    def _lines(report: Report) -> list[Content]:
        counts = [_counted(report.entries, "entry", "entries")]
        for number, what in (
            (report.added, "new"),
            (report.updated, "updated"),
            (report.unchanged, "unchanged"),
        ):
            counts += [f"{number} {what}"] if number else []
        date = label(report.page_date) if report.page_date else "no page date"
        found = label(str(getattr(report, "page_date_from", "") or ""))
        lines = [
            Content.styled(label(report.source), "bold"),
            Content(counts[0] + (f": {', '.join(counts[1:])}" if counts[1:] else "")),
            Content(f"{label(report.shape)}, {date}" + (f" ({found})" if found else "")),
        ]
        problems = report.problems
        if problems:
            said = _counted(len(problems), "remark", "remarks")
            lines.append(Content.styled(f"! {said}", "bold $text-warning"))
        for problem in problems[:MOST_PROBLEMS]:
            where = f"line {problem.line}: " if problem.line is not None else ""
            lines.append(Content(f"{where}{label(problem.message)}"))
        if len(problems) > MOST_PROBLEMS:
            lines.append(Content(f"and {len(problems) - MOST_PROBLEMS:,} more"))
        return lines

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [
            ("enter", "import", "accept"),
            ("j k", "scroll", ""),
            ("esc", "leave it", "cancel"),
        ]

    def action_scroll(self, by: int) -> None:
        """Scroll the reports by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)

    def action_accept(self) -> None:
        """Hand back that it shall be imported."""
        self.dismiss(True)

    def action_cancel(self) -> None:
        """Hand back that it shall not."""
        self.dismiss(False)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
