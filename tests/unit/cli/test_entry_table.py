"""Entries as a table: laid out for a terminal, complete for a program."""

import io
import re
import sys

import pytest

from paperreader.cli.entry_table import STATUS_SIGNS, Spans, entry_table, short_key
from paperreader.cli.printing import cells
from paperreader.entry import STATUSES, Row

PLAIN = Row(
    id="arxiv:2401.00001",
    arxiv_id="2401.00001",
    title="Sieves for Sparse Gradients",
    featured="2024-01-02",
)
BUSY = Row(
    id="arxiv:2401.00002",
    arxiv_id="2401.00002",
    title="On the $\\mathcal{O}(n)$ Cost of Looking Twice, with Remarks on Looking Once",
    featured="2024-01-03",
    status="read",
    starred=True,
    note="again",
    tags=("evaluation/benchmarks", "rl"),
)
WIDE = Row(
    id="title:0123456789abcdef", title="図書館の地図を読む" * 20, added="2024-01-04T08:00:00Z"
)
LONG = Row(
    id="arxiv:2401.00003",
    arxiv_id="2401.00003",
    title="Names That Fill a Line",
    citation_key="aldersonbarringtonhallowaymontgomery2024names",
    featured="2024-01-05",
)
ROWS = [PLAIN, BUSY, WIDE, LONG]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(
    monkeypatch: pytest.MonkeyPatch, columns: int, rows: list[Row], spans: Spans | None = None
) -> list[str]:
    """Return the lines on a terminal of so many columns."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    entry_table(rows, terminal=True, spans=spans)
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("columns", [*range(40, 100, 7), 120, 200, 300])
def test_every_line_fits_and_holds_a_whole_key(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    lines = shown(monkeypatch, columns, ROWS)
    assert lines[0].split()[0] == "key"
    whole = "\n".join(lines)
    for row in ROWS:
        assert short_key(row) in whole
    assert all(cells(line) <= columns or line == LONG.citation_key for line in lines), (
        "only a key that is longer than the terminal may go on in the next row"
    )


def test_cells_come_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert shown(monkeypatch, 40, [PLAIN, BUSY]) == [
        "key         s      title",
        "2401.00001  •      Sieves for Sparse Gr…",
        "2401.00002  r  ★✎  On the 𝒪(n) Cost of…",
    ]
    assert shown(monkeypatch, 60, [PLAIN]) == [
        "key         s  day         title   (s: • inbox)",
        "2401.00001  •  2024-01-02  Sieves for Sparse Gradients",
    ]
    assert shown(monkeypatch, 80, [PLAIN, BUSY])[0].endswith("title   (s: • inbox, r read)")
    assert shown(monkeypatch, 120, [PLAIN, BUSY]) == [
        "key         status       day         title" + " " * 58 + "tags",
        "2401.00001  inbox        2024-01-02  Sieves for Sparse Gradients",
        "2401.00002  read     ★✎  2024-01-03  On the 𝒪(n) Cost of Looking Twice, with Remarks"
        " on Looking O…  #evaluation/benchma…",
    ]


def test_a_key_longer_than_the_others_stands_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert shown(monkeypatch, 60, [PLAIN, LONG])[2:] == [
        "aldersonbarringtonhallowaymontgomery2024names",
        "            •  2024-01-05  Names That Fill a Line",
    ]
    assert shown(monkeypatch, 100, [PLAIN, LONG])[2] == (
        "aldersonbarringtonhallowaymontgomery2024names  inbox    2024-01-05"
        "  Names That Fill a Line"
    )


def test_wide_characters_are_cut_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    for columns in (60, 61):
        line = shown(monkeypatch, columns, [WIDE])[1]
        assert line.endswith("…")
        assert cells(line) in (columns - 1, columns)


SEEN = re.compile(r"\x1b\[1;4m(.*?)\x1b\[22;24m")


def remarks(text: str, part: str) -> list[tuple[int, int]]:
    """Mark capital R with what follows in titles, and whole tags."""
    if part == "tag":
        return [(0, len(text))]
    return [match.span() for match in re.finditer("Remark|Looking", text)]


def test_matched_words_are_marked_as_far_as_they_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = shown(monkeypatch, 120, [BUSY], remarks)
    assert lines[0].startswith("\x1b[2mkey")
    assert SEEN.findall(lines[1]) == ["Looking", "Remark", "Looking", "#evaluation/benchma"]
    bare = re.sub(r"\x1b\[[0-9;]*m", "", lines[1])
    monkeypatch.setenv("NO_COLOR", "1")
    assert shown(monkeypatch, 120, [BUSY], remarks)[1] == bare


def test_escape_sequences_of_others_are_shown_and_not_obeyed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    evil = Row(
        id="arxiv:1",
        title="Remark \x1b[31mred\nLooking",
        tags=("a\x1b]0;owned\x07",),
        citation_key="key\x1b[2J",
        added="2024\x1b[5m",
    )
    [_, line] = shown(monkeypatch, 200, [evil], remarks)
    assert set(re.findall(r"\x1b[^m]*m", line)) == {"\x1b[1;4m", "\x1b[22;24m"}
    assert SEEN.findall(line)[:2] == ["Remark", "Looking"]


def test_programs_get_every_cell_whole(capsys: pytest.CaptureFixture[str]) -> None:
    entry_table([BUSY, WIDE], terminal=False, spans=remarks)
    busy, wide = capsys.readouterr().out.splitlines()
    assert busy.split("\t") == [
        "2401.00002",
        "read",
        "★✎",
        "2024-01-03",
        "On the 𝒪(n) Cost of Looking Twice, with Remarks on Looking Once",
        "#evaluation/benchmarks #rl",
    ]
    assert wide.split("\t") == ["0123456789", "inbox", "", "2024-01-04", WIDE.title, ""]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"id": "arxiv:2401.00009"}, "2401.00009"),
        ({"id": "doi:10.1000/x"}, "10.1000/x"),
        ({"id": "title:0123456789abcdef"}, "0123456789"),
        ({"id": "title:0123456789abcdef", "arxiv_id": "2401.00009"}, "2401.00009"),
        ({"id": "title:0123456789abcdef", "doi": "10.1000/x"}, "10.1000/x"),
        ({"id": "arxiv:2401.00009", "citation_key": "alder2024x"}, "alder2024x"),
    ],
)
def test_the_shortest_name_that_is_known_is_the_key(fields: dict[str, str], key: str) -> None:
    assert short_key(Row(title="Any", **fields)) == key  # type: ignore[arg-type]


def test_every_status_has_a_sign() -> None:
    assert tuple(STATUS_SIGNS) == STATUSES
    assert len(set(STATUS_SIGNS.values())) == len(STATUSES)
