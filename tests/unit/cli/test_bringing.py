"""``import``: which sources are read, what is reported, and what an interrupt leaves."""

import errno
import json
import os
import signal
import socket
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from paperreader.cli import bringing
from paperreader.entry import Entry, Parsed, Problem
from paperreader.importing import NotADump, read_source
from tests.unit.cli.conftest import Paperreader


def record(title: str, **facts: object) -> str:
    return json.dumps({"title": title, **facts}) + "\n"


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """A folder of three dumps that speak of four papers."""
    place = tmp_path / "dumps"
    place.mkdir()
    (place / "a.jsonl").write_text(record("On Tides", upvotes=1) + record("On Locks"))
    (place / "b.jsonl").write_text(
        record("On Tides", upvotes=4, venue="Sea Letters", featured="2025-03-02")
        + record("On Quays", organization="Harbour Lab")
    )
    (place / "c.jsonl").write_text(record("On Ferries") + record("On Quays", comments=2))
    return place


def titles(paperreader: Paperreader) -> set[str]:
    said = paperreader("list", "--json")
    return {entry["title"] for entry in json.loads(said.out or "[]")}


def test_the_report_says_what_became_of_each_file(
    paperreader: Paperreader, dumps: Path
) -> None:
    said = paperreader("import", str(dumps))
    assert said.status == 0
    assert f"{dumps}/a.jsonl: records, no page date\n" in said.out
    assert "  2 entries: 1 added, 1 updated, 0 unchanged, 1 seen before\n" in said.out
    assert "updated: " in said.out
    assert "venue in 1" in said.out
    assert "3 sources, 6 entries: 4 added, 2 updated, 0 unchanged, 2 seen before" in said.out
    assert "'paperreader undo 3' takes this back" in said.err
    assert paperreader("undo", "3").status == 0
    assert titles(paperreader) == set()


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_a_dry_run_reports_what_an_import_would(
    paperreader: Paperreader, dumps: Path, folder: Path, extra: list[str]
) -> None:
    rehearsed = paperreader("import", "--dry-run", str(dumps), *extra)
    assert not folder.exists()
    done = paperreader("import", str(dumps), *extra)
    assert rehearsed.out.replace('"dry_run": true', '"dry_run": false') == done.out
    again = paperreader("import", "--dry-run", str(dumps), "--json").json()
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 6)


def test_the_json_report_has_all_that_is_told(paperreader: Paperreader, dumps: Path) -> None:
    (dumps / "notes.txt").write_text("nothing but words\n")
    said = paperreader("import", "--json", str(dumps), str(dumps / "none.txt"))
    assert said.status == 1
    found = said.json()
    assert [Path(file["path"]).name for file in found["files"]] == [
        "a.jsonl",
        "b.jsonl",
        "c.jsonl",
    ]
    second = found["files"][1]
    assert second["shape"] == "records"
    assert (second["entries"], second["added"], second["updated"]) == (2, 1, 1)
    assert (second["unchanged"], second["seen_before"]) == (0, 1)
    assert second["fields"]["venue"] == 1
    assert second["page_date"] is None
    assert second["problems"] == second["notes"] == []
    assert (found["added"], found["updated"], found["unchanged"]) == (4, 2, 0)
    assert [Path(each["path"]).name for each in found["left_out"]] == ["notes.txt"]
    assert [Path(each["path"]).name for each in found["failed"]] == ["none.txt"]


