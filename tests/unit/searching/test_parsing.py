"""The language: what a text asks, what is reported, and that it can be printed back."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperreader.searching import FIELDS, STATES, Query, parse
from paperreader.searching.query import (
    FieldText,
    HasTag,
    InYears,
    IsState,
    Phrase,
    Term,
    Word,
)

UNDERSTOOD: list[tuple[str, list[Term]]] = [
    ("", []),
    ("  \t\n", []),
    ("graph neural", [Word("graph"), Word("neural")]),
    ("-survey", [Word("survey", negated=True)]),
    ('"graph neural"', [Phrase("graph neural")]),
    ('-"graph neural" x', [Phrase("graph neural", negated=True), Word("x")]),
    ('"a \\"b\\" \\\\ \\alpha"', [Phrase('a "b" \\ \\alpha')]),
    ("title:graph", [FieldText("title", "graph")]),
    ('title:"graph neural"', [FieldText("title", "graph neural", quoted=True)]),
    ("TITLE:graph Is:Read", [FieldText("title", "graph"), IsState("read")]),
    ("-author:lecun", [FieldText("author", "lecun", negated=True)]),
    ("abstract:state-of-the-art", [FieldText("abstract", "state-of-the-art")]),
    ("tag:rl", [HasTag("rl")]),
    ("tag:rl/*", [HasTag("rl/*")]),
    ('-tag:"to read"', [HasTag("to read", negated=True)]),
    ("tag:c++", [HasTag("c++")]),
    ("year:2024", [InYears(2024, 2024)]),
    ("year:2022..2024", [InYears(2022, 2024)]),
    ("year:2022..", [InYears(2022, None)]),
    ("year:..2022", [InYears(None, 2022)]),
    ("year:>=2023", [InYears(2023, None)]),
    ("year:>2023", [InYears(2024, None)]),
    ("year:<=2023", [InYears(None, 2023)]),
    ("-year:<2023", [InYears(None, 2022, negated=True)]),
    ("a year:2024 b", [Word("a"), InYears(2024, 2024), Word("b")]),
    # What is pasted works as words.
    ("Only-IF: Revealing", [Word("Only-IF:"), Word("Revealing")]),
    ("Only-IF:Revealing", [Word("Only-IF:Revealing")]),
    ("GPT: a study", [Word("GPT:"), Word("a"), Word("study")]),
    ("BERT:pretraining", [Word("BERT:pretraining")]),
    ("https://arxiv.org/abs/2510.06557", [Word("https://arxiv.org/abs/2510.06557")]),
    ("arxiv:2510.06557 doi:10.1/x", [Word("arxiv:2510.06557"), Word("doi:10.1/x")]),
    ("A (B) [C] {D} | E", [Word("A"), Word("(B)"), Word("[C]"), Word("{D}"), Word("E")]),
    ("one - two — three", [Word("one"), Word("two"), Word("three")]),
    ('3" wafers', [Word('3"'), Word("wafers")]),
    ("C# ... 50%", [Word("C#"), Word("50%")]),
    ("--x", [Word("-x", negated=True)]),
]


@pytest.mark.parametrize(("text", "terms"), UNDERSTOOD)
def test_text_is_understood(text: str, terms: list[Term]) -> None:
    query = parse(text)
    assert list(query.terms) == terms
    assert query.problems == ()
    assert query.is_empty == (not terms)


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_understood(state: str) -> None:
    assert parse(f"is:{state}").terms == (IsState(state),)


MISTAKEN: list[tuple[str, list[Term], int, str]] = [
    ("x is:unraed y", [Word("x"), Word("y")], 3, "did you mean is:unread?"),
    ("is:", [], 1, "is: expects one of inbox, queued"),
    ("is:zzz", [], 1, "cited."),
    ("year:", [], 1, "year: expects a year"),
    ("year:24 a", [Word("a")], 1, "2022..2024"),
    ("a -year:soon", [Word("a")], 3, "year: expects a year"),
    ("year:2024..2022", [], 1, "the earlier year first: 2022..2024"),
    ("year:>9999", [], 1, "year: expects"),
    ("year:<0000", [], 1, "year: expects"),
    ("year:٢٠٢٤", [], 1, "year: expects"),
    ("title: graph", [Word("graph")], 1, "title: expects a word"),
    ("title:--", [], 1, "title: expects a word"),
    ('author:""', [], 1, "author: expects a word"),
    ("tag:", [], 1, "tag: expects a tag"),
    ('tag:" "', [], 1, "tag: expects a tag"),
    ("titel:graph x", [Word("titel:graph"), Word("x")], 1, "did you mean title:?"),
    ("a -autor:b", [Word("a"), Word("autor:b", negated=True)], 4, "did you mean author:?"),
    ("foo:bar", [Word("foo:bar")], 1, "the fields are title: author:"),
    ('a "b c', [Word("a"), Phrase("b c", open=True)], 3, "closing quote"),
    ('title:"b c', [FieldText("title", "b c", quoted=True, open=True)], 7, "closing quote"),
]


@pytest.mark.parametrize(("text", "terms", "column", "part"), MISTAKEN)
def test_a_mistake_is_reported_and_the_rest_is_searched(
    text: str, terms: list[Term], column: int, part: str
) -> None:
    query = parse(text)
    assert list(query.terms) == terms
    assert [problem.column for problem in query.problems] == [column]
    assert part in query.problems[0].message
    assert query.problems[0].message.endswith((".", "?"))


def test_several_mistakes_are_all_reported() -> None:
    columns = [problem.column for problem in parse('is:x year:y titel:z "').problems]
    assert columns == [1, 6, 13, 21]


def test_queries_are_equal_when_they_ask_the_same() -> None:
    assert parse("a  b is:x") == parse("a b")
    assert hash(parse("a  b is:x")) == hash(parse("a b"))
    assert parse("a b") != parse("b a")
    assert parse("a") != "a"


PIECES = st.one_of(
    st.sampled_from(
        ['"', "-", ":", "\\", " ", "..", ">", "*", "/", "\n", "(", "\x00", "\ud800"]
    ),
    st.sampled_from([f"{name}:" for name in FIELDS]),
    st.sampled_from(["read", "2024", "graph", "Only-IF", "https://x.org", "图", "titel:"]),
    st.text(max_size=3),
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join))


@settings(max_examples=400)
@given(TEXTS)
def test_printing_and_parsing_are_inverse(text: str) -> None:
    query = parse(text)
    again = parse(str(query))
    assert again == query
    assert str(again) == str(query)


@given(TEXTS)
def test_problems_point_into_the_text(text: str) -> None:
    for problem in parse(text).problems:
        assert 1 <= problem.column <= len(text)
        assert "\n" not in problem.message


SAFE = st.text(min_size=1).filter(lambda text: any(map(str.isalnum, text)))
VALUES: st.SearchStrategy[Term] = st.one_of(
    st.builds(Phrase, SAFE.filter(lambda text: text.isascii()), st.booleans()),
    st.builds(InYears, st.integers(0, 2024), st.integers(2024, 9999), st.booleans()),
    st.builds(IsState, st.sampled_from(list(STATES)), st.booleans()),
    st.builds(HasTag, SAFE.map(lambda text: " ".join(text.split())), st.booleans()),
)


@given(st.lists(VALUES, max_size=4))
def test_values_are_printed_so_that_they_parse_back(terms: list[Term]) -> None:
    query = Query(tuple(terms))
    assert parse(str(query)) == query
    assert parse(str(query)).problems == ()


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_the_examples_of_the_field_table_are_understood(field: object) -> None:
    from paperreader.searching import Field

    assert isinstance(field, Field)
    assert field.meaning
    assert field.values
    for example in field.examples:
        assert parse(example).problems == ()
        assert re.match(rf"-?{field.name}:", example)
        assert not isinstance(parse(example).terms[0], Word)


def test_a_very_long_text_is_parsed() -> None:
    assert parse('"' + "a\\" * 500_000).problems[0].column == 1
    assert len(parse("ab " * 100_000).terms) == 100_000
