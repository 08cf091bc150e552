"""Writing the file: whole or not at all, and never over another by accident."""

import errno
import itertools
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from paperreader.exporting import AlreadyThere, NotWritten, write_atomically


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_holds_the_text_and_has_the_usual_permissions(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    write_atomically(path, iter(["a\r\n", "é\n", "\ud800"]), force=False)
    assert path.read_bytes() == "a\r\né\n?".encode()
    usual = tmp_path / "usual"
    usual.touch()
    assert path.stat().st_mode == usual.stat().st_mode
    assert left(tmp_path) == ["list.md", "usual"]


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text("mine")
    path.chmod(0o640)

    unread = itertools.chain(["other"], iter(lambda: pytest.fail("asked for more"), ""))
    with pytest.raises(
        AlreadyThere, match=f"cannot write {path}: it exists already; use --force"
    ):
        write_atomically(path, unread, force=False)
    assert path.read_text() == "mine"
    write_atomically(path, ["new"], force=True)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("force", [False, True])
def test_a_file_that_holds_the_same_is_not_touched(tmp_path: Path, force: bool) -> None:
    path = tmp_path / "list.md"
    assert write_atomically(path, ["a", "bé"], force=False)
    before = path.stat()
    assert not write_atomically(path, ["ab", "é"], force=force)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    for other in (["a"], ["a", "bé", "c"], []):
        if force:
            assert write_atomically(path, other, force=True)
            path.write_text("abé")
        else:
            with pytest.raises(AlreadyThere):
                write_atomically(path, other, force=False)
    assert left(tmp_path) == ["list.md"]


@pytest.mark.parametrize("force", [False, True])
def test_what_fails_in_the_middle_changes_nothing(tmp_path: Path, force: bool) -> None:
    path = tmp_path / "list.md"
    if force:
        path.write_text("mine")

    def broken() -> Iterator[str]:
        yield "half"
        raise RuntimeError("the library went away")

    with pytest.raises(RuntimeError, match="went away"):
        write_atomically(path, broken(), force=force)
    assert left(tmp_path) == (["list.md"] if force else [])
    assert not force or path.read_text() == "mine"


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "list.md"

    def slow() -> Iterator[str]:
        yield "ours"
        path.write_text("theirs")

    with pytest.raises(AlreadyThere):
        write_atomically(path, slow(), force=False)
    assert path.read_text() == "theirs"
    assert left(tmp_path) == ["list.md"]


def test_a_symbolic_link_stays_and_leads_to_the_new_text(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "list.md"
    real.write_text("old")
    symlink = tmp_path / "link.md"
    symlink.symlink_to(real)
    with pytest.raises(AlreadyThere, match=r"link\.md"):
        write_atomically(symlink, ["new"], force=False)
    write_atomically(symlink, ["new"], force=True)
    assert symlink.is_symlink()
    assert real.read_text() == "new"
    real.unlink()
    write_atomically(symlink, ["newer"], force=False)
    assert real.read_text() == "newer"
    assert left(tmp_path / "real") == ["list.md"]


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path, reason in (
        (tmp_path / "no" / "x.md", f"there is no folder {tmp_path / 'no'}"),
        (tmp_path / "file" / "x.md", f"{tmp_path / 'file'} is not a folder"),
        (tmp_path, "it is a folder"),
        (tmp_path / "loop", "its symbolic links lead in a circle"),
        (tmp_path / ("x" * 300), "the name is too long"),
    ):
        with pytest.raises(NotWritten) as refused:
            write_atomically(path, ["text"], force=True)
        assert str(refused.value) == f"cannot write {path}: {reason}"
    assert left(tmp_path) == ["file", "loop"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(NotWritten, match="no permission to write in"):
        write_atomically(tmp_path / "x.md", ["text"], force=False)
    tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, "no permission to write in"),
        (errno.EROFS, "the disk is read-only"),
        (errno.ENOSPC, "the disk is full; nothing was changed"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_what_the_system_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    path = tmp_path / "list.md"
    path.write_text("mine")

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(NotWritten, match=reason):
        write_atomically(path, ["new"], force=True)
    assert path.read_text() == "mine"
    with pytest.raises(NotWritten, match=reason):
        write_atomically(tmp_path / "other.md", ["new"], force=False)
    assert left(tmp_path) == ["list.md"]


@pytest.mark.skipif(os.name == "nt", reason="no file size limits")
def test_a_file_that_finds_no_room(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text("mine")
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from paperreader.exporting import NotWritten, write_atomically\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "try:\n"
        "    write_atomically(Path(sys.argv[1]), ['x' * 1000] * 100, force=True)\n"
        "except NotWritten as refused:\n"
        "    sys.exit(str(refused))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"cannot write {path}: the file would be larger")
    assert path.read_text() == "mine"
    assert left(tmp_path) == ["list.md"]


@pytest.mark.skipif(os.name == "nt", reason="no named pipes in folders")
def test_a_device_or_pipe_is_written_straight(tmp_path: Path) -> None:
    write_atomically(Path("/dev/null"), ["gone"], force=False)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(pipe, ["through"], force=False)
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)
    assert left(tmp_path) == ["pipe"]
