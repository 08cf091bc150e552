"""The orders in which entries can be listed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from paperreader.entry import Row
from paperreader.searching import SORT_KEYS, Sort, UnknownSort
from paperreader.searching.sorting import Orders, in_order

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


@pytest.mark.parametrize(
    ("text", "part"), [("upvote", "did you mean “upvotes”?"), ("", "relevance, featured")]
)
def test_an_unknown_order_is_named(text: str, part: str) -> None:
    with pytest.raises(UnknownSort) as caught:
        Sort.parse(text)
    assert part in str(caught.value)


@given(st.permutations(ROWS), st.sampled_from(SORT_KEYS), st.booleans())
def test_every_order_keeps_every_row(rows: list[Row], key: str, reverse: bool) -> None:
    found = in_order(rows, Sort.parse(f"-{key}" if reverse else key))
    assert sorted(row.id for row in found) == list("abcde")


def test_kept_orders_follow_changes() -> None:
    orders = Orders()
    rows = list(ROWS)
    assert orders.of(rows, Sort("title")) is orders.of(rows, Sort("title"))
    rows[0] = Row(id="a", title="zeta")
    assert [row.id for row in orders.of(rows, Sort("title"))][-1] == "a"
    del rows[0]
    assert len(orders.of(rows, Sort("title"))) == 4


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
    st.lists(st.tuples(st.integers(0, 4), CHANGES), max_size=5),
    st.sampled_from(SORT_KEYS),
    st.booleans(),
)
def test_orders_after_changes_are_as_if_made_anew(
    changes: list[tuple[int, dict[str, Any]]], key: str, reverse: bool
) -> None:
    sort = Sort.parse(f"-{key}" if reverse else key)
    orders, rows = Orders(), list(ROWS)
    for at, change in changes:
        orders.of(rows, sort)
        rows[at] = replace(rows[at], **change)
        assert orders.of(rows, sort) == in_order(rows, sort)
