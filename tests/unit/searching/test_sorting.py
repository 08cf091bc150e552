"""The orders in which entries can be listed."""

from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from paperreader.entry import Row
from paperreader.searching import sorting
from paperreader.searching.sorting import (
    MEANINGS,
    NEWEST,
    SORT_KEYS,
    Orders,
    Sort,
    SortBy,
    UnknownSort,
    in_order,
)

ROWS = [
    Row(id="a", title="beta", featured="2024-01-02", added="2025-01-01T08:00:00Z", upvotes=3),
    Row(id="b", title="Alpha", featured="2024-01-02", added="2025-01-02T08:00:00Z", upvotes=3),
    Row(id="c", title="gamma", featured="2024-01-02", added="2025-01-03T08:00:00Z", upvotes=9,
        published="2023-12-01"),
    Row(id="d", title="delta", added="2024-01-03T08:00:00Z", status="read",
        published="2023-12-05"),
    Row(id="e", title="epsilon", added="2023-05-05T08:00:00Z", upvotes=0, status="queued"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("featured", "dcabe"),
        ("-featured", "ecabd"),
        ("relevance", "dcabe"),
        ("published", "dcabe"),
        ("-published", "cdabe"),
        ("added", "cbade"),
        ("-added", "edabc"),
        ("upvotes", "cabed"),
        ("-upvotes", "eabcd"),
        ("title", "badec"),
        ("-title", "cedab"),
        ("status", "cabed"),
        ("-status", "decab"),
        ("upvotes,title", "cbaed"),
        ("upvotes,-title", "cabed"),
        ("-status,upvotes,-title", "decab"),
        ("status,-added", "abced"),
        ("status,relevance", "cabed"),
        ("featured,-upvotes", "dabce"),
        ("-featured,-upvotes", "eabcd"),
    ],
)
def test_rows_are_put_in_order(sort: str, ids: str) -> None:
    assert "".join(row.id for row in in_order(ROWS, Sort.parse(sort))) == ids
    assert "".join(row.id for row in Orders().of(ROWS, Sort.parse(sort))) == ids


def test_rows_that_an_order_does_not_tell_apart_stay_as_they_were_given() -> None:
    assert [row.id for row in in_order([ROWS[1], ROWS[0]], Sort())] == ["b", "a"]
    assert [row.id for row in in_order([ROWS[0], ROWS[1]], Sort())] == ["a", "b"]


@pytest.mark.parametrize("key", SORT_KEYS)
def test_sorts_are_printed_as_they_are_read(key: str) -> None:
    for text in (key, f"-{key}"):
        assert str(Sort.parse(text)) == text
    assert Sort.parse(f" {key.upper()} ") == Sort.parse(key)


SORTS = st.builds(
    lambda keys, turned: Sort(tuple(map(SortBy, keys, turned))),
    st.lists(st.sampled_from(SORT_KEYS), min_size=1, unique=True),
    st.lists(st.booleans(), min_size=len(SORT_KEYS), max_size=len(SORT_KEYS)),
)


@given(SORTS)
def test_reading_a_printed_sort_gives_it_back(sort: Sort) -> None:
    assert Sort.parse(str(sort)) == sort


def test_a_key_named_twice_counts_once() -> None:
    assert str(Sort.parse("title, -upvotes,-title")) == "title,-upvotes"


def test_an_order_is_told_in_words() -> None:
    assert Sort.parse("status,-upvotes").meaning == "inbox first, then fewest upvotes first"
    words = [word for pair in MEANINGS.values() for word in pair]
    assert list(MEANINGS) == list(SORT_KEYS)
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("upvote", "“upvote” is no order; did you mean “upvotes”? There are relevance, feat"),
        ("", "there are relevance, featured"),
        ("title,,status", "“” is no order"),
        ("title,--status", "“--status” is no order"),
        ("status,zzz", "“zzz” is no order; there are"),
    ],
)
def test_an_unknown_order_is_named(text: str, part: str) -> None:
    with pytest.raises(UnknownSort) as caught:
        Sort.parse(text)
    assert part in str(caught.value)


@given(st.permutations(ROWS), SORTS)
def test_every_order_keeps_every_row(rows: list[Row], sort: Sort) -> None:
    found = in_order(rows, sort)
    assert sorted(row.id for row in found) == list("abcde")


def slowly(rows: list[Row], sort: Sort) -> list[Row]:
    """Put rows in order by comparing each two of them, as the order is explained."""
    values: dict[str, Callable[[Row], str]] = {
        "featured": lambda row: row.featured or row.added[:10],
        "published": lambda row: row.published or "",
        "added": lambda row: row.added,
        "upvotes": lambda row: "" if row.upvotes is None else f"{row.upvotes:09}",
        "title": lambda row: row.title.lower(),
        "status": lambda row: str(("inbox", "queued", "reading", "read").index(row.status)),
    }
    rising = {"title", "status"}
    by_keys = [(by.key, by.reverse) for by in sort.keys if by.key != "relevance"]
    by_keys += [("featured", False), ("upvotes", False)]

    def compared(one: Row, other: Row) -> int:
        for key, reverse in by_keys:
            first, second = values[key](one), values[key](other)
            if first == second:
                continue
            if not first or not second:
                return -1 if first else 1
            return -1 if (first < second) == ((key in rising) != reverse) else 1
        return 0

    return sorted(rows, key=cmp_to_key(compared))


