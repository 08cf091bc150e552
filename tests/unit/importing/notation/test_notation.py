"""One page in each notation that tools write it in: the same cards come back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperreader.entry import Parsed
from paperreader.importing import read_source
from paperreader.importing.addresses import day_of, is_upvote, name_of, paper_of, repository_of
from paperreader.importing.json_texts import page_texts
from paperreader.importing.notation.brackets import unlinked
from paperreader.importing.notation.references import references_in
from paperreader.importing.notation.running import parted
from paperreader.importing.notation.unmarking import unmarked
from paperreader.importing.notation.wrapping import unwrapped
from paperreader.importing.pages.organisations import without_logo
from paperreader.importing.pages.summaries import is_summary

MADE = date(2025, 12, 1)
HUB = "https://huggingface.co"
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Shown:
    """A card as a search page shows it."""

    number: str
    title: str
    abstract: str
    authors: int
    date: date
    upvotes: int
    comments: int

    @property
    def page(self) -> str:
        """The address of the paper's page."""
        return f"{HUB}/papers/{self.number}"

    @property
    def day(self) -> str:
        """The date as the page shows it."""
        return f"{self.date:%b} {self.date.day}, {self.date.year}"


def plain(cards: Sequence[Shown]) -> str:
    """Write plain text."""
    return "".join(
        f"{card.upvotes}\n\n{card.title}\n\n{card.abstract}\n\n"
        f"  • {card.authors} authors\n·\n{card.day} {card.comments}\n\n"
        for card in cards
    )


def markdown(cards: Sequence[Shown]) -> str:
    """Write Markdown with links in place."""
    return "".join(
        f"[{card.upvotes}]({HUB}/login?next=%2Fpapers%2F{card.number})\n\n"
        f"### [{card.title}]({card.page})\n\n[{card.abstract}]({card.page})\n\n"
        f"[- {card.authors} authors]({card.page})\n\n·\n\n"
        f"{card.day}[{card.comments}]({card.page}#community)\n\n"
        for card in cards
    )


def footnotes(cards: Sequence[Shown]) -> str:
    """Write footnotes, their list at the end."""
    out, links = "", list[str]()

    def note(address: str) -> str:
        links.append(address)
        return f"[{len(links)}]"

    for card in cards:
        out += f"[\n{card.upvotes}\n]{note(f'{HUB}/login?next=%2Fpapers%2F{card.number}')}\n\n"
        out += f"### [{card.title}]{note(card.page)}\n\n"
        out += f"[\n\n{card.abstract}\n\n]{note(card.page)}\n"
        out += f"[\n* {card.authors} authors\n]{note(card.page)}\n·\n"
        out += f"{card.day} [ {card.comments}]{note(card.page + '#community')}\n"
    return out + "\n" + "".join(f"[{n}]: {link}\n" for n, link in enumerate(links, 1))


def bare(cards: Sequence[Shown]) -> str:
    """Write each address below its text."""
    return "".join(
        f" [-] {card.upvotes}\n\n{HUB}/login?next=%2Fpapers%2F{card.number}\n\n"
        f"{card.title}\n\n{card.page}\n\n{card.abstract}\n\n{card.page}\n\n"
        f"- {card.authors} authors\n\n{card.page}\n\n·\n\n{card.day}\n\n"
        f" {card.comments}\n\n{card.page}#community\n\n"
        for card in cards
    )


Writer = Callable[[Sequence[Shown]], str]
WRITERS: dict[str, Writer] = {
    "search-plain-text": plain,
    "search-markdown": markdown,
    "search-footnotes": footnotes,
    "search-bare-urls": bare,
}
HEADER = "Get trending papers in your email inbox!\n\nDaily Papers\n\nNov 18\n\n"
SENTENCES = (
    "We study how a small model learns to plan when its rewards arrive late.",
    "Existing methods treat every token alike, which wastes most of the budget.",
    "Our estimator needs $n \\log n$ samples, against the n^2 of earlier work.",
    "Experiments on seven data sets confirm the bound for widths in (0, 1).",
    "Surprisingly, removing half of the layers costs less than one point.",
)
WORDS = (
    "Slow",
    "Tides",
    "Learned",
    "Harbours",
    "Small",
    "Models",
    "k-NN",
    "2.0",
    "Über",
    "for",
)


