"""Days and numbers: what they mean, that they print back, and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.searching.moments import (
    Ago,
    Between,
    Beyond,
    Days,
    Limits,
    Period,
    Recent,
    UnclearMoment,
    Within,
    days_of,
    numbers_of,
    written,
)

TODAY = date(2026, 3, 31)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


MEANT: list[tuple[str, str, str, str]] = [
    ("today", "today", "2026-03-31", "2026-03-31"),
    ("Yesterday", "yesterday", "2026-03-30", "2026-03-30"),
    ("7d", "7d", "2026-03-24", "2026-03-31"),
    ("2W", "2w", "2026-03-17", "2026-03-31"),
    ("1m", "1m", "2026-02-28", "2026-03-31"),
    ("3m", "3m", "2025-12-31", "2026-03-31"),
    ("2y", "2y", "2024-03-31", "2026-03-31"),
    ("9999y", "9999y", "0001-01-01", "2026-03-31"),
    ("2026", "2026", "2026-01-01", "2026-12-31"),
    ("2024-02", "2024-02", "2024-02-01", "2024-02-29"),
    ("2026-W31", "2026-W31", "2026-07-27", "2026-08-02"),
    ("2020-w53", "2020-W53", "2020-12-28", "2021-01-03"),
    ("2026-03-05", "2026-03-05", "2026-03-05", "2026-03-05"),
    ("2024..2026-03", "2024..2026-03", "2024-01-01", "2026-03-31"),
    ("30d..7d", "30d..7d", "2026-03-01", "2026-03-24"),
    ("2026-03..yesterday", "2026-03..yesterday", "2026-03-01", "2026-03-30"),
    ("2025..", "2025..", "2025-01-01", ""),
    ("..2025", "..2025", "", "2025-12-31"),
    (">=2025-06", "2025-06..", "2025-06-01", ""),
    ("<=2025", "..2025", "", "2025-12-31"),
    (">2025-01", ">2025-01", "2025-02-01", ""),
    ("<2025-W01", "<2025-W01", "", "2024-12-29"),
    (">today", ">today", "2026-04-01", ""),
    ("<today", "<today", "", "2026-03-30"),
    ("<7d", "<7d", "2026-03-25", ""),
    (">30d", ">30d", "", "2026-02-28"),
    ("<=7d", "7d..", "2026-03-24", ""),
    (">=30d", "..30d", "", "2026-03-01"),
    # Beyond what can be written lies no day.
    (">9999", ">9999", "9999-12-31", "0001-01-01"),
    ("<0001", "<0001", "9999-12-31", "0001-01-01"),
]


@pytest.mark.parametrize(("text", "printed", "first", "last"), MEANT)
def test_days_are_meant_and_printed(text: str, printed: str, first: str, last: str) -> None:
    days = days_of(text)
    assert str(days) == printed
    assert days.limits(TODAY) == (day(first), day(last))


REFUSED: list[tuple[str, str]] = [
    ("", ""),
    ("..", ""),
    ("...", ""),
    (">", ""),
    (">=", ""),
    ("soon", ""),
    ("20", ""),
    ("2026-", ""),
    ("2026-3", ""),
    ("d", ""),
    ("7", ""),
    ("7x", ""),
    ("1234567d", ""),
    ("٢٠٢٦", ""),
    ("2026..2027..2028", ""),
    (">2025..2026", ""),
    ("2026-02-30", "there is no 2026-02-30"),
    ("2026-13", "there is no 2026-13"),
    ("2026-00", "there is no 2026-00"),
    ("2025-W53", "there is no 2025-W53"),
    ("0000", "there is no 0000"),
    ("2026..2024-05", "the earlier date first: 2024-05..2026"),
    ("11m..12m", "the earlier date first: 12m..11m"),
    ("52w..1y", "the earlier date first: 1y..52w"),
    ("7d..30d", "the earlier date first: 30d..7d"),
    ("today..yesterday", "the earlier date first: yesterday..today"),
    ("2026-w10..2026-w09", "the earlier date first: 2026-W09..2026-W10"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_means_no_day_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UnclearMoment) as refusal:
        days_of(text)
    assert reason in str(refusal.value)
    assert bool(reason) == bool(str(refusal.value))


@pytest.mark.parametrize("text", ["30d..1m", "1m..30d", "53w..1y", "2026..7d", "7d..2020"])
def test_what_may_be_in_order_on_some_day_is_taken(text: str) -> None:
    assert str(days_of(text)) == text


def period_of(when: date) -> st.SearchStrategy[Period]:
    year, week, _ = when.isocalendar()
    written_so = [
        f"{when.year:04}",
        f"{when.year:04}-{when.month:02}",
        when.isoformat(),
        f"{year:04}-W{week:02}",
    ]
    return st.sampled_from(written_so).map(Period)


MOMENTS = st.one_of(
    st.dates(date(1, 1, 8), date(9999, 12, 20)).flatmap(period_of),
    st.sampled_from([Recent("today"), Recent("yesterday")]),
    st.builds(Ago, st.integers(0, 999_999), st.sampled_from(["d", "w", "m", "y"])),
)


def is_in_order(days: Days) -> bool:
    try:
        days_of(str(days))
    except UnclearMoment as reason:
        return "earlier" not in str(reason)
    return True


DAYS: st.SearchStrategy[Days] = st.one_of(
    st.builds(Within, MOMENTS),
    st.builds(Beyond, MOMENTS, st.booleans()),
    st.builds(Between, MOMENTS, st.none()),
    st.builds(Between, st.none(), MOMENTS),
    st.builds(Between, MOMENTS, MOMENTS).filter(is_in_order),
)


@given(DAYS, st.dates())
def test_printing_and_reading_days_are_inverse(days: Days, today: date) -> None:
    assert days_of(str(days)) == days
    limits: Limits = days.limits(today)
    assert any(limits)


@given(MOMENTS, st.dates(date(1000, 1, 1), date(9000, 1, 1)))
def test_before_within_and_after_share_out_all_days(
    moment: Period | Recent | Ago, today: date
) -> None:
    before = Beyond(moment, later=False).limits(today)[1]
    after = Beyond(moment, later=True).limits(today)[0]
    first, last = moment.first(today), moment.last(today)
    assert first <= last
    assert before is not None and after is not None
    assert before < first or first == date.min
    assert after > last or last == date.max


NUMBERS: list[tuple[str, tuple[int | None, int | None], str]] = [
    ("20", (20, 20), "20"),
    ("020", (20, 20), "20"),
    ("0", (0, 0), "0"),
    ("20..50", (20, 50), "20..50"),
    ("20..20", (20, 20), "20"),
    ("20..", (20, None), "20.."),
    ("..50", (None, 50), "..50"),
    (">=20", (20, None), "20.."),
    (">20", (21, None), "21.."),
    ("<=20", (None, 20), "..20"),
    ("<20", (None, 19), "..19"),
    (" 7 ", (7, 7), "7"),
]


@pytest.mark.parametrize(("text", "meant", "printed"), NUMBERS)
def test_numbers_are_meant_and_printed(
    text: str, meant: tuple[int | None, int | None], printed: str
) -> None:
    assert numbers_of(text) == meant
    assert written(meant) == printed
    assert numbers_of(printed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        ">",
        "-1",
        "1.5",
        "1k",
        "50..20",
        "<0",
        ">999999999",
        "1234567890",
        "٢",
        "1..2..3",
    ],
)
def test_what_means_no_number_is_refused(text: str) -> None:
    with pytest.raises(UnclearMoment):
        numbers_of(text)


@pytest.mark.parametrize("text", ["20", "20260", "2026..24", "<0000", ">9999"])
def test_years_have_four_digits(text: str) -> None:
    with pytest.raises(UnclearMoment):
        numbers_of(text, 4)


def test_years_are_written_with_four_digits() -> None:
    assert written((7, 2026), 4) == "0007..2026"
    assert numbers_of("0007..2026", 4) == (7, 2026)
