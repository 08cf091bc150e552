"""Laws that hold for every paper's page, however it was damaged."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperreader.entry import Parsed
from paperreader.importing import NotADump
from paperreader.importing.marked import Marked
from paperreader.importing.pages.lines import numbered
from paperreader.importing.paper.page import is_paper_page, parse_paper_page
from tests.unit.importing.paper_pages import MADE, WRITTEN, Written

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
SIGNS = (
    "Published on Feb 30",
    "Published on Apr 28, 2199",
    "Submitted by",
    "Submitted by on on Apr 30",
    "Upvote",
    "Upvote -",
    "Authors:",
    ",",
    "Abstract",
    "## Abstract",
    "AI-generated summary",
    "View arXiv page",
    "GitHub 12k",
    "Community",
    "arxiv:2604.99301",
    "arxiv:0000.00000",
    "#3 Paper of the day",
    "Paper page - ",
    "Paper page - A",
    "![](https://example.org/",
    "[/papers?q=(",
    "{.a .b",
    ":::",
    ":END:",
    "<a ",
    "",
    " ",
    "\x00",
    "٣",
    "²",
)


def _dropped(lines: list[str], random: Random) -> None:
    del lines[random.randrange(len(lines))]


def _cut(lines: list[str], random: Random) -> None:
    del lines[random.randrange(1, len(lines) + 1) :]


def _beheaded(lines: list[str], random: Random) -> None:
    del lines[: random.randrange(len(lines))]


def _swapped(lines: list[str], random: Random) -> None:
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _doubled(lines: list[str], random: Random) -> None:
    lines.insert(random.randrange(len(lines)), random.choice(lines))


def _signed(lines: list[str], random: Random) -> None:
    lines.insert(random.randrange(len(lines) + 1), random.choice(SIGNS))


def _joined(lines: list[str], random: Random) -> None:
    position = random.randrange(len(lines))
    lines[position : position + 2] = [
        random.choice(("", " ")).join(lines[position : position + 2])
    ]


def _broken(lines: list[str], random: Random) -> None:
    position = random.randrange(len(lines))
    place = random.randrange(len(lines[position]) + 1)
    lines[position : position + 1] = [lines[position][:place], lines[position][place:]]


def _smudged(lines: list[str], random: Random) -> None:
    position = random.randrange(len(lines))
    place = random.randrange(len(lines[position]) + 1)
    sign = random.choice(("#", "[", "](", "(", ")", "*", "_", "-", "0", "\t", "\u202e", *SIGNS))
    lines[position] = lines[position][:place] + sign + lines[position][place + 1 :]


DAMAGE: tuple[Callable[[list[str], Random], None], ...] = (
    _dropped,
    _cut,
    _beheaded,
    _swapped,
    _doubled,
    _signed,
    _joined,
    _broken,
    _smudged,
)


def damaged(text: str, random: Random, times: int) -> str:
    """Return a text after so many random damages."""
    lines = text.split("\n")
    for _ in range(times):
        if lines:
            random.choice(DAMAGE)(lines, random)
    return "\n".join(lines)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _is_within(part: str, whole: str) -> bool:
    """Tell whether the letters of a text stand among others, in this order."""
    letters = iter(whole)
    return all(char in letters for char in _letters(part))


def check(text: str, made: date = MADE) -> Parsed | None:
    """Parse a text as a paper's page and check what comes out; None where it is refused."""
    return check_marked(Written(text).marked, text, made)


def check_marked(marked: Marked, text: str, made: date = MADE) -> Parsed | None:
    """Do so with a text whose notation was taken away."""
    lines = numbered(marked)
    assert is_paper_page(lines, marked) in (True, False)
    try:
        parsed = parse_paper_page(lines, marked, name="page", made=made, as_of=None)
    except NotADump as refusal:
        assert str(refusal).endswith("the paper's title is not in it.")
        return None
    (entry,) = parsed.entries
    said = _letters("".join(line.text for line in lines))
    assert entry.title == entry.title.strip() != ""
    assert 1 <= parsed.lines[0] <= text.count("\n") + 1
    for invented in (entry.title, entry.abstract, entry.summary, entry.organization):
        assert invented is None or (invented == invented.strip() != "")
        assert invented is None or _is_within(invented, said)
    for name in dict.fromkeys(entry.authors):
        assert name == name.strip() != ""
        assert _is_within(name, said)
    assert entry.authors == () or entry.author_count == len(entry.authors)
    for day in (entry.published, entry.featured):
        assert day is None or date.fromisoformat(day) <= made + timedelta(days=1)
    for number in (entry.upvotes, entry.stars):
        assert number is None or number >= 0
    assert (
        entry.arxiv_id is None or entry.url == f"https://huggingface.co/papers/{entry.arxiv_id}"
    )
    assert (entry.comments, entry.keywords, entry.doi) == (None, (), None)
    return parsed


@SLOW
@given(
    tool=st.sampled_from(sorted(WRITTEN)),
    random=st.randoms(use_true_random=False),
    times=st.integers(1, 12),
)
def test_a_damaged_page_gives_one_titled_paper_or_a_sentence(
    tool: str, random: Random, times: int
) -> None:
    check(damaged(WRITTEN[tool].text, random, times))


@SLOW
@given(st.text(max_size=400), st.sampled_from(SIGNS), st.text(max_size=400))
def test_any_text_gives_one_titled_paper_or_a_sentence(
    before: str, sign: str, after: str
) -> None:
    check(f"{before}\n{sign}\n{after}")


@SLOW
@given(st.dates(date(2007, 1, 1), date(2200, 1, 1)))
def test_no_day_lies_after_that_on_which_the_page_was_saved(made: date) -> None:
    for tool in ("browser", "html"):
        assert check(WRITTEN[tool].text, made) is not None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" ".join(["Abstract"] * 40_000), id="headings"),
        pytest.param("Authors: " + "a, " * 100_000 + "\nAbstract\n", id="authors"),
        pytest.param("![" * 50_000 + "](https://", id="pictures"),
        pytest.param("{.a" + ".a" * 100_000, id="attributes"),
        pytest.param("<a " * 50_000, id="tags"),
        pytest.param("arxiv:2604.99301" + " " * 200_000 + "View", id="spaces"),
        pytest.param("Submitted by " * 30_000, id="submitters"),
        pytest.param("Published on Apr 28\n" * 30_000, id="dates"),
        pytest.param("[/papers?q=" * 40_000, id="searches"),
        pytest.param("Paper page - " * 40_000, id="titles"),
    ],
)
def test_what_repeats_takes_no_more_than_its_share_of_time(text: str) -> None:
    text = f"Paper page - A Title\n{text}\nModels citing this paper 0\n"
    check_marked(Marked(text=text, marks={}), text)


@pytest.mark.slow
def test_thousands_of_damaged_pages_are_read_or_refused() -> None:
    random = Random(20260504)
    read = 0
    for number in range(6_000):
        tool = sorted(WRITTEN)[number % len(WRITTEN)]
        read += check(damaged(WRITTEN[tool].text, random, random.randrange(1, 10))) is not None
    assert read > 3_400  # of the others, the title itself is lost or no longer sure
