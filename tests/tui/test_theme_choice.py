"""The theme that was chosen last holds: in the app, or later in the settings."""

from pathlib import Path

import pytest

from paperreader.tui.theme_choice import choice_file, chosen_theme, keep_theme


def test_a_choice_holds_for_as_long_as_the_settings_stay(tmp_path: Path) -> None:
    file = tmp_path / "state" / "theme.txt"
    assert chosen_theme(file, "dark") == "dark"
    keep_theme(file, "light", "dark")
    assert chosen_theme(file, "dark") == "light"
    assert chosen_theme(file, "nord") == "nord"
    keep_theme(file, "dark", "dark")
    assert chosen_theme(file, "dark") == "dark"


@pytest.mark.parametrize(
    "data", [b"", b"light", b"light\n", b"\ndark\n", b"\xff\n\xfe\n", b"\n" * 999]
)
def test_a_damaged_file_is_no_choice(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "theme.txt"
    file.write_bytes(data)
    assert chosen_theme(file, "dark") == "dark"


def test_what_cannot_be_read_is_no_choice(tmp_path: Path) -> None:
    assert chosen_theme(tmp_path, "dark") == "dark"


def test_the_choice_is_kept_beside_the_other_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert choice_file() == tmp_path / "paperreader" / "theme.txt"
