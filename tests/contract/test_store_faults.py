"""A refusal or a death at every single call that reaches the disk."""

import errno
import gc
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from paperreader.entry import Entry
from paperreader.library import Library, LibraryError, LibraryUnwritable
from paperreader.library.store import storage
from tests.contract.faulty import Died, System
from tests.unit.library.samples import check, filled, give, kept, numbered, state

Act = Callable[[Library], object]

ONE, TWO = "arxiv:2501.00001", "arxiv:2501.00002"


def prepared(folder: Path) -> Path:
    """Make a library with a file, a history, a backup, and changes in the journal."""
    library = filled(folder, 3)
    library.fold()
    library.note(ONE, "a note")
    library.fold()
    library.backup()
    library.mark([ONE], "read")
    library.undo()
    library.star([TWO], True)
    library.table.files.close()
    return folder


def change(library: Library) -> object:
    return library.tag([ONE, TWO], ["a"])


def import_(library: Library) -> object:
    return give(library, numbered(8), numbered(9), numbered(1, url="https://a.example"))


def undo(library: Library) -> object:
    return library.undo()


def fold(library: Library) -> object:
    library.fold()
    return None


def backup(library: Library) -> object:
    return library.backup()


def write(library: Library) -> object:
    library.table.remove(doc_ids=[2])
    return library.refresh()


ACTS: dict[str, Act] = {
    "a change": change,
    "an import": import_,
    "undo": undo,
    "a fold": fold,
    "a backup": backup,
    "a write through TinyDB": write,
}

PLACES = [("here", name) for name in ACTS]
PLACES += [("nowhere yet", name) for name in ("an import", "undo", "a fold", "a backup")]

CODES = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT]


def faults_of(act: Act, folder: Path) -> list[tuple[int, bool]]:
    """Return the faults that an act can meet, each a call's number and whether it is torn."""
    library = Library.open(folder)
    library.load()
    with System().installed() as system:
        act(library)
    library.table.files.close()
    return [
        (number, torn)
        for number, call in enumerate(system.calls, 1)
        for torn in ((False, True) if call == "write" else (False,))
    ]


def outcome_of(act: Act, folder: Path) -> dict[str, Entry]:
    """Return what an act makes of the library in a folder that is not needed any more."""
    library = Library.open(folder)
    act(library)
    library.table.files.close()
    return without_times(kept(folder))


def without_times(entries: dict[str, Entry]) -> dict[str, Entry]:
    """Return entries without the times at which a change was made."""
    from msgspec.structs import replace

    return {
        id_: replace(
            entry,
            changed="",
            added="",
            sources=tuple(replace(source, imported="") for source in entry.sources),
        )
        for id_, entry in entries.items()
    }


@pytest.mark.parametrize(("where", "name"), PLACES)
def test_a_refusal_at_every_call(tmp_path: Path, name: str, where: str) -> None:
    """One sentence with the path; memory and files as before; the next change goes well."""
    act = ACTS[name]
    before = tmp_path / "before"
    if where == "here":
        prepared(before)
    faults = faults_of(act, copied(before, tmp_path / "count"))
    assert faults or act is undo
    refused = 0
    for number, torn in faults:
        folder = copied(before, tmp_path / "now")
        library = Library.open(folder)
        old = state(library)
        code = CODES[number % len(CODES)]
        try:
            with System(number, code=code, torn=torn).installed() as system:
                act(library)
        except LibraryUnwritable as refusal:
            refused += 1
            sentence = str(refusal)
            assert str(folder) in sentence
            assert sentence.endswith(".")
            assert "\n" not in sentence
            assert state(library) == old, system.calls[-1]
            check(library)
            if folder.exists():
                assert kept(folder) == old, system.calls[-1]
        library.refresh()
        # What was refused for a moment must go well in the next.
        library.note(add(library), "later")
        act(library)
        expected = state(library)
        check(library)
        library.close()
        assert kept(folder) == expected
        for _ in range(2):
            undone = Library.open(folder)
            undone.undo()
            undone.close()
        kept(folder)
    assert refused or not faults
    gc.collect()


def add(library: Library) -> str:
    """Make sure that there is an entry, and return its id."""
    give(library, numbered(7))
    return "arxiv:2501.00007"


def copied(source: Path, target: Path) -> Path:
    """Return a folder with the same files, or none."""
    shutil.rmtree(target, ignore_errors=True)
    if source.exists():
        shutil.copytree(source, target)
    return target


