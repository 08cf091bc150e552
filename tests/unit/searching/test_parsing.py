"""The language: what a text asks, what is reported, and that it can be printed back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperreader.searching import FIELDS, STATES, THINGS, parse
from paperreader.searching.moments import Between, Beyond, Period, Recent, Within, days_of
from paperreader.searching.parsing import MOST_NESTED, MOST_PROBLEMS
from paperreader.searching.query import (
    EVERYTHING,
    All,
    Any,
    FieldText,
    Has,
    HasTag,
    InDays,
    InNumbers,
    IsState,
    Like,
    Node,
    Not,
    Phrase,
    Word,
    all_of,
    any_of,
    negation,
)

A, B, C, D = Word("a"), Word("b"), Word("c"), Word("d")

UNDERSTOOD: list[tuple[str, list[Node]]] = [
    ("", []),
    ("  \t\n", []),
    ("graph neural", [Word("graph"), Word("neural")]),
    ("-survey", [Not(Word("survey"))]),
    ('"graph neural"', [Phrase("graph neural")]),
    ('-"graph neural" x', [Not(Phrase("graph neural")), Word("x")]),
    ('"a \\"b\\" \\\\ \\alpha"', [Phrase('a "b" \\ \\alpha')]),
    ("title:graph", [FieldText("title", "graph")]),
    ('title:"graph neural"', [FieldText("title", "graph neural", quoted=True)]),
    ("TITLE:graph Is:Read HAS:Doi", [FieldText("title", "graph"), IsState("read"), Has("doi")]),
    ("-author:lind", [Not(FieldText("author", "lind"))]),
    ("abstract:state-of-the-art", [FieldText("abstract", "state-of-the-art")]),
    (
        "note:x org:y by:z",
        [FieldText("note", "x"), FieldText("org", "y"), FieldText("by", "z")],
    ),
    ("tag:rl", [HasTag("rl")]),
    ("tag:rl/*", [HasTag("rl/*")]),
    ('-tag:"to  read"', [Not(HasTag("to read"))]),
    ("tag:c++", [HasTag("c++")]),
    ("is:queue is:new", [IsState("queued"), IsState("inbox")]),
    ("has:notes -has:author", [Has("note"), Not(Has("authors"))]),
    ("like:2510.06557", [Like("2510.06557")]),
    ("like:arxiv:2510.06557", [Like("arxiv:2510.06557")]),
    ("year:2024", [InNumbers("year", 2024, 2024)]),
    ("year:2022..2024", [InNumbers("year", 2022, 2024)]),
    ("year:2022..", [InNumbers("year", 2022, None)]),
    ("-year:<2023", [Not(InNumbers("year", None, 2022))]),
    ("upvotes:>=20", [InNumbers("upvotes", 20, None)]),
    ("comments:0", [InNumbers("comments", 0, 0)]),
    ("authors:>5", [InNumbers("authors", 6, None)]),
    ('upvotes:"20..50"', [InNumbers("upvotes", 20, 50)]),
    ("featured:today", [InDays("featured", Within(Recent("today")))]),
    ("published:>2025-01", [InDays("published", Beyond(Period("2025-01"), later=True))]),
    ("day:2024..", [InDays("day", Between(Period("2024"), None))]),
    ("-added:<7d", [Not(InDays("added", days_of("<7d")))]),
    ("a year:2024 b", [A, InNumbers("year", 2024, 2024), B]),
    # How terms are joined.
    ("a OR b", [any_of([A, B])]),
    ("a b OR c d", [any_of([all_of([A, B]), all_of([C, D])])]),
    ("a AND b OR c", [any_of([all_of([A, B]), C])]),
    ("(a OR b) c", [any_of([A, B]), C]),
    ("a (b OR (c d))", [A, any_of([B, all_of([C, D])])]),
    ("(a) ((b)) ( c )", [A, B, C]),
    ("-(a OR b)", [Not(any_of([A, B]))]),
    ("-(a b) c", [Not(all_of([A, B])), C]),
    ("-(-a)", [A]),
    ("-(-(a b)) c", [A, B, C]),
    ("a or b and c", [A, Word("or"), B, Word("and"), C]),
    ("-OR", [Not(Word("or"))]),
    ("(is:read OR tag:x) -(b)", [any_of([IsState("read"), HasTag("x")]), Not(B)]),
    ('("a b")(c)', [Phrase("a b"), C]),
    ('title:"a b"(c)', [FieldText("title", "a b", quoted=True), C]),
    # What is pasted works as words.
    ("Only-IF: Revealing", [Word("Only-IF:"), Word("Revealing")]),
    ("Only-IF:Revealing", [Word("Only-IF:Revealing")]),
    ("GPT: a", [Word("GPT:"), A]),
    ("Learning to Plan:", [Word("Learning"), Word("to"), Word("Plan:")]),
    ("BERT:pretraining", [Word("BERT:pretraining")]),
    ("https://arxiv.org/abs/2510.06557", [Word("https://arxiv.org/abs/2510.06557")]),
    ("https://x.org/a_(b)?c=(d)", [Word("https://x.org/a_(b)?c=(d)")]),
    ("arxiv:2510.06557 doi:10.1/x", [Word("arxiv:2510.06557"), Word("doi:10.1/x")]),
    ("[C] {D} | E", [Word("[C]"), Word("{D}"), Word("E")]),
    ("one - two — three -- x", [Word("one"), Word("two"), Word("three"), Word("x")]),
    ("f(x) a", [Word("f(x)"), A]),
    ("(Un)supervised (f(x) OR a)", [Word("(Un)supervised"), any_of([Word("f(x)"), A])]),
    ("P(X = x) a", [Word("P"), Word("X"), Word("x"), A]),
    ('a("b")c', [A, Phrase("b"), C]),
    ('a (")b" OR c)', [A, any_of([Phrase(")b"), C])]),
    ("a (b): c", [A, B, C]),
    ('3" wafers', [Word('3"'), Word("wafers")]),
    ('"a"-based', [Phrase("a"), Word("based")]),
    ("C# ... 50%", [Word("C#"), Word("50%")]),
    ("--x ---y", [Word("x"), Word("y")]),
    ('“a b” -„c d“ “a" b', [Phrase("a b"), Not(Phrase("c d")), Phrase("a"), B]),
    ("title:“a b”", [FieldText("title", "a b", quoted=True)]),
    ('"the “a” in b"', [Phrase("the “a” in b")]),
]


@pytest.mark.parametrize(("text", "parts"), UNDERSTOOD)
def test_text_is_understood(text: str, parts: list[Node]) -> None:
    query = parse(text)
    assert query.root == all_of(parts)
    assert query.problems == ()
    assert query.is_empty == (not parts)
    assert parse(str(query)) == query


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_understood(state: str) -> None:
    assert parse(f"is:{state}").root == IsState(state)


@pytest.mark.parametrize("thing", THINGS)
def test_every_thing_that_can_be_had_is_understood(thing: str) -> None:
    assert parse(f"has:{thing}").root == Has(thing)


MISTAKEN: list[tuple[str, list[Node], int, str]] = [
    ("x is:unraed y", [Word("x"), Word("y")], 3, "did you mean is:unread?"),
    ("is: a", [A], 1, "is: expects one of inbox, queued"),
    ("a is:zzz b", [A, B], 3, "cited."),
    ("has:cod a", [A], 1, "did you mean has:code?"),
    ("has:wings a", [A], 1, "has: expects one of abstract, authors"),
    ("year: a", [A], 1, "year: expects a year"),
    ("year:24 a", [A], 1, "2022..2024"),
    ("a -year:soon b", [A, B], 3, "year: expects a year"),
    ("year:2024..2022 a", [A], 1, "the earlier year first: 2022..2024"),
    ("year:>9999 a", [A], 1, "year: expects"),
    ("year:<0000 a", [A], 1, "year: expects"),
    ("year:٢٠٢٤ a", [A], 1, "year: expects"),
    ("upvotes:many a", [A], 1, "upvotes: expects a number such as 20"),
    ("upvotes:50..20 a", [A], 1, "the smaller number first: 20..50"),
    ("added:soon a", [A], 1, "added: expects a day such as today, 7d"),
    ("day:2026-02-30 a", [A], 1, "day: there is no 2026-02-30 in the calendar."),
    ("published:2026..2024 a", [A], 1, "the earlier date first: 2024..2026."),
    ("title: graph", [Word("graph")], 1, "title: expects a word"),
    ("title:-- a", [A], 1, "title: expects a word"),
    ('author:"" a', [A], 1, "author: expects a word"),
    ("tag: a", [A], 1, "tag: expects a tag"),
    ('tag:" " a', [A], 1, "tag: expects a tag"),
    ("like: a", [A], 1, "like: expects an entry's id"),
    ("titel:graph x", [Word("titel:graph"), Word("x")], 1, "did you mean title:?"),
    ("a -autor:b c", [A, Not(Word("autor:b")), C], 4, "did you mean author:?"),
    ("foo:bar a", [Word("foo:bar"), A], 1, "the fields are title: author:"),
    ("OR a", [A], 1, "OR expects something to look for before it"),
    ("a OR OR b", [any_of([A, B])], 6, "OR expects something to look for before it"),
    ("a (OR b)", [A, B], 4, "OR expects something to look for before it"),
    ("(a OR) b", [A, B], 4, "OR expects something to look for after it"),
    ("(a AND ) b", [A, B], 4, "AND expects something to look for after it"),
    ("AND a", [A], 1, "AND expects something to look for before it"),
    ("a OR year:x c", [any_of([A, C])], 6, "year: expects"),
    ("a () b", [A, B], 3, "expect something between them"),
    ("(a)) b", [A, B], 4, "closes nothing that was opened."),
    ("a OR b)", [any_of([A, B])], 7, "closes nothing that was opened."),
    ("a b) OR c", [any_of([all_of([A, B]), C])], 4, "closes nothing that was opened."),
    ("a) b", [A, B], 2, "closes nothing that was opened."),
    ("-a) b", [Not(A), B], 3, "closes nothing that was opened."),
    ("a -) b", [A, B], 4, "closes nothing that was opened."),
    ("tag:x) b", [HasTag("x"), B], 6, "closes nothing that was opened."),
    ('"a b")', [Phrase("a b")], 6, "closes nothing that was opened."),
    ("Mind: :)", [Word("Mind:")], 8, "closes nothing that was opened."),
    (")", [], 1, "closes nothing that was opened."),
    ("(is:zzz) a", [A], 2, "is: expects"),
]


@pytest.mark.parametrize(("text", "parts", "column", "part"), MISTAKEN)
def test_a_mistake_is_reported_and_the_rest_is_searched(
    text: str, parts: list[Node], column: int, part: str
) -> None:
    query = parse(text)
    assert query.root == all_of(parts)
    assert [problem.column for problem in query.problems] == [column]
    assert part in query.problems[0].message
    assert query.problems[0].message.endswith((".", "?"))
    assert not query.problems[0].unfinished


@pytest.mark.parametrize(
    ("text", "parts", "columns"),
    [
        ("a) b) c", [A, B, C], [2, 5]),
        ("a))", [A], [2, 3]),
        ("a) (b OR c)) d", [A, any_of([B, C]), D], [2, 12]),
        (")) a OR", [A], [1, 2, 6]),
    ],
)
def test_every_stray_parenthesis_is_reported_and_passed_over(
    text: str, parts: list[Node], columns: list[int]
) -> None:
    query = parse(text)
    assert query.root == all_of(parts)
    assert [problem.column for problem in query.problems] == columns
    assert parse(str(query)) == query


UNFINISHED: list[tuple[str, list[Node], list[int]]] = [
    ("a is:u", [A], [3]),
    ("a is:", [A], [3]),
    ("a tag:", [A], [3]),
    ("a -year:20", [A], [3]),
    ("a upvotes:>", [A], [3]),
    ("a published:2026-0", [A], [3]),
    ("a has:", [A], [3]),
    ("a (", [A], [3]),
    ("a -(", [A], [4]),
    ("a (b", [A, B], [3]),
    ("a (b OR", [A, B], [3, 6]),
    ("a OR ", [A], [3]),
    ("a AND", [A], [3]),
    ('a "b c', [A, Phrase("b c", open=True)], [3]),
    ("a “b c", [A, Phrase("b c", open=True)], [3]),
    ('a "', [A], [3]),
    ('title:"b c', [FieldText("title", "b c", quoted=True, open=True)], [7]),
    ('tag:"to re', [HasTag("to re")], [5]),
    ("is:r", [], [1]),
    ("(", [], [1]),
    ('"', [], [1]),
]


@pytest.mark.parametrize(("text", "parts", "columns"), UNFINISHED)
def test_what_is_only_begun_is_left_out_and_said_to_be_unfinished(
    text: str, parts: list[Node], columns: list[int]
) -> None:
    query = parse(text)
    assert query.root == all_of(parts)
    assert [problem.column for problem in query.problems] == columns
    assert all(problem.unfinished for problem in query.problems)
    assert parse(str(query)) == query


@pytest.mark.parametrize("text", ["a -", "-", "a - ", "a ...", "a :"])
def test_signs_alone_ask_nothing(text: str) -> None:
    assert parse(text).root in (A, EVERYTHING)


@pytest.mark.parametrize("text", ["...", " !?", "-", "—"])
def test_a_text_without_a_letter_or_digit_is_reported(text: str) -> None:
    query = parse(text)
    assert query.is_empty
    assert [problem.column for problem in query.problems] == [1]
    assert "no letter or digit" in query.problems[0].message


def test_several_mistakes_are_all_reported_in_their_order() -> None:
    columns = [problem.column for problem in parse('is:x (year:y titel:z "').problems]
    assert columns == [1, 6, 7, 14, 22]


def test_so_many_mistakes_are_named_and_no_more() -> None:
    query = parse("is:x titel:a " * 10_000 + "b")
    assert len(query.problems) == MOST_PROBLEMS


PIECES = st.one_of(
    st.sampled_from(
        ['"', "-", ":", "\\", " ", "..", ">", "*", "/", "\n", "(", ")", "\x00", "\ud800"]
    ),
    st.sampled_from([" OR ", "OR", " AND ", " -(", ") ", "“", "”", "„", "f(x)", "--"]),
    st.sampled_from([f"{name}:" for name in FIELDS]),
    st.sampled_from(
        ["read", "2024", "7d", "graph", "Only-IF", "https://x.org", "图", "titel:"]
    ),
    st.text(max_size=3),
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join))


@settings(max_examples=600)
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
        assert problem.message.endswith((".", "?"))


@given(TEXTS)
def test_the_tree_is_in_the_normal_form(text: str) -> None:
    def check(node: Node) -> None:
        if isinstance(node, Not):
            assert negation(node.part) == node
            check(node.part)
        elif isinstance(node, All | Any):
            assert node == (all_of if isinstance(node, All) else any_of)(node.parts)
            for part in node.parts:
                check(part)

    check(parse(text).root)


DEEP = 10_000


@pytest.mark.parametrize("opening", ["(", "-(", "a (", "a OR (", "(-(b OR "])
def test_deep_parentheses_are_bounded(opening: str) -> None:
    query = parse(opening * DEEP + "x" + ")" * DEEP * opening.count("("))
    assert any("deep in one another" in problem.message for problem in query.problems)
    assert Word("x") in set(query.leaves())
    assert parse(str(query)) == query


def test_as_many_parentheses_as_are_allowed_are_no_mistake() -> None:
    text = "a (b OR " * (MOST_NESTED - 1) + "(a b)" + ")" * (MOST_NESTED - 1)
    assert parse(text).problems == ()
    assert parse(str(parse(text))) == parse(text)


@pytest.mark.parametrize(
    "piece",
    [
        *('"', '"a\\', "“", "“a", "a”", "\\", "-", "-a-", "ab ", "é(", "x:", "2026..", " "),
        *("(", ")", "(a", "a(", "(a)", "f(x)", "-(a", "tag:(", "a OR ", "OR "),
        *("is:x ", "titel:a ", "day:<7d "),
    ],
)
def test_a_very_long_text_is_parsed(piece: str) -> None:
    """Quadratic time would take hours here."""
    query = parse(piece * (200_000 // len(piece)))
    assert len(query.problems) <= MOST_PROBLEMS


def test_long_words_and_names_are_parsed() -> None:
    assert parse("a" * 500_000).root == Word("a" * 500_000)
    assert parse("a" * 500_000 + ":b").problems == ()
    assert parse("is:" + "a" * 500_000).is_empty
