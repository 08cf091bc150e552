"""How alike two titles are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.library.duplicates import ENOUGH
from paperreader.library.identity import title_key
from paperreader.library.near_titles import WORTH_A_LOOK, spaced, title_likeness

OFFERED = [
    # spaces, hyphens and signs
    ("Finding Source Citations in Long Reports", "Finding sourcecitations in long reports"),
    ("Multi-Modal Maps of Coral Reefs", "Multimodal Maps of Coral Reefs"),
    ("Reading InterCode-Bash Sessions Aloud", "Reading ( Intercode Bash) Sessions Aloud"),
    ("A Theory of Slow Tokens!", "A theory of slow tokens"),
    # slips and inflections
    (
        "Slow Algorithms for Fast Fibres in the Dark",
        "Slow Algoritms for Fast Fibers in teh Dark",
    ),
    ("Learning Maps of Coral Reefs from Sonar", "Learning Map of Coral Reef from Sonar"),
    # words more or less
    ("A Survey of Patient Agents in Negotiations", "Survey of Patient Agents in Negotiations"),
    (
        "Patient Agents in Long Negotiations with Humans",
        "Patient Agents in Negotiations with Humans",
    ),
    (
        "Deep Maps of Coral Reefs from Sparse Sonar Sweeps",
        "Deep Maps of Coral Reefs from Sparse",
    ),
    # what stands around the colon
    ("SlowTok Nets: How Tokens Settle in Deep Networks", "SlowTok Nets"),
    ("SlowTok: How Tokens Settle in Deep Networks", "How Tokens Settle in Deep Networks"),
    # versions
    ("Maps of Coral Reefs from Sonar", "Maps of Coral Reefs from Sonar (v2)"),
    ("Maps of Coral Reefs from Sonar", "Maps of Coral Reefs from Sonar (extended version)"),
    # formulas that lost their backslashes
    (r"$\tau^2$-Maps of Coral Reefs", "tau^2-Maps of Coral Reefs"),
    (r"$\texttt{SlowTok}$: Tokens That Settle", "textttSlowTok: Tokens That Settle"),
    (
        r"Faster Maps in $\mathcal{O}(n)$ Steps of Sonar",
        "Faster Maps in mathcalO(n) Steps of Sonar",
    ),
]

TWO_PAPERS = [
    ("SlowTok 2 Technical Report", "SlowTok 3 Technical Report"),
    ("The 2024 Challenge on Sonar Maps", "The 2025 Challenge on Sonar Maps"),
    ("How Tokens Settle in Deep Networks", "Comment on: How Tokens Settle in Deep Networks"),
    ("SlowTok Technical Report", "Coral Technical Report"),
    ("Maps of Coral Reefs", "Benchmarks for Patient Agents"),
    ("Attention", "Attention Maps of the Visual Cortex in Mice"),
]


@pytest.mark.parametrize(("one", "other"), OFFERED)
def test_titles_that_are_nearly_the_same_are_worth_offering(one: str, other: str) -> None:
    found = title_likeness(one, other)
    assert found.points >= ENOUGH, found
    assert found.reasons
    assert title_likeness(other, one).points == found.points


@pytest.mark.parametrize(("one", "other"), TWO_PAPERS)
def test_a_number_or_another_word_makes_another_paper(one: str, other: str) -> None:
    assert title_likeness(one, other).points < WORTH_A_LOOK
    assert title_likeness(other, one).points < WORTH_A_LOOK


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SlowTok: How Tokens Settle", "SlowTok: Depth at Which Networks Calm Down"),
        (
            "SlowTok: How Tokens Settle in Very Deep Networks",
            "CalmNet: How Tokens Settle in Very Deep Networks",
        ),
        ("Supervised Learning of Coral Reef Maps", "Unsupervised Learning of Coral Reef Maps"),
        ("Agents That Wait in Long Negotiations", "Agents That Bluff in Long Negotiations"),
        (
            "Seeing Calm Tokens Settle in Deep Networks",
            "Watching Calm Tokens Settle in Deep Networks",
        ),
    ],
)
def test_a_renamed_paper_needs_more_than_its_title(one: str, other: str) -> None:
    assert WORTH_A_LOOK <= title_likeness(one, other).points < ENOUGH


def test_the_reasons_name_the_words_in_which_titles_differ() -> None:
    said = title_likeness("Slow Algoritms for Fast Fibres", "Slow Algorithms for Fast Fibres")
    assert said.reasons == ("spelt differently: algoritms / algorithms",)
    said = title_likeness("Slow Light in Very Fast Fibres Now", "Slow Light in Fast Fibres Now")
    assert said.reasons == ("only in one title: “very”",)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared_either_way_round(one: str, other: str) -> None:
    found = title_likeness(one, other)
    assert 0 <= found.points <= 100
    assert title_likeness(one, one).points == 100


@given(st.text())
def test_the_quick_form_of_a_title_is_its_key(title: str) -> None:
    assert spaced(title) == title_key(title)
