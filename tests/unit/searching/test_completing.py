"""What is offered while a query is typed, and where it goes."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.searching import FIELDS, STATES, THINGS, parse
from paperreader.searching.completing import (
    Known,
    choices,
    expected,
    from_words,
    spot,
    tag_uses,
    take,
    term_end,
)

KNOWN = Known(
    datetime.date(2026, 11, 22),
    tag_uses({"rl": 3, "rl/offline": 9, "to read": 2, "vision/3d": 1, "a(b)": 1, "bad\x1b": 8}),
    ("2026-11-21", "2026-11-20", "2026-10-30"),
)


def offered(text: str) -> list[str]:
    """Return what is offered at the end of a text, or at its ``|``."""
    text, _, rest = text.partition("|")
    at = spot(text + rest, len(text))
    return [] if at is None else [choice.text for choice in choices(at, KNOWN)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ti", ["title:"]),
        ("t", ["title:", "tag:"]),
        ("AU", ["author:", "authors:"]),
        ("or", ["org:"]),
        ("deep OR", []),
        ("(deep AND", []),
        ("deep nets au", ["author:", "authors:"]),
        ("-ti", ["title:"]),
        ("(ti", ["title:"]),
        ("x OR (-ti", ["title:"]),
        ("is:", [f"is:{state}" for state in STATES]),
        ("is:un", ["is:unread"]),
        ("IS:Un", ["is:unread"]),
        ("is:read", ["is:reading"]),
        ("has:", [f"has:{thing}" for thing in THINGS]),
        ("-has:co", ["has:code"]),
        ("unr", ["is:unread"]),
        ("cod", ["has:code"]),
        ("tag:", ["tag:rl", "tag:rl/offline", 'tag:"to read"']),
        ("tag:rl", ["tag:rl/offline"]),
        ("tag:off", ["tag:rl/offline"]),
        ("tag:vis", ["tag:vision", "tag:vision/3d"]),
        ('tag:"to', ['tag:"to read"']),
        ("tag:to", ['tag:"to read"']),
        ("visi", ["tag:vision", "tag:vision/3d"]),
        ("tag:a", ['tag:"a(b)"']),
        ("tag:bad", []),
        ("featured:", ["featured:today", "featured:7d", "featured:2026-W47"]),
        ("featured:to", ["featured:today"]),
        ("added:<", ["added:<7d", "added:<30d", "added:<today"]),
        ("added:<7", ["added:<7d", "added:<7w", "added:<7m"]),
        ("published:>2026-W", ["published:>2026-W47"]),
        ("published:2025..to", ["published:2025..today"]),
        ("day:2026-10-", ["day:2026-10-30"]),
        ("year:", ["year:2026", "year:2025", "year:2024..2026", "year:>=2025"]),
        ("year:2022..", ["year:2022..2026", "year:2022..2025"]),
        ("upvotes:", ["upvotes:>=20"]),
        ("upvotes:>=5", []),
        ("like:", []),
        ("like:25", []),
        ("author:", []),
        # Plain words are left alone, and so is what is inside a phrase.
        ("", []),
        ("deep ", []),
        ("graph neural", []),
        ('"is:un', []),
        ('"a" ', []),
        ("https:", []),
        ("ti|tle", []),
        ("ti| deep", ["title:"]),
        ("(is:un|)", ["is:unread"]),
        ("f(ti", []),
    ],
)
def test_what_is_offered_begins_with(text: str, first: list[str]) -> None:
    found = offered(text)
    assert found[: len(first)] == first
    assert first or not found


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("ti", "title:|"),
        ("deep is:un", "deep is:unread |"),
        ("-is:un", "-is:unread |"),
        ("is:un| deep", "is:unread| deep"),
        ("(is:un|)", "(is:unread|)"),
        ("x tag:to", 'x tag:"to read" |'),
        ('x tag:"to', 'x tag:"to read" |'),
        ("added:<7", "added:<7d |"),
    ],
)
def test_taking_the_first_choice(text: str, after: str) -> None:
    text, _, rest = text.partition("|")
    at = spot(text + rest, len(text))
    assert at is not None
    taken, cursor = take(text + rest, at, choices(at, KNOWN)[0])
    assert f"{taken[:cursor]}|{taken[cursor:]}" == after


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("author:hin", ("hin", "author")),
        ("-org:uni", ("uni", "org")),
        ("by:m", ("m", "by")),
        ('author:"anna lind', ("lind", "author")),
        ("title:graph", ("graph", "title")),
        ("author:", None),
        ("tag:rl", None),
        ("graph", None),
        ("title:state-of", None),
    ],
)
def test_words_that_are_wanted_of_the_library(
    text: str, wanted: tuple[str, str] | None
) -> None:
    at = spot(text, len(text))
    assert at is not None
    assert at.wanted == wanted


def test_words_of_the_library_take_the_place_of_the_last_word() -> None:
    at = spot('x author:"anna lind', 19)
    assert at is not None
    first, *_ = from_words(at, ["lindqvist", "lindt"])
    assert take('x author:"anna lind', at, first)[0] == 'x author:"anna lindqvist" '
    bare = spot("author:lind", 11)
    assert bare is not None
    assert [c.text for c in from_words(bare, ["lind", "lindt"])] == ["author:lindt"]
    plain = spot("lind", 4)
    assert plain is not None
    assert from_words(plain, ["lindt"]) == []


def test_what_is_expected_is_said_for_fields_only() -> None:
    for name, field in FIELDS.items():
        at = spot(f"{name}:", len(name) + 1)
        assert at is not None
        assert expected(at) == f"{name}: {field.meaning}"
    word = spot("deep", 4)
    assert word is not None
    assert expected(word) == ""


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("x is:zzz y", 2, 8), ('a "b c', 2, 6), ("x", 0, 1), ("a b", 1, 2), ('is:"b c" d', 0, 8)],
)
def test_the_term_that_a_mistake_points_at(text: str, start: int, end: int) -> None:
    assert term_end(text, start) == end


PIECES = st.sampled_from(
    [
        *(f"{name}:" for name in FIELDS),
        *'"-()\\ ',
        "2",
        "20",
        "un",
        "to",
        "rl",
        ">=",
        "..",
        "ti",
    ]
)


@given(st.lists(PIECES, max_size=8).map("".join), st.data())
def test_whatever_is_offered_is_understood(text: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    at = spot(text, cursor)
    if at is None:
        return
    assert at.end == cursor
    for choice in choices(at, KNOWN):
        taken, place = take(text, at, choice)
        assert 0 < place <= len(taken)
        if not choice.goes_on and ".." not in choice.text:
            assert parse(choice.text).problems == ()


@given(st.text(max_size=30), st.data())
def test_any_text_has_a_spot_or_none(text: str, data: st.DataObject) -> None:
    at = spot(text, data.draw(st.integers(0, len(text))))
    if at is not None:
        choices(at, KNOWN)
        assert text[at.start : at.end].endswith(at.text) or at.quoted or at.text == ""
