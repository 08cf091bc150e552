"""Replacing files whole."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from paperreader.atomic import TEMPORARY_SUFFIX, replacing, sync_folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_file_takes_the_old_ones_place(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    with replacing(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_text() == "old"
        (temporary,) = {*names(tmp_path)} - {"file"}
        assert temporary.startswith(".file.")
        assert temporary.endswith(TEMPORARY_SUFFIX)
    assert path.read_text() == "new"
    assert names(tmp_path) == ["file"]


class Interrupted(BaseException):
    """Like a key press of the user's."""


@pytest.mark.parametrize("error", [ValueError, OSError, KeyboardInterrupt, Interrupted])
@pytest.mark.parametrize("there", [True, False], ids=["replaced", "new"])
def test_an_error_leaves_everything_as_it_was(
    tmp_path: Path, error: type[BaseException], there: bool
) -> None:
    path = tmp_path / "file"
    if there:
        path.write_text("old")
    with pytest.raises(error), replacing(path) as file:
        file.write(b"half")
        raise error
    assert names(tmp_path) == (["file"] if there else [])
    assert not there or path.read_text() == "old"


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod"])
def test_a_refusal_leaves_everything_as_it_was(
    tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_text("old")

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space left"):
        patch.setattr(os, call, refuse)
        with replacing(path) as file:
            file.write(b"new")
    assert path.read_text() == "old"
    assert names(tmp_path) == ["file"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    path.chmod(mode)
    with replacing(path) as file:
        file.write(b"new")
    assert path.stat().st_mode & 0o777 == mode
    with replacing(tmp_path / "new", mode=mode) as file:
        file.write(b"new")
    assert (tmp_path / "new").stat().st_mode & 0o777 == mode


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    with replacing(tmp_path / "file") as file:
        file.write(b"new")
    assert (tmp_path / "file").stat().st_mode & 0o077 == 0


def test_a_link_stays_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    target = tmp_path / "far" / "target"
    target.write_text("old")
    link = tmp_path / "link"
    link.symlink_to(Path("far") / "target")
    with replacing(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert names(tmp_path / "far") == ["target"]


def test_the_content_is_on_the_disk_before_the_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    for call in ("fsync", "replace"):
        real = getattr(os, call)

        def noted(*arguments: Any, call: str = call, real: Any = real) -> None:
            order.append(call)
            real(*arguments)

        monkeypatch.setattr(os, call, noted)
    with replacing(tmp_path / "file") as file:
        file.write(b"new")
    assert order == ["fsync", "replace", "fsync"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "no" / "file"):
        pytest.fail("there is nothing to write to")
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "no")
