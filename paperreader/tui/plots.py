"""Statistics drawn as lines of plain text; the command line prints them too.

Nothing here knows the screen. The plotting library is imported when the first
plot is drawn. It keeps one figure for the whole process, so that only one
thread may draw at a time.
"""

from collections.abc import Sequence
from threading import Lock

from ..library.statistics import MonthlyTag, Statistics
from ..plain import plain

Section = tuple[str, list[str]]
"""A heading and the lines under it, all safe for a terminal."""

PLOT_HEIGHT = 8
"""Lines of a plot, its axes included."""

WIDEST_BAR = 10
"""Cells of a bar and the gap behind it, where there is room for more."""

NARROWEST = 24
"""Cells below which nothing is drawn narrower."""

_drawing = Lock()


def sections(told: Statistics, width: int) -> list[Section]:
    """Return the statistics drawn within a width of cells, topic by topic."""
    width = max(NARROWEST, width)
    days = [day.date for day in told.by_day]
    return [
        ("Backlog", backlog_lines(told, width)),
        ("In by day", _bars(days, [day.added for day in told.by_day], width)),
        (
            "Decided by day",
            _bars(days, [day.decided for day in told.by_day], width)
            + _wrapped(decided_from(told), width),
        ),
        ("Verdicts", _shares(told, width)),
        ("Tags by month", _tags(told.months, told.tags_by_month, width)),
    ]


def backlog_lines(told: Statistics, width: int) -> list[str]:
    """Return the backlog, the pace, and the forecast as sentences."""
    return [
        *_wrapped(f"{told.backlog:,} undecided. {forecast_sentence(told)}", width),
        *_wrapped(
            f"Pace of the last {told.pace_days} days: {told.added_per_week:,g} in and"
            f" {told.decided_per_week:,g} decided a week.",
            width,
        ),
    ]


def forecast_sentence(told: Statistics) -> str:
    """Return what becomes of the backlog, as one sentence."""
    ahead = told.forecast
    change = f"{abs(ahead.per_week):,g}"
    match ahead.trend:
        case "empty":
            return "The inbox is empty."
        case "unknown":
            return "Nothing was decided lately, so there is no forecast."
        case "steady":
            return "At this pace it stays as it is."
        case "grows":
            return f"At this pace it grows by {change} a week."
        case "shrinks":
            if ahead.empty_on is None:
                return f"At this pace it shrinks by {change} a week."
            return f"At this pace the inbox is empty on {ahead.empty_on}."


def decided_from(told: Statistics) -> str:
    """Return where the days of decisions come from, as a sentence; "" where all are exact."""
    changed, unknown = told.decided_from["changed"], told.decided_from["unknown"]
    said = []
    if changed:
        said.append(
            f"Days of what was read are exact; of {changed:,} others the day of their last"
            " change is taken, which may be later than the decision."
        )
    if unknown:
        said.append(f"Of {unknown:,} the day is not known.")
    return " ".join(said)


def _bars(days: Sequence[str], counts: Sequence[int], width: int) -> list[str]:
    """Draw counts by day as bars; several days share one where there is no room for each."""
    if not any(counts):
        return ["none"]
    room = max(4, (width - 8) // 2)
    each = -(-len(counts) // room)
    # From the newest backwards, so that only the oldest bar may hold fewer days.
    ends = range(len(counts), 0, -each)
    heights = [sum(counts[max(0, end - each) : end]) for end in ends][::-1]
    starts = [days[max(0, end - each)] for end in ends][::-1]
    lines = _plot(starts, heights, width)
    total = f"{sum(counts):,} in {len(counts):,} days"
    return [*lines, *_wrapped(total + (f", {each} days a bar" if each > 1 else ""), width)]


def _plot(labels: Sequence[str], heights: Sequence[int], width: int) -> list[str]:
    import plotext  # noqa: PLC0415 - where the first plot is drawn

    top = max(heights)
    # A cell is a step of the axis, so that all bars and gaps are equally wide.
    each = max(2, min(WIDEST_BAR, (width - len(f"{top:,}") - 2) // len(heights)))
    inner = each * len(heights)
    cells = [bar * each + cell for bar in range(len(heights)) for cell in range(each - 1)]
    last = len(heights) - 1
    ticks = sorted({0, last // 2, last} if inner >= 40 else {0, last})
    with _drawing:
        plotext.clear_figure()
        plotext.limit_size(False, False)
        plotext.theme("clear")
        plotext.plot_size(inner + len(f"{top:,}") + 2, PLOT_HEIGHT)
        plotext.bar(cells, [heights[at // each] for at in cells], width=0.1, marker="█")
        plotext.xlim(0, inner - 1)
        plotext.ylim(0, top)
        plotext.yticks([0, top], ["0", f"{top:,}"])
        plotext.xticks(
            [tick * each + (each - 1) // 2 for tick in ticks],
            [labels[tick][5:] for tick in ticks],
        )
        drawn = plotext.uncolorize(plotext.build())
        plotext.clear_figure()
    return [plain(line.rstrip())[:width] for line in drawn.splitlines()]


def _shares(told: Statistics, width: int) -> list[str]:
    if not any(told.shares.values()):
        return ["nothing is decided"]
    room = max(4, min(60, width - 16))
    return [
        f"{status:<8} {share:>5.0%} {'█' * round(share * room)}".rstrip()
        for status, share in told.shares.items()
    ]


def _tags(months: Sequence[str], tags: Sequence[MonthlyTag], width: int) -> list[str]:
    """Set tags out as a table: a column a month, as many of the newest as there is room for."""
    if not tags:
        return ["no entry has a tag"]
    cell = max(5, *(len(str(count)) for tag in tags for count in tag.months)) + 1
    name = max(8, min(24, width // 3))
    columns = max(1, min(len(months), (width - name - 1) // (cell + 1)))
    from .cells import fit  # noqa: PLC0415 - only where there are tags

    lines = [
        " " * name + "".join(f"{month[2:]:>{cell}} " for month in months[-columns:]).rstrip(),
    ]
    for tag in tags:
        counts = "".join(f"{count or '·':>{cell}} " for count in tag.months[-columns:])
        lines.append(f"{fit(plain(tag.tag), name - 1)} {counts}".rstrip())
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap  # noqa: PLC0415 - only here

    return textwrap.wrap(text, width)
