"""The page's day and the years it leaves out."""

from datetime import date

import pytest

from paperreader.importing.marked import Marked
from paperreader.importing.pages.dates import Dated, calendar
from paperreader.importing.pages.forms import DateText
from paperreader.importing.pages.lines import numbered
from paperreader.importing.wording import AS_GIVEN


def dated(text: str, line: int = 1) -> Dated:
    """Read a date as a page's line shows it."""
    (read,) = numbered(Marked(text=text, marks={}))
    assert read.meta is not None
    assert read.meta.date is not None
    return Dated(read.meta.date, line)


def iso(text: str | None) -> date | None:
    """Return the day of an ISO date, or None."""
    return date.fromisoformat(text) if text else None


HEADERS = [
    # header, dates, made, page date
    ("Dec 18", ["Oct 6, 2024"], "2025-12-18", "2025-12-18"),
    ("Dec 18", ["Oct 6, 2024"], "2026-12-17", "2025-12-18"),
    ("Dec 18", ["Oct 6, 2023"], "2025-12-17", "2024-12-18"),
    ("Dec 18", [], "2025-12-20", "2025-12-18"),
    ("Jan 1", ["Dec 31, 2025"], "2026-01-01", "2026-01-01"),
    ("Feb 29", ["Oct 6, 2022"], "2027-05-01", "2024-02-29"),
    ("Feb 29", [], "2024-02-29", "2024-02-29"),
    ("Feb 29", [], "1903-03-01", "1896-02-29"),
    ("Feb 30", [], "2025-12-20", None),
    ("Dec 18, 2024", ["Nov 2, 2024"], "2026-12-20", "2024-12-18"),
    ("Dec 18, 2026", [], "2025-12-20", None),
    # The dump was made after a page whose dates are of this year: the day is not known.
    ("Dec 18", ["Oct 6, 2025", "May 1"], "2026-03-01", None),
    # All years written out, by a tool that always does.
    ("Dec 18", ["Oct 6, 2025", "May 1, 2024"], "2026-03-01", "2025-12-18"),
    # One stray among many.
    ("Dec 18", ["Oct 6, 2025", *["May 1, 2024"] * 9, "Mar 3"], "2026-03-01", "2025-12-18"),
    # A damaged year beyond all that is possible.
    ("Dec 18", ["Oct 6, 2095", "May 1"], "2026-03-01", "2025-12-18"),
    # Already the next day, and the next year, where the paper's date is kept.
    ("Dec 31", ["Jan 1, 2026", "May 1"], "2026-03-01", "2025-12-31"),
]


@pytest.mark.parametrize(("header", "dates", "made", "day"), HEADERS)
def test_the_header_is_the_latest_such_day(
    header: str, dates: list[str], made: str, day: str | None
) -> None:
    known = calendar(
        dated(header), map(dated, dates), made=date.fromisoformat(made), as_of=None
    )
    assert known.page_date == iso(day)
    assert bool(known.found) == (day is not None)


Yearless = tuple[str | None, list[str], str, str | None, str, str | None]

YEARLESS: list[Yearless] = [
    # header, other dates, made, as_of, date, resolved
    ("Dec 18", [], "2026-03-01", None, "Dec 18", "2025-12-18"),
    ("Dec 18", [], "2026-03-01", None, "Dec 19", "2025-12-19"),
    ("Dec 18", [], "2026-03-01", None, "Dec 20", None),
    ("Dec 18", [], "2026-03-01", None, "Mar 7", "2025-03-07"),
    ("Feb 29", [], "2026-03-01", None, "Feb 29", "2024-02-29"),
    ("Mar 1", [], "2026-03-01", None, "Feb 29", None),
    ("Dec 18", [], "2026-03-01", "2024-12-18", "Mar 7", "2024-03-07"),
    ("Dec 18", [], "2026-03-01", "2024-02-01", "Mar 7", None),
    (None, [], "2026-03-01", "2024-12-18", "Mar 7", "2024-03-07"),
    # Only one year is left between the last written one and the dump's making.
    (None, ["May 1, 2024"], "2025-06-01", None, "Mar 7", "2025-03-07"),
    (None, ["May 1, 2024", "Dec 1"], "2026-06-01", None, "Mar 7", "2025-03-07"),
    (None, ["May 1, 2024"], "2026-06-01", None, "Mar 7", None),
    (None, [], "2026-06-01", None, "Mar 7", None),
    # Around New Year the page's day is of December, its current year is the next.
    ("Dec 30", ["Dec 29, 2025"], "2026-01-05", None, "Jan 2", "2026-01-02"),
    ("Dec 30", ["Dec 29, 2025"], "2026-01-05", None, "Mar 2", None),
]


@pytest.mark.parametrize("case", YEARLESS, ids=str)
def test_a_date_without_a_year(case: Yearless) -> None:
    header, dates, made, as_of, text, day = case
    known = calendar(
        dated(header) if header else None,
        [*map(dated, dates), dated(text)],
        made=date.fromisoformat(made),
        as_of=iso(as_of),
    )
    before = len(known.problems)
    assert known.resolve(dated(text, line=7)) == iso(day)
    after = known.problems[before:]
    assert [problem.line for problem in after] == ([] if day else [7])
    if day is None and known.page_date is None:
        assert "--as-of" in after[0].message


def test_a_written_date_after_the_page_is_kept_and_reported() -> None:
    known = calendar(dated("Dec 18"), [], made=date(2026, 3, 1), as_of=None)
    assert known.resolve(dated("Oct 6, 2095", line=3)) == date(2095, 10, 6)
    assert [problem.line for problem in known.problems] == [3]


def test_as_of_overrules_the_header() -> None:
    known = calendar(dated("Dec 18"), [], made=date(2026, 3, 1), as_of=date(2024, 5, 6))
    assert known.page_date == date(2024, 5, 6)
    assert known.found == AS_GIVEN


def test_a_day_that_was_given_is_not_asked_for_again() -> None:
    known = calendar(dated("Dec 18"), [], made=date(2026, 3, 1), as_of=date(2024, 5, 6))
    assert known.resolve(dated("Nov 30", line=3)) is None
    [problem] = known.problems
    assert "Nov 30" in problem.message
    assert "--as-of" not in problem.message


def test_the_ends_of_the_calendar() -> None:
    text = DateText("Dec 31", 12, 31, 9999)
    for as_of in (date.max, date.min):
        known = calendar(Dated(text, 1), [Dated(text, 1)], made=date.max, as_of=as_of)
        assert known.resolve(Dated(text, 1)) == date.max
    assert calendar(Dated(text, 1), [], made=date.min, as_of=None).page_date is None
