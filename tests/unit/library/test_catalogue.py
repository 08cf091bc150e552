"""Rows in memory, and the ways to find one."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.entry import Row
from paperreader.library import AmbiguousKey, UnknownKey
from paperreader.library.catalogue import Catalogue, patched
from paperreader.library.identity import title_key
from paperreader.library.store.journal import Patch


def row(number: int, **facts: Any) -> Row:
    """Return one of several rows."""
    named: dict[str, Any] = {"id": f"arxiv:2501.0000{number}", "title": f"Title {number}"}
    return Row(**(named | facts))


ROWS = {
    1: row(1, citation_key="author2025slow"),
    2: row(2, aliases=("title:00112233445566aa", "doi:10.1/abc")),
    3: row(3, id="doi:10.9/XyZ".lower()),
    4: row(4, id="title:ffee000000000000", citation_key="author2025fast"),
    5: row(5, id="arxiv:2501.00011", citation_key="2501"),
}

MEANT = [
    ("arxiv:2501.00001", 1),
    ("2501.00001", 1),
    (" 2501.00001v7 ", 1),
    ("https://arxiv.org/abs/2501.00001v2", 1),
    ("arXiv:2501.00001", 1),
    ("author2025slow", 1),
    ("author2025s", 1),
    ("doi:10.1/abc", 2),
    ("10.1/ABC", 2),
    ("title:0011", 2),
    ("0011", 2),
    ("10.9", 3),
    ("ffee", 4),
    ("title:f", 4),
    ("2501.00011", 5),
    ("2501", 5),  # a whole citation key, though others begin with it
]


@pytest.mark.parametrize(("key", "number"), MEANT)
def test_what_a_key_means(key: str, number: int) -> None:
    assert Catalogue(dict(ROWS)).resolve(key) == ROWS[number].id


@pytest.mark.parametrize(
    "key", ["", " ", "nobody", "2501.99999", "None", "arxiv:None", "slow", "%"]
)
def test_a_key_that_means_nothing(key: str) -> None:
    with pytest.raises(UnknownKey) as refusal:
        Catalogue(dict(ROWS)).resolve(key)
    assert refusal.value.key == key.strip()


@pytest.mark.parametrize(
    ("key", "candidates"),
    [
        ("author2025", ("author2025fast", "author2025slow")),
        ("arxiv:2501.0001", ("arxiv:2501.00011",)),
        ("2501.0000", ("arxiv:2501.00001", "arxiv:2501.00002")),
        ("doi:", ("arxiv:2501.00002", "doi:10.9/xyz")),
    ],
)
def test_a_beginning_must_be_one_entrys_own(key: str, candidates: tuple[str, ...]) -> None:
    catalogue = Catalogue(dict(ROWS))
    if len(candidates) == 1:
        assert catalogue.resolve(key) == candidates[0]
        return
    with pytest.raises(AmbiguousKey) as refusal:
        catalogue.resolve(key)
    assert refusal.value.candidates == candidates
    for candidate in candidates:
        assert candidate in str(refusal.value)


def test_an_id_leads_to_its_own_entry_though_another_has_it_for_an_alias() -> None:
    for rows in (
        {1: row(1, aliases=("arxiv:2501.00002",)), 2: row(2)},
        {1: row(2), 2: row(1, aliases=("arxiv:2501.00002",))},
    ):
        catalogue = Catalogue(rows)
        assert catalogue.row(catalogue.number("arxiv:2501.00002")).id == "arxiv:2501.00002"


def test_rows_are_safe_to_walk_over_while_others_are_added() -> None:
    catalogue = Catalogue(dict(ROWS))
    rows = catalogue.rows()
    for _ in rows:
        catalogue.apply({len(catalogue) + 1: msgspec.to_builtins(row(len(catalogue) + 1))})
    assert rows == tuple(ROWS.values())
    assert len(catalogue) == 2 * len(rows)


PATCHES = st.one_of(
    st.just({"status": "read"}),
    st.just({"note": "n", "abstract": "not a row's"}),
    st.sampled_from("abc").map(lambda letter: {"tags": [letter]}),
    st.sampled_from("abc").map(lambda letter: {"aliases": [f"doi:10.1/{letter}"]}),
    st.sampled_from(["Title 1", "Title", "TITLE 2"]).map(lambda title: {"title": title}),
    st.none(),
)


@given(st.lists(st.dictionaries(st.integers(1, 6), PATCHES, max_size=3), max_size=12))
def test_kept_up_to_date_it_is_what_reading_anew_would_give(
    stories: list[dict[int, Patch]],
) -> None:
    catalogue = Catalogue({})
    catalogue.titled(["any"] * 1_000)  # from here on titles are kept up to date
    plain: dict[int, Row] = {}
    for story in stories:
        put: dict[int, Patch] = {}
        for number, patch in story.items():
            if patch is None:
                put[number] = None
                plain.pop(number, None)
                continue
            if number not in plain:
                patch = msgspec.to_builtins(row(number)) | patch  # noqa: PLW2901 - completed
            put[number] = patch
            plain[number] = patched(plain.get(number), patch)
        catalogue.apply(put)
    fresh = Catalogue(dict(sorted(plain.items())))
    assert catalogue.rows() == fresh.rows()
    assert [*catalogue.items()] == [*fresh.items()]
    assert catalogue.newest(9) == fresh.newest(9)
    assert catalogue.tally.counts() == fresh.tally.counts()
    for title in ("Title 1", "Title", "Title 2", "Title 6"):
        key = title_key(title)
        numbers = [*fresh.titled([title]).get(key, ())]
        assert sorted(catalogue.titled([title]).get(key, ())) == numbers
    for each in plain.values():
        assert catalogue.row(catalogue.number(each.id)) == each
        for alias in each.aliases:
            assert alias in catalogue.row(catalogue.number(alias)).aliases


TITLES = st.one_of(
    st.text(max_size=6),
    st.text(alphabet="aB 1-_?", max_size=6),
    st.sampled_from(
        [
            r"$\textbf{A}$b",
            "ab",
            "A B",
            "a-b",
            "á b",
            "???",
            "",
            "α",
            r"$\alpha$",
            "On α-nets",
            r"On $\alpha$-nets",
            "On",
            "B~b",
            r"Uzna\'{n}ski",
            "uznański",
            "é",
            "É",
        ]
    ),
)


@given(st.lists(TITLES, max_size=30), st.lists(TITLES, max_size=5))
def test_looking_for_a_few_titles_finds_what_an_index_of_all_holds(
    titles: list[str], wanted: list[str]
) -> None:
    rows = {n: row(n % 9, title=title, id=f"id{n}") for n, title in enumerate(titles)}
    found = Catalogue(dict(rows)).titled(wanted)
    index = Catalogue(dict(rows)).titled([*wanted] + ["x"] * 1_000)
    keys = {title_key(title) for title in wanted}
    assert found == {key: index[key] for key in keys & index.keys()}
