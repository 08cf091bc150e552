"""Importing: what a source adds to a library and what it updates."""

import itertools
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperreader.entry import USER_FIELDS, Entry, Problem, Sighting
from paperreader.library import Library
from paperreader.library.folding import storable
from paperreader.library.merging import FACTS

from .samples import check, close, crash, filled, give, kept, numbered, paper, parsed, state

TITLE = "Slow Light in Fast Fibres"

SAME = [
    ({"arxiv_id": "2501.00001"}, {"arxiv_id": "2501.00001", "title": "Another Title"}),
    ({"arxiv_id": "2501.00001"}, {"arxiv_id": "2501.00001v2"}),
    ({"arxiv_id": "2501.00001v1"}, {"arxiv_id": "2501.00001v2", "title": "Another Title"}),
    ({"doi": "10.1/Ab"}, {"doi": "10.1/aB", "title": "Another Title"}),
    ({"arxiv_id": "2501.00001", "doi": "10.1/a"}, {"doi": "10.1/a", "title": "Another Title"}),
    ({}, {"title": "SLOW LIGHT  in\n“fast” fibres!"}),
    ({}, {"title": r"Slow $\textbf{Light}$ in Fast Fibres"}),
    ({}, {"arxiv_id": "2501.00001"}),
    ({"arxiv_id": "2501.00001"}, {}),
    ({"arxiv_id": "2501.00001"}, {"doi": "10.1/a"}),
    ({"arxiv_id": "2501.00001"}, {"doi": "10.48550/arXiv.2501.00001", "title": "Another"}),
    ({"doi": "10.48550/ARXIV.2501.00001"}, {"arxiv_id": "2501.00001v3", "title": "Another"}),
    ({"doi": "10.48550/arXiv.2501.00001"}, {"doi": "10.1/a"}),
]

DIFFERENT = [
    ({"arxiv_id": "2501.00001"}, {"arxiv_id": "2501.00002"}),
    ({"doi": "10.1/a"}, {"doi": "10.1/b"}),
    ({"doi": "10.48550/arXiv.2501.00001"}, {"arxiv_id": "2501.00002"}),
    ({}, {"title": "Slow Light in Faster Fibres"}),
    ({"arxiv_id": "2501.00001", "doi": "10.1/a"}, {"doi": "10.1/b"}),
]


@pytest.mark.parametrize(("one", "other"), SAME)
@pytest.mark.parametrize("together", [True, False], ids=["one batch", "two imports"])
def test_the_same_paper(
    tmp_path: Path, one: dict[str, str], other: dict[str, str], together: bool
) -> None:
    records = paper(**({"title": TITLE} | one)), paper(**({"title": TITLE} | other))
    with Library.open(tmp_path) as library:
        batches = [records] if together else [(record,) for record in records]
        for batch in batches:
            give(library, *batch)
        check(library)
        assert len(library) == 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
@pytest.mark.parametrize("together", [True, False], ids=["one batch", "two imports"])
def test_not_the_same_paper(
    tmp_path: Path, one: dict[str, str], other: dict[str, str], together: bool
) -> None:
    records = paper(**({"title": TITLE} | one)), paper(**({"title": TITLE} | other))
    with Library.open(tmp_path) as library:
        batches = [records] if together else [(record,) for record in records]
        for batch in batches:
            give(library, *batch)
        check(library)
        assert len(library) == 2


