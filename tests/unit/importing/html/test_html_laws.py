"""Laws that hold for every page, however broken."""

from html import escape
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from paperreader.importing import NotADump, sample_dumps
from paperreader.importing.html.page import is_html, marked
from paperreader.importing.html.visible import is_hidden
from paperreader.importing.marked import Marked

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

PARTS = (
    *("<p>", "</p>", "<div>", "</div>", "<br>", "<b>", "</b>", "<a href='/papers/2509.99101'>"),
    *("</a>", "<ul>", "<li>", "</ul>", "<h3>", "</h3>", "<span class=flex>", "</span>", "<td>"),
    *("<table>", "<tr>", "</table>", "<pre>", "</pre>", "<svg>", "</svg>", "<path/>", "<math>"),
    *("</math>", "<annotation encoding='application/x-tex'>", "</annotation>", "</semantics>"),
    *(
        "<div hidden>",
        "<!-- x -->",
        "<script>",
        "</script>",
        "<title>",
        "</title>",
        "<li class=",
    ),
    *("&amp;", "&lt;", "&nbsp;", "&#0;", "&#x110000;", "&", "<", ">", '"', "'", "\n", "  "),
    *("word", "94", "·", "• ", "-", "<time datetime='2024-08-01'>", "Aug 1", "</time>", "\x00"),
    *("\u2028", "\x0b", "\ud800", "é", "<body>", "</body>", "<html>", "</html>", "<button>"),
)


def check(page: Marked, source: str) -> None:
    """Check what holds for every page."""
    lines = page.text.split("\n")
    assert len(page.source_lines) == len(lines) or not page.text
    assert all(1 <= number <= source.count("\n") + 1 for number in page.source_lines)
    assert list(page.source_lines) == sorted(page.source_lines)
    for line, following in pairwise(lines):
        assert line.strip() or following.strip()  # never two blank lines
    for number, mark in page.marks.items():
        assert lines[number - 1].strip()
        assert 0 <= mark.heading <= 6
        assert all(mark.links)
    assert page.notation == "html"


@SLOW
@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=8), max_size=40).map("".join))
def test_any_page_is_read(source: str) -> None:
    check(marked(source, name="page"), source)
    assert is_html(source) in (True, False)


WORDS = st.lists(st.sampled_from(("one", "two & a half", "<three>", "4")), max_size=4)


@SLOW
@given(st.lists(WORDS.map(" ".join), max_size=6))
def test_text_comes_back_as_it_was_written(texts: list[str]) -> None:
    source = "".join(f"<p>{escape(text)}</p>\n" for text in texts)
    shown = [line for line in marked(source, name="page").text.split("\n") if line]
    assert shown == [text for text in texts if text]


PLAIN = tuple(
    part
    for part in PARTS
    if part.isascii()
    and "\0" not in part
    and not any(name in part for name in ("table", "tr>", "td>", "svg", "path", "math", "anno"))
    and not any(
        name in part for name in ("time", "body", "html", "class=", "#", "\x0b", "sema")
    )
)


@SLOW
@given(st.lists(st.sampled_from(PLAIN), max_size=30).map("".join))
def test_the_text_is_that_of_a_browsers_parser(source: str) -> None:
    """Compare all that is shown, white space and bullets apart, with another program's."""
    source = source.replace("<div hidden>", "<div>")
    ours = marked(f"<body>{source}</body>", name="page").text
    assert _letters(ours.replace("• ", "")) == _letters(
        _shown(f"<!doctype html><body>{source}</body>").replace("• ", "")
    )


def test_the_text_of_a_real_page_is_that_of_a_browsers_parser(shared: Path) -> None:
    source = (shared / "dumps" / "daily-saved-page.html").read_text()
    ours = marked(source, name="page").text.replace("• ", "").replace(", 2024", "")
    assert _letters(ours) == _letters(_shown(source))


def _letters(text: str) -> str:
    return "".join(text.split())


def _shown(source: str) -> str:
    """Return the text that a parser of another hand finds in what is not hidden."""
    out: list[str] = []
    body = LexborHTMLParser(source).body
    pending = [body] if body is not None else []
    while pending:
        node = pending.pop()
        if node.tag == "-text":
            out.append(node.text_content or "")
            continue
        said = {name: value or "" for name, value in node.attributes.items()}
        if not is_hidden(str(node.tag), said):
            pending += reversed(list(node.iter(include_text=True)))
    return "".join(out)


HOSTILE = {
    "nested deeply": "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "nested and open": "<div><a href=/a><ul><li><b>" * 20_000,
    "hidden in hidden": "<span hidden>" * 50_000 + "<div>" + "</span>" * 50_000,
    "a formatting bomb": "".join(f"<b a={n}>" for n in range(500)) + "<p>x" * 20_000,
    "one attribute of 10 MB": f"<div data-props='{'a ' * 5_000_000}'>x",
    "many attributes": "<div " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x",
    "an attribute that does not end": "<p>x<div title='" + "<p>" * 300_000,
    "a comment that does not end": "<p>x<!--" + "-" * 1_000_000,
    "a script that does not end": "<p>x<script>" + "</scrip>" * 100_000,
    "ends without beginnings": "x" + "</div></p></a></li></td>" * 40_000,
    "tables in tables": "<table><tr><td>" * 30_000 + "x",
    "one long line": "x" * 10_000_000,
    "formulas in each other": "<math><annotation encoding=application/x-tex>x" * 20_000,
    "dates in each other": "<time datetime=2024-08-01>Aug 1" * 20_000,
    "characters by number": "&#120;" * 200_000,
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_are_read(source: str) -> None:
    page = marked(source, name="page")
    check(page, source)
    shows = not any(part in source for part in ("<span hidden>", "<div><a href=/a>"))
    assert bool(page.text) is shows


@pytest.mark.parametrize("name", ["saved-page.html", "saved-page-without-data.html"])
def test_a_sample_cut_anywhere_keeps_its_lines_up_to_there(name: str) -> None:
    source = (sample_dumps()[0].parent / name).read_text()
    whole = marked(source, name=name).text.split("\n")
    for end in range(0, len(source), 53):
        part = marked(source[:end], name=name)
        check(part, source[:end])
        lines = [line for line in part.text.split("\n") if line]
        assert all(line in whole for line in lines[:-1])


@pytest.mark.slow
def test_a_thousand_damaged_real_pages(shared: Path) -> None:
    source = (shared / "dumps" / "daily-saved-page.html").read_text()
    begins = source.index("<section")
    source = source[: source.index("<body")] + source[begins:]
    random = Random(20240801)
    for _ in range(1000):
        damaged = source
        for _ in range(random.randint(1, 5)):
            place = random.randrange(len(damaged))
            match random.randrange(3):
                case 0:
                    damaged = damaged[:place] + damaged[place + random.randint(1, 400) :]
                case 1:
                    damaged = damaged[:place] + random.choice(PARTS) + damaged[place:]
                case _:
                    damaged = damaged[:place] + random.choice("<>&\"'/=") + damaged[place + 1 :]
        try:
            check(marked(damaged, name="page"), damaged)
        except NotADump as error:
            pytest.fail(str(error))
