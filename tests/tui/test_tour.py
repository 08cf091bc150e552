"""The tour: what it asks for, what counts as done, and that it stands in nobody's way."""

from functools import partial
from pathlib import Path

import pytest

from paperreader.entry import Entry
from paperreader.library import Library
from paperreader.tui.commands import BY_ID
from paperreader.tui.dialogs.exporting import ExportDialog, ExportRequest
from paperreader.tui.dialogs.help import HelpScreen
from paperreader.tui.dialogs.tags import TagDialog
from paperreader.tui.keymap import DEFAULT
from paperreader.tui.tour import (
    END,
    OFFER,
    STEPS,
    Act,
    Tour,
    keep_tour,
    read_tour,
    tour_file,
    tour_text,
)
from paperreader.tui.widgets.tour_line import TourLine
from tests.tui.conftest import Desk, Opener, fill, papers


def line(desk: Desk) -> str:
    """What the tour says now."""
    return desk.main.query_one(TourLine).text


def bring(desk: Desk, entries: tuple[Entry, ...]) -> None:
    """Import entries, and show them as an import of the app does."""
    library = desk.main.library
    there = {row.id for row in library.rows()}
    fill(library, entries)
    desk.main.take_in(tuple(row.id for row in library.rows() if row.id not in there))


def first_key(command: str) -> str:
    return next(iter(DEFAULT.of(command)), "")


# As a value


def test_each_step_names_keys_of_the_table() -> None:
    for text in (OFFER, END, *(step.text for step in STEPS)):
        named = [part.partition("}")[0] for part in text.split("{")[1:]]
        assert named
        assert all(command in BY_ID for command in named)
    assert tour_text(Tour("begun"), first_key)[1].startswith("Decide on a paper: r read")
    assert "“mark.read”" in tour_text(Tour("begun"), lambda _: "")[1]


def test_acts_count_in_any_order_and_once() -> None:
    tour = Tour().begun()
    assert tour.number == 1
    tour = tour.after("undo")
    assert tour.number == 1
    assert tour.after("undo") is tour
    tour = tour.after("decide")
    assert (tour.number, tour.step) == (3, STEPS[2])
    for step in STEPS:
        tour = tour.after(step.act)
    assert tour.standing == "done"
    assert tour.begun() == Tour("begun"), "anew"


@pytest.mark.parametrize("standing", ["new", "offered", "left", "done"])
def test_only_a_tour_under_way_goes_on(standing: str) -> None:
    tour = Tour(standing)  # type: ignore[arg-type]  # each of the literals
    assert tour.after("decide") is tour


def test_it_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "state" / "tour.json"
    assert read_tour(path) == Tour()
    keep_tour(path, Tour("left", ("tag",)))
    assert read_tour(path) == Tour("left", ("tag",))
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"standing":"flying"}', '{"did":["fly"]}', "\xff"]
)
def test_what_is_damaged_is_a_new_tour(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tour.json"
    path.write_text(text, "latin-1")
    assert read_tour(path) == Tour()


# On the screen


async def _decide(desk: Desk) -> None:
    await desk.pilot.press("x")


async def _undo(desk: Desk) -> None:
    await desk.pilot.press("u")


async def _tag(desk: Desk) -> None:
    await desk.act("add_tags")
    (await desk.dialog(TagDialog)).dismiss(["demo"])
    await desk.until(lambda: desk.app.screen is desk.main)


async def _search(desk: Desk) -> None:
    await desk.pilot.press("slash", "g", "enter")


async def _one(desk: Desk) -> None:
    await desk.pilot.press("z")


async def _take(desk: Desk) -> None:
    await desk.act("export")
    request = ExportRequest("jsonl", str(Path.home() / "list.jsonl"), False)
    Path.home().mkdir(exist_ok=True)
    (await desk.dialog(ExportDialog)).dismiss(request)


ACTS = {
    "decide": _decide,
    "undo": _undo,
    "tag": _tag,
    "search": _search,
    "one": _one,
    "take": _take,
}


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (120, 40)], ids=str)
@pytest.mark.usefixtures("fake_search")
async def test_it_goes_on_when_the_act_is_done(
    library: Library, open_app: Opener, size: tuple[int, int]
) -> None:
    async with open_app(library, size=size) as desk:
        await desk.act("tour")
        for number, step in enumerate(STEPS, 1):
            assert line(desk) == tour_text(Tour("begun", _acts(number)), desk.main.key_of)[1]
            assert f"Tour {number}/{len(STEPS)}" in desk.painted()
            assert desk.main.detail.display or desk.main.entry_list.size.height >= 3
            goes_on = partial(_says_another_than, desk, line(desk))
            await ACTS[step.act](desk)
            await desk.until(goes_on)
        assert "That is all" in line(desk)
        assert read_tour(tour_file()).standing == "done"


def _says_another_than(desk: Desk, said: str) -> bool:
    return line(desk) != said


def _acts(number: int) -> tuple[Act, ...]:
    return tuple(step.act for step in STEPS[: number - 1])


async def test_it_is_offered_once_after_the_first_import(
    empty_library: Library, open_app: Opener
) -> None:
    entries = papers(4)
    async with open_app(empty_library) as desk:
        assert not line(desk)
        bring(desk, entries[:2])
        await desk.painting()
        assert "H begins a two-minute tour · esc not now" in desk.painted()
        await desk.pilot.press("escape")
        assert not line(desk)
        assert "H begins the tour" in desk.message
        await desk.act("undo")
        assert not desk.titles
        bring(desk, entries)
        assert not line(desk)


async def test_a_later_import_offers_none(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        bring(desk, papers(16)[12:])
        assert not line(desk)


async def test_escape_leaves_it_and_the_command_goes_on(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("H", "x")
        assert "Take it back" in line(desk)
        await desk.pilot.press("escape")
        assert not line(desk)
        assert "H goes on with the tour" in desk.message
        assert read_tour(tour_file()) == Tour("left", ("decide",))
    async with open_app(library) as desk:
        assert not line(desk)
        await desk.act("tour")
        assert "Take it back" in line(desk)


@pytest.mark.usefixtures("fake_search")
async def test_escape_first_takes_the_nearer_step_back(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await desk.act("tour")
        for keys in (("slash", "g", "enter"), ("enter",), ("z",), ("space",)):
            await desk.pilot.press(*keys)
            await desk.pilot.press("escape")
            await desk.painting()
            assert line(desk), keys
        await desk.pilot.press("escape")
        assert not line(desk)


async def test_an_empty_library_says_what_the_tour_needs(
    empty_library: Library, open_app: Opener
) -> None:
    async with open_app(empty_library) as desk:
        await desk.act("tour")
        assert not line(desk)
        assert "The tour needs papers: enter imports a sample" in desk.message


async def test_it_takes_no_key(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("tour")
        await desk.pilot.press("question_mark")
        assert isinstance(desk.app.screen, HelpScreen)
        await desk.pilot.press("escape", "j")
        assert desk.main.entry_list.cursor == 1
        assert desk.main.focused is desk.main.entry_list


async def test_where_nothing_can_be_remembered_it_goes_on(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    async with open_app(library) as desk:
        await desk.act("tour")
        assert "not remembered" in desk.message
        await desk.pilot.press("x")
        assert "Take it back" in line(desk)
