"""Our own records: JSON, JSONL, and what is wrong with them."""

import json
import lzma
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.entry import STATUSES, Entry, Parsed, Sighting, Source
from paperreader.importing import NotADump, read_source
from paperreader.importing.records.fields import ALIASES, CHECKS

MADE = date(2026, 1, 15)


def parsed(data: bytes | str) -> Parsed:
    """Parse records."""
    raw = data.encode() if isinstance(data, str) else data
    return read_source(raw, name="records.json", made=MADE)


def record(**values: object) -> Entry:
    """Read one record that has a title besides these values."""
    (entry,) = parsed(json.dumps({"title": "A Title", **values})).entries
    return entry


FULL = Entry(
    id="arxiv:2510.99001",
    aliases=("title:0123456789abcdef",),
    title="A [Title] with $x$, 漢字 and \u200d joiners",
    abstract="An abstract.",
    summary="A summary.",
    authors=("Jane Doe", "Max Mustermann"),
    author_count=2,
    organization="Example Lab",
    published="2025-10-01",
    featured="2025-10-02",
    arxiv_id="2510.99001",
    doi="10.5555/example.1",
    url="https://example.org/1",
    code_url="https://example.org/code",
    project_url="http://example.org/",
    upvotes=3,
    comments=0,
    stars=12,
    history=(Sighting("2025-10-02", 3, None),),
    submitted_by="someone",
    venue="A Venue",
    categories=("cs.LG", "stat.ML"),
    keywords=("one", "two words"),
    status="reading",
    starred=True,
    tags=("a/b", "c"),
    note="Two\n\n  lines ",
    citation_key="doe2025title",
    added="2025-10-03T08:00:00Z",
    changed="2025-10-03T08:00:00.123456+00:00",
    read_at="2025-10-04T08:00:00Z",
    sources=(Source(source="x.txt", shape="records", imported="2025-10-03T08:00:00Z"),),
)


def test_every_field_of_an_entry_has_its_check() -> None:
    assert set(CHECKS) == set(Entry.__struct_fields__)
    assert set(ALIASES.values()) <= set(CHECKS)
    assert not set(ALIASES) & set(CHECKS)


@pytest.mark.parametrize(
    "data",
    [
        msgspec.json.encode(FULL),
        msgspec.json.encode(FULL) + b"\n" + msgspec.json.encode(FULL) + b"\n",
        b"\n\n" + msgspec.json.encode(FULL) + b"\r\n\r\n" + msgspec.json.encode(FULL),
        b"\xef\xbb\xbf" + msgspec.json.encode([FULL]),
        msgspec.json.format(msgspec.json.encode([FULL, FULL]), indent=2),
        msgspec.json.encode({"version": 1, "entries": [FULL]}),
        msgspec.json.format(msgspec.json.encode({"entries": [FULL]}), indent=4),
        msgspec.json.format(msgspec.json.encode(FULL), indent=2),
        json.dumps(msgspec.to_builtins(FULL)).encode("utf-16"),
    ],
)
def test_an_entry_comes_back_as_it_was_written(data: bytes) -> None:
    result = parsed(data)
    assert result.shape == "records"
    assert set(result.entries) == {FULL}
    assert result.problems == ()
    assert result.page_date is None


def test_only_the_title_is_needed() -> None:
    assert parsed('{"title": "A Title"}').entries == (Entry(title="A Title"),)


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ('{"title": "A"}\n\n{"title": "B"}\n', (1, 3)),
        ('[\n{"title": "A"},\n\n{"title": "B"}]', (2, 4)),
        ('[{"title": "A"}, {"title": "A"},\n {"title": "A"}]', (1, 1, 2)),
        ('{"v": 1,\n"entries": [\n{"title": "A"},\n{"title": "B"}]}', (3, 4)),
        ('\n\n  {"title":\n "A"}', (3,)),
    ],
)
def test_records_know_their_lines(data: str, lines: tuple[int, ...]) -> None:
    assert parsed(data).lines == lines


