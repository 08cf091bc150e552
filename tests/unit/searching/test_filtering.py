"""What rows answer equals a slow, obvious evaluation over them."""

import fnmatch
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperreader.entry import STATUSES, Row
from paperreader.library import day_of
from paperreader.searching import STATES, THINGS, parse
from paperreader.searching.filtering import RowLeaf, is_row_leaf, predicate, year_of
from paperreader.searching.moments import (
    Ago,
    Between,
    Beyond,
    Days,
    Moment,
    Period,
    Recent,
    Within,
)
from paperreader.searching.query import Has, HasTag, InDays, InNumbers, IsState, Word

TODAY = date(2026, 3, 1)
TAGS = ["rl", "rl/offline", "rl/offline/bc", "rlhf", "nlp", "été", "c++"]


def row(**facts: object) -> Row:
    return Row(**{"id": "x", "title": "X", **facts})  # type: ignore[arg-type]


def meets(query: str, **facts: object) -> bool:
    leaf = parse(query).root
    assert isinstance(leaf, HasTag | IsState | InDays | InNumbers | Has)
    return predicate(leaf, TODAY)(row(**facts))


@contextmanager
def living_in(zone: str) -> Iterator[None]:
    """Let the system's time zone be another one for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        try:
            yield
        finally:
            patch.undo()
            time.tzset()


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"published": "2021-12-31", "arxiv_id": "2201.00001", "featured": "2022-01-03"}, 2021),
        ({"arxiv_id": "2112.00001", "featured": "2022-01-03"}, 2021),
        ({"arxiv_id": "hep-th/9901001"}, 1999),
        ({"arxiv_id": "math.GT/0309136"}, 2003),
        ({"arxiv_id": "odd"}, None),
        ({"featured": "2022-01-03"}, 2022),
        ({}, None),
    ],
)
def test_the_year_is_the_first_that_is_known(
    facts: dict[str, object], wanted: int | None
) -> None:
    assert year_of(row(**facts)) == wanted
    for year in range(1990, 2030):
        assert meets(f"year:{year}", **facts) == (year == wanted)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("rl", {"rl", "rl/offline", "rl/offline/bc"}),
        ("RL", {"rl", "rl/offline", "rl/offline/bc"}),
        ("rl/*", {"rl/offline", "rl/offline/bc"}),
        ("rl*", {"rl", "rl/offline", "rl/offline/bc", "rlhf"}),
        ("rl/offline", {"rl/offline", "rl/offline/bc"}),
        ("Ete", {"été"}),
        ("c", set()),
        ("c++", {"c++"}),
        ("*", set(TAGS)),
    ],
)
def test_a_tag_matches_itself_and_those_nested_in_it(asked: str, wanted: set[str]) -> None:
    found = {tag for tag in TAGS if meets(f"tag:{asked}", tags=("a", tag))}
    assert found == wanted
    assert not meets(f"tag:{asked}")


@pytest.mark.parametrize(
    ("zone", "added", "local"),
    [
        ("UTC", "2026-02-28T23:59:59Z", "2026-02-28"),
        ("UTC", "2026-03-01T00:00:00Z", "2026-03-01"),
        ("Asia/Kolkata", "2026-02-28T18:29:59Z", "2026-02-28"),
        ("Asia/Kolkata", "2026-02-28T18:30:00Z", "2026-03-01"),
        ("America/Los_Angeles", "2026-03-01T07:59:59.9Z", "2026-02-28"),
        ("America/Los_Angeles", "2026-03-01T08:00:00Z", "2026-03-01"),
        # On the day on which clocks change, and after it.
        ("Europe/Helsinki", "2026-03-28T22:00:00Z", "2026-03-29"),
        ("Europe/Helsinki", "2026-03-29T20:59:59Z", "2026-03-29"),
        ("Europe/Helsinki", "2026-03-29T21:00:00Z", "2026-03-30"),
    ],
)
def test_days_of_adding_begin_where_the_user_is(zone: str, added: str, local: str) -> None:
    day = date.fromisoformat(local)
    with living_in(zone):
        assert meets(f"added:{local}", added=added)
        assert not meets(f"added:{day - timedelta(1)}", added=added)
        assert not meets(f"added:{day + timedelta(1)}", added=added)
        assert meets(f"added:{local}..", added=added)
        assert not meets(f"added:>{local}", added=added)


def test_what_only_texts_tell_is_not_asked_of_rows() -> None:
    asked_of_rows = {what for what in THINGS if is_row_leaf(Has(what))}
    assert asked_of_rows == {"arxiv", "doi", "note", "tag"}
    assert not is_row_leaf(Word("a"))
    assert is_row_leaf(IsState("read")) and is_row_leaf(HasTag("a"))
    with pytest.raises(ValueError, match="code"):
        predicate(Has("code"), TODAY)


def first_and_last(moment: Moment) -> tuple[date, date]:
    """Say on which days a moment begins and ends, counting day by day."""
    if isinstance(moment, Recent):
        day = TODAY if moment.name == "today" else TODAY - timedelta(1)
        return day, day
    if isinstance(moment, Ago):
        assert moment.unit == "d"
        return TODAY - timedelta(moment.count), TODAY - timedelta(moment.count)
    days = [date(2021, 1, 1) + timedelta(n) for n in range(3000)]
    held = [day for day in days if belongs(day, moment.text)]
    return held[0], held[-1]


def belongs(day: date, period: str) -> bool:
    if "W" in period:
        return day.strftime("%G-W%V") == period
    return day.isoformat().startswith(period)


def lies_in(day: date, days: Days) -> bool:
    if isinstance(days, Between):
        return (days.start is None or first_and_last(days.start)[0] <= day) and (
            days.end is None or day <= first_and_last(days.end)[1]
        )
    first, last = first_and_last(days.moment)
    if isinstance(days, Beyond):
        return day > last if days.later else day < first
    return first <= day <= (TODAY if isinstance(days.moment, Ago) else last)


def obviously(leaf: RowLeaf, row: Row) -> bool:
    """Say without any haste whether a row meets a condition."""
    match leaf:
        case HasTag(tag):
            patterns = [tag] if tag.endswith("*") else [tag, f"{tag}/*"]
            return any(fnmatch.fnmatchcase(own, one) for own in row.tags for one in patterns)
        case IsState(state):
            answers: dict[str, bool] = {status: row.status == status for status in STATUSES}
            answers |= {
                "unread": row.status in ("inbox", "queued", "reading"),
                "starred": row.starred,
                "noted": row.note.strip() != "",
                "tagged": len(row.tags) > 0,
                "cited": row.citation_key is not None,
            }
            return answers[state]
        case Has(what):
            held = {"arxiv": row.arxiv_id, "doi": row.doi, "note": row.note.strip()}
            return bool(row.tags if what == "tag" else held[what])
        case InNumbers(field, first, last):
            numbers = {
                "year": year_of(row),
                "upvotes": row.upvotes,
                "comments": row.comments,
                "authors": row.author_count,
            }
            number = numbers[field]
            return (
                number is not None
                and (first is None or first <= number)
                and (last is None or number <= last)
            )
        case InDays(field, days):
            added = datetime.fromisoformat(row.added).astimezone().date() if row.added else None
            texts = {
                "published": row.published,
                "featured": row.featured,
                "added": added and added.isoformat(),
                "day": day_of(row),
            }
            text = texts[field]
            return bool(text) and lies_in(date.fromisoformat(str(text)), days)


SOME_DAYS = [
    *("2021-12-31", "2022-01-01", "2022-01-02", "2022-01-03", "2023-06-05", "2024-02-29"),
    *("2026-02-22", "2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"),
]
TIMES = ["T00:00:00Z", "T05:29:59Z", "T07:59:59Z", "T08:00:00Z", "T12:00:00Z", "T23:59:59Z"]
ROWS = st.builds(
    Row,
    id=st.just("x"),
    title=st.sampled_from(["A", "B"]),
    status=st.sampled_from(STATUSES),
    starred=st.booleans(),
    tags=st.sets(st.sampled_from(TAGS[:5])).map(lambda tags: tuple(sorted(tags))),
    note=st.sampled_from(["", " ", "note"]),
    citation_key=st.sampled_from([None, "x2024y"]),
    published=st.sampled_from([None, *SOME_DAYS]),
    featured=st.sampled_from([None, *SOME_DAYS]),
    added=st.one_of(
        st.just(""),
        st.builds(str.__add__, st.sampled_from(SOME_DAYS), st.sampled_from(TIMES)),
    ),
    arxiv_id=st.sampled_from([None, "2112.00001", "2301.00001", "math.GT/0309136"]),
    doi=st.sampled_from([None, "10.1234/x"]),
    upvotes=st.sampled_from([None, 0, 19, 20, 21]),
    comments=st.sampled_from([None, 0, 1]),
    author_count=st.sampled_from([None, 1, 6]),
)
MOMENTS: st.SearchStrategy[Moment] = st.one_of(
    st.sampled_from(["2021", "2022", "2024-02", "2026-W09", "2021-W52"]).map(Period),
    st.sampled_from(SOME_DAYS).map(Period),
    st.sampled_from([Recent("today"), Recent("yesterday")]),
    st.builds(Ago, st.sampled_from([0, 1, 2, 7, 730]), st.just("d")),
)
BOUNDS = st.sampled_from([None, 0, 1, 5, 20, 2021, 2022, 2023])
LEAVES: st.SearchStrategy[RowLeaf] = st.one_of(
    st.builds(IsState, st.sampled_from(list(STATES))),
    st.builds(HasTag, st.sampled_from([*TAGS[:5], "rl/*", "r*"])),
    st.builds(Has, st.sampled_from(["arxiv", "doi", "note", "tag"])),
    st.builds(
        InNumbers,
        st.sampled_from(["year", "upvotes", "comments", "authors"]),
        BOUNDS,
        BOUNDS,
    ),
    st.builds(
        InDays,
        st.sampled_from(["published", "featured", "added", "day"]),
        st.one_of(
            st.builds(Within, MOMENTS),
            st.builds(Beyond, MOMENTS, st.booleans()),
            st.builds(Between, MOMENTS, MOMENTS),
            st.builds(Between, MOMENTS, st.none()),
            st.builds(Between, st.none(), MOMENTS),
        ),
    ),
)


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Kolkata"])
@settings(max_examples=250, deadline=None)
@given(rows=st.lists(ROWS, max_size=8), leaf=LEAVES)
def test_rows_answer_as_the_obvious_evaluation(
    zone: str, rows: list[Row], leaf: RowLeaf
) -> None:
    with living_in(zone):
        asked = predicate(leaf, TODAY)
        assert [asked(row) for row in rows] == [obviously(leaf, row) for row in rows]
