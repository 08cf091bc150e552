"""The data inside saved pages."""

import hashlib
import json
from datetime import date
from html import escape
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperreader.entry import Entry, Parsed, Sighting
from paperreader.importing import NotADump, sample_dumps
from paperreader.importing.html import page as html_page
from paperreader.importing.html.saved_page import SHAPE, parse_saved_page, with_cards

MADE = date(2025, 12, 1)
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(page: str, *, as_of: date | None = None) -> Parsed | None:
    """Read the data of a page."""
    return parse_saved_page(page, name="page.html", made=MADE, as_of=as_of)


def found(page: str, *, as_of: date | None = None) -> Parsed:
    """Read the data of a page that has some."""
    parsed = read(page, as_of=as_of)
    assert parsed is not None
    return parsed


def paper(number: int, **more: object) -> dict[str, object]:
    """Return a paper as the Hub writes it, with what else is said of it."""
    return {
        "id": f"2509.{99300 + number}",
        "title": f"Buoys, Part {number}",
        "authors": [{"name": "Jane Doe", "hidden": False}],
        "publishedAt": "2025-09-12T11:45:00.000Z",
        "summary": "A buoy\nfloats.",
        "upvotes": number,
        **more,
    }


def item(number: int, **more: object) -> dict[str, object]:
    """Return an item of a list of papers."""
    return {"paper": paper(number), "title": f"Buoys, Part {number}", "numComments": 2, **more}


def page(data: object, *, head: str = "", attribute: str = "data-props") -> str:
    """Return a page that holds data."""
    said = escape(json.dumps(data))
    return f'<!doctype html>\n<html>{head}\n<div {attribute}="{said}"><p>x</p></div></html>'


DAY: dict[str, object] = {
    "date": "2025-09-16T00:00:00.000Z",
    "dailyPapers": [item(1), item(2), item(3)],
    "nextDate": "2025-09-17",
    "prevDate": "2025-09-15",
}
SINGLEFILE = (
    "<!--\n Page saved with SingleFile \n url: https://huggingface.co/papers/week/2025-W38 \n"
    " saved date: Fri Sep 19 2025 10:00:00 GMT+0000 (UTC)\n-->"
)


def test_the_real_page_is_read_to_every_field(shared: Path) -> None:
    source = (shared / "dumps" / "daily-saved-page.html").read_text()
    truth = json.loads((shared / "dumps" / "truth" / "daily-saved-page.json").read_text())
    parsed = parse_saved_page(source, name="page", made=date(2024, 8, 5))
    assert parsed is not None
    assert (parsed.shape, parsed.page_date) == (SHAPE, truth["page_date"])
    assert (parsed.problems, parsed.notes) == ((), ())
    assert len(parsed.entries) == truth["entries_count"]
    begins = source[: source.index('data-target="DailyPapers" ')].count("\n") + 1
    assert parsed.lines == (begins,) * 13
    for entry, expected in zip(parsed.entries, truth["entries"], strict=True):
        assert entry.abstract is not None
        told = {
            "title": entry.title,
            "abstract_sha1": hashlib.sha1(entry.abstract.encode()).hexdigest(),
            "abstract_chars": len(entry.abstract),
            "abstract_first_words": " ".join(entry.abstract.split()[:8]),
            "abstract_last_words": " ".join(entry.abstract.split()[-8:]),
            "authors_count": entry.author_count,
            "author_names": list(entry.authors),
            "published": entry.published,
            "comments": entry.comments,
            "upvotes": entry.upvotes,
            "arxiv_id": entry.arxiv_id,
            "url": entry.url,
            "github_url": entry.code_url,
            "submitted_by": entry.submitted_by,
        }
        assert told == expected
        assert entry.featured == "2024-08-01"
        assert entry.history == (Sighting("2024-08-01", entry.upvotes, entry.comments),)


def test_the_sample_is_read() -> None:
    path = sample_dumps()[0].parent / "saved-page.html"
    parsed = found(path.read_text())
    assert (parsed.page_date, parsed.page_date_from) == ("2025-09-16", "its data says so")
    assert [
        (entry.title, entry.author_count, entry.upvotes, entry.comments, entry.submitted_by)
        for entry in parsed.entries
    ] == [
        (
            "Harbour Pilots for Language Models: Short Plans in Narrow Waters",
            *(3, 58, 6, "jdoe"),
        ),
        (
            'Is <mask> a Word? Probing What Models Think of "Nothing" & Silence',
            *(2, 23, 0, "mustermann"),
        ),
        ("Weighing Smoke: Uncertainty Estimates That Add Up", 4, 0, 1, "novak"),
    ]
    first = parsed.entries[0]
    assert first.organization == "Example Lab for Planning"
    assert first.code_url == "https://github.com/example-org/harbour-pilots"
    assert (first.stars, first.keywords) == (212, ("planning", "small models"))
    assert first.summary is not None
    assert parsed.problems == ()


