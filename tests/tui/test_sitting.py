"""A sitting counts what was decided and how quickly, and its end says so."""

import pytest

from paperreader.entry import Row, Status
from paperreader.library import Library
from paperreader.tui.sitting import PAUSE, Report, Sitting
from paperreader.tui.summary import summary
from tests.tui.conftest import Opener


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now


def sitting(*verdicts: tuple[float, str, Status]) -> Report:
    clock = Clock()
    held = Sitting(clock)
    for seconds, entry_id, status in verdicts:
        clock.now += seconds
        held.decide([entry_id], status)
    return held.report()


@pytest.mark.parametrize(
    ("verdicts", "minutes", "pace"),
    [
        ((), 0.0, None),
        (((10, "a", "read"),), 1 / 6, None),  # one tells no pace
        (((1, "a", "read"), (1, "b", "read"), (1, "c", "read")), 0.05, None),  # too soon
        (((20, "a", "read"), (20, "b", "read"), (20, "c", "read")), 1.0, 3.0),
        (((20, "a", "read"), (20, "a", "skipped"), (20, "b", "read")), 1.0, None),
        (((30, "a", "read"), (9e9, "b", "read"), (30, "c", "read")), 3.0, 1.0),  # a pause
    ],
)
def test_the_pace_is_of_the_time_spent(
    verdicts: tuple[tuple[float, str, Status], ...], minutes: float, pace: float | None
) -> None:
    report = sitting(*verdicts)
    assert report.minutes == pytest.approx(minutes)
    assert report.pace == (None if pace is None else pytest.approx(pace))


def test_what_was_taken_back_is_not_decided() -> None:
    held = Sitting(Clock())
    held.decide(["a", "b"], "skipped")
    held.saw(Row(id="a", title="A", status="inbox"))
    held.saw(Row(id="other", title="Another's verdict", status="read"))
    assert held.report().verdicts == {"skipped": 1}
    held.saw(Row(id="a", title="A", status="queued"))  # made again
    assert held.report().verdicts == {"skipped": 1, "queued": 1}
    assert held.report().decided == 2


def test_no_longer_pause_counts() -> None:
    assert sitting((10 * PAUSE, "a", "read")).minutes == PAUSE / 60


@pytest.mark.parametrize("width", [1, 20, 80])
def test_the_end_says_what_was_decided_and_what_can_be_done(width: int) -> None:
    report = Report({"skipped": 39, "queued": 11}, 10.4, 4.8)
    lines = summary(report, "Inbox", [("u", "takes back")], width).lines
    text = ["".join(span for span, _ in line) for line in lines]
    if width == 80:
        assert text[1] == "✓ Inbox: all are decided"
        assert [line.split() for line in text[3:5]] == [["11", "to", "read"], ["39", "skipped"]]
        assert "50 in this sitting, 10 min, 5 a minute" in text
        assert text[-1].split() == ["u", "takes", "back"]


def test_the_end_of_nothing() -> None:
    lines = summary(Report({}, 0, None), "Inbox", [], 40).lines
    assert any("None was left" in text for line in lines for text, _ in line)


async def test_one_paper_at_a_time_ends_with_a_summary(
    library: Library, open_app: Opener
) -> None:
    ids = [row.id for row in library.rows()]
    library.mark(ids[3:], "read")
    async with open_app(library) as desk:
        await desk.act("toggle_one")
        assert "0 decided, 3 left" in desk.painted()
        await desk.pilot.press("x", "w")
        await desk.until(lambda: "2 decided, 1 left" in desk.painted())
        await desk.pilot.press("s", "x")
        await desk.until(lambda: desk.main.detail.is_end)
        assert "Inbox: all are decided" in desk.painted()
        await desk.pilot.press("r", "t")  # no paper is there to act on
        assert desk.app.screen is desk.main
        assert library.counts().status["inbox"] == 0
        await desk.pilot.press("u")
        await desk.until(lambda: not desk.main.detail.is_end)
        assert "2 decided, 1 left" in desk.painted()
        await desk.pilot.press("x", "z")
        await desk.until(lambda: not desk.main.one_at_a_time)
        assert desk.main.detail.entry is not None


async def test_it_goes_on_with_what_is_undecided(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.pilot.press("x", "k")
        assert [row.status for row in [desk.main.row] if row] == ["skipped"]
        await desk.act("toggle_one")
        assert [row.status for row in [desk.main.row] if row] == ["inbox"]
        await desk.act("toggle_one")
        assert desk.message == "11 left: z goes on with them"
