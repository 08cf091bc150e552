"""What changed since a moment, told to those who keep something made of the entries."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec.structs import replace

from paperreader.entry import STATUSES, Row, Status
from paperreader.library import Library, LibraryError, Shift, Texts
from paperreader.library import shift as shifts
from paperreader.library.shift import Recent
from paperreader.library.store import journal

from .samples import close, crash, filled, give, numbered, set_clock

ONE, TWO, FIVE = "arxiv:2501.00001", "arxiv:2501.00002", "arxiv:2501.00005"
NONE: frozenset[int] = frozenset()


class Kept:
    """A copy of rows and texts, brought up to date by what the library tells."""

    def __init__(self, library: Library) -> None:
        self.begin(library)

    def begin(self, library: Library) -> None:
        self.seq, self.rows = library.numbered()
        self.texts = searched(library)

    def check(self, library: Library) -> bool:
        """Bring a copy up to date and compare; tell whether the library knew how."""
        shift = library.since(self.seq)
        if shift is None:
            return False
        assert shift.seq == library.seq
        rows = dict(self.rows)
        texts = dict(self.texts)
        for number in shift.rows:
            update(rows, number, library.row_numbered(number))
        some = dict(library.texts(shift.texts))
        for number in shift.texts:
            text = some.get(number)
            update(texts, number, replace(text, added="") if text else None)
        assert dict(sorted(rows.items())) == library.numbered()[1]
        assert texts == searched(library)
        return True


def update(kept: dict[int, Any], number: int, value: Row | Texts | None) -> None:
    """Put a value in, or take it out where there is none."""
    if value is None:
        kept.pop(number, None)
    else:
        kept[number] = value


def searched(library: Library) -> dict[int, Texts]:
    """Return the texts that search looks through, by document number."""
    return {number: replace(texts, added="") for number, texts in library.texts()}


class Walk(RuleBasedStateMachine):
    """Any story of changes by two processes, with copies of all ages beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="paperreader-shift-"))
        self.one = filled(self.folder, 4)
        self.two = Library.open(self.folder)
        self.kept = [Kept(self.one)]
        self.backup: Path | None = None

    def teardown(self) -> None:
        self.one.close()
        self.two.close()
        shutil.rmtree(self.folder)

    def pick(self, second: bool) -> Library:
        library = self.two if second else self.one
        library.refresh()
        return library

    def some(self, library: Library, number: int) -> list[str]:
        ids = [row.id for row in library.rows()]
        return [ids[number % len(ids)]] if ids else []

    @rule(second=st.booleans(), number=st.integers(0, 9), status=st.sampled_from(STATUSES))
    def mark(self, second: bool, number: int, status: Status) -> None:
        library = self.pick(second)
        library.mark(self.some(library, number), status)

    @rule(second=st.booleans(), number=st.integers(0, 9), text=st.sampled_from(["", "a", "b"]))
    def note(self, second: bool, number: int, text: str) -> None:
        library = self.pick(second)
        for id_ in self.some(library, number):
            library.note(id_, text)

    @rule(second=st.booleans(), tag=st.sampled_from("ab"))
    def tag(self, second: bool, tag: str) -> None:
        library = self.pick(second)
        library.tag([row.id for row in library.rows()], add=[tag])

    @rule(
        second=st.booleans(),
        numbers=st.sets(st.integers(1, 9), min_size=1, max_size=3),
        abstract=st.sampled_from(["Short.", "A longer abstract than that."]),
        votes=st.integers(0, 2),
    )
    def import_(self, second: bool, numbers: set[int], abstract: str, votes: int) -> None:
        records = [numbered(n, abstract=abstract, upvotes=votes) for n in sorted(numbers)]
        give(self.pick(second), *records)

    @rule(second=st.booleans(), number=st.integers(0, 9))
    def merge(self, second: bool, number: int) -> None:
        library = self.pick(second)
        give(library, numbered(20 + number, arxiv_id=None))
        title = f"Paper number {20 + number}"
        # One that an earlier step merged away leads to an entry of another title.
        other = [
            row.id for row in library.rows() if row.title == title and row.arxiv_id is None
        ]
        for id_ in self.some(library, number):
            if other and id_ != other[0]:
                library.merge(id_, other[0])

    @rule(second=st.booleans(), times=st.integers(1, 3))
    def undo(self, second: bool, times: int) -> None:
        library = self.pick(second)
        for _ in range(times):
            library.undo()

    @rule(second=st.booleans())
    def redo(self, second: bool) -> None:
        self.pick(second).redo()

    @rule(second=st.booleans())
    def fold(self, second: bool) -> None:
        self.pick(second).fold()

    @rule()
    def keep_backup(self) -> None:
        self.backup = self.one.backup()

    @rule(second=st.booleans())
    def restore(self, second: bool) -> None:
        if self.backup:
            self.pick(second).restore(self.backup)

    @rule(second=st.booleans(), number=st.integers(1, 30))
    def write_through_the_table(self, second: bool, number: int) -> None:
        library = self.pick(second)
        if library.table.contains(doc_id=number):
            library.table.update({"note": "by hand"}, doc_ids=[number])

    @rule(reopen=st.sampled_from([close, crash]))
    def reopen(self, reopen: Callable[[Library], Library]) -> None:
        self.one = reopen(self.one)

    @rule(second=st.booleans())
    def keep(self, second: bool) -> None:
        self.kept.append(Kept(self.pick(second)))

    @invariant()
    def copies_follow(self) -> None:
        for library in (self.one, self.two):
            library.refresh()
            for kept in self.kept:
                if not kept.check(library):
                    kept.begin(library)


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


