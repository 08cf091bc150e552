"""The command ``help``: topics, a command's own help, and the search language."""

import re

import pytest

from paperreader.cli.arguments import commands
from paperreader.cli.helping import search_reference
from paperreader.searching import FIELDS
from paperreader.searching.sorting import MEANINGS
from tests.unit.cli.conftest import Paperreader


def test_topics_are_all_commands_and_how_to_search(paperreader: Paperreader) -> None:
    said = paperreader("help")
    assert said.status == 0
    topics = [line.partition("\t")[0] for line in said.out.splitlines()]
    assert topics == ["search", "styles", "keys-pattern", *commands()]
    assert {"import", "list", "help"} < set(topics)


@pytest.mark.parametrize("command", commands())
def test_help_on_a_command_is_its_own(paperreader: Paperreader, command: str) -> None:
    asked, own = paperreader("help", command), paperreader(command, "--help")
    assert (asked.status, own.status) == (0, 0)
    assert asked.out.strip() == own.out.strip()


def test_help_on_searching_names_every_field(paperreader: Paperreader) -> None:
    said = paperreader("help", "search")
    assert said.status == 0
    for field in FIELDS.values():
        assert f"\n  {field.name}:" in said.out
        assert field.examples[0] in said.out


def test_help_says_which_way_every_order_goes(paperreader: Paperreader) -> None:
    said = " ".join(paperreader("help", "search").out.split())
    for key, (natural, turned) in MEANINGS.items():
        assert f"{key} " in said
        assert f"{natural}; -{key}: {turned}" in said
    option = " ".join(paperreader("list", "--help").out.split())
    assert "upvotes (most first), title (A to Z) or status (inbox first)" in option
    assert "(--sort status,upvotes)" in option


@pytest.mark.parametrize("columns", [40, 41, 60, 80, 100])
def test_the_reference_fits_and_leaves_nothing_out(columns: int) -> None:
    lines = list(search_reference(columns))
    assert max(map(len, lines)) <= columns
    words = re.findall(r"\S+", " ".join(lines))
    assert words == re.findall(r"\S+", " ".join(search_reference(1000)))


def test_the_reference_follows_the_terminal(
    paperreader: Paperreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns, widest in (("20", 40), ("50", 50), ("300", 100)):
        monkeypatch.setenv("COLUMNS", columns)
        assert max(map(len, paperreader("help", "search").out.splitlines())) <= widest


def test_an_unknown_topic_is_wrong_usage(paperreader: Paperreader) -> None:
    said = paperreader("help", "serch")
    assert (said.status, said.out) == (2, "")
    assert "did you mean search?" in said.err
    assert "lists the topics" in paperreader("help", "\x1b[2Jzzz").err
    assert "\x1b" not in paperreader("help", "\x1b[2Jzzz").err
