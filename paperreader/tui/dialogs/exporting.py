"""The dialog that asks how and where to write a reading list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from paperreader.exporting import GROUPINGS, Format, Grouping, Part
from paperreader.plain import plain
from paperreader.tui.dialogs.choosing import hot_keys
from paperreader.tui.dialogs.fields import LineField
from paperreader.tui.dialogs.frame import Dialog, Hint, KeyLine
from paperreader.tui.dialogs.rows import Line, Rows
from paperreader.tui.dialogs.shown import heading, label

CLIPBOARD = "clipboard"
CLIPBOARD_KEY = "y"
_DIGITS: dict[str, Part] = {"1": "notes", "2": "abstracts", "3": "citations"}
_GROUP_KEY = "4"


@dataclass(frozen=True)
class ExportRequest:
    """A format's name, and a file's or folder's full path or "clipboard".

    `force` says that the file exists and may be replaced. `parts` is None where they
    are what the format shows of itself.
    """

    format: str
    target: str
    force: bool = False
    group: Grouping | None = None
    parts: frozenset[Part] | None = None


class ExportDialog(Dialog[ExportRequest | None]):
    """Asks for a format and a file, or the clipboard.

    A letter or the arrows choose the format, digits what stands in it, tab goes
    to the file's name and back. Where the file exists the dialog says so, and
    enter a second time replaces it.
    """

    DEFAULT_CSS = """
    ExportDialog.-tall LineField {
        margin-top: 1;
    }
    ExportDialog #choices {
        margin-top: 0;
    }
    """
    OTHER_LINES = 2
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "other_field", "Format or file", show=False),
        Binding("enter", "finish", "Export", show=False),
    ]

    def __init__(
        self,
        count: int,
        formats: Sequence[Format],
        folder: str,
        name: str = "reading-list",
    ) -> None:
        """Ask how to export `count` entries.

        The first of `formats` is the one to begin with. The file is proposed in
        `folder` as `name` with the format's suffix.
        """
        super().__init__()
        self._count = count
        self._formats = list(formats)
        self._folder = folder
        self._stem = name
        self._keys = hot_keys(
            [each.name for each in formats], (CLIPBOARD_KEY, *_DIGITS, _GROUP_KEY)
        )
        self._group: Grouping | None = None
        self._turned: set[Part] = set()
        self._warned: str | None = None

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return heading(
            "Export", f"{self._count:,} {'entry' if self._count == 1 else 'entries'}"
        )

    def body(self) -> Iterable[Widget]:
        """Yield the formats, the file's name and what would become of it."""
        self._rows = self.stretch = Rows(
            [
                Line(form.name, key=key, note=form.description)
                for form, key in zip(self._formats, self._keys, strict=True)
            ],
            cursor=0,
            columns=True,
        )
        self._field = LineField(self._proposed(), placeholder="file name")
        yield self._rows
        self._line = KeyLine(())
        self._line.id = "choices"
        yield self._line
        yield self._field
        yield Static(id="remark", markup=False)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [
            ("enter", "export", "finish"),
            ("tab", "file name", "other_field"),
            (CLIPBOARD_KEY, "to the clipboard", "clipboard"),
            ("esc", "cancel", "cancel"),
        ]

    def on_mount(self) -> None:
        """Start among the formats."""
        self._rows.focus()
        self._say_choices()
        self._say_where()

    @property
    def _form(self) -> Format:
        return self._formats[self._rows.cursor or 0]

    @property
    def format(self) -> str:
        """The name of the format under the cursor."""
        return self._form.name

    def _proposed(self) -> str:
        return f"{self._stem}{self._form.suffix if self._formats else ''}"

    def _choices(self) -> list[tuple[str, str]]:
        """Return the digits that choose what stands in the format, with what they stand at."""
        form = self._form
        shown = form.shows ^ (self._turned & set(form.offers))
        found = [
            (digit, f"{part} {'✓' if part in shown else '–'}")
            for digit, part in _DIGITS.items()
            if part in form.offers
        ]
        if form.groups:
            found.append((_GROUP_KEY, f"headings: {self._group or 'none'}"))
        return found

    def _say_choices(self) -> None:
        turns = [(digit, text, f"turn({digit!r})") for digit, text in self._choices()]
        self._line.put(turns or [("", "whole records", "")])

    def _request(self, target: str, *, force: bool = False) -> ExportRequest:
        form = self._form
        turned = self._turned & set(form.offers)
        return ExportRequest(
            form.name,
            target,
            force=force,
            group=self._group if form.groups else None,
            parts=frozenset(form.shows ^ turned) if turned else None,
        )

    def on_key(self, event: events.Key) -> None:
        """Choose a format by its letter, or the clipboard, while the list has the focus."""
        if not self._rows.has_focus or not event.character:
            return
        if event.character == CLIPBOARD_KEY:
            event.stop()
            self.action_clipboard()
        elif event.character in (digit for digit, _text in self._choices()):
            event.stop()
            self.action_turn(event.character)
        elif event.character in self._keys:
            event.stop()
            self._rows.move_to(self._keys.index(event.character))

    def action_turn(self, digit: str) -> None:
        """Turn a part on or off, or go on to the next grouping."""
        if digit == _GROUP_KEY:
            order = (None, *GROUPINGS)
            self._group = order[(order.index(self._group) + 1) % len(order)]
        else:
            self._turned ^= {_DIGITS[digit]}
        self._say_choices()

    @on(Rows.Moved)
    def _format_moved(self, event: Rows.Moved) -> None:
        event.stop()
        self._suit_the_name()
        self._say_choices()

    @on(Rows.Chosen)
    def _format_taken(self, event: Rows.Chosen) -> None:
        event.stop()
        # A click chooses a format, as an arrow does; only enter writes a file.
        if not event.clicked:
            self.action_finish()

    def _suit_the_name(self) -> None:
        """Give the name the format's suffix, unless it ends in one that is nobody's."""
        name = self._field.value
        suffixes = sorted({form.suffix for form in self._formats}, key=len)
        for suffix in reversed(suffixes):
            if name.endswith(suffix):
                name = name.removesuffix(suffix) + self._form.suffix
                break
        self._field.value = name
        self._say_where()

    @on(Input.Changed)
    def _renamed(self, event: Input.Changed) -> None:
        event.stop()
        self._say_where()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_finish()

    def action_other_field(self) -> None:
        """Go from the formats to the file's name, or back."""
        if self._rows.has_focus:
            self._field.focus()
        else:
            self._rows.focus()

    def action_clipboard(self) -> None:
        """Ask for the clipboard in place of a file."""
        if self._formats and self._form.is_folder:
            self.remark(f"{self.format} is a folder of files: none for the clipboard", "wrong")
        elif self._formats:
            self.dismiss(self._request(CLIPBOARD))

    def target(self) -> Path:
        """Return the file that the typed name means. Raises ValueError, RuntimeError."""
        typed = self._field.value.strip()
        if "\0" in typed:
            raise ValueError("a name cannot hold the character NUL")
        path = Path(self._folder).expanduser() / Path(typed).expanduser()
        if self._form.is_folder or not path.is_dir():
            return path
        return path / self._proposed()

    def _is_replaced(self, target: Path) -> bool:
        """Tell whether exporting would replace what is there; a folder keeps what it holds."""
        return target.exists() and not (self._form.is_folder and target.is_dir())

    def _say_where(self) -> None:
        """Say what enter would do now."""
        try:
            target = self.target()
            there = self._is_replaced(target)
            no_folder = not target.parent.is_dir()
        except (OSError, ValueError, RuntimeError):
            self.remark("A file cannot have such a name.", "wrong")
            return
        if not self._field.value.strip():
            self.remark("The file needs a name.", "wrong")
        elif no_folder:
            self.remark(f"There is no folder {label(str(target.parent))}", "wrong")
        elif there and str(target) == self._warned:
            self.remark(f"{label(target.name)} exists. Enter again replaces it.", "careful")
        elif there:
            self.remark(f"exists: {label(str(target))}", "careful")
        else:
            into = target if self._form.is_folder else target.parent
            self.remark(f"into {label(str(into))}")

    def action_finish(self) -> None:
        """Hand back the request, if it can be met; warn once before a file is replaced."""
        if not self._formats or not self._field.value.strip():
            self._say_where()
            return
        try:
            target = self.target()
            there = self._is_replaced(target)
            no_folder = not target.parent.is_dir()
        except (OSError, ValueError, RuntimeError) as error:
            self.remark(f"A file cannot have such a name: {plain(str(error))}", "wrong")
            return
        if no_folder:
            self._say_where()
        elif there and str(target) != self._warned:
            self._warned = str(target)
            self._say_where()
        else:
            self.dismiss(self._request(str(target), force=there))
