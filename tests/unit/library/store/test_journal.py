"""One line a change, and what damage looks like."""

import os
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.library import LibraryDamaged, LibraryUnwritable
from paperreader.library.store.journal import Journal, Record, encode, scan

RECORDS = [
    Record(seq=1, at="2025-01-01T00:00:00Z", what="One", ids=("a",), put={1: {"id": "a"}}),
    Record(
        seq=2, what="Two", put={1: {"note": "line\nbreak\x00\u2028"}}, was={1: {"note": ""}}
    ),
    Record(seq=2, kind="base"),
    Record(seq=3, what="Three", kind="undo", of=2, put={1: None, 2: {"tags": ["é", "模"]}}),
]
LINES = [encode(record) for record in RECORDS]
DATA = b"".join(LINES)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PATCHES = st.dictionaries(
    st.integers(0, 10**6), st.none() | st.dictionaries(st.text(), JSON, max_size=3), max_size=3
)


@given(st.text(), PATCHES, PATCHES)
def test_a_record_is_one_line_and_comes_back(what: str, put: Any, was: Any) -> None:
    record = Record(seq=7, what=what, ids=(what,), put=put, was=was)
    line = encode(record)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    found = scan(line)
    assert [each.record() for each in found.lines] == [record]
    assert (found.end, found.bad) == (len(line), ())
    heading = found.lines[0].heading()
    assert (heading.seq, heading.what, heading.ids) == (7, what, (what,))


def test_a_line_is_readable_without_us() -> None:
    check, _, body = LINES[0].rstrip(b"\n").partition(b" ")
    assert int(check, 16) == crc32(body)
    assert body.startswith(b'{"seq":1,"at":"2025-01-01T00:00:00Z","what":"One"')


def test_every_beginning_holds_exactly_its_whole_lines() -> None:
    ends = [0]
    for line in LINES:
        ends.append(ends[-1] + len(line))
    for length in range(len(DATA) + 1):
        whole = sum(end <= length for end in ends) - 1
        found = scan(DATA[:length])
        assert [line.record() for line in found.lines] == RECORDS[:whole], length
        assert (found.end, found.bad) == (ends[whole], ()), length


def test_no_flipped_bit_goes_unseen() -> None:
    last = len(DATA) - 1
    for position in range(len(DATA)):
        for bit in range(8):
            data = bytearray(DATA)
            data[position] ^= 1 << bit
            found = scan(bytes(data))
            if position == last:
                assert [line.record() for line in found.lines] == RECORDS
                assert (found.end, found.bad) == (len(DATA), ())
            else:
                assert found.bad, (position, bit)
                assert all(line.record() in RECORDS for line in found.lines)


@given(st.binary(max_size=200), st.integers(0, len(LINES)))
def test_scanning_never_raises_and_keeps_what_is_whole(rubbish: bytes, count: int) -> None:
    whole = b"".join(LINES[:count])
    found = scan(whole + rubbish)
    assert [line.record() for line in found.lines][:count] == RECORDS[:count]
    assert len(whole) <= found.end <= len(whole + rubbish)


def test_a_line_with_a_right_checksum_but_no_record_is_damage() -> None:
    body = b'{"not": "a record"}'
    found = scan(LINES[0] + b"%08x %b\n" % (crc32(body), body))
    assert found.bad == (2,)


def append(journal: Journal, line: bytes) -> None:
    """Append a line as a change does that goes well."""
    journal.append(line)
    journal.accept(line)


def test_what_another_process_wrote_is_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "library.journal"
    ours, theirs = Journal(path), Journal(path)
    assert not ours.changed()
    append(theirs, LINES[0])
    assert ours.changed()
    records, replaced = ours.take_in()
    assert (records, replaced) == (RECORDS[:1], True)
    assert not ours.changed()
    assert not theirs.changed()
    append(theirs, LINES[1])
    records, replaced = ours.take_in()
    assert (records, replaced) == (RECORDS[1:2], False)
    append(ours, LINES[3])
    assert theirs.changed()
    assert path.read_bytes() == ours.contents() == LINES[0] + LINES[1] + LINES[3]
    for journal in (ours, theirs):
        journal.close()


