"""An error that nothing foresaw: a report without texts, and two lines below the screen."""

import os
import stat
from pathlib import Path

import pytest
from rich.traceback import Traceback

from paperreader.library import Library
from paperreader.tui import crash
from paperreader.tui.crash import (
    MOST_KEPT,
    Ended,
    Scene,
    TerminalFailed,
    crash_folder,
    ended,
    report,
    write_report,
)
from paperreader.tui.widgets.detail import DetailPane
from tests.tui.conftest import Opener

SCENE = Scene((80, 24), 12, ("mark('read')", "undo()"))
SECRET = "Sparse Secrets of a Title"


def raised(error: BaseException) -> BaseException:
    secret = SECRET  # a value in the frame, which no report may hold
    try:
        raise error
    except BaseException as caught:
        assert secret
        return caught


def test_a_report_tells_where_and_with_what() -> None:
    text = report(raised(TypeError("'int' object is not iterable")), SCENE)
    for words in (
        "TypeError: 'int' object is not iterable",
        "test_crash.py, line",
        "in raised",
        "paperreader:",
        "textual 8",
        "80 columns, 24 lines",
        "entries:     12",
        "mark('read'), undo()",
        "TERM=",
    ):
        assert words in text


@pytest.mark.parametrize(
    "error",
    [
        KeyError(SECRET),
        ValueError(SECRET),
        FileNotFoundError(2, "No such file", f"/home/{SECRET}"),
        UnicodeEncodeError("utf-8", SECRET, 0, 1, "surrogates"),
        type("OfOurs", (TypeError,), {})(SECRET),
    ],
    ids=lambda error: type(error).__name__,
)
def test_no_report_quotes_a_text(error: BaseException) -> None:
    outer = raised(RuntimeError(SECRET))
    outer.__cause__ = raised(error)
    text = report(outer, SCENE)
    assert SECRET not in text
    assert type(error).__name__ in text


def test_a_report_names_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(Path(__file__).parent))
    text = report(raised(ValueError("x")), SCENE)
    assert "~/test_crash.py" in text
    assert str(Path(__file__).parent) not in text


def test_causes_are_told_and_a_ring_of_them_ends() -> None:
    one, other = raised(ValueError("x")), raised(KeyError("y"))
    one.__cause__, other.__cause__ = other, one
    text = report(one, SCENE)
    assert text.index("ValueError") < text.index("which came of:") < text.index("KeyError")


def test_what_reads_the_terminal_is_told_by_its_frames() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        text = report(TerminalFailed((Traceback(),)), SCENE)
    assert "ValueError" in text
    assert "test_crash.py, line" in text
    assert SECRET not in text


def test_reports_are_the_users_alone_and_few() -> None:
    paths = [
        write_report(f"report {number}", crash_folder()) for number in range(MOST_KEPT + 3)
    ]
    assert sorted(crash_folder().iterdir()) == paths[3:]
    assert stat.S_IMODE(paths[-1].stat().st_mode) == 0o600
    assert stat.S_IMODE(crash_folder().stat().st_mode) == 0o700
    assert paths[-1].read_text() == f"report {MOST_KEPT + 2}"


def test_two_lines_tell_what_happened_and_where_the_report_lies() -> None:
    first, second = str(ended(raised(KeyError(SECRET)), SCENE)).split("\n")
    assert "KeyError" in first
    assert "Nothing that you decided is lost" in first
    (path,) = crash_folder().iterdir()
    assert second.endswith(str(path).replace(os.environ["HOME"], "~"))
    assert SECRET not in first + second


def test_where_no_report_can_be_written_the_lines_say_the_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr(crash, "crash_folder", lambda: blocked / "crashes")
    first, second = str(ended(raised(KeyError("x")), SCENE)).split("\n")
    assert "KeyError" in first
    assert "No report could be written" in second
    assert "test_crash.py, line" in second


async def test_an_error_while_drawing_ends_the_app_with_a_report(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(pane: DetailPane, y: int) -> None:
        raise KeyError(SECRET)

    with pytest.raises(Ended) as told:
        async with open_app(library) as desk:
            await desk.act("mark", "read")
            monkeypatch.setattr(DetailPane, "render_line", broken)
            desk.main.detail.refresh()
            await desk.until(lambda: not desk.app.is_running)
    assert desk.app.return_code == 1
    assert desk.app.ended is told.value
    (path,) = crash_folder().iterdir()
    assert "mark('read')" in path.read_text()
    assert SECRET not in path.read_text()
    assert next(iter(library.rows())).status == "read"
