"""Text as it is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.searching.folding import fold, forms, words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Only-IF: Revealing", ["only", "if", "revealing"]),
        ("Gödel, Uznański & Ångström", ["godel", "uznanski", "angstrom"]),
        ("Go\u0308del", ["godel"]),
        ("Øre Łódź Þór æon œuvre", ["ore", "lodz", "thor", "aeon", "oeuvre"]),
        ("straße Işık", ["strasse", "isik"]),
        ("𝒪(n log n)", ["o", "n", "log", "n"]),
        ("ﬁne-tuning CO₂ x²", ["fine", "tuning", "co2", "x2"]),
        ("snake_case v2.0", ["snake", "case", "v2", "0"]),
        ("图神经 GNN", ["图", "神", "经", "gnn"]),
        ("α-divergence", ["α", "divergence"]),
        ("ΑΛΦΑ Ёлка", ["αλφα", "елка"]),
        ("… — ! \x00 \u202e", []),
    ],
)
def test_words_are_folded(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


def test_forms_are_the_stored_and_the_readable() -> None:
    assert forms("plain, 50% of it") == ("plain, 50% of it",)
    stored, shown = forms(r"Uzna\'{n}ski")
    assert stored == r"Uzna\'{n}ski"
    assert words(shown) == ["uznanski"]


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_hold_no_case_and_no_space(text: str) -> None:
    for word in words(text):
        assert word
        assert not any(char.isspace() for char in word)
        assert words(word) == [word]
        assert words(word.upper()) == words(word.upper().lower())
