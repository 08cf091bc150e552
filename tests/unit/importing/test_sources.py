"""What lies under a path, each file once, and what is read of it."""

import codecs
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from paperreader.importing import MAX_BYTES, NotADump
from paperreader.importing.sources import SourceFile, SourceSearch
from paperreader.plain import plain


def put(path: Path, text: str = "a dump") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_file_is_what_it_is_and_a_folder_all_files_in_it_by_name(tmp_path: Path) -> None:
    for name in ("b.md", "a", "c.html", ".hidden", "below/d.txt"):
        put(tmp_path / name)
    search = SourceSearch()
    found = search.look_at(tmp_path)
    assert [file.name for file in found] == ["a", "b.md", "c.html"]
    assert all(file.in_folder for file in found)
    assert search.left_out == [f"{tmp_path}: 1 hidden file and 1 folder in it"]
    [file] = search.look_at(tmp_path / ".hidden")
    assert not file.in_folder, "what is named is read"
    assert search.failed == []


def test_each_file_comes_once_under_whatever_name(tmp_path: Path) -> None:
    put(tmp_path / "days" / "a.txt")
    (tmp_path / "days" / "z.txt").symlink_to("a.txt")
    (tmp_path / "again").symlink_to("days")
    os.link(tmp_path / "days" / "a.txt", tmp_path / "other.txt")
    search = SourceSearch()
    found = [
        file
        for name in ("days", "days", "again", "days/a.txt", "other.txt")
        for file in search.look_at(tmp_path / name)
    ]
    assert [file.path for file in found] == [tmp_path / "days" / "a.txt"]
    assert len(search.left_out) == 5
    assert search.failed == []


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "in").mkdir()
    search = SourceSearch()
    for name in ("none", "loop", "nul\0", "in", "x" * 5_000):
        assert search.look_at(tmp_path / name) == []
    assert [Path(path).name for path, _ in search.failed] == [
        "none",
        "loop",
        "nul\0",
        "in",
        "x" * 5_000,
    ]
    assert all(plain(path) in sentence for path, sentence in search.failed)


def test_a_file_gives_its_bytes_and_the_day_it_was_written(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", "x" * 20_000)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    source = SourceFile(path=path, in_folder=False)
    assert source.read() == (b"x" * 20_000, date(2023, 11, 14))
    soon = (datetime.now(UTC) + timedelta(days=9)).timestamp()
    os.utime(path, (soon, soon))
    assert source.read()[1] <= datetime.now(UTC).date()


@pytest.mark.parametrize(
    ("content", "taken"),
    [
        (b"PK\x03\x04\0\0", False),
        (b"words" * 2_000 + b"\0", True),  # the parser looks at the rest
        (codecs.BOM_UTF16_LE + "words".encode("utf-16-le"), True),
        (codecs.BOM_UTF32_BE + "words".encode("utf-32-be"), True),
    ],
)
def test_what_begins_as_binary_data_is_not_read_on(
    tmp_path: Path, content: bytes, taken: bool
) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    source = SourceFile(path=path, in_folder=True)
    if taken:
        assert source.read()[0] == content
    else:
        with pytest.raises(NotADump, match="binary"):
            source.read()


def test_a_file_that_is_too_large_is_refused_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "a")
    os.truncate(path, MAX_BYTES + 1)

    def opened(*_: object) -> int:
        raise AssertionError("it was opened")

    monkeypatch.setattr(os, "open", opened)
    with pytest.raises(NotADump, match="too large"):
        SourceFile(path=path, in_folder=False).read()
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(NotADump, match="pipe"):
        SourceFile(path=path, in_folder=False).read()
