"""Listing, saving and removing views on the command line."""

from pathlib import Path

import pytest

from .conftest import Paperreader


def test_views_are_saved_listed_with_counts_and_removed(filled: Paperreader) -> None:
    count = len(filled("list", "--json").json())
    key = filled("list", "--json").json()[0]["id"]
    saved = filled("views", "--save", "Mine", "--query", "is:starred", "--key", "8")
    assert (saved.status, saved.out) == (0, "Saved the view 'Mine', on key 8\n")
    filled("views", "--save", "Rest", "--query", "-is:starred", "--sort", "title,-added")
    filled("star", key)
    found = {view["name"]: view for view in filled("views", "--json").json()}
    assert [*found][:2] == ["inbox", "queue"]
    assert [*found][-2:] == ["Mine", "Rest"]
    assert found["all"] == {"name": "all", "query": "", "count": count, "key": "", "sort": ""}
    assert found["starred"]["count"] == 1
    assert (found["Mine"]["count"], found["Mine"]["key"]) == (1, "8")
    assert (found["Rest"]["count"], found["Rest"]["sort"]) == (count - 1, "title,-added")
    assert "1\t8\tMine\tis:starred\t" in filled("views").out.splitlines()
    assert filled("views", "--remove", "MINE").status == 0
    assert "Mine" not in filled("views").out
    gone = filled("views", "--remove", "mine")
    assert (gone.status, gone.out) == (1, "")
    assert "there is no saved view 'mine'" in gone.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--save", "a"), "--query says"),
        (("--save", "a", "--query", "rl tag:"), "column 4"),
        (("--save", "a", "--query", "rl", "--sort", "size"), "--sort"),
        (("--save", "a", "--query", "rl", "--key", "0"), "no key of a view"),
        (("--save", "inbox", "--query", "rl"), "view of every library"),
        (("--save", "a\x1bb", "--query", "rl"), "one line"),
        (("--save", "", "--query", "rl"), "no name"),
        (("--save", "a", "--query", "rl", "--remove", "b"), "one of the two"),
        (("--query", "rl"), "--save NAME"),
        (("--remove", "a", "--key", "1"), "--save NAME"),
        (("--sort", "title"), "--save NAME"),
    ],
)
def test_what_makes_no_view_is_refused(
    paperreader: Paperreader, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    refused = paperreader("views", *arguments)
    assert (refused.status, refused.out) == (2, "")
    assert said in refused.err
    assert "\x1b" not in refused.err
    assert not (folder / "views.json").exists()


def test_a_query_that_begins_with_a_minus_is_a_value(filled: Paperreader) -> None:
    assert filled("views", "--save", "-odd", "--query", "-tag:rl").status == 0
    assert filled("views", "--json").json()[-1]["name"] == "-odd"


def test_a_saved_query_that_is_unclear_is_told(filled: Paperreader, folder: Path) -> None:
    (folder / "views.json").write_text('[{"name": "broken", "query": "tag:"}]')
    told = filled("views", "--json")
    assert told.json()[-1]["count"] == 0
    assert "view 'broken', column 1" in told.err


def test_a_damaged_file_is_told(filled: Paperreader, folder: Path) -> None:
    (folder / "views.json").write_text("[\n?")
    told = filled("views")
    assert (told.status, told.out) == (1, "")
    assert "views.json, line 2" in told.err
