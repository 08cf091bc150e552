"""The search page as plain text: the real one field by field, and each quirk by itself."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from paperreader.entry import Entry, Parsed, Sighting
from paperreader.importing import NotADump, read_source
from paperreader.importing.pages.card import Role
from paperreader.importing.pages.parsing import MAX_LINES, read_page
from tests.unit.importing.accounting import check_accounts

MADE = date(2026, 1, 15)
ABSTRACT = (
    "We study how a page loses its lines, and how a reader finds out. Of all the tools that "
    "we tried none kept everything, and few said so. Ours reports what it could not place, "
    "line by line, and keeps the rest."
)
OTHER = (
    "A second abstract follows here, so that the first has a neighbour. It is long enough to "
    "be one, for its sentences go on about nothing in particular until the line is full."
)
HEADER = "Daily Papers\n\nbyAK and the research community\n\nDec 18\n\n"
BODY = f"A Title\n\n{ABSTRACT}\n\n"
META = "  • 3 authors\n·\nOct 6, 2024 2\n\n"
EARLIER = f"The Paper Before It\n\n{OTHER}\n\n  • 8 authors\n·\nJan 9, 2023\n"
NEIGHBOUR = f"The Next Paper in Line\n\n{OTHER}\n\n  • 8 authors\n·\nJan 9, 2023\n"


def parsed(text: str, *, as_of: date | None = None, made: date = MADE) -> Parsed:
    """Parse a page, its lines accounted for."""
    result = read_source(text.encode(), name="page.txt", made=made, as_of=as_of)
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    check_accounts(plain, read_page(plain), result)
    return result


def only(text: str) -> Entry:
    """Return the page's first entry; the second must be the neighbour, whole."""
    first, second = parsed(text).entries
    assert (second.title, second.abstract) == ("The Next Paper in Line", OTHER)
    assert (second.author_count, second.published) == (8, "2023-01-09")
    return first


def test_the_real_page_gives_every_field(shared: Path) -> None:
    data = (shared / "dumps" / "search-plain-text.txt").read_bytes()
    truth = json.loads((shared / "dumps" / "truth" / "search-plain-text.json").read_text())
    result = read_source(data, name="search-plain-text.txt", made=date(2026, 3, 1))
    assert result.shape == "search-plain-text"
    assert result.page_date == truth["page_date"]
    assert len(result.entries) == truth["entries_count"] == 35
    for entry, true in zip(result.entries, truth["entries"], strict=True):
        assert entry.title == true["title"]
        assert entry.abstract is not None
        assert hashlib.sha1(entry.abstract.encode()).hexdigest() == true["abstract_sha1"]
        assert entry.author_count == true["authors_count"]
        assert entry.published == true["published"]
        assert entry.comments == true["comments"]
        assert entry.upvotes is true["upvotes"] is None
        assert entry.featured is None
        assert bool(entry.history) == (true["comments"] is not None)
    assert [problem.line for problem in result.problems] == [141]
    check_accounts(data.decode(), read_page(data.decode()), result)


@pytest.mark.parametrize("step", [997])
def test_the_real_page_cut_anywhere_gives_a_beginning_of_its_entries(
    shared: Path, step: int
) -> None:
    data = (shared / "dumps" / "search-plain-text.txt").read_bytes()
    titles = [entry.title for entry in read_source(data, name="whole", made=MADE).entries]
    most = 0
    for size in range(2000, len(data), step):
        cut = [entry.title for entry in read_source(data[:size], name="cut", made=MADE).entries]
        assert cut == titles[: len(cut)]
        assert len(cut) >= most
        most = len(cut)
    assert most == 35


def test_pages_of_real_papers_lose_meta_lines_and_no_entry_is_invented(shared: Path) -> None:
    page = (shared / "dumps" / "search-plain-text.txt").read_text()
    truth = json.loads((shared / "dumps" / "truth" / "search-plain-text.json").read_text())
    titles = [entry["title"] for entry in truth["entries"]]
    lines = page.split("\n")
    bullets = [number for number, line in enumerate(lines) if line.startswith("  •")]
    # Every second paper without its meta lines, then all but the last.
    for lost in (bullets[::2], bullets[1::2], bullets[:-1]):
        kept = [line for n, line in enumerate(lines) if not any(b <= n < b + 3 for b in lost)]
        result = parsed("\n".join(kept))
        assert [entry.title for entry in result.entries] == titles