def test_notes_and_lines_that_could_not_be_placed_are_told(
    paperreader: Paperreader, dumps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = Parsed(
        shape="daily-html",
        entries=(Entry(title="On Tides"),),
        lines=(3,),
        page_date="2025-03-02",
        page_date_from="its address has it",
        problems=(
            Problem(line=9, message="not placed: “\x1b[2J”"),
            Problem(line=None, message="cut off"),
        ),
        notes=("each card stood twice",),
    )
    monkeypatch.setattr(bringing, "read_source", lambda *_, **__: parsed)
    said = paperreader("import", str(dumps / "a.jsonl"))
    assert "a.jsonl: daily-html, page of 2025-03-02 (its address has it)" in said.out
    assert "  note: each card stood twice\n" in said.out
    assert "  line 9: not placed: “␛[2J”\n" in said.out
    assert "  cut off\n" in said.out
    asked = paperreader("import", str(dumps / "a.jsonl"), "--json").json()["files"][0]
    assert asked["notes"] == ["each card stood twice"]
    assert asked["problems"][0] == {"line": 9, "message": "not placed: “\x1b[2J”"}
    assert asked["page_date_from"] == "its address has it"


def test_what_a_folder_holds_beside_dumps_is_left_out_and_said(
    paperreader: Paperreader, dumps: Path
) -> None:
    (dumps / "picture.txt").write_bytes(b"\x89PNG\r\n\0\0")
    (dumps / ".hidden.jsonl").write_text(record("Hidden"))
    (dumps / "page_files").mkdir()
    (dumps / "page_files" / "inner.jsonl").write_text(record("Inner"))
    (dumps / "gone.txt").symlink_to(dumps / "nowhere")
    (dumps / "twin.txt").symlink_to(dumps / "a.jsonl")
    said = paperreader("import", str(dumps))
    assert said.status == 0
    assert titles(paperreader) == {"On Tides", "On Locks", "On Quays", "On Ferries"}
    for told in (
        "picture.txt holds binary data",
        "1 hidden file and 1 folder in it",
        "gone.txt: a link to what is not there",
        f"twin.txt: the same as {dumps}/a.jsonl",
    ):
        assert told in said.err


def test_a_folder_without_a_dump_is_a_failure(
    paperreader: Paperreader, tmp_path: Path, folder: Path
) -> None:
    (tmp_path / "only").mkdir()
    said = paperreader("import", str(tmp_path / "only"))
    assert (said.status, "there is no file in this folder" in said.err) == (1, True)
    (tmp_path / "only" / "words.txt").write_text("nothing but words\n")
    said = paperreader("import", str(tmp_path / "only"))
    assert (said.status, "there is no dump" in said.err) == (1, True)
    assert not folder.exists()


def test_a_file_given_twice_is_read_once(paperreader: Paperreader, dumps: Path) -> None:
    one = str(dumps / "a.jsonl")
    said = paperreader("import", one, f"{dumps}/./a.jsonl", str(dumps), str(dumps), "--json")
    assert said.status == 0
    assert len(said.json()["files"]) == 3


def make_loop(path: Path) -> None:
    path.symlink_to(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def make_huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(500_000_000)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (make_loop, "symbolic links"),
        (os.mkfifo, "is a pipe"),
        (make_socket, "is a socket"),
        (make_huge, "too large"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.symlink_to("/dev/zero"), "is a device"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_rest_imported(
    paperreader: Paperreader, dumps: Path, tmp_path: Path, make: Any, told: str
) -> None:
    odd = tmp_path / "o"
    make(odd)
    said = paperreader("import", str(odd), str(dumps / "a.jsonl"))
    assert said.status == 1
    [line] = [line for line in said.err.splitlines() if str(odd) in line]
    assert told in line
    assert titles(paperreader) == {"On Tides", "On Locks"}


def test_a_file_that_may_not_be_read_is_named(
    paperreader: Paperreader, dumps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refuse(path: Any, flags: int, *more: Any) -> int:
        if str(path).endswith("b.jsonl"):  # root may read all that a mode forbids
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path, flags, *more)

    monkeypatch.setattr(os, "open", refuse)
    said = paperreader("import", str(dumps))
    assert said.status == 1
    assert f"{dumps}/b.jsonl cannot be read: Permission denied" in said.err
    assert "2 sources" in said.out


def test_a_name_that_is_no_text_is_reported_in_json(
    paperreader: Paperreader, tmp_path: Path
) -> None:
    name = os.fsencode(tmp_path) + b"/p\xffge.jsonl"
    Path(os.fsdecode(name)).write_text(record("On Tides"))
    [file] = paperreader("import", os.fsdecode(name), "--json").json()["files"]
    assert file["path"].endswith("p\ufffdge.jsonl")


def test_an_interrupt_leaves_what_was_imported(
    paperreader: Paperreader, dumps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = read_source

    def read(data: bytes, *, name: str, made: date, as_of: date | None) -> Parsed:
        if name.endswith("c.jsonl"):
            raise KeyboardInterrupt
        return real(data, name=name, made=made, as_of=as_of)

    monkeypatch.setattr(bringing, "read_source", read)
    said = paperreader("import", str(dumps), "--json")
    assert said.status == 130
    assert "interrupted: 2 of 3 sources imported" in said.err
    assert "'paperreader undo 2' takes this back" in said.err
    assert len(said.json()["files"]) == 2
    assert titles(paperreader) == {"On Tides", "On Locks", "On Quays"}


def test_an_interrupt_while_the_library_changes_waits_for_it(
    paperreader: Paperreader, dumps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paperreader.library import ImportReport, Library

    real = Library.import_parsed

    def importing(self: Library, parsed: Parsed, *, source: str) -> ImportReport:
        signal.raise_signal(signal.SIGINT)
        return real(self, parsed, source=source)

    monkeypatch.setattr(Library, "import_parsed", importing)
    said = paperreader("import", str(dumps))
    assert said.status == 130
    assert "interrupted: 1 of 3 sources imported" in said.err
    assert titles(paperreader) == {"On Tides", "On Locks"}
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_library_that_refuses_ends_the_import(
    paperreader: Paperreader, dumps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paperreader.library import ImportReport, Library, LibraryError

    def refuse(*_: object, **__: object) -> ImportReport:
        raise LibraryError("the disk is full")

    monkeypatch.setattr(Library, "import_parsed", refuse)
    said = paperreader("import", str(dumps), "--json")
    assert said.status == 1
    assert said.err.count("the disk is full") == 1
    assert said.json()["failed"][0]["message"] == "the disk is full"


def test_a_reason_is_told_with_the_path_that_was_given(
    paperreader: Paperreader, dumps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> Parsed:
        raise NotADump("another name", "is cut off.")

    monkeypatch.setattr(bringing, "read_source", refuse)
    said = paperreader("import", f"{dumps}/a.jsonl")
    assert f"{dumps}/a.jsonl is cut off." in said.err


@pytest.mark.parametrize(
    ("held", "status", "told"),
    [(record("On Tides"), 0, "the clipboard: records"), (None, 1, "the clipboard cannot")],
)
def test_the_clipboard_is_read(
    paperreader: Paperreader,
    monkeypatch: pytest.MonkeyPatch,
    held: str | None,
    status: int,
    told: str,
) -> None:
    monkeypatch.setattr("paperreader.tui.clipboard.paste_from_system", lambda: held)
    said = paperreader("import", "--clipboard")
    assert said.status == status
    assert told in said.out + said.err
