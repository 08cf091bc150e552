"""The entry's record: its keys are a contract with stores, scripts and exports."""

from typing import Any, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.entry import STATUSES, USER_FIELDS, Entry, Row, Sighting, Source

KEYS = """
    id aliases title abstract summary authors author_count organization published featured
    arxiv_id doi url code_url project_url upvotes comments stars history submitted_by venue
    categories keywords status starred tags note citation_key added changed read_at sources
""".split()  # noqa: SIM905 - reads better than a list

TEXT = st.text(alphabet=st.characters(codec="utf-8"))
ENTRIES = st.builds(
    Entry,
    title=TEXT,
    abstract=st.none() | TEXT,
    authors=st.lists(TEXT, max_size=3).map(tuple),
    author_count=st.none() | st.integers(0, 10**6),
    upvotes=st.none() | st.integers(-(2**63), 2**63 - 1),
    history=st.lists(
        st.builds(Sighting, date=TEXT, upvotes=st.none() | st.integers(0, 9)), max_size=2
    ).map(tuple),
    status=st.sampled_from(STATUSES),
    starred=st.booleans(),
    tags=st.lists(TEXT, max_size=3).map(tuple),
    note=TEXT,
    sources=st.lists(
        st.builds(Source, source=TEXT, shape=TEXT, imported=TEXT, fields=st.just(("title",))),
        max_size=2,
    ).map(tuple),
)


def test_an_entry_has_always_all_its_keys() -> None:
    assert list(msgspec.to_builtins(Entry(title="T"))) == KEYS
    assert list(msgspec.json.decode(msgspec.json.encode(Entry(title="T")))) == KEYS


def test_what_a_source_does_not_say() -> None:
    unsaid = msgspec.to_builtins(Entry(title="T"))
    del unsaid["title"]
    assert unsaid == dict.fromkeys(unsaid.keys()) | {
        "id": "",
        "aliases": (),
        "authors": (),
        "history": (),
        "categories": (),
        "keywords": (),
        "status": "inbox",
        "starred": False,
        "tags": (),
        "note": "",
        "added": "",
        "changed": "",
        "sources": (),
    }


@given(ENTRIES)
def test_json_and_back(entry: Entry) -> None:
    assert msgspec.json.decode(msgspec.json.encode(entry), type=Entry) == entry
    assert msgspec.convert(msgspec.to_builtins(entry), Entry) == entry


@given(ENTRIES)
def test_a_row_reads_the_same_json(entry: Entry) -> None:
    row = msgspec.json.decode(msgspec.json.encode(entry), type=Row)
    for name in Row.__struct_fields__:
        assert getattr(row, name) == getattr(entry, name)


def test_a_rows_fields_are_the_entrys() -> None:
    entry, row = get_type_hints(Entry), get_type_hints(Row)
    assert row.items() <= entry.items()
    assert set(USER_FIELDS) <= row.keys()


@pytest.mark.parametrize("record", [Entry(title="T"), Row(id="a", title="T"), Sighting("d")])
def test_records_cannot_be_changed(record: Any) -> None:
    with pytest.raises(AttributeError):
        record.title = "other"


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"title": None},
        {"title": 5},
        {"title": "T", "status": "unread"},
        {"title": "T", "tags": "a"},
        {"title": "T", "upvotes": "many"},
        {"title": "T", "starred": 1},
        {"title": "T", "history": [{"date": "2025-01-01"}]},
    ],
)
def test_what_is_no_entry(document: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(document, Entry)


def test_a_sighting_is_a_short_list() -> None:
    assert msgspec.json.encode(Sighting("2025-01-01", 3)) == b'["2025-01-01",3,null]'
