"""The page of a single paper, as text in whatever notation."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from paperreader.entry import Sighting
from paperreader.importing import NotADump, read_source
from paperreader.importing.notation.unmarking import unmarked
from paperreader.importing.pages.lines import numbered
from paperreader.importing.paper.page import is_paper_page, parse_paper_page
from tests.unit.importing.paper_pages import (
    ABSTRACT,
    AUTHORS,
    BROWSER,
    CODE,
    FOOT,
    HUB,
    MADE,
    NUMBER,
    PROJECT,
    READER_MARKDOWN,
    SUMMARY,
    TITLE,
    WRITTEN,
    only,
    parse,
)

SAMPLES = Path(__file__).resolve().parents[4] / "sample_dumps"


@pytest.mark.parametrize("tool", WRITTEN)
def test_every_tool_gives_the_same_paper(tool: str) -> None:
    written = WRITTEN[tool]
    marked = written.marked
    lines = numbered(marked)
    assert is_paper_page(lines, marked)
    parsed = parse_paper_page(lines, marked, name="page", made=MADE, as_of=None)
    assert parsed.shape == f"paper-{marked.notation}"
    assert parsed.problems == ()
    (entry,) = parsed.entries
    assert entry.title == TITLE
    assert entry.summary == SUMMARY
    assert entry.abstract == ABSTRACT
    assert (entry.authors, entry.author_count) == (AUTHORS, 3)
    assert entry.organization == "Example Lab"
    assert (entry.published, entry.featured) == ("2026-04-28", "2026-04-30")
    assert (entry.arxiv_id, entry.url) == (NUMBER, f"{HUB}/papers/{NUMBER}")
    assert (entry.upvotes, entry.comments, entry.stars) == (17, None, 1200)
    assert entry.submitted_by == "jdoe"
    assert (entry.code_url, entry.project_url) == (
        (CODE, PROJECT) if written.linked else (None, None)
    )


def test_the_real_page_gives_what_is_known_of_it(shared: Path) -> None:
    path = shared / "dumps" / "paper-page-browser-copy.txt"
    truth = json.loads((shared / "dumps" / "truth" / f"{path.stem}.json").read_text("utf-8"))
    (known,) = truth["entries"]
    parsed = read_source(path.read_bytes(), name=path.name, made=date(2026, 1, 5))
    assert (parsed.shape, parsed.page_date) == ("paper-plain-text", truth["page_date"])
    assert parsed.problems == ()
    (entry,) = parsed.entries
    assert entry.title == known["title"]
    assert entry.abstract is not None
    assert hashlib.sha1(entry.abstract.encode()).hexdigest() == known["abstract_sha1"]
    assert entry.summary == known["ai_summary"]
    assert list(entry.authors) == known["author_names"]
    assert entry.author_count == known["authors_count"]
    assert entry.published == known["published"]
    assert entry.featured == known["submitted_on"]
    assert entry.arxiv_id == known["arxiv_id"]
    assert entry.submitted_by == known["submitted_by"]
    assert (entry.upvotes, entry.comments, entry.code_url) == (None, None, None)


def test_the_sample_reads_without_a_word() -> None:
    path = SAMPLES / "paper-page.txt"
    parsed = read_source(path.read_bytes(), name=path.name, made=date(2025, 12, 1))
    assert (parsed.shape, parsed.problems, parsed.notes) == ("paper-plain-text", (), ())
    (entry,) = parsed.entries
    assert entry.title == "Slow Tokens First: Scheduling Decoding by Expected Regret"
    assert len(entry.authors) == 5
    assert (entry.published, entry.featured) == ("2025-11-14", "2025-11-17")
    assert (entry.upvotes, entry.stars) == (52, 112)
    monday = read_source(
        (SAMPLES / "monday.txt").read_bytes(), name="monday.txt", made=date(2025, 12, 1)
    )
    assert monday.entries[0].abstract == entry.abstract


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{TITLE}\n\nAbstract\n\n{ABSTRACT}\n", id="abstract"),
        pytest.param(f"{TITLE}\n\nAuthors: Jane Doe\n\nAbstract\n\n{ABSTRACT}\n", id="authors"),
        pytest.param(
            f"{TITLE}\n\n{ABSTRACT}\n\n  • 3 authors\n·\nApr 28 2\n" * 4, id="search page"
        ),
        pytest.param(
            f"GitHub 12\n{TITLE}\n\n{SUMMARY}\n\nLab\n·Published on Apr 28\nUpvote\n3\n" * 5,
            id="trending page",
        ),
        pytest.param(
            f"Daily Papers\nSubmitted by\njdoe\n17\n{TITLE}\n·\n3 authors\n2\n" * 5,
            id="daily page",
        ),
        pytest.param(f"{BROWSER}\n• 3 authors\n• 4 authors\n", id="cards below"),
        pytest.param("Get this paper in your agent\n", id="one sign"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_pages_are_not_taken_for_one(text: str) -> None:
    marked = unmarked(text)
    assert not is_paper_page(numbered(marked), marked)


def test_our_own_modules_are_no_paper_pages() -> None:
    folder = Path(__file__).parents[4] / "paperreader" / "importing" / "paper"
    modules = sorted(folder.glob("*.py"))
    assert len(modules) >= 5
    for path in modules:
        marked = unmarked(path.read_text("utf-8"))
        assert not is_paper_page(numbered(marked), marked), path.name


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BROWSER.replace(TITLE + "\n", ""), id="below the id"),
        pytest.param(BROWSER[BROWSER.index("Published") :], id="first line"),
        pytest.param("Papers\n" + BROWSER[BROWSER.index("Published") :], id="menu"),
        pytest.param(
            f"Published on Apr 28\n\n{SUMMARY}\n\n{ABSTRACT}\n\n{FOOT}", id="with the heading"
        ),
        pytest.param(
            f"## Abstract\n\n{SUMMARY}\n\nAI-generated summary\n\n{ABSTRACT}\n\n## {FOOT}",
            id="abstract only",
        ),
    ],
)
def test_a_page_without_its_title_is_refused(text: str) -> None:
    with pytest.raises(NotADump, match=r"^page looks like a paper's page, but [^.]*\.$"):
        parse(text)


def titles_from_each_line(text: str) -> set[str]:
    """Return the titles that a copy has which begins on any of the lines; refused ones none."""
    lines = text.split("\n")
    found: set[str] = set()
    for start in range(len(lines)):
        try:
            data = "\n".join(lines[start:]).encode()
            parsed = read_source(data, name="page.txt", made=MADE)
        except NotADump:
            continue
        found |= {entry.title for entry in parsed.entries}
    return found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BROWSER, id="whole"),
        pytest.param(BROWSER.replace("\n,\n", ",\n"), id="commas at the ends"),
        pytest.param(BROWSER.replace("\n,\n", ", "), id="one line"),
        pytest.param(BROWSER.replace("\n,\n", "\n"), id="no commas"),
        pytest.param(BROWSER.replace("\n", "\n\n"), id="blank lines"),
    ],
)
def test_a_copy_that_begins_anywhere_has_the_right_title_or_none(text: str) -> None:
    assert titles_from_each_line(text) == {TITLE}


def test_the_real_page_begun_anywhere_has_the_right_title_or_none(shared: Path) -> None:
    path = shared / "dumps" / "paper-page-browser-copy.txt"
    truth = json.loads((shared / "dumps" / "truth" / f"{path.stem}.json").read_text("utf-8"))
    assert titles_from_each_line(path.read_text("utf-8")) == {truth["entries"][0]["title"]}


TITLED = [
    ("# A Link That Led Here\n**URL:** x\n---\n\n## {t}\n\n## Abstract\n", TITLE),
    ("# {t}\n\n[jdoe](https://huggingface.co/jdoe)on Apr 30\n\n## Abstract\n", TITLE),
    ("{t}\nAbstract\n", TITLE),
    ("Quiet Gradients: Training Small\n  Planners Without a Critic\nAbstract\n", TITLE),
    ("# Paper page - {t}\n\nPublished on Apr 28\n\n## Abstract\n", TITLE),
    ("Title: Paper page - {t}\n\nPapers\n\nPublished on Apr 28\n\nAbstract\n", TITLE),
    ("Paper page - {t}\narxiv:2604.99301\n{T}\nPublished on Apr 28\nAbstract\n", TITLE),
    ("arxiv:2604.99301\nGitHub\nPublished on Apr 28\nAbstract\n", "GitHub"),
    ("arxiv:2604.99301\n# [Re] {t}\nPublished on Apr 28\nAbstract\n", f"[Re] {TITLE}"),
    ("arxiv:2604.99301v2\n\n## {t} ##\n\nAuthors:\n\n## Abstract\n", TITLE),
]


@pytest.mark.parametrize(("head", "title"), TITLED)
def test_the_title_is_found_where_it_stands(head: str, title: str) -> None:
    shown = head.replace("{t}", TITLE).replace("{T}", TITLE.upper())
    assert only(f"{shown}\n{SUMMARY}\n\n{ABSTRACT}\n\n### {FOOT}").title == title


def test_the_title_may_stand_in_that_of_the_whole_page_only() -> None:
    text = f"## Abstract\n\n{SUMMARY}\n\nAI-generated summary\n\n{ABSTRACT}\n\n## {FOOT}"
    parsed = parse(text, titled=f"Paper page - {TITLE}")
    assert [entry.title for entry in parsed.entries] == [TITLE]
    assert parsed.lines == (1,)
    with pytest.raises(NotADump):
        parse(text, titled="Paper page - Quiet Gradients: Training Small ...")
    with pytest.raises(NotADump):
        parse(text, titled="Hugging Face")


BODIES = [
    ("with a label", f"{SUMMARY}\n\nAI-generated summary\n\n{ABSTRACT}", SUMMARY, ABSTRACT),
    ("without one", f"{SUMMARY}\n\n{ABSTRACT}", SUMMARY, ABSTRACT),
    ("without a gap", f"{SUMMARY}\n{ABSTRACT}", SUMMARY, ABSTRACT),
    ("no summary", ABSTRACT, None, ABSTRACT),
    ("no abstract", SUMMARY, SUMMARY, None),
    ("two paragraphs", f"{ABSTRACT}\n\n{ABSTRACT}", None, f"{ABSTRACT} {ABSTRACT}"),
    ("wrapped", ABSTRACT.replace(". ", ".\n"), None, ABSTRACT),
    ("nothing", "", None, None),
    (
        "a sheet's end",
        ABSTRACT.replace("We also", "\n---\n*Page 2*\n\nWe also"),
        None,
        ABSTRACT,
    ),
    (
        "a floating button",
        ABSTRACT.replace("We also", "\nAsk HuggingChat about this Paper\nWe also"),
        None,
        ABSTRACT,
    ),
]


@pytest.mark.parametrize(("body", "summary", "abstract"), [row[1:] for row in BODIES])
def test_summary_and_abstract_are_told_apart(
    body: str, summary: str | None, abstract: str | None
) -> None:
    entry = only(f"{TITLE}\nPublished on Apr 28\n\nAbstract\n\n{body}\n\nView PDF\n{FOOT}")
    assert (entry.summary, entry.abstract) == (summary, abstract)


HEADS = [
    ("Submitted by jdoe on Apr 30", "jdoe", "2026-04-30", None),
    ("Submitted by Jane Q. Doeon Apr 30, 2026", "Jane Q. Doe", "2026-04-30", None),
    ("Submitted by\n\njane-\ndoe\non Apr 30", "jane-doe", "2026-04-30", None),
    ("Submitted by jdoe", "jdoe", None, None),
    ("#3 Paper of the day Example Lab", None, None, "Example Lab"),
    ("#1 Paper of the week\n\nExample Lab Example Lab", None, None, "Example Lab"),
    ("#1 Paper of the day Lab Example Lab", None, None, "Example Lab"),
    ("Submitted by jdoe on Apr 30\nExample Lab", "jdoe", "2026-04-30", "Example Lab"),
    ("·", None, None, None),
]


@pytest.mark.parametrize(("head", "by", "featured", "organisation"), HEADS)
def test_submitter_and_organisation_are_told_apart(
    head: str, by: str | None, featured: str | None, organisation: str | None
) -> None:
    text = f"arxiv:{NUMBER}\n{TITLE}\nPublished on Apr 28\n{head}\nUpvote\n17\nAbstract\n{FOOT}"
    entry = only(text)
    assert (entry.submitted_by, entry.featured) == (by, featured)
    assert entry.organization == organisation
    assert entry.title == TITLE


NAMED = [
    ("Authors:\nJane Doe\n,\nOla Nordmann\n", ("Jane Doe", "Ola Nordmann"), 2),
    ("Authors: Jane Doe, Ola\nNordmann", ("Jane Doe", "Ola Nordmann"), 2),
    ("Authors: [0] Jane Doe, [1] Ola Nordmann", ("Jane Doe", "Ola Nordmann"), 2),
    ("Authors: Jane Doe (/jdoe), Ola Nordmann (/ola)", ("Jane Doe", "Ola Nordmann"), 2),
    ("Authors:\nJane Doe\nOla Nordmann", ("Jane Doe", "Ola Nordmann"), 2),
    ("Authors: Jane\nDoe", ("Jane Doe",), 1),
    ("+9\nJane Doe\n,\nOla Nordmann", ("Jane Doe", "Ola Nordmann"), 2),
    ("Authors: Jane Doe,,, Ola Nordmann", (), 4),
    ("Authors: Jane Doe, +12 authors", (), 13),
    ("Authors:", (), None),
    ("", (), None),
]


@pytest.mark.parametrize(("shown", "names", "count"), NAMED)
def test_authors_are_taken_only_if_all_are_there(
    shown: str, names: tuple[str, ...], count: int | None
) -> None:
    parsed = parse(f"arxiv:{NUMBER}\n{TITLE}\nUpvote 17\n{shown}\nAbstract\n{ABSTRACT}\n{FOOT}")
    (entry,) = parsed.entries
    assert (entry.authors, entry.author_count, entry.upvotes) == (names, count, 17)
    assert bool(parsed.problems) == (count is not None and not names)


class Dates(NamedTuple):
    """What a page shows of its days, and what is to be made of it."""

    published: str | None = None
    submitted: str | None = None
    rank: str | None = None
    """The day to which the link of the rank leads."""
    month: str | None = None
    """The first part of the arXiv id."""
    saved: str | None = None
    wanted: tuple[str | None, str | None] = (None, None)
    problems: int = 0


DATED = [
    Dates("Dec 31", "Dec 31", month="2512", wanted=("2025-12-31", "2025-12-31")),
    Dates("Dec 31", "Dec 31", month="2601", wanted=("2025-12-31", "2025-12-31")),
    Dates("Dec 30, 2025", "Jan 3", month="2512", wanted=("2025-12-30", "2026-01-03")),
    Dates("Apr 28, 2024", "Jun 3, 2024", month="2404", wanted=("2024-04-28", "2024-06-03")),
    Dates("Apr 28, 2024", "Apr 30", month="2404", wanted=("2024-04-28", None), problems=1),
    Dates("Apr 28, 2024", "Apr 30", "2025-04-30", wanted=("2024-04-28", "2025-04-30")),
    Dates("Apr 28", "Apr 30", problems=2),
    Dates("Apr 28", "Apr 30", saved="2024-06-01", wanted=("2024-04-28", "2024-04-30")),
    Dates("Apr 28", rank="2024-04-30", wanted=("2024-04-28", "2024-04-30")),
    Dates("Jun 28", month="2606", problems=1),
    Dates("Sep 3", month="2604", problems=1),
    Dates("Feb 29", month="2603", problems=1),
    Dates("Feb 30", month="2603", problems=1),
    Dates(submitted="Apr 30", month="2604", wanted=(None, "2026-04-30")),
    Dates(submitted="Apr 30", month="2404", problems=1),
    Dates(rank="2026-04-30", wanted=(None, "2026-04-30")),
    Dates(rank="2026-06-30"),
    Dates("Apr 28", "Apr 2", month="2604", wanted=("2026-04-28", None), problems=1),
]


@pytest.mark.parametrize("dates", DATED)
def test_days_are_placed_only_where_their_year_is_certain(dates: Dates) -> None:
    lines = [
        f"arxiv:{dates.month}.99301" if dates.month else "Papers",
        f"# {TITLE}",
        f"Published on {dates.published}" if dates.published else "",
        f"Submitted by [jdoe]({HUB}/jdoe) on {dates.submitted}" if dates.submitted else "",
        f"[#3 Paper of the day]({HUB}/papers/date/{dates.rank})" if dates.rank else "",
        f"[Upvote]({HUB}/login) 17",
        "## Abstract",
        ABSTRACT,
        "## Models citing this paper 0",
        "### Get this paper in your agent:",
    ]
    as_of = date.fromisoformat(dates.saved) if dates.saved else None
    parsed = parse("\n\n".join(lines), as_of=as_of)
    (entry,) = parsed.entries
    assert (entry.published, entry.featured) == dates.wanted
    assert len(parsed.problems) == dates.problems


def test_counts_met_on_a_known_day_are_noted_with_it() -> None:
    assert only(BROWSER).history == ()
    parsed = parse(BROWSER, as_of=date(2026, 5, 2))
    assert parsed.entries[0].history == (Sighting("2026-05-02", 17),)
    assert (parsed.page_date, parsed.page_date_from) == ("2026-05-02", "as you gave it")


@pytest.mark.parametrize(
    ("shown", "upvotes"),
    [
        ("Upvote\n-\nAuthors", 0),
        ("Upvote 1,204 +9\nAuthors", 1204),
        ("Upvote\n+9\nAuthors", 17),
    ],
)
def test_upvotes_are_read_at_the_top_else_at_the_bottom(shown: str, upvotes: int) -> None:
    text = BROWSER.replace("Upvote\n17\n+9\nAuthors", shown, 1)
    assert only(text).upvotes == upvotes


def test_a_paper_that_a_comment_names_makes_no_entry() -> None:
    link = f"- [Loud Gradients]({HUB}/papers/2501.99001) (2025)"
    text = READER_MARKDOWN.replace("Loud Gradients: A Study in Noise (2025)", link)
    parsed = parse(text)
    assert [(entry.title, entry.arxiv_id) for entry in parsed.entries] == [(TITLE, NUMBER)]


def test_an_id_that_does_not_fit_is_reported() -> None:
    text = BROWSER.replace(f"arxiv.org/abs/{NUMBER}", "arxiv.org/abs/2501.99001")
    parsed = parse(text)
    assert parsed.entries[0].arxiv_id == NUMBER
    assert ["2501.99001" in problem.message for problem in parsed.problems] == [True]


def test_a_second_page_is_reported() -> None:
    parsed = parse(BROWSER + BROWSER.replace(NUMBER, "2604.99302"))
    assert [entry.arxiv_id for entry in parsed.entries] == [NUMBER]
    assert "only the first was read" in parsed.problems[0].message


def test_a_source_that_was_cut_off_says_so() -> None:
    cut = BROWSER[: BROWSER.index("it needs no")] + "\n\n[Content truncated]\n"
    parsed = parse(cut)
    assert parsed.notes == ("The source says that it was cut off.",)
    assert parsed.entries[0].abstract == ABSTRACT[: ABSTRACT.index(" it needs no")]


def test_read_source_reads_paper_pages() -> None:
    parsed = read_source(BROWSER.encode(), name="page.txt", made=MADE)
    assert (parsed.shape, parsed.lines) == ("paper-plain-text", (4,))
    assert parsed.entries == (only(BROWSER),)
