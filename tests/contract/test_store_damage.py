"""Torn, cut and flipped bytes: the right state or a refusal, never a wrong one in silence."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from paperreader.entry import Entry
from paperreader.library import Library, LibraryDamaged, LibraryError, LibraryTooNew
from tests.unit.library.samples import check, crash, filled, give, numbered, paper, state

Entries = dict[str, Entry]

ONE, TWO, THREE = (f"arxiv:2501.0000{number}" for number in (1, 2, 3))


def look(folder: Path) -> Entries:
    """Return what a process that opens the folder finds, without folding or changing."""
    library = Library.open(folder)
    try:
        return state(library)
    finally:
        library.table.files.close()


def journalled(folder: Path) -> tuple[bytes, list[Entries], list[int]]:
    """Make a library whose changes are all in the journal.

    Returns the journal, the states before and after each change, and the
    offset at which each change ends.
    """
    library = filled(folder, 3)
    library = crash(library)
    library.fold()
    journal = folder / "library.journal"
    ends = [journal.stat().st_size]
    states = [state(library)]

    def note() -> None:
        ends.append(journal.stat().st_size)
        states.append(state(library))

    library.mark([ONE, TWO], "read")
    note()
    library.note(ONE, "A note\nwith „quotes“ and a }\n")
    note()
    give(library, paper("New", doi="10.1/a"), numbered(2, url="https://a.example"))
    note()
    library.undo()
    note()
    library.table.remove(doc_ids=[3])
    library.refresh()
    note()
    library.tag([TWO], ["a/b"])
    note()
    check(library)
    library.table.files.close()
    return journal.read_bytes(), states, ends


def test_a_journal_torn_at_every_byte_holds_exactly_its_whole_lines(tmp_path: Path) -> None:
    data, states, ends = journalled(tmp_path)
    path = tmp_path / "library.journal"
    for length in range(len(data) + 1):
        path.write_bytes(data[:length])
        whole = sum(end <= length for end in ends[1:])
        assert look(tmp_path) == states[whole], length
        assert path.stat().st_size == length, "looking writes nothing"


def test_a_library_goes_on_from_every_tear(tmp_path: Path) -> None:
    """The next change takes the torn tail's place, and the state stays whole."""
    data, states, ends = journalled(tmp_path)
    snapshot = (tmp_path / "library.json").read_bytes()
    history = (tmp_path / "library.history").read_bytes()
    for length in range(ends[0], len(data) + 1, 11):
        (tmp_path / "library.json").write_bytes(snapshot)
        (tmp_path / "library.history").write_bytes(history)
        (tmp_path / "library.journal").write_bytes(data[:length])
        whole = sum(end <= length for end in ends[1:])
        library = Library.open(tmp_path)
        library.star([ONE], True)
        assert library.log(1)[0].seq == whole + 2
        library = crash(library)
        assert library.row(ONE).starred
        library.undo()
        assert state(library) == states[whole]
        library.close()
        assert look(tmp_path) == states[whole]


def test_a_journal_with_any_flipped_bit_is_right_or_refused(tmp_path: Path) -> None:
    data, states, _ = journalled(tmp_path)
    path = tmp_path / "library.journal"
    refused = 0
    for position in range(len(data)):
        flipped = bytearray(data)
        flipped[position] ^= 1 << (position % 8)
        path.write_bytes(flipped)
        try:
            assert look(tmp_path) == states[-1], position
        except LibraryDamaged as refusal:
            refused += 1
            assert refusal.path == path
            line = data[:position].count(b"\n") + 1
            assert refusal.line == line, position
            assert f"{path}, line {line}" in str(refusal)
        assert path.read_bytes() == flipped
    assert refused == len(data) - 1, "only the last newline can be done without"


def test_a_damaged_last_newline_costs_neither_its_change_nor_the_next(tmp_path: Path) -> None:
    data, states, _ = journalled(tmp_path)
    path = tmp_path / "library.journal"
    for bit in range(8):
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1 << bit]))
        library = Library.open(tmp_path)
        library.star([ONE], True)
        library = crash(library)
        assert library.row(ONE).starred
        library.undo()
        assert state(library) == states[-1]
        library.table.files.close()


