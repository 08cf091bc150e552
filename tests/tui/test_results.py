"""What the list asks of a search, and what it makes of the answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.entry import Row
from paperreader.tui.results import FIRST, Asked, combined, find, joined
from paperreader.tui.source import INBOX, Source
from paperreader.tui.view import View
from tests.tui.conftest import DAY
from tests.tui.searchers import Call, FakeSearcher

ROWS = [Row(id=str(number), title=f"Paper {number}") for number in range(FIRST + 30)]
SAVED = Source("paper year:2020..2030", "Mine")


@pytest.mark.parametrize(
    ("view", "whole", "call"),
    [
        (View(query="paper"), False, Call("paper", "is:inbox", "", FIRST)),
        (View(query="paper"), True, Call("paper", "is:inbox", "", None)),
        (View(source=Source(""), query="paper"), False, Call("paper", "", "", FIRST)),
        (View(source=SAVED), False, Call(SAVED.query, "", "", FIRST)),
        (
            View(source=SAVED, query="x", sort="upvotes,-title"),
            True,
            Call("x", SAVED.query, "upvotes,-title", None),
        ),
    ],
)
def test_what_is_asked(view: View, whole: bool, call: Call) -> None:
    searcher = FakeSearcher(lambda: ROWS)
    find(searcher, Asked(view, whole=whole), DAY, lambda: False)
    assert searcher.calls == [call]


@pytest.mark.parametrize(("counts", "total"), [(True, FIRST + 30), (False, None)])
def test_the_first_rows_are_not_all(counts: bool, total: int | None) -> None:
    searcher = FakeSearcher(lambda: ROWS, counts=counts)
    searcher.elsewhere = 7
    found = find(searcher, Asked(View(query="paper")), DAY, lambda: False)
    assert (len(found.rows), found.total, found.is_whole) == (FIRST, total, False)
    assert found.elsewhere == 7
    whole = find(searcher, Asked(View(query="paper"), whole=True), DAY, lambda: False)
    assert whole.is_whole and whole.rows[:FIRST] == found.rows


def test_what_is_odd_is_told() -> None:
    searcher = FakeSearcher(lambda: ROWS)
    searcher.corrections = {"papre": "paper"}
    view = View(query="papre", sort="nonsense")
    found = find(searcher, Asked(view), DAY, lambda: False)
    assert found.remark == "Searched “paper” for “papre”"
    assert "nonsense" in found.problem, "an order that there is not"
    mistaken = find(searcher, Asked(View(query="is:nonsense paper")), DAY, lambda: False)
    assert mistaken.problem.startswith("Column ") and not mistaken.unfinished


@pytest.mark.parametrize(
    ("view", "query"),
    [
        (View(), "is:inbox"),
        (View(query="agents  graphs"), "is:inbox agents graphs"),
        (View(query="agents OR graphs"), "is:inbox (agents OR graphs)"),
        (View(source=SAVED, query="-x"), "paper year:2020..2030 -x"),
        (View(source=Source(""), query='"open'), '"open'),
    ],
)
def test_a_view_is_one_query(view: View, query: str) -> None:
    assert combined(view) == query


def test_the_inbox_is_a_search() -> None:
    assert INBOX.query == "is:inbox"


def row(letter: str) -> Row:
    return Row(id=letter, title=letter)


@pytest.mark.parametrize(
    ("listed", "found", "there", "rows"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "ac", "abc", "abc"),  # decided meanwhile: it stays where it stood
        ("abc", "ac", "ac", "ac"),  # gone from the library
        ("abc", "xabyc", "abc", "xabyc"),  # came
        ("xabc", "bc", "xabc", "xabc"),
        ("abc", "", "abc", "abc"),
        ("", "ab", "", "ab"),
    ],
)
def test_what_is_listed_stays_between_what_is_found(
    listed: str, found: str, there: str, rows: str
) -> None:
    made = joined(map(row, listed), [row(letter) for letter in found], set(there))
    assert "".join(each.id for each in made) == rows


LETTERS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(listed=LETTERS, found=LETTERS)
def test_nothing_listed_or_found_is_lost_or_doubled(
    listed: list[str], found: list[str]
) -> None:
    made = [r.id for r in joined(map(row, listed), list(map(row, found)), set(listed))]
    assert sorted(made) == sorted({*listed, *found})
    assert [letter for letter in made if letter in found] == found
