"""``library.json``: one document a line, read in place."""

import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from paperreader.library import LibraryDamaged
from paperreader.library.store.snapshot import Snapshot

TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=8)
DOCUMENTS = st.dictionaries(
    st.integers(0, 2_000), st.dictionaries(TEXT, TEXT | st.integers(), max_size=2), max_size=12
)


def same(documents: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    return documents


def encoded(document: dict[str, Any] | None) -> bytes | None:
    return None if document is None else msgspec.json.encode(document)


def written(path: Path, documents: dict[int, Any], before: Snapshot | None = None) -> Snapshot:
    """Write documents (None: leave out) on top of what is there, and open the file."""
    file = io.BytesIO()
    changed = {number: encoded(document) for number, document in documents.items()}
    (before or Snapshot.empty(path)).write(file, changed)
    path.write_bytes(file.getvalue())
    return Snapshot.open(path, same)


def found(snapshot: Snapshot) -> dict[int, dict[str, Any]]:
    return {number: json.loads(body) for number, body in snapshot.scan()}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=DOCUMENTS, data=st.data())
def test_writing_on_top_is_what_a_dict_would_hold(
    tmp_path: Path, first: dict[int, dict[str, Any]], data: st.DataObject
) -> None:
    path = tmp_path / "library.json"
    snapshot = written(path, first)
    assert found(snapshot) == dict(sorted(first.items()))
    known = st.sampled_from(sorted(first)) if first else st.nothing()
    numbers = known | st.integers(0, 2_000)
    values = st.none() | st.dictionaries(TEXT, TEXT, max_size=2)
    changed = data.draw(st.dictionaries(numbers, values, max_size=6))
    after = first | changed
    expected = {number: after[number] for number in sorted(after) if after[number] is not None}
    snapshot = written(path, changed, snapshot)
    assert not snapshot.migrated
    assert found(snapshot) == expected
    assert [*snapshot.numbers()] == [*expected]
    assert snapshot.last_number() == max(expected, default=0)
    assert [number for number, _ in snapshot.tail(3)] == [*reversed(expected)][:3]
    assert dict(snapshot.tail(3)) == dict([*snapshot.scan()][-3:])
    for number in {*after, 5}:
        body = snapshot.document(number)
        assert (json.loads(body) if body else None) == expected.get(number)
        assert (number in snapshot) == (number in expected)
    content = path.read_bytes()
    assert json.loads(content)["_default"] == {
        str(number): document for number, document in expected.items()
    }
    assert content.count(b"\n") == len(expected) + 3
    assert found(written(path, {}, snapshot)) == expected
    assert path.read_bytes() == content


def test_stock_tinydb_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    documents = {1: {"a": "é\u2028\x00"}, 5: {"b": "}},\n"}, 40: {}}
    written(path, documents)
    with TinyDB(path) as db:
        assert {document.doc_id: dict(document) for document in db.all()} == documents
        assert "paperreader" in db.tables()


def test_unknown_tables_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    with TinyDB(path) as db:
        db.insert({"title": "One"})
        db.table("searches").insert({"name": "é", "query": "a\nb"})
    snapshot = Snapshot.open(path, same)
    assert snapshot.migrated
    snapshot = written(path, {2: {"title": "Two"}}, snapshot)
    assert not snapshot.migrated
    assert snapshot.extra == {"searches": {"1": {"name": "é", "query": "a\nb"}}}
    snapshot = written(path, {1: None}, snapshot)
    with TinyDB(path) as db:
        assert db.table("searches").all() == [{"name": "é", "query": "a\nb"}]
        assert [document.doc_id for document in db.all()] == [2]


def layouts(text: str) -> dict[str, str]:
    """Return a library's text as other programs may lay it out."""
    tables = json.loads(text)
    backwards = dict(reversed(tables.items()))
    return {
        "indented": json.dumps(tables, indent=2),
        "one line": json.dumps(tables),
        "tables the other way round": json.dumps(backwards),
        "escaped": json.dumps(tables, ensure_ascii=True),
        "carriage returns": text.replace("\n", "\r\n"),
        "no last newline": text.rstrip("\n"),
        "an empty line at the end": text + "\n",
    }


@pytest.mark.parametrize("layout", layouts('{"a": {}}'))
@pytest.mark.parametrize(
    "documents", [{}, {1: {"t": "é"}, 7: {"t": "b"}}], ids=["empty", "two"]
)
def test_another_layout_is_the_same_library(
    tmp_path: Path, layout: str, documents: dict[int, dict[str, Any]]
) -> None:
    path = tmp_path / "library.json"
    written(path, documents)
    text = path.read_text()
    path.write_bytes(layouts(text)[layout].encode())
    snapshot = Snapshot.open(path, same)
    assert snapshot.migrated
    assert found(snapshot) == documents
    written(path, {}, snapshot)
    assert path.read_text() == text


ODD = [
    (b"", None),
    (b"   ", None),
    (b"\xff\xfe{}", None),
    (b"null", None),
    (b"[]", None),
    (b'"text"', None),
    (b'{"_default": []}', None),
    (b'{"_default": {"1": 5}}', None),
    (b'{"_default": {"one": {}}}', None),
    (b'{"_default": {"-1": {}}}', None),
    (b'{"_default": {"1": {}, "01": {}}}', None),
    (b'{"paperreader": {"1": {"format": 1}}}', None),
    (b'{"paperreader": {}, "_default": {}}', 1),
    (b'{"paperreader": {"1": {"format": "x"}}, "_default": {}}', 1),
    (b'{"paperreader": {"1": {"format": null}}, "_default": {}}', 1),
    (b'{"_default": {}}\n<<<<<<< ours\n', 2),
]


@pytest.mark.parametrize(("content", "line"), ODD)
def test_what_is_no_library_is_damage(tmp_path: Path, content: bytes, line: int | None) -> None:
    path = tmp_path / "library.json"
    path.write_bytes(content)
    with pytest.raises(LibraryDamaged) as refusal:
        Snapshot.open(path, same)
    assert str(path) in str(refusal.value)
    if line:
        assert refusal.value.line == line
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"2": ', '"1": ', 4),  # two versions joined
        ('"2": ', '"9": ', 5),
        ('"2": ', '"02": ', 4),
        ('"2": ', '"2":', 4),
        ('"2": ', "'2': ", 4),
        ('"2": ', "<<<<<<< ours\n", 4),
        ('"2": ', '"two": ', 4),
        ('"2": ', "\n", 4),
    ],
)
def test_a_line_out_of_place_is_named(tmp_path: Path, old: str, new: str, line: int) -> None:
    path = tmp_path / "library.json"
    written(path, {1: {"a": 1}, 2: {"a": 2}, 3: {"a": 3}})
    path.write_text(path.read_text().replace(old, new))
    snapshot = Snapshot.open(path, same)
    with pytest.raises(LibraryDamaged) as refusal:
        found(snapshot)
    assert refusal.value.line == line


def test_a_gap_in_the_numbers_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    snapshot = written(path, {0: {"a": 0}, 7: {"a": 7}, 10_000: {"a": 1}})
    assert [*found(snapshot)] == [0, 7, 10_000]
    snapshot = written(path, {8: {"a": 8}, 7: None}, snapshot)
    assert [*found(snapshot)] == [0, 8, 10_000]


def test_a_snapshot_outlives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    snapshot = written(path, {1: {"a": 1}})
    path.unlink()
    assert found(snapshot) == {1: {"a": 1}}
