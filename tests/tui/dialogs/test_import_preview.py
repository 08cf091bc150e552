"""Showing what an import would do, and how far it is."""

import datetime
from dataclasses import dataclass, replace

import pytest
from msgspec.structs import replace as changed

from paperreader.entry import Problem
from paperreader.library import ImportReport
from paperreader.tui.dialogs.import_preview import (
    FEW_REMARKS,
    MOST_LINES_SHOWN,
    MOST_REMARKS,
    ImportPreview,
    PageDateDialog,
    Shown,
)
from paperreader.tui.dialogs.import_progress import ImportProgress
from paperreader.tui.import_run import MOST_TITLES

from .hosting import HOSTILE, NOTHING_YET, drawn, press, shown, unsafe

REPORT = ImportReport(
    source="monday.txt",
    shape="search-plain-text",
    page_date="2025-12-18",
    page_date_from="its header says so",
    entries=35,
    added=30,
    updated=4,
    unchanged=1,
    seen_before=5,
    fields={"upvotes": 3, "submitted_by": 1},
    added_ids=tuple(f"arxiv:2501.{n:05}" for n in range(30)),
    updated_ids=tuple(f"arxiv:2401.{n:05}" for n in range(4)),
    united_ids=(),
    notes=("each card stood twice",),
    problems=(Problem(line=7, message="[/] is unknown"), Problem(line=None, message="cut off")),
    change=None,
)


def bare(**given: object) -> ImportReport:
    nothing: dict[str, object] = {"problems": (), "notes": (), "fields": {}}
    return changed(REPORT, **nothing | {"added_ids": (), "updated_ids": ()} | given)


def many(count: int) -> tuple[Problem, ...]:
    return tuple(Problem(line=n, message=f"thing {n}") for n in range(1, count + 1))


async def test_the_preview_says_what_would_happen() -> None:
    other = bare(
        source="[Re].json",
        page_date=None,
        entries=2,
        added=1,
        updated=1,
        unchanged=0,
        added_ids=("title:1",),
        updated_ids=("arxiv:2501.00000",),  # which the first adds
    )
    look = Shown([REPORT, other], ["none.txt: No such file"], ["notes.md holds no entry."])
    async with shown(ImportPreview(look), (100, 40)) as (app, pilot):
        picture = drawn(app)
        for said in (
            "Import · add 31 and update 4",
            "2 sources, 37 entries: 31 added, 5 updated, 1 unchanged, 10 seen before",
            "! not read: none.txt: No such file",
            "! left out: notes.md holds no entry.",
            "monday.txt",
            "35 entries: 30 added, 4 updated, 1 unchanged, 5 seen before",
            "search-plain-text, page of 2025-12-18 (its header says so)",
            "updated: upvotes in 3, submitter in 1",
            "note: each card stood twice",
            "2 remarks",
            "line 7: [/] is unknown",
            "cut off",
            "[Re].json",
            "2 entries: 1 added, 1 updated, 0 unchanged",
            "no page date",
        ):
            assert said in picture
        await press(app, pilot, "enter")
        assert app.outcome == "import"


@pytest.mark.parametrize(("key", "answer"), [("escape", None), ("d", "date")])
async def test_what_else_the_preview_may_answer(key: str, answer: str | None) -> None:
    look = Shown([bare(added=0, updated=0, unchanged=35)])
    async with shown(ImportPreview(look)) as (app, pilot):
        assert "Nothing new to import" in drawn(app)
        await press(app, pilot, key)
        assert app.outcome == answer


async def test_many_remarks_are_scrolled_and_counted() -> None:
    look = Shown([changed(REPORT, problems=many(10_000))])
    async with shown(ImportPreview(look), (40, 12)) as (app, pilot):
        assert "Import · add 30 and update 4" in drawn(app)
        assert "enter import" in drawn(app)
        await press(app, pilot, "G")
        assert f"and {10_000 - MOST_REMARKS:,} more" in drawn(app)
        await press(app, pilot, "k k")
        assert f"line {MOST_REMARKS - 1}: thing {MOST_REMARKS - 1}" in drawn(app)
        await press(app, pilot, "g")
        assert "monday.txt" in drawn(app)
        await press(app, pilot, "space space")
        assert "line 7: thing 7" in drawn(app)


def titled(**given: object) -> Shown:
    """A report with the titles of all its entries."""
    ids = (*REPORT.added_ids, *REPORT.updated_ids)
    titles = {id_: f"On the {place + 1}. lake" for place, id_ in enumerate(ids)}
    return Shown([changed(REPORT, **given)], titles=titles)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40)])