@pytest.mark.parametrize(
    "source",
    [
        page(DAY),
        page(DAY, attribute="data-page"),
        page({"props": {"pageProps": DAY}}),
        page(DAY).replace("&quot;", "&#34;"),
        f"<main><div data-props='{json.dumps(DAY)}'>",
        f"<script type='application/json'>{json.dumps(DAY)}</script>",
        f"<script>window.__PAGE__ = {json.dumps(DAY)};</script>",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>"
        f"<script src='a'/>{page(DAY)}",
    ],
)
def test_data_is_found_wherever_it_stands(source: str) -> None:
    parsed = found(source)
    assert [entry.title for entry in parsed.entries] == [f"Buoys, Part {n}" for n in (1, 2, 3)]
    assert [entry.upvotes for entry in parsed.entries] == [1, 2, 3]
    assert {entry.comments for entry in parsed.entries} == {2}
    assert {entry.featured for entry in parsed.entries} == {"2025-09-16"}
    assert parsed.problems == ()


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<p>x</p>",
        page({}),
        page({"title": "A page", "dailyPapers": []}),
        page({"models": [{"title": "x", "id": "example-org/model"}]}),
        page(DAY).replace("data-props", "data-props-gone").replace("&quot;", ""),
        "<script>var title = 'x';</script><script>{\"title\": 1</script>",
        f"<!-- <div data-props='{json.dumps(DAY)}'> -->",
        f"<p>{escape(json.dumps(DAY))}</p>",
    ],
)
def test_other_pages_have_no_data(source: str) -> None:
    assert read(source) is None


def test_one_papers_page_gives_that_paper_alone() -> None:
    comments = [{"type": "comment", "data": {}}, {"type": "status"}, {"type": "comment"}]
    data = {"paper": paper(7), "comments": comments, "collections": [{"items": [paper(8)]}]}
    parsed = found(page(data) + page({"similar": [item(9)]}))
    (entry,) = parsed.entries
    assert (entry.title, entry.upvotes, entry.comments) == ("Buoys, Part 7", 7, 2)
    assert (parsed.page_date, entry.featured, entry.history) == (None, None, ())
    assert parsed.problems == ()


def test_a_list_that_is_no_list_of_comments_is_not_counted() -> None:
    (entry,) = found(page({"paper": paper(7), "comments": ["x"]})).entries
    assert entry.comments is None


def test_a_page_of_search_results_is_of_the_day_it_was_saved() -> None:
    parsed = found(page({"papers": [item(1)]}, head=SINGLEFILE))
    assert parsed.page_date == "2025-09-19"
    assert parsed.page_date_from == "it says that it was saved on that day"
    assert parsed.entries[0].featured is None
    assert parsed.entries[0].history == (Sighting("2025-09-19", 1, 2),)


def test_counts_are_of_the_day_of_saving() -> None:
    parsed = found(page(DAY, head=SINGLEFILE.replace("/week/2025-W38", "")))
    assert parsed.page_date == parsed.entries[0].featured == "2025-09-16"
    assert parsed.entries[0].history == (Sighting("2025-09-19", 1, 2),)


def test_a_saving_that_cannot_be_is_not_believed() -> None:
    head = SINGLEFILE.replace("/week/2025-W38", "")
    for year in ("2024", "2035"):
        parsed = found(page(DAY, head=head.replace("2025 10", f"{year} 10")))
        assert parsed.page_date == parsed.entries[0].history[0].date == "2025-09-16"


@pytest.mark.parametrize(
    "source",
    [
        page(DAY, head=SINGLEFILE),
        page(DAY | {"week": "2025-W38"}),
        page(DAY | {"nextDate": "2025-10"}),
        page(DAY | {"period": "weekly"}),
    ],
)
def test_a_page_of_a_week_or_month_is_of_no_day(source: str) -> None:
    parsed = found(source)
    assert {entry.featured for entry in parsed.entries} == {None}
    assert parsed.page_date != "2025-09-16"


def test_a_day_given_by_the_user_serves_where_the_page_has_none() -> None:
    parsed = found(page({"papers": [item(1)]}), as_of=date(2025, 9, 20))
    assert (parsed.page_date, parsed.page_date_from) == ("2025-09-20", "as you gave it")
    assert parsed.entries[0].history[0].date == "2025-09-20"
    parsed = found(page(DAY), as_of=date(2025, 9, 20))
    assert parsed.page_date == "2025-09-16"
    (problem,) = parsed.problems
    assert "of 2025-09-16, not of 2025-09-20" in problem.message


def test_the_same_paper_twice_is_one_entry_the_fuller() -> None:
    bare = {"paper": {"id": "2509.99301", "title": "Buoys, Part 1"}}
    parsed = found(page({"papers": [bare, item(2)]}) + page(DAY))
    assert [entry.upvotes for entry in parsed.entries] == [1, 2, 3]
    assert parsed.notes == (
        "2 papers stood in the page's data again and did not become entries twice.",
    )


