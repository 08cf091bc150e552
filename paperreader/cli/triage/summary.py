"""What a triage came to: counts and pace, as a sentence or two."""

from ...entry import Status
from ...tui.sitting import Report
from ..printing import counted

_WORDS: dict[Status, str] = {
    "queued": "queued",
    "reading": "being read",
    "read": "read",
    "skipped": "skipped",
}


def summary(report: Report, left: int, undecided: int) -> str:
    """Word what became of the papers decided, in what time, and how many are left.

    `left` counts those chosen for this triage, `undecided` those of the whole library.
    ``12 decided: 3 queued, 9 skipped. 4 minutes, 20 seconds a paper. 38 left to decide.``
    """
    told = f"{left:,} left to decide." if left else "All here are decided."
    if undecided != left:
        told += f" {undecided:,} undecided in the library."
    if not report.decided:
        return f"Nothing was decided. {told}"
    known = [(report.verdicts.get(status, 0), word) for status, word in _WORDS.items()]
    parts = [f"{count:,} {word}" for count, word in known if count]
    return f"{report.decided:,} decided: {', '.join(parts)}. {_time(report)} {told}"


def _time(report: Report) -> str:
    minutes = round(report.minutes)
    spent = counted(minutes, "minute") if minutes else "Less than a minute"
    if not report.pace:
        return f"{spent}."
    return f"{spent}, {counted(max(1, round(60 / report.pace)), 'second')} a paper."
