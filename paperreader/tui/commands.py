"""The table of commands: one definition each, and everything else follows from it.

Keys, footer, palette, help, `paperreader keys` and the manual are all made from
`COMMANDS`. Nothing here knows the terminal, so that the command line can print
the table without starting the app.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

Pane = Literal["list", "detail", "views", "search"]
"""Where the focus can be."""

Where = Literal["list", "detail", "views", "search", "anywhere"]
"""A pane in which a command answers; ``anywhere`` is each pane but the search bar."""

Need = Literal[
    "entry", "shown", "loaded", "sample", "saved", "narrowed", "marks", "related", "chosen"
]
"""What must be there for a command to make sense (see `Situation`)."""

PERMANENT_QUIT = "ctrl+q"
"""The key that always quits, whatever the settings say."""


class Command(Struct, frozen=True, kw_only=True):
    """One thing that a person can ask the app to do."""

    id: str
    """Stable name, used in the settings: ``mark.read``."""
    title: str
    """As the palette shows it: ``Triage: Mark read``."""
    label: str
    """One or two words for the footer."""
    help: str
    """One sentence."""
    keys: tuple[str, ...]
    """Default keys, in the order in which they are shown; may be empty."""
    action: str
    """Name of the method without ``action_``."""
    args: tuple[str, ...] = ()
    where: tuple[Where, ...] = ("anywhere",)
    needs: tuple[Need, ...] = ()
    footer: int = 0
    """Rank in the footer, 1 first; 0 is never shown there."""
    counts: bool = False
    """Whether a count may be typed before its keys: ``5j``."""
    palette: bool = True
    """Whether the palette offers it; plain movement is left to the keys."""

    @property
    def group(self) -> str:
        """The topic before the colon of the title."""
        return self.title.partition(":")[0]

    @property
    def call(self) -> str:
        """The action as Textual writes it, such as ``mark('read')``."""
        return f"{self.action}({', '.join(repr(arg) for arg in self.args)})"

    def answers_in(self, pane: Pane) -> bool:
        """Whether the command answers while the focus is in `pane`."""
        return pane in self.where or ("anywhere" in self.where and pane != "search")


class Situation(Struct, frozen=True, kw_only=True):
    """What the screen holds, as far as it decides which commands are possible."""

    pane: Pane
    has_entry: bool
    """The list has a current entry."""
    shown: int
    """Number of rows in the list."""
    loaded: bool
    """All rows of the library are in memory."""
    empty_library: bool = False
    saved: bool = False
    """The view is one that the reader has saved."""
    narrowed: bool = False
    """A search holds in a view that does not show all papers."""
    marks: bool = False
    """Words are looked for in the detail."""
    related: bool = False
    """The detail tells related papers."""
    chosen: bool = False
    """One of them is chosen."""


def is_possible(command: Command, now: Situation) -> bool:
    """Decide whether a command can do something now; the one place that does."""
    if not command.answers_in(now.pane):
        return False
    met: dict[Need, bool] = {
        "entry": now.has_entry,
        "shown": now.shown > 0,
        "loaded": now.loaded,
        "sample": now.empty_library,
        "saved": now.saved,
        "narrowed": now.narrowed,
        "marks": now.marks,
        "related": now.related,
        "chosen": now.chosen,
    }
    return all(met[need] for need in command.needs)


def _move(name: str, title: str, help_: str, keys: str, *args: str) -> Command:
    return Command(
        id=f"move.{name}",
        title=f"Move: {title}",
        label=title.lower(),
        help=help_,
        keys=tuple(keys.split()),
        action="move",
        args=args or (name,),
        counts=True,
        palette=False,
    )


def _mark(
    status: str, title: str, label: str, help_: str, *, key: str = "", footer: int = 0
) -> Command:
    return Command(
        id=f"mark.{status}",
        title=f"Triage: {title}",
        label=label,
        help=help_,
        keys=(key,) if key else (),
        action="mark",
        args=(status,),
        where=("list", "detail"),
        needs=("entry",),
        footer=footer,
    )


def _view(name: str, title: str, help_: str, key: str) -> Command:
    return Command(
        id=f"view.{name}",
        title=f"View: {title}",
        label=title.lower(),
        help=help_,
        keys=(key,),
        action="show_view",
        args=(name,),
    )


COMMANDS: tuple[Command, ...] = (
    # Triage
    _mark(
        "read",
        "Mark read",
        "read",
        "Mark read and go on to the next undecided; again: back to the inbox.",
        key="r",
        footer=1,
    ),
    _mark(
        "queued",
        "Queue to read",
        "queue",
        "Queue what you want to read, and go on.",
        key="w",
        footer=2,
    ),
    _mark(
        "reading", "Mark as being read", "reading", "Mark as being read, and go on.", key="R"
    ),
    _mark("skipped", "Skip", "skip", "Skip what is not for you, and go on.", key="x", footer=3),
    _mark("inbox", "Back to the inbox", "inbox", "Make it undecided again."),
    Command(
        id="star.toggle",
        title="Triage: Star",
        label="star",
        help="Star, or take the star away.",
        keys=("s",),
        action="toggle_star",
        where=("list", "detail"),
        needs=("entry",),
        footer=4,
    ),
    Command(
        id="edit.undo",
        title="Triage: Undo",
        label="undo",
        help="Take back the last change, also one of an earlier session.",
        keys=("u",),
        action="undo",
        footer=6,
    ),
    Command(
        id="edit.redo",
        title="Triage: Redo",
        label="redo",
        help="Make the change again that was taken back last.",
        keys=("ctrl+r",),
        action="redo",
    ),
    Command(
        id="view.one",
        title="Triage: One paper at a time",
        label="one at a time",
        help="Give the whole screen to one paper; verdicts go on to the next; again: back.",
        keys=("z",),
        action="toggle_one",
        needs=("shown",),
    ),
    # Marks
    Command(
        id="select.toggle",
        title="Marks: Mark and move on",
        label="mark",
        help="Mark the entry, or unmark it, and move on; verdicts act on what is marked.",
        keys=("space",),
        action="select_toggle",
        where=("list",),
        needs=("entry",),
        footer=8,
        counts=True,
    ),
    Command(
        id="select.range",
        title="Marks: Mark a range",
        label="range",
        help="Start a range here; at its other end, the same key marks all between.",
        keys=("v",),
        action="select_range",
        where=("list",),
        needs=("entry",),
    ),
    Command(
        id="select.all",
        title="Marks: Mark all shown",
        label="mark all",
        help="Mark all entries shown; again: none.",
        keys=("V",),
        action="select_all",
        where=("list",),
        needs=("shown",),
    ),
    Command(
        id="select.invert",
        title="Marks: Invert the marks",
        label="invert",
        help="Mark what is not marked, and unmark what is.",
        keys=("I",),
        action="select_invert",
        where=("list",),
        needs=("shown",),
    ),
    # Tags and notes
    Command(
        id="tag.add",
        title="Tags: Add tags",
        label="tag",
        help="Add tags, with completion; new ones are made as you type them.",
        keys=("t",),
        action="add_tags",
        where=("list", "detail"),
        needs=("entry",),
        footer=7,
    ),
    Command(
        id="tag.remove",
        title="Tags: Remove tags",
        label="untag",
        help="Remove tags from the entry or from all marked ones.",
        keys=("T",),
        action="remove_tags",
        where=("list", "detail"),
        needs=("entry",),
    ),
    Command(
        id="tag.rename",
        title="Tags: Rename everywhere",
        label="rename tag",
        help="Give a tag another name on all papers, with those nested in it, or merge two.",
        keys=("M",),
        action="rename_tag",
        needs=("loaded",),
    ),
    Command(
        id="note.write",
        title="Note: Write here",
        label="note",
        help="Write a note on the entry, in Markdown.",
        keys=("n",),
        action="write_note",
        where=("list", "detail"),
        needs=("entry",),
        footer=9,
    ),
    Command(
        id="note.editor",
        title="Note: Write in your editor",
        label="editor",
        help="Write the note in $VISUAL or $EDITOR.",
        keys=("N",),
        action="write_note_in_editor",
        where=("list", "detail"),
        needs=("entry",),
    ),
    # Find and view
    Command(
        id="search.open",
        title="Find: Search",
        label="search",
        help="Search as you type; enter goes to the results, escape clears.",
        keys=("/",),
        action="open_search",
        footer=5,
    ),
    Command(
        id="search.everywhere",
        title="Find: Search all papers",
        label="all papers",
        help="Look for the same in all papers, not only in this view.",
        keys=("ctrl+g", "A"),
        action="search_everywhere",
        where=("anywhere", "search"),
        needs=("narrowed",),
    ),
    Command(
        id="match.next",
        title="Find: Next match in the text",
        label="next match",
        help="Go to the next place in the detail that the search matched.",
        keys=(".",),
        action="walk_matches",
        args=("next",),
        where=("list", "detail"),
        needs=("entry", "marks"),
        counts=True,
    ),
    Command(
        id="match.previous",
        title="Find: Previous match in the text",
        label="match before",
        help="Go to the place before that the search matched.",
        keys=(",",),
        action="walk_matches",
        args=("previous",),
        where=("list", "detail"),
        needs=("entry", "marks"),
        counts=True,
    ),
    Command(
        id="match.find",
        title="Find: In this text",
        label="find",
        help="Look for words in this text alone; enter goes on, escape takes them back.",
        keys=("f",),
        action="find_in_text",
        where=("list", "detail"),
        needs=("entry",),
    ),
    Command(
        id="related.open",
        title="Find: Open the related paper",
        label="open",
        help="Show the related paper that is chosen in the detail.",
        keys=("enter",),
        action="open_related",
        where=("detail",),
        needs=("chosen",),
        footer=1,
        palette=False,
    ),
    Command(
        id="related.next",
        title="Find: Next related paper",
        label="related",
        help="Choose the next of the related papers below the text; enter opens it.",
        keys=("p",),
        action="walk_related",
        args=("next",),
        where=("list", "detail"),
        needs=("related",),
        counts=True,
    ),
    Command(
        id="related.previous",
        title="Find: Previous related paper",
        label="related before",
        help="Choose the related paper before.",
        keys=("P",),
        action="walk_related",
        args=("previous",),
        where=("list", "detail"),
        needs=("related",),
        counts=True,
    ),
    Command(
        id="search.like",
        title="Find: Papers like this one",
        label="like this",
        help="Search all papers for those that share the telling words of this one.",
        keys=("L",),
        action="search_like",
        where=("list", "detail"),
        needs=("entry", "loaded"),
    ),
    Command(
        id="sort.choose",
        title="Find: Sort",
        label="sort",
        help="Choose the order of the list.",
        keys=("S",),
        action="choose_sort",
        needs=("loaded",),
    ),
    Command(
        id="view.group",
        title="View: Group by day, tag or status",
        label="group",
        help="Group the list under headings: by day, by first tag, by status; or not at all.",
        keys=("b",),
        action="choose_group",
        needs=("loaded",),
    ),
    Command(
        id="view.save",
        title="View: Save as a view",
        label="save the view",
        help="Keep this search, within the view it stands in, under a name and a number key.",
        keys=("W", "ctrl+s"),
        action="save_view",
        where=("anywhere", "search"),
        needs=("loaded",),
    ),
    Command(
        id="view.edit",
        title="View: Rename, or change its key",
        label="rename",
        help="Give a saved view another name or key, or remove it.",
        keys=("e",),
        action="edit_view",
        needs=("saved", "loaded"),
    ),
    Command(
        id="view.remove",
        title="View: Remove the saved view",
        label="remove the view",
        help="Remove a saved view; its search stays open, to be saved again.",
        keys=(),
        action="remove_view",
        needs=("saved", "loaded"),
    ),
    Command(
        id="view.refresh",
        title="View: Refresh",
        label="refresh",
        help="Show the view anew: what was decided leaves it.",
        keys=("ctrl+l",),
        action="refresh_view",
        needs=("loaded",),
    ),
    Command(
        id="view.density",
        title="View: One or two lines an entry",
        label="density",
        help="Switch between one line and two lines an entry.",
        keys=("d",),
        action="toggle_density",
    ),
    Command(
        id="view.wider",
        title="View: More room for the list",
        label="wider",
        help="Give the list more of the room that it shares with the detail.",
        keys=(">",),
        action="widen_list",
        args=("more",),
        counts=True,
    ),
    Command(
        id="view.narrower",
        title="View: Less room for the list",
        label="narrower",
        help="Give the detail more of the room that it shares with the list.",
        keys=("<",),
        action="widen_list",
        args=("less",),
        counts=True,
    ),
    Command(
        id="view.panes",
        title="View: Show or hide the views",
        label="views",
        help="Show the views beside the list in a wide terminal, or hide them.",
        keys=("|",),
        action="toggle_views",
    ),
    _view("inbox", "Inbox", "What is undecided, newest day first.", "1"),
    _view("queued", "Queue", "What you want to read.", "2"),
    _view("reading", "Reading", "What you are reading.", "3"),
    _view("read", "Read", "What you have read.", "4"),
    _view("skipped", "Skipped", "What you have skipped.", "5"),
    _view("starred", "Starred", "What you have starred.", "6"),
    _view("all", "All papers", "Everything in the library.", "7"),
    _view("noted", "With a note", "What you have written about.", "8"),
    _view("today", "Newest day", "All papers of the newest day, decided or not.", "9"),
    Command(
        id="day.previous",
        title="View: Previous day",
        label="day before",
        help="Show the day before; from another view, the day of the current entry.",
        keys=("[",),
        action="walk_days",
        args=("previous",),
        needs=("loaded",),
        counts=True,
    ),
    Command(
        id="day.next",
        title="View: Next day",
        label="day after",
        help="Show the day after; from another view, the day of the current entry.",
        keys=("]",),
        action="walk_days",
        args=("next",),
        needs=("loaded",),
        counts=True,
    ),
    # Take out
    Command(
        id="cite.copy",
        title="Cite: Copy the citation",
        label="cite",
        help="Copy the citation of the entry, or of all marked ones, in your style.",
        keys=("y",),
        action="copy_citation",
        where=("list", "detail"),
        needs=("entry",),
        footer=10,
    ),
    Command(
        id="cite.choose",
        title="Cite: Choose what to copy",
        label="copy…",
        help="Choose what to copy: a citation in any style, key, title, link.",
        keys=("Y",),
        action="choose_copy",
        where=("list", "detail"),
        needs=("entry",),
    ),
    Command(
        id="cite.key",
        title="Cite: Change the key",
        label="key…",
        help="Change the citation key of the entry; the old one goes on leading to it.",
        keys=(),
        action="change_key",
        where=("list", "detail"),
        needs=("entry",),
    ),
    Command(
        id="open.page",
        title="Open: Abstract page",
        label="open",
        help="Open the page of the paper in the browser.",
        keys=("o",),
        action="open_page",
        where=("list", "detail"),
        needs=("entry",),
    ),
    Command(
        id="open.pdf",
        title="Open: PDF",
        label="PDF",
        help="Open the PDF in the browser.",
        keys=("O",),
        action="open_pdf",
        where=("list", "detail"),
        needs=("entry",),
    ),
    Command(
        id="open.choose",
        title="Open: Choose a link",
        label="links",
        help="Choose a link to open: page, PDF, code, project, or one in note or abstract.",
        keys=("a",),
        action="choose_link",
        where=("list", "detail"),
        needs=("entry", "loaded"),
    ),
    Command(
        id="export.shown",
        title="Export: Reading list",
        label="export",
        help="Export what is marked, or else all that is shown.",
        keys=("E",),
        action="export",
        needs=("shown", "loaded"),
    ),
    # Library
    Command(
        id="import.open",
        title="Import: From a file or the clipboard",
        label="import",
        help="Import a dump: a path or the clipboard; pasting a dump into the app works too.",
        keys=("i",),
        action="import_source",
        footer=11,
    ),
    Command(
        id="import.sample",
        title="Import: A sample dump",
        label="try a sample",
        help="Fill the empty library with a sample dump, to try things out.",
        keys=("enter",),
        action="import_sample",
        needs=("sample", "loaded"),
        footer=1,
    ),
    Command(
        id="library.duplicates",
        title="Library: Possible duplicates",
        label="duplicates",
        help="See papers that stand here twice under near titles, and merge them or not.",
        keys=("D",),
        action="find_duplicates",
        needs=("loaded",),
    ),
    Command(
        id="library.stats",
        title="Library: Statistics",
        label="statistics",
        help="See what came in and what was decided, the backlog and its forecast, and tags.",
        keys=("B",),
        action="show_statistics",
        needs=("loaded",),
    ),
    # Move
    _move("down", "Down", "Move down a line.", "j down"),
    _move("up", "Up", "Move up a line.", "k up"),
    _move("top", "To the top", "Move to the first line.", "g home"),
    _move("bottom", "To the bottom", "Move to the last line.", "G end"),
    _move("half_down", "Half a page down", "Move down half a page.", "ctrl+d"),
    _move("half_up", "Half a page up", "Move up half a page.", "ctrl+u"),
    _move("page_down", "A page down", "Move down a page.", "pagedown ctrl+f"),
    _move("page_up", "A page up", "Move up a page.", "pageup ctrl+b"),
    Command(
        id="detail.page_down",
        title="Move: Read on",
        label="read on",
        help="In the detail: a page down.",
        keys=("space",),
        action="read_on",
        where=("detail",),
        needs=("entry",),
        footer=8,
        palette=False,
    ),
    Command(
        id="go.detail",
        title="Move: Into the detail",
        label="detail",
        help="From the list into the detail.",
        keys=("enter", "l", "right"),
        action="go_detail",
        where=("list",),
        needs=("entry",),
        footer=12,
        palette=False,
    ),
    Command(
        id="views.choose",
        title="Move: Into the list",
        label="to the list",
        help="From the views into the list of the view chosen.",
        keys=("enter", "l", "right"),
        action="go_list",
        where=("views",),
        footer=1,
        palette=False,
    ),
    Command(
        id="go.back",
        title="Move: Back",
        label="back",
        help="Back from a related paper, else to the list; then clear the search, the marks.",
        keys=("escape", "h", "left"),
        action="go_back",
        palette=False,
    ),
    Command(
        id="go.next",
        title="Move: Next pane",
        label="next pane",
        help="Go round: list, detail, views.",
        keys=("tab",),
        action="next_pane",
        args=("forward",),
        palette=False,
    ),
    Command(
        id="go.previous",
        title="Move: Previous pane",
        label="previous pane",
        help="Go round the other way: list, views, detail.",
        keys=("shift+tab",),
        action="next_pane",
        args=("backward",),
        palette=False,
    ),
    # App
    Command(
        id="app.palette",
        title="App: All commands",
        label="commands",
        help="Find any command by its name.",
        keys=(":", "ctrl+p"),
        action="palette",
        palette=False,
    ),
    Command(
        id="app.theme",
        title="App: Theme",
        label="theme",
        help="Choose the colours.",
        keys=(),
        action="choose_theme",
    ),
    Command(
        id="app.tour",
        title="App: Tour",
        label="tour",
        help="Learn the app in two minutes with your own papers; esc leaves, again: goes on.",
        keys=("H",),
        action="tour",
    ),
    Command(
        id="app.help",
        title="App: Help",
        label="help",
        help="Show all commands and their keys.",
        keys=("?",),
        action="help",
        footer=99,
    ),
    Command(
        id="app.quit",
        title="App: Quit",
        label="quit",
        help="Quit; everything is saved already.",
        keys=("q",),
        action="quit",
        footer=13,
    ),
)
"""All commands, topic by topic, in the order in which help shows them."""

BY_ID = {command.id: command for command in COMMANDS}
BY_ACTION = {(command.action, command.args): command for command in COMMANDS}

CALLS = {command.call for command in COMMANDS}
"""The commands' actions as Textual writes them."""

