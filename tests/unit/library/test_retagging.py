"""Giving a tag another name on all entries."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.library import Library, LibraryError, retagging

from .samples import check, crash, filled, state

TAGS = {"agents": 9, "rl": 4, "rl/theory": 2, "rlhf": 3, "topic/rl": 1, "topic/world models": 1}


@pytest.mark.parametrize(
    ("old", "new", "moves", "merges"),
    [
        ("agents", "Bots", {"agents": "bots"}, {}),
        ("rl", "control", {"rl": "control", "rl/theory": "control/theory"}, {}),
        ("#RL", "control", {"rl": "control", "rl/theory": "control/theory"}, {}),
        ("rl/theory", "theory", {"rl/theory": "theory"}, {}),
        ("rl/theory", "rl", {"rl/theory": "rl"}, {"rl": 4}),
        ("agents", "rl", {"agents": "rl"}, {"rl": 4}),
        ("topic", "rl", {"topic/rl": "rl/rl", "topic/world models": "rl/world models"}, {}),
        ("topic/world models", "world-models", {"topic/world models": "world-models"}, {}),
        ("rl", "rl/old", {"rl": "rl/old", "rl/theory": "rl/old/theory"}, {}),
        ("rl", "topic/rl", {"rl": "topic/rl", "rl/theory": "topic/rl/theory"}, {"topic/rl": 1}),
        ("rl", "rl", {}, {}),
    ],
)
def test_what_moves_and_what_it_merges_with(
    old: str, new: str, moves: dict[str, str], merges: dict[str, int]
) -> None:
    plan = retagging(TAGS, old, new)
    assert (plan.moves, plan.merges) == (moves, merges)


@pytest.mark.parametrize("old", ["r", "rlh", "theory", "", " ", "a b", "nothing"])
def test_a_tag_that_no_entry_has_is_named(old: str) -> None:
    with pytest.raises(LibraryError, match="no entry has the tag") as refusal:
        retagging(TAGS, old, "new")
    assert repr(old) in str(refusal.value)


@pytest.mark.parametrize("new", ["", "#", "a b", "a,b", "\x1b[2J"])
def test_a_name_that_can_be_no_tag_is_refused(new: str) -> None:
    with pytest.raises(ValueError, match="is no tag"):
        retagging(TAGS, "rl", new)


@given(
    st.dictionaries(st.from_regex(r"[ab](/[ab]){0,2}", fullmatch=True), st.integers(1, 9)),
    st.from_regex(r"[abc](/[abc]){0,2}", fullmatch=True),
)
def test_all_that_is_nested_moves_and_nothing_else(tags: dict[str, int], new: str) -> None:
    if not tags:
        return
    old = min(tags)
    plan = retagging(tags, old, new)
    for tag in tags:
        moved = plan.moves.get(tag, tag)
        inside = tag == old or tag.startswith(f"{old}/")
        assert moved == (new + tag[len(old) :] if inside else tag)


def three(folder: Path) -> tuple[Library, list[str]]:
    """Return a library whose three papers have tags, nested ones among them."""
    library = filled(folder, 3)
    one, two, three = [row.id for row in library.rows()]
    library.tag([one], add=["rl", "rl/theory", "agents"])
    library.tag([two], add=["rl/theory"])
    library.tag([three], add=["agents", "rlhf"])
    return library, [one, two, three]


def test_a_tag_moves_on_all_entries_in_one_step(tmp_path: Path) -> None:
    library, (one, two, three_) = three(tmp_path)
    before = state(library)
    change = library.rename_tag("rl", "control")
    assert (change.what, change.ids) == ("Renamed #rl to #control: 2 entries", (one, two))
    assert library.row(one).tags == ("agents", "control", "control/theory")
    assert library.row(two).tags == ("control/theory",)
    assert library.row(three_).tags == ("agents", "rlhf")
    check(library)
    library = crash(library)
    assert library.counts().tags == {"agents": 2, "control": 1, "control/theory": 2, "rlhf": 1}
    library.undo()
    assert state(library) == before
    check(library)


def test_an_entry_that_has_both_keeps_one(tmp_path: Path) -> None:
    library, (one, _two, three_) = three(tmp_path)
    change = library.rename_tag("agents", "rl")
    assert change.what == "Merged #agents into #rl: 2 entries"
    assert library.row(one).tags == ("rl", "rl/theory")
    assert library.row(three_).tags == ("rl", "rlhf")


def test_the_same_name_is_no_change(tmp_path: Path) -> None:
    library, _ids = three(tmp_path)
    last = library.log(1)
    assert library.rename_tag("rl", "#RL").ids == ()
    assert library.log(1) == last


def test_what_another_process_tagged_meanwhile_moves_too(tmp_path: Path) -> None:
    library, (_one, two, _three) = three(tmp_path)
    with Library.open(tmp_path) as other:
        other.tag([two], add=["rlhf"])
    assert library.rename_tag("rlhf", "alignment").what.endswith("2 entries")
