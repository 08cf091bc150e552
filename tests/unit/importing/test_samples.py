"""The dumps we ship."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from paperreader.entry import Parsed
from paperreader.importing import read_source, sample_dumps, samples

MADE = date(2025, 12, 1)


def sample(name: str) -> Parsed:
    """Parse one of the sample dumps."""
    (path,) = [path for path in sample_dumps() if path.name == name]
    return read_source(path.read_bytes(), name=name, made=MADE)


def test_the_ordinary_day_reads_without_a_word() -> None:
    monday = sample("monday.txt")
    assert (len(monday.entries), monday.page_date) == (12, "2025-11-17")
    assert monday.problems == ()
    for entry in monday.entries:
        assert entry.abstract is not None
        assert 80 <= len(entry.abstract.split()) <= 200
        assert entry.author_count
        assert entry.published


def test_every_quirk_is_read() -> None:
    page = sample("every-quirk.txt")
    assert page.page_date == "2024-02-29"
    assert [
        (entry.title[:12], entry.author_count, entry.published, entry.upvotes, entry.comments)
        for entry in page.entries
    ] == [
        ("Leap Seconds", 3, "2024-02-27", 18, 2),
        ("2023", None, "2024-01-09", 0, 11),
        ("3 authors", 3, "2023-02-03", 7, None),
        ("$\\textbf{Qui", None, None, 0, None),
        ("Ask the Arch", 9, "2023-11-30", 42, 6),
        ("Subscribe", 1, "2024-02-12", 5, 3),
        ("An Empty Roo", 12, "2024-02-20", 0, 1),
        ("Café, Naïvet", 2, "2024-02-28", 2, None),
        ("Cartography ", None, None, 1, None),
    ]
    assert page.entries[0].title.endswith("Forget What Day It Is")
    assert page.entries[1].organization == "Example Institute for Web Science"
    assert page.entries[6].abstract is None
    assert len(page.problems) == 2


def test_the_records_name_their_authors() -> None:
    group = sample("reading-group.jsonl")
    assert (group.shape, len(group.entries), group.problems) == ("records", 5, ())
    assert all(entry.authors for entry in group.entries[:4])


def test_every_dump_beside_the_package_is_found_in_both_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [path.name for path in sample_dumps()]
    assert names == ["monday.txt", "every-quirk.txt", "reading-group.jsonl"]
    for folder in ("paperreader/sample_dumps", "sample_dumps"):
        top = tmp_path / folder.replace("/", "-")
        module = top / "paperreader" / "importing" / "samples.py"
        module.parent.mkdir(parents=True)
        monkeypatch.setattr(samples, "__file__", str(module))
        assert sample_dumps() == ()
        shutil.copytree(Path(__file__).parents[3] / "sample_dumps", top / folder)
        assert [path.name for path in sample_dumps()] == names
