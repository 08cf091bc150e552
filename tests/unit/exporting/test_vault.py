"""A folder of notes: what is ours in it, and what is the reader's."""

from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

from paperreader.citing.plain_text import shown
from paperreader.entry import Entry
from paperreader.exporting import FolderReport, NotWritten, Occasion, write_notes
from paperreader.exporting.vault import MARKER
from tests.unit.citing.reading import corpus
from tests.unit.exporting.entries import ATTENTION, BARE, EVERYTHING

ON = Occasion()


def notes(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())}


def matter(text: str) -> dict[str, object]:
    """The front matter as a reader of YAML sees it."""
    assert text.startswith("---\n")
    found = yaml.safe_load(text.split("\n---\n", 1)[0])
    assert isinstance(found, dict)
    return found


def test_a_note_has_front_matter_and_a_place_for_the_reader(tmp_path: Path) -> None:
    assert write_notes(tmp_path / "vault", (ATTENTION,), ON, force=False) == FolderReport(
        1, 0, ()
    )
    ((name, text),) = notes(tmp_path / "vault").items()
    assert name == "Attention Is All You Need.md"
    assert matter(text) == {
        "paperreader-id": "arxiv:1706.03762",
        "title": "Attention Is All You Need",
        "authors": ["Ashish Vaswani", "Noam Shazeer"],
        "author-count": 8,
        "published": "2017-06-12",
        "featured": "2023-05-02",
        "arxiv": "1706.03762",
        "url": "https://arxiv.org/abs/1706.03762",
        "code": "https://github.com/example/attention",
        "upvotes": 12,
        "status": "queued",
        "starred": True,
        "tags": ["nlp/attention", "to-read"],
        "citekey": "vaswani2017attention",
    }
    assert "## Note\n\n# Why\n\nSee *section 3*." in text
    assert text.endswith(f"\n\n{MARKER}\n")


def test_what_the_reader_wrote_stays(tmp_path: Path) -> None:
    write_notes(tmp_path, (ATTENTION, BARE), ON, force=False)
    path = tmp_path / "Attention Is All You Need.md"
    text = path.read_text("utf-8").replace("---\n\n", "mine: [a, b]\nseen:\n  - x\n---\n\n", 1)
    renamed = tmp_path / "Transformers.md"
    renamed.write_text(f"{text}\nMy thoughts\n---\n{MARKER}\n", "utf-8")
    path.unlink()
    changed = Entry(**{f: getattr(ATTENTION, f) for f in ("id", "title", "note")}, upvotes=99)
    assert write_notes(tmp_path, (changed, BARE), ON, force=False) == FolderReport(1, 1, ())
    text = renamed.read_text("utf-8")
    assert matter(text)["upvotes"] == 99
    assert matter(text)["mine"] == ["a", "b"] and matter(text)["seen"] == ["x"]
    assert text.endswith(f"{MARKER}\n\nMy thoughts\n---\n{MARKER}\n")
    assert write_notes(tmp_path, (changed, BARE), ON, force=False) == FolderReport(0, 2, ())
    assert list(notes(tmp_path)) == ["Nothing Else Is Known.md", "Transformers.md"]


def test_a_note_without_its_marker_is_left_alone(tmp_path: Path) -> None:
    write_notes(tmp_path, (BARE,), ON, force=False)
    path = tmp_path / "Nothing Else Is Known.md"
    path.write_text(path.read_text("utf-8").replace(MARKER, "") + "mine", "utf-8")
    before = path.read_text("utf-8")
    report = write_notes(tmp_path, (BARE,), ON, force=False)
    assert report == FolderReport(0, 0, ("Nothing Else Is Known.md",))
    assert path.read_text("utf-8") == before
    assert write_notes(tmp_path, (BARE,), ON, force=True).written == 1
    assert MARKER in path.read_text("utf-8")


def test_files_of_others_are_never_touched(tmp_path: Path) -> None:
    (tmp_path / "nothing else is known.md").write_text("mine")
    (tmp_path / "Binary.md").write_bytes(b"---\n\xff\xfe")
    write_notes(tmp_path, (BARE,), ON, force=True)
    assert (tmp_path / "nothing else is known.md").read_text() == "mine"
    assert (tmp_path / "Binary.md").read_bytes() == b"---\n\xff\xfe"
    assert (tmp_path / "Nothing Else Is Known (ffffffffffffffff).md").exists()


def test_equal_titles_have_notes_of_their_own(tmp_path: Path) -> None:
    entries = tuple(Entry(id=f"arxiv:2501.0000{n}", title="Same: Title") for n in range(3))
    write_notes(tmp_path, entries, ON, force=False)
    names = ["Same Title (2501.00001).md", "Same Title (2501.00002).md", "Same Title.md"]
    assert list(notes(tmp_path)) == names
    assert write_notes(tmp_path, entries[::-1], ON, force=False).unchanged == 3
    assert list(notes(tmp_path)) == names


def test_hostile_entries_are_notes_that_read_back(tmp_path: Path) -> None:
    hostile = Entry(id="title:m", title="M", abstract=f"a {MARKER} b %%", note=f"x\n{MARKER}")
    entries = (*EVERYTHING, hostile)
    assert write_notes(tmp_path, entries, ON, force=False).written == len(entries)
    found = {str(matter(text)["paperreader-id"]): text for text in notes(tmp_path).values()}
    assert set(found) == {entry.id for entry in entries}
    for entry in entries:
        title = shown(entry.title).encode("utf-8", "replace").decode()
        assert matter(found[entry.id]).get("title", "") == title
        assert found[entry.id].count(MARKER) == 1
    assert write_notes(tmp_path, entries, ON, force=False).unchanged == len(entries)


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path, reason in (
        (tmp_path / "file", "it is a file"),
        (tmp_path / "no" / "vault", "there is no folder"),
    ):
        with pytest.raises(NotWritten, match=reason):
            write_notes(path, (BARE,), ON, force=True)


def test_real_records_have_a_note_each(shared: Path, tmp_path: Path) -> None:
    entries = list(corpus(shared, 1_000))
    assert write_notes(tmp_path, entries, ON, force=False).written == len(entries)
    found = [matter(text) for text in notes(tmp_path).values()]
    assert {str(one["paperreader-id"]): one["title"] for one in found} == {
        entry.id: shown(entry.title) for entry in entries
    }
