"""Words that are nearly as one was typed: within the typos allowed, the closest first."""

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from paperreader.searching.vocabulary import Vocabulary, typos_allowed

COUNTS = {
    "an": 50,
    "cat": 5,
    "graph": 9,
    "graphs": 4,
    "grape": 1,
    "diffusion": 8,
    "diffusions": 2,
    "confusion": 3,
    "2024": 7,
    "2025": 7,
    "x" * 43: 1,
}


class Held:
    """Words by their first letter, as a library tells them; counts what is asked."""

    def __init__(self, counts: dict[str, int]) -> None:
        self.counts = counts
        self.letters: list[str] = []

    def __call__(self, letter: str) -> Iterable[tuple[str, int]]:
        self.letters.append(letter)
        for word, count in self.counts.items():
            if word.startswith(letter):
                yield word, count - 1
                yield word, 1  # of another part


@pytest.fixture
def held() -> Held:
    return Held(COUNTS)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("cas", []),  # too short for a typo
        ("2023", []),
        ("202x", []),  # nor is anything a mistyped number
        ("grpah", [("graph", 1)]),
        ("graph", [("graphs", 1), ("grape", 1)]),  # the more frequent first
        ("difusoin", [("diffusion", 2)]),
        ("confusiom", [("confusion", 1)]),
        ("rgaph", [("graph", 1)]),  # the first letters swapped
        ("raph", [("graph", 1)]),
        ("xdiffusion", [("diffusion", 1)]),
        ("qonfusion", [("confusion", 1)]),
        ("qonfusiom", []),  # a wrong first letter is the only mistake
        ("x" * 44, []),
    ],
)
def test_near_words_are_within_the_typos_allowed(
    held: Held, typed: str, wanted: list[tuple[str, int]]
) -> None:
    assert list(Vocabulary(held).near(typed)) == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("difus", {"diffusion": 1, "diffusions": 1}),
        ("dif", {}),
        ("diff", {}),  # as it is, it begins words
        ("cnofusio", {"confusion": 2}),
    ],
)
def test_a_beginning_with_a_typo_finds_the_longer_word(
    held: Held, typed: str, wanted: dict[str, int]
) -> None:
    assert dict(Vocabulary(held).near(typed, goes_on=True)) == wanted


def test_rare_words_count_where_no_other_is_near(held: Held) -> None:
    rare = Vocabulary(Held({"graphic": 1, "wavelet": 2}))
    vocabulary = Vocabulary(held, rare)
    assert dict(vocabulary.near("wavelte")) == {"wavelet": 1}
    assert "graphic" not in dict(vocabulary.near("grpahs"))


@pytest.mark.parametrize(
    ("word", "typos"),
    [
        ("a", 0),
        ("abc", 0),
        ("abcd", 1),
        ("abcdefg", 1),
        ("abcdefgh", 2),
        ("a" * 40, 2),
        ("a" * 41, 0),
        ("20251", 0),
    ],
)
def test_longer_words_may_have_more_typos(word: str, typos: int) -> None:
    assert typos_allowed(word) == typos


def test_words_are_asked_for_once_by_letter(held: Held) -> None:
    vocabulary = Vocabulary(held)
    vocabulary.prepare("g")
    assert held.letters == ["g"]
    for word in ("grpah", "grpahs", "grpah", "difusion", "difusion"):
        vocabulary.near(word)
    assert len(held.letters) == len(set(held.letters))


@pytest.mark.parametrize(
    ("typed", "goes_on", "wanted"),
    [
        ("grpah", False, {"graph": 1}),
        ("garph", False, {"graph": 1}),  # the mistake is in the head, and the only one
        ("agrph", False, {}),
        ("rgaph", False, {"graph": 1}),
        ("ggraph", False, {"graph": 1}),
        ("diffuisno", False, {"diffusion": 2}),
        ("idffusion", False, {"diffusion": 1}),
        ("idffusino", False, {}),
        ("difusi", True, {"diffusion": 1, "diffusions": 1}),
    ],
)
def test_words_may_be_taken_in_by_two_letters(
    held: Held, typed: str, goes_on: bool, wanted: dict[str, int]
) -> None:
    vocabulary = Vocabulary(held, head=2, count=lambda word: COUNTS.get(word, 0))
    assert dict(vocabulary.near(typed, goes_on=goes_on)) == wanted
    assert held.letters == [typed[:2]]  # all others are counted one by one


