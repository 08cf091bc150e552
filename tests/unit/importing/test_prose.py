"""Titles and sentences told apart, in examples and over real papers."""

import json
import lzma
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from paperreader.importing import read_source
from paperreader.importing.prose import has_sentence_break, is_heading, is_prose, is_title_like

TITLES = [
    "The Markovian Thinker",
    "DINOv3",
    "k-NN as a Simple and Effective Estimator of Transferability",
    "Grokking vs. Memorising: A Study",
    "What Do Small Models Forget?",
    "[Re] On It",
    "小さなモデル",
    "We Argue to Agree",
    "Code World Model Preparedness Report",
    "Data Mixing Laws",
    "$\\textbf{Only}$: Revealing It",
]
NO_TITLES = [
    "",
    "x",
    "2024",
    "Methods",
    "Main Results",
    "Materials and Methods:",
    "We study small models",
    "In this work we study it",
    "Code: https://example.org",
    "Code is available",
    "Keywords: one, two",
    "See https://example.org for more",
    "(1) the first",
    "2. the second",
    "• an item of a list",
    "and then it goes on",
    "Our approach has two parts:",
    "It ends here. It begins again",
    "Voxtral",
    "A Sentence That Ends Like One.",
    "word " * 60 + "end",
]


@pytest.mark.parametrize("text", TITLES)
def test_titles(text: str) -> None:
    assert is_title_like(text)
    assert not is_prose(text)


@pytest.mark.parametrize("text", NO_TITLES)
def test_what_no_title_looks_like(text: str) -> None:
    assert not is_title_like(text)


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("We study it at length.", True),
        ("All you need.", False),
        ("これは文です。", True),
        ("a" * 227, True),
        ("It ends here. It goes on with a second sentence that is long enough " * 2, True),
        ("(We study it at length.)", True),
    ],
)
def test_prose(text: str, prose: bool) -> None:
    assert is_prose(text) is prose


def test_stops_that_end_no_sentence() -> None:
    assert not has_sentence_break("Humans vs. Machines, e.g. GPT, cf. J. Doe et al. In Part")
    assert has_sentence_break("It ends. It begins")
    assert is_heading("Experiments and Results")
    assert not is_heading("Experiments on Mice")


@pytest.mark.parametrize("gap", ["\n\n", "\n"], ids=["blank lines", "no blank lines"])
def test_real_papers_without_meta_lines_are_told_apart(shared: Path, gap: str) -> None:
    random = Random(17)
    with lzma.open(shared / "corpus" / "daily-papers-16k.jsonl.xz", "rt") as lines:
        records = [json.loads(line) for line in islice(lines, 3000)]
    papers = {
        " ".join(record["title"].split()): " ".join(record["abstract"].split())
        for record in records
        if record["abstract"]
    }
    text = f"Daily Papers{gap}byAK and the research community{gap}Dec 18{gap}"
    for title, abstract in papers.items():
        text += title + gap + abstract + gap
        if random.random() < 0.7:
            text += f"  • 3 authors\n·\nOct 6, 2024{gap}"
    read = read_source(text.encode(), name="page", made=date(2026, 1, 1))
    found = {entry.title: entry.abstract for entry in read.entries}
    # None is invented, and of those that are not found each is reported.
    assert found.keys() <= papers.keys()
    missed = papers.keys() - found.keys()
    assert len(missed) <= len(papers) * 0.002
    messages = [problem.message for problem in read.problems]
    assert all(any(title[:40] in message for message in messages) for title in missed)
    wrong = [title for title in found if found[title] != papers[title]]
    assert len(wrong) <= len(missed)
