"""Adding and removing tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.library.tags import normal_tag
from paperreader.tui.dialogs.rows import Rows
from paperreader.tui.dialogs.tag_words import LONGEST_TAG, normalise_tag, split_tags, suggest
from paperreader.tui.dialogs.tags import TagDialog

from .hosting import HOSTILE, NOTHING_YET, answer, drawn, empty, press, shown

KNOWN = [
    ("neural", 40),
    ("vision", 30),
    ("nlp", 12),
    ("robotics", 9),
    ("rl", 7),
    ("ml/transformers", 5),
    ("nlp/parsing", 3),
    ("few-shot", 2),
]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("NLP", "nlp"),
        ("#NLP", "nlp"),
        ("+rl", "rl"),
        ("-rl", "rl"),
        ("Machine  Learning", "machine-learning"),
        ("ml//vision/", "ml/vision"),
        ("E\u0301tat", "état"),
        ("c(1)", "c(1)"),
        (" a, b ", "a-b"),
        ("深層学習", "深層学習"),
        ("c++", "c++"),
        ("x\x1b[31m\u202e", "x␛[31m"),
        ("###", ""),
        (",", ""),
        ("\0", "␀"),
    ],
)
def test_a_tag_is_normalised(text: str, tag: str) -> None:
    assert normalise_tag(text) == tag


@given(st.text(alphabet=st.characters(), max_size=30))
def test_normalising_twice_changes_nothing(text: str) -> None:
    tag = normalise_tag(text)
    assert normalise_tag(tag) == tag
    assert tag == tag.strip()
    assert not set(tag) & set(" ,\t\n")
    assert tag.isprintable()
    if tag:
        assert normal_tag(tag) == tag, "the library takes it as it is"


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_gives_a_tag_of_bounded_length(text: str) -> None:
    assert len(normalise_tag(text)) <= LONGEST_TAG


def test_the_last_word_is_still_being_typed() -> None:
    assert split_tags("nlp, rl vis") == (["nlp", "rl"], "vis")
    assert split_tags("nlp ") == (["nlp"], "")
    assert split_tags("") == ([], "")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("n", "neural"),
        ("nl", "nlp"),
        ("nlp", "nlp"),
        ("NLP", "nlp"),
        ("r", "robotics"),
        ("rl", "rl"),
        ("trans", "ml/transformers"),
        ("p", "nlp/parsing"),
        ("shot", "shot"),
        ("vsn", "vsn"),
        ("roboticz", "roboticz"),
    ],
)
def test_the_first_suggestion_is_exact_else_a_beginning_of_a_part_else_new(
    typed: str, first: str
) -> None:
    assert suggest(typed, KNOWN)[0].tag == first


def test_a_tag_that_holds_the_word_elsewhere_stands_behind_the_new_one() -> None:
    assert [each.tag for each in suggest("shot", KNOWN)] == ["shot", "few-shot"]
    assert [each.tag for each in suggest("vsn", KNOWN)] == ["vsn", "vision"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("roboitcs", "robotics"), ("nueral", "neural"), ("transfromers", "ml/transformers")],
)
def test_a_slip_of_the_fingers_is_offered_behind_the_new_tag(typed: str, meant: str) -> None:
    assert [each.tag for each in suggest(typed, KNOWN)] == [typed, meant]
    assert [each.tag for each in suggest(typed, KNOWN, new=False)] == [meant]


def test_tags_that_fit_alike_keep_the_order_in_which_they_are_wanted() -> None:
    turned = list(reversed(KNOWN))
    assert suggest("n", turned)[0].tag == "nlp/parsing"
    assert [each.tag for each in suggest("", turned)] == [tag for tag, _ in turned]


def test_tags_on_the_paper_come_behind_others_that_fit_as_well() -> None:
    assert [each.tag for each in suggest("r", KNOWN, on_it=["robotics"])][:2] == [
        "rl",
        "robotics",
    ]


def test_tags_taken_already_are_not_offered_again() -> None:
    assert suggest("rl", KNOWN, without=["rl"]) == []
    assert suggest("brand-new", KNOWN, without=["brand-new"]) == []


ADDING: tuple[tuple[str, list[str] | None], ...] = (
    ("n enter", ["neural"]),
    ("n l enter", ["nlp"]),
    ("r l enter", ["rl"]),
    ("n down enter", ["nlp"]),
    ("n space enter", ["n"]),
    ("n comma enter", ["n"]),
    ("q x enter", ["qx"]),
    ("Q enter", ["q"]),
    ("n tab r tab enter", ["neural", "robotics"]),
    ("n l p space r l enter", ["nlp", "rl"]),
    ("r l space r l enter", ["rl"]),
    ("tab tab enter", ["neural"]),
    ("down down enter", ["vision"]),
    ("n tab backspace backspace enter", ["neural"]),
    ("enter", None),
    ("n escape", None),
    ("# enter escape", None),
)

REMOVING: tuple[tuple[str, list[str] | None], ...] = (
    ("enter", ["rl"]),
    ("m enter", ["machine learning"]),
    ("down down enter", ["to-read"]),
    ("tab t enter", ["rl", "to-read"]),
    ("tab enter", ["rl"]),
    ("m space t enter", ["machine learning", "to-read"]),
    ("escape", None),
)


async def test_keys_that_add() -> None:
    async with empty() as (app, pilot):
        for keys, tags in ADDING:
            dialog = TagDialog("A paper", KNOWN, [], "add")
            assert await answer(app, pilot, dialog, keys) == tags, keys


async def test_keys_that_remove() -> None:
    current = ("rl", "machine learning", "to-read")
    async with empty() as (app, pilot):
        for keys, tags in REMOVING:
            dialog = TagDialog("A paper", KNOWN, current, "remove")
            assert await answer(app, pilot, dialog, keys) == tags, keys


async def test_removing_something_else_is_refused_and_said() -> None:
    async with shown(TagDialog("A paper", KNOWN, ["rl"], "remove")) as (app, pilot):
        await press(app, pilot, "v enter")
        assert app.outcome is NOTHING_YET
        assert "None of its tags fits that." in drawn(app)


async def test_keys_that_run_ahead_of_messages_lose_nothing() -> None:
    dialog = TagDialog("A paper", KNOWN, [], "add")
    async with shown(dialog) as (app, pilot):
        for char in "nlp, rl,new/one":
            dialog._field.insert_text_at_cursor(char)
        dialog.action_finish()
        await pilot.pause()
        assert app.outcome == ["nlp", "rl", "new/one"]


async def test_what_is_new_and_how_to_force_it_is_said() -> None:
    async with shown(TagDialog("A paper", KNOWN, ["rl"], "add")) as (app, pilot):
        assert "has rl" in drawn(app)
        await press(app, pilot, "z")
        assert "new" in drawn(app)
        await press(app, pilot, "backspace n")
        assert "a space keeps “n” as a new tag" in drawn(app)
        await press(app, pilot, "tab")
        assert "✓ neural" in drawn(app)


async def test_a_click_takes_a_tag() -> None:
    dialog = TagDialog("A paper", KNOWN, [], "add")
    async with shown(dialog) as (app, pilot):
        await pilot.click(Rows, offset=(4, 1))
        await pilot.pause()
        assert app.outcome == ["vision"]


async def test_a_library_with_many_tags_is_searched_whole() -> None:
    many = [(f"tag{number}", 1) for number in range(5_000)]
    async with shown(TagDialog("A paper", many, [], "add")) as (app, pilot):
        await pilot.press(*"tag4999", "enter")
        await pilot.pause()
        assert app.outcome == ["tag4999"]
