"""Queries as values: the normal form, joining, and that every tree prints back."""

import pytest
from hypothesis import given, settings

from paperreader.searching import Query, both, parse
from paperreader.searching.query import (
    EVERYTHING,
    All,
    Any,
    Node,
    Not,
    Phrase,
    QueryProblem,
    Word,
    all_of,
    any_of,
    negation,
)
from tests.unit.searching.trees import NODES, OPEN_NODES

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("node", "normal"),
    [
        (all_of([]), EVERYTHING),
        (all_of([A]), A),
        (all_of([A, all_of([B, C])]), All((A, B, C))),
        (all_of([A, EVERYTHING]), A),
        (all_of([A, any_of([B, C])]), All((A, Any((B, C))))),
        (any_of([A]), A),
        (any_of([A, any_of([B, C])]), Any((A, B, C))),
        (any_of([A, EVERYTHING]), EVERYTHING),
        (negation(negation(A)), A),
        (negation(all_of([A, B])), Not(All((A, B)))),
    ],
)
def test_trees_are_made_in_the_normal_form(node: Node, normal: Node) -> None:
    assert node == normal


PRINTED: list[tuple[Node, str]] = [
    (EVERYTHING, ""),
    (all_of([A, B]), "a b"),
    (any_of([all_of([A, B]), C]), "a b OR c"),
    (all_of([any_of([A, B]), C]), "(a OR b) c"),
    (negation(A), "-a"),
    (negation(all_of([A, negation(B)])), "-(a -b)"),
    (all_of([A, negation(any_of([B, C]))]), "a -(b OR c)"),
    (Phrase('say "x" \\ y'), r'"say \"x\" \\ y"'),
    (all_of([A, any_of([B, Phrase("c d", open=True)])]), 'a (b OR "c d'),
]


@pytest.mark.parametrize(("node", "text"), PRINTED)
def test_trees_are_printed_with_the_parentheses_that_they_need(node: Node, text: str) -> None:
    assert str(Query(node)) == text
    assert parse(text).root == node


@settings(max_examples=300)
@given(NODES)
def test_every_tree_prints_to_text_that_parses_back(node: Node) -> None:
    again = parse(str(Query(node)))
    assert again.root == node
    assert hash(again) == hash(Query(node))


@given(OPEN_NODES)
def test_what_is_still_being_typed_prints_back_too(node: Node) -> None:
    assert parse(str(Query(node))).root == node


@given(NODES | OPEN_NODES, NODES | OPEN_NODES)
def test_two_queries_joined_print_back(one: Node, other: Node) -> None:
    query = both(Query(one), Query(other))
    assert parse(str(query)) == query


def test_joining_asks_for_both() -> None:
    one, other = parse("a OR b year:x"), parse("is:read (c")
    joined = both(one, other)
    assert str(joined) == "(a OR b) is:read c"
    assert joined.problems == one.problems + other.problems
    assert both(Query(), one) == one == both(one, Query())


def test_joining_keeps_what_is_being_typed_at_the_end() -> None:
    assert str(both(parse('a "b c'), parse("is:read"))) == 'is:read a "b c'
    assert str(both(parse('a "b c'), parse('"d e'))) == 'a "b c" "d e'
    assert str(both(parse('-(a OR "b c'), parse('"d e'))) == '-(a OR "b c") "d e'


def test_queries_are_equal_when_they_ask_the_same() -> None:
    assert parse("a  b is:x") == parse("a AND b")
    assert hash(parse("a  b is:x")) == hash(parse("a b"))
    assert parse("a b") != parse("b a")
    assert parse("a") != "a"
    assert Query(A, (QueryProblem(1, "Odd."),)) == Query(A)


def test_leaves_are_told_in_the_order_in_which_they_are_written() -> None:
    assert list(parse("a (b OR -(c a))").leaves()) == [A, B, C, A]
    assert list(Query().leaves()) == []
