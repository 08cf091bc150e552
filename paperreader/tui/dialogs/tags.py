"""The dialog that adds tags, known or new, and the one that removes them."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from paperreader.tui.dialogs.fields import LineField
from paperreader.tui.dialogs.frame import Dialog, Hint
from paperreader.tui.dialogs.rows import Line, Rows
from paperreader.tui.dialogs.shown import heading, label
from paperreader.tui.dialogs.tag_words import Suggestion, normalise_tag, split_tags, suggest


class TagField(LineField):
    """The line where tags are typed; backspace on nothing takes the last one back."""

    def action_delete_left(self) -> None:
        """Delete a character, or ask for the tag before."""
        if self.value or not isinstance(self.screen, TagDialog):
            super().action_delete_left()
        else:
            self.screen.take_back()


class TagDialog(Dialog[list[str] | None]):
    """Asks for tags and hands back their names, or None.

    What enter takes is always the line with the pointer: a tag typed exactly,
    else the likeliest tag that begins with what was typed, or of which a nested
    part does, else a new tag. A
    space or comma takes the word as it is typed, so that a new tag may be the
    beginning of a known one; tab takes the line and lets one type on.
    """

    DEFAULT_CSS = """
    TagDialog #chosen {
        height: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        color: $text-muted;
    }
    """
    STEADY = True
    MOST_LINES = 8
    OTHER_LINES = 2
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("tab", "take", "Take", show=False),
    ]

    def __init__(
        self,
        title: str,
        known: Sequence[tuple[str, int]],
        current: Sequence[str],
        mode: Literal["add", "remove"],
    ) -> None:
        """Ask for tags.

        `title` names the paper or says how many are meant. `known` are the
        library's tags with how many papers have each, the likeliest first; `current`
        are the tags on the paper or papers, and the only choice in the mode "remove".
        """
        super().__init__()
        self._title = title
        self._mode = mode
        self._current = list(dict.fromkeys(current))
        counts = dict(known)
        self._known = (
            list(known)
            if mode == "add"
            else [(tag, counts.get(tag, 0)) for tag in self._current]
        )
        self._chosen: list[str] = []
        self._suggestions: list[Suggestion] = []
        self._seen: str | None = None

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return heading("Add tags" if self._mode == "add" else "Remove tags", self._title)

    def _placeholder(self) -> str:
        if self._mode == "add":
            return "type a tag"
        return "type to find one" if self._current else "there are no tags to remove"

    def body(self) -> Iterable[Widget]:
        """Yield the tags chosen and those there are, the line and the completions."""
        self._field = TagField(placeholder=self._placeholder())
        self._rows = self.stretch = Rows()
        self._rows.can_focus = False
        yield Static(id="chosen", markup=False)
        yield self._field
        yield self._rows
        yield Static(id="remark", markup=False)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        verb = "add" if self._mode == "add" else "remove"
        several = "take as typed" if self._mode == "add" else "take, then another"
        return [
            ("enter", verb, "finish"),
            ("tab", "take, then another", "take"),
            *([("space", several, "")] if self._mode == "add" else []),
            ("esc", "cancel", "cancel"),
        ]

    def on_mount(self) -> None:
        """Show the likeliest tags at once."""
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
        """Bring the completions up to what is typed *now*.

        Keys may run ahead of messages, so the field is asked, not the message.
        """
        if self._field.value == self._seen:
            return
        ended, typing = split_tags(self._field.value)
        for word in ended:
            self._choose_word(word)
        if ended or typing != self._field.value:
            self._field.value = typing
            self._field.cursor_position = len(typing)
        self._show()

    def _choose_word(self, word: str) -> None:
        if self._mode == "add":
            self._choose(normalise_tag(word))
        elif found := self._suggest(word):
            self._choose(found[0].tag)

    def _choose(self, tag: str) -> None:
        if tag and tag not in self._chosen:
            self._chosen.append(tag)

    def _suggest(self, typed: str) -> list[Suggestion]:
        adding = self._mode == "add"
        return suggest(
            typed,
            self._known,
            on_it=self._current if adding else (),
            without=self._chosen,
            new=adding,
        )

    def _show(self) -> None:
        typed = self._field.value
        self._seen = typed
        self._suggestions = self._suggest(typed)
        pointed = bool(normalise_tag(typed)) or (self._mode == "remove" and not self._chosen)
        self._rows.show(
            [Line(each.tag, note=self._note(each)) for each in self._suggestions],
            cursor=0 if pointed else None,
        )
        self._show_chosen()
        self._say(typed)

    def _show_chosen(self) -> None:
        parts: list[Content] = []
        if self._chosen:
            chosen = "✓ " + label(", ".join(self._chosen))
            parts.append(Content.styled(chosen, "bold $text-success"))
        if self._current and self._mode == "add":
            parts.append(Content("has " + label(", ".join(self._current))))
        line = self.query_one("#chosen", Static)
        line.display = bool(parts)
        line.update(Content("   ").join(parts))

    def _note(self, suggestion: Suggestion) -> str:
        if suggestion.count is None:
            return "new"
        if suggestion.on_it:
            return "has it"
        return str(suggestion.count) if suggestion.count else ""

    def _say(self, typed: str) -> None:
        first = self._suggestions[0] if self._suggestions else None
        wanted = normalise_tag(typed)
        if not typed:
            self.remark("")
        elif first is None and self._mode == "remove":
            self.remark("None of its tags fits that.", "careful")
        elif first is None:
            self.remark("That one is taken already.", "careful")
        elif self._mode == "add" and first.count is not None and first.tag != wanted:
            self.remark(f"a space keeps “{label(wanted)}” as a new tag")
        elif first.count is None and len(self._suggestions) > 1:
            self.remark(f"new; ↓ goes to “{label(self._suggestions[1].tag)}”")
        else:
            self.remark("")

    def _pointed(self) -> Suggestion | None:
        cursor = self._rows.cursor
        return self._suggestions[cursor] if cursor is not None else None

    def action_move(self, by: int) -> None:
        """Move the pointer in the completions."""
        self._take_in()
        self._rows.action_move(by)

    def action_take(self) -> None:
        """Take the pointed tag and go on; with none pointed at, point at the first."""
        self._take_in()
        pointed = self._pointed()
        if pointed is None:
            self._rows.action_move(1)
            return
        self._choose(pointed.tag)
        self._field.value = ""
        self._show()

    def action_finish(self) -> None:
        """Hand back the tags taken so far and the pointed one."""
        self._take_in()
        pointed = self._pointed()
        if pointed is not None:
            self._choose(pointed.tag)
        elif self._field.value and normalise_tag(self._field.value) not in self._chosen:
            if self._mode == "add":
                self.remark("Nothing of that can be a tag.", "careful")
            return
        self.dismiss(list(self._chosen) or None)

    def take_back(self) -> None:
        """Put the tag taken last back into the line."""
        if self._chosen:
            tag = self._chosen.pop()
            self._field.value = tag if self._mode == "add" and " " not in tag else ""
            self._field.cursor_position = len(self._field.value)
            self._show()
