"""Filters equal a slow, obvious evaluation over the rows."""

import fnmatch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperreader.entry import STATUSES, Row
from paperreader.searching import STATES, Query, Searcher
from paperreader.searching.filtering import year_of
from paperreader.searching.query import HasTag, InYears, IsState, RowTerm
from tests.unit.searching.shelf import TODAY, Shelf

TAGS = ["rl", "rl/offline", "rl/offline/bc", "rlhf", "nlp", "Été", "c++"]
DAYS = ["2021-12-31", "2022-01-01", "2023-06-05", "2024-02-29"]


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
def test_the_year_is_the_first_that_is_known(facts: dict[str, str], wanted: int | None) -> None:
    assert year_of(Row(id="x", title="X", **facts)) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("rl", {"rl", "rl/offline", "rl/offline/bc"}),
        ("RL", {"rl", "rl/offline", "rl/offline/bc"}),
        ("rl/*", {"rl/offline", "rl/offline/bc"}),
        ("rl*", {"rl", "rl/offline", "rl/offline/bc", "rlhf"}),
        ("rl/offline", {"rl/offline", "rl/offline/bc"}),
        ("ete", {"Été"}),
        ("c", set()),
        ("c++", {"c++"}),
        ("*", set(TAGS)),
    ],
)
def test_a_tag_matches_itself_and_those_nested_in_it(asked: str, wanted: set[str]) -> None:
    shelf = Shelf()
    for tag in TAGS:
        shelf.add(tag, tags=(tag,))
    shelf.add("untagged")
    found = Searcher(shelf).search(f"tag:{asked}", today=TODAY)
    assert {row.title for row in found.rows} == wanted
    rest = Searcher(shelf).search(f"-tag:{asked}", today=TODAY)
    assert {row.title for row in rest.rows} == {*TAGS, "untagged"} - wanted


def obviously(term: RowTerm, row: Row) -> bool:
    """Say without any haste whether a row meets a term."""
    if isinstance(term, HasTag):
        patterns = [term.tag] if term.tag.endswith("*") else [term.tag, f"{term.tag}/*"]
        met = any(fnmatch.fnmatchcase(tag, one) for tag in row.tags for one in patterns)
    elif isinstance(term, InYears):
        year = year_of(row)
        met = year is not None and (term.first or 0) <= year <= (term.last or 9999)
    else:
        answers: dict[str, bool] = {status: row.status == status for status in STATUSES}
        answers |= {
            "unread": row.status in ("inbox", "queued", "reading"),
            "starred": row.starred,
            "noted": row.note.strip() != "",
            "tagged": len(row.tags) > 0,
            "cited": row.citation_key is not None,
        }
        met = answers[term.state]
    return met != term.negated


ENTRIES = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["A", "B"]),
        "status": st.sampled_from(STATUSES),
        "starred": st.booleans(),
        "tags": st.sets(st.sampled_from(TAGS[:5])).map(tuple),
        "note": st.sampled_from(["", " ", "note"]),
        "citation_key": st.sampled_from([None, "x2024y"]),
        "published": st.sampled_from([None, *DAYS]),
        "featured": st.sampled_from([None, *DAYS]),
    }
)
TERMS: st.SearchStrategy[RowTerm] = st.one_of(
    st.builds(IsState, st.sampled_from(list(STATES)), st.booleans()),
    st.builds(HasTag, st.sampled_from([*TAGS[:5], "rl/*", "r*"]), st.booleans()),
    st.builds(
        InYears,
        st.sampled_from([None, 2021, 2022]),
        st.sampled_from([None, 2022, 2023]),
        st.booleans(),
    ),
)


@settings(max_examples=150)
@given(st.lists(ENTRIES, max_size=12), st.lists(TERMS, max_size=3))
def test_filters_equal_the_obvious_evaluation(
    entries: list[dict[str, object]], terms: list[RowTerm]
) -> None:
    shelf = Shelf()
    for entry in entries:
        shelf.add(**entry)  # type: ignore[arg-type]
    found = Searcher(shelf).search(Query(tuple(terms)), today=TODAY)
    wanted = {row.id for row in shelf.rows() if all(obviously(term, row) for term in terms)}
    assert {row.id for row in found.rows} == wanted
    assert len(found.rows) == len(wanted)
    assert shelf.readings == 0
