"""Changes tried out without a file being written, and made real as one."""

from pathlib import Path

import pytest

from paperreader.entry import Entry, Parsed
from paperreader.library import Library
from paperreader.library.rehearsal import Rehearsal, import_together


def source(*entries: Entry) -> Parsed:
    return Parsed(shape="records", entries=entries, lines=tuple(range(1, len(entries) + 1)))


SOURCES = [
    (
        source(Entry(title="On Tides"), Entry(title="On Locks", arxiv_id="2501.00001")),
        "a.jsonl",
    ),
    (
        source(Entry(title="On Tides", arxiv_id="2501.00002"), Entry(title="On Quays")),
        "b.jsonl",
    ),
    (source(Entry(title="On Quays", venue="Sea Letters", upvotes=3)), "c.jsonl"),
]


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock"}


def known(library: Library) -> dict[str, Entry]:
    return {row.id: library.entry(row.id) for row in library.rows()}


def test_a_rehearsal_writes_nothing(tmp_path: Path) -> None:
    with Rehearsal.open(tmp_path / "none") as rehearsal:
        for parsed, name in SOURCES:
            rehearsal.import_parsed(parsed, source=name)
        assert len(rehearsal) == 3
    assert not (tmp_path / "none").exists()
    with Library.open(tmp_path) as library:
        library.import_parsed(SOURCES[0][0], source="a.jsonl")
    before = state(tmp_path)
    with Rehearsal.open(tmp_path) as rehearsal:
        rehearsal.import_parsed(SOURCES[1][0], source="b.jsonl")
        rehearsal.star([row.id for row in rehearsal.rows()], True)
        rehearsal.fold()
        assert len(rehearsal) == 3
        assert rehearsal.refresh() == frozenset()
    assert state(tmp_path) == before


@pytest.mark.parametrize("already", [0, 1, 3])
def test_sources_together_do_what_each_does_after_the_other(
    tmp_path: Path, already: int
) -> None:
    alone = Library.open(tmp_path / "alone")
    together = Library.open(tmp_path / "together")
    with alone, together:
        for parsed, name in SOURCES[:already]:
            alone.import_parsed(parsed, source=name)
            together.import_parsed(parsed, source=name)
        before = known(together)
        wanted = [alone.import_parsed(parsed, source=name) for parsed, name in SOURCES]
        reports, change = import_together(together, SOURCES, "3 files")
        for report, one in zip(reports, wanted, strict=True):
            assert (report.added_ids, report.updated_ids) == (one.added_ids, one.updated_ids)
            assert (report.fields, report.seen_before) == (one.fields, one.seen_before)
        facts = {id_: (entry.title, entry.venue) for id_, entry in known(together).items()}
        assert facts == {id_: (entry.title, entry.venue) for id_, entry in known(alone).items()}
        if already == 3:
            assert change.seq == 0 or change.kind == "pin"
            return
        assert change.what.startswith("Imported 3 files: ")
        after = known(together)
        assert together.undo() is not None
        assert known(together) == before
        assert together.redo() is not None
        assert known(together) == after
    with Library.open(tmp_path / "together") as again:
        assert known(again) == after


def test_what_came_and_went_meanwhile_is_no_part_of_the_change(tmp_path: Path) -> None:
    apart = [
        (source(Entry(title="On Tides"), Entry(title="Of Tides", arxiv_id="2501.00002")), "a"),
        (source(Entry(title="On Tides", arxiv_id="2501.00002")), "b"),
    ]
    with Library.open(tmp_path) as library:
        _, change = import_together(library, apart, "2 files")
        assert len(library) == len(set(change.ids))
        assert library.undo() is not None
        assert len(library) == 0
    with Library.open(tmp_path) as again:
        assert len(again) == 0


def test_a_rehearsal_of_an_older_state_is_not_adopted(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library, Rehearsal.open(tmp_path) as rehearsal:
        rehearsal.import_parsed(SOURCES[0][0], source="a.jsonl")
        library.import_parsed(SOURCES[1][0], source="b.jsonl")
        assert rehearsal.adopted_by(library, "Imported a.jsonl") is None
        assert len(library) == 2
