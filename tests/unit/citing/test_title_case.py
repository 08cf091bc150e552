"""Titles in sentence case and in headline case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.citing.title_case import headline_case, sentence_case


@pytest.mark.parametrize(
    ("title", "cased"),
    [
        ("Attention Is All You Need", "Attention is all you need"),
        ("BERT: Pre-Training of Deep Nets", "BERT: Pre-training of deep nets"),
        ("What Is Wrong? A Look", "What is wrong? A look"),
        (
            "Scaling GPT-4 and iPhone Apps for A Study",
            "Scaling GPT-4 and iPhone apps for a study",
        ),
        (
            "A Bayesian View of Markov Chain Monte Carlo",
            "A Bayesian view of Markov chain Monte Carlo",
        ),
        ("Revisiting Moore's Law", "Revisiting Moore's law"),
        ("Why Let's Verify Works", "Why let's verify works"),
        ("X-Ray Imaging in Q&A Systems", "X-ray imaging in Q&A systems"),
        ("French and Chinese Speech on Wikipedia", "French and Chinese speech on Wikipedia"),
        # Already in sentence case: its capitals are names.
        ("A study of the Smith method for fast learning", None),
        ("Überblick Über Neue Netze", "Überblick über neue netze"),
        ("", ""),
        ("注意力", "注意力"),
    ],
)
def test_sentence_case(title: str, cased: str | None) -> None:
    assert sentence_case(title) == (title if cased is None else cased)


@pytest.mark.parametrize(
    ("title", "cased"),
    [
        ("Visualizing data using t-SNE", "Visualizing Data Using t-SNE"),
        ("a study of the mind: an essay", "A Study of the Mind: An Essay"),
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("n-gram models of iPhone users", "n-gram Models of iPhone Users"),
        ("what we live for", "What We Live For"),
    ],
)
def test_headline_case(title: str, cased: str) -> None:
    assert headline_case(title) == cased


@given(st.text(max_size=60))
def test_only_the_case_of_letters_changes(title: str) -> None:
    for cased in (sentence_case(title), headline_case(title)):
        assert cased.casefold() == title.casefold()
