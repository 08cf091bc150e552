"""The detail pane: one entry in full, scrolled by lines."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.strip import Strip

from paperreader.entry import Entry
from paperreader.tui.describe import MEASURE, describe
from paperreader.tui.description import Description, Lines
from paperreader.tui.marked_text import (
    FindPlaces,
    asked_places,
    matched_places,
    no_places,
)
from paperreader.tui.match_walk import MatchWalk
from paperreader.tui.steps import stepped
from paperreader.tui.widgets.find_prompt import FindPrompt

if TYPE_CHECKING:
    from paperreader.searching.marking import Matched
    from paperreader.searching.related import Related

NOTHING = Description([], [], [], [])


class DetailPane(FindPrompt, can_focus=True):
    """Shows an entry in wrapped lines of its own; a new entry costs no layout.

    What a search matched is marked, or what is looked for in this text alone.
    """

    class LinkClicked(Message):
        """An address of the entry was clicked."""

        def __init__(self, url: str) -> None:
            """Tell the address, which is outside text."""
            super().__init__()
            self.url = url

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__("detail")
        self.entry: Entry | None = None
        self.top = 0
        self.related: Sequence[Related] = ()
        """Near papers, told after the entry."""
        self.chosen: int | None = None
        """The number of the related paper that ``enter`` opens."""
        self.sought = ""
        """Words that are looked for in this text alone."""
        self._matched: Matched | None = None
        self._match: int | None = None
        self._description = NOTHING
        self._width = -1
        self._end: Callable[[int], Description] | None = None

    # What is shown

    @property
    def is_end(self) -> bool:
        """Whether the end of a sitting is shown, and no entry."""
        return self._end is not None

    def show_end(self, described: Callable[[int], Description]) -> None:
        """Show the end of a sitting, described for a width, until an entry is shown."""
        self.show(None)
        self._end = described

    def show(self, entry: Entry | None) -> None:
        """Show an entry from its beginning; one shown already keeps its place."""
        if entry is None or self.entry is None or entry.id != self.entry.id:
            self.top = 0
            self.related, self.chosen, self._match = (), None, None
            self.sought, self.prompt = "", None
        self.entry, self._end = entry, None
        self._describe_anew()

    def set_matched(self, matched: "Matched | None") -> None:
        """Mark what a search matched; None or empty: nothing."""
        if matched is not None and not matched.terms:
            matched = None
        if matched != self._matched:
            self._matched, self._match = matched, None
            self._describe_anew()

    def seek(self, text: str) -> None:
        """Mark words in this text alone, instead of what a search matched; "" ends it."""
        if text != self.sought:
            self.sought, self._match = text, None
            self._describe_anew()

    def set_related(self, related: "Sequence[Related]") -> None:
        """Tell near papers after the entry."""
        self.related, self.chosen = related, None
        self._describe_anew()

    def _describe_anew(self) -> None:
        self._width = -1
        self.refresh()

    @property
    def _places(self) -> FindPlaces:
        if self.sought:
            return asked_places(self.sought)
        return matched_places(self._matched) if self._matched else no_places

    @property
    def has_marks(self) -> bool:
        """Whether anything is looked for in the text."""
        return bool(self.sought or self._matched)

    @property
    def page(self) -> int:
        """Number of lines that fit on the screen, at least one."""
        return max(1, self.size.height)

    @property
    def description(self) -> Description:
        """The entry line by line, wrapped for the pane as wide as it is now."""
        width = self._text_width
        if width != self._width:
            self._width = width
            self._description = NOTHING if self._end is None else self._end(width)
            if self.entry is not None:
                self._description = describe(self.entry, width, self._places, self.related)
            last = len(self._description.lines) - self.page
            self.top = max(0, min(self.top, last))
        return self._description

    @property
    def lines(self) -> Lines:
        """The lines of the entry."""
        return self.description.lines

    @property
    def _margin(self) -> int:
        """Cells left free at the left, as many as centre the text of a wide pane."""
        width = self.size.width
        return 0 if width < 24 else max(1, (width - MEASURE) // 2)

    @property
    def _text_width(self) -> int:
        return max(1, self.size.width - 2 * self._margin)

    # Moving

    def move(self, step: str, times: int | None = None) -> None:
        """Scroll by a step (see `stepped`), as often as a count says."""
        last, page = len(self.lines), max(1, self.page - 2)
        self.choose(None)
        self.scroll_to_line(stepped(step, self.top, last=last, page=page, times=times))

    def scroll_to_line(self, line: int) -> None:
        """Bring a line to the top, as far as there is something below."""
        top = max(0, min(line, len(self.lines) - self.page))
        if top != self.top:
            self.top = top
            self.refresh()

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self.top + self.page >= len(self.lines)

    def walk_matches(self, step: int) -> MatchWalk:
        """Go to the next (1) or the previous (-1) match; return where that is.

        0 goes to the first that is in sight or below.
        """
        places = [match[0][0] for match in self.description.matches]
        walk = MatchWalk.of(places, self._match, step, self.top, self.page)
        self._match = walk.number
        if walk.number is not None:
            self.choose(None)
            self._bring_in_sight(places[walk.number], places[walk.number])
        self.refresh()
        return walk

    def walk_related(self, step: int) -> "Related | None":
        """Choose the next (1) or the previous (-1) related paper; return it."""
        if not self.related:
            return None
        at = (0 if step > 0 else -1) if self.chosen is None else self.chosen + step
        self.choose(at % len(self.related))
        lines = self.description.related[at % len(self.related)]
        self._bring_in_sight(lines.start, lines.stop - 1)
        return self.related[at % len(self.related)]

    def choose(self, number: int | None) -> None:
        """Choose a related paper by its number, or none."""
        if number != self.chosen:
            self.chosen = number
            self.refresh()

    def _bring_in_sight(self, first: int, last: int) -> None:
        """Scroll where lines are not well in sight, with a third of the page above them."""
        margin = min(2, (self.page - 1) // 4)
        # The last line of the screen tells how many more there are.
        if first - margin < self.top or last + margin + 1 >= self.top + self.page:
            self.scroll_to_line(first - self.page // 3)

    # Drawing

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        self._describe_anew()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.size.width
        if width <= 0:
            return Strip([])
        if self.prompt is not None and y == self.page - 1:
            return self.strip_of(self.prompt_line(width, y), width)
        lines = self.lines
        number = self.top + y
        line = lines[number] if number < len(lines) else []
        if y == self.page - 1 and number < len(lines) - 1:
            return self._more(len(lines) - number, width)
        line = self._with_current(number, line)
        under = "cursor" if self._is_chosen(number) else ""
        return self.strip_of([(" " * self._margin, ""), *line], width, under)

    def _with_current(self, number: int, line: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return a line with the match told apart to which somebody has jumped."""
        matches = self.description.matches
        if self._match is None or self._match >= len(matches):
            return line
        current = {span for at, span in matches[self._match] if at == number}
        if not current:
            return line
        return [
            (text, f"{ink} current" if span in current else ink)
            for span, (text, ink) in enumerate(line)
        ]

    def _is_chosen(self, number: int) -> bool:
        related = self.description.related
        return (
            self.chosen is not None
            and self.chosen < len(related)
            and number in related[self.chosen]
        )

    def _more(self, count: int, width: int) -> Strip:
        text = f"↓ {count} more lines"
        return self.strip_of([(" " * self._margin, ""), (text, "faint")], width)

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Take the focus; a line that is a link is opened."""
        event.stop()
        self.focus()
        url = self.description.link_at(self.top + event.y)
        hidden = event.y == self.page - 1 and not self.at_end
        if url is not None and not hidden and self.prompt is None:
            self.post_message(self.LinkClicked(url))

    def on_mouse_scroll_down(self) -> None:
        """Scroll three lines down with the wheel."""
        self.scroll_to_line(self.top + 3)

    def on_mouse_scroll_up(self) -> None:
        """Scroll three lines up with the wheel."""
        self.scroll_to_line(self.top - 3)