def test_a_torn_tail_gives_way_to_the_next_line(tmp_path: Path) -> None:
    path = tmp_path / "library.journal"
    for length in range(1, len(LINES[1])):
        path.write_bytes(LINES[0] + LINES[1][:length])
        journal = Journal(path)
        records, _ = journal.take_in()
        assert records == RECORDS[:1]
        append(journal, LINES[3])
        journal.close()
        assert path.read_bytes() == LINES[0] + LINES[3]


def test_a_damaged_last_newline_is_mended_by_the_next_line(tmp_path: Path) -> None:
    path = tmp_path / "library.journal"
    for odd in (b"\x0b", b" ", b"\x00", b"x"):
        path.write_bytes(LINES[0] + LINES[1][:-1] + odd)
        journal = Journal(path)
        records, _ = journal.take_in()
        assert records == RECORDS[:2]
        assert journal.contents() == LINES[0] + LINES[1]
        append(journal, LINES[3])
        journal.close()
        assert path.read_bytes() == LINES[0] + LINES[1] + LINES[3]


def test_damage_names_the_line_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "library.journal"
    path.write_bytes(LINES[0])
    journal = Journal(path)
    journal.take_in()
    path.write_bytes(DATA.replace(b"Three", b"Trees"))
    with pytest.raises(LibraryDamaged, match="line 4") as refusal:
        journal.take_in()
    assert refusal.value.path == path
    assert refusal.value.line == 4
    with pytest.raises(LibraryDamaged, match="line 4"):
        journal.take_in()
    journal.close()


def test_a_journal_in_place_of_another_is_read_from_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "library.journal"
    journal = Journal(path)
    append(journal, LINES[0])
    for line in LINES[1:]:
        (tmp_path / "new").write_bytes(line)
        (tmp_path / "new").replace(path)
        assert journal.changed()
        records, replaced = journal.take_in()
        assert replaced
        assert [encode(record) for record in records] == [line]
    path.write_bytes(b"")
    assert journal.changed()
    assert journal.take_in() == ([], True)
    path.unlink()
    assert journal.changed()
    journal.take_in()
    assert not journal.changed()
    append(journal, LINES[0])
    assert path.read_bytes() == LINES[0]
    journal.close()


def test_closing_forgets_nothing_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "library.journal"
    journal = Journal(path)
    append(journal, LINES[0])
    journal.close()
    journal.close()
    assert journal.changed()
    journal.take_in()
    append(journal, LINES[1])
    journal.close()
    assert path.read_bytes() == LINES[0] + LINES[1]


def test_a_short_write_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:7]))
    journal = Journal(tmp_path / "library.journal")
    append(journal, LINES[0])
    append(journal, LINES[1])
    journal.close()
    assert (tmp_path / "library.journal").read_bytes() == LINES[0] + LINES[1]


def test_a_refused_line_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write

    def write(handle: int, data: bytes) -> int:
        if len(data) < len(LINES[1]):
            raise OSError(28, "No space left on device")
        return real(handle, bytes(data)[:9])

    path = tmp_path / "library.journal"
    journal = Journal(path)
    append(journal, LINES[0])
    monkeypatch.setattr(os, "write", write)
    with pytest.raises(LibraryUnwritable, match="No space left") as refusal:
        append(journal, LINES[1])
    assert str(path) in str(refusal.value)
    monkeypatch.undo()
    assert path.read_bytes() == LINES[0]
    assert not journal.changed()
    append(journal, LINES[3])
    assert path.read_bytes() == LINES[0] + LINES[3]
    journal.close()


def test_a_line_that_was_not_accepted_is_met_like_another_processs(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "library.journal")
    journal.append(LINES[0])  # and then the change was interrupted
    assert journal.changed()
    assert journal.take_in() == (RECORDS[:1], False)
    assert not journal.changed()
    journal.close()