def test_fewer_typos_can_be_asked_for(held: Held) -> None:
    vocabulary = Vocabulary(held)
    assert dict(vocabulary.near("diffusionz", at_most=1)) == {"diffusion": 1, "diffusions": 1}
    assert dict(vocabulary.near("difusoin", at_most=1)) == {}
    assert dict(vocabulary.near("difusoin")) == {"diffusion": 2}
    assert dict(vocabulary.near("grpah", at_most=2)) == {"graph": 1}


def test_of_very_many_near_words_the_closest_are_kept() -> None:
    counts = {f"abcdefg{one}{two}": 1 for one in "hijklmnop" for two in "hijklmnop"}
    near = Vocabulary(Held(counts)).near("abcdefghi")
    assert len(near) == 24
    assert [apart for _, apart in near] == sorted(apart for _, apart in near)


WORDS = st.text("abcd", min_size=3, max_size=9)


@given(
    st.dictionaries(WORDS, st.integers(1, 9), max_size=40), WORDS.filter(lambda w: len(w) > 3)
)
def test_near_words_equal_a_comparison_with_each(counts: dict[str, int], typed: str) -> None:
    typos = typos_allowed(typed)
    wanted = {}
    for word in counts:
        apart = OSA.distance(typed, word)
        same = word[0] == typed[0]
        only_first = {typed[1:], typed[1] + typed[0] + typed[2:]}
        only_first |= {f"{word[0]}{typed[1:]}", f"{word[0]}{typed}"}
        if word != typed and ((same and apart <= typos) or word in only_first):
            wanted[word] = apart
    found = Vocabulary(Held(counts)).near(typed)
    assert dict(found).keys() <= wanted.keys()
    assert len(found) == min(24, len(wanted))
    assert all(wanted[word] == apart for word, apart in found)


@given(
    st.dictionaries(WORDS, st.integers(1, 9), max_size=40),
    st.text("abcd", min_size=4, max_size=7),
)
def test_near_beginnings_equal_a_comparison_with_each(
    counts: dict[str, int], typed: str
) -> None:
    wanted = {
        word
        for word in counts
        if word[0] == typed[0]
        and not word.startswith(typed)
        and any(
            OSA.distance(typed, word[:length]) == 1
            for length in (len(typed), len(typed) + 1)
            if length <= len(word)
        )
    }
    vocabulary = Vocabulary(Held(counts))
    found = vocabulary.near(typed, goes_on=True)
    assert {*dict(found)} >= wanted or len(found) == 24
    assert {*dict(found)} <= wanted | {*counts} & {*dict(vocabulary.near(typed))}


@given(st.text(max_size=50), st.booleans())
def test_any_word_is_looked_for(text: str, goes_on: bool) -> None:
    vocabulary = Vocabulary(Held({"graph": 1, "图": 1, "éa": 1, "": 0} | {text: 1}))
    assert text not in dict(vocabulary.near(text, goes_on=goes_on))


SHORT_WORDS = st.text("abcd", min_size=3, max_size=6)


@given(st.lists(SHORT_WORDS), st.lists(SHORT_WORDS), SHORT_WORDS, st.booleans())
def test_words_added_later_count_as_if_they_had_been_there(
    before: list[str], later: list[str], word: str, goes_on: bool
) -> None:
    grown = Vocabulary(lambda letter: ((one, 1) for one in before if one[0] == letter))
    for letter in "abcd":
        grown.near(letter * 4)  # asks for the letter, so that it is kept
    grown.add(Counter(later))
    every = [*before, *later]
    whole = Vocabulary(lambda letter: ((one, 1) for one in every if one[0] == letter))
    assert grown.near(word, goes_on=goes_on) == whole.near(word, goes_on=goes_on)
