"""Words that begin so, and words that are nearly so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.searching.vocabulary import Vocabulary, typos_allowed

WORDS = [
    "cat",
    "graph",
    "graphs",
    "grape",
    "diffusion",
    "diffusions",
    "confusion",
    "2024",
    "2025",
]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("cas", {}),
        ("2023", {}),
        ("grpah", {"graph": 1}),
        ("graph", {"graphs": 1, "grape": 1}),
        ("difusoin", {"diffusion": 2}),
        ("confusiom", {"confusion": 1}),
        ("xdiffusion", {"diffusion": 1, "diffusions": 2}),
    ],
)
def test_near_words_are_within_the_typos_allowed(typed: str, wanted: dict[str, int]) -> None:
    assert Vocabulary(WORDS).near(typed) == wanted


def test_a_beginning_with_a_typo_finds_the_longer_word() -> None:
    assert Vocabulary(WORDS).near_beginnings("difus") == {"diffusion": 1, "diffusions": 1}
    assert Vocabulary(WORDS).near_beginnings("dif") == {}


@pytest.mark.parametrize(
    ("word", "typos"),
    [("a", 0), ("abc", 0), ("abcd", 1), ("abcdefg", 1), ("abcdefgh", 2), ("a" * 41, 0)],
)
def test_longer_words_may_have_more_typos(word: str, typos: int) -> None:
    assert typos_allowed(word) == typos


def test_words_added_later_are_found() -> None:
    vocabulary = Vocabulary(WORDS)
    assert vocabulary.near("transfomer") == {}
    vocabulary.add("transformer")
    vocabulary.add("transformer")
    assert vocabulary.near("transfomer") == {"transformer": 1}
    assert vocabulary.beginning_with("trans") == ["transformer"]


@given(st.sets(st.text(min_size=1, max_size=4)), st.text(min_size=1, max_size=3))
def test_beginnings_are_all_words_that_begin_so(words: set[str], start: str) -> None:
    found = Vocabulary(words).beginning_with(start)
    assert found == sorted(word for word in words if word.startswith(start))


@given(st.sets(st.text("abc", min_size=1, max_size=4)), st.text("abc", min_size=1, max_size=4))
def test_adding_one_by_one_is_knowing_from_the_start(words: set[str], other: str) -> None:
    grown = Vocabulary(())
    for word in words:
        grown.add(word)
    assert grown.beginning_with("a") == Vocabulary(words).beginning_with("a")
    assert (other in grown) == (other in words)