# -- library.json ------------------------------------------------------------------


@pytest.fixture
def folded(tmp_path: Path) -> tuple[Path, bytes, Entries]:
    """A folder with a folded library of three entries, its file and its state."""
    library = filled(tmp_path, 2)
    give(library, paper("Only a title } é", summary='In short: "it" is.\\'))
    library.note(ONE, "A note\n}}\n")
    library.tag([TWO], ["a", "b/c"])
    library.close()
    return tmp_path, (tmp_path / "library.json").read_bytes(), look(tmp_path)


def test_a_file_cut_at_every_byte_is_refused(folded: tuple[Path, bytes, Entries]) -> None:
    folder, data, entries = folded
    path = folder / "library.json"
    for length in range(len(data)):
        path.write_bytes(data[:length])
        try:
            assert look(folder) == entries, length
        except LibraryDamaged as refusal:
            assert str(path) in str(refusal)
        else:
            assert length == len(data) - 1, "only the last newline can be done without"
        assert path.read_bytes() == data[:length]


def test_a_file_cut_at_every_byte_is_not_written_over(
    folded: tuple[Path, bytes, Entries],
) -> None:
    folder, data, _ = folded
    path = folder / "library.json"
    for length in range(0, len(data) - 1, 5):
        path.write_bytes(data[:length])
        with pytest.raises(LibraryDamaged), Library.open(folder) as library:
            give(library, numbered(9))
        assert path.read_bytes() == data[:length]


def flips(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield a position and the data with one bit flipped there, over all positions."""
    for position in range(len(data)):
        flipped = bytearray(data)
        flipped[position] ^= 1 << (position % 8)
        yield position, bytes(flipped)


def changed_entries(before: Entries, after: Entries) -> int:
    """Return how many entries are not what they were, in their order."""
    assert len(after) == len(before), "an entry is lost"
    pairs = zip(before.values(), after.values(), strict=True)
    return sum(one != other for one, other in pairs)


def test_a_flipped_bit_is_refused_or_stays_within_its_entry(
    folded: tuple[Path, bytes, Entries],
) -> None:
    folder, data, entries = folded
    path = folder / "library.json"
    outcomes = {"refused": 0, "the same": 0, "one text": 0}
    for position, flipped in flips(data):
        path.write_bytes(flipped)
        try:
            found = look(folder)
            library = Library.open(folder)
            assert len([*library.texts()]) == 3
            library.table.files.close()
        except (LibraryDamaged, LibraryTooNew) as refusal:
            outcomes["refused"] += 1
            assert str(path) in str(refusal)
        else:
            changed = changed_entries(entries, found)
            assert changed <= 1, position
            line = data[:position].count(b"\n")
            if changed:
                (at,) = (
                    place
                    for place, (one, other) in enumerate(
                        zip(entries.values(), found.values(), strict=True)
                    )
                    if one != other
                )
                assert line == at + 2, "the entry of another line changed"
            outcomes["one text" if changed else "the same"] += 1
        assert path.read_bytes() == flipped
    assert all(outcomes.values()), outcomes


def is_json(data: bytes) -> bool:
    """Tell whether stock TinyDB could read the data."""
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


def test_changing_a_library_with_a_flipped_bit_makes_nothing_worse(
    folded: tuple[Path, bytes, Entries],
) -> None:
    """What cannot be read is not folded over; what is JSON stays JSON."""
    folder, data, _ = folded
    path = folder / "library.json"
    others = {
        each: each.read_bytes()
        for each in (folder / "library.journal", folder / "library.history")
    }
    for position, flipped in flips(data):
        if position % 8:
            continue
        path.write_bytes(flipped)
        for other, content in others.items():
            other.write_bytes(content)
        shutil.rmtree(folder / "backups", ignore_errors=True)
        try:
            before = look(folder)
            with Library.open(folder) as library:
                id_ = [row.id for row in library.rows()][1]
                library.star([id_], True)
                after = state(library)
                library.fold()
        except LibraryError:
            assert path.read_bytes() == flipped
            continue
        assert after[id_].starred
        assert changed_entries(before, after) == 1
        assert look(folder) == after
        if is_json(flipped):
            assert is_json(path.read_bytes())