@pytest.mark.parametrize(
    ("act", "rows", "texts"),
    [
        (lambda library: library.mark([ONE], "read"), {1}, set()),
        (lambda library: library.star([ONE, TWO], True), {1, 2}, set()),
        (lambda library: library.note(TWO, "n"), {2}, {2}),
        (lambda library: library.tag([TWO], ["rl"]), {2}, {2}),
        (lambda library: library.pin_citation_keys({ONE: "ada"}), {1}, set()),
        (lambda library: give(library, numbered(1, upvotes=9)), {1}, set()),
        (lambda library: give(library, numbered(1, code_url="https://c.example")), {1}, {1}),
        (lambda library: give(library, numbered(9)), {6}, {6}),
        (lambda library: library.undo(), {1, 2, 3, 4, 5}, {1, 2, 3, 4, 5}),
        (lambda library: library.mark([], "read"), set(), set()),
        (lambda library: library.fold(), set(), set()),
    ],
)
def test_a_shift_names_what_a_change_touched(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Library], object],
    rows: set[int],
    texts: set[int],
) -> None:
    set_clock(monkeypatch)
    with filled(tmp_path) as library, Library.open(tmp_path) as other:
        assert other.since(other.seq) == Shift(other.seq, NONE, NONE)
        before = library.seq
        act(library)
        told = library.since(before)
        assert told == Shift(library.seq, frozenset(rows), frozenset(texts))
        other.refresh()
        assert other.since(before) == told


def test_a_new_process_reads_in_the_journal_what_changed(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.fold()
    base, folded = library.base, library.seq
    library.mark([ONE], "read")
    library.note(FIVE, "n")
    library = crash(library)
    assert library.base == base
    assert library.since(folded) == Shift(folded + 2, frozenset({1, 5}), frozenset({5}))
    assert library.since(folded + 1) == Shift(folded + 2, frozenset({5}), frozenset({5}))
    assert library.since(folded - 1) is None  # it was folded in
    assert library.since(folded + 3) is None  # not made yet
    library.fold()
    assert library.base != base
    library = close(library)
    assert library.since(folded) is None
    assert library.since(library.seq) == Shift(library.seq, NONE, NONE)
    library.close()


def test_a_journal_is_read_so_far_back_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    for status in STATUSES[1:]:
        library.mark([ONE], status)
    library = crash(library)
    assert library.since(0) is not None
    monkeypatch.setattr(journal, "LOOK_BACK", 1_000)
    assert library.since(0) is None
    assert library.since(library.seq - 1) is not None
    library.close()


def test_files_that_are_exchanged_are_looked_at_anew(tmp_path: Path) -> None:
    """Even where the number of the last change is the same as before."""
    library = filled(tmp_path / "one")
    library.fold()
    first, _ = library.numbered()
    exchanged = (tmp_path / "one/library.json").read_bytes().replace(b"Paper number 1", b"New")
    swapped = tmp_path / "new.json"
    swapped.write_bytes(exchanged)
    os.replace(swapped, library.path)  # noqa: PTH105 - a rename, as version control does it
    library.mark([TWO], "read")
    assert library.row(ONE).title == "New"
    assert library.since(first) is None
    second = library.seq
    library.mark([ONE], "read")
    told = library.since(second)
    assert told == Shift(library.seq, frozenset({1}), NONE)
    assert library.since(first) is None
    with Library.open(library.folder) as other:
        assert other.since(second) is None  # a number of the other process alone
    library.close()


def test_there_is_no_base_before_the_first_change(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        assert library.base == ""
        assert library.numbered() == (0, {})
        give(library, numbered(1))
        assert library.base


def test_documents_are_found_by_number(tmp_path: Path) -> None:
    with filled(tmp_path, 2) as library:
        assert library.number_of(TWO) == 2
        assert library.row_numbered(2) == library.row(TWO)
        assert library.row_numbered(3) is None
        with pytest.raises(KeyError):
            library.number_of("arxiv:2501.00009")


def test_damage_in_the_journal_is_no_answer(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.mark([ONE], "read")
    library = crash(library)
    library.load()
    path = tmp_path / "library.journal"
    data = path.read_bytes()
    with path.open("r+b") as file:  # in place, as a failing disk does
        file.write(data.replace(b'"read"', b'"reab"'))
    assert library.since(1) is None
    assert library.since(2) == Shift(2, NONE, NONE)
    with pytest.raises(LibraryError):
        Library.open(tmp_path)
    library.table.files.close()


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shifts, "REMEMBERED", 10)
    recent = Recent(5)
    for seq in range(6, 26):
        recent.add(seq, {seq: {"note": "n"}})
        told = recent.since(seq - 1)
        assert told is not None
        assert told.texts == {seq}
        assert recent.since(recent.floor - 1) is None
        since_floor = recent.since(recent.floor)
        assert since_floor is not None
        assert since_floor.rows == set(range(recent.floor + 1, seq + 1))
        assert len(since_floor.rows) <= 10
    recent.add(26, dict.fromkeys(range(11)))
    assert recent.since(25) is None
    assert recent.since(26) == Shift(26, NONE, NONE)
    recent.add(27, {2**70: None})
    assert recent.since(26) is None
    recent.add(28, {})
    assert recent.since(27) == Shift(28, NONE, NONE)
    assert recent.since(29) is None
