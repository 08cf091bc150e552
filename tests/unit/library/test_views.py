"""Views that a reader saves."""

import contextlib
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from paperreader.library import (
    BUILT_IN,
    Library,
    LibraryBusy,
    LibraryError,
    LibraryUnreadable,
    LibraryUnwritable,
    SavedView,
    ViewsDamaged,
)
from paperreader.library.doctor import examine, repair
from paperreader.library.store.lock import Lock
from paperreader.library.views import MOST_VIEWS, checked

from .samples import filled

RL = SavedView("Reinforcement", "tag:rl is:unread", "-upvotes", "7")
DIFFUSION = SavedView("Diffusion", 'title:"diffusion"')


def test_views_are_saved_replaced_and_removed(tmp_path: Path) -> None:
    with Library.open(tmp_path / "new") as library:
        assert library.views() == ()
        assert library.save_view(SavedView(" Reinforcement\n", " tag:rl ")).query == "tag:rl"
        library.save_view(DIFFUSION)
        assert library.save_view(RL) == RL
        assert library.views() == (RL, DIFFUSION)
        renamed = msgspec.structs.replace(RL, name="REINFORCEMENT", key="")
        library.save_view(renamed)
        assert library.views() == (renamed, DIFFUSION)
        library.remove_view("diffusion ")
        assert library.views() == (renamed,)
        with pytest.raises(KeyError):
            library.remove_view("diffusion")
        library.remove_view("Reinforcement")
        assert library.views() == ()
        assert library.log(9) == []
        assert library.undo() is None


def test_a_key_moves_to_the_view_that_takes_it(tmp_path: Path) -> None:
    with filled(tmp_path) as library:
        library.save_view(RL)
        library.save_view(msgspec.structs.replace(DIFFUSION, key="7"))
        assert [view.key for view in library.views()] == ["", "7"]
        library.save_view(RL)
        assert [view.key for view in library.views()] == ["7", ""]
    with Library.open(tmp_path) as library:
        assert [view.key for view in library.views()] == ["7", ""]


def test_views_of_another_process_are_seen(tmp_path: Path) -> None:
    with filled(tmp_path) as one, Library.open(tmp_path) as two:
        one.save_view(RL)
        assert two.views() == (RL,)
        two.save_view(DIFFUSION)
        assert one.views() == (RL, DIFFUSION)
        assert one.views() is one.views()
        one.remove_view(RL.name)
        assert two.views() == (DIFFUSION,)
        (tmp_path / "views.json").unlink()
        assert one.views() == two.views() == ()


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (SavedView(" ", "x"), "no name"),
        (SavedView("n" * 61, "x"), "61 characters"),
        (SavedView("a\nb", "x"), "name of a view"),
        (SavedView("a\x1b[0mb", "x"), "name of a view"),
        (SavedView("a\ud800b", "x"), "name of a view"),
        (SavedView("Inbox", "x"), "name of a built-in view"),
        (SavedView("all PAPERS", "x"), "name of a built-in view"),
        (SavedView("a", "x\ny"), "query of a view"),
        (SavedView("a", "x" * 2001), "2001 characters"),
        (SavedView("a", "x", "title\x00"), "order of a view"),
        (SavedView("a", "x", "", "0"), "'0' is no key"),
        (SavedView("a", "x", "", "12"), "'12' is no key"),
        (SavedView("a", "x", "", "a"), "'a' is no key"),
    ],
)
def test_what_no_view_may_be_is_refused(tmp_path: Path, view: SavedView, said: str) -> None:
    with Library.open(tmp_path) as library:
        with pytest.raises(ValueError, match=said):
            library.save_view(view)
        assert library.views() == ()
    assert not (tmp_path / "views.json").exists()


def test_what_a_view_may_be_is_taken_as_it_is() -> None:
    for view in (
        RL,
        SavedView("Z" * 60, ""),
        SavedView("Été [rl] 日本 🦊", 'a "b\\"c" OR (d)', "", "1"),
    ):
        assert checked(view) == view


def test_views_are_so_many_at_most(tmp_path: Path) -> None:
    lines = [{"name": f"view {n}", "query": "a"} for n in range(MOST_VIEWS)]
    (tmp_path / "views.json").write_bytes(msgspec.json.encode(lines))
    with Library.open(tmp_path) as library:
        with pytest.raises(ValueError, match="the most"):
            library.save_view(RL)
        library.save_view(SavedView("VIEW 3", "b"))
        assert len(library.views()) == MOST_VIEWS


