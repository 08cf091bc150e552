"""The queries by which search is measured: each is the kind that it says it is."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from paperreader.searching.folding import words
from tests.bench.quality import at, likeliest, share
from tests.bench.queries import (
    KINDS,
    Asked,
    Meanings,
    Paper,
    Typed,
    author_and_words,
    exact,
    is_fit,
    mistyped,
    mixed,
    one_typo,
    prefix,
    queries,
    reordered,
    title_words,
    two_typos,
)

PAPERS = (
    Paper("a", "Sparse Gradients for Distributed Training of Translation Models", ("Ana Roš",)),
    Paper("b", "Few-Shot Segmentation of 3D Scans with Weakly Supervised Priors", ("Bo Li",)),
    Paper("c", r"On $\ell_1$ Penalties and Robust Estimation in Graphical Models"),
    Paper("d", "Sparse gradients for distributed training of translation models!", ("D. Ek",)),
    Paper("e", "Sparse Priors for Distributed Translation without Gradients", ("Eva Lund",)),
    Paper("f", "Short Title"),
)
FIT = [paper for paper in PAPERS if is_fit(paper)]

chances = st.integers().map(random.Random)
fit_papers = st.sampled_from(FIT)


def distances(
    one: tuple[str, ...] | list[str], other: tuple[str, ...] | list[str]
) -> list[int]:
    """Return by how many typos words differ, one by one, without those that do not."""
    pairs = zip(one, other, strict=True)
    return sorted(filter(None, (OSA.distance(left, right) for left, right in pairs)))


@given(word=st.from_regex(r"\A[a-z]{2,12}(-[a-z]{2,6})?\Z"), chance=chances)
def test_a_typo_changes_one_word_by_one_typo(word: str, chance: random.Random) -> None:
    assert distances(words(mistyped(word, chance)), words(word)) == [1]


def test_the_first_letter_is_hit_too() -> None:
    chance = random.Random(1)
    hit = sum(mistyped("gradient", chance)[0] != "g" for _ in range(400))
    assert 20 <= hit <= 150


def test_the_words_of_a_title_leave_formulas_out() -> None:
    assert title_words(PAPERS[2])[:4] == ["on", "penalties", "and", "robust"]
    assert title_words(PAPERS[1])[:4] == ["few-shot", "segmentation", "of", "3d"]


def test_a_paper_with_a_short_title_makes_no_queries() -> None:
    assert [paper.id for paper in PAPERS if not is_fit(paper)] == ["f"]


@given(paper=fit_papers, chance=chances)
def test_exact_words_are_a_stretch_of_the_title(paper: Paper, chance: random.Random) -> None:
    typed = exact(paper, chance)
    assert typed.text in " ".join(title_words(paper))
    assert typed.meant == tuple(words(typed.text))


@given(paper=fit_papers, chance=chances)
def test_a_prefix_ends_within_a_word(paper: Paper, chance: random.Random) -> None:
    typed = prefix(paper, chance)
    assert typed.goes_on
    title = " ".join(title_words(paper))
    assert typed.text in title
    assert not f"{title} ".count(f"{typed.text} ")
    assert typed.meant == tuple(words(typed.text))


@given(paper=fit_papers, chance=chances)
def test_one_typo_is_one(paper: Paper, chance: random.Random) -> None:
    typed = one_typo(paper, chance)
    assert distances(words(typed.text), typed.meant) == [1]


@given(paper=fit_papers, chance=chances)
def test_two_typos_are_in_two_words_or_one(paper: Paper, chance: random.Random) -> None:
    typed = two_typos(paper, chance)
    found = distances(words(typed.text), typed.meant)
    # Two in one word can amount to one, and to three where swapped letters are parted.
    assert len(found) in {1, 2}
    assert 1 <= sum(found) <= 3


@given(paper=fit_papers, chance=chances)
def test_reordered_words_are_all_of_the_title(paper: Paper, chance: random.Random) -> None:
    typed = reordered(paper, chance)
    assert set(typed.text.split()) <= set(title_words(paper))
    assert len(typed.text.split()) >= 3


@given(paper=fit_papers, chance=chances)
def test_mixed_has_a_typo_and_an_unfinished_word(paper: Paper, chance: random.Random) -> None:
    typed = mixed(paper, chance)
    assert typed.goes_on
    assert distances(words(typed.text), typed.meant) == [1]
    last = typed.meant[-1]
    assert any(word.startswith(last) for word in words(" ".join(title_words(paper))))


@given(paper=fit_papers.filter(lambda paper: bool(paper.authors)), chance=chances)
def test_a_surname_stands_before_or_behind(paper: Paper, chance: random.Random) -> None:
    first, *_, last = author_and_words(paper, chance).text.split()
    surname = paper.authors[0].split()[-1].lower()
    assert surname in {first, last}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_same_seed_gives_the_same_queries(kind: object) -> None:
    meanings = Meanings(PAPERS)
    (made,) = (each for each in KINDS.values() if each is kind)
    assert queries(PAPERS, meanings, made, 3, 5) == queries(PAPERS, meanings, made, 3, 5)


def test_papers_of_one_title_are_all_wanted() -> None:
    asked = queries(PAPERS, Meanings(PAPERS), exact, 9, 1)
    assert {query.wanted for query in asked if "a" in query.wanted} == {frozenset("ad")}


def test_vague_queries_are_left_out() -> None:
    meanings = Meanings(PAPERS)
    assert meanings.fit(Typed("", ("sparse", "gradients"))) == frozenset("ade")
    assert meanings.fit(Typed("", ("sparse", "prio"), goes_on=True)) == frozenset("e")
    assert meanings.fit(Typed("", ("sparse", "nothing"))) == frozenset()
    clear = queries(PAPERS, meanings, reordered, 9, 1, vague=1)
    assert {query.fit for query in clear} == {1}
    assert len(clear) < len(queries(PAPERS, meanings, reordered, 9, 1))


def test_shares_are_counted_and_added() -> None:
    asked = [Asked(Typed(text, (text,)), text, frozenset(text), 2) for text in "abc"]
    answers = {"a": ["a"], "b": ["x", "b"], "c": []}
    found = share(asked, answers.__getitem__)
    assert (found.first, found.ten, len(found.times)) == (1, 2, 3)
    assert [query.text for query, _ in found.missed] == ["b", "c"]
    both = found + found
    assert (both.first, both.ten, len(both.times)) == (2, 4, 6)
    assert likeliest(asked) == 50


@pytest.mark.parametrize(("percent", "expected"), [(0, 1), (50, 6), (90, 10), (100, 10)])
def test_percentiles(percent: int, expected: int) -> None:
    assert at([float(time) for time in range(10, 0, -1)], percent) == expected
