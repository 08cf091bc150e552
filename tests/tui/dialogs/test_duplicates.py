"""Deciding about possible duplicates, pair by pair."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from textual.containers import VerticalScroll

from paperreader.entry import Entry
from paperreader.library import LibraryError
from paperreader.tui.dialogs.duplicates import DuplicatesDialog, Pair

from .hosting import HOSTILE, SIZES, Host, drawn, press, shown, unsafe


@dataclass(frozen=True)
class Likely:
    """A pair as finding gives it."""

    one: str
    other: str
    points: int = 90
    reasons: Sequence[str] = ("spelt differently: ligth / light",)


@dataclass
class Shelf:
    """Entries, pairs of them, and what was decided."""

    found: list[Likely]
    titles: dict[str, str] = field(default_factory=dict)
    acts: list[tuple[str, ...]] = field(default_factory=list)
    error: str = ""
    gone: set[str] = field(default_factory=set)
    changed_since: bool = False

    def find(self, stop: Callable[[], bool]) -> Sequence[Likely]:
        if self.error == "find":
            raise LibraryError("the library cannot be read")
        assert not stop()
        return self.found

    def entries(self, pair: Pair) -> tuple[Entry, Entry] | None:
        if self.gone & {pair.one, pair.other}:
            return None
        one, other = (
            Entry(id=id_, title=self.titles.get(id_, f"Title of {id_}"))
            for id_ in (pair.one, pair.other)
        )
        return one, other

    def merge(self, keep: str, other: str) -> str:
        if self.error == "merge":
            raise LibraryError("the disk is full")
        if self.error == "gone":
            raise KeyError(other)
        self.acts.append(("merge", keep, other))
        return f"Merged: {other}"

    def keep_apart(self, one: str, other: str) -> str:
        self.acts.append(("apart", one, other))
        return "Kept apart"

    def take_back(self) -> str | None:
        if self.changed_since:
            return None
        self.acts.append(("back",))
        return "Taken back"


TWO = [Likely("a", "b"), Likely("c", "d", 75, ("only in one title: “deep”",))]


async def ready(app: Host) -> None:
    """Wait until the search for pairs is done and shown."""
    await app.screen.workers.wait_for_complete()


@pytest.mark.parametrize(
    ("keys", "acts"),
    [
        ("m", [("merge", "a", "b")]),
        ("s m", [("merge", "b", "a")]),
        ("s s m", [("merge", "a", "b")]),
        ("a", [("apart", "a", "b")]),
        ("m m", [("merge", "a", "b"), ("merge", "c", "d")]),
        ("s m m", [("merge", "b", "a"), ("merge", "c", "d")]),
        ("n m", [("merge", "c", "d")]),
        ("n n m", [("merge", "a", "b")]),
        ("p m", [("merge", "c", "d")]),
        ("m n m", [("merge", "a", "b"), ("merge", "c", "d")]),
        ("m u", [("merge", "a", "b"), ("back",)]),
        ("m u m", [("merge", "a", "b"), ("back",), ("merge", "a", "b")]),
        ("m a u u", [("merge", "a", "b"), ("apart", "c", "d"), ("back",), ("back",)]),
        ("u", []),
        ("m m m a s n u", [("merge", "a", "b"), ("merge", "c", "d"), ("back",)]),
        ("down up pagedown", []),
        ("j k k j", []),
    ],
)
async def test_each_key_does_what_the_line_of_keys_says(
    keys: str, acts: list[tuple[str, ...]]
) -> None:
    shelf = Shelf(TWO)
    async with shown(DuplicatesDialog(shelf)) as (app, pilot):
        await ready(app)
        await press(app, pilot, keys)
        assert shelf.acts == acts


async def test_j_and_k_scroll_as_everywhere() -> None:
    async with shown(DuplicatesDialog(Shelf(TWO, {"a": "deep water " * 90})), (40, 12)) as (
        app,
        pilot,
    ):
        await ready(app)
        await pilot.pause()
        for keys, line in (("j j", 2), ("k", 1), ("k k", 0)):
            await press(app, pilot, keys)
            assert app.screen.query_one(VerticalScroll).scroll_y == line
        assert "a keep apart" in drawn(app)


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_it_can_be_left_at_any_time(key: str) -> None:
    shelf = Shelf(TWO)
    async with shown(DuplicatesDialog(shelf)) as (app, pilot):
        await press(app, pilot, key)
        assert app.outcome is None
        assert not shelf.acts


async def test_it_shows_both_and_why_and_where_it_stands() -> None:
    async with shown(DuplicatesDialog(Shelf(TWO)), (100, 30)) as (app, pilot):
        await ready(app)
        await pilot.pause()
        text = drawn(app)
        assert "1 of 2" in text
        assert "90 of 100: spelt differently: ligth / light" in text
        assert "Title of a" in text
        assert "Title of b" in text
        await press(app, pilot, "s")
        line = next(line for line in drawn(app).splitlines() if "Title of a" in line)
        assert line.index("Title of b") < line.index("Title of a")
        await press(app, pilot, "m")
        text = drawn(app)
        assert "2 of 2" in text
        assert "Merged: a" in text
        await press(app, pilot, "a")
        assert "All 2 pairs are decided" in drawn(app)


async def test_where_nothing_looks_twice_it_says_so() -> None:
    shelf = Shelf([])
    async with shown(DuplicatesDialog(shelf)) as (app, pilot):
        await ready(app)
        await press(app, pilot, "m a s n u")
        assert "No two entries look like one paper" in drawn(app)
        assert not shelf.acts


async def test_pairs_that_are_no_longer_two_are_passed_over() -> None:
    shelf = Shelf(TWO)
    async with shown(DuplicatesDialog(shelf)) as (app, pilot):
        await ready(app)
        shelf.gone = {"d"}
        await press(app, pilot, "m m")
        assert shelf.acts == [("merge", "a", "b")]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("find", "the library cannot be read"),
        ("merge", "the disk is full"),
        ("gone", "it is gone meanwhile"),
    ],
)
async def test_what_fails_is_said_and_nothing_counts_as_decided(error: str, said: str) -> None:
    shelf = Shelf(TWO, error=error)
    async with shown(DuplicatesDialog(shelf)) as (app, pilot):
        await ready(app)
        await press(app, pilot, "m")
        assert said in drawn(app)
        shelf.error = ""
        await press(app, pilot, "m")
        assert shelf.acts == ([] if error == "find" else [("merge", "a", "b")])


async def test_what_cannot_be_taken_back_here_stays_decided() -> None:
    shelf = Shelf(TWO, changed_since=True)
    async with shown(DuplicatesDialog(shelf)) as (app, pilot):
        await ready(app)
        await press(app, pilot, "m u")
        assert "Something else was changed since" in drawn(app)
        assert shelf.acts == [("merge", "a", "b")]


@pytest.mark.parametrize("size", [*SIZES, (60, 20), (80, 24)])
async def test_hostile_titles_are_shown_harmless_at_any_size(size: tuple[int, int]) -> None:
    found = [Likely(f"{n}", f"{n}b", 90, (text,)) for n, text in enumerate(HOSTILE)]
    titles = {f"{n}": text for n, text in enumerate(HOSTILE)}
    async with shown(DuplicatesDialog(Shelf(found, titles)), size) as (app, pilot):
        await ready(app)
        for _ in HOSTILE:
            await press(app, pilot, "n")
            assert not unsafe(drawn(app))
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert app.is_running
