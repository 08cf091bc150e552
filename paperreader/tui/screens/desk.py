"""What the parts of the main screen share: the library, the view, and the panes."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar, Protocol

from textual import getters
from textual.binding import BindingsMap, BindingType

from paperreader.config import Settings
from paperreader.entry import Entry, Row
from paperreader.library import Counts, Library
from paperreader.library.views import SavedView
from paperreader.tui import empty, grouping, shelf
from paperreader.tui.cells import shown
from paperreader.tui.commands import (
    BY_ACTION,
    BY_ID,
    COMMANDS,
    Pane,
    Situation,
    for_footer,
    is_possible,
)
from paperreader.tui.keymap import Keymap, bound_key
from paperreader.tui.listing import Marks
from paperreader.tui.results import Found
from paperreader.tui.screens.saying import Saying
from paperreader.tui.sitting import Sitting
from paperreader.tui.source import ALL, INBOX
from paperreader.tui.summary import in_minutes
from paperreader.tui.view import View
from paperreader.tui.widgets.bottom_lines import KeyFooter
from paperreader.tui.widgets.detail import DetailPane
from paperreader.tui.widgets.entry_list import EntryList
from paperreader.tui.widgets.inked import Line
from paperreader.tui.widgets.top_line import TopLine
from paperreader.tui.widgets.views_pane import ViewsPane

NO_COUNTS = Counts(total=0, status={}, starred=0, noted=0, tags={}, days={}, undecided={})
"""What is shown before the library has been read."""


class Mover(Protocol):
    """A pane that moves by steps."""

    def move(self, step: str, times: int | None = None) -> None:
        """Move by a step such as ``down``, as often as a count says."""


class Desk(Saying):
    """The state of the main screen and the few ways to change what it shows.

    Every change of data goes through the library; here it is only shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = ""

    top_line = getters.query_one("#top", TopLine)
    views_pane = getters.query_one("#views", ViewsPane)
    entry_list = getters.query_one("#list", EntryList)
    detail = getters.query_one("#detail", DetailPane)
    key_footer = getters.query_one("#keys", KeyFooter)

    def __init__(self, library: Library, settings: Settings, keymap: Keymap) -> None:
        """Show a library with the settings and the keys that hold."""
        super().__init__(keymap)
        self.library = library
        self.settings = settings
        self._whole_keymap = keymap
        self.view = View()
        self.saved: tuple[SavedView, ...] = ()
        """The views that the reader has saved."""
        self.numbers: dict[str, int] = {}
        """How many entries the saved views show, by their queries, as far as is known."""
        self.marks = Marks()
        self.sitting = Sitting()
        self.counts = NO_COUNTS
        self.loaded = False
        """Whether the whole library is at hand, not only its newest entries."""
        self.one_at_a_time = False
        self.found: Found | None = None
        """The last answer of the search that holds; None where none does, or none came yet."""
        self.is_slow = False
        """Whether an answer is waited for longer than a moment."""
        self.times: int | None = None
        """The count that was typed before the key which is acted on."""
        self._typed_count = ""
        self._items: tuple[object, list[shelf.Item]] = (None, [])
        self._bindings = BindingsMap(self._keys())

    def _keys(self) -> list[tuple[str, str, str]]:
        """Return the bindings that follow from the command table and the saved views."""
        return [
            *(
                (bound_key(key), command.call, command.label)
                for command in COMMANDS
                for key in self.keymap.of(command.id)
            ),
            *(
                (view.key, f"show_saved('{view.key}')", "saved view")
                for view in self.saved
                if view.key
            ),
        ]

    def take_keys(self, keys: Iterable[str]) -> None:
        """Let saved views have these keys, and whatever had them do without."""
        self.keymap = self._whole_keymap.without(keys)
        self._bindings = BindingsMap(self._keys())

    # What is possible

    @property
    def pane(self) -> Pane:
        """The pane that has the focus."""
        focused = self.focused
        if focused is self.detail:
            return "detail"
        if focused is self.views_pane:
            return "views"
        return "search" if focused is self.top_line else "list"

    @property
    def takes_counts(self) -> bool:
        """Whether a digit may be the beginning of a count."""
        return self.pane != "search" and self.detail.prompt is None

    def is_counted(self, key: str) -> bool:
        """Whether a count may stand before a key here."""
        return any(
            command.counts and command.answers_in(self.pane) and key in self.keymap.of(name)
            for name, command in BY_ID.items()
        )

    def acts_on_paper(self, key: str) -> bool:
        """Whether a key does something to the current paper, or to those marked."""
        return any(
            "entry" in command.needs and not command.counts and key in self.keymap.of(name)
            for name, command in BY_ID.items()
        )

    def show_count(self, digits: str) -> None:
        """Show the count as it is typed; "" where none is."""
        if digits != self._typed_count:
            self._typed_count = digits
            self.tell_place()

    @property
    def row(self) -> Row | None:
        """The row of the current entry."""
        return self.entry_list.row

    @property
    def is_answered(self) -> bool:
        """Whether the rows listed are those of the view, not what a search is to replace."""
        return self.found is not None or not self.view.needs_search

    @property
    def is_whole(self) -> bool:
        """Whether all that the view shows is listed."""
        whole = self.found is None or self.found.is_whole
        return self.loaded and self.is_answered and whole

    def may_take_all(self) -> bool:
        """Tell whether a command may act on all that is listed; say why, where it may not.

        Marking the first of many, or all because a search was not understood, would
        be another thing than the screen says.
        """
        if self.found is not None and self.found.problem:
            self.warn(f"{self.found.problem} Nothing was done with all.")
        elif not self.is_whole:
            self.say("The rest is still being listed: nothing was done, try again")
        else:
            return True
        return False

    @property
    def situation(self) -> Situation:
        """What decides which commands are possible."""
        return Situation(
            pane=self.pane,
            has_entry=self.row is not None and self.is_answered and not self.detail.is_end,
            shown=len(self.entry_list.listing) if self.is_answered else 0,
            loaded=self.loaded,
            empty_library=self.loaded and not self.counts.total,
            saved=any(view.name == self.view.source.name for view in self.saved),
            narrowed=bool(self.view.query and self.view.source.query),
            marks=self.detail.has_marks,
            related=bool(self.detail.related),
            chosen=self.detail.chosen is not None,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command is possible now; keys, footer and palette all ask here."""
        command = BY_ACTION.get((action, tuple(str(p) for p in parameters)))
        return True if command is None else is_possible(command, self.situation)

    # What is shown

    @property
    def today(self) -> datetime.date:
        """The day it is, where the reader is."""
        return datetime.date.today()

    def put(
        self,
        rows: Sequence[Row],
        *,
        keep: str | None = None,
        place: int = 0,
        offset: int | None = None,
    ) -> None:
        """Show rows in the list, with the cursor on the entry `keep` or at `place`.

        `offset` is how far below the first line shown the cursor is to stand.
        """
        self.entry_list.show(self.view.listing(rows), keep=keep, place=place, offset=offset)
        self.tell()

    def tell(self) -> None:
        """Bring everything around the list up to date with it."""
        self.entry_list.explain(
            empty.explain(
                self.view,
                self.keymap.keys,
                loaded=self.loaded,
                total=self.counts.total,
                answered=self.found is not None,
                elsewhere=None if self.found is None else self.found.elsewhere,
            )
        )
        self.tell_views()
        self.set_class(self.loaded and not self.counts.total, "-empty")
        if self.one_at_a_time and self.row is None:
            self.leave_one()
        self.tell_place()
        self.tell_keys()

    def tell_views(self) -> None:
        """Show which views there are, with their counts."""
        year = self.today.year
        told = (self.counts, self.keymap, year, self.saved, self.numbers)
        known = self._items[0]
        if not (isinstance(known, tuple) and all(map(_is, known, told))):
            saved = [(view, self.numbers.get(view.query)) for view in self.saved]
            listed = shelf.items(self.counts, self.keymap.keys, year, saved)
            self._items = (told, listed)
        self.views_pane.show(self._items[1], self.view.source)

    def leave_one(self) -> None:
        """Leave one paper at a time; the part that moves does it."""
        raise NotImplementedError

    def tell_place(self) -> None:
        """Show the view's name and where in it the cursor stands."""
        listed = len(self.entry_list.listing)
        parts = [f"{self._typed_count} …"] if self._typed_count else []
        if self.marks.anchor is not None:
            parts.append(f"range: {self.key_of('select.range')} ends it")
        if self.marks:
            parts.append(f"{len(self.marks):,} marked")
        if self.is_slow:
            parts.append("searching …")
        elif listed:
            parts.append(f"{self.entry_list.cursor + 1:,}/{self._how_many(listed)}")
        elif self.found is not None:
            parts.append("no match")
        if self.found is not None and self.found.elsewhere:
            parts.append(f"{self.found.elsewhere:,} elsewhere")
        roomy = self.size.width >= 70
        if self.one_at_a_time and roomy and (pace := self._pace()):
            parts.append(pace)
        title = shown(self.view.source.title)
        if self.view.source.kind == "day":
            decided, total = grouping.progress_of_day(self.counts, self.view.source.value)
            title += f" · {grouping.in_words(decided, total)}"
        elif self.one_at_a_time and self.left is not None:
            done = f"{self.sitting.report().decided:,} decided, " if roomy else ""
            title += f" · {done}{self.left:,} left"
        self.top_line.tell(title=title, order=self.view.order, place=" · ".join(parts))

    @property
    def left(self) -> int | None:
        """How many papers of the view are undecided; None where it is not one to decide."""
        source = self.view.source
        if source.kind == "day":
            return self.counts.undecided.get(source.value, 0)
        return self.counts.status.get("inbox", 0) if source == INBOX else None

    def _pace(self) -> str:
        """Return how quickly papers are decided and how long those left will take."""
        report = self.sitting.report()
        if report.pace is None:
            return ""
        pace = f"{report.pace:.0f} a minute"
        needed = report.minutes_for(self.left) if self.left else None
        return pace if needed is None else f"{pace}, {in_minutes(needed)} to go"

    def heading(self, group: int, width: int) -> Line:
        """Return the heading of a group in the list, for a width, with how far it is.

        While undecided or all papers are listed, a day tells that of the whole library.
        """
        listing, counts = self.entry_list.listing, self.counts
        if listing.groups is None:
            return []
        whole = self.view.source in {INBOX, ALL} and not self.view.query
        told = listing.groups.told(group, listing.rows, counts if whole else None)
        return grouping.heading(listing.groups.name(group), told, width)

    def _how_many(self, listed: int) -> str:
        """Return how many rows there are, and those that a search has still to bring."""
        if self.found is None:
            return f"{listed:,}"
        total = self.found.total
        number = f"{listed:,}+" if total is None else f"{max(total, listed):,}"
        return f"{number} found" if self.view.query else number

    def tell_keys(self) -> None:
        """Show the keys that make sense now."""
        if self.pane == "search":
            keys = [
                ("enter", "results"),
                ("tab", "complete"),
                ("↑↓", "walk"),
                ("ctrl+r", "earlier"),
                ("esc", "clear"),
            ]
            if self.found is not None and self.found.elsewhere:
                keys.insert(1, (self.key_of("search.everywhere"), "all papers"))
        else:
            keys = for_footer(self.situation, self.keymap.keys)
        self.key_footer.show(keys)

    def count(self) -> None:
        """Count the library anew, after a change."""
        self.counts = self.library.counts() if self.loaded else NO_COUNTS

    def renew(self, ids: Collection[str]) -> None:
        """Show changed entries as they are now, where they stand."""
        current = self.detail.entry or self.row
        for entry_id in ids:
            try:
                row = self.library.row(entry_id)
            except KeyError:
                continue  # taken back: it leaves the list with the next view
            self.sitting.saw(row)
            self.entry_list.renew(row)
            if current is not None and current.id == row.id:
                self.show_detail(row)
        self.count()
        self.entry_list.renew_headings()
        self.tell()

    def show_detail(self, row: Row | None) -> None:
        """Show an entry in full; before the library is read, what its row tells."""
        if row is None:
            self.detail.show(None)
        elif self.loaded:
            self.detail.show(self.library.entry(row.id))
        else:
            self.detail.show(_outline(row))

    def targets(self) -> list[str]:
        """Return the ids a command acts on: the marked entries, else the current one."""
        if self.marks:
            return self.marks.in_order(self.entry_list.listing)
        return [self.row.id] if self.row is not None else []

    def clear_marks(self) -> None:
        """Unmark all, after the marked were acted on."""
        if self.marks or self.marks.anchor is not None:
            self.marks.clear()
            self.entry_list.refresh()
            self.tell_place()


def _is(one: object, other: object) -> bool:
    return one is other or (isinstance(one, int) and one == other)


def _outline(row: Row) -> Entry:
    return Entry(
        id=row.id,
        title=row.title,
        summary="…",
        author_count=row.author_count,
        organization=row.organization,
        published=row.published,
        featured=row.featured,
        arxiv_id=row.arxiv_id,
        doi=row.doi,
        upvotes=row.upvotes,
        comments=row.comments,
        status=row.status,
        starred=row.starred,
        tags=row.tags,
        note=row.note,
        citation_key=row.citation_key,
    )
