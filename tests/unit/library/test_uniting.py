"""Making two entries one."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.entry import STATUSES, Entry, Sighting, Source, Status
from paperreader.library import Library
from paperreader.library.identity import title_id
from paperreader.library.merging import settled
from paperreader.library.uniting import DECIDED, unite

from .samples import check, close, give, kept, paper, parsed, state

AT = "2025-03-01T12:00:00Z"
TITLE, OTHER = "Slow Light in Fast Fibres", "Light, Slowed Down"

FIRST = paper(
    TITLE,
    id="title:0011223344556677",
    upvotes=3,
    history=(Sighting("2025-01-02", 3),),
    abstract="Light is slow.",
    added="2025-02-02T00:00:00Z",
    changed="2025-02-02T00:00:00Z",
    sources=(
        Source(
            source="a.txt",
            shape="search-plain-text",
            imported=AT,
            fields=("title", "upvotes", "abstract"),
        ),
    ),
)
SECOND = paper(
    OTHER,
    id="arxiv:2501.00001",
    aliases=("doi:10.1/a",),
    arxiv_id="2501.00001",
    doi="10.1/a",
    upvotes=9,
    history=(Sighting("2025-01-05", 9, 1),),
    abstract="Light is slowed down.",
    added="2025-02-01T00:00:00Z",
    changed="2025-02-03T00:00:00Z",
    sources=(
        Source(
            source="b.json",
            shape="hub-api",
            imported=AT,
            fields=("title", "abstract", "arxiv_id", "doi", "upvotes"),
        ),
    ),
)


def test_facts_are_joined_and_all_ids_lead_to_the_one() -> None:
    entry = unite(FIRST, SECOND)
    assert entry.id == FIRST.id
    assert {*entry.aliases} == {
        "arxiv:2501.00001",
        "doi:10.1/a",
        title_id(TITLE),
        title_id(OTHER),
    }
    assert (entry.title, entry.abstract) == (OTHER, "Light is slowed down.")
    assert (entry.arxiv_id, entry.doi, entry.upvotes) == ("2501.00001", "10.1/a", 9)
    assert entry.history == (Sighting("2025-01-02", 3), Sighting("2025-01-05", 9, 1))
    assert (entry.added, entry.changed) == (SECOND.added, SECOND.changed)
    assert entry.sources == SECOND.sources
    turned = unite(SECOND, FIRST)
    assert turned.id == SECOND.id
    assert {turned.id, *turned.aliases} == {entry.id, *entry.aliases}
    assert msgspec.structs.replace(turned, id=entry.id, aliases=entry.aliases) == entry


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"starred": True}, {}, {"starred": True}),
        ({}, {"starred": True}, {"starred": True}),
        ({"tags": ("a", "c")}, {"tags": ("b", "c")}, {"tags": ("a", "b", "c")}),
        ({"note": "One."}, {"note": "Two."}, {"note": "One.\n\nTwo."}),
        ({"note": "One.\n"}, {"note": "\nTwo."}, {"note": "One.\n\nTwo."}),
        ({"note": "One."}, {"note": ""}, {"note": "One."}),
        ({"note": ""}, {"note": "Two."}, {"note": "Two."}),
        ({"note": "Same."}, {"note": "Same."}, {"note": "Same."}),
        ({"note": "One.\n\nTwo."}, {"note": "Two."}, {"note": "One.\n\nTwo."}),
        ({"status": "inbox"}, {"status": "skipped"}, {"status": "skipped"}),
        ({"status": "skipped"}, {"status": "queued"}, {"status": "queued"}),
        ({"status": "reading"}, {"status": "queued"}, {"status": "reading"}),
        (
            {"status": "read", "read_at": "2025-03-02T00:00:00Z"},
            {"status": "queued"},
            {"status": "read", "read_at": "2025-03-02T00:00:00Z"},
        ),
        (
            {"status": "read", "read_at": "2025-03-02T00:00:00Z"},
            {"status": "read", "read_at": "2025-03-01T00:00:00Z"},
            {"status": "read", "read_at": "2025-03-01T00:00:00Z"},
        ),
        ({"citation_key": "one"}, {}, {"citation_key": "one"}),
        ({}, {"citation_key": "two"}, {"citation_key": "two"}),
        ({"citation_key": "one"}, {"citation_key": "one"}, {"citation_key": "one"}),
        ({"citation_key": "one"}, {"citation_key": "two"}, {"citation_key": "one"}),
    ],
)
def test_what_is_the_readers_is_kept_of_both(
    one: dict[str, Any], other: dict[str, Any], expected: dict[str, Any]
) -> None:
    entry = unite(
        msgspec.structs.replace(FIRST, **one), msgspec.structs.replace(SECOND, **other)
    )
    assert {name: getattr(entry, name) for name in expected} == expected


def test_of_two_pinned_keys_the_second_becomes_an_alias() -> None:
    first = msgspec.structs.replace(FIRST, citation_key="one")
    second = msgspec.structs.replace(SECOND, citation_key="two", aliases=("key:three",))
    assert {"key:two", "key:three"} <= {*unite(first, second).aliases}
    assert "key:one" not in unite(first, second).aliases


def test_every_status_has_its_place() -> None:
    assert sorted(DECIDED) == sorted(STATUSES)


ENTRIES = st.builds(
    lambda base, status, starred, tags, note, key: msgspec.structs.replace(
        base, status=status, starred=starred, tags=tags, note=note, citation_key=key
    ),
    st.sampled_from([FIRST, SECOND, settled(msgspec.structs.replace(SECOND, id="doi:10.1/c"))]),
    st.sampled_from(STATUSES),
    st.booleans(),
    st.sampled_from([(), ("a",), ("a", "b"), ("c",)]),
    st.sampled_from(["", "One.", "Two.", "One. Two."]),
    st.sampled_from([None, "one", "two"]),
)


@given(ENTRIES, ENTRIES)
def test_nothing_is_lost(one: Entry, other: Entry) -> None:
    entry = unite(one, other)
    assert {one.id, other.id, *one.aliases, *other.aliases} <= {entry.id, *entry.aliases}
    assert {*entry.tags} == {*one.tags, *other.tags}
    assert one.note in entry.note
    assert other.note in entry.note
    keys = {entry.citation_key, *(a[4:] for a in entry.aliases if a.startswith("key:"))}
    assert {one.citation_key, other.citation_key} - {None} <= keys
    assert unite(entry, other) == entry
    assert unite(entry, entry) == entry


BRIDGE = paper(TITLE, arxiv_id="2501.00001")


def bridged(folder: Path, status: Status = "queued") -> Library:
    """Open a library with two entries of one paper, and something of the reader's in both."""
    library = Library.open(folder)
    (first,) = give(library, paper(TITLE, upvotes=3), shape="search-plain-text").added_ids
    (second,) = give(library, paper(OTHER, arxiv_id="2501.00001", upvotes=9)).added_ids
    library.mark([first], status)
    library.tag([first], ["one"])
    library.note(first, "Of the first.")
    library.tag([second], ["two"])
    library.note(second, "Of the second.")
    library.pin_citation_keys({first: "keyone", second: "keytwo"})
    return library


