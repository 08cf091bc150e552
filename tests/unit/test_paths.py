"""Where things live: options before environment before the platform's places."""

import subprocess
import sys
from pathlib import Path

import pytest

from paperreader import paths


@pytest.mark.parametrize(
    ("option", "variable", "setting", "wanted"),
    [
        ("/a", "/b", Path("/c"), "/a"),
        (None, "/b", Path("/c"), "/b"),
        (None, None, Path("/c"), "/c"),
        ("", "", None, "/data/paperreader/library"),
        ("~/lib", None, None, "/home/reader/lib"),
        (None, "~", None, "/home/reader"),
    ],
)
def test_library_folder_takes_the_first_that_is_given(
    option: str | None,
    variable: str | None,
    setting: Path | None,
    wanted: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", "/home/reader")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    if variable is not None:
        monkeypatch.setenv("PAPERREADER_LIBRARY", variable)
    assert paths.library_folder(option, setting) == Path(wanted)


@pytest.mark.parametrize(
    ("option", "variable", "wanted"),
    [
        ("/a.toml", "/b.toml", "/a.toml"),
        (None, "~/b.toml", "/home/reader/b.toml"),
        (None, None, "/config/paperreader/config.toml"),
    ],
)
def test_config_file_takes_the_first_that_is_given(
    option: str | None, variable: str | None, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/reader")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/config")
    if variable is not None:
        monkeypatch.setenv("PAPERREADER_CONFIG", variable)
    assert paths.config_file(option) == Path(wanted)


def test_cache_folder_is_the_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/cache")
    assert paths.cache_folder() == Path("/cache/paperreader")


def test_state_folder_is_the_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/state")
    assert paths.state_folder() == Path("/state/paperreader")


@pytest.mark.parametrize("base", [None, "", "relative/place"])
def test_without_an_absolute_xdg_folder_the_platform_decides(
    base: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from platformdirs import (
        user_cache_path,
        user_config_path,
        user_data_path,
        user_state_path,
    )

    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.delenv(f"XDG_{name}_HOME")
    data, config, cache, state = (
        find("paperreader", appauthor=False)
        for find in (user_data_path, user_config_path, user_cache_path, user_state_path)
    )
    if base is not None:
        monkeypatch.setenv("XDG_DATA_HOME", base)
    if not base:
        assert paths.library_folder() == data / "library"
    assert paths.config_file() == config / "config.toml"
    assert paths.cache_folder() == cache
    assert paths.state_folder() == state
    assert paths.library_folder().name == "library"


def test_a_relative_path_counts_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.library_folder("lib") == tmp_path / "lib"


def test_the_home_of_nobody_is_taken_literally() -> None:
    assert paths.library_folder("~no-such-user-here/x").name == "x"


def test_asking_for_given_places_imports_no_platformdirs() -> None:
    code = (
        "import sys; from paperreader import paths;"
        "paths.library_folder('/x'); paths.config_file('/y');"
        "sys.exit('platformdirs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
