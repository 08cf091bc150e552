"""JSON and JSON Lines read back as they were."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from paperreader.entry import Entry, Sighting, Source
from paperreader.exporting.records import json as as_json
from paperreader.exporting.records import jsonl, record
from paperreader.importing import read_source
from tests.unit.citing.reading import corpus
from tests.unit.exporting.entries import ATTENTION, BARE, COUNTED, EVERYTHING

TEXT = st.text(max_size=20) | st.text(alphabet='\x00\x1b\x7f\x9b\u2028\u202e"\\é', max_size=8)
ENTRIES = st.builds(
    Entry,
    title=TEXT,
    abstract=st.none() | TEXT,
    authors=st.lists(TEXT, max_size=3).map(tuple),
    note=TEXT,
    tags=st.lists(TEXT, max_size=3).map(tuple),
    history=st.lists(
        st.builds(Sighting, date=TEXT, upvotes=st.none() | st.integers(-9, 2**53)), max_size=2
    ).map(tuple),
    sources=st.lists(st.builds(Source, source=TEXT, shape=TEXT, imported=TEXT), max_size=2).map(
        tuple
    ),
)


class Listed(msgspec.Struct):
    entries: list[Entry]


@given(st.lists(ENTRIES, max_size=4))
def test_json_reads_back_equal(entries: list[Entry]) -> None:
    text = "".join(as_json(entries))
    assert msgspec.json.decode(text, type=Listed).entries == entries
    lines = "".join(jsonl(entries))
    assert [msgspec.json.decode(line, type=Entry) for line in lines.splitlines()] == entries
    assert len(lines.splitlines()) == len(entries)


def test_all_keys_always() -> None:
    for entry in EVERYTHING:
        assert tuple(json.loads(record(entry))) == Entry.__struct_fields__


def test_one_entry_a_line() -> None:
    text = "".join(as_json((ATTENTION, COUNTED, BARE)))
    lines = text.splitlines()
    assert (lines[0], lines[-1]) == ('{"entries": [', "]}")
    assert [json.loads(line.rstrip(","))["id"] for line in lines[1:-1]] == [
        ATTENTION.id,
        COUNTED.id,
        BARE.id,
    ]


def test_what_terminals_obey_is_escaped_and_comes_back() -> None:
    entry = Entry(title="a\x9b2J\u202eb\x7f\u2028")
    line = record(entry)
    assert r"a\u009b2J\u202eb\u007f\u2028" in line
    assert msgspec.json.decode(line, type=Entry) == entry


def test_lone_surrogates_are_replaced() -> None:
    entry = Entry(title="a\ud800b", authors=("\udfff",), history=(Sighting("\ud801", 1),))
    back: dict[str, Any] = json.loads(record(entry))
    assert back["title"] == "a\ufffdb"
    assert back["authors"] == ["\ufffd"]
    assert back["history"] == [["\ufffd", 1, None]]


def test_real_records_read_back_equal(shared: Path) -> None:
    entries = list(corpus(shared, 500))
    assert msgspec.json.decode("".join(as_json(entries)), type=Listed).entries == entries


def test_real_records_come_back_by_our_own_reader(shared: Path) -> None:
    entries = list(corpus(shared, 3_000))
    for chunks in (as_json(entries), jsonl(entries)):
        data = "".join(chunks).encode()
        back = read_source(data, name="list", made=date(2030, 1, 1)).entries
        assert back == tuple(entries)
