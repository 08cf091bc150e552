"""The dialog that shows what an import would do, before it counts."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from paperreader.importing.wording import brought, counts, details, numbered, page, remarks
from paperreader.library import ImportReport
from paperreader.tui.cells import cut
from paperreader.tui.dialogs.fields import LineField
from paperreader.tui.dialogs.frame import Dialog, Hint
from paperreader.tui.dialogs.shown import heading, label
from paperreader.tui.entry_line import shown_title
from paperreader.tui.import_run import MOST_TITLES

MOST_REMARKS = 200
"""Lines of one source that could not be placed and are listed; the rest is counted."""

FEW_REMARKS = 4
"""Remarks that stand above a source's titles; more stand below, or nobody saw the titles."""

LONGEST_TITLE_SHOWN = 240
"""Cells of a title; a longer one is a mistake of reading, and its beginning shows it."""

MOST_LINES_SHOWN = 3_000
"""Lines of all reports together that are listed; nobody reads on, and drawing takes time."""

Answer = Literal["import", "date"]


@dataclass(frozen=True)
class Shown:
    """What the preview shows: a report a source, and what was not read."""

    reports: Sequence[ImportReport]
    refused: Sequence[str] = field(default=())
    """Why sources could not be read, as sentences that name them."""
    left_out: Sequence[str] = field(default=())
    """What a folder holds beside dumps, as sentences."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The titles of entries by their ids, as far as they are to be listed."""


class ImportPreview(Dialog[Answer | None]):
    """Shows what an import would do and hands back whether to do it.

    It may be asked, too, to look again with another date of the page.
    """

    DEFAULT_CSS = """
    ImportPreview > #frame {
        width: 96;
    }
    ImportPreview VerticalScroll {
        height: auto;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Import", show=False),
        Binding("d", "date", "Page date", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False, id="move.down"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="move.up"),
        Binding(
            "pagedown,space,ctrl+d", "page(1)", "Page down", show=False, id="move.page_down"
        ),
        Binding("pageup,ctrl+u", "page(-1)", "Page up", show=False, id="move.page_up"),
        Binding("home,g", "scroll(-1000000)", "Top", show=False, id="move.top"),
        Binding("end,G", "scroll(1000000)", "End", show=False, id="move.bottom"),
    ]

    def __init__(self, shown: Shown) -> None:
        """Show what would come of an import."""
        super().__init__()
        self._shown = shown

    def heading_text(self) -> Content:
        """Return the frame's title, which says how much would change."""
        added, updated = brought(self._shown.reports)
        if not added and not updated:
            return Content("Nothing new to import")
        parts = [f"add {added:,}"] if added else []
        parts += [f"update {updated:,}"] if updated else []
        return Content(f"Import · {' and '.join(parts)}")

    def body(self) -> Iterable[Widget]:
        """Yield the reports, scrolled where they are long."""
        lines = list(islice(self._lines(), MOST_LINES_SHOWN))
        if len(lines) == MOST_LINES_SHOWN:
            lines.append(Content("… and more"))
        text = Content("\n").join(lines)
        scroll = self.stretch = VerticalScroll(Static(text, markup=False))
        scroll.can_focus = False
        yield scroll

    def _lines(self) -> Iterator[Content]:
        shown = self._shown
        gap = False
        if len(shown.reports) > 1:
            yield Content(f"{len(shown.reports):,} sources, {counts(shown.reports)}")
            gap = True
        for title, sentences in (("not read", shown.refused), ("left out", shown.left_out)):
            for sentence in islice(sentences, MOST_REMARKS):
                yield Content.styled("! ", "bold $text-warning") + f"{title}: {label(sentence)}"
            if len(sentences) > MOST_REMARKS:
                yield Content(f"and {len(sentences) - MOST_REMARKS:,} more {title}")
            gap = gap or bool(sentences)
        for report in shown.reports:
            if gap:
                yield Content("")
            gap = True
            yield from _report(report, shown.titles)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [
            ("enter", "import", "accept"),
            ("d", "page date", "date"),
            ("j k", "scroll", ""),
            ("esc", "leave it", "cancel"),
        ]

    def action_scroll(self, by: int) -> None:
        """Scroll the reports by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)

    def action_page(self, by: int) -> None:
        """Scroll the reports by what is in sight, but for a line."""
        self.action_scroll(by * max(1, self.query_one(VerticalScroll).size.height - 1))

    def action_accept(self) -> None:
        """Hand back that it shall be imported."""
        self.dismiss("import")

    def action_date(self) -> None:
        """Hand back that the page's date shall be asked for."""
        self.dismiss("date")


def _report(report: ImportReport, titles: Mapping[str, str]) -> Iterator[Content]:
    """Yield the lines of one source."""
    yield Content.styled(label(report.source), "bold")
    yield Content(label(page(report)))
    yield Content(counts([report]))
    for line in details(report):
        yield Content(label(line))
    listed = [*_listed("To add", "+", report.added_ids, titles)]
    listed += _listed("To update", "~", report.updated_ids, titles)
    if listed and len(report.problems) > FEW_REMARKS:
        said = numbered(len(report.problems), "remark", "remarks")
        yield Content.styled(f"! {said}, below the titles", "bold $text-warning")
        yield from listed
        yield from _remarks(report)
    else:
        yield from _remarks(report)
        yield from listed


def _listed(
    act: str, sign: str, ids: Sequence[str], titles: Mapping[str, str]
) -> Iterator[Content]:
    """Yield the titles of entries under a heading; nothing where none is known."""
    known = [titles[id_] for id_ in islice(ids, MOST_TITLES) if id_ in titles]
    if not known:
        return
    yield Content.styled(act, "bold $text-accent")
    for title in known:
        shown = cut(shown_title(title), LONGEST_TITLE_SHOWN)
        yield Content.styled(f"{sign} ", "$text-muted") + shown
    if more := len(ids) - len(known):
        yield Content(f"and {more:,} more")


def _remarks(report: ImportReport) -> Iterator[Content]:
    """Yield what could not be placed or is uncertain, under a line that counts it."""
    if count := len(report.problems):
        said = numbered(count, "remark", "remarks")
        yield Content.styled(f"! {said}", "bold $text-warning")
        for remark in islice(remarks(report), MOST_REMARKS):
            yield Content(label(remark))
        if count > MOST_REMARKS:
            yield Content(f"and {count - MOST_REMARKS:,} more")


class PageDateDialog(Dialog[datetime.date | None]):
    """Asks for the day of a page that does not tell it, or tells it wrongly."""

    OTHER_LINES = 1

    def __init__(self, start: str = "") -> None:
        """Ask, with `start` as the date to begin with."""
        super().__init__()
        self._start = start

    def heading_text(self) -> Content:
        """Return the frame's title."""
        return heading("The page's date", "")

    def body(self) -> Iterable[Widget]:
        """Yield the line and a place for what is wrong with it."""
        self._field = LineField(self._start, placeholder="2026-03-25", select=True)
        yield self._field
        yield Static(id="remark", markup=False)

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return [("enter", "read with it", "finish"), ("esc", "back", "cancel")]

    def on_mount(self) -> None:
        """Take the keys."""
        self._field.focus()
        self.remark("Year, month, day: dates without a year are counted back from it.")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take enter in the line as the end."""
        event.stop()
        self.action_finish()

    def action_finish(self) -> None:
        """Hand back the date, or say what is wrong with it."""
        try:
            day = datetime.date.fromisoformat(self._field.value.strip())
        except ValueError:
            self.remark("That is no date: year, month, day, such as 2026-03-25.", "wrong")
            return
        self.dismiss(day)