def test_a_record_with_the_title_of_one_and_the_id_of_another_unites_them(
    tmp_path: Path,
) -> None:
    library = bridged(tmp_path)
    before = state(library)
    first, second = before
    report = give(library, BRIDGE)
    assert (report.entries, report.added, report.updated, report.unchanged) == (1, 0, 1, 0)
    assert (report.updated_ids, report.united_ids) == ((first,), (second,))
    assert report.seen_before == 1
    (entry,) = state(library).values()
    check(library)
    assert entry.id == first
    assert entry.status == "queued"
    assert entry.tags == ("one", "two")
    assert entry.note == "Of the first.\n\nOf the second."
    assert entry.arxiv_id == "2501.00001"
    for key in (first, second, "2501.00001", "keyone", "keytwo"):
        assert library.resolve(key) == first
    assert library.citation_keys() >= {"keyone", "keytwo"}
    # It is part of the import, and taken back with it.
    assert library.undo() is not None
    assert state(library) == before
    check(library)
    assert library.resolve("keytwo") == second
    assert library.redo() is not None
    assert state(library) == {first: entry}
    library = close(library)
    assert state(library) == {first: entry}
    assert give(library, BRIDGE).change is None
    library.close()
    assert kept(tmp_path) == {first: entry}


def test_a_dry_run_unites_nothing(tmp_path: Path) -> None:
    with bridged(tmp_path) as library:
        before = state(library)
        report = library.import_parsed(parsed(BRIDGE), source="s", dry_run=True)
        assert len(report.united_ids) == 1
        assert state(library) == before


