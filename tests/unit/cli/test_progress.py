"""The line that says how far a long import is."""

import io

import pytest

from paperreader.cli import progress
from paperreader.cli.progress import Progress, bar


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw at once, in a terminal of 40 columns."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "PAUSE", 0.0)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")


def test_the_line_is_drawn_over_itself_and_taken_away() -> None:
    stream = Terminal()
    with Progress(4, stream=stream) as shown:
        shown.at(1, "one.txt")
        shown.at(2, "[Re] \x1b[2J.txt")
    first, second, blank, end = stream.getvalue().split("\r")[1:]
    assert first.rstrip() == "[###---------] 1/4 one.txt"
    assert second.rstrip() == "[######------] 2/4 [Re] ␛[2J.txt"
    assert {len(first), len(second)} == {37}
    assert (blank.strip(), end) == ("", "")


@pytest.mark.parametrize(
    ("stream", "total", "term"),
    [(io.StringIO(), 9, "xterm"), (Terminal(), 1, "xterm"), (Terminal(), 9, "dumb")],
    ids=["no terminal", "one source", "dumb terminal"],
)
def test_nothing_is_drawn_where_it_would_be_no_use(
    stream: io.StringIO, total: int, term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    with Progress(total, stream=stream) as shown:
        shown.at(0, "one.txt")
        shown.clear()
    assert stream.getvalue() == ""


def test_a_short_piece_of_work_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 3600.0)
    stream = Terminal()
    with Progress(9, stream=stream) as shown:
        shown.at(8, "one.txt")
    assert stream.getvalue() == ""


@pytest.mark.parametrize("columns", [1, 5, 20, 30, 80, 200])
@pytest.mark.parametrize("name", ["a.txt", "x" * 300, "長い" * 90])
def test_the_line_fits_any_width(columns: int, name: str) -> None:
    from paperreader.cli.printing import cells

    for done in range(4):
        assert cells(bar(done, 3, name, columns)) <= columns