@pytest.mark.parametrize(("where", "name"), PLACES)
def test_a_death_at_every_call(tmp_path: Path, name: str, where: str) -> None:
    """What is found afterwards is the state before the act or the one after, nothing else."""
    act = ACTS[name]
    before = tmp_path / "before"
    if where == "here":
        prepared(before)
    old = without_times(kept(copied(before, tmp_path / "old")))
    new = outcome_of(act, copied(before, tmp_path / "new"))
    faults = faults_of(act, copied(before, tmp_path / "count"))
    found_new = 0
    for number, torn in faults:
        folder = copied(before, tmp_path / "now")
        library = Library.open(folder)
        library.load()
        with pytest.raises(Died), System(number, dies=True, torn=torn).installed():
            act(library)
        library.table.files.journal.close()
        library.table.files.lock.close()
        found = without_times(kept(folder))
        assert found in (old, new), number
        found_new += found == new
        # And the library goes on from there, however often it has to.
        library = Library.open(folder)
        library.note(add(library), "later")
        library.fold()
        expected = state(library)
        library.table.files.close()
        assert kept(folder) == expected
    if act not in (fold, backup) and faults:
        assert found_new, "the last calls come after the change is safe"
    gc.collect()


def test_a_death_at_every_call_of_a_fold_leaves_undo_whole(tmp_path: Path) -> None:
    before = prepared(tmp_path / "before")
    with Library.open(copied(before, tmp_path / "old")) as library:
        told = [change.what for change in library.log(99)]
    for number, torn in faults_of(fold, copied(before, tmp_path / "count")):
        folder = copied(before, tmp_path / "now")
        library = Library.open(folder)
        library.load()
        with pytest.raises(Died), System(number, dies=True, torn=torn).installed():
            library.fold()
        library.table.files.journal.close()
        library.table.files.lock.close()
        library = Library.open(folder)
        library.fold()
        assert [change.what for change in library.log(99)] == told
        undone = 0
        while library.undo():
            undone += 1
        assert undone == 3
        assert len(library) == 0
        library.close()
    gc.collect()


def test_a_disk_that_stays_full_refuses_every_change_and_loses_none(tmp_path: Path) -> None:
    library = filled(tmp_path, 3)
    before = state(library)
    for _ in range(3):
        for act in (change, import_, undo, fold, backup, write):
            with pytest.raises(LibraryUnwritable), System(1).installed() as system:
                system.gate = refuse  # type: ignore[method-assign]
                act(library)
            assert state(library) == before
            check(library)
    assert kept(tmp_path) == before
    for act in (change, import_, undo, fold, backup, write):
        act(library)
    after = state(library)
    library.close()
    assert kept(tmp_path) == after


def refuse(name: str, half: Callable[[], object] | None = None) -> None:
    """Refuse whatever would take room."""
    if name in ("open", "write", "mkdir", "link"):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_closing_on_a_full_disk_keeps_the_changes_in_the_journal(tmp_path: Path) -> None:
    library = filled(tmp_path, 3)
    library.mark([ONE], "read")
    expected = state(library)
    with System(1).installed() as system:
        library.close()
    assert system.calls
    assert kept(tmp_path) == expected


def test_two_faults_in_a_row_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """A write and its taking back both fail: the change may be found, no other is lost."""
    library = filled(tmp_path, 2)
    expected = state(library)
    with System(2, dies=False).installed() as system, pytest.raises(LibraryError):
        real = system.gate

        def gate(name: str, half: Callable[[], object] | None = None) -> None:
            if name == "ftruncate":
                raise OSError(errno.EIO, "Input/output error")
            real(name, half)

        system.gate = gate  # type: ignore[method-assign]
        library.mark([ONE], "read")
    library.mark([TWO], "skipped")
    found = state(library)
    assert found[TWO].status == "skipped"
    assert found[ONE].status in ("inbox", "read")
    library.table.files.close()
    assert kept(tmp_path) == found
    assert found.keys() == expected.keys()


def test_an_interruption_by_the_user_leaves_the_library_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path, 2)
    before = state(library)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("paperreader.library.store.journal._flush", interrupted)
    with pytest.raises(KeyboardInterrupt):
        library.mark([ONE], "read")
    monkeypatch.undo()
    assert state(library) == before == kept(tmp_path)
    monkeypatch.setattr(storage.LibraryStorage, "_apply", interrupted)
    with pytest.raises(KeyboardInterrupt):
        library.mark([ONE], "read")
    monkeypatch.undo()
    library.refresh()
    library.mark([TWO], "skipped")
    found = state(library)
    library.table.files.close()
    assert kept(tmp_path) == found
    assert found[TWO].status == "skipped"
