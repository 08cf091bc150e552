"""Commands that take a query: one language, and what is said about it."""

import json
import sys
from typing import Any

import pytest

from paperreader.cli.arguments import parse
from paperreader.entry import Entry
from tests.unit.cli.conftest import Paperreader

RECORDS: list[dict[str, Any]] = [
    {
        "title": "Transformer Pruning on a Budget",
        "authors": ["Ines Halvorsen"],
        "arxiv_id": "2401.00001",
        "featured": "2024-01-02",
        "upvotes": 4,
    },
    {
        "title": "A Transformer for Tide Tables",
        "authors": ["Mads Okonjo"],
        "arxiv_id": "2401.00002",
        "featured": "2024-01-03",
        "upvotes": 9,
    },
    {
        "title": "Sieves for Sparse Gradients",
        "authors": ["Ines Halvorsen"],
        "arxiv_id": "2401.00003",
        "featured": "2024-01-04",
        "upvotes": 1,
    },
]


@pytest.fixture
def shelf(paperreader: Paperreader) -> Paperreader:
    """A command line on a library of three papers."""
    said = paperreader("import", "-", stdin=json.dumps(RECORDS).encode())
    assert said.status == 0
    return paperreader


def listed(paperreader: Paperreader, *arguments: str) -> list[str]:
    """Return the keys that a list prints for programs."""
    return [line.split("\t")[0] for line in paperreader("list", *arguments).out.splitlines()]


def digits(paperreader: Paperreader, query: str) -> set[str]:
    """Return the last digits of the arXiv ids of the papers that a list finds."""
    found = paperreader("list", query, "--json").json()
    return {entry["arxiv_id"][-1] for entry in found}


def exported(paperreader: Paperreader, *arguments: str) -> list[str]:
    """Return the arXiv ids of what is exported."""
    lines = paperreader("export", "--format", "jsonl", *arguments).out.splitlines()
    return [json.loads(line)["arxiv_id"] for line in lines]


@pytest.mark.parametrize(
    ("query", "last_digits"),
    [
        ("transformer", "12"),
        ("transformer OR sieves", "123"),
        ("author:halvorsen -(sieves OR tide)", "1"),
        ("upvotes:>=4", "12"),
        ("featured:2024-01-03..2024-01-04", "23"),
    ],
)
def test_every_command_takes_the_same_language(
    shelf: Paperreader, query: str, last_digits: str
) -> None:
    assert {key[-1] for key in listed(shelf, query)} == set(last_digits)
    assert {key[-1] for key in exported(shelf, query)} == set(last_digits)
    count = len(last_digits)
    said = shelf("star", "--query", query)
    assert f"{count} entr" in said.err
    assert digits(shelf, "is:starred") == set(last_digits)
    assert shelf("cite", "--query", query).out.count("@misc") == count
    assert shelf("tag", "--query", query, "+found").status == 0
    assert digits(shelf, "tag:found") == set(last_digits)
    assert shelf("mark", "read", "--query", query).status == 0
    assert digits(shelf, "is:read") == set(last_digits)
    assert shelf("unstar", "--query", query).status == 0
    assert listed(shelf, "is:starred") == []


def test_words_rank_and_sorts_order(shelf: Paperreader) -> None:
    assert listed(shelf, "transformer", "tide")[0] == "2401.00002"
    assert listed(shelf)[0] == "2401.00003"
    assert listed(shelf, "--sort", "upvotes")[0] == "2401.00002"
    assert listed(shelf, "transformer", "--sort", "-upvotes")[0] == "2401.00001"
    assert shelf("mark", "read", "2401.00003").status == 0
    expected = ["2401.00001", "2401.00002", "2401.00003"]
    assert listed(shelf, "--sort", "status,-upvotes") == expected
    assert listed(shelf, "--sort", "status", "--sort", "-upvotes") == expected
    assert listed(shelf, "--sort", "-title", "--limit", "1") == ["2401.00001"]
    assert exported(shelf, "--sort", "status,-upvotes") == expected


def test_an_unknown_order_is_told_with_those_there_are(shelf: Paperreader) -> None:
    for command in ("list", "export"):
        said = shelf(command, "--sort", "status,upvots")
        assert (said.status, said.out) == (2, "")
        assert "“upvots” is no order; did you mean “upvotes”? There are relevance," in said.err


def test_a_list_says_which_words_it_corrected(shelf: Paperreader) -> None:
    said = shelf("list", "transfromer")
    assert said.status == 0
    assert len(said.out.splitlines()) == 2
    assert "searched “transformer” for “transfromer”" in said.err
    assert shelf("list", "transformer").err == ""


@pytest.mark.parametrize(
    "command",
    [
        ["mark", "read", "--query", "transfromer"],
        ["star", "--query", "transfromer"],
        ["unstar", "--query", "transfromer"],
        ["tag", "+x", "--query", "transfromer"],
        ["cite", "--query", "transfromer"],
        ["export", "transfromer"],
    ],
    ids=lambda command: command[0],
)
def test_nothing_is_done_on_a_guess(shelf: Paperreader, command: list[str]) -> None:
    before = shelf("list", "--json").out
    said = shelf(*command)
    assert (said.status, said.out) == (1, "")
    assert "no entry matches; “transfromer” looks like “transformer”" in said.err
    assert shelf("list", "--json").out == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("transformer", "-n", "5"),
            "leaving out what holds “n”; options are written --limit N",
        ),
        (("-limit", "3"), "“limit”; the option is written --limit N"),
        (("-json",), "“json”; the option is written --json"),
        (("-l", "3", "-library"), "“l”; options are written --limit N"),
        (("-v", "tide"), "“v”; options are written --sort ORDER"),
        (("-z", "tide"), "“z”; options are written --sort ORDER"),
    ],
)
def test_an_option_with_one_dash_is_told(
    shelf: Paperreader, arguments: tuple[str, ...], said: str
) -> None:
    assert f"{said}\n" in shelf("list", *arguments).err
    assert shelf("export", "-tide", "-title").err == (
        "paperreader: leaving out what holds “title”; the option is written --title TEXT\n"
    )
    assert shelf("list", "-tide", "-sparse", "--limit", "1").err == ""


