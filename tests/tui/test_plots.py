"""Statistics drawn as text: within the width, safe, and without counts that are not there."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from paperreader.entry import STATUSES, Row
from paperreader.library.statistics import statistics
from paperreader.plain import plain
from paperreader.tui.plots import NARROWEST, forecast_sentence, sections
from tests.tui.hostile import HOSTILE

TODAY = datetime.date(2025, 12, 18)
MOMENTS = st.dates(TODAY - datetime.timedelta(days=90), TODAY).map(lambda d: f"{d}T08:00:00Z")
ROWS = st.lists(
    st.builds(
        Row,
        id=st.just("title:0"),
        title=st.just("A Title"),
        status=st.sampled_from(STATUSES),
        tags=st.lists(st.sampled_from(HOSTILE), max_size=2, unique=True).map(tuple),
        added=MOMENTS,
        changed=MOMENTS,
        read_at=st.none() | MOMENTS,
    ),
    max_size=20,
)


@given(ROWS, st.integers(NARROWEST, 200), st.integers(1, 100))
def test_lines_fit_and_hold_nothing_that_a_terminal_obeys(
    rows: list[Row], width: int, days: int
) -> None:
    for _heading, lines in sections(statistics(rows, TODAY, days), width):
        assert lines
        for line in lines:
            assert cell_len(line) <= width
            assert line == plain(line)


@pytest.mark.parametrize("width", [34, 74, 100])
def test_a_bar_stands_for_each_day_that_had_something(width: int) -> None:
    at = f"{TODAY}T08:00:00Z"
    rows = [Row(id="a", title="T", added=at), Row(id="b", title="T", added=at)]
    told = dict(sections(statistics(rows, TODAY, 3), width))
    assert told["In by day"][-1] == "2 in 3 days"
    assert told["Decided by day"] == ["none"]
    assert told["Verdicts"] == ["nothing is decided"]
    assert told["Tags by month"] == ["no entry has a tag"]
    bars = next(line for line in told["In by day"] if line.strip().startswith("2┤"))
    assert bars.count("█ ") == 1


def test_an_empty_library_is_said_to_be_empty() -> None:
    assert forecast_sentence(statistics([], TODAY)) == "The inbox is empty."
