"""What a triage came to: counts and pace, as a sentence or two."""

from collections import Counter
from collections.abc import Iterable

from ...entry import STATUSES, Status
from ..printing import counted

_WORDS: dict[Status, str] = {
    "queued": "queued",
    "reading": "being read",
    "read": "read",
    "skipped": "skipped",
}

_ENOUGH_FOR_A_PACE = 2


def summary(verdicts: Iterable[Status], seconds: float, left: int, undecided: int) -> str:
    """Word what became of the papers decided, in how many seconds, and how many are left.

    `left` counts those chosen for this triage, `undecided` those of the whole library.

    ``12 decided: 3 queued, 9 skipped. 4 minutes, 20 seconds a paper. 38 left.``
    """
    by_status: Counter[Status] = Counter(status for status in verdicts if status != "inbox")
    decided = by_status.total()
    told = f"{left:,} left to decide." if left else "All here are decided."
    if undecided != left:
        told += f" {undecided:,} undecided in the library."
    if not decided:
        return f"Nothing was decided. {told}"
    parts = [f"{by_status[s]:,} {_WORDS[s]}" for s in STATUSES if by_status[s]]
    return f"{decided:,} decided: {', '.join(parts)}. {_time(seconds, decided)} {told}"


def _time(seconds: float, decided: int) -> str:
    minutes = round(seconds / 60)
    spent = counted(minutes, "minute") if minutes else "Less than a minute"
    pace = round(seconds / decided)
    if decided < _ENOUGH_FOR_A_PACE or not pace:
        return f"{spent}."
    each = counted(pace, "second") if pace < 120 else counted(round(pace / 60), "minute")
    return f"{spent}, {each} a paper."