@st.composite
def shown(draw: st.DrawFn) -> list[Shown]:
    """Cards with every field."""
    cards = []
    for index in range(draw(st.integers(2, 5))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=6))
        sentences = draw(st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=8))
        cards.append(
            Shown(
                number=f"2511.99{draw(st.integers(0, 99)):02}{index}",
                title=f"Paper {'ABCDE'[index]}: {' '.join(words)}",
                abstract=" ".join(sentences),
                authors=draw(st.integers(1, 671)),
                date=draw(st.dates(date(2019, 1, 1), date(2024, 12, 31))),
                upvotes=draw(st.integers(1, 900)),
                comments=draw(st.integers(1, 60)),
            )
        )
    return cards


def read(text: str) -> Parsed:
    """Read a page."""
    return read_source(text.encode(), name="page", made=MADE)


@pytest.mark.parametrize("shape", WRITERS)
@SLOW
@given(cards=shown(), newline=st.sampled_from(("\n", "\r\n")), bom=st.booleans())
def test_every_notation_gives_the_cards_back(
    shape: str, cards: list[Shown], newline: str, bom: bool
) -> None:
    text = (HEADER + WRITERS[shape](cards)).replace("\n", newline)
    parsed = read("\ufeff" + text if bom else text)
    assert (parsed.shape, parsed.page_date) == (shape, "2025-11-18")
    assert [
        (e.title, e.abstract, e.author_count, e.published, e.upvotes, e.comments)
        for e in parsed.entries
    ] == [
        (c.title, c.abstract, c.authors, c.date.isoformat(), c.upvotes, c.comments)
        for c in cards
    ]
    if shape != "search-plain-text":
        assert [entry.arxiv_id for entry in parsed.entries] == [card.number for card in cards]
        assert [entry.url for entry in parsed.entries] == [card.page for card in cards]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"---\nurl: {HUB}/papers?q=tides\ntitle: Daily Papers\n---\n", ""),
        (
            "Title: Daily Papers - Hugging Face\n\n"
            f"URL Source: {HUB}/papers\n\nMarkdown Content:\n",
            "",
        ),
        ("```markdown\n", "```\n"),
        ("", "\n[Content truncated]\n"),
    ],
    ids=["front matter", "reader service", "fence", "cut"],
)
@pytest.mark.parametrize("shape", WRITERS)
def test_a_wrapper_changes_nothing(shape: str, before: str, after: str) -> None:
    card = Shown(
        "2511.99001", "A Title of Some Length", SENTENCES[0] * 4, 3, date(2024, 5, 6), 7, 2
    )
    other = Shown("2511.99002", "Another Title", SENTENCES[1] * 4, 5, date(2023, 5, 6), 9, 4)
    text = HEADER + WRITERS[shape]([card, other])
    assert read(before + text + after).entries == read(text).entries
    assert len(read(text).entries) == 2


@pytest.mark.parametrize(
    ("text", "plain_text", "links"),
    [
        ("[a](https://x.y)", "a", {1: ["https://x.y"]}),
        ("one [a](/papers/1) two", "one a two", {1: ["/papers/1"]}),
        ("![a](https://x.y)b", "b", {}),
        ("the interval [0, 1) and [12]", "the interval [0, 1) and [12]", {}),
        ("[Re] On It", "[Re] On It", {}),
        ("[\na\n](https://x.y)", "\na\n", {2: ["https://x.y"]}),
    ],
)
def test_links_are_taken_out_and_kept(
    text: str, plain_text: str, links: dict[int, list[str]]
) -> None:
    found = unlinked(text, {}, footnotes=False)
    assert (found.text, found.links) == (plain_text, links)


