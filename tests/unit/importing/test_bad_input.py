"""What is too large, too deep or nothing but signs: refused or read, in bounded work."""

import sys
from datetime import date
from types import FrameType

import pytest

from paperreader.importing import MAX_BYTES, NotADump, read_source

MADE = date(2026, 1, 1)
CARD = "A Title\n\n" + "We study it at length. " * 12 + "\n\n  • 3 authors\n·\nOct 6, 2024\n\n"

TOKENS = (
    *("[", "![](", "[](", "\\", "⟨1⟩", "[1]", "](", "[a](", "[a](http://x.y)", "**", "_", "`"),
    *("> ", "- ", "· ", "#", "# a\n", "\n### [", "\n[1]: x", "[LINK: a](b)", "<", "<div>"),
    *("<!--", '<a href="', "&lt;", "&#1;", "{", '{"a":', '[{"', '"', "| ", "|a|b|\n", ":::\n"),
    *(
        "\nSubmitted by a\n",
        "Dec 18\n",
        "3 authors ",
        "\n- \n",
        "\n7",
        "\n  a",
        "\u200b",
        "\x1f",
    ),
    *(
        "https://huggingface.co/papers/2511.99001 ",
        "](https://huggingface.co/papers/2511.99001)",
    ),
)


class Huge(bytes):
    """Bytes that say that they are 500 MB."""

    def __len__(self) -> int:
        return 500_000_000


def read(text: str) -> list[str]:
    """Return the titles of what is read; none if it is refused."""
    try:
        parsed = read_source(text.encode(), name="x", made=MADE)
    except NotADump as error:
        assert str(error).endswith(".")
        return []
    return [entry.title for entry in parsed.entries]


def calls(text: str) -> int:
    """Return how many calls reading takes."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return counted


def test_what_is_too_large_is_refused_before_it_is_decoded() -> None:
    assert MAX_BYTES < 500_000_000
    with pytest.raises(NotADump, match="too large"):
        read_source(Huge(b"A Title"), name="x", made=MADE)


@pytest.mark.parametrize("token", ["[[[[", "![](", "\\\\", "⟨1⟩", "[]", "[1]", "**", "- "])
def test_a_megabyte_of_one_sign_leaves_the_card_before_it(token: str) -> None:
    assert "A Title" in read(CARD + token * (1_000_000 // len(token)))[:1]


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("before", ["", CARD], ids=["alone", "after a card"])
def test_twice_the_signs_are_about_twice_the_work(token: str, before: str) -> None:
    calls(before + token * 20)  # what is imported late is no part of the work
    some, more = (calls(before + token * (length // len(token))) for length in (6_000, 12_000))
    assert more < 2.6 * some + 3_000


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 300_000,
        '{"a":' * 100_000,
        '[{"title": "A", "x": ' + "[" * 100_000,
        '{"paper": ' * 50_000 + '{"title": "A"}' + "}" * 50_000,
        '{"markdown": "' + "\\n[" * 100_000 + '"}',
        "<rss><channel><item>" + "<a>" * 100_000,
        "<?xml version='1.0'?><feed>" + "<entry>" * 50_000,
        "<!DOCTYPE html>" + "<div>" * 100_000 + "A Title",
        "<!DOCTYPE html>" + "<article><h3>" * 30_000,
        "<html>" + "<svg><math>" * 30_000,
    ],
    ids=lambda bomb: bomb[:16],
)
def test_deep_nesting_is_refused(bomb: str) -> None:
    assert read(bomb) == []


def test_entities_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    text = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "zebra">{entities}]>'
        "<rss><channel><item><title>A Title &e12;</title>"
        "<link>https://arxiv.org/abs/2511.99001</link></item></channel></rss>"
    )
    assert all(len(title) < 100 and "zebra" not in title for title in read(text))


def test_a_line_of_ten_megabytes_of_words() -> None:
    assert read(CARD.replace("A Title\n\n", "A Title\n\n" + "word " * 2_000_000)) == ["A Title"]


def test_reader_mode_text_that_lost_its_titles_is_refused_in_a_sentence() -> None:
    card = "Submitted by jdoe\n\n24\n\n·\n5 authors\n\n2\n\n"
    for text in (f"Daily Papers\n\nAug 1\n\n{card * 5}", card * 5):
        with pytest.raises(NotADump, match=r"^page looks like .*no paper with a title"):
            read_source(text.encode(), name="page", made=MADE)
