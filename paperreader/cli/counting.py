"""The command that counts what the library holds and how it moves."""

import datetime
from typing import Any

import msgspec

from ..library.statistics import Statistics, statistics
from .invocation import Invocation
from .printing import counted, out, out_json, table, width


def stats(invocation: Invocation) -> int:
    """Count what the library holds, and tell its days, backlog, forecast and tags.

    ``--json`` prints one object: ``entries``, ``status`` (count by status),
    ``starred``, ``noted``, ``tags``, ``days`` (numbers), ``first_day``,
    ``last_day`` (ISO dates or null), and the fields of
    `paperreader.library.statistics.Statistics` under their own names.
    """
    library = invocation.library
    counts = library.counts()
    days = sorted(counts.days)
    today = datetime.datetime.now(datetime.UTC).date()
    told = statistics(library.rows(), today, invocation.arguments.days)
    if invocation.arguments.json:
        found: dict[str, Any] = {
            "entries": counts.total,
            "status": counts.status,
            "starred": counts.starred,
            "noted": counts.noted,
            "tags": len(counts.tags),
            "days": len(days),
            "first_day": days[0] if days else None,
            "last_day": days[-1] if days else None,
        }
        out_json(found | msgspec.to_builtins(told))
        return 0
    terminal = invocation.terminal()
    decided = counts.total - counts.status["inbox"]
    out(f"{counted(counts.total, 'entry')}, {decided:,} decided")
    rows: list[tuple[str, str]] = [(str(n), status) for status, n in counts.status.items()]
    rows += [(str(counts.starred), "starred"), (str(counts.noted), "with a note")]
    rows.append((str(len(counts.tags)), "tags"))
    table(rows, terminal=terminal, flexible=1)
    if days:
        out(f"{counted(len(days), 'day')}, {days[0]} to {days[-1]}")
    if terminal:
        _draw(told)
    else:
        _list(told)
    return 0


def _draw(told: Statistics) -> None:
    from ..tui.plots import sections  # noqa: PLC0415 - plain text; only for a terminal

    for heading, lines in sections(told, min(width(), 100)):
        out()
        out(heading)
        for line in lines:
            out(line)


def _list(told: Statistics) -> None:
    """Print the same as cells, each line led by what it tells."""
    ahead = told.forecast
    rows = [
        ("pace", f"{told.added_per_week:g}", f"{told.decided_per_week:g}"),
        ("forecast", ahead.trend, ahead.empty_on or f"{ahead.per_week:+g}"),
        *(("day", day.date, str(day.added), str(day.decided)) for day in told.by_day),
        *(("verdict", status, f"{share:g}") for status, share in told.shares.items()),
        *(
            ("tag", tag.tag, month, str(count))
            for tag in told.tags_by_month
            for month, count in zip(told.months, tag.months, strict=True)
        ),
    ]
    table(rows, terminal=False, flexible=1)
