"""The end of a sitting as the detail shows it: what was decided, how long, what next."""

from collections.abc import Sequence

from paperreader.entry import STATUSES
from paperreader.tui.description import Description, Writer
from paperreader.tui.sitting import Report

_WORDS = {
    "queued": "to read",
    "reading": "being read",
    "read": "read",
    "skipped": "skipped",
}


def summary(
    report: Report, name: str, keys: Sequence[tuple[str, str]], width: int
) -> Description:
    """Return the summary line by line.

    `name` is of the view that is done, fit for the screen; `keys` are what can be
    done next, as (key, what it does).
    """
    writer = Writer(width)
    writer.gap()
    writer.text(f"✓ {name}: all are decided", "done strong")
    writer.gap()
    if report.decided:
        for status in STATUSES:
            if count := report.verdicts.get(status):
                writer.lines.append([(f"{count:>6,}", "strong"), (f"  {_WORDS[status]}", "")])
        writer.gap()
        writer.text(f"{report.decided:,} in this sitting, {_time(report)}", "muted")
    else:
        writer.text("None was left to decide.", "muted")
    writer.gap()
    for key, does in keys:
        writer.lines.append([(f"{key:>6}", "key"), (f"  {does}", "muted")])
    return writer.finished()


def _time(report: Report) -> str:
    minutes = in_minutes(report.minutes)
    return minutes if report.pace is None else f"{minutes}, {report.pace:.0f} a minute"


def in_minutes(minutes: float) -> str:
    """Return a time as people say it: ``4 min``."""
    return "under a minute" if minutes < 1 else f"{minutes:,.0f} min"
