"""The conversation: a paper, a line that is typed, what was done; at the end, a summary."""

from collections.abc import Iterator

from ...library import LibraryError
from ...plain import plain
from ...tui.commands import Situation, is_possible
from ...tui.days import long_day
from ..invocation import Failed, WrongUsage
from ..printing import cells, counted, filled, out, say
from .acts import act_of
from .desk import CannotDo, Desk, Done
from .lines import Lines
from .paper_text import columns, paper_lines
from .summary import summary
from .typed import Language, NotUnderstood
from .vocabulary import offered

_PROMPT = 78
"""Characters of the prompt; where lines are shorter, it takes several."""


class Conversation:
    """One triage by prompts, from the first paper to the summary."""

    def __init__(self, desk: Desk, lines: Lines) -> None:
        """Talk about the papers on the desk."""
        self.desk = desk
        self.lines = lines
        self._language = Language(desk.keymap)
        self._day = ""
        """The day that was told last."""

    def hold(self) -> None:
        """Talk until the reader leaves or nothing more is to be read.

        Raises:
            WrongUsage: a line that no person typed was not understood.
            Failed: what such a line asked for could not be done.
            KeyboardInterrupt: the reader interrupted; the summary stands printed.
        """
        try:
            self._tell(
                f"{self.desk.choice.title}: {counted(len(self.desk.flow.papers), 'paper')}."
            )
            if self.lines.interactive:
                self._tell(f"{self.desk.key('app.help')} lists what can be typed.")
            self._show(whole=False)
            while self._turn():
                pass
        except KeyboardInterrupt:
            self._end_line()
            raise
        finally:
            self._sum_up()

    def _turn(self) -> bool:
        """Read a line and do what it asks; return whether to go on."""
        line = self.lines.ask(self.prompt())
        if line is None:
            self._end_line()
            return False
        try:
            asked = self._language.read(line)
            if asked.id == "app.quit":
                return False
            for sentence in self.desk.take_in():
                self._tell(sentence)
            done = act_of(asked.id)(self.desk, asked)
        except NotUnderstood as error:
            if not self.lines.interactive:
                # What follows was meant for what this line should have done.
                raise WrongUsage(f"line {self.lines.read}: {error}") from error
            say(str(error))
        except (CannotDo, LibraryError) as error:
            if not self.lines.interactive:
                raise Failed(f"line {self.lines.read}: {error}") from error
            say(str(error))
        else:
            self._answer(done)
        return True

    def prompt(self) -> str:
        """Return the keys that matter, most of them on one line, and a mark to type behind."""
        flow = self.desk.flow
        now = Situation(
            pane="list", has_entry=flow.here is not None, shown=len(flow.papers), loaded=True
        )
        parts = [
            f"{typed} {command.label}"
            for typed, command in offered(self.desk.keymap)
            if is_possible(command, now) and command.id != "app.help"
        ]
        always = ["enter next", f"{self.desk.key('app.help')} help"]
        while parts and len(", ".join([*parts, *always])) > max(columns(), _PROMPT):
            parts.pop()
        return "\n".join([*_lined([*parts, *always], columns()), "> "])

    def _answer(self, done: Done) -> None:
        for line in done.text.split("\n") if done.text else ():
            out(line)
        if done.said:
            self._tell(done.said)
        if done.shows:
            self._show(whole=done.whole)

    def _show(self, *, whole: bool) -> None:
        """Print the current paper, or that the end is reached."""
        paper = self.desk.flow.here
        out()
        if paper is None:
            self._tell(self._end())
            return
        self._tell_day(paper.day)
        number, among = self.desk.flow.place_in_day
        day = long_day(paper.day) if paper.day else "no day"
        self._tell(f"{number:,} of {among:,}, {day}")
        entry = self.desk.library.entry(paper.id)
        for line in paper_lines(entry, columns(), whole=whole):
            out(line)

    def _tell_day(self, day: str) -> None:
        """Say how far a day is decided, when the first paper of it comes."""
        if not day or day == self._day:
            return
        self._day = day
        counts = self.desk.library.counts()
        total, left = counts.days.get(day, 0), counts.undecided.get(day, 0)
        self._tell(f"{long_day(day)}: {total - left:,} of {total:,} decided.")

    def _end(self) -> str:
        desk = self.desk
        left = desk.flow.waiting(desk.waits)
        if left:
            return (
                f"That was the last paper. {left:,} not decided yet: enter goes to the first."
            )
        undo, quit_ = desk.key("edit.undo"), desk.key("app.quit")
        return f"All are decided. {undo} takes the last back, {quit_} leaves."

    def _sum_up(self) -> None:
        desk = self.desk
        out()
        undecided = desk.library.counts().status["inbox"]
        left = desk.flow.waiting(desk.waits)
        self._tell(summary(desk.sitting.report(), left, undecided))

    def _tell(self, sentence: str) -> None:
        for line in filled(plain(sentence), columns()):
            out(line)

    def _end_line(self) -> None:
        if self.lines.interactive:
            out()


def _lined(parts: list[str], most: int) -> Iterator[str]:
    """Yield parts with commas between them in lines of at most so many columns, each whole."""
    line = ""
    for part in parts:
        longer = f"{line}, {part}" if line else part
        if line and cells(longer) >= most:
            yield f"{line},"
            line = part
        else:
            line = longer
    yield line