QUIRKS = {
    "as it should be": BODY + META,
    "Windows line ends": (BODY + META).replace("\n", "\r\n"),
    "old Mac line ends": (BODY + META).replace("\n", "\r"),
    "no blank lines": f"A Title\n{ABSTRACT}\n{META}".replace("\n\n", "\n"),
    "many blank lines": (BODY + META).replace("\n", "\n\n\n"),
    "blank lines of spaces": f"A Title\n  \n{ABSTRACT}\n\u00a0\n{META}",
    "trailing spaces": (BODY + META).replace("\n", "  \n").replace("2  \n", "2\t\n"),
    "no-break spaces": BODY + META.replace("3 ", "3\u00a0").replace("6, ", "6,\u00a0"),
    "no indentation": BODY + "• 3 authors\n·\nOct 6, 2024 2\n\n",
    "an asterisk": BODY + "* 3 authors\n·\nOct 6, 2024 2\n\n",
    "a hyphen": BODY + "- 3 authors\n·\nOct 6, 2024 2\n\n",
    "an interpunct as bullet": BODY + "  · 3 authors\n·\nOct 6, 2024 2\n\n",
    "no bullet": BODY + "3 authors\n·\nOct 6, 2024 2\n\n",
    "no interpunct": BODY + "  • 3 authors\nOct 6, 2024 2\n\n",
    "all on one line": BODY + "  • 3 authors · Oct 6, 2024 2\n\n",
    "interpunct and date": BODY + "  • 3 authors\n· Oct 6, 2024 2\n\n",
    "authors and interpunct": BODY + "  • 3 authors ·\nOct 6, 2024 2\n\n",
    "comments glued": BODY + "  • 3 authors\n·\nOct 6, 20242\n\n",
    "comments in brackets": BODY + "  • 3 authors\n·\nOct 6, 2024[2]\n\n",
    "comments on their own line": BODY + "  • 3 authors\n·\nOct 6, 2024\n2\n\n",
    "comments after a blank line": BODY + "  • 3 authors\n·\nOct 6, 2024\n\n2\n\n",
    "the month in full": BODY + "  • 3 authors\n·\nOctober 6, 2024 2\n\n",
    "avatars": BODY + "  •\n  •\n  • 3 authors\n·\nOct 6, 2024 2\n\n",
    "a wrapped title": f"A\n  Title\n\n{ABSTRACT}\n\n{META}",
    "a wrapped abstract": (BODY + META).replace(" and how", "\nand how"),
    "title and abstract without a blank line": f"A Title\n{ABSTRACT}\n\n{META}",
    "an invisible character": f"\u200bA Title\n\u200b\n{ABSTRACT}\n\n{META}",
}


@pytest.mark.parametrize("card", QUIRKS.values(), ids=QUIRKS.keys())
@pytest.mark.parametrize("header", [HEADER, ""], ids=["header", "no header"])
def test_a_card_reads_the_same_however_it_is_written(card: str, header: str) -> None:
    entry = only(header + card + NEIGHBOUR)
    assert (entry.title, entry.abstract) == ("A Title", ABSTRACT)
    assert (entry.author_count, entry.published, entry.comments) == (3, "2024-10-06", 2)
    assert entry.upvotes is None


@pytest.mark.parametrize(
    "title",
    [
        "Dec 18",
        "Oct 6, 2024",
        "3 authors",
        "2024",
        "7",
        "new",
        "Subscribe",
        "Daily Papers",
        "Next",
        "GitHub",
        "[Re] On It",
        "{\\alpha}",
        "Attention.",
        "-- A Dash --",
        "漢字",
        "x" * 300,
    ],
)
@pytest.mark.parametrize("before", [HEADER, "", HEADER + EARLIER + "\n"])
def test_a_title_may_look_like_anything(title: str, before: str) -> None:
    result = parsed(f"{before}{title}\n\n{ABSTRACT}\n\n{META}{NEIGHBOUR}")
    entry = result.entries[-2]
    assert (entry.title, entry.abstract) == (title, ABSTRACT)
    assert result.page_date == ("2025-12-18" if before else None)