async def test_titles_stand_below_the_counts(size: tuple[int, int]) -> None:
    async with shown(ImportPreview(titled()), size) as (app, pilot):
        seen: list[str] = []
        for _ in range(60):
            seen += (line.strip("│ ▁▂▃▄▅▆▇█") for line in drawn(app).splitlines())
            await press(app, pilot, "j")
        wanted = ["cut off", "To add", *(f"+ On the {n}. lake" for n in range(1, 31))]
        wanted += ["To update", *(f"~ On the {n}. lake" for n in range(31, 35))]
        assert [line for line in dict.fromkeys(seen) if line in wanted] == wanted
        assert "enter import" in drawn(app)


async def test_many_remarks_stand_below_the_titles() -> None:
    look = titled(problems=many(FEW_REMARKS + 1))
    async with shown(ImportPreview(look), (80, 60)) as (app, _):
        picture = drawn(app)
        places = [
            picture.index(said)
            for said in (
                f"! {FEW_REMARKS + 1} remarks, below the titles",
                "+ On the 1. lake",
                "~ On the 34. lake",
                "line 1: thing 1",
            )
        ]
        assert places == sorted(places)


async def test_titles_beyond_a_number_are_counted_and_long_ones_cut() -> None:
    ids = tuple(f"arxiv:2501.{n:05}" for n in range(MOST_TITLES + 1_000))
    titles = dict.fromkeys(ids, "much too long " * 1000)
    look = Shown([bare(added_ids=ids)], titles=titles)
    async with shown(ImportPreview(look)) as (app, pilot):
        await press(app, pilot, "end")
        picture = drawn(app)
        assert "and 1,000 more" in picture
        assert "…" in picture


async def test_hostile_titles_are_shown_harmless() -> None:
    ids = tuple(f"title:{n}" for n in range(len(HOSTILE)))
    look = Shown([bare(added_ids=ids)], titles=dict(zip(ids, HOSTILE, strict=True)))
    async with shown(ImportPreview(look), (120, 60)) as (app, _):
        picture = drawn(app)
        assert not unsafe(picture)
        assert "+ [@click=app.quit]click[/]" in picture
        assert "(no title)" in picture


async def test_a_great_many_sources_are_cut_short() -> None:
    look = Shown([bare()] * MOST_LINES_SHOWN)
    async with shown(ImportPreview(look)) as (app, pilot):
        await press(app, pilot, "end")
        assert "… and more" in drawn(app)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)])
async def test_the_preview_is_whole_at_every_size(size: tuple[int, int]) -> None:
    async with shown(ImportPreview(Shown([REPORT])), size) as (app, _):
        picture = drawn(app)
        for said in ("add 30 and update 4", "monday.txt", "enter import", "esc leave"):
            assert said in picture


async def test_a_date_is_asked_for_until_it_is_one() -> None:
    async with shown(PageDateDialog()) as (app, pilot):
        for letter in "2026":
            await press(app, pilot, letter)
        await press(app, pilot, "enter")
        assert "That is no date" in drawn(app)
        assert app.outcome is NOTHING_YET
    async with shown(PageDateDialog("2026-03-25")) as (app, pilot):
        await press(app, pilot, "enter")
        assert app.outcome == datetime.date(2026, 3, 25)


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("2 0 2 5 - 1 1 - 1 7", datetime.date(2025, 11, 17)),
        ("end backspace 6", datetime.date(2026, 3, 26)),
    ],
)
async def test_what_is_typed_takes_the_place_of_the_date_found(
    keys: str, day: datetime.date
) -> None:
    async with shown(PageDateDialog("2026-03-25")) as (app, pilot):
        await press(app, pilot, f"{keys} enter")
        assert app.outcome == day


@dataclass
class Work:
    """An import as far as its progress goes."""

    done: int = 1
    total: int = 4
    current: str = "monday \x1b[2J.txt"
    over: bool = False


async def test_progress_is_drawn_and_ends_by_itself() -> None:
    work = Work()
    dialog = ImportProgress(work, "Reading", "4 files")
    async with shown(dialog, (60, 12)) as (app, pilot):
        assert "Reading · 4 files" in drawn(app)
        assert " 1 of 4" in drawn(app)
        assert "monday ␛[2J.txt" in drawn(app)
        work.done, work.over = 4, True
        dialog._tell()
        await pilot.pause()
        assert app.outcome is True


@pytest.mark.parametrize(("can_stop", "outcome"), [(True, False), (False, NOTHING_YET)])
async def test_only_what_can_stop_is_stopped(can_stop: bool, outcome: object) -> None:
    dialog = ImportProgress(replace(Work(), total=1), "Importing", "a file", can_stop=can_stop)
    async with shown(dialog) as (app, pilot):
        assert ("esc stop" in drawn(app)) is can_stop
        await press(app, pilot, "escape")
        assert app.outcome is outcome
