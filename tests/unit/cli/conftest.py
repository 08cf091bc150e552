"""A command line on a library of its own, called in this process."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from paperreader.cli import invocation, run
from paperreader.importing.samples import sample_dumps


class Said(NamedTuple):
    """What a command answered."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """Return the answer read as JSON."""
        return json.loads(self.out)


Paperreader = Callable[..., Said]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the library."""
    return tmp_path / "library"


@pytest.fixture(autouse=True)
def no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let searches read the library itself: no command here starts the making of an index."""
    monkeypatch.setattr(invocation, "cache_folder", lambda: None)


@pytest.fixture
def paperreader(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Paperreader:
    """Run a command line and return what it said."""

    def call(*arguments: str, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            status = run(["--library", str(folder), *arguments])
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 1
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return call


@pytest.fixture
def filled(paperreader: Paperreader) -> Paperreader:
    """A command line on a library with the first sample dump in it."""
    assert paperreader("import", str(sample_dumps()[0])).status == 0
    return paperreader
