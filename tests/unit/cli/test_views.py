"""Listing, saving and removing views on the command line."""

import sys
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
    assert [found[name]["key"] for name in ("inbox", "queue", "noted")] == ["1", "2", ""]
    assert [*found][-2:] == ["Mine", "Rest"]
    assert found["all"] == {
        "name": "all",
        "title": "All papers",
        "query": "",
        "count": count,
        "key": "7",
        "sort": "",
    }
    assert found["starred"]["count"] == 1
    assert (found["Mine"]["count"], found["Mine"]["key"]) == (1, "8")
    assert (found["Rest"]["count"], found["Rest"]["sort"]) == (count - 1, "title,-added")
    assert "1\t8\tMine\tis:starred\t" in filled("views").out.splitlines()
    assert f"{count}\t7\tAll papers\t\t" in filled("views").out.splitlines()
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
        (("--save", "inbox", "--query", "rl"), "choose another"),
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


def test_saving_says_what_it_takes_the_place_of(filled: Paperreader) -> None:
    first = filled("views", "--save", "Mine", "--query", "is:starred", "--key", "1")
    assert (first.out, first.err) == (
        "Saved the view 'Mine', on key 1\n",
        "key 1 was that of Inbox\n",
    )
    again = filled("views", "--save", "mine", "--query", "tag:rl", "--key", "1")
    assert again.out == "Replaced the view 'Mine' (it was: is:starred), on key 1\n"
    assert again.err == ""
    other = filled("views", "--save", "Other", "--query", "", "--sort", "title", "--key", "1")
    assert other.err == "key 1 was that of 'mine'\n"
    more = filled("views", "--save", "Other", "--query", "is:read")
    assert more.out == "Replaced the view 'Other' (it was: all papers, in the order title)\n"
    assert more.err == ""


def test_a_terminal_sees_what_the_columns_are(
    filled: Paperreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda stream: True)
    lines = filled("views").out.splitlines()
    assert lines[0].split() == ["papers", "key", "name", "query", "order"]
    assert lines[1].split()[1:] == ["1", "Inbox", "is:inbox"]


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
