"""Making two entries one by hand, taking that back, and keeping two apart."""

from pathlib import Path

import pytest

from paperreader.library import Library, LibraryError, LibraryUnwritable

from .samples import close, crash, give, kept, numbered, paper, state

TITLE = "Slow Light in Fast Fibres at Night"


@pytest.fixture
def twice(tmp_path: Path) -> Library:
    """A library in which one paper stands twice: with an arXiv id, and with a note."""
    library = Library.open(tmp_path)
    give(library, numbered(1, title=TITLE), numbered(2))
    copy = paper(TITLE.replace("Light", "Ligth"), upvotes=7)
    give(library, copy, shape="search-plain-text")
    return library


def copy_of(library: Library) -> str:
    """Return the id of the copy."""
    return next(row.id for row in library.rows() if row.id.startswith("title:"))


def test_nothing_of_either_is_lost(twice: Library) -> None:
    keep, other = "arxiv:2501.00001", copy_of(twice)
    twice.tag([keep], add=["light"])
    twice.tag([other], add=["fibres"])
    twice.note(keep, "First thoughts.")
    twice.note(other, "Second thoughts.")
    twice.star([other], True)
    twice.mark([other], "queued")
    twice.pin_citation_keys({keep: "author2025slow", other: "slow2025"})
    change = twice.merge(keep, other)
    assert change.ids == (keep, other)
    assert TITLE in change.what
    assert len(twice) == 2
    entry = twice.entry(keep)
    assert entry.tags == ("fibres", "light")
    assert "First thoughts." in entry.note
    assert "Second thoughts." in entry.note
    assert (entry.starred, entry.status, entry.upvotes) == (True, "queued", 7)
    assert entry.citation_key == "author2025slow"
    for key in (keep, other, "author2025slow", "slow2025", "2501.00001"):
        assert twice.resolve(key) == keep
    assert {"author2025slow", "slow2025"} <= twice.citation_keys()
    assert kept(twice.folder) == state(twice)


@pytest.mark.parametrize("swapped", [False, True])
def test_one_undo_brings_both_back_as_they_were_and_redo_merges_again(
    twice: Library, swapped: bool
) -> None:
    keep, other = ("arxiv:2501.00001", copy_of(twice))[:: -1 if swapped else 1]
    twice.star([other], True)
    before = state(twice)
    twice.merge(keep, other)
    merged = state(twice)
    twice.undo()
    assert state(twice) == before
    assert twice.resolve(other) == other
    again = crash(twice)
    again.redo()
    assert state(again) == merged
    assert again.resolve(other) == keep
    closed = close(again)
    closed.undo()
    assert state(closed) == before
    closed.close()


def test_what_comes_in_later_completes_the_merged_entry(twice: Library) -> None:
    keep, other = "arxiv:2501.00001", copy_of(twice)
    twice.merge(keep, other)
    report = give(twice, paper(TITLE.replace("Light", "Ligth"), comments=3))
    assert (report.added, report.updated) == (0, 1)
    assert twice.entry(keep).comments == 3


def test_two_papers_are_not_made_one(twice: Library) -> None:
    before = state(twice)
    with pytest.raises(LibraryError, match="different arXiv ids"):
        twice.merge("arxiv:2501.00001", "arxiv:2501.00002")
    with pytest.raises(LibraryError, match="one entry already"):
        twice.merge("arxiv:2501.00001", "arxiv:2501.00001")
    with pytest.raises(KeyError):
        twice.merge("arxiv:2501.00001", "arxiv:1234.56789")
    assert state(twice) == before


def test_what_is_kept_apart_is_not_offered_again_until_that_is_forgotten(
    twice: Library,
) -> None:
    keep, other = "arxiv:2501.00001", copy_of(twice)
    assert twice.possible_duplicates()
    twice.keep_apart(other, keep)
    assert not twice.possible_duplicates()
    again = close(twice)
    assert not again.possible_duplicates()
    again.keep_apart(keep, other, apart=False)
    assert again.possible_duplicates()
    again.close()


def test_what_is_kept_apart_stays_so_when_one_is_merged(twice: Library) -> None:
    keep, other = "arxiv:2501.00001", copy_of(twice)
    twice.keep_apart(keep, other)
    give(twice, paper(TITLE.replace("Fast", "Fats")))
    third = next(row.id for row in twice.rows() if "Fats" in row.title)
    assert len(twice.possible_duplicates()) == 2
    twice.merge(third, keep)
    assert not twice.possible_duplicates()
    twice.undo()
    assert len(twice.possible_duplicates()) == 2


def test_a_damaged_line_of_what_is_kept_apart_is_passed_over(twice: Library) -> None:
    keep, other = "arxiv:2501.00001", copy_of(twice)
    twice.keep_apart(keep, other)
    path = twice.folder / "library.apart"
    path.write_bytes(b'torn\n["a"\n\xff\n["a","a"]\n[1,2]\n\n' + path.read_bytes())
    assert not twice.possible_duplicates()
    path.unlink()
    assert twice.possible_duplicates()


def test_where_the_file_cannot_be_written_that_is_said(twice: Library) -> None:
    (twice.folder / "library.apart").mkdir()
    with pytest.raises(LibraryError):
        twice.possible_duplicates()
    (twice.folder / "library.apart").rmdir()
    with pytest.MonkeyPatch.context() as patch:

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr("paperreader.library.store.apart.replacing", full)
        with pytest.raises(LibraryUnwritable, match="No space left"):
            twice.keep_apart("arxiv:2501.00001", copy_of(twice))
    assert twice.possible_duplicates()
