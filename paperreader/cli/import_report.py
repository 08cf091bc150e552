"""What came of an import: printed for people, and as JSON for programs."""

from collections.abc import Sequence
from typing import Any

import msgspec

from ..importing.wording import counts, details, page, remarks
from ..library import ImportReport
from .printing import counted, out


class Refused(msgspec.Struct, frozen=True):
    """A source that was not read, and why."""

    path: str
    message: str


class Outcome(msgspec.Struct):
    """What came of all sources so far."""

    dry_run: bool
    reports: list[tuple[str, ImportReport]] = msgspec.field(default_factory=list)
    """Of each source that was read: its path as it was given, and its report."""
    failed: list[Refused] = msgspec.field(default_factory=list)
    """What was asked for and could not be read."""
    left_out: list[Refused] = msgspec.field(default_factory=list)
    """What a folder holds beside dumps."""

    @property
    def steps(self) -> int:
        """How many changes were made, each of which is one step of undo."""
        return sum(report.change is not None for _, report in self.reports)


def tell(called: str, report: ImportReport) -> None:
    """Print what came of one source."""
    out(f"{called}: {page(report)}")
    for line in (counts([report]), *details(report), *remarks(report)):
        out(f"  {line}")


def tell_total(outcome: Outcome) -> None:
    """Print what came of several sources together."""
    reports = [report for _, report in outcome.reports]
    out(f"{counted(len(reports), 'source')}, {counts(reports)}")


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Return the outcome as ``import --json`` prints it."""
    reports = [report for _, report in outcome.reports]
    return {
        "files": [_file(path, report) for path, report in outcome.reports],
        **_totals(reports),
        "dry_run": outcome.dry_run,
        "failed": _refused(outcome.failed),
        "left_out": _refused(outcome.left_out),
    }


def _file(path: str, report: ImportReport) -> dict[str, Any]:
    return {
        "path": _writable(path),
        "shape": report.shape,
        "page_date": report.page_date,
        "page_date_from": report.page_date_from,
        "entries": report.entries,
        **_totals([report]),
        "fields": report.fields,
        "notes": list(report.notes),
        "problems": msgspec.to_builtins(report.problems),
    }


def _totals(reports: Sequence[ImportReport]) -> dict[str, int]:
    return {
        "added": sum(report.added for report in reports),
        "updated": sum(report.updated for report in reports),
        "unchanged": sum(report.unchanged for report in reports),
        "seen_before": sum(report.seen_before for report in reports),
        "united": sum(len(report.united_ids) for report in reports),
    }


def _refused(sources: Sequence[Refused]) -> list[dict[str, str]]:
    return [
        {"path": _writable(source.path), "message": _writable(source.message)}
        for source in sources
    ]


def _writable(path: str) -> str:
    """Return a path as JSON can hold it: bytes of a name that are no text become ``�``."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