NORMAL: list[tuple[str, Any, Any]] = [
    ("title", "  A\n Title ", "A Title"),
    ("abstract", " one\n two ", "one two"),
    ("abstract", "", None),
    ("note", None, ""),
    ("status", None, "inbox"),
    ("tags", [" B ", "a", "b", ""], ("a", "b")),
    ("tags", None, ()),
    ("authors", ["Jane  Doe", " "], ("Jane Doe",)),
    ("arxiv_id", "2510.99001v3", "2510.99001"),
    ("arxiv_id", "arXiv:2510.99001", "2510.99001"),
    ("arxiv_id", "https://arxiv.org/abs/2510.99001v2", "2510.99001"),
    ("arxiv_id", "https://arxiv.org/pdf/2510.99001v2.pdf", "2510.99001"),
    ("arxiv_id", "math.GT/0309136v1", "math.GT/0309136"),
    ("arxiv_id", "hep-th/9901001", "hep-th/9901001"),
    ("doi", "https://doi.org/10.5555/a.b", "10.5555/a.b"),
    ("doi", "doi:10.5555/a.b", "10.5555/a.b"),
    ("published", "2025-10-01T12:00:00.000Z", "2025-10-01"),
    ("upvotes", 3.0, 3),
    ("history", [["2025-10-01"]], (Sighting("2025-10-01"),)),
]


@pytest.mark.parametrize(("field", "value", "kept"), NORMAL)
def test_values_are_kept_as_the_library_keeps_them(field: str, value: Any, kept: Any) -> None:
    result = parsed(json.dumps({"title": "A Title", field: value}))
    assert getattr(result.entries[0], field) == kept
    assert result.problems == ()


WRONG: list[tuple[str, Any]] = [
    ("abstract", 5),
    ("authors", "Jane Doe, Max Mustermann"),
    ("authors", [{"name": "Jane Doe"}]),
    ("author_count", "3"),
    ("author_count", True),
    ("upvotes", -1),
    ("upvotes", 2**60),
    ("upvotes", 3.5),
    ("published", "Oct 6, 2024"),
    ("published", "2025-02-30"),
    ("published", "2025-10-01T99:00"),
    ("featured", 20251001),
    ("arxiv_id", "2510.123"),
    ("arxiv_id", "2513.12345"),
    ("arxiv_id", "none"),
    ("doi", "example"),
    ("url", "javascript:alert(1)"),
    ("url", "file:///etc/passwd"),
    ("code_url", ["https://example.org"]),
    ("project_url", "https://example.org/a b"),
    ("status", "done"),
    ("status", ["read"]),
    ("starred", 1),
    ("tags", "a"),
    ("note", 5),
    ("added", "yesterday"),
    ("history", [[3, 2]]),
    ("history", [["2025-10-01", "x"]]),
    ("history", [[None]]),
    ("history", "2025-10-01"),
    ("sources", [{"source": "x"}]),
    ("sources", {"source": "x"}),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_value_is_reported_and_nothing_else_is_lost(field: str, value: Any) -> None:
    lines = [{"title": "First"}, {"title": "A Title", "note": "kept", "venue": "kept"}]
    lines[1][field] = value
    result = parsed("\n".join(map(json.dumps, lines)))
    entry = result.entries[1]
    assert getattr(entry, field) == getattr(Entry(title=""), field)
    assert {"kept"} <= {entry.note, entry.venue}
    assert [problem.line for problem in result.problems] == [2]
    assert f"`{field}`" in result.problems[0].message
    assert result.problems[0].message.endswith("; it was left out")


@pytest.mark.parametrize("title", [None, "", " \n", 5, ["A"], ...])
def test_a_record_without_a_title_is_refused_alone(title: Any) -> None:
    values = {"abstract": "An abstract."} | ({} if title is ... else {"title": title})
    result = parsed('{"title": "First"}\n' + json.dumps(values))
    assert [entry.title for entry in result.entries] == ["First"]
    assert {problem.line for problem in result.problems} == {2}
    assert "no title" in result.problems[-1].message


def test_unknown_keys_are_reported_once_each() -> None:
    result = parsed(
        '{"title":"A"}\n{"title":"B","doi":"10.5555/b","x":1}\n'
        '{"title":"C","venue":"V","x":1,"a b":{}}'
    )
    assert len(result.entries) == 3
    assert [(problem.line, problem.message) for problem in result.problems] == [
        (2, "the key “x” is not known; it was left out of 2 records"),
        (3, "the key “a b” is not known; it was left out of 1 record"),
    ]


NO_PAPERS: list[dict[str, Any]] = [
    {"$schema": "https://example.org/draft", "title": "Settings", "type": "object"},
    {
        "title": "pond",
        "name": "pond",
        "version": "1.0.0",
        "keywords": ["ducks"],
        "private": True,
    },
    {
        "by": "jdoe",
        "id": 7,
        "score": 12,
        "title": "Show: ponds",
        "url": "https://example.org/7",
    },
    {"userId": 1, "id": 1, "title": "buy bread", "completed": False, "status": "open"},
    {"title": "Ponds", "url": "https://example.org/", "tags": ["ducks"], "folder": "a"},
    {"number": 3, "title": "It quacks", "body": "Twice.", "comments": 4, "state": "open"},
    {"title": "Ponds", "draft": False, "published": True, "featured": False, "authors": []},
    {"title": "Ponds", "abstract": " ", "summary": None, "doi": "", "author": "Jane Doe"},
]


@pytest.mark.parametrize("values", NO_PAPERS, ids=range(len(NO_PAPERS)))
def test_objects_with_titles_that_are_no_papers_are_left_out(values: dict[str, Any]) -> None:
    said = "holds objects with titles, but none says anything that papers have"
    for data in (json.dumps(values), json.dumps([values, values], indent=1)):
        with pytest.raises(NotADump, match=rf"^records\.json {said}\.$"):
            parsed(data)
    result = parsed(json.dumps(values) + '\n{"title": "Slow Light"}\n')
    assert [entry.title for entry in result.entries] == ["Slow Light"]
    assert result.lines == (2,)
    (problem,) = result.problems
    assert problem.line == 1
    assert problem.message == "has a title, but nothing else that papers have; it was left out"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("abstract", "Ponds are still."),
        ("summary", "Ponds."),
        ("ai_summary", "Ponds."),
        ("authors", ["Jane Doe"]),
        ("authors", [{"name": "Jane Doe"}]),
        ("author_count", 3),
        ("arxiv_id", "2510.99001"),
        ("doi", "10.5555/ponds"),
        ("DOI", "10.5555/ponds"),
        ("published", "2025-10-02"),
        ("date_featured", "2025-10-02"),
        ("venue", "Journal of Ponds"),
        ("categories", ["cs.LG"]),
        ("organization", "Harbour Institute"),
        ("upvotes", 0),
        ("paperId", "0a1b"),
    ],
)
def test_one_fact_that_papers_have_is_enough(field: str, value: object) -> None:
    assert record(**{field: value}, pages=12).title == "A Title"


