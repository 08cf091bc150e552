"""Menus."""

from hypothesis import given
from hypothesis import strategies as st

from paperreader.tui.dialogs.choosing import MOVING, SORTS, CopyMenu, SortMenu, hot_keys
from paperreader.tui.dialogs.rows import Line, Rows

from .hosting import NOTHING_YET, answer, drawn, empty, press, shown

CHOICES = [
    ("key", "Citation key", "liu2025"),
    ("bibtex", "BibTeX", "@misc{liu2025,"),
    ("title", "Title", "[Re] A title"),
    ("link", "Link", "https://arxiv.org/abs/2510.06557"),
]


def test_names_get_their_own_letters_where_they_can() -> None:
    assert hot_keys(["markdown", "bibtex", "csv", "json", "jsonl"]) == ["m", "b", "c", "s", "o"]
    assert hot_keys(["深層", "y"], "y") == ["1", "2"]


@given(st.lists(st.text(max_size=5), max_size=60))
def test_no_two_names_share_a_letter_and_none_takes_one_that_moves(names: list[str]) -> None:
    keys = hot_keys(names, "y")
    given_out = [key for key in keys if key]
    assert len(keys) == len(names)
    assert len(set(given_out)) == len(given_out)
    assert not set(given_out) & (MOVING | {"y"})


TAKEN = (
    ("enter", "key"),
    ("b", "bibtex"),
    ("t", "title"),
    ("down enter", "bibtex"),
    ("j j enter", "title"),
    ("end k enter", "title"),
    ("up enter", "key"),
    ("pagedown enter", "link"),
    ("escape", None),
    ("q", None),
)


async def test_keys_choose() -> None:
    async with empty() as (app, pilot):
        for keys, choice in TAKEN:
            assert await answer(app, pilot, CopyMenu(CHOICES), keys) == choice, keys


async def test_a_click_chooses() -> None:
    async with shown(CopyMenu(CHOICES)) as (app, pilot):
        await pilot.click(Rows, offset=(5, 2))
        await pilot.pause()
        assert app.outcome == "title"


async def test_the_keys_at_the_bottom_can_be_clicked() -> None:
    async with shown(CopyMenu(CHOICES)) as (app, pilot):
        lines = drawn(app).split("\n")
        y = next(y for y, line in enumerate(lines) if "esc cancel" in line)
        await pilot.click(offset=(lines[y].index("esc cancel") + 1, y))
        await pilot.pause()
        assert app.outcome is None


async def test_a_menu_of_nothing_says_so() -> None:
    async with shown(CopyMenu([])) as (app, pilot):
        assert "There is nothing to choose." in drawn(app)
        await press(app, pilot, "enter")
        assert app.outcome is NOTHING_YET


async def test_the_preview_is_shown() -> None:
    async with shown(CopyMenu(CHOICES)) as (app, _pilot):
        assert "[Re] A title" in drawn(app)


ORDERS = (
    ("featured", "u", "upvotes"),
    ("featured", "f", "-featured"),
    ("-featured", "f", "featured"),
    ("-featured", "t", "title"),
    ("featured", "enter", "-featured"),
    ("featured", "down enter", "published"),
    ("", "r", "relevance"),
    ("featured", "escape", None),
)


async def test_an_order_is_chosen_and_reversed() -> None:
    async with empty() as (app, pilot):
        for current, keys, order in ORDERS:
            assert await answer(app, pilot, SortMenu(current), keys) == order, (current, keys)


def test_the_orders_have_letters_that_do_not_move_or_clash() -> None:
    letters = [key for _name, key, _label, _first in SORTS]
    assert len(set(letters)) == len(letters)
    assert not set(letters) & (MOVING | {"q"})


async def test_the_pointer_is_seen_without_colour_and_stays_in_sight() -> None:
    choices = [(str(n), f"choice {n}", "") for n in range(100)]
    async with shown(CopyMenu(choices), (40, 12)) as (app, pilot):
        assert "▸" in drawn(app)
        await press(app, pilot, "end")
        line = next(line for line in drawn(app).split("\n") if "▸" in line)
        assert "choice 99" in line


async def test_an_empty_list_of_rows_has_no_cursor() -> None:
    rows = Rows([], cursor=3)
    rows.move_to(2)
    assert rows.cursor is None
    async with shown(CopyMenu([])) as (app, pilot):
        await press(app, pilot, "down end")
        assert app.is_running


async def test_a_line_is_exactly_as_wide_as_its_list() -> None:
    dialog = CopyMenu(CHOICES)
    async with shown(dialog) as (_app, pilot):
        for columns in (False, True):
            rows = Rows([Line("深層学習 e\u0301", "k", "学習")], cursor=0, columns=columns)
            await dialog.query_one("#frame").mount(rows)
            for width in (0, 1, 2, 3, 5, 8, 20, 70):
                rows.styles.width = width
                await pilot.pause()
                assert rows.scrollable_content_region.width == width
                assert rows.render_line(0).cell_length == width, (width, columns)