def test_numbers_of_links_are_no_part_of_a_count() -> None:
    found = unlinked("   [97][75]11", {"97": "/a", "75": "/b"}, footnotes=True)
    assert found.text == "   [97][75]11"


def test_lists_of_addresses() -> None:
    found, taken = references_in(["a[1]", "[1]: https://x.y", "b"])
    assert (found, taken) == ({"1": "https://x.y"}, {1})
    found, taken = references_in(["a", "References", "", "   1. https://x.y", "   2. /papers"])
    assert (found, taken) == ({"1": "https://x.y", "2": "/papers"}, {1, 2, 3, 4})
    assert references_in(["References", "", "1. A book of no address"]) == ({}, set())


def test_a_wrapper_says_address_and_day() -> None:
    said = unwrapped(["---", f"url: {HUB}/papers", "retrieved: 2025-11-18", "---", "A Title"])
    assert (said.lines, said.address) == (["", "", "", "", "A Title"], f"{HUB}/papers")
    assert said.captured == date(2025, 11, 18)
    assert unwrapped(["A: Title", "text"]).lines == ["A: Title", "text"]
    assert unwrapped(["> a", "> b"]).lines == ["a", "b"]


def test_cards_on_one_line_are_parted() -> None:
    line = "Submitted by jdoe 24 A Title of Some Length · 5 authors 2"
    lines, numbers = parted([line, "after"])
    assert [text for text in lines if text][:4] == [
        *("Submitted by jdoe", "24", "A Title of Some Length", "· 5 authors"),
    ]
    assert set(numbers) == {1, 2}
    assert parted(["Submitted by nobody", "A Title"]) == (
        ["Submitted by nobody", "A Title"],
        (),
    )


@pytest.mark.parametrize(
    ("text", "slugs", "name"),
    [
        ("Example Lab", [], "Example Lab"),
        ("[example] Example Lab", [], "Example Lab"),
        ("example-lab Example Lab", [], "Example Lab"),
        ("xyz Example Lab", ["xyz"], "Example Lab"),
        ("The Example Lab", [], "The Example Lab"),
    ],
)
def test_organisations(text: str, slugs: list[str], name: str) -> None:
    assert without_logo(text, slugs) == name


def test_addresses() -> None:
    login = "/login?next=%2Fpapers%2F2511.99001"
    assert [
        paper_of(a) for a in (login, f"{HUB}/papers/2511.99001#community", f"{HUB}/docs")
    ] == [
        *("2511.99001", "2511.99001", None),
    ]
    assert (is_upvote(login), is_upvote("/papers/2511.99001")) == (True, False)
    assert day_of(f"{HUB}/papers?date=2025-11-18") == date(2025, 11, 18)
    assert day_of(f"{HUB}/papers/date/2025-02-30") is None
    assert (name_of(f"{HUB}/example-lab"), name_of(f"{HUB}/papers")) == ("example-lab", None)
    assert repository_of("https://github.com/example-org/x/tree/main")
    assert repository_of("https://github.com/example-org/x#a b") is None


def test_summaries_are_one_sentence() -> None:
    assert is_summary("Sieve forgets coarse grains first and keeps the rest.")
    assert not is_summary("It forgets coarse grains first. It keeps the rest.")
    assert not is_summary("word " * 100)


def test_pages_inside_json() -> None:
    page = HEADER.replace("\n", "\\n") + "x" * 200
    (found,) = page_texts(f'{{"data":\n {{"url": "{HUB}/papers", "markdown": "{page}"}}}}')
    assert found.text.startswith(f"url: {HUB}/papers\n\nGet trending")
    assert found.line == 2
    assert page_texts('{"markdown": "short"}') == page_texts("[1]") == page_texts("{") == ()


@pytest.mark.parametrize("text", ["A Title\n\n[0, 1) is half open.", "**a** [12] [Re]", "x"])
def test_plain_text_keeps_its_brackets(text: str) -> None:
    marked = unmarked(text)
    assert (marked.text, marked.notation, marked.marks) == (text, "plain-text", {})
