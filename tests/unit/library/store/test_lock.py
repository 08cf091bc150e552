"""Keeping processes and threads apart."""

import threading
from pathlib import Path

import pytest

from paperreader.library import LibraryBusy, LibraryUnwritable
from paperreader.library.store.lock import Lock


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "library.lock"
    one, two = Lock(path), Lock(path, patience=0.02)
    with one, one:  # a thread that holds it may take it again
        with pytest.raises(LibraryBusy, match=r"library\.lock has been locked") as refusal, two:
            pass
        assert "Traceback" not in str(refusal.value)
    with two:
        pass
    one.close()
    two.close()


def test_threads_of_one_lock_take_turns(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "library.lock")
    inside: list[int] = []
    seen: list[int] = []

    def run() -> None:
        for _ in range(50):
            with lock:
                inside.append(1)
                seen.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 200
    lock.close()


def test_an_error_inside_gives_it_back(tmp_path: Path) -> None:
    lock, other = Lock(tmp_path / "library.lock"), Lock(tmp_path / "library.lock", patience=0.5)
    with pytest.raises(RuntimeError), lock:
        raise RuntimeError
    with other:
        pass
    lock.close()
    lock.close()
    other.close()


def test_a_removed_file_is_noticed_by_who_comes_next(tmp_path: Path) -> None:
    path = tmp_path / "library.lock"
    one, two = Lock(path), Lock(path, patience=0.02)
    with one:
        pass
    path.unlink()
    with two:
        pass
    with one, pytest.raises(LibraryBusy), two:
        pass
    path.replace(tmp_path / "moved")
    three = Lock(path, patience=0.02)
    with two, pytest.raises(LibraryBusy), three:
        pass
    one.close()
    three.close()
    two.close()


def test_a_place_that_has_no_folder(tmp_path: Path) -> None:
    with pytest.raises(LibraryUnwritable, match="nowhere"), Lock(tmp_path / "nowhere" / "lock"):
        pass