def test_names_of_other_tools() -> None:
    entry = record(date_featured="2025-10-02", github_url="https://example.org", github_stars=3)
    assert (entry.featured, entry.code_url, entry.stars) == (
        "2025-10-02",
        "https://example.org",
        3,
    )
    assert record(ai_summary="S").summary == "S"
    assert record(github_stars=3, stars=4).stars == 4
    assert record(github_stars=3, stars=None).stars == 3


def test_nothing_is_derived() -> None:
    entry = record(arxiv_id="2510.99001", authors=["Jane Doe"])
    assert (entry.url, entry.author_count, entry.published) == (None, None, None)


def test_a_line_that_is_no_json_is_reported_and_the_others_are_read() -> None:
    result = parsed('{"title": "A"}\n{"title": "B"\nnonsense\n[1]\n{"title": "C"}')
    assert [entry.title for entry in result.entries] == ["A", "C"]
    assert [problem.line for problem in result.problems] == [2, 3, 4]


@pytest.mark.parametrize("cut", range(15, 50))
def test_a_list_that_is_cut_off_is_read_up_to_there(cut: int) -> None:
    whole = '[\n{"title": "A"},\n{"title": "B"},\n{"title": "C"}]'
    result = parsed(whole[: min(cut + 1, len(whole) - 1)])
    assert [entry.title for entry in result.entries] == ["A", "B", "C"][: len(result.entries)]
    assert [problem.line for problem in result.problems][-1:] == [result.problems[-1].line]
    assert "cut off" in result.problems[-1].message


REFUSED = [
    "{}",
    '{"name": "package", "version": "1"}',
    '[{"name": "A"}]',
    '{"entries": []}',
    '{"entries": null}',
    '{"entries": {"a": [1]}}',
    '{"title": "A"',
    '[{"a": ' * 100_000,
    '{"a": ' * 100_000,
    '{"title": "A", "x": ' + "[" * 100_000 + "]" * 100_000 + "}",
    '{"title": "\ud800"}'.encode("utf-8", "surrogatepass").decode("latin-1"),
    "[]",
    "[1, 2]",
]


@pytest.mark.parametrize("data", REFUSED, ids=range(len(REFUSED)))
def test_json_that_holds_no_record_is_refused(data: str) -> None:
    try:
        result = parsed(data)
    except NotADump as error:
        assert str(error).startswith("records.json ")
    else:
        # Only the damaged character of the one title is replaced.
        assert [entry.title[:1] for entry in result.entries] == ["í"]


