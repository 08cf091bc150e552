"""`triage --plain` from the first line to the summary, over a pipe."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Paperreader, Said

RECORDS = [
    {"title": "Alpha memory", "featured": "2026-10-08", "upvotes": 30, "abstract": "Sand."},
    {"title": "Beta sorting", "featured": "2026-10-08", "upvotes": 20, "abstract": "Sieve."},
    {"title": "Gamma rays", "featured": "2026-10-07", "upvotes": 10, "url": "https://e.org/3"},
]


@pytest.fixture
def three(paperreader: Paperreader) -> Paperreader:
    """A command line on a library of three undecided papers on two days."""
    given = "\n".join(map(json.dumps, RECORDS)).encode()
    assert paperreader("import", "-", stdin=given).status == 0
    return paperreader


def typed(paperreader: Paperreader, *lines: str, options: tuple[str, ...] = ()) -> Said:
    """Triage with lines typed one after another, the end of the input after them."""
    given = "".join(f"{line}\n" for line in lines).encode()
    return paperreader("triage", "--plain", *options, stdin=given)


def entries(paperreader: Paperreader) -> dict[str, dict[str, object]]:
    return {entry["title"].split()[0]: entry for entry in paperreader("list", "--json").json()}


def statuses(paperreader: Paperreader) -> dict[str, object]:
    return {title: entry["status"] for title, entry in entries(paperreader).items()}


def test_one_paper_at_a_time_the_newest_day_first(three: Paperreader) -> None:
    said = typed(three, "w", "x")
    assert said.status == 0
    assert said.err == ""
    order = [
        "Inbox: 3 papers.",
        "Thu 8 Oct 2026: 0 of 2 decided.",
        "1 of 2, Thu 8 Oct 2026",
        "Alpha memory",
        "Abstract: Sand.",
        "Queued: Alpha memory. u takes it back.",
        "2 of 2, Thu 8 Oct 2026",
        "Beta sorting",
        "Skipped: Beta sorting. u takes it back.",
        "Wed 7 Oct 2026: 0 of 1 decided.",
        "1 of 1, Wed 7 Oct 2026",
        "2 decided: 1 queued, 1 skipped. Less than a minute. 1 left to decide.",
    ]
    places = [said.out.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    assert statuses(three) == {"Alpha": "queued", "Beta": "skipped", "Gamma": "inbox"}


def test_it_goes_on_another_day_where_it_was_left(three: Paperreader) -> None:
    typed(three, "r")
    said = typed(three)
    assert "Inbox: 2 papers." in said.out
    assert "Thu 8 Oct 2026: 1 of 2 decided." in said.out
    assert "Nothing was decided. 2 left to decide." in said.out


def test_what_is_passed_over_comes_again_at_the_end(three: Paperreader) -> None:
    said = typed(three, "", "r", "r", "R")
    assert said.status == 0
    assert "All are decided. u takes the last back, q leaves." in said.out
    assert statuses(three) == {"Alpha": "reading", "Beta": "read", "Gamma": "read"}


def test_behind_the_last_paper_is_an_end_and_enter_leads_to_the_first(
    three: Paperreader,
) -> None:
    said = typed(three, "3j", "", "x")
    assert "That was the last paper. 3 not decided yet" in said.out
    assert statuses(three)["Alpha"] == "skipped"


def test_undo_leads_back_to_the_paper_and_is_not_counted(three: Paperreader) -> None:
    said = typed(three, "x", "u", "redo", "u")
    assert said.out.count("Undid: Skipped: Alpha memory. redo makes it again.") == 2
    assert "Redid: Skipped: Alpha memory." in said.out
    assert "Nothing was decided. 3 left to decide." in said.out
    assert set(statuses(three).values()) == {"inbox"}


def test_reading_twice_takes_it_back_and_the_same_again_is_no_change(
    three: Paperreader,
) -> None:
    said = typed(three, "r", "k", "r", "inbox")
    assert "Back to the inbox: Alpha memory." in said.out
    assert "Nothing changed: it is so already." in said.out
    assert statuses(three)["Alpha"] == "inbox"


def test_a_title_that_ends_a_sentence_ends_it(paperreader: Paperreader) -> None:
    paperreader("import", "-", stdin=b'{"title": "Why blink?"}')
    assert "Skipped: Why blink? u takes it back." in typed(paperreader, "x").out


def test_tags_notes_and_stars_stay_at_the_paper(three: Paperreader) -> None:
    said = typed(
        three, "tag RL agents", "t -agents +x", "note one", "n", "two", "", "three", ".", "s"
    )
    assert said.status == 0
    alpha = entries(three)["Alpha"]
    assert (alpha["tags"], alpha["note"], alpha["starred"]) == (
        ["rl", "x"],
        "one\ntwo\n\nthree",
        True,
    )
    assert "Starred: Alpha memory. u takes it back." in said.out


def test_what_follows_is_asked_for(three: Paperreader) -> None:
    typed(three, "t", "rl, agents", "T", "rl", "T", "")
    assert entries(three)["Alpha"]["tags"] == ["agents"]


def test_a_note_that_the_end_of_the_input_cuts_is_kept(three: Paperreader) -> None:
    typed(three, "note", "all of it")
    assert entries(three)["Alpha"]["note"] == "all of it"


def test_days_search_and_views(three: Paperreader) -> None:
    said = typed(three, "[", "]", "/ sorting", "r", "/", "", "4", "k")
    assert said.status == 1
    assert "line 8: This is the first paper." in said.err
    assert said.out.count("1 of 1, Wed 7 Oct 2026") == 1
    assert "Inbox, “sorting”: 1 paper." in said.out
    assert "Read: 1 paper." in said.out
    assert statuses(three) == {"Alpha": "inbox", "Beta": "read", "Gamma": "inbox"}


def test_the_citation_is_printed_as_it_is(three: Paperreader) -> None:
    said = typed(three, "y")
    key = entries(three)["Alpha"]["citation_key"]
    assert three("cite", str(key)).out in said.out


def test_help_names_all_that_can_be_typed(three: Paperreader) -> None:
    said = typed(three, "?")
    assert "r, read: Mark read" in said.out
    assert "q, quit" in said.out


@pytest.mark.parametrize(
    ("options", "first", "count"),
    [
        (("--query", "gamma"), "Gamma", "1 paper"),
        (("--query", "-gamma"), "Alpha", "2 papers"),
        (("--day", "2026-10-07"), "Gamma", "1 paper"),
        (("--query", "memory OR rays", "--day", "2026-10-07"), "Gamma", "1 paper"),
        (("--query", ""), "Alpha", "3 papers"),
    ],
)
def test_what_to_triage_can_be_chosen(
    three: Paperreader, options: tuple[str, ...], first: str, count: str
) -> None:
    said = typed(three, "x", options=options)
    assert said.status == 0
    assert f": {count}." in said.out
    assert statuses(three)[first] == "skipped"


def test_papers_decided_before_are_walked_one_by_one(three: Paperreader) -> None:
    three("mark", "queued", "--query", "upvotes:>0")
    typed(three, "r", "x", options=("--query", "is:queued upvotes:>=10"))
    assert statuses(three) == {"Alpha": "read", "Beta": "skipped", "Gamma": "queued"}
    typed(three, "x", options=("--query", "is:queued"))
    assert statuses(three)["Gamma"] == "skipped"


@pytest.mark.parametrize(
    ("lines", "status", "why"),
    [
        (("w", "sikp", "x"), 2, "line 2: “sikp” was not understood; did you mean “skip”?"),
        (("w", "x no", "x"), 2, "line 2: nothing can follow “x”"),
        (("w", "]", "x"), 1, "line 2: There is no later day here."),
        (("w", "/ nosuchword", "x"), 1, "line 2: Nothing here matches “nosuchword”."),
        (("w", "/ is:nothing", "x"), 2, "query, column"),
        (("w", "t a\x01b", "x"), 1, "line 2: "),
        (("w", "N", "x"), 1, "line 2: An editor needs a terminal."),
    ],
)
def test_a_script_ends_at_the_first_line_that_goes_wrong(
    three: Paperreader, lines: tuple[str, ...], status: int, why: str
) -> None:
    said = typed(three, *lines)
    assert said.status == status
    assert why in said.err
    assert "1 decided: 1 queued." in said.out
    assert statuses(three) == {"Alpha": "queued", "Beta": "inbox", "Gamma": "inbox"}


def test_at_the_end_nothing_is_decided_by_accident(three: Paperreader) -> None:
    said = typed(three, "x", "x", "x", "x")
    assert said.status == 1
    assert "line 4: No paper stands here" in said.err


@pytest.mark.parametrize(
    ("options", "status"),
    [((), 0), (("--query", "nosuchword"), 1), (("--day", "2020-01-01"), 1)],
)
def test_without_a_paper_there_is_no_conversation(
    three: Paperreader, options: tuple[str, ...], status: int
) -> None:
    three("mark", "read", "--query", "upvotes:>0")
    said = typed(three, "x", options=options)
    assert said.status == status
    assert said.out == ("All papers are decided.\n" if status == 0 else "")


def test_an_empty_library_says_how_papers_come_in(paperreader: Paperreader) -> None:
    said = typed(paperreader)
    assert said.status == 1
    assert "import" in said.err


def test_without_plain_it_is_the_app(three: Paperreader) -> None:
    said = three("triage")
    assert said.status == 2
    assert "the app needs a terminal" in said.err
    assert "--plain" in three("triage", "--query", "x").err


def test_a_mistake_in_the_keys_costs_only_itself(three: Paperreader, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[keys]\n"mark.read" = "d"\n"nosuch" = "e"\n')
    said = three("--config", str(config), "triage", "--plain", stdin=b"d\n")
    assert said.status == 0
    assert "line 3" in said.err
    assert statuses(three)["Alpha"] == "read"
