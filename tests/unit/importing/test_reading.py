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


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE html><p>3 authors", "  <html>", "<?xml version='1'?>"]
)
def test_marked_up_pages_are_refused_by_name(text: str) -> None:
    with pytest.raises(NotADump, match="HTML or XML"):
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
    assert SHAPES == ("records", "search-plain-text")