@given(st.permutations(ROWS), SORTS)
def test_orders_are_as_explained(rows: list[Row], sort: Sort) -> None:
    assert in_order(rows, sort) == slowly(rows, sort)


@given(st.permutations(ROWS), SORTS, st.integers(0, 7), st.booleans())
def test_a_limit_gives_the_first_of_all(
    rows: list[Row], sort: Sort, limit: int, ranked: bool
) -> None:
    all_rows = in_order(rows, sort, ranked=ranked)
    assert in_order(rows, sort, ranked=ranked, limit=limit) == all_rows[:limit]


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("relevance", "edcba"),
        ("-relevance", "abcde"),
        ("status,relevance", "cbaed"),
        ("-status,-relevance,title", "deabc"),
        ("title", "badec"),
    ],
)
def test_ranked_rows_stand_by_relevance_where_it_is_asked(sort: str, ids: str) -> None:
    found = in_order(ROWS[::-1], Sort.parse(sort), ranked=True)
    assert "".join(row.id for row in found) == ids


def test_titles_stand_as_they_are_read() -> None:
    titles = [
        "“Lessons” from Grids", "$\\mathcal{K}$-means Again", "Östlund Kernels",
        "A Map of Maps", "\\textbf{Just} Sampling", "(Nearly) Free Labels", "***",
    ]  # fmt: skip
    rows = [Row(id=str(at), title=title) for at, title in enumerate(titles)]
    found = [int(row.id) for row in in_order(rows, Sort.parse("title"))]
    assert [titles[at] for at in found] == [
        "***", "A Map of Maps", "\\textbf{Just} Sampling", "$\\mathcal{K}$-means Again",
        "“Lessons” from Grids", "(Nearly) Free Labels", "Östlund Kernels",
    ]  # fmt: skip


TITLE, STATUS = Sort.parse("title"), Sort.parse("status")


def test_kept_orders_follow_changes() -> None:
    orders = Orders()
    rows = list(ROWS)
    assert orders.of(rows, TITLE) is orders.of(rows, TITLE)
    rows[0] = Row(id="a", title="zeta")
    assert [row.id for row in orders.of(rows, TITLE)][-1] == "a"
    del rows[0]
    assert len(orders.of(rows, TITLE)) == 4


def test_rows_are_not_looked_at_while_the_state_stays() -> None:
    orders = Orders()
    assert orders.of(ROWS, NEWEST, state=7) == in_order(ROWS, NEWEST)
    assert orders.of([], TITLE, state=7) == in_order(ROWS, TITLE)
    assert orders.of(ROWS[:1], NEWEST, state=8) == ROWS[:1]


def test_a_few_changes_do_not_sort_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    orders, rows = Orders(), list(ROWS)
    for sort in (NEWEST, TITLE, STATUS):
        orders.of(rows, sort)
    monkeypatch.setattr(sorting, "in_order", None)
    rows[1] = replace(rows[1], status="reading", note="n")
    rows.append(Row(id="f", title="chi", added="2024-06-01T08:00:00Z"))
    for sort, ids in ((NEWEST, "fdcabe"), (TITLE, "bafdec"), (STATUS, "fcaebd")):
        assert "".join(row.id for row in orders.of(rows, sort)) == ids
    assert orders.of(rows, STATUS)[4] is rows[1]


def test_many_orders_are_not_all_kept() -> None:
    orders = Orders()
    for key in SORT_KEYS:
        for text in (key, f"-{key}", f"{key},title"):
            orders.of(ROWS, Sort.parse(text))
    assert orders.of(ROWS, TITLE) == in_order(ROWS, TITLE)
    assert len(orders._places) == len(orders._ordered) == sorting._KEPT


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["read", "queued"]),
        "upvotes": st.sampled_from([None, 3, 9]),
        "title": st.sampled_from(["Alpha", "omega"]),
        "note": st.just("n"),
        "featured": st.sampled_from([None, "2024-01-02"]),
    },
)


@given(
    st.lists(
        st.lists(st.tuples(st.integers(-1, 5), CHANGES), min_size=1, max_size=3), max_size=4
    ),
    SORTS,
    SORTS,
)
def test_orders_after_changes_are_as_if_made_anew(
    rounds: list[list[tuple[int, dict[str, Any]]]], one: Sort, other: Sort
) -> None:
    orders, rows = Orders(), list(ROWS)
    for changes in rounds:
        orders.of(rows, one)
        orders.of(rows, other)
        for at, change in changes:
            if at < 0:
                rows.pop()
            elif at < len(rows):
                rows[at] = replace(rows[at], **change)
            else:
                rows.append(replace(ROWS[0], id=f"new{len(rows)}", **change))
        assert orders.of(rows, one) == in_order(rows, one)
        assert orders.of(rows, other) == in_order(rows, other)
