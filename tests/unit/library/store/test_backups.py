"""Earlier states, kept and rotated."""

import itertools
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from paperreader.library.store import backups

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)


def current(folder: Path, text: str = "{}") -> Path:
    path = folder / "library.json"
    path.write_text(text)
    return path


def rewritten(path: Path, text: str) -> None:
    """Put a new file in the place of the old, as a fold does."""
    new = path.with_suffix(".new")
    new.write_text(text)
    new.replace(path)


def test_a_day_of_folds_leaves_one_backup_and_many_days_the_last_seven(tmp_path: Path) -> None:
    path = current(tmp_path)
    for turn in range(60):
        rewritten(path, f"state {turn}")
        backups.rotate(path, turn + 1, NOON + timedelta(hours=6 * turn))
    found = backups.backups(tmp_path)
    assert len(found) == backups.KEPT
    assert [backup.made for backup in found] == sorted((b.made for b in found), reverse=True)
    gaps = {one.made - other.made for one, other in itertools.pairwise(found)}
    assert gaps == {timedelta(hours=24)}
    assert [backup.path.read_text() for backup in found] == [
        f"state {b.seq - 1}" for b in found
    ]


def test_a_backup_that_was_asked_for_stays(tmp_path: Path) -> None:
    path = current(tmp_path, "precious")
    kept = backups.keep(path, 5, NOON, "kept")
    for day in range(20):
        rewritten(path, f"day {day}")
        backups.rotate(path, day + 6, NOON + timedelta(days=day))
    found = backups.backups(tmp_path)
    assert len(found) == backups.KEPT + 1
    assert [backup.path for backup in found if backup.kept] == [kept]
    assert kept.read_text() == "precious"


def test_a_large_library_keeps_fewer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "LARGE", 3)
    path = current(tmp_path, "large enough")
    for day in range(9):
        backups.rotate(path, day + 1, NOON + timedelta(days=day))
    assert len(backups.backups(tmp_path)) == backups.KEPT_LARGE


def test_a_clock_that_went_back_does_not_stop_backups(tmp_path: Path) -> None:
    path = current(tmp_path)
    backups.rotate(path, 1, NOON + timedelta(days=4000))
    backups.rotate(path, 2, NOON)
    assert [backup.seq for backup in backups.backups(tmp_path)] == [1, 2]


def test_a_new_library_has_nothing_to_back_up(tmp_path: Path) -> None:
    backups.rotate(tmp_path / "library.json", 5, NOON)
    path = current(tmp_path)
    backups.rotate(path, 0, NOON)
    assert backups.backups(tmp_path) == []
    backups.rotate(path, 0, NOON, always=True)
    assert len(backups.backups(tmp_path)) == 1


def test_where_there_are_no_hard_links_it_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    path = current(tmp_path, "state")
    kept = backups.keep(path, 1, NOON)
    path.write_text("written in place")
    assert kept.read_text() == "state"
    assert [each.name for each in (tmp_path / "backups").iterdir()] == [kept.name]


def test_only_our_own_names_are_backups(tmp_path: Path) -> None:
    path = current(tmp_path)
    kept = backups.keep(path, 1, NOON)
    for name in ("library.json", "library-20250301T120000Z-1.json.tmp", "notes.txt"):
        (tmp_path / "backups" / name).write_text("x")
    assert [backup.path for backup in backups.backups(tmp_path)] == [kept]
    assert backups.backups(tmp_path / "nowhere") == []
