"""Folding what a source says into an entry: field by field, and whatever the order."""

from functools import reduce
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperreader.entry import USER_FIELDS, Entry, Sighting, Source
from paperreader.library.identity import entry_id
from paperreader.library.merging import (
    FACTS,
    changed_facts,
    given_fields,
    joined,
    merge,
    settled,
    stamped,
)
from paperreader.library.precedence import SHAPE_RANK

from .samples import paper

AT = "2025-03-01T12:00:00Z"

RECORDS = st.builds(
    Entry,
    title=st.sampled_from(["Slow Light", "Slow Light in Fast Fibres", "slow light"]),
    abstract=st.sampled_from([None, "We slow", "We slow light down.", "Light is slowed."]),
    summary=st.sampled_from([None, "Slow."]),
    authors=st.sampled_from([(), ("A B",), ("A B", "C D"), ("C D", "A B")]),
    author_count=st.sampled_from([None, 1, 2, 7]),
    published=st.sampled_from([None, "2025-01-01"]),
    featured=st.sampled_from([None, "2025-01-02", "2025-01-03"]),
    arxiv_id=st.sampled_from([None, "2501.00001"]),
    doi=st.sampled_from([None, "10.1/a", "10.1/A"]),
    url=st.sampled_from([None, "https://a.example", "https://b.example"]),
    upvotes=st.sampled_from([None, 0, 3, 9]),
    comments=st.sampled_from([None, 0, 1]),
    stars=st.sampled_from([None, 0, 50]),
    history=st.sampled_from(
        [
            (),
            (Sighting("2025-01-02", 3, None),),
            (Sighting("2025-01-02", 4, 1), Sighting("2025-01-03", 9, None)),
        ]
    ),
    categories=st.sampled_from([(), ("cs.CL",), ("cs.CL", "cs.LG")]),
)
SHAPES = st.sampled_from([*SHAPE_RANK, "unheard-of"])
KNOWN = st.builds(
    lambda entry, shape: msgspec.structs.replace(
        entry,
        id="arxiv:2501.00001",
        added=AT,
        changed=AT,
        status="read",
        starred=True,
        tags=("a",),
        note="mine",
        citation_key="b2025slow",
        read_at=AT,
        sources=(Source(source="s", shape=shape, imported=AT, fields=given_fields(entry)),),
    ),
    RECORDS.map(settled),
    SHAPES,
)
DATES = st.sampled_from([None, "2025-01-01", "2025-01-05"])
CAME = st.builds(
    lambda shape, date: Source(source="s", shape=shape, imported=AT, date=date), SHAPES, DATES
)
STAMPED = st.builds(
    lambda record, came: settled(
        msgspec.structs.replace(stamped(record, came), id=entry_id(record))
    ),
    RECORDS,
    CAME,
)
"""Entries of one record each, as a library has them before they are joined."""


def merged(
    old: dict[str, Any],
    new: dict[str, Any],
    *,
    was: str,
    now: str,
    days: tuple[str | None, str | None] = (None, None),
) -> Entry:
    """Merge two records, each from a source of a shape that speaks of a day."""
    came = Source(source="one", shape=was, imported=AT, date=days[0])
    first = msgspec.structs.replace(stamped(paper(**old), came), id="arxiv:2501.00001")
    return merge(first, paper(**new), source="two", shape=now, at=AT, date=days[1])


DUMP, RECORD = "search-plain-text", "records"
EARLY, LATE = "2025-01-02", "2025-01-03"


