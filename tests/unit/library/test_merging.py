"""Folding what a source says into an entry."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.entry import USER_FIELDS, Entry, Sighting, Source
from paperreader.library.merging import FACTS, SHAPE_RANK, given_fields, merge

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
    RECORDS,
    SHAPES,
)


def merged(old: dict[str, Any], new: dict[str, Any], *, was: str, now: str) -> Entry:
    """Merge two records, each from a source of a shape."""
    first = paper(**old)
    came = Source(source="one", shape=was, imported=AT, fields=given_fields(first))
    first = msgspec.structs.replace(first, id="arxiv:2501.00001", sources=(came,))
    return merge(first, paper(**new), source="two", shape=now, at=AT)


DUMP, RECORD = "search-plain-text", "records"


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
        ({"authors": ("A",)}, {"authors": ("A", "B")}, RECORD, DUMP, "authors", ("A", "B")),
        ({"authors": ("A",)}, {"authors": ("A", "B")}, RECORD, DUMP, "author_count", 2),
        ({"authors": ("A", "B")}, {"authors": ("C",)}, DUMP, RECORD, "authors", ("C",)),
        ({"author_count": 3}, {"author_count": 4}, DUMP, DUMP, "author_count", 4),
        ({"upvotes": 3}, {"upvotes": 9}, RECORD, DUMP, "upvotes", 9),
        ({"upvotes": 9}, {"upvotes": 3}, RECORD, DUMP, "upvotes", 3),
        ({"stars": 9}, {"stars": 0}, DUMP, DUMP, "stars", 0),
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


def test_a_source_names_only_what_it_gave() -> None:
    entry = merged({"abstract": "A."}, {"abstract": "A.", "url": "u"}, was=DUMP, now=RECORD)
    assert entry.sources[-1] == Source(source="two", shape=RECORD, imported=AT, fields=("url",))


def test_given_fields_are_the_facts_that_are_there() -> None:
    entry = paper(authors=("A",), upvotes=0, status="read", note="n", author_count=1)
    assert given_fields(entry) == ("title", "authors", "upvotes", "author_count")


@given(KNOWN, RECORDS, SHAPES)
def test_laws(old: Entry, new: Entry, shape: str) -> None:
    after = merge(old, new, source="s", shape=shape, at="2025-04-01T00:00:00Z")
    for name in (*USER_FIELDS, "id", "added"):
        assert getattr(after, name) == getattr(old, name)
    for name in FACTS:
        if getattr(old, name) not in (None, ()) or getattr(new, name) not in (None, ()):
            assert getattr(after, name) not in (None, ()), f"{name} was known and is lost"
    assert {s.date for s in after.history} == {s.date for s in (*old.history, *new.history)}
    assert (after is old) or (after.changed != old.changed and len(after.sources) == 2)
    assert merge(after, new, source="s", shape=shape, at="2025-05-01T00:00:00Z") is after
    assert len(after.authors) <= (after.author_count or 0) or not after.authors
