"""The index as a search uses it: kept in step, brought up to date, damaged, gone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from paperreader.searching import Searcher, parse
from paperreader.searching.index import IndexDamaged, kept
from paperreader.searching.index.building import bring_up
from paperreader.searching.index.kept import KeptIndex
from paperreader.searching.needles import Needle
from tests.unit.searching.shelf import TODAY, Shelf

COUNT = 60


class Started:
    """Stands for a process that makes an index: it ends when it is told to."""

    def __init__(self) -> None:
        self.ended: int | None = None

    def poll(self) -> int | None:
        return self.ended


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Started]:
    """Start no processes, and tell which would have been."""
    every: list[Started] = []

    def start(library: Path, cache: Path) -> Started:
        every.append(Started())
        return every[-1]

    monkeypatch.setattr(kept, "_started", start)
    return every


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    for number in range(COUNT):
        shelf.add(f"Graph Networks {number}", abstract="words of an abstract")
    yield shelf
    shelf.library.close()


@pytest.fixture
def index(shelf: Shelf) -> Iterator[KeptIndex]:
    bring_up(shelf.library, shelf.folder)
    index = KeptIndex(shelf.library, shelf.cache)
    index.follow()
    yield index
    index.close()


GRAPH = Needle(("graph",), parts=("title",))


def ids(shelf: Shelf) -> list[str]:
    return [row.id for row in shelf.library.rows()]


def test_without_files_there_is_no_index(shelf: Shelf) -> None:
    index = KeptIndex(shelf.library, shelf.cache)
    index.follow()
    assert (index.ready, index.count) == (False, 0)
    with pytest.raises(IndexDamaged):
        index.hits(GRAPH, None)


def test_it_finds_and_counts(index: KeptIndex) -> None:
    hits, count = index.hits(GRAPH, 5)
    assert (len(hits), count) == (5, COUNT)
    hits, count = index.hits(GRAPH, None)
    assert len({number for _, number in hits}) == count == COUNT
    hits, count = index.hits(GRAPH, None, only=[3, 5, 10_000])
    assert sorted(number for _, number in hits) == [3, 5]
    assert (index.held("title", "graph"), index.held("author", "graph")) == (COUNT, 0)
    assert index.words("title", "netw") == [("networks", COUNT)]


def test_entries_that_changed_are_named_and_left_out(shelf: Shelf, index: KeptIndex) -> None:
    numbers = [shelf.library.number_of(id_) for id_ in ids(shelf)[:2]]
    shelf.library.note(ids(shelf)[0], "later")
    shelf.library.tag(ids(shelf)[:2], add=["rl"])
    shelf.library.star(ids(shelf)[5:], True)  # changes no text
    index.follow()
    assert index.stale == set(numbers)
    assert index.hits(GRAPH, None)[1] == COUNT - 2
    generation = index.generation
    bring_up(shelf.library, shelf.folder)
    index.follow()
    assert index.stale == frozenset()
    assert index.generation == generation + 1
    assert index.hits(GRAPH, None)[1] == COUNT


def test_one_process_at_a_time_makes_it_and_what_fails_twice_is_left(
    shelf: Shelf, started: list[Started]
) -> None:
    index = KeptIndex(shelf.library, shelf.cache)
    for count in (1, 2, 2):
        index.follow()
        index.tend()
        index.tend()
        assert len(started) == count
        started[-1].ended = 1


def test_few_changes_start_nothing_and_many_do(
    shelf: Shelf, index: KeptIndex, started: list[Started]
) -> None:
    shelf.library.tag(ids(shelf)[:47], add=["rl"])
    index.follow()
    index.tend()
    assert started == []
    shelf.library.tag(ids(shelf)[:48], add=["nlp"])
    index.follow()
    index.tend()
    index.tend()
    assert len(started) == 1
    bring_up(shelf.library, shelf.folder)
    started[0].ended = 0
    index.follow()
    index.tend()
    assert (len(started), index.stale) == (1, frozenset())
    shelf.library.tag(ids(shelf), remove=["nlp"])  # later, there are new tries
    index.follow()
    index.tend()
    assert len(started) == 2


def test_a_system_that_starts_no_process_is_put_up_with(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "no room for another process")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    searcher = Searcher(shelf.library, shelf.cache)
    assert len(searcher.search("graph", today=TODAY).rows) == COUNT
    assert not searcher.ready


def test_the_process_finds_its_modules_whatever_lies_where_it_starts(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "trap"
    trap.mkdir()
    for name in ("paperreader", "tantivy", "hashlib", "secrets"):
        (trap / f"{name}.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(trap)
    process = kept._started(shelf.library.folder, shelf.cache)
    assert process.wait(60) == 0
    index = KeptIndex(shelf.library, shelf.cache)
    index.follow()
    assert index.ready


DAMAGES: dict[str, Callable[[Path], object]] = {
    "removed": Path.unlink,
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "rubbish": lambda path: path.write_bytes(
        bytes(range(256)) * (path.stat().st_size // 256 + 1)
    ),
}
UNSEEN = {
    "zeros": lambda body: bytes(len(body)),
    "flipped": lambda body: bytes(byte ^ 0x55 for byte in body),
}
"""Damage of a kind that a failing disk does: neither size nor time tell."""


def answers(searcher: Searcher) -> list[list[str]]:
    texts = ("grpah", "abstract:words netw", "title:graph -7", '"networks 1', "has:abstract 12")
    return [[row.id for row in searcher.search(text, today=TODAY).rows] for text in texts]


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_whatever_file_is_damaged_the_answers_stay_right(
    shelf: Shelf, index: KeptIndex, damage: Callable[[Path], object]
) -> None:
    index.close()
    folder = shelf.folder.path
    good = shelf.folder.path.with_name("good")
    shutil.copytree(folder, good, copy_function=shutil.copy2)
    wanted = answers(shelf.searcher)
    for path in sorted(good.rglob("*.*")):
        if path.is_dir() or path.suffix == ".lock":
            continue
        shutil.rmtree(folder)
        shutil.copytree(good, folder, copy_function=shutil.copy2)
        damage(folder / path.relative_to(good))
        searcher = Searcher(shelf.library, shelf.cache)
        searcher.prepare()
        assert answers(searcher) == wanted, path
        assert searcher.beginning("netw") in (["networks"], [])
        searcher.close()


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("kind", ["term", "fast"])
@pytest.mark.parametrize("damage", UNSEEN.values(), ids=UNSEEN)
def test_damage_that_shows_in_use_alone_is_put_aside(
    shelf: Shelf, index: KeptIndex, kind: str, damage: Callable[[bytes], bytes]
) -> None:
    index.close()
    for path in shelf.folder.path.rglob(f"*.{kind}"):
        known = path.stat()
        path.write_bytes(damage(path.read_bytes()))
        os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert shelf.folder.state() is not None
    searcher = Searcher(shelf.library, shelf.cache)
    searcher.prepare()
    searcher.beginning("netw")
    assert answers(searcher) == answers(shelf.searcher)
    assert not searcher.ready
    assert shelf.folder.state() is None  # the next process makes it anew
    bring_up(shelf.library, shelf.folder)
    assert answers(searcher) == answers(shelf.searcher)
    assert searcher.ready


@pytest.mark.usefixtures("started")
def test_the_folder_may_go_while_it_is_used(shelf: Shelf, index: KeptIndex) -> None:
    index.close()
    searcher = Searcher(shelf.library, shelf.cache)
    searcher.prepare()
    wanted = answers(searcher)
    shutil.rmtree(shelf.cache)
    assert answers(searcher) == wanted
    shelf.library.note(ids(shelf)[0], "later")
    assert len(searcher.search("note:later", today=TODAY).rows) == 1
    assert not searcher.ready


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("kind", ["a file", "nowhere", "below a file"])
def test_a_cache_folder_that_cannot_be_is_done_without(
    shelf: Shelf, tmp_path: Path, kind: str
) -> None:
    cache = {
        "a file": tmp_path / "f",
        "nowhere": Path("/proc/0"),
        "below a file": tmp_path / "f/x",
    }
    (tmp_path / "f").touch()
    searcher = Searcher(shelf.library, cache[kind])
    searcher.prepare()
    assert answers(searcher) == answers(shelf.searcher)
    assert searcher.count(parse("graph"), today=TODAY) == COUNT
    searcher.close()


def test_a_command_that_ends_before_the_index_is_made_says_nothing(
    shelf: Shelf, tmp_path: Path
) -> None:
    code = (
        "import sys, datetime, pathlib\n"
        "from paperreader.library import Library\n"
        "from paperreader.searching import Searcher\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "searcher = Searcher(Library.open(folder / 'library'), folder / 'cache')\n"
        "found = searcher.search('graph', today=datetime.date.today())\n"
        "print(len(found.rows), searcher.ready)\n"
        "if sys.argv[2] == 'closed': searcher.close()"
    )
    for how in ("closed", "left"):
        done = subprocess.run(
            [sys.executable, "-c", code, tmp_path, how],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split()[0] == str(COUNT)
        assert done.stderr == ""