@pytest.mark.parametrize(
    ("old", "new", "was", "now", "field", "expected"),
    [
        ({}, {"abstract": "A."}, DUMP, DUMP, "abstract", "A."),
        ({"abstract": "A."}, {}, DUMP, RECORD, "abstract", "A."),
        ({"abstract": "A."}, {"abstract": "B."}, DUMP, DUMP, "abstract", "B."),
        ({"abstract": "A."}, {"abstract": "B."}, RECORD, DUMP, "abstract", "A."),
        ({"abstract": "A."}, {"abstract": "B."}, DUMP, RECORD, "abstract", "B."),
        (
            {"abstract": "All of it."},
            {"abstract": "All"},
            DUMP,
            RECORD,
            "abstract",
            "All of it.",
        ),
        (
            {"abstract": "All"},
            {"abstract": "All of it."},
            RECORD,
            DUMP,
            "abstract",
            "All of it.",
        ),
        (
            {"abstract": "All of it."},
            {"summary": "All"},
            DUMP,
            RECORD,
            "abstract",
            "All of it.",
        ),
        ({"author_count": 3}, {"authors": ("A", "B")}, RECORD, DUMP, "authors", ("A", "B")),
        ({"author_count": 3}, {"authors": ("A", "B")}, RECORD, DUMP, "author_count", 3),
        ({"authors": ("A", "B")}, {"author_count": 3}, DUMP, RECORD, "authors", ("A", "B")),
        ({"authors": ("A", "B")}, {"author_count": 3}, DUMP, RECORD, "author_count", 3),
        ({"authors": ("A", "B")}, {"authors": ("A",)}, DUMP, DUMP, "authors", ("A", "B")),
        ({"authors": ("A",)}, {"authors": ("A", "B")}, RECORD, DUMP, "authors", ("A",)),
        ({"authors": ("A",)}, {"authors": ("A", "B")}, RECORD, DUMP, "author_count", 1),
        ({"authors": ("A",)}, {"authors": ("A", "B")}, RECORD, RECORD, "authors", ("A", "B")),
        ({"authors": ("A", "B")}, {"authors": ("C",)}, DUMP, RECORD, "authors", ("C",)),
        ({"author_count": 3}, {"author_count": 4}, DUMP, DUMP, "author_count", 4),
        ({"upvotes": 3}, {"upvotes": 9}, RECORD, DUMP, "upvotes", 9),
        ({"upvotes": 9}, {"upvotes": 3}, RECORD, DUMP, "upvotes", 9),
        ({"stars": 9}, {"stars": 0}, DUMP, DUMP, "stars", 9),
        ({"stars": 9}, {"stars": 0}, DUMP, RECORD, "stars", 0),
        (
            {"title": "A Long…"},
            {"title": "A Long Title"},
            RECORD,
            DUMP,
            "title",
            "A Long Title",
        ),
        ({"title": "A Long"}, {"title": "A Long Title"}, RECORD, DUMP, "title", "A Long"),
        (
            {"abstract": "See https://a.example/b"},
            {"abstract": "See it."},
            RECORD,
            DUMP,
            "abstract",
            "See https://a.example/b",
        ),
        (
            {"doi": "10.48550/arXiv.2501.00001"},
            {"doi": "10.1/a"},
            RECORD,
            DUMP,
            "doi",
            "10.1/a",
        ),
        ({"upvotes": 9}, {}, DUMP, RECORD, "upvotes", 9),
        ({"featured": "2025-01-01"}, {}, DUMP, RECORD, "featured", "2025-01-01"),
        (
            {"categories": ("a",)},
            {"categories": ("b", "c")},
            DUMP,
            DUMP,
            "categories",
            ("b", "c"),
        ),
    ],
)
def test_field_by_field(  # noqa: PLR0917 - a table's columns
    old: dict[str, Any], new: dict[str, Any], was: str, now: str, field: str, expected: object
) -> None:
    assert getattr(merged(old, new, was=was, now=now), field) == expected


def test_an_older_page_imported_later_does_not_turn_counts_back() -> None:
    today = {"upvotes": 9, "comments": 2, "history": (Sighting("2025-01-09", 9, 2),)}
    before = {"upvotes": 3, "comments": 5, "history": (Sighting("2025-01-02", 3, 5),)}
    entry = merged(today, before, was=DUMP, now=DUMP)
    assert (entry.upvotes, entry.comments) == (9, 2)
    assert entry.history == (Sighting("2025-01-02", 3, 5), Sighting("2025-01-09", 9, 2))


