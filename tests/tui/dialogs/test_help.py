"""The help screen."""

import pytest
from textual.containers import VerticalScroll

from paperreader.searching import FIELDS
from paperreader.tui.bar_keys import TOPIC
from paperreader.tui.commands import COMMANDS, sections
from paperreader.tui.dialogs.help import (
    HelpScreen,
    columns,
    matching,
    search_topics,
    topic_lines,
)
from paperreader.tui.keymap import DEFAULT

from .hosting import drawn, press, shown

SECTIONS = [
    ("Moving", [("j ↓", "Next", "go to the next paper"), ("g / G", "First / last", "")]),
    ("Verdicts", [("r", "Read", "mark read, or back"), ("R", "Reading", "mark as being read")]),
    ("Tags [x]", [("t", "Add tags", "with completion"), ("/", "Search", "as you type")]),
]


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ("", ["Next", "First / last", "Read", "Reading", "Add tags", "Search"]),
        ("READ", ["Read", "Reading"]),
        ("mark being", ["Reading"]),
        ("G", ["Next", "First / last", "Reading", "Add tags", "Search"]),
        ("verdicts", ["Read", "Reading"]),
        ("[x]", ["Add tags", "Search"]),
        ("t completion", ["Add tags"]),
        ("nothing of this", []),
    ],
)
def test_a_filter_keeps_what_has_all_its_words(wanted: str, titles: list[str]) -> None:
    found = [title for _topic, rows in matching(SECTIONS, wanted) for _k, title, _h in rows]
    assert set(found) == set(titles)


@pytest.mark.parametrize("width", [20, 36, 60, 76, 99, 100, 136, 200])
def test_no_line_is_wider_than_the_screen_and_nothing_is_left_out(width: int) -> None:
    text = columns(SECTIONS, width)
    assert all(line.cell_length <= width for line in text.split("\n", allow_blank=True))
    for _topic, rows in SECTIONS:
        for _keys, title, _help in rows:
            assert title.split()[0] in text.plain


def test_wide_screens_have_two_columns() -> None:
    narrow, wide = columns(SECTIONS, 99).plain, columns(SECTIONS, 120).plain
    assert len(wide.split("\n")) < len(narrow.split("\n"))
    assert any("Moving" in line and "Verdicts" in line for line in wide.split("\n")) or any(
        "Moving" in line and "Tags" in line for line in wide.split("\n")
    )


def test_a_long_help_hangs_under_its_own_beginning() -> None:
    lines = topic_lines(("T", [("r", "Read", "word " * 20)]), 40)
    assert lines[1].plain.startswith("r  Read")
    assert lines[2].plain.startswith("   word")


def test_where_room_is_scarce_a_title_stands_above_its_help() -> None:
    lines = topic_lines(("T", [("r", "Read", "go on to the next one that is undecided")]), 36)
    assert [line.plain for line in lines[1:4]] == [
        "r  Read",
        "   go on to the next one that is",
        "   undecided",
    ]


def test_keys_are_not_torn_but_stand_above_their_text() -> None:
    lines = topic_lines(("T", [("ctrl+underscore  f12", "Far", ""), ("r", "Near", "")]), 36)
    assert [line.plain for line in lines[1:4]] == ["ctrl+underscore  f12", "   Far", "r  Near"]


@pytest.mark.parametrize("width", [33, 53, 73, 113])
def test_how_to_search_is_shown_whole_at_every_width(width: int) -> None:
    text = columns(search_topics(), width)
    assert all(line.cell_length <= width for line in text.split("\n", allow_blank=True))
    for field in FIELDS.values():
        assert f"{field.name}:" in text.plain
        assert field.examples[0].split()[0] in text.plain


def test_how_to_search_is_filtered_as_the_rest() -> None:
    [(topic, [(written, meaning, examples)])] = matching(search_topics(), "upvotes: seen")
    assert (topic, written) == ("Search: fields", "upvotes:")
    assert "last seen" in meaning and "upvotes:20..50" in examples


async def test_the_filter_is_typed_cleared_and_left() -> None:
    async with shown(HelpScreen(SECTIONS)) as (app, pilot):
        assert "Verdicts" in drawn(app)
        await pilot.press("slash", *"comple")
        await pilot.pause()
        assert "Add tags" in drawn(app)
        assert "Verdicts" not in drawn(app)
        await press(app, pilot, "escape")
        assert "Verdicts" in drawn(app)
        assert app.screen is app.dialog
        await press(app, pilot, "escape")
        assert app.outcome is None


async def test_a_filter_that_finds_nothing_says_so() -> None:
    async with shown(HelpScreen(SECTIONS)) as (app, pilot):
        await pilot.press("slash", *"zz[")
        await pilot.pause()
        assert "Nothing here has “zz[”" in drawn(app)


@pytest.mark.parametrize("key", ["q", "question_mark"])
async def test_other_keys_close_too(key: str) -> None:
    async with shown(HelpScreen(SECTIONS)) as (app, pilot):
        await press(app, pilot, key)
        assert app.outcome is None


async def test_it_scrolls_and_follows_the_width() -> None:
    long = [(f"Topic {n}", [("x", f"Title {n}", "help")]) for n in range(40)]
    async with shown(HelpScreen(long), (80, 24)) as (app, pilot):
        assert "Topic 39" not in drawn(app)
        await press(app, pilot, "G")
        assert "Topic 39" in drawn(app)
        await pilot.resize_terminal(120, 60)
        await pilot.pause()
        assert any(line.count("Topic") == 2 for line in drawn(app).split("\n"))


async def test_typing_filters_at_once() -> None:
    async with shown(HelpScreen(SECTIONS)) as (host, pilot):
        for key in ("t", "a", "g", "space", "c", "o"):
            await press(host, pilot, key)
        assert "Add tags" in drawn(host)
        assert "Reading" not in drawn(host)
        await press(host, pilot, "escape")
        assert "Reading" in drawn(host)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)], ids=str)
async def test_the_whole_table_is_told_and_hangs_under_its_keys(size: tuple[int, int]) -> None:
    topics = [*sections(DEFAULT.keys), TOPIC, *search_topics()]
    screen = HelpScreen(topics)
    async with shown(screen, size) as (_host, _pilot):
        scroll = screen.query_one(VerticalScroll)
        room = scroll.scrollable_content_region.width
        told = columns(topics, room - 1)
        assert scroll.virtual_size.height == len(told.plain.split("\n")), "no line is broken"
        words = " ".join(told.plain.split())
        for command in COMMANDS:
            assert command.title.partition(": ")[2].split()[0] in words
