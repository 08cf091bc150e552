"""An import beside the screen: looked at, then made or dropped."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from paperreader.importing import read_source
from paperreader.library import Library
from paperreader.tui.import_run import MOST_TITLES, ImportRun, ToRead

DAY = datetime.date(2025, 12, 18)


def gives(data: bytes) -> Callable[[], tuple[bytes, datetime.date]]:
    return lambda: (data, DAY)


def forbidden() -> tuple[bytes, datetime.date]:
    raise PermissionError(13, "Permission denied")


ONE = ToRead("one.jsonl", "one.jsonl", gives(b'{"title": "On Tides"}\n'))
TWO = ToRead("two.jsonl", "two.jsonl", gives(b'{"title": "On Tides", "venue": "Letters"}\n'))
WORDS = ToRead("words.txt", "words.txt", gives(b"only a few words"), in_folder=True)
SHUT = ToRead("shut.txt", "shut.txt", forbidden)


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """A folder for a library."""
    return tmp_path / "library"


def test_a_look_changes_nothing_and_tells_what_was_not_read(into: Path) -> None:
    with Library.open(into) as library:
        run = ImportRun(library, [ONE, WORDS, TWO, SHUT], "4 files", left_out=["a folder"])
        look = run.look()
        assert [report.source for report in look.reports] == ["one.jsonl", "two.jsonl"]
        assert [report.added for report in look.reports] == [1, 0]
        assert look.reports[1].updated == 1
        assert look.refused == ["shut.txt cannot be read: Permission denied"]
        assert look.left_out[0] == "a folder"
        assert look.left_out[1].startswith("words.txt ")
        assert (run.done, run.total) == (4, 4)
        assert not into.exists()


@pytest.mark.parametrize("sources", [[ONE], [ONE, TWO], [TWO, ONE, WORDS]], ids=len)
def test_what_is_taken_is_what_was_seen_and_one_undo_takes_it_back(
    into: Path, sources: list[ToRead]
) -> None:
    with Library.open(into) as library:
        run = ImportRun(library, sources, "these files")
        seen = run.look().reports
        reports, change = run.take()
        assert change is not None
        assert [(r.added_ids, r.updated_ids) for r in reports] == [
            (r.added_ids, r.updated_ids) for r in seen
        ]
        assert len(library) == 1
        again = ImportRun(library, sources, "these files")
        again.look()
        assert again.take()[1] is None
        assert library.undo() is not None
        assert len(library) == 0


def test_a_look_tells_the_titles_that_entries_would_have(into: Path) -> None:
    with Library.open(into) as library:
        library.import_parsed(
            read_source(b'{"title": "Tides", "arxiv_id": "2512.00001"}', name="", made=DAY),
            source="before.jsonl",
        )
        data = (
            b'{"title": "On Tides"}\n'
            b'{"title": "Tides", "arxiv_id": "2512.00001", "venue": "Letters"}\n'
        )
        look = ImportRun(library, [ToRead("a", "a", gives(data))], "a").look()
        (report,) = look.reports
        assert [look.titles[id_] for id_ in report.added_ids] == ["On Tides"]
        assert [look.titles[id_] for id_ in report.updated_ids] == ["Tides"]
        assert len(library) == 1


def test_a_look_tells_no_more_titles_than_anyone_reads(into: Path) -> None:
    lines = "".join(f'{{"title": "On the {n}. lake"}}\n' for n in range(MOST_TITLES + 50))
    with Library.open(into) as library:
        look = ImportRun(library, [ToRead("a", "a", gives(lines.encode()))], "a").look()
        ids = look.reports[0].added_ids
        assert len(ids) == MOST_TITLES + 50
        assert list(look.titles) == list(ids[:MOST_TITLES])


def test_a_stopped_look_reads_no_further(into: Path) -> None:
    with Library.open(into) as library:
        run = ImportRun(library, [ONE, TWO], "2 files")

        def read() -> tuple[bytes, datetime.date]:
            run.stop()
            return ONE.read()

        run = ImportRun(library, [ToRead("one.jsonl", "one.jsonl", read), TWO], "2 files")
        assert [report.source for report in run.look().reports] == ["one.jsonl"]
        assert not into.exists()
