"""The reader's own changes, and what the library tells about them."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from paperreader.entry import STATUSES, Status
from paperreader.library import Change, Library, LibraryError
from paperreader.library.changes import Timeline
from paperreader.library.store.journal import Heading, Kind

from .samples import (
    check,
    close,
    crash,
    filled,
    give,
    kept,
    numbered,
    paper,
    row_of,
    set_clock,
    state,
)

ONE, TWO, THREE = (f"arxiv:2501.0000{number}" for number in (1, 2, 3))

Act = Callable[[Library], Change]

ACTS: list[tuple[str, Act, Kind]] = [
    ("Read: Paper number 1", lambda library: library.mark([ONE], "read"), "do"),
    ("Queued: 2 entries", lambda library: library.mark([ONE, TWO], "queued"), "do"),
    ("Skipped: Paper number 1", lambda library: library.mark([ONE], "skipped"), "do"),
    ("Starred: 3 entries", lambda library: library.star([ONE, TWO, THREE], True), "do"),
    ("Tagged +a/b +c: Paper number 1", lambda library: library.tag([ONE], ["C", "#a/b"]), "do"),
    ("Noted: Paper number 1", lambda library: library.note(ONE, "# Good\n"), "do"),
    (
        "Pinned the citation key of: Paper number 1",
        lambda library: library.pin_citation_keys({ONE: "author2025paper"}),
        "pin",
    ),
]


@pytest.mark.parametrize(("what", "act", "kind"), ACTS, ids=[what for what, _, _ in ACTS])
def test_a_change_tells_what_it_did_and_outlives_a_crash(
    tmp_path: Path, what: str, act: Act, kind: Kind
) -> None:
    library = filled(tmp_path, 3)
    change = act(library)
    assert change.what == what
    assert change.kind == kind
    assert change.seq == 2
    assert library.log(1) == [change]
    after = state(library)
    check(library)
    assert kept(tmp_path) == after
    again = act(library)
    assert again.ids == ()
    assert again.seq == 0
    library.close()
    assert kept(tmp_path) == after


@pytest.mark.parametrize("status", STATUSES)
def test_marking(tmp_path: Path, status: Status, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch)
    with filled(tmp_path, 2) as library:
        other: Status = "queued" if status != "queued" else "reading"
        library.mark([ONE], other)
        before = library.row(ONE)
        change = library.mark([ONE], status)
        after = library.row(ONE)
        assert after.status == status
        assert after.changed == change.at > before.changed
        assert after.read_at == (change.at if status == "read" else None)
        assert library.mark([ONE], status).ids == ()
        assert library.row(ONE) == after


def test_marking_read_again_keeps_the_day_of_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch)
    with filled(tmp_path, 2) as library:
        library.mark([ONE], "read")
        first = library.row(ONE).read_at
        library.mark([ONE, TWO], "read")
        assert library.row(ONE).read_at == first
        assert library.row(TWO).read_at != first


def test_a_change_names_only_what_it_changed(tmp_path: Path) -> None:
    with filled(tmp_path, 3) as library:
        library.star([ONE], True)
        assert library.star([ONE, TWO, TWO, THREE], True).ids == (TWO, THREE)


def test_tags(tmp_path: Path) -> None:
    with filled(tmp_path, 2) as library:
        library.tag([ONE], ["b", "A", "topic/x"])
        assert library.row(ONE).tags == ("a", "b", "topic/x")
        assert library.tag([ONE], remove=["B", "never"]).ids == (ONE,)
        assert library.tag([ONE], remove=["never"]).ids == ()
        assert library.tag([ONE], ["a"]).ids == ()
        assert library.row(ONE).tags == ("a", "topic/x")
        library.tag([TWO], ["x"], ["x"])
        assert library.row(TWO).tags == ()
        for tag in ("", "two words", "a,b"):
            with pytest.raises(ValueError, match="is no tag"):
                library.tag([ONE], ["fine", tag])
        assert library.row(ONE).tags == ("a", "topic/x")
        assert library.counts().tags == {"a": 1, "topic/x": 1}


def test_a_tag_as_shown_takes_itself_away(tmp_path: Path) -> None:
    with filled(tmp_path, 1) as library:
        for odd in ("##hash", "/#slash", "J\u030c", "İ", "c#", "-minus", "[b]"):
            library.tag([ONE], [odd])
            (shown,) = library.row(ONE).tags
            library.tag([ONE], remove=[shown])
            assert library.row(ONE).tags == (), odd


def test_notes(tmp_path: Path) -> None:
    with filled(tmp_path, 1) as library:
        library.note(ONE, "\n\nA line\n  indented\r\nlast  \n\n")
        assert library.row(ONE).note == "A line\n  indented\r\nlast  "
        assert library.note(ONE, "").what == "Removed the note of: Paper number 1"
        assert library.row(ONE).note == ""
        assert library.note(ONE, "\n").ids == ()


def test_a_pinned_key_stays(tmp_path: Path) -> None:
    with filled(tmp_path, 3) as library:
        library.pin_citation_keys({ONE: "first", TWO: "second"})
        assert library.pin_citation_keys({ONE: "other", THREE: "third"}).ids == (THREE,)
        assert library.row(ONE).citation_key == "first"
        assert library.citation_keys() == {"first", "second", "third"}


def test_a_key_can_be_pinned_by_an_alias(tmp_path: Path) -> None:
    with filled(tmp_path, 1) as library:
        give(library, numbered(1, doi="10.1/a"))
        assert library.pin_citation_keys({"doi:10.1/a": "key"}).ids == (ONE,)
        assert library.row(ONE).citation_key == "key"


def test_an_unknown_id_changes_nothing_at_all(tmp_path: Path) -> None:
    with filled(tmp_path, 2) as library:
        before = state(library)
        acts: list[Act] = [
            lambda library: library.mark([ONE, "nobody"], "read"),
            lambda library: library.star([ONE, "nobody"], True),
            lambda library: library.tag([ONE, "nobody"], ["a"]),
            lambda library: library.note("nobody", "n"),
            lambda library: library.pin_citation_keys({ONE: "k", "nobody": "l"}),
        ]
        for act in acts:
            with pytest.raises(KeyError, match="nobody"):
                act(library)
        assert state(library) == before
        assert len(library.log(9)) == 1


def test_nothing_to_do_makes_no_file(tmp_path: Path) -> None:
    with Library.open(tmp_path / "none") as library:
        assert library.mark([], "read").ids == ()
        assert library.undo() is None
        assert library.redo() is None
        assert library.log(5) == []
        assert library.refresh() == frozenset()
        assert library.newest_rows(5) == []
        assert list(library.rows()) == []
    assert not list(tmp_path.rglob("*.json"))


def test_pins_are_no_undo_steps(tmp_path: Path) -> None:
    with filled(tmp_path, 2) as library:
        library.mark([ONE], "read")
        library.pin_citation_keys({ONE: "key"})
        undone = library.undo()
        assert undone is not None
        assert undone.what == "Undid: Read: Paper number 1"
        assert library.row(ONE).citation_key == "key"
        library.pin_citation_keys({TWO: "other"})
        redone = library.redo()
        assert redone is not None
        assert redone.what == "Redid: Read: Paper number 1"


def test_the_log_is_a_history_to_read(tmp_path: Path) -> None:
    library = filled(tmp_path, 2)
    library.mark([ONE], "read")
    library = close(library)
    library.undo()
    library.redo()
    library = crash(library)
    library.note(TWO, "n")
    log = library.log(9)
    assert [change.what for change in log] == [
        "Noted: Paper number 2",
        "Redid: Read: Paper number 1",
        "Undid: Read: Paper number 1",
        "Read: Paper number 1",
        "Imported given.json: 2 added, 0 updated",
    ]
    assert [change.seq for change in log] == [5, 4, 3, 2, 1]
    assert [change.kind for change in log] == ["do", "redo", "undo", "do", "do"]
    assert log[1].ids == log[2].ids == log[3].ids == (ONE,)
    assert library.log(2) == log[:2]
    assert library.log(0) == library.log(-1) == []
    library.close()


def test_undo_reaches_past_a_restart_and_what_was_taken_back_after_it(tmp_path: Path) -> None:
    library = filled(tmp_path, 2)
    library.mark([ONE], "read")
    library = close(library)
    library.mark([TWO], "skipped")
    for what in ("Skipped: Paper number 2", "Read: Paper number 1", "Imported given.json"):
        undone = library.undo()
        assert undone is not None
        assert undone.what.startswith(f"Undid: {what}")
    assert library.undo() is None
    assert len(library) == 0
    library.close()


def test_a_new_change_ends_redo(tmp_path: Path) -> None:
    with filled(tmp_path, 2) as library:
        library.mark([ONE], "read")
        library.undo()
        library.star([TWO], True)
        assert library.redo() is None


def test_redo_reaches_past_a_fold_to_what_was_undone_after_it(tmp_path: Path) -> None:
    filled(tmp_path, 2).close()  # the import now stands in the history alone
    library = Library.open(tmp_path)
    library.mark([ONE], "read")
    marked = state(library)
    assert library.undo() is not None
    assert library.undo() is not None
    library = crash(library)  # the journal keeps the mark and both undos
    assert len(library) == 0
    for what in ("Imported given.json", "Read: Paper number 1"):
        redone = library.redo()
        assert redone is not None
        assert redone.what.startswith(f"Redid: {what}")
        library = crash(library)
    assert library.redo() is None
    assert state(library) == marked
    library.close()


def test_undo_of_an_undo_chain_over_crashes_and_folds(tmp_path: Path) -> None:
    library = filled(tmp_path, 1)
    states = [{}, state(library)]
    for text in ("one", "two", "three"):
        library.note(ONE, text)
        states.append(state(library))
    for reopen in (crash, close, crash, close):
        states_left = list(states)
        while library.undo() is not None:
            states_left.pop()
            assert state(library) == states_left[-1]
            library = reopen(library)
        assert len(states_left) == 1
        while library.redo() is not None:
            states_left.append(states[len(states_left)])
            assert state(library) == states_left[-1]
            library = reopen(library)
        assert len(states_left) == len(states)
    library.close()


def test_undo_of_a_large_change(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        give(library, *(paper(f"Paper {number}") for number in range(3_000)))
        before = state(library)
        change = library.mark([row.id for row in library.rows()], "read")
        assert len(change.ids) == 3_000
        library.undo()
        assert state(library) == before
        library.undo()
        assert len(library) == 0
        library.redo()
        assert state(library) == before


@pytest.mark.slow
def test_undo_of_a_hundred_thousand(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        give(library, *(paper(f"Paper {number}") for number in range(100_000)))
        before = list(library.rows())
        ids = [row.id for row in before]
        library.mark(ids, "skipped")
        library.tag(ids, ["all"])
        library.undo()
        library.undo()
        assert list(library.rows()) == before
        library.redo()
        assert library.counts().status["skipped"] == 100_000
        library.undo()
        library.undo()
        assert len(library) == 0
        library.redo()
        assert list(library.rows()) == before


def test_undo_refuses_what_it_cannot_take_back(tmp_path: Path) -> None:
    """The file was exchanged for one without the document that the change touched."""
    with Library.open(tmp_path) as library:
        give(library, numbered(1))
    other = (tmp_path / "library.json").read_bytes()
    with Library.open(tmp_path) as library:
        give(library, numbered(2))
        library.mark([TWO], "read")
    (tmp_path / "library.json").write_bytes(other)
    with Library.open(tmp_path) as library:
        with pytest.raises(LibraryError, match="cannot be taken back"):
            library.undo()
        assert [row.id for row in library.rows()] == [ONE]
        assert library.mark([ONE], "read").ids == (ONE,)
    assert [*kept(tmp_path)] == [ONE]


def test_rows_stay_in_the_order_of_adding(tmp_path: Path) -> None:
    """Also when an entry from the middle went and came back."""
    library = filled(tmp_path, 5)
    order = [row.id for row in library.rows()]
    library.table.remove(doc_ids=[2, 3])
    assert library.refresh() >= {TWO, THREE}
    assert [row.id for row in library.rows()] == [order[0], *order[3:]]
    check(library)
    library = close(library)
    undone = library.undo()
    assert undone is not None
    assert undone.ids == (TWO, THREE)
    assert [row.id for row in library.rows()] == order
    assert [row.id for row in library.newest_rows(9)] == order[::-1]
    check(library)
    library = crash(library)
    assert [row.id for row in library.newest_rows(9)] == order[::-1]
    assert [row.id for row in library.rows()] == order
    library.close()
    assert [*kept(tmp_path)] == order


KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}


def heading(seq: int, kind: Kind, of: int | None = None) -> Heading:
    return Heading(seq=seq, kind=kind, of=of)


@pytest.mark.parametrize(
    ("story", "undo", "redo"),
    [
        ([], None, None),
        (["do"], 1, None),
        (["do", "do"], 2, None),
        (["do", "do", "undo 2"], 1, 2),
        (["do", "do", "undo 2", "undo 1"], None, 1),
        (["do", "do", "undo 2", "undo 1", "redo 1"], 1, 2),
        (["do", "do", "undo 2", "undo 1", "redo 1", "redo 2"], 2, None),
        (["do", "do", "undo 2", "redo 2", "undo 2"], 1, 2),
        (["do", "do", "undo 2", "do"], 4, None),
        (["do", "do", "undo 2", "do", "undo 4"], 1, 4),
        (["do", "do", "undo 2", "do", "undo 4", "undo 1"], None, 1),
        (["do", "do", "undo 2", "do", "undo 4", "undo 1", "redo 1"], 1, 4),
        (["do", "pin", "undo 1"], None, 1),
        (["do", "undo 1", "pin"], None, 1),
        (["pin"], None, None),
        (["do", "base", "pin"], 1, None),
    ],
)
def test_what_undo_and_redo_touch_next(
    story: list[str], undo: int | None, redo: int | None
) -> None:
    headings = []
    for seq, step in enumerate(story, 1):
        kind, _, of = step.partition(" ")
        headings.append(heading(seq, KINDS[kind], int(of) if of else None))
    timeline = Timeline(headings)
    grown = Timeline([])
    for each in headings:
        grown.add(each)
        grown.add(each)  # a heading met twice counts once
    for told in (timeline, grown):
        for found, expected in ((told.to_undo(), undo), (told.to_redo(), redo)):
            assert (found.seq if found else None) == expected


@pytest.mark.parametrize(
    ("story", "settles"),
    [
        ([], False),
        (["pin"], False),
        (["do"], True),
        (["undo 5"], False),
        (["redo 5"], False),
        (["undo 5", "do"], True),
        (["do", "undo 11"], True),
        (["do", "undo 11", "undo 5"], False),
        (["do", "undo 11", "undo 5", "redo 5"], True),
        (["do", "undo 11", "undo 5", "redo 5", "redo 11"], True),
        (["undo 5", "redo 5"], False),
    ],
)
def test_the_last_changes_alone_may_settle_what_is_redone(
    story: list[str], settles: bool
) -> None:
    headings = []
    for seq, step in enumerate(story, 11):
        kind, _, of = step.partition(" ")
        headings.append(heading(seq, KINDS[kind], int(of) if of else None))
    assert Timeline(headings).settles_redo() is settles


def test_rows_show_what_the_entries_hold(tmp_path: Path) -> None:
    with filled(tmp_path, 2) as library:
        library.mark([ONE], "read")
        assert library.row(ONE) == row_of(library.entry(ONE))
