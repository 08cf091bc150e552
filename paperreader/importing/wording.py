"""What came of importing a source, in words: the same on the command line and in the app."""

from collections.abc import Iterable

from paperreader.library import ImportReport

AS_GIVEN = "as you gave it"
"""How a page date was found that is the reader's own word."""


def counts(reports: Iterable[ImportReport]) -> str:
    """Return how many entries one or several sources hold and what became of them."""
    reports = list(reports)
    entries = sum(report.entries for report in reports)
    parts = [
        f"{sum(report.added for report in reports):,} added",
        f"{sum(report.updated for report in reports):,} updated",
        f"{sum(report.unchanged for report in reports):,} unchanged",
    ]
    if seen := sum(report.seen_before for report in reports):
        parts.append(f"{seen:,} seen before")
    return f"{numbered(entries, 'entry', 'entries')}: {', '.join(parts)}"


def brought(reports: Iterable[ImportReport]) -> tuple[int, int]:
    """Return how many entries sources add to the library together, and how many they update.

    An entry that one source adds and the next one updates is one that is added.
    """
    added: set[str] = set()
    updated: set[str] = set()
    for report in reports:
        added.update(report.added_ids)
        updated.update(report.updated_ids)
    return len(added), len(updated - added)


def page(report: ImportReport) -> str:
    """Return the shape of a source, its page's day, and how that was found."""
    if not report.page_date:
        return f"{report.shape}, no page date"
    how = f" ({report.page_date_from})" if report.page_date_from else ""
    return f"{report.shape}, page of {report.page_date}{how}"


def details(report: ImportReport) -> list[str]:
    """Return what else was done: which fields changed, what was united, and the notes."""
    told = []
    if report.fields:
        listed = (f"{field} in {count:,}" for field, count in report.fields_in_words())
        told.append(f"updated: {', '.join(listed)}")
    if united := len(report.united_ids):
        told.append(
            f"{numbered(united, 'entry', 'entries')} of the library turned out to be "
            f"{'another one' if united == 1 else 'others'}, and became part of "
            f"{'it' if united == 1 else 'them'}"
        )
    told += (f"note: {note}" for note in report.notes)
    return told


def remarks(report: ImportReport) -> Iterable[str]:
    """Yield what could not be placed or is uncertain, each with the number of its line."""
    for problem in report.problems:
        at = f"line {problem.line}: " if problem.line is not None else ""
        yield at + problem.message


def numbered(count: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{count:,} {one if count == 1 else many}"
