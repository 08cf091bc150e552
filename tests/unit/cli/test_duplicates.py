"""Possible duplicates on the command line: listed, merged, kept apart."""

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Paperreader

TITLES = (
    "Slow Light in Fast Fibres at Night",
    "Maps of Coral Reefs from Sparse Sonar",
)
RECORDS: list[dict[str, Any]] = [
    {"title": TITLES[0], "arxiv_id": "2501.00001", "authors": ["Ada Author"]},
    {"title": TITLES[1], "arxiv_id": "2501.00002"},
    {"title": "Slow Ligth in Fast Fibres at Night", "author_count": 1},
    {"title": "Agents [/] That \x1b[31mWait", "arxiv_id": "2501.00003"},
]


@pytest.fixture
def twice(paperreader: Paperreader, tmp_path: Path) -> Paperreader:
    """A command line on a library in which one paper stands twice."""
    source = tmp_path / "papers.json"
    source.write_text(json.dumps(RECORDS))
    assert paperreader("import", str(source)).status == 0
    return paperreader


def key_of_copy(call: Paperreader) -> str:
    """Return the id of the entry that has no arXiv id."""
    (copy,) = [entry for entry in call("list", "--json").json() if not entry["arxiv_id"]]
    return str(copy["id"])


def test_possible_duplicates_are_listed_with_the_one_to_keep_first(twice: Paperreader) -> None:
    said = twice("doctor", "--duplicates")
    assert said.status == 1
    points, keep, other, title, copied, reasons = said.out.rstrip("\n").split("\t")
    assert int(points) >= 70
    assert keep == "2501.00001"
    assert key_of_copy(twice).startswith(f"title:{other}")
    assert (title, copied) == (TITLES[0], RECORDS[2]["title"])
    assert "spelt differently" in reasons
    assert "1 possible duplicate" in said.err


def test_they_are_listed_as_json_too(twice: Paperreader) -> None:
    (pair,) = twice("doctor", "--duplicates", "--json").json()
    assert pair["keep"] == {"id": "arxiv:2501.00001", "title": TITLES[0]}
    assert pair["other"]["id"] == key_of_copy(twice)
    assert pair["points"] >= 70
    assert pair["reasons"]


def test_merging_says_what_it_did_and_undo_takes_it_back(twice: Paperreader) -> None:
    copy = key_of_copy(twice)
    said = twice("merge", "2501.00001", copy)
    assert said.status == 0
    assert copy in said.out
    assert "'paperreader undo' takes this back" in said.err
    assert twice("show", copy, "--json").json()["id"] == "arxiv:2501.00001"
    none = twice("doctor", "--duplicates")
    assert (none.status, none.out) == (0, "")
    assert "no two entries" in none.err
    assert twice("undo").status == 0
    assert twice("show", copy, "--json").json()["id"] == copy
    assert twice("doctor", "--duplicates").status == 1


def test_several_become_one_in_as_many_steps(twice: Paperreader, tmp_path: Path) -> None:
    source = tmp_path / "more.json"
    source.write_text(json.dumps([{"title": "Slow Light in Fats Fibres at Night"}]))
    twice("import", str(source))
    before = twice("list", "--json").json()
    others = [entry["id"] for entry in before if not entry["arxiv_id"]]
    said = twice("merge", "2501.00001", *others)
    assert said.status == 0
    assert "'paperreader undo 2'" in said.err
    assert len(twice("list", "--json").json()) == len(before) - 2
    assert twice("undo", "2").status == 0
    assert twice("list", "--json").json() == before


def test_what_is_kept_apart_is_not_listed_again(twice: Paperreader) -> None:
    said = twice("merge", "--keep-apart", "2501.00001", key_of_copy(twice))
    assert said.status == 0
    assert "Kept apart: 2 entries" in said.out
    assert twice("doctor", "--duplicates").status == 0
    assert len(twice("list", "--json").json()) == len(RECORDS)


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        (["merge", "2501.00001", "2501.00002"], 1, "they are two papers"),
        (["merge", "2501.00001", "9999.99999"], 1, "no entry answers"),
        (["merge", "2501.00001", "arxiv:2501.00001"], 2, "one and the same entry"),
        (["merge", "2501.00001"], 2, "OTHER"),
        (["doctor", "--duplicates", "--repair"], 2, "one of the two"),
    ],
)
def test_what_cannot_be_done_is_refused(
    twice: Paperreader, arguments: list[str], status: int, complaint: str
) -> None:
    before = twice("list", "--json").out
    said = twice(*arguments)
    assert said.status == status
    assert complaint in said.err
    assert twice("list", "--json").out == before


def test_without_a_library_there_is_nothing_to_look_through(paperreader: Paperreader) -> None:
    assert paperreader("doctor", "--duplicates").status == 1


def test_titles_are_safe_on_a_terminal(
    twice: Paperreader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = tmp_path / "more.json"
    source.write_text(json.dumps([{"title": "Agents [/] That \x1b[31mWiat"}]))
    twice("import", str(source))
    monkeypatch.setattr("paperreader.cli.invocation.Invocation.terminal", lambda _self: True)
    said = twice("doctor", "--duplicates")
    assert said.status == 1
    assert "\x1b" not in said.out
    assert "Agents [/] That ␛[31mWait" in said.out
    assert "of 100: " in said.out
