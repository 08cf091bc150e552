"""What is HTML and what only holds some."""

from pathlib import Path

import pytest

from paperreader.importing.html.telling import is_html, is_xhtml

CARD = (
    '<article class="flex"><h3><a href="/papers/2509.99101">Harbour Pilots</a></h3>'
    "<p>Pilots steer.</p></article>"
)

PAGES = [
    "<!doctype html><p>x",
    "\ufeff\n <!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><title>x</title>",
    "<!-- saved from url=(0023)https://example.org/x/ -->\n<html><body>x",
    "<html lang=en><head></head>",
    "<?xml version='1.0'?>\n<!DOCTYPE html>\n<html xmlns='http://www.w3.org/1999/xhtml'>",
    "<body class='a'>x</body>",
    f"<main>{CARD}</main>",
    CARD,
    f"<!-- cut -->{CARD}",
    "Pilots</a></h3><p>Pilots steer.</p></article>" + CARD * 5,
    "HTTP/2 200\ncontent-type: text/html\n\n<!doctype html>\n<html><body><p>x</p></body>",
    "<a href='/papers/2509.99101'>Harbour Pilots</a>",
]

OTHERS = [
    "",
    "<",
    "plain text",
    "<unk> and <mask>: Two Tokens\n\nWe study them at length.\n\n  • 3 authors\n·\nOct 6",
    "We show that a <b and c> d, for p < 0.05.",
    "<?xml version='1.0'?><rss version='2.0'><channel><item><title>A</title></item></channel>",
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title></entry></feed>",
    "<rss><item><description>&lt;p&gt;</description>" + "<link>x</link>" * 30 + "</item></rss>",
    "<opml><body><outline text='A'/></body></opml>",
    '<div align="center">\n\n# Daily Papers\n\n</div>\n\n### [A](https://x.org/a)\n\n[b](c)\n',
    "# Papers\n\n<a name='x'></a>\n\n" + "- [A title](https://example.org/a) with words\n" * 20,
    '{"html": "<!doctype html><html><body></body></html>"}',
    "Use `<html>` and `<body>` in your page, then read on.\n" * 3,
]


@pytest.mark.parametrize("text", PAGES)
def test_pages_and_their_pieces_are_html(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_texts_are_not(text: str) -> None:
    assert not is_html(text)


def test_the_real_dumps_are_told_apart(shared: Path) -> None:
    files = [path for path in (shared / "dumps").rglob("*") if path.suffix != ".json"]
    files += (shared / "api").rglob("*.xml")
    told = {path.name for path in files if path.is_file() and is_html(path.read_text())}
    assert told == {"daily-saved-page.html"}


def test_the_pieces_of_a_real_page_are_html(shared: Path) -> None:
    page = (shared / "dumps" / "daily-saved-page.html").read_text()
    for begin in range(0, len(page) - 30_000, 20_011):
        piece = page[begin : begin + 30_000]
        in_data = piece.count("&quot;") > piece.count("<")
        assert is_html(piece) or in_data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAGES[4], True),
        ("<html xmlns='http://www.w3.org/1999/xhtml'>", False),
        ("<?xml version='1.0'?><rss>", False),
    ],
)
def test_only_what_begins_as_xml_is_xhtml(text: str, expected: bool) -> None:
    assert is_xhtml(text) is expected


@pytest.mark.parametrize("part", ["<!--", "<!-- - ", "<a ", "<p", "</p>", "<?", "- ", " "])
def test_long_nonsense_is_told(part: str) -> None:
    assert is_html(part * 100_000) in (True, False)
