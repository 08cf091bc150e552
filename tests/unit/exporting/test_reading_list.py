"""The Markdown reading list, as it reads and as a Markdown reader sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from paperreader.citing.plain_text import shown
from paperreader.citing.text import one_line
from paperreader.entry import Entry
from paperreader.exporting import Occasion
from paperreader.exporting.grouping import grouped
from paperreader.exporting.markdown_text import escape, link, quoted
from paperreader.exporting.reading_list import markdown
from tests.unit.citing.reading import ODD_TITLE, corpus
from tests.unit.exporting.entries import (
    ATTENTION,
    BARE,
    COUNTED,
    EVERYTHING,
    HOSTILE,
    HOSTILE_TEXTS,
)


def reading_list(*entries: Entry, title: str = "Queue") -> str:
    return "".join(markdown(grouped(entries, None), Occasion(title=title)))


def tokens(text: str) -> Iterator[Token]:
    for block in (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    ):
        yield block
        yield from block.children or ()


def visible(inline: Token) -> str:
    return "".join(child.content for child in inline.children or ())


def headings(text: str) -> list[Token]:
    blocks = MarkdownIt("commonmark").parse(text)
    return [
        blocks[at + 1]
        for at, block in enumerate(blocks)
        if block.type == "heading_open" and block.tag == "h2" and block.level == 0
    ]


def test_as_it_reads() -> None:
    assert reading_list(ATTENTION, COUNTED, BARE) == (
        "# Queue\n"
        "\n"
        "3 papers, 2017–2024\n"
        "\n"
        "## [Attention Is All You Need](https://arxiv.org/abs/1706.03762)\n"
        "\n"
        "Ashish Vaswani, Noam Shazeer and 6 others · 2017-06-12 · arXiv:1706.03762\n"
        "\n"
        "[code](https://github.com/example/attention) · Tags: nlp/attention, to read\n"
        "\n"
        "> # Why\n"
        ">\n"
        "> See *section 3*.\n"
        ">\n"
        "> - one\n"
        "> - two\n"
        "\n"
        "The dominant models use 𝒪(n²) memory.\n"
        "\n"
        "## Only-IF: Revealing the Effect\n"
        "\n"
        "3 authors · 2024-10-06\n"
        "\n"
        "## Nothing Else Is Known\n"
    )


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (
            Entry(title="T", authors=("Ann Lee",), author_count=2, published="2024-01-02"),
            "Ann Lee and 1 other · 2024-01-02",
        ),
        (Entry(title="T", authors=("Ann Lee", "et al.")), "Ann Lee and others"),
        (Entry(title="T", authors=("Lee, Ann",)), "Ann Lee"),
        (Entry(title="T", author_count=1, organization="NVIDIA"), "1 author (NVIDIA)"),
        (
            Entry(title="T", organization="A_B", featured="2024-01-02"),
            "A\\_B · on Daily Papers 2024-01-02",
        ),
        (Entry(title="T", arxiv_id="2401.00001"), "2024 · arXiv:2401.00001"),
        (
            Entry(title="T", venue="ICML", doi="https://doi.org/10.1000/x"),
            "ICML · doi:10.1000/x",
        ),
        (
            Entry(title="T", authors=tuple(f"Ann {c}ee" for c in "ABCDEFGHIJKLM")),
            "Ann Aee, Ann Bee, Ann Cee, Ann Dee, Ann Eee, Ann Fee, Ann Gee, Ann Hee, Ann Iee, "
            "Ann Jee and 3 others",
        ),
    ],
)
def test_who_when_and_where(entry: Entry, line: str) -> None:
    assert reading_list(entry).split("\n\n")[3].rstrip("\n") == line


def test_the_summary_stands_in_for_an_abstract() -> None:
    assert reading_list(Entry(title="T", summary="S.")).endswith("\n\nS.\n")
    assert reading_list(Entry(title="T", summary="S.", abstract="A.")).endswith("\n\nA.\n")


def test_a_title_is_linked_only_to_the_web() -> None:
    assert "## T\n" in reading_list(Entry(title="T", url="javascript:alert(1)"))
    assert "## T\n" in reading_list(Entry(title="T", url="file:///etc/passwd", code_url="x"))
    text = reading_list(Entry(title="T", url="HTTPS://x.org/a b(c)_[d]?q=1&copy;<\\"))
    (title,) = headings(text)
    (opening,) = [child for child in title.children or () if child.type == "link_open"]
    assert opening.attrs["href"] == "HTTPS://x.org/a%20b%28c%29_%5Bd%5D?q=1&copy;%3C%5C"


def test_outside_text_is_obeyed_nowhere() -> None:
    text = reading_list(*HOSTILE, title="<b>[x](y)")
    kinds = {token.type for token in tokens(text)}
    assert kinds - {"text_special"} == {
        *("heading_open", "inline", "heading_close", "text"),
        *("paragraph_open", "paragraph_close", "link_open", "link_close"),
    }
    hrefs = [str(token.attrs["href"]) for token in tokens(text) if token.type == "link_open"]
    assert all(
        href.startswith(("https://example.org/", "http://example.org/")) for href in hrefs
    )
    assert [visible(title) for title in headings(text)] == [shown(t) for t in HOSTILE_TEXTS]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_escaped_text_is_one_paragraph_that_shows_it(text: str) -> None:
    blocks = MarkdownIt("commonmark", {"html": True}).parse(escape(text))
    assert [block.type for block in blocks] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in blocks[1].children or ()} <= {"text", "text_special"}
    assert visible(blocks[1]) == one_line(text)


@given(st.text(max_size=60) | st.text(alphabet="\\`*_[]<>#+-.!|~&$1) \n\t=:;aé(", max_size=30))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    blocks = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .parse(escape(text))
    )
    if one_line(text):
        assert [block.type for block in blocks] == [
            "paragraph_open",
            "inline",
            "paragraph_close",
        ]
        assert {child.type for child in blocks[1].children or ()} <= {"text", "text_special"}
        assert visible(blocks[1]) == one_line(text)
    else:
        assert not blocks


@given(st.text(max_size=40) | st.text(alphabet="`~#>- <a\n\r", max_size=20))
def test_a_note_stays_within_its_quotation(note: str) -> None:
    text = reading_list(Entry(title="T", note=note, abstract="The end."))
    top = [block for block in MarkdownIt("commonmark").parse(text) if block.level == 0]
    assert [block.type for block in top[-2:]] == ["paragraph_open", "paragraph_close"]
    assert text.endswith("\n\nThe end.\n")
    assert sum(block.type == "blockquote_open" for block in top) == bool(note.strip())


def test_a_note_is_kept_as_it_was_written() -> None:
    assert quoted("# a\n\n\n  b\x1b\n") == "> # a\n>\n>\n>   b␛"


def test_an_address_that_ends_early_is_refused() -> None:
    with pytest.raises(ValueError, match="not percent-encoded"):
        link("x", "https://x.org/a)b")


def test_real_records_have_one_link_each_and_their_titles_survive(shared: Path) -> None:
    entries = list(corpus(shared, 150))
    entries += corpus(shared, 150, lambda _, record: bool(ODD_TITLE.search(record["title"])))
    text = reading_list(*entries)
    kinds = [token.type for token in tokens(text)]
    assert kinds.count("link_open") == len(entries)
    assert not {
        kind for kind in kinds if kind.startswith(("html", "code", "em_", "strong", "table"))
    }
    assert [visible(title) for title in headings(text)] == [shown(e.title) for e in entries]


def test_the_number_of_papers() -> None:
    assert "\n1 paper\n" in reading_list(BARE)
    assert "\n0 papers\n" in reading_list()
    assert len(headings(reading_list(*EVERYTHING))) == len(EVERYTHING)


def test_citations_are_blocks_that_nothing_ends_early() -> None:
    entry = Entry(id="a", title="A ```` b", doi="10.1000/`````x")
    on = Occasion(keys={"a": "key"}, parts=frozenset({"citations"}))
    text = "".join(markdown(grouped((entry,), None), on))
    (fence,) = [
        token for token in MarkdownIt("commonmark").parse(text) if token.type == "fence"
    ]
    assert fence.info == "bibtex"
    assert fence.content.startswith("@misc{key,") and fence.content.endswith("}\n")


def test_groups_have_headings_and_say_where_a_paper_stands_whole() -> None:
    text = "".join(markdown(grouped((ATTENTION, BARE), "tag"), Occasion(title="Queue")))
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Queue",
        "## nlp/attention",
        "### [Attention Is All You Need](https://arxiv.org/abs/1706.03762)",
        "## to read",
        "### [Attention Is All You Need](https://arxiv.org/abs/1706.03762)",
        "## Without a tag",
        "### Nothing Else Is Known",
    ]
    assert "2 papers" in text and text.count("See under nlp/attention.") == 1