_KEY_SIGNS = {
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def key_sign(key: str) -> str:
    """Return a key as people read it: ``esc`` for ``escape``, ``↑`` for ``up``."""
    return _KEY_SIGNS.get(key, key)


def sections(
    keys: dict[str, tuple[str, ...]],
) -> list[tuple[str, Sequence[tuple[str, str, str]]]]:
    """Return the help: for each topic its name and (keys, title, help) of each command."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for command in COMMANDS:
        signs = "  ".join(key_sign(key) for key in keys.get(command.id, ()))
        title = command.title.partition(": ")[2]
        found.setdefault(command.group, []).append((signs, title, command.help))
    return list(found.items())


def for_footer(
    now: Situation, keys: dict[str, tuple[str, ...]], limit: int = 6
) -> list[tuple[str, str]]:
    """Return (key, label) of the commands that the footer shows, the help last.

    At most `limit` in all; each is possible now and has a key.
    """
    ranked: Iterable[Command] = sorted(
        (
            command
            for command in COMMANDS
            if command.footer and command.id != "app.help" and keys.get(command.id)
            if is_possible(command, now)
        ),
        key=lambda command: command.footer,
    )
    shown = [(key_sign(keys[c.id][0]), c.label) for c in ranked][: limit - 1]
    help_keys = keys.get("app.help", ())
    return [*shown, *[(key_sign(key), "help") for key in help_keys[:1]]]
