"""Pieces of pages, as selections and cut files leave them: no card takes another's facts."""

from datetime import date
from pathlib import Path

import pytest

from paperreader.entry import Entry
from paperreader.importing import NotADump, read_source

MADE = date(2026, 11, 22)
FACTS = ("upvotes", "comments", "stars", "author_count", "arxiv_id", "code_url", "organization")
DUMPS = (
    "search-plain-text.txt",
    "search-html2text-footnotes.md",
    "search-firecrawl.md",
    "trending-markdown-doubled.md",
    "renderings/daily-markdownify.md",
    "renderings/daily-html2text-deb.txt",
)


def entries(text: str) -> dict[str, Entry]:
    try:
        parsed = read_source(text.encode(), name="piece", made=MADE)
    except NotADump:
        return {}
    return {entry.title: entry for entry in parsed.entries}


@pytest.mark.parametrize("name", [*DUMPS, "search-bare-urls.md"])
def test_a_page_without_its_beginning_gives_each_paper_its_own_facts(
    shared: Path, name: str
) -> None:
    lines = (shared / "dumps" / name).read_text("utf-8").split("\n")
    whole = entries("\n".join(lines))
    read = 0
    for first in range(5, len(lines) - 5, max(1, len(lines) // 40)):
        for title, entry in entries("\n".join(lines[first:])).items():
            if title not in whole:
                continue  # a title that lost its first line
            read += 1
            for fact in FACTS:
                value = getattr(entry, fact)
                assert value is None or value == getattr(whole[title], fact), (first, title)
    assert read > 50


@pytest.mark.parametrize("name", DUMPS)
def test_a_page_without_its_end_gives_each_paper_its_own_facts(shared: Path, name: str) -> None:
    lines = (shared / "dumps" / name).read_text("utf-8").split("\n")
    whole = entries("\n".join(lines))
    read = 0
    for last in range(5, len(lines), max(1, len(lines) // 40)):
        for title, entry in entries("\n".join(lines[:last])).items():
            if title not in whole:
                continue
            read += 1
            for fact in FACTS:
                value = getattr(entry, fact)
                assert value is None or value == getattr(whole[title], fact), (last, title)
    assert read > 50


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 0.9])
def test_a_list_of_addresses_that_was_cut_swallows_no_paper(shared: Path, share: float) -> None:
    text = (shared / "dumps" / "renderings" / "daily-elinks.txt").read_text("utf-8")
    begins = text.rindex("References")
    whole = entries(text)
    piece = text[: begins + int((len(text) - begins) * share)]
    parsed = read_source(piece.encode(), name="piece", made=MADE)
    cut = {entry.title: entry for entry in parsed.entries}
    assert set(cut) == set(whole) or (set(cut) < set(whole) and parsed.problems)
    for title, entry in cut.items():
        assert entry.upvotes == whole[title].upvotes
        assert entry.comments == whole[title].comments
        assert entry.abstract is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# Results\n\nWe measured it.\n\n12\n\n13\n\n14\n", id="numbers below"),
        pytest.param("# one\n1\n2\n\n# two\n3\n4\n", id="comments of a program"),
        pytest.param('{"title": "Schema", "type": "object", "properties": {}}', id="a schema"),
        pytest.param('[{"title": "Buy milk", "done": false}]', id="things to do"),
    ],
)
def test_what_is_no_page_gives_no_paper(text: str) -> None:
    with pytest.raises(NotADump):
        read_source(text.encode(), name="other", made=MADE)
