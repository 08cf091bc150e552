"""The sentences at the end of a triage."""

import pytest

from paperreader.cli.triage.summary import summary
from paperreader.tui.sitting import Report


@pytest.mark.parametrize(
    ("report", "left", "undecided", "told"),
    [
        (
            Report({"queued": 3, "skipped": 9}, 4.0, 3.0),
            38,
            38,
            "12 decided: 3 queued, 9 skipped. 4 minutes, 20 seconds a paper."
            " 38 left to decide.",
        ),
        (
            Report({"read": 1}, 0.3, None),
            0,
            0,
            "1 decided: 1 read. Less than a minute. All here are decided.",
        ),
        (
            Report({"read": 1, "reading": 1}, 10.0, None),
            0,
            7,
            "2 decided: 1 being read, 1 read. 10 minutes."
            " All here are decided. 7 undecided in the library.",
        ),
        (Report({}, 9.0, None), 3, 3, "Nothing was decided. 3 left to decide."),
    ],
)
def test_the_summary(report: Report, left: int, undecided: int, told: str) -> None:
    assert summary(report, left, undecided) == told
