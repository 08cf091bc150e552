"""Fixtures that every test folder may use."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real dumps and records beside the checkout.

    Where it is absent the test is skipped, but not in CI: there its absence
    would hide a broken reader, so it fails.
    """
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"the real dumps are missing: {SHARED}")
        pytest.skip("the real dumps are not beside this checkout")
    return SHARED


@pytest.fixture(autouse=True)
def own_places(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep the developer's own library, settings and editor out of every test."""
    home = tmp_path_factory.mktemp("home")
    for name in ("PAPERREADER_LIBRARY", "PAPERREADER_CONFIG", "NO_COLOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
