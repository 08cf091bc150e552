"""Earlier searches: kept for the reader alone, and walked through newest first."""

import stat
import sys
from pathlib import Path

import pytest

from paperreader import paths
from paperreader.tui.line_editor import LONGEST
from paperreader.tui.recall import (
    MOST_KEPT,
    Recall,
    Searches,
    keep_search,
    read_searches,
    recall_file,
)


def test_searches_come_back_newest_first_and_once(tmp_path: Path) -> None:
    path = tmp_path / "state" / "searches" / "a.txt"
    for text in ("graphs", "is:unread ", "tag:rl", "graphs", "  "):
        keep_search(path, text)
    assert read_searches(path) == ["graphs", "tag:rl", "is:unread"]


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("".join(f"search {n}\n" for n in range(MOST_KEPT + 50)))
    keep_search(path, "the last")
    found = read_searches(path)
    assert len(found) == MOST_KEPT
    assert found[:2] == ["the last", f"search {MOST_KEPT + 49}"]
    assert len(path.read_text().splitlines()) == MOST_KEPT


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_only_the_user_may_read_them(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.txt"
    keep_search(path, "graphs")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", []),
        (b"\x00\xff\xfe\n", []),
        (b"good\n\xff\xfebad\nesc\x1b[31m\n", ["good"]),
        (b"x" * (LONGEST + 1) + b"\ngood", ["good"]),
        ("grün\n".encode(), ["grün"]),
        (b"one\r\ntwo\n", ["two"]),
    ],
)
def test_a_damaged_file_is_harmless(tmp_path: Path, data: bytes, found: list[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert read_searches(path) == found
    keep_search(path, "new")
    assert read_searches(path) == ["new", *found]


def test_a_search_that_cannot_be_written_is_kept_for_this_run(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    searches = Searches(blocked / "searches" / "a.txt")
    with pytest.raises(OSError, match="file"):
        searches.keep("graphs")
    assert searches.newest_first() == ["graphs"]


def test_two_apps_keep_each_others_searches(tmp_path: Path) -> None:
    one, other = Searches(tmp_path / "a.txt"), Searches(tmp_path / "a.txt")
    one.keep("graphs")
    other.keep("agents")
    assert other.newest_first() == ["agents", "graphs"]
    assert one.newest_first() == ["graphs", "agents"]


def test_each_library_has_a_file_outside_of_it(tmp_path: Path) -> None:
    here, there = recall_file(tmp_path / "here"), recall_file(tmp_path / "there")
    assert here != there
    assert here == recall_file(tmp_path / "there" / ".." / "here")
    assert here.is_relative_to(paths.state_folder())


def test_walking_goes_back_and_forth_and_ends_at_what_was_typed() -> None:
    recall = Recall(["tag:rl deep", "graphs", "deep nets", "Deep"], "deep")
    assert recall.place == (0, 3) and recall.text == "deep"
    assert recall.older() and recall.text == "tag:rl deep"
    assert recall.older() and recall.text == "deep nets"
    assert recall.older() and recall.place == (3, 3)
    assert not recall.older() and recall.text == "Deep"
    assert recall.newer() and recall.newer() and recall.newer()
    assert recall.text == "deep" and not recall.newer()


@pytest.mark.parametrize(
    ("searches", "typed", "remark"),
    [
        ([], "", "no earlier searches yet"),
        (["graphs"], "deep", "no earlier search has this"),
        (["deep"], "deep", "no earlier search has this"),
        (["graphs"], "", "earlier searches: 1 · ctrl+r recalls them"),
    ],
)
def test_the_remark_says_where_the_walk_stands(
    searches: list[str], typed: str, remark: str
) -> None:
    assert Recall(searches, typed).remark == remark
