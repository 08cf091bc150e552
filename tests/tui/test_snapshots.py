"""How the screens look, as pictures: a change to any of them has to be wanted.

Textual draws differently from version to version, so the pictures hold for the
one that they were made with; `pytest tests/tui/test_snapshots.py --snapshot-update`
makes them anew.
"""

import datetime
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import textual
from textual.pilot import Pilot

from paperreader.config import Settings
from paperreader.entry import Entry
from paperreader.library import Library
from paperreader.searching.marking import Matched, MatchedTerm
from paperreader.searching.related import Related
from paperreader.tui.app import PaperReaderApp
from paperreader.tui.screens.main import MainScreen
from tests.tui.conftest import DAY, Desk, fill, papers

DRAWN_WITH = "8.2.8"

pytestmark = pytest.mark.skipif(
    textual.__version__ != DRAWN_WITH,
    reason=f"the pictures were drawn with Textual {DRAWN_WITH}, here is {textual.__version__}",
)

SIZES = [(60, 20), (80, 24), (120, 40)]

Compare = Callable[..., bool]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_search: None) -> PaperReaderApp:
    """The app on a library in which nothing depends on the day or the speed of the test."""
    monkeypatch.setattr(
        MainScreen, "today", property(lambda _: DAY + datetime.timedelta(days=1))
    )
    library = Library.open(tmp_path / "library")
    first = Entry(
        title=r"[Re] $\mathcal{O}(n\log n)$ Bounds for 漢字 and Möbius Strips, Revisited",
        abstract="We look again at an old bound. " * 12,
        authors=("Ada Example", "Łukasz Muster"),
        published="2025-12-17",
        featured=DAY.isoformat(),
        arxiv_id="2512.99999",
        upvotes=120,
        comments=3,
        tags=("bounds", "geometry/strips"),
        note="Worth a **second** look.",
        starred=True,
    )
    fill(library, (first, *papers(7)))
    return PaperReaderApp(library, Settings())


def after(*acts: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Return what runs before a picture is taken: acts of the main screen by their names."""

    async def run(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, PaperReaderApp)
        desk = Desk(app, pilot)
        await desk.until(lambda: app.main.loaded)
        for act in acts:
            name, *arguments = act.split()
            await desk.act(name, *arguments)

    return run


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_triage(snap_compare: Compare, app: PaperReaderApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=after("mark read"))


@pytest.mark.parametrize("size", SIZES[:2], ids="{0[0]}x{0[1]}".format)
def test_one_paper(snap_compare: Compare, app: PaperReaderApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=after("toggle_one"))


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_matched_words(
    snap_compare: Compare, app: PaperReaderApp, size: tuple[int, int]
) -> None:
    async def run(pilot: Pilot[int]) -> None:
        await after()(pilot)
        found = ("bound",), ("paper",), ("look", "again")
        matched = Matched(tuple(MatchedTerm(words, goes_on=True) for words in found))
        app.main.entry_list.set_matched(matched)
        app.main.detail.set_matched(matched)
        app.main.detail.set_related(
            [Related(row, ("bounds", "strips")) for row in app.library.rows()][:2]
        )
        await after("walk_matches next", "walk_matches next")(pilot)

    assert snap_compare(app, terminal_size=size, run_before=run)


def test_an_empty_library(snap_compare: Compare, tmp_path: Path) -> None:
    empty = PaperReaderApp(Library.open(tmp_path / "none"), Settings())
    assert snap_compare(empty, terminal_size=(80, 24), run_before=after())


def test_help(snap_compare: Compare, app: PaperReaderApp) -> None:
    assert snap_compare(app, terminal_size=(120, 40), run_before=after("help"))
