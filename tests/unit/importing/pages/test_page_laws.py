"""Laws that hold for every page, and for every other text."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperreader.entry import Parsed
from paperreader.importing import NotADump, read_source, sample_dumps
from paperreader.importing.pages.card import Role
from paperreader.importing.pages.parsing import read_page
from tests.unit.importing.accounting import check_accounts
from tests.unit.importing.page_model import Page, made_after, pages

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _parsed(page: Page, made: date) -> Parsed:
    return read_source(page.data(), name="page.txt", made=made)


@SLOW
@given(st.data())
def test_a_page_gives_back_the_papers_it_was_made_of(data: st.DataObject) -> None:
    page = data.draw(pages())
    made = data.draw(made_after(page.day))
    parsed = _parsed(page, made)
    assert [entry.title for entry in parsed.entries] == [paper.title for paper in page.papers]
    for entry, paper in zip(parsed.entries, page.papers, strict=True):
        assert entry.abstract == paper.abstract
        assert entry.author_count == paper.authors
        assert entry.organization == paper.organization
        assert entry.upvotes == paper.upvotes
        assert entry.comments == paper.comments
        if page.shows_day:
            assert entry.published == (paper.published.isoformat() if paper.published else None)
        elif entry.published is not None and paper.published:
            assert entry.published == paper.published.isoformat()
        else:
            assert not paper.published or parsed.problems
    if page.shows_day:
        assert parsed.page_date == page.day.isoformat()
    else:
        assert parsed.page_date is None


@SLOW
@given(st.data())
def test_every_line_of_a_page_is_accounted_for(data: st.DataObject) -> None:
    page = data.draw(pages())
    text = page.text().replace("\r\n", "\n").replace("\r", "\n")
    check_accounts(text, read_page(text), _parsed(page, page.day))


@SLOW
@given(pages())
def test_a_page_without_oddities_has_no_problems_but_missing_meta_and_years(page: Page) -> None:
    for problem in _parsed(page, page.day).problems:
        assert problem.line is not None
        expected = ("has no lines with", "could be a title", "year", "was taken as", "cut off")
        assert any(words in problem.message for words in expected), problem


LINES = (
    "",
    "",
    " ",
    "·",
    "•",
    "-",
    "7",
    "2024",
    "3 authors",
    "  • 3 authors",
    "* Example Lab",
    "Dec 18",
    "Oct 6, 2024",
    "Oct 6, 2024 2",
    "Feb 30",
    "Sep 123",
    "Sep 99",
    "new",
    "Daily Papers",
    "Subscribe",
    "byAK and the research community",
    "Get trending papers in your email inbox!",
    "A Title Like Others",
    "  going on here",
    "\u200b",
    "\u00a0",
    "---",
    "Methods",
    "Keywords: one, two",
    "A sentence that is not very long ends here.",
    "word " * 80 + "end.",
    "\x1b[31mred",
    "\u202eabc",
    "x" * 400,
)


@SLOW
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=60), max_size=40).map("\n".join))
def test_lines_in_any_order_are_accounted_for(text: str) -> None:
    _check_any(text)


@SLOW
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_other_bytes_are_refused_or_read(data: bytes) -> None:
    try:
        parsed = read_source(data, name="noise", made=date(2026, 1, 1))
    except NotADump as error:
        assert str(error).startswith("noise ")
        assert str(error).endswith(".")
    else:
        assert all(entry.title.strip() for entry in parsed.entries)


@SLOW
@given(page=pages(), cut=st.floats(0, 1))
def test_a_cut_off_page_keeps_what_comes_before_the_cut(page: Page, cut: float) -> None:
    text = page.text().replace("\r\n", "\n").replace("\r", "\n")
    text = text[: int(len(text) * cut)]
    parsed = _check_any(text)
    titles = {paper.title for paper in page.papers}
    if parsed is not None and page.looks.gaps:
        whole = parsed.entries[:-1]
        assert {entry.title for entry in whole} <= titles


@SLOW
@given(page=pages(), data=st.data())
def test_a_damaged_page_never_gives_an_entry_without_a_title(
    page: Page, data: st.DataObject
) -> None:
    lines = page.text().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    _check_any("\n".join(damaged(lines, data.draw(st.randoms(use_true_random=False)))))


def damaged(lines: list[str], random: Random) -> list[str]:
    """Return the lines with a few of them lost, moved, doubled, cut, or others among them."""
    lines = list(lines)
    for _ in range(random.randint(1, 6)):
        place = random.randrange(len(lines)) if lines else 0
        match random.randrange(7):
            case 0:
                del lines[place : place + random.randint(1, 4)]
            case 1:
                lines.insert(place, random.choice(LINES))
            case 2:
                lines[place:place] = lines[place : place + random.randint(1, 5)]
            case 3 if lines:
                lines[place] = lines[place][: random.randint(0, len(lines[place]))]
            case 4 if lines:
                other = random.randrange(len(lines))
                lines[place], lines[other] = lines[other], lines[place]
            case 5:
                lines = [line for line in lines if line.strip()] or lines
            case _ if lines:
                lines[place] = lines[place].replace(" ", "\n" + " " * random.randint(0, 3), 2)
    return "\n".join(lines).split("\n")


def _check_any(text: str) -> Parsed | None:
    """Check what holds for every text; return what was read of it."""
    try:
        parsed = read_source(text.encode(errors="replace"), name="x", made=date(2026, 1, 1))
    except NotADump:
        return None
    if parsed.shape != "search-plain-text":
        return None
    # The parser sees the text as it was decoded.
    text = text.encode(errors="replace").decode().removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    assert len(parsed.lines) == len(parsed.entries)
    assert list(parsed.lines) == sorted(set(parsed.lines))
    for entry in parsed.entries:
        assert entry.title.strip()
        assert entry.title == " ".join(entry.title.split())
        assert entry.abstract is None or entry.abstract.strip()
    check_accounts(text, read_page(text), parsed)
    return parsed


@pytest.mark.slow
def test_three_thousand_damaged_pieces_of_dumps(shared: Path) -> None:
    dumps = [shared / "dumps" / "search-plain-text.txt", *sample_dumps()]
    random = Random(20251218)
    read = 0
    for dump in dumps:
        if dump.suffix != ".txt" or dump.name == "daily-lynx.txt":
            continue  # link numbers are no part of the lines
        lines = dump.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
        for _ in range(1000):
            begin = random.randrange(len(lines))
            part = lines[begin : begin + random.randint(4, 60)]
            read += _check_any("\n".join(damaged(part, random))) is not None
    assert read > 2000


@pytest.mark.parametrize("role", [Role.BLANK, Role.FURNITURE, Role.UNPLACED, Role.META])
def test_the_accounts_notice_a_line_that_is_lost(role: Role) -> None:
    (path,) = [path for path in sample_dumps() if path.name == "monday.txt"]
    text = path.read_text()
    parsed = read_source(text.encode(), name="x", made=date(2026, 1, 1))
    reading = read_page(text)
    check_accounts(text, reading, parsed)
    reading.roles[reading.roles.index(Role.ABSTRACT)] = role
    with pytest.raises(AssertionError):
        check_accounts(text, reading, parsed)


def test_a_line_of_ten_megabytes() -> None:
    abstract = "word " * 2_000_000 + "end."
    text = f"A Title\n\n{abstract}\n\n  • 3 authors\n·\nOct 6, 2024\n"
    (entry,) = read_source(text.encode(), name="x", made=date(2026, 1, 1)).entries
    assert entry.abstract == abstract