def test_two_sightings_of_one_day_join() -> None:
    entry = merged(
        {"upvotes": 3, "history": (Sighting("2025-01-02", 3, None),)},
        {"comments": 1, "history": (Sighting("2025-01-02", None, 1),)},
        was=DUMP,
        now=DUMP,
    )
    assert entry.history == (Sighting("2025-01-02", 3, 1),)
    assert (entry.upvotes, entry.comments) == (3, 1)


def test_ids_learned_later_become_aliases() -> None:
    first = paper(id="title:0011223344556677", title="A")
    second = paper(title="A", arxiv_id="2501.00001", doi="10.1/Ab", id="doi:10.1/old")
    entry = merge(first, second, source="s", shape=RECORD, at=AT)
    assert entry.id == first.id
    assert entry.aliases == ("arxiv:2501.00001", "doi:10.1/ab", "doi:10.1/old")
    assert (entry.arxiv_id, entry.doi) == ("2501.00001", "10.1/Ab")


@pytest.mark.parametrize(
    ("days", "old", "new", "field", "expected"),
    [
        ((EARLY, LATE), {"url": "b"}, {"url": "a"}, "url", "a"),
        (("2025-01-03", "2025-01-02"), {"url": "a"}, {"url": "b"}, "url", "a"),
        ((None, "2025-01-02"), {"url": "b"}, {"url": "a"}, "url", "a"),
        (("2025-01-02", None), {"url": "a"}, {"url": "b"}, "url", "a"),
        ((EARLY, LATE), {"author_count": 7}, {"author_count": 4}, "author_count", 4),
        ((EARLY, LATE), {"stars": 9}, {"stars": 8}, "stars", 8),
        ((EARLY, LATE), {"abstract": "Long."}, {"abstract": "B."}, "abstract", "B."),
        ((EARLY, LATE), {"abstract": "A."}, {"abstract": "B"}, "abstract", "A."),
        ((EARLY, LATE), {"authors": ("A", "B")}, {"authors": ("C",)}, "authors", ("A", "B")),
        (
            (EARLY, LATE),
            {"authors": ("A", "B")},
            {"authors": ("B", "A")},
            "authors",
            ("B", "A"),
        ),
    ],
)
def test_of_equal_sources_the_later_day(
    days: tuple[str | None, str | None],
    old: dict[str, Any],
    new: dict[str, Any],
    field: str,
    expected: object,
) -> None:
    assert getattr(merged(old, new, was=DUMP, now=DUMP, days=days), field) == expected


def test_stars_of_a_later_day_go_before_those_of_a_better_source() -> None:
    entry = merged({"stars": 9}, {"stars": 7}, was=RECORD, now=DUMP, days=(EARLY, LATE))
    assert entry.stars == 7


def test_a_record_speaks_of_its_own_day_where_its_page_has_none() -> None:
    entry = merged(
        {"url": "a", "featured": "2025-01-03"},
        {"url": "b", "featured": "2025-01-01", "history": (Sighting("2025-01-02", 3),)},
        was=RECORD,
        now=RECORD,
    )
    assert (entry.url, entry.featured) == ("a", "2025-01-03")
    assert [source.date for source in entry.sources] == ["2025-01-03", "2025-01-02"]


def test_a_source_names_what_is_its_own_still() -> None:
    entry = merged(
        {"abstract": "A.", "venue": "v"}, {"abstract": "B.", "url": "u"}, was=DUMP, now=RECORD
    )
    assert entry.sources == (
        Source(source="one", shape=DUMP, imported=AT, fields=("venue",)),
        Source(source="two", shape=RECORD, imported=AT, fields=("title", "abstract", "url")),
    )


def test_a_source_that_has_lost_every_field_is_forgotten() -> None:
    """So what is imported every day makes no entry grow without end."""
    entry = merged(
        {"upvotes": 3}, {"upvotes": 4}, was=DUMP, now=DUMP, days=(None, "2025-01-02")
    )
    assert [source.source for source in entry.sources] == ["two"]


