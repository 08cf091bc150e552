"""Whose word holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.entry import Source
from paperreader.library.precedence import (
    SHAPE_RANK,
    is_cut,
    is_finished,
    shape_rank,
    stamp,
    weight,
)

FROM_BEST_TO_WORST = [
    ["records", "hub-api", "arxiv-atom"],
    ["saved-page", "saved-page-old"],
    ["bibtex", "ris", "csl-json", "zotero-csv"],
    ["feed", "feed-atom", "paper-plain-text", "paper-markdown", "paper-html"],
    ["daily-plain-text", "daily-html", "trending-markdown", "trending-bare-urls"],
    ["search-plain-text", "search-markdown", "search-footnotes", "search-bare-urls"],
    ["", "unheard-of", "searching", "paperback-html", "-records"],
]


def test_every_shape_has_its_rank() -> None:
    ranks = [{shape_rank(shape) for shape in shapes} for shapes in FROM_BEST_TO_WORST]
    assert all(len(rank) == 1 for rank in ranks)
    in_order = [rank.pop() for rank in ranks]
    assert in_order == sorted(in_order, reverse=True)
    assert len({*in_order}) == len(in_order)
    assert in_order[-1] == 0


@given(st.text(), st.sampled_from(sorted(SHAPE_RANK)))
def test_a_shape_counts_among_those_that_it_begins_with(rest: str, shape: str) -> None:
    assert shape_rank(f"{shape}-{rest}") == SHAPE_RANK[shape]


def test_a_known_source_goes_before_none_and_a_day_before_none() -> None:
    def source(shape: str, date: str | None) -> Source:
        return Source(source="s", shape=shape, imported="", date=date)

    stamps = [
        stamp(None),
        stamp(source("unheard-of", None)),
        stamp(source("unheard-of", "2025-01-01")),
        stamp(source("search-html", None)),
        stamp(source("search-html", "2025-01-01")),
        stamp(source("search-html", "2025-01-02")),
        stamp(source("hub-api", None)),
    ]
    assert stamps == sorted(stamps)
    assert len({*stamps}) == len(stamps)


@pytest.mark.parametrize(
    ("text", "cut", "finished"),
    [
        ("It works.", False, True),
        ("Does it work?", False, True),
        ("It works (mostly)", False, True),
        ("It works “well.”", False, True),
        ("It costs $O(n)$", False, True),
        ("The code is at https://code.example/slow-light", False, True),
        ("The code is at https://code.example/slow/", False, True),
        ("Code: www.code.example", False, True),
        ("It works.  ", False, True),
        ("它有效。", False, True),
        ("It wor", False, False),
        ("It works, but", False, False),
        ("It works,", False, False),
        ("It works (mostly", False, False),
        ("It is slow-", False, False),
        ("It works…", True, False),
        ("It works ...", True, False),
        ("It works [...]", True, False),
        ("It works [ … ]", True, False),
        ("It works… more", False, False),
        ("And so on... and on.", False, True),
        ("", False, False),
    ],
)
def test_what_an_end_tells(text: str, cut: bool, finished: bool) -> None:
    assert (is_cut(text), is_finished(text)) == (cut, finished)


VALUES = {
    "title": st.text(min_size=1),
    "abstract": st.text(min_size=1),
    "summary": st.text(min_size=1),
    "authors": st.lists(st.text(), min_size=1).map(tuple),
    "keywords": st.lists(st.text(), min_size=1).map(tuple),
    "doi": st.text(min_size=1),
    "url": st.text(min_size=1),
    "stars": st.integers(0),
    "author_count": st.integers(0),
}
SOURCES = st.builds(
    lambda shape, date: Source(source="s", shape=shape, imported="", date=date),
    st.sampled_from([*SHAPE_RANK, "unheard-of"]),
    st.sampled_from([None, "2025-01-01", "2025-01-02"]),
)


@given(st.data(), st.sampled_from(sorted(VALUES)))
def test_no_two_values_weigh_the_same(data: st.DataObject, name: str) -> None:
    one, other = data.draw(VALUES[name]), data.draw(VALUES[name])
    ours, theirs = data.draw(SOURCES), data.draw(SOURCES)
    first, second = weight(name, one, ours), weight(name, other, theirs)
    assert (first == second) == (one == other and stamp(ours) == stamp(theirs))
    assert (first < second) + (first > second) + (first == second) == 1