@pytest.mark.parametrize(
    ("upvotes", "title"), [("-", "2024"), ("-", "Dec 18"), ("7", "3 authors"), ("-", "new")]
)
def test_a_title_like_metadata_between_counts(upvotes: str, title: str) -> None:
    card = f"{upvotes}\n\n{title}\n\n{ABSTRACT}\n\n  • 3 authors\n·\nOct 6, 2024\n2\n\n"
    result = parsed(f"{HEADER}{card}15\n\n{NEIGHBOUR}")
    assert [(e.title, e.upvotes, e.comments) for e in result.entries] == [
        (title, 0 if upvotes == "-" else int(upvotes), 2),
        ("The Next Paper in Line", 15, None),
    ]
    assert result.problems == ()


@pytest.mark.parametrize(
    "lines",
    [
        "3 authors",
        "Dec 18",
        "Oct 6, 2024",
        "3 authors\n\nDec 18",
        "(1) a list;\n(2) of two.",
        "·5",
        "  • one thing\n  • another thing",
        "Methods",
        "In short:",
        "2024",
        "https://example.org",
    ],
)
def test_an_abstract_may_hold_lines_like_anything(lines: str) -> None:
    entry = only(f"{HEADER}A Title\n\n{ABSTRACT}\n\n{lines}\n\n{OTHER}\n\n{META}{NEIGHBOUR}")
    assert entry.abstract == " ".join(f"{ABSTRACT} {lines} {OTHER}".split())
    assert entry.author_count == 3


@pytest.mark.parametrize("last", ["3 authors", "Dec 18", "Code: https://example.org", "(End.)"])
def test_an_abstract_may_end_with_a_line_like_anything(last: str) -> None:
    entry = only(f"{HEADER}A Title\n\n{ABSTRACT}\n\n{last}\n\n{META}{NEIGHBOUR}")
    assert entry.abstract == f"{ABSTRACT} {last}"
    assert (entry.author_count, entry.published) == (3, "2024-10-06")


MISSING = {
    "nothing but authors": ("  • 3 authors\n\n", (3, None, None)),
    "no date": ("  • 3 authors\n·\n\n", (3, None, None)),
    "no authors": ("·\nOct 6, 2024 2\n\n", (None, "2024-10-06", 2)),
    "a date alone": ("Oct 6, 2024 2\n\n", (None, "2024-10-06", 2)),
    "an interpunct alone": ("·\n\n", (None, None, None)),
    "all of them": ("", (None, None, None)),
}


@pytest.mark.parametrize(("meta", "values"), MISSING.values(), ids=MISSING.keys())
def test_missing_meta_lines(
    meta: str, values: tuple[int | None, str | None, int | None]
) -> None:
    entry = only(f"{HEADER}A Title Without Much\n\n{ABSTRACT}\n\n{meta}{NEIGHBOUR}")
    assert (entry.title, entry.abstract) == ("A Title Without Much", ABSTRACT)
    assert (entry.author_count, entry.published, entry.comments) == values


@pytest.mark.parametrize("gap", ["\n\n", "\n"], ids=["blank lines", "none"])
def test_several_neighbours_without_meta_lines(gap: str) -> None:
    long = ABSTRACT + " " + OTHER
    cards = [f"Paper {name} of Several{gap}{long}{gap}" for name in ("One", "Two", "Three")]
    result = parsed(HEADER + "".join(cards) + META)
    assert [entry.title[:9] for entry in result.entries] == [
        "Paper One",
        "Paper Two",
        "Paper Thr",
    ]
    assert [entry.abstract for entry in result.entries] == [long] * 3
    assert [entry.author_count for entry in result.entries] == [None, None, 3]
    assert [p.line for p in result.problems] == list(result.lines[:2])


@pytest.mark.parametrize(
    "heading", ["Experimental Setup", "Methods", "Voxtral", "Our Key Insight"]
)
def test_a_heading_in_an_abstract_makes_no_entry(heading: str) -> None:
    entry = only(f"{HEADER}A Title\n\n{ABSTRACT}\n\n{heading}\n\n{OTHER}\n\n{META}{NEIGHBOUR}")
    assert entry.abstract == f"{ABSTRACT} {heading} {OTHER}"


