"""Listing tags and renaming them on the command line."""

import pytest

from .conftest import Paperreader


@pytest.fixture
def tagged(filled: Paperreader) -> Paperreader:
    """Return a command line on a library in which two papers have tags."""
    one, two = [entry["id"] for entry in filled("list", "--json", "--limit", "2").json()]
    filled("tag", one, "+rl", "+rl/theory", "+agents")
    filled("tag", two, "+rl")
    return filled


def test_a_tag_is_renamed_with_those_nested_in_it(tagged: Paperreader) -> None:
    done = tagged("tags", "--rename", "rl", "Control")
    assert done.status == 0
    assert done.out.splitlines() == [
        "#rl renamed to #control",
        "#rl/theory renamed to #control/theory",
    ]
    assert "2 entries changed; 'paperreader undo' takes it back" in done.err
    assert tagged("tags", "--json").json() == {"agents": 1, "control": 2, "control/theory": 1}
    tagged("undo")
    assert tagged("tags", "--json").json() == {"agents": 1, "rl": 2, "rl/theory": 1}


def test_a_name_that_is_there_merges_and_says_so(tagged: Paperreader) -> None:
    done = tagged("tags", "--rename", "agents", "rl")
    assert done.out == "#agents renamed to #rl, merged with 2 entries there\n"
    assert tagged("tags", "--json").json() == {"rl": 2, "rl/theory": 1}


def test_json_tells_what_moved_and_by_which_change(tagged: Paperreader) -> None:
    told = tagged("tags", "--rename", "agents", "rl", "--json").json()
    change = tagged("log", "--json").json()[0]["seq"]
    assert told == {
        "old": "agents",
        "new": "rl",
        "renamed": {"agents": "rl"},
        "merged": {"rl": 2},
        "entries": 1,
        "change": change,
    }


def test_a_dry_run_changes_nothing(tagged: Paperreader) -> None:
    before = tagged("tags").out
    done = tagged("tags", "--rename", "rl", "control", "--dry-run")
    assert "#rl would be renamed to #control" in done.out
    assert "2 entries would change; nothing was changed" in done.err
    told = tagged("tags", "--rename", "rl", "control", "--dry-run", "--json").json()
    assert (told["entries"], told["change"]) == (2, None)
    assert tagged("tags").out == before


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--rename", "nope", "new"], 1, "no entry has the tag 'nope'"),
        (["--rename", "rl", "a b"], 2, "'a b' is no tag"),
        (["--rename", "rl"], 2, "expected 2 arguments"),
        (["--dry-run"], 2, "--dry-run belongs to --rename"),
        (["--rename", "rl", "rl"], 0, "nothing to change"),
    ],
)
def test_what_cannot_be_renamed_is_said(
    tagged: Paperreader, arguments: list[str], status: int, said: str
) -> None:
    done = tagged("tags", *arguments)
    assert (done.status, done.out) == (status, "")
    assert said in done.err
