"""Org, as it reads and as its rules would take it."""

import re
from pathlib import Path

import pytest

from paperreader.citing.text import one_line
from paperreader.entry import Entry
from paperreader.exporting import Occasion
from paperreader.exporting.grouping import grouped
from paperreader.exporting.occasion import Grouping
from paperreader.exporting.org import escape, org
from tests.unit.citing.reading import corpus
from tests.unit.exporting.entries import ATTENTION, BARE, EVERYTHING, HOSTILE_TEXTS

HEADING = re.compile(r"\*+ ")


def outline(*entries: Entry, group: Grouping | None = None) -> str:
    keys = {entry.id: f"key{number}" for number, entry in enumerate(entries)}
    return "".join(org(grouped(entries, group), Occasion(title="Queue", keys=keys)))


def test_as_it_reads() -> None:
    assert outline(ATTENTION) == (
        "#+TITLE: Queue\n"
        "#+TODO: INBOX QUEUED READING | READ SKIPPED\n"
        "#+OPTIONS: ^:nil\n"
        "\n"
        "1 paper, 2017\n"
        "\n"
        "* QUEUED [[https://arxiv.org/abs/1706.03762][Attention Is All You Need]]"
        "  :nlp_attention:to_read:\n"
        ":PROPERTIES:\n"
        ":ID: arxiv:1706.03762\n"
        ":CUSTOM_ID: key0\n"
        ":AUTHOR: Ashish Vaswani, Noam Shazeer and 6 others\n"
        ":PUBLISHED: 2017-06-12\n"
        ":FEATURED: 2023-05-02\n"
        ":ARXIV: 1706.03762\n"
        ":UPVOTES: 12\n"
        ":STARRED: t\n"
        ":TAGS_GIVEN: nlp/attention, to read\n"
        ":END:\n"
        "\n"
        "Ashish Vaswani, Noam Shazeer and 6 others · 2017-06-12 · arXiv:1706.03762"
        " · [[https://github.com/example/attention][code]]\n"
        "\n"
        "#+begin_src markdown\n# Why\n\nSee *section 3*.\n\n- one\n- two\n#+end_src\n"
        "\n"
        "The dominant models use 𝒪(n²) memory.\n"
    )


def test_groups_are_headings_above() -> None:
    text = outline(ATTENTION, BARE, group="status")
    headings = [line for line in text.splitlines() if HEADING.match(line)]
    assert headings[0] == "* Inbox" and headings[2] == "* Queue"
    assert headings[1] == "** INBOX Nothing Else Is Known"


def test_outside_text_makes_no_heading_and_ends_no_drawer() -> None:
    lines = outline(*EVERYTHING).splitlines()
    assert sum(bool(HEADING.match(line)) for line in lines) == len(EVERYTHING)
    assert lines.count(":PROPERTIES:") == lines.count(":END:") == len(EVERYTHING)


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, "* a", "TODO x", "[[a][b]]", "/x/ =y= ~z~"])
def test_escaped_text_shows_the_same_and_begins_nothing(text: str) -> None:
    found = escape(text)
    assert found.replace("\u200b", "") == one_line(text)
    assert not re.match(r"\*|#\+|:|\||- |\+ |\d+[.)] ", found)
    assert "[[" not in found
    assert not re.search(r"(?:^|[\s({'\"-])[*/_=~+]\S", found)


def test_a_note_cannot_leave_its_block() -> None:
    text = outline(Entry(title="T", note="* a\n#+end_src\n,* b\n"))
    assert "#+begin_src markdown\n,* a\n,#+end_src\n,,* b\n#+end_src\n" in text


def test_a_bracket_does_not_end_a_link() -> None:
    text = outline(Entry(title="[Re] x]] y", url="https://example.org/a[b]"))
    assert "[[https://example.org/a%5Bb%5D][⟦Re⟧ x⟧⟧ y]]" in text


def test_real_records_have_a_heading_each(shared: Path) -> None:
    entries = list(corpus(shared, 3_000))
    lines = outline(*entries).splitlines()
    assert sum(bool(HEADING.match(line)) for line in lines) == len(entries)
    assert [line for line in lines if line.startswith(":ID: ")] == [
        f":ID: {entry.id}" for entry in entries
    ]