def test_a_better_source_that_says_the_same_vouches_for_it_from_then_on() -> None:
    entry = merged({"url": "u"}, {"url": "u"}, was=DUMP, now=RECORD)
    assert entry.sources[0].shape == RECORD
    assert entry.changed == ""
    again = merge(entry, paper(url="v"), source="three", shape=DUMP, at=AT, date="2025-09-01")
    assert again is entry


def test_sources_of_older_libraries_name_a_field_more_than_once() -> None:
    """There the last one gave what holds, and none speaks of a day."""
    old = paper(
        id="arxiv:2501.00001",
        url="a",
        sources=(
            Source(source="api", shape=RECORD, imported=AT, fields=("title", "url")),
            Source(source="dump", shape=DUMP, imported=AT, fields=("url",)),
        ),
    )
    new = merge(old, paper(url="b"), source="s", shape=DUMP, at=AT, date="2025-01-01")
    assert new.url == "b"
    assert [(s.source, s.fields) for s in new.sources] == [("api", ("title",)), ("s", ("url",))]
    assert merge(old, paper(url="0"), source="s", shape=RECORD, at=AT).url == "0"


def test_given_fields_are_the_facts_that_are_there() -> None:
    entry = paper(authors=("A",), upvotes=0, status="read", note="n", author_count=1)
    assert given_fields(entry) == ("title", "authors", "upvotes", "author_count")


@given(KNOWN, RECORDS, SHAPES)
def test_nothing_known_is_lost(old: Entry, new: Entry, shape: str) -> None:
    after = merge(old, new, source="s", shape=shape, at="2025-04-01T00:00:00Z")
    for name in (*USER_FIELDS, "id", "added"):
        assert getattr(after, name) == getattr(old, name)
    for name in FACTS:
        if getattr(old, name) not in (None, ()) or getattr(new, name) not in (None, ()):
            assert getattr(after, name) not in (None, ()), f"{name} was known and is lost"
    assert {s.date for s in after.history} == {s.date for s in (*old.history, *new.history)}
    assert {old.id, *old.aliases} <= {after.id, *after.aliases}
    assert (after.changed != old.changed) == bool(changed_facts(old, after))
    assert merge(after, new, source="s", shape=shape, at="2025-05-01T00:00:00Z") is after


@given(STAMPED)
def test_every_fact_has_exactly_one_source(record: Entry) -> None:
    named = [name for source in record.sources for name in source.fields]
    assert sorted(named) == sorted(given_fields(record))


def join(one: Entry, other: Entry) -> Entry:
    """Return what two entries say together, as one of them says it."""
    return msgspec.structs.replace(one, **joined(one, other))


def known(entry: Entry) -> tuple[object, ...]:
    """Return what an entry says, and how much weighs what it says, whoever said it."""
    facts = tuple(getattr(entry, name) for name in (*FACTS, "author_count", "history"))
    weighed = {
        (name, SHAPE_RANK.get(source.shape, 0), source.date)
        for source in entry.sources
        for name in source.fields
        # Which of the sources had the highest count is not what counts are told by.
        if name not in ("upvotes", "comments")
    }
    return facts, weighed, frozenset({entry.id, *entry.aliases} - {""})


@settings(max_examples=300)
@given(STAMPED, STAMPED, STAMPED)
def test_joining_knows_no_order_and_no_grouping(one: Entry, two: Entry, three: Entry) -> None:
    assert known(join(one, two)) == known(join(two, one))
    assert known(join(join(one, two), three)) == known(join(one, join(two, three)))


@given(STAMPED, STAMPED)
def test_joining_again_changes_nothing(one: Entry, two: Entry) -> None:
    both = join(one, two)
    assert join(both, two) == both
    assert joined(both, both) == {}
    assert known(join(both, one)) == known(both)


@settings(max_examples=100)
@given(st.lists(STAMPED, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_records_in_any_order_say_the_same(records: list[Entry], chance: Random) -> None:
    turned = records[:]
    chance.shuffle(turned)
    assert known(reduce(join, records)) == known(reduce(join, turned))