def test_what_could_be_a_title_is_reported_not_invented() -> None:
    result = parsed(f"{HEADER}A Title\n\n{ABSTRACT}\n\n1984\n\n{OTHER}\n\n{META}{NEIGHBOUR}")
    assert [(p.line, p.message) for p in result.problems] == [
        (11, "“1984” could be a title; it was left in an abstract")
    ]


def test_an_organisation_stands_for_the_authors() -> None:
    for lines in ("  • Example Lab\n·\nOct 6, 2024 2", "* Example Lab\n· Oct 6, 2024 2"):
        entry = only(f"{HEADER}A Title\n\n{ABSTRACT}\n\n{lines}\n\n{NEIGHBOUR}")
        assert (entry.organization, entry.author_count) == ("Example Lab", None)
        assert (entry.abstract, entry.comments) == (ABSTRACT, 2)


def test_an_organisation_without_its_bullet() -> None:
    entry = only(f"{HEADER}A Title\n\n{ABSTRACT}\n\nExample Lab\n·\nOct 6, 2024\n\n{NEIGHBOUR}")
    assert (entry.organization, entry.abstract) == ("Example Lab", ABSTRACT)


def test_one_author_and_very_many() -> None:
    for count, shown in ((1, "1 authors"), (671, "671 authors"), (1024, "1,024 authors")):
        text = f"{HEADER}A Title\n\n{ABSTRACT}\n\n  • {shown}\n·\nOct 6, 2024\n\n{NEIGHBOUR}"
        assert only(text).author_count == count


def test_a_missing_abstract_is_null() -> None:
    entry = only(f"{HEADER}A Title Alone\n\n{META}{NEIGHBOUR}")
    assert (entry.title, entry.abstract, entry.comments) == ("A Title Alone", None, 2)


def test_upvotes_and_sightings() -> None:
    card = f"\n\n{ABSTRACT}\n\n  • 3 authors\n·\n"
    text = (
        f"{HEADER}31\nA Title{card}Oct 6, 2024 2\n-\nB Title{card}Oct 6, 2024\n"
        f"1.2k\nC Title{card}Dec 1\n"
    )
    result = parsed(text)
    assert [(e.upvotes, e.comments) for e in result.entries] == [
        (31, 2),
        (0, None),
        (1200, None),
    ]
    assert result.entries[0].history == (Sighting("2025-12-18", 31, 2),)
    assert result.entries[1].history == (Sighting("2025-12-18", 0, None),)


def test_without_a_page_date_there_is_no_sighting() -> None:
    assert only(f"A Title\n\n{ABSTRACT}\n\n{META}{NEIGHBOUR}").history == ()


def test_the_header_again_in_the_middle() -> None:
    result = parsed(f"{HEADER}A Title\n\n{ABSTRACT}\n\n{META}{HEADER}{NEIGHBOUR}")
    assert [entry.title for entry in result.entries] == ["A Title", "The Next Paper in Line"]
    assert result.problems == ()


def test_the_header_of_another_day_is_reported() -> None:
    second = HEADER.replace("Dec 18", "Dec 17")
    result = parsed(f"{HEADER}A Title\n\n{ABSTRACT}\n\n{META}{second}{NEIGHBOUR}")
    assert result.page_date == "2025-12-18"
    assert [problem.line for problem in result.problems] == [19]


def test_a_header_with_other_words_in_it() -> None:
    header = (
        "Models\nDatasets\n\nDaily Papers\n\nbyAK and the research community\n\nsome words\n\n"
    )
    result = parsed(f"{header}Daily\nWeekly\nMonthly\n\nDec 18\n\n{NEIGHBOUR}")
    assert [entry.title for entry in result.entries] == ["The Next Paper in Line"]
    assert result.page_date == "2025-12-18"
    assert [(p.line, "some words" in p.message) for p in result.problems] == [(8, True)]


def test_a_footer_is_no_paper() -> None:
    footer = "\nPrevious\nNext\n\nCompany\n\n© Hugging Face\n\nTOS\nPrivacy\n"
    for end in (NEIGHBOUR, f"{NEIGHBOUR}\nA Paper Cut Off Here\n\n{ABSTRACT}\n"):
        text = f"{HEADER}A Title\n\n{ABSTRACT}\n\n{META}{end}{footer}"
        assert parsed(text).entries[1].title == "The Next Paper in Line"
        lines = text.split("\n")
        roles = read_page(text).roles
        assert all(roles[lines.index(word)] is Role.FURNITURE for word in ("Previous", "TOS"))


