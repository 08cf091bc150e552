"""Triage as a person does it: verdicts, marks, undo, panes, and one paper at a time."""

import pytest

from paperreader.config import KeySetting, Settings
from paperreader.entry import Status
from paperreader.library import Library, LibraryError
from paperreader.tui.commands import COMMANDS
from tests.tui.conftest import Opener, fill, papers


def statuses(library: Library) -> list[Status]:
    return [row.status for row in library.rows()]


async def test_the_app_opens_on_what_is_undecided(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        assert desk.titles[0] == "Paper 00 on graphs"
        painted = desk.painted()
        for words in ("Inbox", "1/12", "Paper 00 on graphs", "We study question 0.", "? help"):
            assert words in painted


@pytest.mark.parametrize(
    ("key", "status", "said"),
    [
        ("r", "read", "Marked read"),
        ("w", "queued", "Queued"),
        ("R", "reading", "Reading"),
        ("x", "skipped", "Skipped"),
    ],
)
async def test_a_verdict_decides_and_goes_on(
    library: Library, open_app: Opener, key: str, status: Status, said: str
) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press(key)
        assert statuses(library)[0] == status
        assert desk.main.entry_list.cursor == 1
        assert desk.main.entry_list.listing[0].status == status
        assert len(desk.titles) == 12, "the row leaves before the view is refreshed"
        assert f"{said}: Paper 00 on graphs" in desk.message
        assert "u undoes" in desk.painted()


async def test_what_is_decided_leaves_with_a_refresh(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await desk.act("mark", "read")
        await desk.act("refresh_view")
        assert "Paper 00 on graphs" not in desk.titles
        assert desk.titles[desk.main.entry_list.cursor] == "Paper 01 on agents"


async def test_a_verdict_goes_past_what_is_decided(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("move", "down")
        await desk.act("mark", "read")
        await desk.act("move", "top")
        await desk.act("mark", "read")
        assert desk.main.entry_list.cursor == 2


async def test_below_the_last_undecided_one_it_goes_on_from_the_top(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await desk.act("mark", "read")
        await desk.act("move", "bottom")
        await desk.act("mark", "skipped")
        assert desk.main.entry_list.cursor == 1


async def test_the_last_verdict_of_all_stays(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        for _ in range(12):
            await desk.act("mark", "skipped")
        assert desk.main.entry_list.cursor == 11
        assert "all are decided" in desk.main.message_line.hint


async def test_reading_twice_takes_it_back(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("mark", "read")
        await desk.act("move", "up")
        await desk.act("mark", "read")
        assert statuses(library)[0] == "inbox"
        assert "Back to the inbox" in desk.message
        assert desk.main.entry_list.cursor == 0


async def test_a_queue_is_worked_off_in_its_view(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        for _ in range(3):
            await desk.act("mark", "queued")
        await desk.act("show_view", "queued")
        await desk.act("mark", "read")
        assert desk.main.entry_list.cursor == 1


async def test_the_same_verdict_again_says_so(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("mark", "queued")
        await desk.act("move", "up")
        await desk.act("mark", "queued")
        assert "already so" in desk.message


async def test_marked_entries_are_decided_together_and_undone_as_one(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("space", "space", "j", "space")
        assert len(desk.main.marks) == 3
        assert "3 marked" in desk.painted()
        await desk.act("mark", "read")
        assert statuses(library).count("read") == 3
        assert "3 entries" in desk.message
        assert not desk.main.marks
        await desk.act("undo")
        assert statuses(library).count("read") == 0


async def test_a_range_of_marks(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("v", "j", "j", "v")
        assert len(desk.main.marks) == 3
        await desk.pilot.press("V")
        assert len(desk.main.marks) == 12
        await desk.pilot.press("I")
        assert len(desk.main.marks) == 0


async def test_undo_and_redo_say_what_they_did_and_go_there(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await desk.act("mark", "read")
        await desk.act("move", "bottom")
        await desk.act("undo")
        assert statuses(library)[0] == "inbox"
        assert desk.main.entry_list.cursor == 0
        assert "Undid" in desk.message and "ctrl+r redoes" in desk.painted()
        await desk.act("redo")
        assert statuses(library)[0] == "read"
        await desk.act("redo")
        assert "nothing to redo" in desk.message


async def test_undoing_an_import_empties_the_list(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("undo")
        assert desk.titles == []
        assert "Your library is empty" in desk.painted()
        await desk.act("redo")
        assert len(desk.titles) == 12


async def test_stars(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("toggle_star")
        assert "★" in desk.painted()
        await desk.act("toggle_star")
        assert "★" not in desk.painted() and "Unstarred" in desk.message


async def test_the_detail_and_the_counts_follow_a_change(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await desk.act("toggle_star")
        assert desk.main.detail.entry is not None and desk.main.detail.entry.starred
        assert desk.main.counts.starred == 1


async def test_nothing_is_asked_of_an_empty_library(
    empty_library: Library, open_app: Opener
) -> None:
    async with open_app(empty_library) as desk:
        for key in "rwRxstTnNyYoOEzvVI[]jkgGu:":
            if key != ":":
                await desk.pilot.press(key)
        assert len(empty_library) == 0
        assert desk.app.screen is desk.main


# Panes


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (40, {"list"}),
        (79, {"list"}),
        (80, {"list", "detail"}),
        (119, {"list", "detail"}),
        (120, {"views", "list", "detail"}),
        (200, {"views", "list", "detail"}),
    ],
)
async def test_panes_by_width(
    library: Library, open_app: Opener, width: int, shown: set[str]
) -> None:
    async with open_app(library, size=(width, 24)) as desk:
        panes = {name for name in ("views", "list", "detail") if desk.main.query(f"#{name}")}
        assert {n for n in panes if desk.main.query_one(f"#{n}").size.width > 0} == shown


async def test_in_a_narrow_terminal_one_pane_gives_way_to_the_other(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library, size=(60, 20)) as desk:
        seen = []
        for keys, words in (
            (["enter"], "1 author, names not given"),
            (["h"], "Paper 01 on agents"),
            (["shift+tab"], "All papers"),
            (["j", "enter"], "Nothing is queued"),
        ):
            await desk.pilot.press(*keys)
            assert words in desk.painted()
            seen.append(desk.main.pane)
        assert seen == ["detail", "list", "views", "list"]


async def test_tab_goes_round(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        seen = []
        for _ in range(3):
            await desk.pilot.press("tab")
            seen.append(desk.main.pane)
        assert seen == ["detail", "views", "list"]


async def test_one_paper_at_a_time(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("z")
        assert desk.main.detail.size.width == 120
        await desk.pilot.press("r")
        assert desk.main.detail.entry is not None
        assert desk.main.detail.entry.title == "Paper 01 on agents"
        await desk.pilot.press("tab")
        assert desk.main.detail.entry.title == "Paper 02 on images"
        await desk.pilot.press("shift+tab", "escape")
        assert desk.main.pane == "list" and desk.main.entry_list.cursor == 1


async def test_help_is_made_from_the_table(library: Library, open_app: Opener) -> None:
    from paperreader.tui.dialogs.help import HelpScreen

    async with open_app(library, size=(160, 180)) as desk:
        await desk.pilot.press("?")
        await desk.dialog(HelpScreen)
        painted = desk.painted()
        for command in COMMANDS:
            assert command.title.partition(": ")[2][:20] in painted, command.id


async def test_the_palette_offers_what_is_possible(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("ctrl+p")
        await desk.until(lambda: desk.app.screen is not desk.main)
        await desk.pilot.press(*"skip")
        await desk.until(lambda: "Triage: Skip" in desk.painted())
        await desk.pilot.press("enter")
        await desk.until(lambda: statuses(library)[0] == "skipped")


async def test_keys_of_the_settings(library: Library, open_app: Opener) -> None:
    keys = (KeySetting("mark.read", ("m",), 3), KeySetting("mark.gone", ("k",), 4))
    async with open_app(library, settings=Settings(keys=keys)) as desk:
        assert "line 4" in desk.message and "mark.gone" in desk.message
        assert "m read" in desk.painted()
        await desk.pilot.press("r")
        assert statuses(library)[0] == "inbox"
        await desk.pilot.press("m")
        assert statuses(library)[0] == "read"


async def test_an_unknown_theme_is_said(library: Library, open_app: Opener) -> None:
    async with open_app(library, settings=Settings(theme="nonesuch")) as desk:
        await desk.until(lambda: "nonesuch" in desk.message)


async def test_quit(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("q")
        assert desk.app.return_code == 0


async def test_ctrl_c_says_how_to_quit(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("ctrl+c")
        assert "q quits" in desk.message


# What others do, and what goes wrong


async def test_changes_of_another_process_appear(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        with Library.open(library.folder) as other:
            first = next(iter(other.rows()))
            other.star([first.id], True)
            fill(other, papers(14)[12:])
        desk.main.look_for_changes()
        await desk.painting()
        assert "changed elsewhere" in desk.message
        assert desk.main.entry_list.listing[0].starred
        assert len(desk.titles) == 14


async def test_a_change_that_is_refused_is_said_and_the_app_goes_on(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise LibraryError("the disk is full")

    async with open_app(library) as desk:
        monkeypatch.setattr(library, "mark", refuse)
        await desk.act("mark", "read")
        assert "the disk is full" in desk.message
        assert desk.main.message_line.kind == "error"
        await desk.act("move", "down")
        assert desk.main.entry_list.cursor == 1


async def test_failing_work_becomes_a_message(library: Library, open_app: Opener) -> None:
    async def fail() -> None:
        raise RuntimeError("a [bold]bug[/] \x1b[31m")

    async with open_app(library) as desk:
        desk.main.start(fail(), "test")
        await desk.until(lambda: "bug" in desk.message)
        assert "\x1b" not in desk.painted() and "[bold]bug" in desk.painted()


async def test_a_library_that_cannot_be_read_is_said(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise LibraryError("entry 3 is damaged")

    async with open_app(library) as desk:
        monkeypatch.setattr(library, "entry", refuse)
        await desk.act("move", "down")
        assert "damaged" in desk.message


async def test_a_large_library_is_read_beside_the_screen(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paperreader.tui.screens import viewing

    monkeypatch.setattr(viewing, "SMALL", 0)
    monkeypatch.setattr(viewing, "FIRST_ROWS", 3)
    library.fold()
    with Library.open(library.folder) as fresh:
        async with open_app(fresh) as desk:
            assert len(desk.titles) == 12
            assert desk.main.detail.entry is not None
            assert desk.main.detail.entry.abstract


LONG = (
    "page.txt looks like a page of the day, but there is no paper with a title anywhere in it"
)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)])
async def test_a_long_warning_is_readable_whole_and_gives_its_lines_back(
    library: Library, open_app: Opener, size: tuple[int, int]
) -> None:
    async with open_app(library, size=size) as desk:
        before = desk.painted()
        desk.main.warn(LONG)
        await desk.painting()
        painted = " ".join(line.rstrip() for line in desk.painted().splitlines())
        assert f"! {LONG}" in " ".join(painted.split())
        assert desk.main.entry_list.cursor == 0
        desk.main.warn("Short")
        desk.main.say("")
        await desk.painting()
        assert desk.painted() == before


@pytest.mark.parametrize(
    ("size", "kind", "lines"),
    [
        ((80, 24), "error", 3),
        ((80, 24), "done", 1),  # what was done is short, and a list that jumps is a nuisance
        ((80, 10), "error", 1),  # the panes need what there is
    ],
)
async def test_a_message_without_end_takes_few_lines(
    library: Library, open_app: Opener, size: tuple[int, int], kind: str, lines: int
) -> None:
    async with open_app(library, size=size) as desk:
        line = desk.main.message_line
        line.say("word " * 400, kind, hint="u undoes")
        await desk.painting()
        assert line.size.height == lines
        assert "… · u undoes" in desk.painted()
        await desk.pilot.resize_terminal(200, size[1])
        await desk.painting()
        assert line.size.height == lines


async def test_a_warning_fits_a_screen_that_is_made_wider(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library, size=(60, 24)) as desk:
        desk.main.warn(LONG)
        await desk.painting()
        assert desk.main.message_line.size.height == 2
        await desk.pilot.resize_terminal(120, 24)
        await desk.until(lambda: desk.main.message_line.size.height == 1)
