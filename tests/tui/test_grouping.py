"""Groups of the list: what stands in which, how far each is, and the list with headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Region

from paperreader.config import Settings
from paperreader.entry import STATUSES, Row
from paperreader.library import Library, day_of
from paperreader.tui import grouping
from paperreader.tui.dialogs.choosing import GROUPINGS, GroupMenu
from paperreader.tui.grouping import BYS, By, grouped
from paperreader.tui.source import ALL, INBOX, NAMED, Source
from paperreader.tui.view import Grouping, View
from paperreader.tui.widgets.entry_list import EntryList
from tests.tui.conftest import Desk, Opener, fill, papers

rows = st.lists(
    st.builds(
        Row,
        id=st.uuids().map(str),
        title=st.just("T"),
        added=st.just("2025-12-18T00:00:00Z"),
        featured=st.sampled_from([None, "2025-12-16", "2025-12-17"]),
        tags=st.sampled_from([(), ("a",), ("a", "b"), ("b/c",)]),
        status=st.sampled_from(STATUSES),
    ),
    max_size=20,
)


def key_of(by: By, row: Row) -> str:
    tag = row.tags[0] if row.tags else ""
    return {"day": day_of(row), "tag": tag, "status": row.status}[by]


@given(rows, st.sampled_from(BYS), st.booleans())
def test_each_entry_stands_in_its_group_once_and_in_order(
    rows: list[Row], by: By, rising: bool
) -> None:
    found, groups = grouped(rows, by, rising=rising)
    assert sorted(row.id for row in found) == sorted(row.id for row in rows)
    assert len(set(groups.keys)) == len(groups)
    for number, key in enumerate(groups.keys):
        end = groups.starts[number + 1] if number + 1 < len(groups) else len(found)
        assert found[groups.starts[number] : end] == [
            row for row in rows if key_of(by, row) == key
        ]


@given(rows, st.sampled_from(BYS))
def test_groups_stand_in_their_own_order(rows: list[Row], by: By) -> None:
    keys = list(grouped(rows, by)[1].keys)
    if by == "status":
        assert keys == [status for status in STATUSES if status in keys]
    elif by == "tag":
        assert keys == sorted(keys, key=lambda tag: (not tag, tag))
    else:
        assert keys == sorted(keys, reverse=True)
    assert list(grouped(rows, "day", rising=True)[1].keys) == sorted(set(map(day_of, rows)))


@given(rows, st.sampled_from(BYS), st.data())
def test_progress_follows_what_is_decided_in_its_place(
    rows: list[Row], by: By, data: st.DataObject
) -> None:
    listing = View(source=ALL, group=by).listing(rows)
    groups = listing.groups
    assert groups is not None
    for _ in range(3 if rows else 0):
        place = data.draw(st.integers(0, len(rows) - 1))
        for number in range(len(groups)):
            groups.progress(number, listing.rows)
        status = data.draw(st.sampled_from(STATUSES))
        listing.renew(Row(id=listing[place].id, title="T", status=status, tags=("new",)), place)
    told = [groups.progress(number, listing.rows) for number in range(len(groups))]
    assert sum(total for _, total in told) == len(rows)
    assert sum(decided for decided, _ in told) == sum(row.status != "inbox" for row in listing)


@pytest.mark.parametrize(
    ("view", "by"),
    [
        (View(), "day"),
        (View(source=ALL), "day"),
        (View(sort="-featured"), "day"),
        (View(sort="title"), None),
        (View(query="graph"), None),
        (View(source=NAMED["read"]), None),
        (View(source=Source.day("2025-12-18")), None),
        (View(group="none"), None),
        (View(sort="title", group="tag"), "tag"),
        (View(query="graph", group="status"), "status"),
    ],
)
def test_a_view_has_its_usual_groups_or_those_chosen(view: View, by: By | None) -> None:
    assert view.grouping == by


def dated(*days: str) -> list[Row]:
    return [Row(id=str(n), title="T", featured=day) for n, day in enumerate(days)]


@pytest.mark.parametrize(
    ("days", "group", "headings"),
    [
        (("2025-12-18",) * 3, "", 0),
        (("2025-12-18", "2025-12-18", "2025-12-17", "2025-12-17"), "", 2),
        (("2025-12-18", "2025-12-17", "2025-12-16"), "", 0),
        (("2025-12-18", "2025-12-17", "2025-12-16"), "day", 3),
        ((), "", 0),
    ],
)
def test_headings_come_by_themselves_where_they_are_worth_a_line(
    days: tuple[str, ...], group: Grouping, headings: int
) -> None:
    groups = View(group=group).listing(dated(*days)).groups
    assert (0 if groups is None else len(groups)) == headings


@pytest.mark.parametrize(
    ("by", "key", "name"),
    [
        ("day", "2026-10-08", "Thu 8 Oct 2026"),
        ("tag", "rl/robots", "#rl/robots"),
        ("tag", "", "without a tag"),
        ("tag", "a\x1b[2J", "#a␛[2J"),
        ("status", "queued", "w Queue"),
    ],
)
def test_names(by: By, key: str, name: str) -> None:
    assert grouping.name_of(by, key) == name


def test_a_heading_tells_its_progress_where_there_is_room() -> None:
    def text(width: int) -> str:
        return "".join(
            t for t, _ in grouping.heading("Thu 8 Oct 2026", "12 of 50 decided", width)
        )

    assert text(40) == "Thu 8 Oct 2026 · 12 of 50 decided"
    assert text(20) == "Thu 8 Oct 2026"
    assert text(6) == "Thu 8…"
    assert grouping.in_words(50, 50) == "✓ 50 decided"


# On the screen


def lines(desk: Desk) -> list[str]:
    """Return the lines of the list as they are painted."""
    pane = desk.main.entry_list
    region = pane.region
    return [
        line[region.x : region.right].rstrip(" ▐")
        for line in desk.painted().split("\n")[region.y : region.bottom]
    ]


@pytest.fixture
def one_line() -> Settings:
    return Settings(density="compact")


async def test_days_stand_under_headings_that_tell_their_progress(
    library: Library, open_app: Opener, one_line: Settings
) -> None:
    async with open_app(library, size=(70, 24), settings=one_line) as desk:
        shown = lines(desk)
        assert shown[0] == " Thu 18 Dec 2025 · 0 of 4 decided"
        assert shown[5] == " Wed 17 Dec 2025 · 0 of 4 decided"
        assert shown[6].startswith("  •  Paper 04")
        await desk.act("mark", "read")
        await desk.act("move", "bottom")
        await desk.act("mark", "skipped")
        shown = lines(desk)
        assert shown[0] == " Thu 18 Dec 2025 · 1 of 4 decided"
        assert shown[10] == " Tue 16 Dec 2025 · 1 of 4 decided"


async def test_the_heading_of_the_group_at_the_top_stands_still(
    library: Library, open_app: Opener, one_line: Settings
) -> None:
    async with open_app(library, size=(70, 11), settings=one_line) as desk:
        entry_list = desk.main.entry_list
        for step in ("down",) * 11 + ("up",) * 11:
            await desk.act("move", step)
            top, shown = desk.main.entry_list.listing[entry_list.top], lines(desk)
            assert shown[0].startswith(f" {grouping.name_of('day', day_of(top))} ·")
            assert top.title in shown[1]
            (cursor,) = [line for line in shown if line.startswith("▌")]
            assert desk.main.row is not None and desk.main.row.title in cursor


async def test_a_click_on_a_line_finds_its_entry_and_on_a_heading_the_first(
    library: Library, open_app: Opener, one_line: Settings
) -> None:
    async with open_app(library, size=(70, 24), settings=one_line) as desk:
        for y, place in ((1, 0), (4, 3), (6, 4), (5, 4), (11, 8), (12, 9), (0, 0)):
            await desk.pilot.click("#list", offset=(10, y))
            assert desk.main.entry_list.cursor == place


async def test_pages_pass_over_no_entry(library: Library, open_app: Opener) -> None:
    fill(library, papers(60))
    async with open_app(library, size=(70, 12), settings=Settings(density="compact")) as desk:
        entry_list = desk.main.entry_list
        for step, end in (("page_down", 59), ("page_up", 0)):
            seen: set[str] = set()
            while True:
                seen |= {line.split(" on ")[0][-8:] for line in lines(desk)}
                if entry_list.cursor == end:
                    break
                await desk.act("move", step)
            titles = {title.split(" on ")[0] for title in desk.titles}
            assert titles <= seen


async def test_a_verdict_draws_its_rows_and_the_headings_alone(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        entry_list = desk.main.entry_list
        regions: list[Region] = []
        refresh = entry_list.refresh

        def counted(*parts: Region, layout: bool = False, **others: bool) -> EntryList:
            assert parts and not layout, "the whole list is drawn anew"
            regions.extend(parts)
            return refresh(*parts, layout=layout, **others)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(entry_list, "refresh", counted)
            await desk.act("mark", "read")
        headings = [region.y for region in regions if region.height == 1]
        assert headings == [0, 9, 18]
        assert sum(region.height for region in regions) <= 3 + 3 * 2


async def test_the_place_is_kept_whatever_groups_the_list(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        for _ in range(6):
            await desk.act("move", "down")
        chosen = desk.main.row
        assert chosen is not None
        for by, _key, _text, _note in GROUPINGS:
            desk.main.group_by(by)
            assert desk.main.row is chosen
        await desk.act("show_view", "all")
        assert desk.main.entry_list.listing.groups is not None
        await desk.act("show_view", "inbox")
        assert desk.main.view == View(source=INBOX, group="none")
        assert desk.main.row is chosen


def test_a_search_begins_without_the_groups_of_its_view() -> None:
    view = View(source=ALL, group="tag")
    assert view.searching(" ").group == "tag"
    assert view.searching("graph").grouping is None
    assert view.searching("graph").grouped_by("day").searching("graphs").grouping == "day"


async def test_the_groups_come_back_when_a_search_ends(
    library: Library, open_app: Opener, fake_search: None
) -> None:
    async with open_app(library) as desk:
        desk.main.group_by("status")
        await desk.pilot.press("/", "p")
        await desk.until(lambda: desk.main.found)
        assert desk.main.entry_list.listing.groups is None
        await desk.pilot.press("backspace", "escape")
        await desk.until(lambda: not desk.main.view.query)
        assert desk.main.view == View(group="status")


async def test_groups_are_chosen_by_a_letter(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("b")
        await desk.dialog(GroupMenu)
        await desk.pilot.press("s")
        await desk.until(lambda: desk.main.view.group == "status")
        assert lines(desk)[0] == " • Inbox · 12"
        assert "Grouped by status" in desk.message


async def test_a_low_list_has_no_headings(library: Library, open_app: Opener) -> None:
    async with open_app(library, size=(40, 7)) as desk:
        assert "decided" not in desk.painted()
        assert "Paper 00" in lines(desk)[0]


async def test_what_is_decided_stays_under_its_heading(
    library: Library, open_app: Opener, one_line: Settings
) -> None:
    async with open_app(library, size=(70, 24), settings=one_line) as desk:
        desk.main.group_by("status")
        await desk.act("mark", "read")
        shown = lines(desk)
        assert shown[0] == " • Inbox · 12" and shown[1].startswith("  r  Paper 00")
        await desk.act("refresh_view")
        assert "Paper 00" not in "".join(lines(desk))