def test_a_parenthesis_that_closes_nothing_stops_changes(shelf: Paperreader) -> None:
    said = shelf("mark", "read", "--query", "transformer))")
    assert (said.status, said.out) == (2, "")
    assert "query, column 12: This parenthesis closes nothing that was opened." in said.err
    assert listed(shelf, "is:read") == []
    said = shelf("list", "transformer OR sieves)")
    assert len(said.out.splitlines()) == 3
    assert said.err.startswith("paperreader: query, column 22: ")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("halvorsen zebra title:qu pruning", "; none holds “zebra” or “title:qu”"),
        ("halvorsen tag:rl", "; none holds “tag:rl”"),
        ("halvorsen tide", ""),
        ("zebra", ""),
        ("zebra OR title:qu", ""),
        ("halvorsen -zebra is:read", ""),
    ],
)
def test_a_list_without_an_entry_names_what_none_holds(
    shelf: Paperreader, query: str, said: str
) -> None:
    found = shelf("list", query)
    assert (found.status, found.err) == (1, f"paperreader: no entry matches{said}\n")


def test_what_is_said_wraps_between_words_on_a_terminal(
    shelf: Paperreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda stream: True)
    monkeypatch.setenv("COLUMNS", "40")
    lines = shelf("list", "is:unraed tide").err.splitlines()
    monkeypatch.setenv("COLUMNS", "400")
    assert len(lines) > 2
    assert max(map(len, lines)) <= 40
    assert " ".join(lines) == shelf("list", "is:unraed tide").err.strip()


@pytest.mark.parametrize("query", ["transformer year:soon", "transformer like:9999.99999"])
def test_what_is_unclear_is_said_by_lists_and_refused_by_changes(
    shelf: Paperreader, query: str
) -> None:
    said = shelf("list", query)
    assert "query, column 13" in said.err
    for command in (["star", "--query", query], ["export", query], ["cite", "--query", query]):
        said = shelf(*command)
        assert (said.status, said.out) == (2, "")
        assert "query, column 13" in said.err
        assert "Nothing was done." in said.err
    assert listed(shelf, "is:starred") == []


def test_a_query_that_is_already_so_says_how_many(shelf: Paperreader) -> None:
    said = shelf("mark", "inbox", "--query", "transformer")
    assert said.status == 0
    assert "2 entries match" in said.err
    assert "it is so already" in said.err


def test_an_entry_first_met_by_title_is_listed_by_its_arxiv_id(
    paperreader: Paperreader,
) -> None:
    bare = {key: RECORDS[0][key] for key in ("title", "authors")}
    for record in (bare, RECORDS[0]):
        paperreader("import", "-", stdin=json.dumps([record]).encode())
    [entry] = paperreader("list", "--json").json()
    assert entry["id"].startswith("title:")
    assert listed(paperreader) == ["2401.00001"]
    assert paperreader("show", "2401.00001", "--json").json() == entry


def test_every_key_that_is_listed_can_be_shown(filled: Paperreader) -> None:
    for key in listed(filled):
        assert filled("show", key).status == 0


def test_addresses_are_shown_whole(paperreader: Paperreader) -> None:
    address = "https://example.org/code-for-the-paper/long-names-with-many-hyphens-inside/v1"
    entry = Entry(
        title="Hyphens", abstract=f"{'Some words about it. ' * 3}The code: {address}."
    )
    record = {"title": entry.title, "abstract": entry.abstract}
    paperreader("import", "-", stdin=json.dumps([record]).encode())
    shown = paperreader("show", listed(paperreader)[0]).out
    assert address in shown


def on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, paperreader: Paperreader, *arguments: str
) -> tuple[str, str]:
    """Run a command as on a terminal of 80 columns; return what it printed and said."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda stream: True)
    said = paperreader(*arguments)
    return said.out, said.err


def test_a_terminal_sees_a_header_and_how_many_there_are(
    shelf: Paperreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed, said = on_a_terminal(monkeypatch, shelf, "list", "--limit", "2")
    assert printed.splitlines()[0].removeprefix("\x1b[2m").startswith("key")
    assert said == "2 of 3 entries\n"
    _, said = on_a_terminal(monkeypatch, shelf, "list", "transformer", "--limit", "1")
    assert said == "1 of 2 entries\n"
    _, said = on_a_terminal(monkeypatch, shelf, "list", "--limit", "3")
    assert said == ""


def test_a_terminal_sees_the_matched_words(
    shelf: Paperreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed, _ = on_a_terminal(monkeypatch, shelf, "list", "transformer")
    assert printed.count("\x1b[1;4mTransformer\x1b[22;24m") == 2
    monkeypatch.setenv("NO_COLOR", "1")
    printed, _ = on_a_terminal(monkeypatch, shelf, "list", "transformer")
    assert "\x1b" not in printed
    assert "Transformer" in printed


def test_orders_may_begin_with_a_minus_and_come_in_several_options() -> None:
    arguments = parse(["list", "--sort", "-title", "x", "--sort=status,-added"])
    assert arguments.sort == ["-title", "status,-added"]
    assert arguments.terms == ["x"]
