"""Full disks and folders that may only be read."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from paperreader.library import Library, LibraryUnwritable
from tests.unit.library.samples import check, filled, give, kept, numbered, state

if sys.platform == "win32":
    pytest.skip("limits, users and mounts are Unix's", allow_module_level=True)

from tests.contract.processes import Workshop, workshop
from tests.contract.store_worker import COMMON, digests

NOBODY = 65534


@pytest.fixture
def shop() -> Iterator[Workshop]:
    with workshop() as open_:
        yield open_


@pytest.mark.parametrize("limit", [300, 2_000, 5_000, 20_000, 60_000])
def test_files_may_not_grow_beyond_a_size(shop: Workshop, tmp_path: Path, limit: int) -> None:
    library = filled(tmp_path, 2)
    library.fold()
    library.tag([COMMON], ["here-before"])
    library.table.files.close()
    pid = shop.order("fill", tmp_path, limit=limit)
    (told,) = shop.until_gone(pid)
    assert told["refusals"]
    for refusal in told["refusals"]:
        kind, _, sentence = refusal.partition(": ")
        assert kind == "LibraryUnwritable"
        assert sentence.startswith(str(tmp_path))
        assert "File too large" in sentence
    again = Library.open(tmp_path)
    check(again)
    assert digests(again) == told["states"]
    assert "here-before" in again.row(COMMON).tags
    give(again, numbered(9))
    again.close()
    assert len(kept(tmp_path)) == len(told["states"]) + 1


@pytest.fixture
def tiny() -> Iterator[Path]:
    """A file system of 256 KB, where this user may mount one."""
    folder = Path(tempfile.mkdtemp(prefix="paperreader-tiny-"))
    command = ["mount", "-t", "tmpfs", "-o", "size=256k,mode=0700", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, text=True, check=False)
        if mounted.returncode:
            pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    except FileNotFoundError:
        pytest.skip("there is no mount command")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def test_a_full_file_system(tiny: Path) -> None:
    ballast = tiny / "ballast"
    ballast.write_bytes(b"x" * 100_000)
    folder = tiny / "library"
    library = filled(folder, 3)
    refused = 0
    for turn in range(120):
        before = state(library)
        acts: list[Callable[[], object]] = [
            partial(give, library, *(numbered(100 + turn * 5 + n) for n in range(5))),
            partial(library.note, COMMON, f"{turn}" * 300),
            library.fold,
            library.backup,
            library.undo,
        ]
        try:
            acts[turn % 5]()
        except LibraryUnwritable as refusal:
            refused += 1
            assert str(folder) in str(refusal)
            assert "No space left" in str(refusal)
            assert state(library) == before
            assert kept(folder) == before
    assert refused > 20
    check(library)
    expected = state(library)
    ballast.unlink()
    library.mark([COMMON], "read")
    library.close()
    found = kept(folder)
    assert found.keys() == expected.keys()
    assert found[COMMON].status == "read"


@pytest.fixture
def outside() -> Iterator[Path]:
    """A folder that another user can reach; pytest's own are its owner's alone."""
    folder = Path(tempfile.mkdtemp(prefix="paperreader-outside-"))
    folder.chmod(0o755)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        with contextlib.suppress(PermissionError):
            path.chmod(0o755 if path.is_dir() else 0o644)
    shutil.rmtree(folder)


def shut(folder: Path) -> None:
    """Let everybody read a folder and nobody write to it."""
    for path in folder.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)


@pytest.mark.parametrize("lock", [True, False], ids=["with its lock file", "without"])
@pytest.mark.parametrize("layout", ["folded", "journalled", "torn", "stock"])
def test_a_folder_that_may_only_be_read(
    shop: Workshop, outside: Path, layout: str, lock: bool
) -> None:
    folder = outside / "library"
    library = filled(folder, 3)
    library.fold()
    if layout != "folded":
        library.note(COMMON, "in the journal")
    expected = digests(library)
    log = len(library.log(99))
    library.table.files.close()
    if layout == "torn":
        with (folder / "library.journal").open("ab") as file:
            file.write(b"0123")
    if layout == "stock":
        (folder / "library.json").write_bytes(
            (folder / "library.json").read_bytes().replace(b",\n", b", ")
        )
    if not lock:
        (folder / "library.lock").unlink()
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    shut(folder)
    pid = shop.order("only_read", folder, user=NOBODY)
    (told,) = shop.until_gone(pid)
    assert told["states"] == expected
    assert (told["log"], told["texts"], told["same"]) == (log, 3, True)
    assert len(told["refusals"]) == 7
    for name, kind, sentence in told["refusals"]:
        assert kind == "LibraryUnwritable", name
        assert sentence.startswith(str(folder)), name
        assert "Permission denied" in sentence, name
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == files


def test_a_journal_alone_that_may_only_be_read(shop: Workshop, outside: Path) -> None:
    folder = outside / "library"
    library = filled(folder, 3)
    expected = digests(library)
    library.table.files.close()
    for path in folder.rglob("*"):
        path.chmod(0o666)
    (folder / "library.journal").chmod(0o444)
    (folder / "library.json").chmod(0o444)
    folder.chmod(0o555)
    pid = shop.order("only_read", folder, user=NOBODY)
    (told,) = shop.until_gone(pid)
    assert told["states"] == expected
    for name, kind, sentence in told["refusals"]:
        assert kind == "LibraryUnwritable", name
        assert "Permission denied" in sentence, (name, sentence)


def test_a_folder_that_cannot_be_made(shop: Workshop, outside: Path) -> None:
    outside.chmod(0o555)
    pid = shop.order("only_read", outside / "not" / "there", user=NOBODY)
    (told,) = shop.until_gone(pid)
    assert told["states"] == {}
    assert len(told["refusals"]) == 3
    for _, kind, sentence in told["refusals"]:
        assert kind == "LibraryUnwritable"
        assert sentence.startswith(str(outside))
        assert "Permission denied" in sentence
    assert not (outside / "not").exists()


def test_files_that_may_not_even_be_read(shop: Workshop, outside: Path) -> None:
    folder = outside / "library"
    filled(folder, 1).close()
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    folder.chmod(0o755)
    if os.getuid() != 0:
        pytest.skip("one's own files can always be read")
    with pytest.raises(AssertionError, match=r"LibraryUnreadable.*cannot be read.*denied"):
        list(shop.until_gone(shop.order("only_read", folder, user=NOBODY)))
