"""The sentences at the end of a triage."""

import pytest

from paperreader.cli.triage.summary import summary
from paperreader.entry import Status

TWELVE: list[Status] = [*(("queued",) * 3), *(("skipped",) * 9)]


@pytest.mark.parametrize(
    ("verdicts", "seconds", "left", "undecided", "told"),
    [
        (
            TWELVE,
            240,
            38,
            38,
            "12 decided: 3 queued, 9 skipped. 4 minutes, 20 seconds a paper."
            " 38 left to decide.",
        ),
        (["read"], 20, 0, 0, "1 decided: 1 read. Less than a minute. All here are decided."),
        (
            ["read", "reading"],
            600,
            0,
            7,
            "2 decided: 1 being read, 1 read. 10 minutes, 5 minutes a paper."
            " All here are decided. 7 undecided in the library.",
        ),
        ([], 9, 3, 3, "Nothing was decided. 3 left to decide."),
        (["inbox"], 9, 3, 3, "Nothing was decided. 3 left to decide."),
        (
            ["read", "read"],
            0.1,
            1,
            1,
            "2 decided: 2 read. Less than a minute. 1 left to decide.",
        ),
    ],
)
def test_the_summary(
    verdicts: list[Status], seconds: float, left: int, undecided: int, told: str
) -> None:
    assert summary(verdicts, seconds, left, undecided) == told
