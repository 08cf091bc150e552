"""What came of an import, in words."""

from paperreader.entry import Problem
from paperreader.importing.wording import brought, counts, details, numbered, page, remarks
from paperreader.library import ImportReport


def report(**given: object) -> ImportReport:
    values: dict[str, object] = {
        "source": "monday.txt",
        "shape": "search-html",
        "page_date": None,
        "page_date_from": "",
        "entries": 3,
        "added": 1,
        "updated": 1,
        "unchanged": 1,
        "seen_before": 0,
        "fields": {},
        "added_ids": ("a",),
        "updated_ids": ("b",),
        "united_ids": (),
        "notes": (),
        "problems": (),
        "change": None,
    }
    return ImportReport(**values | given)  # type: ignore[arg-type]  # by name


def test_counts_add_up() -> None:
    assert counts([report()]) == "3 entries: 1 added, 1 updated, 1 unchanged"
    more = report(entries=1_200, added=1_197, seen_before=2)
    assert counts([report(), more]).startswith("1,203 entries: 1,198 added, 2 updated")
    assert counts([more]).endswith("1 unchanged, 2 seen before")
    assert counts([]) == "0 entries: 0 added, 0 updated, 0 unchanged"


def test_what_one_source_adds_the_next_does_not_update() -> None:
    assert brought([report(), report(added_ids=("c",), updated_ids=("a", "d"))]) == (2, 2)


def test_the_page_and_how_its_day_was_found() -> None:
    assert page(report()) == "search-html, no page date"
    assert page(report(page_date="2025-01-02")) == "search-html, page of 2025-01-02"
    found = report(page_date="2025-01-02", page_date_from="its header says so")
    assert page(found) == "search-html, page of 2025-01-02 (its header says so)"


def test_details_name_fields_unions_and_notes() -> None:
    assert details(report()) == []
    told = details(
        report(
            fields={"arxiv_id": 2, "author_count": 1},
            united_ids=("x",),
            notes=("Each card stood twice.",),
        )
    )
    assert told[0] == "updated: arXiv id in 2, author count in 1"
    assert told[1].startswith("1 entry of the library turned out to be another one")
    assert told[2] == "note: Each card stood twice."


def test_remarks_begin_with_their_line() -> None:
    problems = (Problem(line=7, message="not placed"), Problem(line=None, message="cut off"))
    assert list(remarks(report(problems=problems))) == ["line 7: not placed", "cut off"]


def test_a_number_with_its_noun() -> None:
    assert numbered(1, "entry", "entries") == "1 entry"
    assert numbered(2_000, "entry", "entries") == "2,000 entries"
