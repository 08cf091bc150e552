"""Which paper comes next: the flow as a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.cli.triage.flow import Flow, Paper

PAPERS = tuple(
    Paper(id_, day)
    for id_, day in (
        ("a", "2026-10-08"),
        ("b", "2026-10-08"),
        ("c", "2026-10-07"),
        ("d", "2026-10-05"),
        ("e", "2026-10-05"),
    )
)


def at(id_: str) -> Flow:
    flow = Flow(PAPERS).to(id_)
    assert flow is not None
    return flow


def here(flow: Flow | None) -> str:
    """The id of the current paper, or a word for none."""
    if flow is None:
        return "no such place"
    return flow.here.id if flow.here else "the end"


@pytest.mark.parametrize(
    ("start", "waiting", "then"),
    [
        ("a", "bcde", "b"),
        ("a", "e", "e"),
        ("d", "bc", "b"),  # none below: from the top
        ("e", "a", "a"),
        ("c", "", "the end"),
    ],
)
def test_a_verdict_goes_on_to_the_next_that_waits(start: str, waiting: str, then: str) -> None:
    assert here(at(start).decided(waiting.__contains__)) == then


@pytest.mark.parametrize(
    ("start", "later", "waiting", "then"),
    [
        ("a", False, "abcde", "c"),
        ("b", False, "", "c"),
        ("c", False, "e", "e"),  # the first that waits
        ("c", False, "", "d"),  # none waits: the first of the day
        ("e", False, "abcde", "no such place"),
        ("e", True, "abcde", "c"),
        ("c", True, "b", "b"),
        ("a", True, "abcde", "no such place"),
    ],
)
def test_days_are_walked(start: str, later: bool, waiting: str, then: str) -> None:
    assert here(at(start).to_day(waiting.__contains__, later=later)) == then


def test_from_the_end_the_last_day_is_the_day_before() -> None:
    end = Flow(PAPERS).to_end()
    assert here(end.to_day("".__contains__, later=False)) == "d"
    assert end.to_day("".__contains__, later=True) is None


@pytest.mark.parametrize(
    ("id_", "place"), [("a", (1, 2)), ("b", (2, 2)), ("c", (1, 1)), ("e", (2, 2))]
)
def test_a_paper_has_a_place_in_its_day(id_: str, place: tuple[int, int]) -> None:
    assert at(id_).place_in_day == place


def test_moving_stops_at_the_first_paper_and_at_the_end() -> None:
    assert here(at("b").moved(-5)) == "a"
    assert here(at("b").moved(99)) == "the end"
    assert here(Flow(PAPERS).to_end().moved(-1)) == "e"


def test_other_papers_keep_the_place_by_the_paper() -> None:
    came = (Paper("new", "2026-10-09"), *PAPERS)
    assert here(at("c").holding(came)) == "c"
    assert here(Flow(PAPERS).to_end().holding(came)) == "the end"
    gone = tuple(paper for paper in PAPERS if paper.id != "c")
    assert here(at("c").holding(gone)) == "d"  # the one that took its place
    assert here(at("e").holding(())) == "the end"


@given(st.sets(st.sampled_from("abcde")))
def test_deciding_one_after_another_meets_each_that_waits_once(waiting: set[str]) -> None:
    flow, met = Flow(PAPERS).to_first(waiting.__contains__), []
    while flow.here is not None:
        met.append(flow.here.id)
        waiting.discard(flow.here.id)
        flow = flow.decided(waiting.__contains__)
    assert met == sorted(met)
    assert not waiting