def test_what_a_source_has_of_the_readers_stays_out_of_what_is_there(tmp_path: Path) -> None:
    """Even where two of its records are one paper, and the library has that already."""
    with Library.open(tmp_path) as library:
        give(library, paper(OTHER, arxiv_id="2501.00001"))
        theirs = paper(TITLE, note="Theirs.", tags=("theirs",), starred=True, status="read")
        report = give(library, theirs, BRIDGE)
        assert (report.added, report.updated, report.united_ids) == (0, 1, ())
        (entry,) = state(library).values()
    assert (entry.note, entry.tags, entry.starred, entry.status) == ("", (), False, "inbox")
    assert entry.title in (TITLE, OTHER)


def test_a_united_entry_goes_out_and_comes_in_again(tmp_path: Path) -> None:
    with bridged(tmp_path / "one") as library:
        give(library, BRIDGE)
        expected = state(library)
    with Library.open(tmp_path / "two") as copy:
        give(copy, *expected.values())
        assert state(copy) == expected
        assert copy.resolve("keytwo") == copy.resolve("keyone")


def test_a_citation_key_says_nothing_about_which_paper_it_is(tmp_path: Path) -> None:
    """Two people may pin the same key for two papers."""
    with Library.open(tmp_path) as library:
        give(library, paper("One Paper", aliases=("key:one",)))
        give(library, paper("Another Paper", aliases=("key:one",)))
        assert [row.aliases for row in library.rows()] == [("key:one",), ()]


def test_two_entries_that_the_reader_keeps_apart_are_not_united_by_a_title(
    tmp_path: Path,
) -> None:
    with bridged(tmp_path) as library:
        first, second = state(library)
        library.keep_apart(first, second)
        give(library, BRIDGE)
        assert [*state(library)] == [first, second]
        check(library)
        library.keep_apart(first, second, apart=False)
        assert give(library, BRIDGE).united_ids == (second,)


def test_entries_are_united_even_where_no_fact_changes(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        give(library, paper(OTHER, arxiv_id="2501.00001"))
        give(library, paper(TITLE), shape="search-html")
        before = state(library)
        report = give(library, BRIDGE, shape="search-html")
        assert (report.updated, report.fields, len(report.united_ids)) == (1, {}, 1)
        assert library.undo() is not None
        assert state(library) == before


def test_several_entries_turn_out_to_be_one_in_turn(tmp_path: Path) -> None:
    titles = ["First Title", "Second Title", "Third Title"]
    with Library.open(tmp_path) as library:
        for title in titles:
            give(library, paper(title), shape="search-html")
        (first, *others) = state(library)
        found = [paper(title, arxiv_id="2501.00001") for title in reversed(titles)]
        report = give(
            library, *found, paper(titles[2], upvotes=5), paper(titles[1], comments=2)
        )
        assert (report.added, report.updated) == (0, 1)
        assert sorted(report.united_ids) == sorted(others)
        (entry,) = state(library).values()
        check(library)
        assert (entry.id, entry.upvotes, entry.comments) == (first, 5, 2)
        assert library.undo() is not None
        assert [row.title for row in library.rows()] == titles
        check(library)


def test_a_title_under_which_a_paper_was_met_before_still_leads_to_it(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        give(library, paper(TITLE, arxiv_id="2501.00001"), shape="search-html")
        give(library, paper(OTHER, arxiv_id="2501.00001"))
        assert [row.title for row in library.rows()] == [OTHER]
        give(library, paper(TITLE, doi="10.1/a"))
        assert [row.doi for row in library.rows()] == ["10.1/a"]
        give(library, paper(TITLE, arxiv_id="2501.00002"))
        assert len(library) == 2
