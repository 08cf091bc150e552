"""Which records are the same paper."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.entry import Entry
from paperreader.library import arxiv_id_in
from paperreader.library.identity import PaperIds, entry_id, known_ids, title_id, title_key

SAME_TITLES = [
    ("Attention is Enough", "ATTENTION IS ENOUGH"),
    ("Attention is Enough", "  Attention\tis \n Enough  "),
    ("Only-IF: Revealing Rules", "Only IF -- Revealing Rules"),
    ("Only-IF: Revealing Rules", r"$\textbf{Only-IF}$:Revealing Rules"),
    ("A Note on Uznański Sequences", r"A Note on Uzna\'{n}ski Sequences"),
    ("A Note on Uznański Sequences", "A note on Uznanski sequences"),
    ("Café Models", "Cafe\u0301 models"),
    ("On α-divergences", r"On $\alpha$-divergences"),
    ("Sorting in 𝒪(n log n)", r"Sorting in $\mathcal{O}(n\log n)$"),
    ("Straße und Wald", "STRASSE UND WALD"),
    ("Is “This” It?", 'Is "This" It'),
    ("ﬁne-tuning", "Fine tuning"),
    ("大模型 综述", "大模型综述".replace("模型", "模型 ")),
]

OTHER_TITLES = [
    ("Attention is Enough", "Attention is not Enough"),
    ("GPT-4 Report", "GPT-5 Report"),
    ("On α-divergences", "On β-divergences"),
    ("大模型综述", "小模型综述"),
    ("???", "!!!"),
    ("Part I", "Part II"),
]


@pytest.mark.parametrize(("one", "other"), SAME_TITLES)
def test_titles_that_differ_in_form_only_have_one_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(("one", "other"), OTHER_TITLES)
def test_other_titles_have_other_keys(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


@given(st.text())
def test_a_title_key_is_total_and_settled(title: str) -> None:
    key = title_key(title)
    assert title_key(key) == key or not re.search(r"\w", key)
    if "\\" not in title:  # a backslash and a space are LaTeX
        assert title_key(title + " ") == title_key(" " + title)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_case_makes_no_difference(title: str) -> None:
    if not any(char in title for char in "\\${}~`"):  # case means something in LaTeX
        assert title_key(title.upper()) == title_key(title.lower())


@given(st.text(alphabet=st.characters()), st.one_of(st.none(), st.text(min_size=1)))
def test_every_entry_gets_an_id(title: str, doi: str | None) -> None:
    id_ = entry_id(Entry(title=title, doi=doi))
    assert id_.startswith("doi:") if doi else re.fullmatch(r"title:[0-9a-f]{16}", id_)


@pytest.mark.parametrize(
    ("facts", "id_", "others"),
    [
        ({"arxiv_id": "2510.06557", "doi": "10.1/AbC"}, "arxiv:2510.06557", ("doi:10.1/abc",)),
        ({"doi": "10.1/AbC"}, "doi:10.1/abc", ()),
        ({"doi": "10.48550/arXiv.2510.06557"}, "arxiv:2510.06557", ()),
        ({"arxiv_id": "2510.06557", "doi": "10.48550/arXiv.2510.06557"}, "arxiv:", ()),
        ({"doi": "10.48550/something.else"}, "doi:10.48550/something.else", ()),
        ({}, "title:", ()),
    ],
)
def test_ids_by_rank(facts: dict[str, Any], id_: str, others: tuple[str, ...]) -> None:
    entry = Entry(title="A Title", **facts)
    assert entry_id(entry).startswith(id_)
    assert known_ids(entry)[1:] == others


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"arxiv_id": "1"}, {"arxiv_id": "2"}, True),
        ({"arxiv_id": "1"}, {"arxiv_id": "1"}, False),
        ({"arxiv_id": "1"}, {}, False),
        ({"arxiv_id": "1"}, {"doi": "10.1/a"}, False),
        ({"doi": "10.1/A"}, {"doi": "10.1/a"}, False),
        ({"doi": "10.1/a"}, {"doi": "10.1/b"}, True),
        ({"arxiv_id": "1", "doi": "10.1/a"}, {"arxiv_id": "1", "doi": "10.1/b"}, True),
        ({"arxiv_id": "2501.00001"}, {"doi": "10.48550/arXiv.2501.00001"}, False),
        ({"arxiv_id": "2501.00001"}, {"doi": "10.48550/arXiv.2501.00002"}, True),
        ({"doi": "10.48550/ARXIV.2501.00001"}, {"doi": "10.1/a"}, False),
        ({"doi": "10.48550/arXiv.2501.00001"}, {"doi": "10.48550/arXiv.2501.00002"}, True),
        # Ids that the library learned count as well as those of the facts.
        ({"doi": "10.1/a", "aliases": ("doi:10.1/b",)}, {"doi": "10.1/b"}, False),
        ({"id": "arxiv:2501.00001"}, {"arxiv_id": "2501.00002"}, True),
        ({"aliases": ("title:00", "key:a")}, {"arxiv_id": "2501.00002"}, False),
    ],
)
def test_contradicting_ids(one: dict[str, Any], other: dict[str, Any], expected: bool) -> None:
    first, second = (PaperIds.of(Entry(title="T", **facts)) for facts in (one, other))
    assert first.contradict(second) is second.contradict(first) is expected


def test_what_a_record_states_is_not_what_its_facts_say() -> None:
    record = Entry(title="T", arxiv_id="2501.00001", aliases=("arxiv:2501.00002",))
    assert PaperIds.of(record, learned=False).arxiv == {"2501.00001"}
    assert PaperIds.of(record).arxiv == {"2501.00001", "2501.00002"}


def test_titles_that_differ_in_form_only_have_one_id() -> None:
    assert title_id("Slow  LIGHT") == title_id("Slow light") != title_id("Slower light")


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("2510.06557", "2510.06557"),
        ("2510.06557v3", "2510.06557"),
        (" arXiv:2510.06557v12 ", "2510.06557"),
        ("https://arxiv.org/abs/2510.06557", "2510.06557"),
        ("http://www.arxiv.org/pdf/2510.06557v2.pdf", "2510.06557"),
        ("arxiv.org/html/2510.06557v1", "2510.06557"),
        ("0704.0001", "0704.0001"),
        ("math.GT/0309136", "math.GT/0309136"),
        ("hep-th/9901001v2", "hep-th/9901001"),
        ("https://arxiv.org/abs/hep-th/9901001v2", "hep-th/9901001"),
        ("2510.065", None),
        ("2510.0655789", None),
        ("see 2510.06557", None),
        ("10.48550/arXiv.2510.06557", "2510.06557"),
        ("https://doi.org/10.48550/arxiv.2510.06557v2", "2510.06557"),
        ("doi:10.48550/arXiv.math/0309136", "math/0309136"),
        ("10.1234/arXiv.2510.06557", None),
        ("", None),
        ("2510.06557v", None),
        ("٢٥١٠.٠٦٥٥٧", None),
    ],
)
def test_arxiv_ids_are_recognised(text: str, id_: str | None) -> None:
    assert arxiv_id_in(text) == id_


@given(st.text())
def test_recognising_an_arxiv_id_never_raises(text: str) -> None:
    found = arxiv_id_in(text)
    assert found is None or arxiv_id_in(found) == found