def test_a_paper_without_a_title_is_reported() -> None:
    nameless = item(2) | {"paper": paper(2, title=""), "title": ""}
    parsed = found(page({"papers": [item(1), nameless]}))
    assert len(parsed.entries) == 1
    (problem,) = parsed.problems
    assert "title" in problem.message
    assert problem.line == 3


def test_each_paper_stands_on_its_line() -> None:
    said = escape(json.dumps(DAY, indent=1))
    source = f'<html>\n<div data-props="{said}">'
    lines = source.split("\n")
    parsed = found(source)
    for entry, line in zip(parsed.entries, parsed.lines, strict=True):
        assert entry.arxiv_id is not None
        assert entry.arxiv_id in lines[line - 1]


@pytest.mark.parametrize("share", [0.5, 0.75, 0.9, 0.99])
def test_cut_data_gives_the_papers_that_are_whole(share: float) -> None:
    source = page(DAY)
    ends = source.index('"><p>')
    begins = source.index("{")
    parsed = found(source[: begins + int((ends - begins) * share)])
    whole = page(DAY)[: begins + int((ends - begins) * share)].count("upvotes")
    assert len(parsed.entries) in (whole, whole - 1)
    assert parsed.page_date == "2025-09-16"
    (problem,) = parsed.problems
    assert problem.line == 3
    assert "damaged or cut off" in problem.message


def test_damaged_data_gives_the_papers_that_are_whole() -> None:
    parsed = found(page(DAY).replace("2509.99302&quot;", "2509.99302"))
    assert [entry.upvotes for entry in parsed.entries] == [1, 3]
    (problem,) = parsed.problems
    assert "2 papers were read" in problem.message


def _cards(*ids: str | None) -> Parsed:
    entries = tuple(Entry(title=f"Card {one}", arxiv_id=one, upvotes=99) for one in ids)
    return Parsed(shape="daily-html", entries=entries, lines=tuple(range(1, len(ids) + 1)))


def test_cards_that_the_data_lacks_are_added() -> None:
    data = found(page(DAY))
    both = with_cards(data, _cards("2509.99302", "2509.99309", None))
    assert both.entries[:3] == data.entries
    assert [entry.title for entry in both.entries[3:]] == ["Card 2509.99309"]
    assert len(both.lines) == 4
    assert both.notes == (
        "1 paper stands on the page but not in its data; it was read as the page shows.",
    )
    assert with_cards(data, _cards("2509.99301")) == data
    alone = found(page({"paper": paper(7)}))
    assert with_cards(alone, _cards("2509.99309")) == alone


def test_too_large_a_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_page, "MAX_HTML", 100)
    with pytest.raises(NotADump, match=r"^page\.html is too large for a saved page"):
        read(page(DAY))


HOSTILE = {
    "JSON nested deeply": '<div data-props=\'{"title":' + "[" * 200_000 + "'>",
    "papers in papers": '<div data-props=\'"title"' + '{"paper":' * 100_000 + "'>",
    "papers in papers, cut": '<div data-props=\'{"title":1,' + '{"paper":{"id":' * 50_000,
    "a long number": '<div data-props=\'{"title":' + "9" * 100_000 + "}'>",
    "not a paper": page({"paper": {"title": ["x"], "id": {}}}),
    "numbers for texts": page([{"paper": paper(1, title=1, id=2, authors=3, upvotes="x")}]),
    "half a pair": page(DAY).replace("Part 1", "Part \\ud800"),
    "a date that is none": page(
        {"date": "2025-99-99T00:00:00Z", "papers": [paper(1, title="")]}
    ),
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_data_is_read_or_not(source: str) -> None:
    parsed = read(source)
    if parsed is not None:
        assert all(entry.title.strip() for entry in parsed.entries)
        msgspec.json.encode(parsed)


@SLOW
@given(st.lists(st.integers(1, 400), min_size=1, max_size=6, unique=True), st.data())
def test_what_is_put_into_a_page_comes_out(numbers: list[int], data: st.DataObject) -> None:
    text = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
    titles = [" ".join(f"T{data.draw(text)}".split()) for _ in numbers]
    items = [
        {"paper": paper(number, title=title)}
        for number, title in zip(numbers, titles, strict=True)
    ]
    parsed = found(page({"date": "2025-09-16", "papers": items}))
    assert [entry.title for entry in parsed.entries] == titles
    assert [entry.upvotes for entry in parsed.entries] == numbers


@SLOW
@given(
    st.integers(0, 2_000), st.integers(0, 200), st.text(alphabet="<>\"'{}[]&;,:x", max_size=3)
)
def test_damage_never_invents_a_paper(place: int, gone: int, put: str) -> None:
    source = page(DAY)
    parsed = read(source[:place] + put + source[place + gone :])
    if parsed is not None:
        assert len(parsed.entries) <= 3
        assert all(entry.title.strip() for entry in parsed.entries)
