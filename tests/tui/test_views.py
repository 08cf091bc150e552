"""Views as values: sources, orders, days, the shelf of views, and empty ones."""

import datetime

import pytest

from paperreader.entry import Row
from paperreader.library import Counts, Library
from paperreader.library.views import BUILT_IN, SavedView
from paperreader.searching.query import (
    All,
    FieldText,
    Like,
    Not,
    Phrase,
    Word,
)
from paperreader.searching.query import Any as AnyOf
from paperreader.tui import empty, shelf
from paperreader.tui.days import long_day, neighbour_day, short_day
from paperreader.tui.keymap import DEFAULT
from paperreader.tui.ordering import SORTS
from paperreader.tui.source import INBOX, NAMED, Source
from paperreader.tui.view import View
from tests.tui.conftest import DAY, Opener

ROWS = [
    Row(
        id="1",
        title="beta",
        featured="2025-12-17",
        published="2025-01-01",
        upvotes=5,
        added="2025-12-18T10:00:00Z",
        tags=('a"b(c)', "équipe/paris"),
    ),
    Row(
        id="2",
        title="Alpha",
        featured="2025-12-18",
        added="2025-12-18T09:00:00Z",
        status="read",
        tags=("rl/robots",),
    ),
    Row(
        id="3",
        title="gamma",
        added="2025-12-18T08:00:00Z",
        upvotes=9,
        published="2024-01-01",
        starred=True,
        note="good",
    ),
]


def ids(view: View) -> str:
    return "".join(row.id for row in view.rows(ROWS))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (INBOX, "31"),
        (NAMED["read"], "2"),
        (NAMED["starred"], "3"),
        (NAMED["noted"], "3"),
        (NAMED["all"], "231"),
        (Source.day("2025-12-18"), "23"),
        (Source.tag("rl"), "2"),
        (Source.tag("rl/robots"), "2"),
        (Source.tag("r"), ""),
        (Source.tag("équipe"), "1"),
        (Source.tag("equipe"), "1"),
        (Source.tag('a"b(c)'), "1"),
        (Source("tag:RL"), "2"),
        (Source("is:starred", "Loved"), "3"),
    ],
)
def test_a_source_has_its_rows_newest_day_first(source: Source, found: str) -> None:
    assert ids(View(source=source)) == found
    assert [source.includes(row) for row in ROWS] == [row.id in found for row in ROWS]


SOURCES = [
    *NAMED.values(),
    Source.day("2025-12-18"),
    *map(Source.tag, ("rl", "rl/robots", "r", "équipe", "equipe", 'a"b(c)', "a", "(", "\\")),
]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.query)
def test_the_rows_answer_as_the_query_does(source: Source) -> None:
    from paperreader.searching import parse
    from paperreader.searching.filtering import predicate
    from paperreader.searching.query import EVERYTHING

    query = parse(source.query)
    assert not query.problems and source.test is not None
    asked = query.root
    if asked == EVERYTHING:
        meets = [True] * len(ROWS)
    else:
        assert not isinstance(asked, All | AnyOf | Not | Word | Phrase | FieldText | Like)
        meets = [predicate(asked, DAY)(row) for row in ROWS]
    assert [source.test(row) for row in ROWS] == meets


@pytest.mark.parametrize(
    "query",
    [
        *("agents", "is:unread", "is:read x", "is:", "tag:", "tag:rl/*", "-tag:rl"),
        *("tag:a OR tag:b", 'tag:"a b*"', "day:2025", "day:2025-12-18..", "day:today"),
    ],
)
def test_what_rows_cannot_tell_is_left_to_the_search(query: str) -> None:
    source = Source(query)
    assert source.kind == "search" and source.test is None
    assert not source.includes(ROWS[0])
    with pytest.raises(ValueError, match="no row tells"):
        View(source=source).rows(ROWS)


def test_each_built_in_view_has_its_title_and_a_command() -> None:
    assert [NAMED[name].title for name in NAMED] == [view.title for view in BUILT_IN]
    assert {f"view.{name}" for name in NAMED} <= set(DEFAULT.keys)


def test_a_saved_view_goes_by_its_name() -> None:
    view = SavedView("Day one", "day:2025-12-18")
    assert Source.saved(view).title == "Day one"
    assert Source.saved(view) != Source.day("2025-12-18")


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("featured", "231"),
        ("-featured", "123"),
        ("published", "132"),
        ("-published", "312"),
        ("upvotes", "312"),
        ("-upvotes", "132"),
        ("title", "213"),
        ("-title", "312"),
        ("added", "123"),
        ("status", "132"),
        ("status,-published", "312"),
        ("-status,title", "213"),
        ("relevance", "231"),
        ("nonsense", "231"),
    ],
)
def test_orders_with_what_is_unknown_last(sort: str, found: str) -> None:
    assert ids(View(source=NAMED["all"], sort=sort)) == found


def test_the_orders_are_those_of_the_search() -> None:
    from paperreader.searching import SORT_KEYS

    assert set(SORTS) == set(SORT_KEYS)


def test_an_order_of_several_keys_is_named() -> None:
    assert View(sort="status,-title").order == "by status, then by title, turned round"


def test_another_source_drops_the_search_and_keeps_the_order() -> None:
    view = View(query="x", sort="title").of(NAMED["all"])
    assert (view.query, view.sort, view.source) == ("", "title", NAMED["all"])


def test_days_as_people_write_them() -> None:
    assert long_day("2025-12-18") == "Thu 18 Dec 2025"
    assert long_day("2025-02-03") == "Mon 3 Feb 2025"
    assert long_day("soon") == "soon"
    assert short_day("2025-02-03", 2025) == " 3 Feb"
    assert short_day("2025-02-03", 2026) == "Feb '25"
    assert short_day(None) == short_day("2025-13-40") == short_day("someday!!!") == ""


