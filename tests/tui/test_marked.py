"""Matched words in list and detail: what is inked, and going from one to the next."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from paperreader.entry import Entry, Row
from paperreader.library import Library
from paperreader.searching.folding import words
from paperreader.searching.marking import Matched, MatchedTerm
from paperreader.tui import entry_line
from paperreader.tui.cells import cut, shown, wrap
from paperreader.tui.describe import MEASURE, describe
from paperreader.tui.marked_text import MarkedText, asked_places, matched_places
from paperreader.tui.match_walk import MatchWalk
from tests.tui.conftest import Opener
from tests.tui.hostile import HOSTILE, is_safe


def matched(*texts: str, goes_on: bool = False) -> Matched:
    """Return a term for each text; several words in one follow each other."""
    return Matched(tuple(MatchedTerm(tuple(words(text)), goes_on) for text in texts))


def marked_in(spans: Iterable[tuple[str, str]]) -> list[str]:
    """Return what is inked as a match."""
    return [text for text, ink in spans if "match" in ink.split()]


# A text line by line

texts = st.text(alphabet=st.sampled_from("ab é論-e\u0301 "), max_size=40).map(shown)


@given(texts, st.integers(2, 12), st.sampled_from(["a", "b", "a b", "論", "e"]))
def test_marking_changes_no_character_of_a_wrapped_text(
    text: str, width: int, word: str
) -> None:
    places = matched_places(matched(word))(text, "title")
    marked = MarkedText(text, places)
    lines = list(wrap(text, width))
    spans = [marked.line(line, "") for line in lines]
    assert ["".join(span for span, _, _ in line) for line in spans] == lines
    told: dict[int, str] = {}
    for part, ink, number in (span for line in spans for span in line):
        assert (number >= 0) == (ink == "match")
        if number >= 0:
            told[number] = told.get(number, "") + part
    held = [text[start:end].replace(" ", "") for start, end in places]
    assert [told[number].replace(" ", "") for number in sorted(told)] == held


@given(texts, st.integers(1, 20), st.sampled_from(["a", "a b", "論"]))
def test_marking_changes_no_character_of_a_cut_text(text: str, width: int, word: str) -> None:
    places = matched_places(matched(word))(text, "title")
    part = cut(text, width)
    spans = MarkedText(text, places).spans(part, "strong")
    assert "".join(span for span, _ in spans) == part
    assert all(ink in ("strong", "strong match") for _, ink in spans)


def test_without_a_search_nothing_is_marked() -> None:
    for none in (None, Matched()):
        assert not matched_places(none)("a graph", "title")


def test_what_a_search_does_not_look_at_is_marked_only_when_asked_for_here() -> None:
    assert not matched_places(matched("arxiv"))("arXiv 2510.06557", "")
    assert asked_places("arxiv 2510")("arXiv 2510.06557", "") == [(0, 10)]
    assert not asked_places(" - ")("arXiv 2510.06557", "")


# The list

ROW = Row(
    id="arxiv:1",
    title="Sparse graph transformers for the very long sequences of a genome",
    added="2025-12-18T00:00:00Z",
    tags=("graphs", "to-read/soon"),
    organization="Institute of Graph Theory",
    note="graph of the day",
)


@pytest.mark.parametrize("draw", [entry_line.one_line, entry_line.two_lines])
@pytest.mark.parametrize("width", [12, 20, 40, 60, 84, 120, 200])
def test_marking_leaves_the_line_as_wide_as_it_was(width: int, draw: object) -> None:
    assert callable(draw)
    places = matched_places(matched("graph", "long", goes_on=True))
    bare = draw(ROW, width, 2025, marked=False)
    marked = draw(ROW, width, 2025, marked=False, places=places)
    assert ["".join(text for text, _ in line) for line in marked] == [
        "".join(text for text, _ in line) for line in bare
    ]
    assert not any(marked_in(line) for line in bare)
    if width >= 40:
        assert any(marked_in(line) for line in marked)


def test_a_word_is_marked_on_whichever_line_of_the_title_it_stands() -> None:
    places = matched_places(matched("graph transformers", "genome"))
    first, second = entry_line.two_lines(ROW, 27, 2025, marked=False, places=places)
    assert marked_in(first) == ["graph"]
    assert marked_in(second)[0] == "transformers"


def test_tags_organization_and_note_are_marked() -> None:
    places = matched_places(matched("graphs", "institute", "day"))
    _, second = entry_line.two_lines(ROW, 200, 2025, marked=False, places=places)
    assert marked_in(second) == ["graphs", "Institute", "day"]


def test_the_ink_of_the_text_stays_under_the_mark() -> None:
    (line,) = entry_line.one_line(
        ROW, 100, 2025, marked=False, places=matched_places(matched("graph"))
    )
    assert ("graph", "strong match") in line


async def test_the_list_follows_what_is_matched(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        entry_list = desk.main.entry_list

        def inked() -> list[str]:
            strips = map(entry_list.render_line, range(entry_list.size.height))
            underlined = entry_list.ink("match").underline
            assert underlined
            return [
                part.text
                for strip in strips
                for part in strip
                if part.style and part.style.underline
            ]

        assert inked() == []
        entry_list.set_matched(matched("graphs"))
        assert inked() == ["graphs"] * 4
        entry_list.set_matched(matched("agents"))
        assert inked() == ["agents"] * 4
        for nothing in (Matched(), None):
            entry_list.set_matched(nothing)
            assert inked() == []


async def test_the_same_matches_again_draw_nothing_anew(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        entry_list, detail = desk.main.entry_list, desk.main.detail
        for pane in (entry_list, detail):
            pane.set_matched(matched("graphs"))
        with pytest.MonkeyPatch.context() as patch:
            for pane in (entry_list, detail):
                patch.setattr(pane, "refresh", lambda *_, **__: pytest.fail("drawn anew"))
            for pane in (entry_list, detail):
                pane.set_matched(matched("graphs"))


# The detail

ENTRY = Entry(
    id="arxiv:1",
    title="Graph walks",
    authors=("Ada Graph", "Bo Li"),
    organization="Graph Lab",
    abstract="A graph.\n\nNo word of it here. Self-attention over a $graph$.",
    summary="Of a graph.",
    tags=("graph/random",),
    note="See the\ngraph there.",
    submitted_by="graph lover",
    url="https://example.org/graph",
)


def parts_of(entry: Entry, found: Matched, width: int = 80) -> list[str]:
    described = describe(entry, width, matched_places(found))
    return [
        " ".join(described.lines[line][span][0] for line, span in match)
        for match in described.matches
    ]


def test_every_part_that_a_search_looks_at_is_marked() -> None:
    assert parts_of(ENTRY, matched("graph")) == [
        *("Graph", "Graph", "Graph", "graph", "graph", "graph", "graph", "graph", "graph")
    ]


@pytest.mark.parametrize(
    ("part", "count"),
    [
        ("title", 1),
        ("author", 1),
        ("org", 1),
        ("tag", 1),
        ("note", 1),
        ("abstract", 3),
        ("by", 1),
    ],
)
def test_a_field_marks_its_own_part_alone(part: str, count: int) -> None:
    term = MatchedTerm(("graph",), parts=frozenset({part}))
    assert len(parts_of(ENTRY, Matched((term,)))) == count


def test_a_phrase_over_two_lines_is_one_match() -> None:
    assert parts_of(ENTRY, matched("the graph there")) == ["the graph there"]
    assert parts_of(ENTRY, matched("self attention over"), width=16) == ["Self-attention over"]


@pytest.mark.parametrize("width", [1, 7, 40, 300])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_marks_break_no_line_whatever_the_text(text: str, width: int) -> None:
    entry = Entry(id="x", title=text, abstract=text, note=text, tags=(text,), authors=(text,))
    first = words(shown(text))[:1]
    bare = describe(entry, width)
    marked = describe(entry, width, matched_places(matched(*first, goes_on=True)))
    assert ["".join(span for span, _ in line) for line in marked.lines] == [
        "".join(span for span, _ in line) for line in bare.lines
    ]
    for line in marked.lines:
        assert is_safe("".join(span for span, _ in line))
        assert sum(cell_len(span) for span, _ in line) <= min(width, MEASURE)
    for match in marked.matches:
        assert match
        for number, span in match:
            assert "match" in marked.lines[number][span][1].split()


# From match to match

LINES = [3, 8, 8, 30, 55]


@pytest.mark.parametrize(
    ("current", "step", "top", "number", "wrapped"),
    [
        (None, 1, 0, 0, ""),
        (None, 0, 4, 1, ""),
        (None, 1, 20, 3, ""),
        (None, -1, 20, 2, ""),
        (None, -1, 0, 4, "bottom"),
        (None, 0, 56, 0, "top"),
        (1, 1, 4, 2, ""),
        (1, -1, 4, 0, ""),
        (4, 1, 50, 0, "top"),
        (0, -1, 0, 4, "bottom"),
        (0, 1, 20, 3, ""),
        (4, -1, 20, 2, ""),
        (9, 1, 0, 0, ""),
    ],
)
def test_a_step_goes_on_from_what_is_in_sight(
    current: int | None, step: int, top: int, number: int, wrapped: str
) -> None:
    walk = MatchWalk.of(LINES, current, step, top, 10)
    assert (walk.number, walk.total, walk.wrapped) == (number, 5, wrapped)


@pytest.mark.parametrize(
    ("walk", "said"),
    [
        (MatchWalk(None, 0), "Nothing of it stands in this text"),
        (MatchWalk(2, 7), "match 3 of 7"),
        (MatchWalk(0, 7, "top"), "match 1 of 7 · on from the top"),
        (MatchWalk(0, 1, "top"), "match 1 of 1"),
    ],
)
def test_the_place_is_said(walk: MatchWalk, said: str) -> None:
    assert str(walk) == said
