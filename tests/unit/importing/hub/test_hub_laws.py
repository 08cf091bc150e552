"""Laws of reading the Hub's answers: nothing raises, and what is whole stays."""

import json
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperreader.entry import Entry, Parsed
from paperreader.importing.hub.parsing import is_hub, parse_hub
from paperreader.importing.hub.repr import as_json
from paperreader.importing.records.fields import CHECKS
from paperreader.importing.refusal import NotADump

MADE = date(2026, 7, 1)

KEYS = (
    *("paper", "id", "title", "summary", "authors", "name", "hidden", "user", "fullname"),
    *("publishedAt", "published_at", "submittedOnDailyAt", "submitted_at", "submittedBy"),
    *("upvotes", "numComments", "githubRepo", "githubStars", "projectPage", "organization"),
    *("ai_summary", "ai_keywords", "dailyPapers", "date", "r", "error", "2025-11-17"),
)
TEXTS = st.sampled_from(
    ["", " ", "A\n Title", "2511.99001", "2025-11-17", "2025-11-17T23:01:02.000Z", "x:y"]
) | st.text(max_size=8)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([10**30, -(10**400), 2**53, 1e300])
    | TEXTS
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | TEXTS, inner, max_size=6)
    ),
    max_leaves=25,
)


def with_any(key: str, value: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return objects that have a key, and any of the Hub's others with any value."""
    others = dict.fromkeys((other for other in KEYS if other != key), VALUES)
    return st.fixed_dictionaries({key: value}, optional=others)


PAPERS = st.lists(with_any("paper", with_any("title", TEXTS)) | VALUES, max_size=4)


def read(text: str) -> Parsed | None:
    """Parse an answer; None where it is refused."""
    assert isinstance(is_hub(text), bool)
    try:
        return parse_hub(text, name="answer.json", made=MADE)
    except NotADump as refused:
        assert str(refused).endswith(".")
        return None


def is_sound(parsed: Parsed, text: str) -> bool:
    """Tell whether every entry is one that the library may keep."""
    for entry in parsed.entries:
        for field, check in CHECKS.items():
            value = getattr(entry, field)
            if field not in ("history", "sources") and check(value) != value:
                return False
        if not entry.title:
            return False
    last = text.count("\n") + 1
    numbers = [*parsed.lines, *(problem.line or 1 for problem in parsed.problems)]
    return len(parsed.lines) == len(parsed.entries) and all(1 <= n <= last for n in numbers)


@given(VALUES | PAPERS, st.sampled_from([None, 1]))
@settings(deadline=None)
def test_any_json_is_read_or_refused(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    parsed = read(text)
    assert parsed is None or is_sound(parsed, text)


@given(st.lists(PAPERS, min_size=1, max_size=3))
@settings(deadline=None, max_examples=50)
def test_any_lines_of_json_are_read_or_refused(values: list[object]) -> None:
    text = "\n".join(map(json.dumps, values))
    parsed = read(text)
    assert parsed is None or is_sound(parsed, text)


@given(st.text(alphabet="[]{}\"':,\\ \nntruefalsNone1paperitlx\ud800é", max_size=80))
@settings(deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    parsed = read(text)
    assert parsed is None or is_sound(parsed, text)


JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON_VALUES)
def test_what_python_prints_of_json_is_that_json(value: object) -> None:
    assert json.loads(as_json(repr(value))) == value


@given(PAPERS)
@settings(deadline=None, max_examples=50)
def test_the_same_papers_are_read_from_python_as_from_json(papers: list[object]) -> None:
    # What Python prints is told by the quotes of the first paper.
    papers = [{"paper": {"title": "It's First"}}, *papers]
    assert _entries(repr(papers)) == _entries(json.dumps(papers))


@pytest.mark.parametrize("day", ["2024-05-27", "2025-12-18"])
@pytest.mark.parametrize("compact", [False, True])
def test_an_answer_cut_anywhere_keeps_the_papers_before(
    shared: Path, day: str, compact: bool
) -> None:
    text = (shared / "api" / f"hf-daily_papers-{day}.json").read_text("utf-8")
    if compact:
        text = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    whole = _entries(text)
    data = text.encode()
    ends = _ends(text)
    for cut in range(997, len(data), 997):
        piece = data[:cut].decode("utf-8", "replace")
        complete = sum(end <= len(piece) for end in ends)
        assert is_hub(piece)
        assert _entries(piece) == whole[:complete]
        if complete:
            (problem,) = parse_hub(piece, name="cut.json", made=MADE).problems
            # Only the place after the last comma lies on the line of the next paper.
            assert "cut off" in problem.message


def test_lines_cut_anywhere_keep_the_papers_before(shared: Path) -> None:
    text = (shared / "api" / "hf-daily_papers-2025-12-18.json").read_text("utf-8")
    items = json.loads(text)
    lines = "\n".join(json.dumps({"date": "2025-12-18", "r": item}) for item in items)
    whole = _entries(lines)
    assert len(whole) == len(items)
    for cut in range(997, len(lines), 997):
        got = _entries(lines[:cut])
        assert got == whole[: len(got)]
        assert len(got) >= lines.count("\n", 0, cut)


def test_a_page_s_data_cut_anywhere_keeps_the_papers_before(shared: Path) -> None:
    text = (shared / "api" / "hf-daily_papers-2025-12-18.json").read_text("utf-8")
    whole = _entries(text)
    data = '{"date":"2025-12-18T00:00:00.000Z","dailyPapers":' + text + ',"nextDate":null}'
    assert _entries(data) == whole
    for cut in range(997, len(data), 4999):
        got = _entries(data[:cut])
        assert got == whole[: len(got)]


def test_the_recording_of_python_texts_cut_anywhere_keeps_the_papers_before(
    shared: Path,
) -> None:
    text = (shared / "api" / "hf-daily_papers-2024-12-11.python-repr.json").read_text("utf-8")
    whole = [entry.arxiv_id for entry in _entries(text)]
    for cut in range(997, len(text), 997):
        got = [entry.arxiv_id for entry in _entries(text[:cut])]
        assert got == whole[: len(got)]
        assert len(got) >= text.count("\n", 0, cut) - 1


def _entries(text: str) -> tuple[Entry, ...]:
    parsed = read(text)
    return parsed.entries if parsed else ()


def _ends(text: str) -> list[int]:
    """Return where each object of a list ends."""
    scan = json.JSONDecoder().raw_decode

    def after(ends: list[int], _: object) -> list[int]:
        begins = text.index("{", ends[-1] if ends else 0)
        return [*ends, scan(text, begins)[1]]

    return reduce(after, json.loads(text), [])