def test_a_paper_of_the_hub_among_records_is_read() -> None:
    result = parsed(
        '{"title": "A", "note": "ours"}\n'
        '{"paper": {"id": "2510.99001", "upvotes": 3}, "title": "B"}\n'
        '{"paper": {"id": "2510.99002"}}\n{"title": "C"}'
    )
    assert result.shape == "records"
    assert [(e.title, e.arxiv_id, e.upvotes) for e in result.entries] == [
        ("A", None, None),
        ("B", "2510.99001", 3),
        ("C", None, None),
    ]
    assert result.lines == (1, 2, 4)
    assert [problem.line for problem in result.problems] == [3]
    assert "no title" in result.problems[0].message


@pytest.mark.parametrize(
    ("values", "field", "kept"),
    [
        ({"authors": [""]}, "authors", ()),
        ({"authors": ["", ""]}, "authors", ()),
        ({"keywords": [" "]}, "keywords", ()),
        (
            {"history": [["2025-10-01T08:00:00Z", 3, 2]]},
            "history",
            (Sighting("2025-10-01", 3, 2),),
        ),
        ({"history": [["2025-10-01 ", 3]]}, "history", (Sighting("2025-10-01", 3),)),
        (
            {
                "sources": [
                    {"source": " x  y", "shape": "feed", "imported": "2025-10-03T08:00:00Z"}
                ]
            },
            "sources",
            (Source(source="x y", shape="feed", imported="2025-10-03T08:00:00Z"),),
        ),
    ],
)
def test_a_typed_record_is_kept_no_less_tidily(values: Any, field: str, kept: object) -> None:
    """A record that decodes at once could slip past what a record read key by key meets."""
    entry = record(**values)
    assert getattr(entry, field) == kept
    assert record(**values, paperId="0a1b") == entry


def test_a_title_with_half_a_surrogate_is_reported() -> None:
    result = parsed('{"title": "First"}\n{"title": "\\ud800"}')
    assert [entry.title for entry in result.entries] == ["First"]
    assert [problem.line for problem in result.problems] == [2]


SHOWN = st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"])
TEXTS = st.text(SHOWN, min_size=1, max_size=20)
ANY = st.characters(exclude_categories=["Cs"])
DAYS = st.dates().map(date.isoformat)
URLS = st.integers().map("https://example.org/{}".format)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Entries as the library holds them."""
    counts = st.none() | st.integers(0, 10**6)
    return Entry(
        title=draw(TEXTS),
        abstract=draw(st.none() | TEXTS),
        authors=tuple(draw(st.lists(TEXTS, max_size=3))),
        author_count=draw(counts),
        published=draw(st.none() | DAYS),
        featured=draw(st.none() | DAYS),
        url=draw(st.none() | URLS),
        upvotes=draw(counts),
        history=tuple(draw(st.lists(st.builds(Sighting, DAYS, counts, counts), max_size=2))),
        status=draw(st.sampled_from(STATUSES)),
        starred=draw(st.booleans()),
        tags=tuple(sorted({t.lower() for t in draw(st.lists(TEXTS, max_size=3))})),
        note=draw(st.text(ANY, max_size=30)),
    )


@given(st.lists(entries(), min_size=1, max_size=4), st.booleans())
def test_reading_undoes_writing(written: list[Entry], one_a_line: bool) -> None:
    if one_a_line:
        data = b"\n".join(map(msgspec.json.encode, written))
    else:
        data = msgspec.json.encode(written)
    result = parsed(data)
    assert list(result.entries) == written
    assert result.problems == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.sampled_from(sorted(CHECKS)) | st.text(max_size=5), JSON)))
def test_any_json_is_read_or_refused(values: list[dict[str, Any]]) -> None:
    data = "\n".join(json.dumps({"title": "A Title", **value}) for value in values)
    try:
        result = parsed(data)
    except NotADump:
        return
    assert all(entry.title.strip() for entry in result.entries)
    # What was read is in order: it comes back unchanged.
    again = parsed(msgspec.json.encode(list(result.entries)))
    assert again.entries == result.entries
    assert again.problems == ()


def test_records_of_other_tools(shared: Path) -> None:
    corpus = shared / "corpus" / "daily-papers-16k.jsonl.xz"
    with lzma.open(corpus) as lines:
        data = b"".join(line for line, _ in zip(lines, range(300), strict=False))
    result = parsed(data)
    assert len(result.entries) == 300
    assert all(entry.arxiv_id and entry.featured for entry in result.entries)
    assert result.problems == ()