@pytest.mark.parametrize(
    ("end", "abstract"),
    [
        (ABSTRACT, ABSTRACT),
        (ABSTRACT[:64], ABSTRACT[:64]),
        (ABSTRACT[:100] + "\n", ABSTRACT[:100]),
    ],
)
def test_a_cut_off_last_entry_is_kept_and_reported(end: str, abstract: str) -> None:
    result = parsed(f"{HEADER}{NEIGHBOUR}\nA Paper Cut Off Here\n\n{end}")
    assert (result.entries[-1].title, result.entries[-1].abstract) == (
        "A Paper Cut Off Here",
        abstract,
    )
    assert [problem.line for problem in result.problems] == [result.lines[-1]]


def test_a_title_alone_at_the_end_may_be_cut_and_is_only_reported() -> None:
    result = parsed(f"{HEADER}{NEIGHBOUR}\nA Paper Cut O")
    assert len(result.entries) == 1
    assert [problem.message for problem in result.problems] == [
        "could not be placed: “A Paper Cut O”"
    ]


def test_an_abstract_whose_title_is_lost_is_reported() -> None:
    result = parsed(f"{HEADER}{EARLIER}\n{ABSTRACT} {OTHER}\n\n{META}{NEIGHBOUR}")
    assert len(result.entries) == 2
    assert [problem.line for problem in result.problems] == [15, 17, 18, 19]


def test_a_page_that_lost_its_titles_is_refused() -> None:
    with pytest.raises(NotADump, match=r"^page\.txt .*no paper with a title"):
        parsed(HEADER + f"{ABSTRACT} {OTHER}\n\n{META}" * 5)


def test_two_hundred_entries() -> None:
    cards = "".join(f"Paper Number {n} of Many\n\n{ABSTRACT}\n\n{META}" for n in range(200))
    result = parsed(HEADER + cards)
    assert [e.title for e in result.entries] == [
        f"Paper Number {n} of Many" for n in range(200)
    ]
    assert result.problems == ()
    assert result.lines[:2] == (7, 15)


@pytest.mark.parametrize(
    ("shown", "published", "comments"),
    [
        ("Sep 99", "2025-09-09", 9),
        ("Sep 310", "2025-09-03", 10),
        ("Sep 12", "2025-09-12", None),
    ],
)
def test_a_date_glued_to_its_comments(shown: str, published: str, comments: int | None) -> None:
    entry = only(f"{HEADER}A Title\n\n{ABSTRACT}\n\n  • 3 authors\n·\n{shown}\n\n{NEIGHBOUR}")
    assert (entry.published, entry.comments) == (published, comments)


@pytest.mark.parametrize("shown", ["Sep 123", "Feb 30, 2024", "Sep 0", "Feb 29"])
def test_a_date_that_cannot_be_known_is_reported(shown: str) -> None:
    result = parsed(
        f"{HEADER}A Title\n\n{ABSTRACT}\n\n  • 3 authors\n·\n{shown}\n\n{NEIGHBOUR}"
    )
    assert result.entries[0].published is None
    assert [problem.line for problem in result.problems] == [13]


def test_a_card_that_stands_twice_is_one_entry() -> None:
    result = parsed(f"{HEADER}{EARLIER}{BODY}{META}{EARLIER}")
    assert [entry.title for entry in result.entries] == ["The Paper Before It", "A Title"]
    assert result.notes == ("1 card stands more than once on the page; each was read once.",)


@pytest.mark.parametrize("other", [OTHER, None])
def test_cards_that_only_share_their_title_stay_two(other: str | None) -> None:
    second = (
        f"A Title\n\n{other or ABSTRACT}\n\n  • {3 if other else 4} authors\n·\nOct 6, 2024\n"
    )
    result = parsed(f"{HEADER}{BODY}{META}{second}")
    assert [entry.title for entry in result.entries] == ["A Title", "A Title"]
    assert result.notes == ()


def test_a_text_of_too_many_lines_is_refused() -> None:
    with pytest.raises(NotADump, match="too many"):
        parsed("a\n" * (MAX_LINES + 1))