def test_a_new_entry_is_complete(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        report = give(library, paper(TITLE, authors=("A", "B"), upvotes=3))
        (entry,) = state(library).values()
    assert report.added_ids == (entry.id,)
    assert (report.entries, report.added, report.updated, report.unchanged) == (1, 1, 0, 0)
    assert report.change is not None
    assert report.change.what == "Imported given.json: 1 added, 0 updated"
    assert entry.author_count == 2
    assert entry.status == "inbox"
    assert entry.added == entry.changed == report.change.at
    (source,) = entry.sources
    assert source.source == "given.json"
    assert source.fields == ("title", "authors", "upvotes", "author_count")


def test_importing_the_same_thing_twice_changes_nothing(tmp_path: Path) -> None:
    records = [numbered(n, history=(Sighting("2025-01-01", n, None),)) for n in range(5)]
    records += [paper(TITLE, summary="In short."), paper("Another", upvotes=1)]
    with Library.open(tmp_path) as library:
        give(library, *records)
    before = (tmp_path / "library.json").read_bytes()
    journal = (tmp_path / "library.journal").read_bytes()
    with Library.open(tmp_path) as library:
        report = give(library, *records)
        assert report.change is None
        assert (report.added, report.updated, report.unchanged) == (0, 0, 7)
        assert library.log(10)[0].what.startswith("Imported given.json: 7 added")
    assert (tmp_path / "library.json").read_bytes() == before
    assert (tmp_path / "library.journal").read_bytes() == journal


@pytest.mark.parametrize("turned", [False, True])
def test_a_source_that_tells_a_paper_twice_changes_nothing_the_second_time(
    tmp_path: Path, turned: bool
) -> None:
    """What it says of the paper is one thing, whichever record says it first."""
    records = [
        numbered(1, url="https://a.example", history=(Sighting("2025-01-01", 5, 0),)),
        numbered(1, url="https://b.example", history=(Sighting("2025-01-01", 7, 1),)),
    ][:: -1 if turned else 1]
    with Library.open(tmp_path) as library:
        give(library, *records)
        before = state(library)
        report = give(library, *records)
        assert (report.added, report.updated, report.unchanged) == (0, 0, 2)
        assert report.change is None
        assert state(library) == before
        entry = before["arxiv:2501.00001"]
        assert (entry.upvotes, entry.comments, entry.url) == (7, 1, "https://b.example")


def test_a_report_counts_every_record_once(tmp_path: Path) -> None:
    with filled(tmp_path, 2) as library:
        report = give(
            library,
            numbered(1, url="https://a.example"),
            numbered(1, code_url="https://b.example"),
            numbered(2),
            numbered(3),
            numbered(3),
        )
    assert (report.entries, report.added, report.updated) == (5, 1, 1)
    assert report.unchanged == 5 - report.added - report.updated
    assert report.added_ids == ("arxiv:2501.00003",)
    assert report.updated_ids == ("arxiv:2501.00001",)


def test_a_report_tells_which_facts_changed_in_how_many_entries(tmp_path: Path) -> None:
    with filled(tmp_path, 4) as library:
        report = library.import_parsed(
            parsed(
                numbered(1, upvotes=3, history=(Sighting("2025-01-01", 3),)),
                numbered(2, upvotes=9, history=(Sighting("2025-01-01", 9),)),
                numbered(3, code_url="https://code.example", authors=("A", "B", "C")),
                numbered(4),
                numbered(5),
                paper("Of another kind"),
            ),
            source="s",
        )
    assert (report.entries, report.added, report.updated, report.unchanged) == (6, 2, 3, 1)
    assert report.seen_before == 4
    assert report.fields == {
        "history": 2,
        "upvotes": 2,
        "author_count": 1,
        "authors": 1,
        "code_url": 1,
    }
    # That the history has the new counts and that new names are so many goes without saying.
    assert report.fields_in_words() == [("upvotes", 2), ("authors", 1), ("code link", 1)]
    assert [*report.fields] == ["history", "upvotes", "author_count", "authors", "code_url"]


def test_a_report_tells_of_a_new_day_on_which_nothing_had_changed(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        for day in ("2025-01-01", "2025-01-02"):
            report = give(library, numbered(1, upvotes=3, history=(Sighting(day, 3),)))
    assert (report.updated, report.fields_in_words()) == (1, [("history", 1)])


def test_a_report_hands_on_what_was_done_with_the_source(tmp_path: Path) -> None:
    source = msgspec.structs.replace(
        parsed(numbered(1), page_date="2025-01-02"),
        page_date_from="its heading",
        notes=("Each card stood twice and was folded.",),
        problems=(Problem(line=3, message="is no card"),),
    )
    with Library.open(tmp_path) as library:
        report = library.import_parsed(source, source="s")
        (entry,) = state(library).values()
    assert report.notes == source.notes
    assert report.problems == source.problems
    assert (report.page_date, report.page_date_from) == ("2025-01-02", "its heading")
    assert [came.date for came in entry.sources] == ["2025-01-02"]


def test_who_vouches_for_a_fact_is_kept_but_is_no_step_to_take_back(tmp_path: Path) -> None:
    """Or undo would take back what nobody can see; but lost, it would make order matter."""
    record = numbered(1, url="https://a.example")
    with Library.open(tmp_path) as library:
        give(library, record, shape="search-plain-text")
        library.mark(["arxiv:2501.00001"], "read")
        report = give(library, record, shape="hub-api")
        assert (report.updated, report.unchanged, report.change) == (0, 1, None)
        give(library, numbered(1, url="https://b.example"), shape="feed")
        assert library.entry("arxiv:2501.00001").url == "https://a.example"
        undone = library.undo()
        assert undone is not None
        assert undone.what.startswith("Undid: Read")
        assert library.entry("arxiv:2501.00001").sources[0].shape == "hub-api"
    library = Library.open(tmp_path)
    assert library.entry("arxiv:2501.00001").sources[0].shape == "hub-api"
    library.close()


def test_a_batch_knows_by_its_second_record_what_the_first_brought(tmp_path: Path) -> None:
    """An id that one record brings to an entry leads the next one there."""
    with Library.open(tmp_path) as library:
        give(library, paper(TITLE))
        report = give(
            library,
            paper(TITLE, arxiv_id="2501.00001"),
            paper("Its New Title", arxiv_id="2501.00001v2", doi="10.1/a"),
            paper("Its Title in a Journal", doi="10.1/A"),
        )
        assert (report.added, report.updated, len(library)) == (0, 1, 1)


def test_sources_without_a_day_are_read_and_give_way_to_dated_ones(tmp_path: Path) -> None:
    """As they stand in the libraries of earlier versions."""
    with filled(tmp_path, 1):
        pass
    path = tmp_path / "library.json"
    text = path.read_text("utf-8")
    assert text.count(',"date":null') == 1
    path.write_text(text.replace(',"date":null', ""), "utf-8")
    with Library.open(tmp_path) as library:
        assert library.entry("arxiv:2501.00001").sources[0].date is None
        later = parsed(numbered(1, title="Renamed"), page_date="2025-01-02")
        assert library.import_parsed(later, source="s").fields == {"title": 1}
        assert give(library, numbered(1)).change is None


def test_an_import_never_touches_what_is_the_readers(tmp_path: Path) -> None:
    with filled(tmp_path, 1) as library:
        id_ = "arxiv:2501.00001"
        library.mark([id_], "read")
        library.star([id_], True)
        library.tag([id_], ["mine"])
        library.note(id_, "My note")
        library.pin_citation_keys({id_: "author2025paper"})
        before = library.entry(id_)
        theirs = numbered(
            1,
            url="https://new.example",
            status="skipped",
            tags=("theirs",),
            note="Their note",
            citation_key="theirs",
            added="2001-01-01T00:00:00Z",
            read_at="2001-01-01T00:00:00Z",
        )
        assert give(library, theirs).updated == 1
        after = library.entry(id_)
    for name in (*USER_FIELDS, "id", "added"):
        assert getattr(after, name) == getattr(before, name)
    assert after.url == "https://new.example"


def test_a_record_of_our_own_brings_the_readers_fields_into_an_empty_library(
    tmp_path: Path,
) -> None:
    mine = numbered(
        1,
        id="title:00112233445566aa",
        aliases=("arxiv:2501.00001",),
        status="read",
        starred=True,
        tags=("a", "b"),
        note="note",
        citation_key="key",
        added="2024-01-01T00:00:00Z",
        changed="2024-01-02T00:00:00Z",
        read_at="2024-01-02T00:00:00Z",
    )
    with Library.open(tmp_path) as library:
        give(library, mine)
        entry = library.entry("arxiv:2501.00001")
    assert msgspec.structs.replace(entry, sources=(), author_count=None) == mine


def test_an_export_imports_as_the_same_library(tmp_path: Path) -> None:
    with filled(tmp_path / "one", 6) as library:
        ids = [*state(library)]
        library.mark(ids[:3], "read")
        library.tag(ids[2:], ["a/b", "c"])
        give(library, paper("Paper number 1", doi="10.1/x"))
        expected = state(library)
    with Library.open(tmp_path / "two") as copy:
        give(copy, *expected.values())
        assert state(copy) == expected
        assert give(copy, *expected.values()).change is None


CLASHES = [
    # A record's own id that is another paper's here.
    (numbered(1), numbered(2, id="arxiv:2501.00001")),
    (paper("A", doi="10.1/a"), paper("B", doi="10.1/b", id="doi:10.1/a")),
    (paper("A", doi="10.1/a"), paper("B", doi="10.1/b", aliases=("doi:10.1/a",))),
    # Ids that are no ids of ours: two programs both count from one.
    (paper("A", id="1"), paper("B", id="1")),
    (paper("A", id="x:1"), paper("B", id="x:1")),
]


@pytest.mark.parametrize(("one", "other"), CLASHES)
@pytest.mark.parametrize("together", [True, False], ids=["one batch", "two imports"])
def test_a_foreign_id_that_clashes_makes_no_two_papers_one(
    tmp_path: Path, one: Entry, other: Entry, together: bool
) -> None:
    with Library.open(tmp_path) as library:
        batches = [(one, other)] if together else [(one,), (other,)]
        for batch in batches:
            give(library, *batch)
        check(library)
        assert [row.title for row in library.rows()] == [one.title, other.title]
        assert give(library, one, other).change is None
    assert [entry.title for entry in kept(tmp_path).values()] == [one.title, other.title]


def test_an_alias_leads_to_the_same_entry(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    (id_,) = give(library, paper(TITLE)).added_ids
    assert id_.startswith("title:")
    give(library, paper(TITLE, arxiv_id="2501.00001"))
    give(library, paper("Renamed since", arxiv_id="2501.00001", doi="10.1/a"))
    library = close(library)
    for key in (id_, "arxiv:2501.00001", "doi:10.1/a"):
        assert library.entry(key).id == library.row(key).id == id_
    assert library.resolve("https://arxiv.org/abs/2501.00001v3") == id_
    assert library.mark(["doi:10.1/a", id_], "read").ids == (id_,)
    library.close()


def test_a_paper_found_again_under_its_first_title(tmp_path: Path) -> None:
    """A title-only record still finds its entry after a better source renamed that."""
    with Library.open(tmp_path) as library:
        give(library, paper(TITLE), shape="search-plain-text")
        give(library, paper(TITLE, arxiv_id="2501.00001"))
        later = parsed(
            paper("Slow Light, Revised", arxiv_id="2501.00001"), page_date="2025-02-01"
        )
        library.import_parsed(later, source="later.json")
        assert [row.title for row in library.rows()] == ["Slow Light, Revised"]
        give(library, paper(TITLE), shape="search-plain-text")
        assert len(library) == 1


def test_a_title_that_two_papers_share_tells_nothing(tmp_path: Path) -> None:
    """A record with that title alone is not given to either of the two."""
    first, second = (paper(TITLE, arxiv_id=f"2501.0000{n}") for n in (1, 2))
    alone = paper(TITLE, upvotes=3)
    with Library.open(tmp_path) as library:
        give(library, first, second, alone)
        ids = [row.id for row in library.rows()]
        assert ids[:2] == ["arxiv:2501.00001", "arxiv:2501.00002"]
        assert ids[2].startswith("title:")
        assert [row.upvotes for row in library.rows()] == [None, None, 3]
        assert give(library, second, alone, first).change is None
        assert len(library) == 3


def test_what_was_united_by_the_only_paper_of_its_title_stays_united(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        records = [paper(TITLE), *(paper(TITLE, arxiv_id=f"2501.0000{n}") for n in (1, 2))]
        give(library, *records)
        (one, two) = state(library).values()
        assert (one.arxiv_id, two.arxiv_id) == ("2501.00001", "2501.00002")
        assert give(library, *records).change is None
        assert len(library) == 2


def test_history_of_upvotes_over_imports(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        for day, upvotes in (("2025-01-03", 9), ("2025-01-01", 2), ("2025-01-02", 5)):
            give(library, numbered(1, upvotes=upvotes, history=(Sighting(day, upvotes),)))
        entry = library.entry("arxiv:2501.00001")
    assert [(s.date, s.upvotes) for s in entry.history] == [
        ("2025-01-01", 2),
        ("2025-01-02", 5),
        ("2025-01-03", 9),
    ]
    assert entry.upvotes == 9


def test_a_dry_run_tells_the_same_and_writes_nothing(tmp_path: Path) -> None:
    with filled(tmp_path, 2) as library:
        files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        records = parsed(numbered(2, url="https://a.example"), numbered(3))
        dry = library.import_parsed(records, source="s", dry_run=True)
        assert dry.change is None
        assert {path: path.read_bytes() for path in files} == files
        assert len(library) == 2
        wet = library.import_parsed(records, source="s")
        assert msgspec.structs.replace(wet, change=None) == dry


def test_a_dry_run_where_there_is_no_library_makes_none(tmp_path: Path) -> None:
    with Library.open(tmp_path / "none") as library:
        report = library.import_parsed(parsed(paper()), source="s", dry_run=True)
    assert report.added == 1
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("plain", "plain"),
        ("Uznański 模型 🎓", "Uznański 模型 🎓"),
        ("a\ud800b", "a\ufffdb"),
        ("\ud83c\udf93", "🎓"),
        ("\udcff.txt", "\ufffd.txt"),
        ("a\x00b", "a\x00b"),
    ],
)
def test_storable_text(text: str, stored: str) -> None:
    assert storable(text) == stored


@given(st.text(alphabet=st.characters(codec=None)))
def test_what_is_storable_is_stored_as_it_is(text: str) -> None:
    stored = storable(text)
    stored.encode()
    assert storable(stored) == stored


HOSTILE = [
    "[Re] [/] P[X=x] [@click=app.quit]x[/]",
    "\x1b[31mred\x1b]52;c;YQ==\x07",
    "nul\x00nul",
    "\u202eltr\u2066",
    "lone \ud800 \udfff",
    '"quotes" \\ and\nlines\r\u2028\u2029\x85',
    "ends with a brace }",
    '},\n"7": {',
    "}}\n",
    "模型 🎓 e\u0301",
    "x" * 100_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_text_is_kept_as_it_came(tmp_path: Path, text: str) -> None:
    library = filled(tmp_path, 1)
    record = numbered(
        2, title=text, abstract=text, authors=(text,), organization=text, doi=text
    )
    report = library.import_parsed(parsed(record), source=f"{text[:99]}.json")
    (id_,) = report.added_ids
    library.note(id_, text)
    library.pin_citation_keys({id_: text})
    before = state(library)
    assert before[id_].title == before[id_].abstract == storable(text)
    assert before[id_].note == storable(text).strip("\n")
    library = crash(library)
    assert state(library) == before
    library = close(library)
    assert state(library) == before
    assert library.undo() is not None
    assert give(library, numbered(3)).added == 1
    library.close()
    assert len(kept(tmp_path)) == 3


def test_a_note_of_ten_megabytes(tmp_path: Path) -> None:
    text = "All work and no play. " * 500_000
    library = filled(tmp_path, 1)
    library.note("arxiv:2501.00001", text)
    library = crash(library)
    assert library.row("arxiv:2501.00001").note == text
    library = close(library)
    assert library.undo() is not None
    assert library.row("arxiv:2501.00001").note == ""
    library.close()


FACTS_GIVEN = [
    paper(TITLE, upvotes=3),
    paper(TITLE, arxiv_id="2501.00001", abstract="We slow light down."),
    paper(TITLE, doi="10.1/a", authors=("A B", "C D")),
    paper("SLOW light in fast fibres", author_count=2, history=(Sighting("2025-01-01", 3),)),
    paper("Other Title", arxiv_id="2501.00002", url="https://a.example"),
    paper("Other Title", history=(Sighting("2025-01-02", 7, 1),), comments=1),
]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(FACTS_GIVEN),
    again=st.lists(st.sampled_from(FACTS_GIVEN), max_size=4),
    cuts=st.sets(st.integers(1, 8)),
)
def test_no_order_and_no_repetition_loses_a_fact(
    tmp_path_factory: pytest.TempPathFactory,
    order: list[Entry],
    again: list[Entry],
    cuts: set[int],
) -> None:
    records = [*order, *again]
    with Library.open(tmp_path_factory.mktemp("library")) as library:
        bounds = [0, *sorted(cut for cut in cuts if cut < len(records)), len(records)]
        for start, end in itertools.pairwise(bounds):
            give(library, *records[start:end])
        check(library)
        entries = state(library)
        assert len(entries) == 2
        assert give(library, *records).change is None
        found = {entry.arxiv_id: entry for entry in entries.values()}
        for record in records:
            entry = found["2501.00002" if record.title == "Other Title" else "2501.00001"]
            for name in FACTS:
                value = getattr(record, name)
                if name not in ("title", "upvotes", "comments") and value not in (None, ()):
                    assert getattr(entry, name) == value, name
            assert set(record.history) <= set(entry.history)
        assert (found["2501.00002"].upvotes, found["2501.00002"].comments) == (7, 1)
        assert found["2501.00001"].author_count == 2
