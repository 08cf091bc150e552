"""The help screen: all keys by topic and how to search, filtered by typing.

It has two columns where there is room.
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from paperreader.tui.dialogs.fields import LineField
from paperreader.tui.dialogs.frame import SCROLLING, Dialog, Hint
from paperreader.tui.dialogs.shown import heading, label

Topic = tuple[str, Sequence[tuple[str, str, str]]]
"""A topic's name and its commands: keys, title, help; of the search language, what is
written, what it means, examples."""

TWO_COLUMNS_FROM = 100
"""Cells of width from which two columns are easier to read than one."""
GAP = 4
ONE_LINE_FROM = 56
"""Cells of room from which a title and its help are easy to read as one paragraph."""
KEYS_AT_LEAST = 13
"""Cells that keys may always take; longer ones stand above their text where room is scarce."""


def search_topics() -> list[Topic]:
    """Return how to search, from the tables that the search language is defined by."""
    from paperreader.searching.reference import (  # noqa: PLC0415 - not before the first paint
        sections,
    )

    return [
        (section.name, [(f.written, f.meaning, "  ".join(f.examples)) for f in section.forms])
        for section in sections()
    ]


def matching(sections: Sequence[Topic], wanted: str) -> list[Topic]:
    """Return the commands in which every wanted word stands, under their topics.

    A single key is also looked for as exactly that key, with its case.
    """
    words = wanted.casefold().split()
    found: list[Topic] = []
    for topic, commands in sections:
        kept = [
            command
            for command in commands
            if wanted in command[0].split()
            or all(word in f"{topic} {' '.join(command)}".casefold() for word in words)
        ]
        if kept:
            found.append((topic, kept))
    return found


def topic_lines(topic: Topic, width: int) -> list[Content]:
    """Return a topic drawn within a width of cells, ending in a blank line."""
    name, commands = topic
    lines = [Content.styled(label(name), "bold $text-accent")]
    most = min(max(KEYS_AT_LEAST, width // 4), width // 2)
    lengths = [Content(label(keys)).cell_length for keys, _title, _help in commands]
    key_width = max((length for length in lengths if length <= most), default=min(most, 6))
    room = max(10, width - key_width - 2)
    for (keys, title, text), length in zip(commands, lengths, strict=True):
        key = Content.styled(label(keys), "bold")
        if length > key_width:
            lines += [line.rstrip() for line in key.wrap(width)]
            key = Content("")
        for line in _about(title, text, room):
            lines.append(Content.assemble(_padded(key, key_width), "  ", line))
            key = Content("")
    return [*lines, Content("")]


def _about(title: str, text: str, room: int) -> list[Content]:
    """Return a title and its help: one paragraph where there is room, else one each."""
    name, about = Content(label(title)), Content.styled(label(text), "$text-muted")
    whole = Content.assemble(name, "  ", about) if text else name
    if not text or room >= ONE_LINE_FROM or whole.cell_length <= room:
        parts = [whole]
    else:
        parts = [name, about]
    return [line.rstrip() for part in parts for line in part.wrap(room)]


def columns(sections: Sequence[Topic], width: int) -> Content:
    """Return all topics drawn within a width of cells, in one column or two."""
    if width < TWO_COLUMNS_FROM or len(sections) < 2:
        return Content("\n").join(
            line for topic in sections for line in topic_lines(topic, max(20, width))
        )
    half = (width - GAP) // 2
    blocks = [topic_lines(topic, half) for topic in sections]
    total = sum(map(len, blocks))
    left: list[Content] = []
    right: list[Content] = []
    for block in blocks:
        # A topic goes left as long as most of it stands above the middle.
        fits = not right and len(left) + len(block) / 2 <= total / 2
        (left if fits else right).extend(block)
    return Content("\n").join(
        Content.assemble(_padded(one, half), " " * GAP, other)
        for one, other in zip_longest(left, right, fillvalue=Content(""))
    )


def _padded(content: Content, width: int) -> Content:
    return content.pad_right(max(0, width - content.cell_length))


class HelpScreen(Dialog[None]):
    """Shows all topics; typing filters them, esc clears the filter and then closes.

    A letter that scrolls or closes begins no filter by itself, but behind ``/``.
    """

    DEFAULT_CSS = """
    HelpScreen {
        & > #frame {
            width: 140;
            height: 100%;
        }
        & VerticalScroll {
            height: 1fr;
            scrollbar-gutter: stable;
        }
        & LineField {
            display: none;
        }
        &.-filtering LineField {
            display: block;
        }
        & KeyLine {
            margin-top: 0;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filter", show=False),
        Binding("q,question_mark", "close", "Close", show=False),
        *SCROLLING,
    ]

    def __init__(self, sections: Sequence[Topic], title: str = "") -> None:
        """Show topics, each with its commands as (keys, title, help)."""
        super().__init__()
        self._title = title
        self._sections = list(sections)
        self._drawn: tuple[str, int] | None = None

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return heading("Help", self._title)

    def body(self) -> Iterable[Widget]:
        """Yield the filter and the commands."""
        self._field = LineField(placeholder="filter: a key, or words")
        self._text = Static(markup=False)
        yield self._field
        scroll = VerticalScroll(self._text)
        scroll.can_focus = False
        yield scroll

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [
            ("/ or type", "filter", "filter"),
            ("j k", "scroll", ""),
            ("esc", "clear, close", "cancel"),
        ]

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the columns out anew once the sizes are known."""
        self.call_after_refresh(self._draw)

    @on(Input.Changed)
    def _filtered(self, event: Input.Changed) -> None:
        event.stop()
        self._draw()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_focus(None)

    def _draw(self) -> None:
        width = self.query_one(VerticalScroll).scrollable_content_region.width
        wanted = self._field.value
        if width <= 0 or self._drawn == (wanted, width):
            return
        self._drawn = (wanted, width)
        found = matching(self._sections, wanted)
        if found:
            self._text.update(columns(found, width - 1))
        else:
            self._text.update(Content(f"Nothing here has “{label(wanted)}”; esc shows all."))

    def on_key(self, event: events.Key) -> None:
        """Begin to filter with what is typed."""
        typed = event.character
        if (
            self.focused is None
            and typed
            and typed.isprintable()
            and event.key not in self.active_bindings
        ):
            event.stop()
            self.action_filter()
            self._field.value += typed
            self._field.cursor_position = len(self._field.value)

    def action_filter(self) -> None:
        """Go to the filter."""
        self.add_class("-filtering")
        self._field.focus()

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)

    def action_cancel(self) -> None:
        """Clear the filter, or close where there is none."""
        if self.has_class("-filtering"):
            self.set_focus(None)
            self._field.value = ""
            self.remove_class("-filtering")
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)
