"""The shape is told by the content, and what has none is refused."""

import re
from datetime import date
from pathlib import Path

import pytest

from paperreader.importing import SHAPES, NotADump, read_source

MADE = date(2026, 1, 15)

NOVEL = """It was late when the letter came.

Nobody in the house could say who had brought it, and the boy who swept the yard had seen
no one. It lay on the step, white and very square, and it was addressed to a person who
had not lived there for eleven years.

CHAPTER TWO

In the morning the rain had stopped.
"""
README = """# widget

A small library for widgets.

## Authors

- 3 authors
- Oct 6, 2024: first release

* Dec 18

## Licence

MIT
"""
SOURCE = '''"""Parse dates such as Oct 6, 2024."""

import re

def parse(text: str) -> int:
    # 3 authors
    return int(re.sub(r"\\D", "", text))
'''


@pytest.mark.parametrize(
    "text",
    [
        NOVEL,
        README,
        SOURCE,
        "hello",
        "3 authors",
        "Dec 18",
        "·",
        "{not json",
        "[Re] On It",
        "@article{a}",
        "Oct 6, 2024\n" * 5,
        "new\nSubscribe\n",
        "<unk> is a token",
        "1\n2\n3\n",
    ],
)
def test_other_texts_are_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(NotADump) as refusal:
        read_source(text.encode(), name="some text", made=MADE)
    assert re.fullmatch(r"some text [^.]*\.", str(refusal.value))


CARD = (
    "<h3><a href='/papers/2511.99001'>On It</a></h3><p>{}</p><li>3 authors<li>·<li>Oct 6, 2024"
)
ITEM = '{"paper": {"id": "2511.99001", "title": "On It", "summary": "%s"}, "numComments": 2}'
FEED = (
    "<rss version='2.0'><channel><item>"
    "<title>On It</title><link>{}</link></item></channel></rss>"
)
HUB = "https://huggingface.co/papers/2511.99001"
SENTENCES = "We study it at length. " * 12

READ = {
    "search-plain-text": f"On It\n\n{SENTENCES}\n\n  • 3 authors\n·\nOct 6, 2024\n",
    "search-markdown": f"### [On It]({HUB})\n\n{SENTENCES}\n\n[Next](https://huggingface.co/papers)\n",
    "search-footnotes": (
        f"On It[1]\n\n{SENTENCES}\n\n  • 3 authors[2]\n·\nOct 6, 2024\n\n"
        f"References\n\n   1. {HUB}\n   2. {HUB}\n"
    ),
    "search-bare-urls": (
        f"On It\n\n{HUB}\n\n{SENTENCES}\n\n3 authors\n\n{HUB}\n\n·\n\nOct 6\n\n{HUB}\n"
    ),
    "search-html": "<!DOCTYPE html><title>Daily Papers</title>" + CARD.format(SENTENCES),
    "hub-api": f"[{ITEM % SENTENCES}]",
    "feed": FEED.format(HUB),
    "records": '{"title": "On It", "arxiv_id": "2511.99001"}',
}


@pytest.mark.parametrize("shape", READ)
def test_the_shape_is_told_by_the_content(shape: str) -> None:
    parsed = read_source(READ[shape].encode(), name="x", made=MADE)
    assert parsed.shape == shape
    assert [entry.title for entry in parsed.entries] == ["On It"]
    if shape != "search-plain-text":
        assert parsed.entries[0].arxiv_id == "2511.99001"


@pytest.mark.parametrize("shape", READ)
def test_what_a_terminal_wrote_before_an_answer_is_no_part_of_it(shape: str) -> None:
    head = "HTTP/2 200 \ncontent-type: text/plain\ndate: Sat, 15 Nov 2025 00:00:00 GMT\n\n"
    parsed = read_source((head + READ[shape]).encode(), name="x", made=MADE)
    alone = read_source(READ[shape].encode(), name="x", made=MADE)
    assert (parsed.shape, parsed.entries) == (shape, alone.entries)
    assert parsed.lines == tuple(line + 4 for line in alone.lines)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>3 authors",
        "  <html>",
        "<?xml version='1'?>",
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'></feed>",
        "[]",
        '[{"paper": {}}]',
        '{"markdown": "no page"}',
    ],
)
def test_markup_without_a_paper_is_refused(text: str) -> None:
    with pytest.raises(NotADump, match=r"^page .*\.$"):
        read_source(text.encode(), name="page", made=MADE)


def test_our_own_files_are_no_dumps() -> None:
    package = Path(__file__).parents[3] / "paperreader"
    sources = sorted((package / "importing").glob("*.py"))
    assert sources
    for path in sources:
        with pytest.raises(NotADump):
            read_source(path.read_bytes(), name=path.name, made=MADE)


def test_a_title_in_brackets_is_not_json() -> None:
    text = "[Re] On It\n\n" + "We study it. " * 20 + "\n\n  • 3 authors\n·\nOct 6, 2024\n"
    for title in ("[Re] On It", "{\\alpha} On It", "<unk> On It", "[] On It"):
        parsed = read_source(text.replace("[Re] On It", title).encode(), name="x", made=MADE)
        assert parsed.shape == "search-plain-text"
        assert [entry.title for entry in parsed.entries] == [title]


def test_what_was_wrong_with_the_bytes_is_reported_with_the_rest() -> None:
    text = "Möbius und Gödel\n\n" + "We study it. " * 20 + "\n\n  • 3 authors\n·\nOct 6\n"
    parsed = read_source(text.encode().replace(b"We", b"W\xff"), name="x", made=MADE)
    assert [problem.line for problem in parsed.problems] == [3, 7]


def test_the_shapes_are_named() -> None:
    assert len(set(SHAPES)) == len(SHAPES) == 5 + 4 + 4 * 5
    assert set(READ) < set(SHAPES)
    assert {"records", "hub-api", "arxiv-atom", "feed", "saved-page"} < set(SHAPES)
    assert {"bibtex", "ris", "csl-json", "zotero-csv"} < set(SHAPES)