def test_the_file_has_one_view_a_line(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.save_view(RL)
        library.save_view(DIFFUSION)
        path = tmp_path / "views.json"
        assert path.read_text().splitlines() == [
            "[",
            '{"name":"Reinforcement","query":"tag:rl is:unread","sort":"-upvotes","key":"7"},',
            r'{"name":"Diffusion","query":"title:\"diffusion\"","sort":"","key":""}',
            "]",
        ]
        assert path.stat().st_mode & 0o077 == 0
        for view in (RL, DIFFUSION):
            library.remove_view(view.name)
        assert path.read_text() == "[]\n"


GOOD = '{"name":"a","query":"x"}'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("{}", 1),
        (f"[\n{GOOD},\n", 3),
        (f"[\n{GOOD}\n<<<<<<< ours\n]", 3),
        (f'[\n{GOOD},\n{{"name":7,"query":"x"}}\n]', 3),
        (f'[\n{GOOD},\n{{"query":"x"}}\n]', 3),
        (f'[\n{GOOD},\n\n{{"name":"Inbox","query":"x"}}\n]', 4),
        (f'[\n{GOOD},\n{{"name":"A ","query":"y"}}]', 3),
        (f"[\n{GOOD},\n{GOOD}]", 3),
        ('[\n{"name":"a","query":"x","key":"0"}]', 2),
        ('[\n{"name":"\\ud800","query":"x"}]', 2),
        pytest.param("[" * 100_000, 1, id="deep"),
        (b"[\n\n\xff]", 3),
    ],
)
def test_a_damaged_file_is_named_and_left_alone(
    tmp_path: Path, text: str | bytes, line: int
) -> None:
    path = tmp_path / "views.json"
    data = text if isinstance(text, bytes) else text.encode()
    path.write_bytes(data)
    with filled(tmp_path, 1) as library:
        acts: list[Any] = [
            library.views,
            library.views,
            lambda: library.save_view(RL),
            lambda: library.remove_view("a"),
        ]
        for act in acts:
            with pytest.raises(ViewsDamaged) as caught:
                act()
            assert caught.value.line == line
            assert f"{path}, line {line}: " in str(caught.value)
        assert path.read_bytes() == data
        damaged = [found for found in examine(tmp_path) if found.state == "damaged"]
        assert [str(path) in found.what for found in damaged] == [True]
        path.write_text(f"[{GOOD}]")
        assert library.views() == (SavedView("a", "x"),)
    assert all(found.state != "damaged" for found in examine(tmp_path))


def test_of_two_views_with_one_key_the_first_has_it(tmp_path: Path) -> None:
    (tmp_path / "views.json").write_text(
        '[{"name":"a","query":"x","key":"3"},{"name":"b","query":"y","key":"3","later":1}]'
    )
    with Library.open(tmp_path) as library:
        assert [view.key for view in library.views()] == ["3", ""]


def test_what_the_system_refuses_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled(tmp_path, 1) as library:
        library.save_view(RL)
        before = (tmp_path / "views.json").read_bytes()

        def full(handle: int) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", full)
            with pytest.raises(LibraryUnwritable, match="No space left"):
                library.save_view(DIFFUSION)
        assert (tmp_path / "views.json").read_bytes() == before
        assert library.views() == (RL,)
        (tmp_path / "views.json").unlink()
        (tmp_path / "views.json").mkdir()
        with pytest.raises(LibraryUnreadable):
            library.views()


def test_a_change_of_views_wants_the_lock(tmp_path: Path) -> None:
    with (
        filled(tmp_path, 1) as library,
        contextlib.closing(Lock(tmp_path / "library.lock")) as other,
    ):
        library.table.files.lock._patience = 0.02
        with other:
            with pytest.raises(LibraryBusy):
                library.save_view(RL)
            assert library.views() == ()
        library.save_view(RL)
        assert library.views() == (RL,)


def test_the_doctor_clears_what_a_killed_process_left(tmp_path: Path) -> None:
    filled(tmp_path, 1).close()
    stray = tmp_path / ".views.json.abc.tmp"
    stray.touch()
    repair(tmp_path)
    assert not stray.exists()


def test_built_in_views_have_names_of_their_own() -> None:
    names = [view.name for view in BUILT_IN]
    assert len({name.casefold() for name in names}) == len(names)
    assert issubclass(ViewsDamaged, LibraryError)