def test_the_neighbour_of_a_day() -> None:
    days = ["2025-12-18", "2025-12-15", "2025-12-17"]
    assert neighbour_day(days, "2025-12-17", later=True) == "2025-12-18"
    assert neighbour_day(days, "2025-12-17", later=False) == "2025-12-15"
    assert neighbour_day(days, "2025-12-18", later=True) is None
    assert neighbour_day(days, "2025-12-16", later=False) == "2025-12-15"


COUNTS = Counts(
    total=9,
    status={"inbox": 4, "queued": 1, "reading": 0, "read": 3, "skipped": 1},
    starred=2,
    noted=1,
    tags={"a": 1, "b": 5},
    days={"2025-12-18": 4, "2025-12-17": 3, "2024-01-01": 2},
    undecided={"2025-12-18": 4, "2025-12-17": 1},
)


def test_the_shelf_tells_counts_and_progress() -> None:
    items = shelf.items(COUNTS, DEFAULT.keys, 2025)
    told = {item.label.strip(): item.count for item in items if item.source}
    assert told["Inbox"] == "4" and told["All papers"] == "9"
    assert told["18 Dec"] == "4"
    assert told["17 Dec"] == "2 of 3"
    assert told["1 Jan 2024"] == "✓ 2"
    assert list(told)[-2:] == ["#b", "#a"]
    assert next(item.key for item in items if item.label == "Inbox") == "1"


def test_saved_views_stand_under_a_heading_of_their_own() -> None:
    loved = SavedView("Loved \x1b[31m", "is:starred", key="3")
    agents = SavedView("Agents", "agents")
    saved = [(loved, 2), (agents, None)]
    keys = DEFAULT.without(["3"]).keys
    items = shelf.items(COUNTS, keys, 2025, saved)
    start = next(place for place, item in enumerate(items) if item.label == "Searches")
    assert [(item.count, item.key) for item in items[start + 1 : start + 3]] == [
        ("2", "3"),
        ("…", ""),
    ]
    assert "\x1b" not in items[start + 1].label
    assert [item.key for item in items if item.key == "3"] == ["3"], "given out once"


def test_tags_on_the_shelf_are_data() -> None:
    counts = Counts(
        total=1, status={}, starred=0, noted=0, days={}, undecided={}, tags={"\x1b[31m": 1}
    )
    assert "\x1b" not in shelf.items(counts, {}, 2025)[-1].label


@pytest.mark.parametrize("source", [*NAMED.values(), Source.day("2025-01-01")])
def test_each_empty_view_says_why_and_what_to_do(source: Source) -> None:
    told = empty.explain(View(source=source), DEFAULT.keys, loaded=True, total=5)
    assert len([text for text, _ in told if text]) >= 2
    assert "{" not in str(told)


def test_an_empty_library_names_three_ways_in() -> None:
    told = empty.explain(View(), DEFAULT.keys, loaded=True, total=0)
    text = "\n".join(text for text, _ in told)
    assert all(way in text for way in ("1  Paste", "2  Import: i", "3  Try it: enter"))


def test_an_empty_search_says_what_there_is_elsewhere() -> None:
    view = View(query="x")
    told = empty.explain(view, DEFAULT.keys, loaded=True, total=5, elsewhere=3)
    assert any("Outside it, 3" in text for text, _ in told)


def test_an_empty_saved_search_shows_what_it_asks() -> None:
    view = View(source=Source("agents year:2031", "Later"))
    told = empty.explain(view, DEFAULT.keys, loaded=True, total=5)
    assert ("agents year:2031", "muted") in told
    waiting = empty.explain(view, DEFAULT.keys, loaded=True, total=5, answered=False)
    assert waiting == [("Searching …", "muted")]


# On the screen


async def test_views_are_chosen_by_key(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("7")
        await desk.until(lambda: desk.main.view.source.title == "All papers")
        assert len(desk.titles) == 12
        await desk.pilot.press("4")
        await desk.until(lambda: desk.titles == [])
        assert "Nothing is marked read yet. r marks" in desk.painted()
        await desk.pilot.press("1")
        await desk.until(lambda: len(desk.titles) == 12)


async def test_the_newest_day_and_the_walk_through_days(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await desk.act("show_view", "today")
        assert desk.main.view.source == Source.day(DAY.isoformat())
        assert "0 of 4 decided" in desk.painted()
        await desk.pilot.press("[")
        before = (DAY - datetime.timedelta(days=1)).isoformat()
        assert desk.main.view.source == Source.day(before)
        await desk.pilot.press("]", "]")
        assert desk.main.view.source == Source.day(DAY.isoformat())
        assert "newest day" in desk.message


async def test_a_day_is_reached_from_the_entry(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("move", "bottom")
        title = desk.titles[-1]
        await desk.act("walk_days", "previous")
        assert len(desk.titles) == 4
        assert desk.main.row is not None and desk.main.row.title == title


async def test_a_view_is_found_again_where_it_was_left(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        for _ in range(3):
            await desk.act("move", "down")
        await desk.act("show_view", "all")
        await desk.act("show_view", "inbox")
        assert desk.main.entry_list.cursor == 3


async def test_the_views_pane_chooses_as_its_cursor_moves(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        desk.main.go("views")
        await desk.act("move", "down")
        assert desk.main.view.source == NAMED["queued"]
        await desk.act("go_list")
        assert desk.main.pane == "list"


async def test_tags_are_views(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        library.tag([row.id for row in list(library.rows())[:3]], add=["graphs"])
        desk.main.count()
        desk.main.choose(Source.tag("graphs"))
        assert len(desk.titles) == 3
