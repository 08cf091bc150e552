"""The page, as a parser of HTML sees it."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from paperreader.citing.plain_text import shown
from paperreader.entry import Entry
from paperreader.exporting import Occasion
from paperreader.exporting.grouping import grouped
from paperreader.exporting.note_html import note_html
from paperreader.exporting.occasion import Grouping
from paperreader.exporting.web_page import html
from tests.unit.citing.reading import corpus
from tests.unit.exporting.entries import ATTENTION, BARE, COUNTED, EVERYTHING, HOSTILE_TEXTS

KNOWN = """
html head meta title style body header h1 p nav details summary ol li a main article h2 h3 h4
section div ul pre footer strong em code blockquote br hr h5 h6
"""


def page(*entries: Entry, title: str = "Queue", group: Grouping | None = None) -> str:
    keys = {entry.id: f"key{number}" for number, entry in enumerate(entries)}
    return "".join(html(grouped(entries, group), Occasion(title=title, keys=keys, group=group)))


def nodes(text: str, selector: str) -> list[LexborNode]:
    return LexborHTMLParser(text).css(selector)


def test_a_page_has_contents_and_an_article_for_each_paper() -> None:
    text = page(ATTENTION, COUNTED, BARE)
    assert [node.text() for node in nodes(text, "nav li a")] == [
        "Attention Is All You Need",
        "Only-IF: Revealing the Effect",
        "Nothing Else Is Known",
    ]
    ids = [node.attributes["id"] for node in nodes(text, "article")]
    assert [f"#{name}" for name in ids] == [
        node.attributes["href"] for node in nodes(text, "nav li a")
    ]
    assert "3 papers, 2017–2024" in text
    assert nodes(text, "pre.bibtex")[0].text().startswith("@misc{key0,\n      title={Attention")
    assert [node.text() for node in nodes(text, ".tags li")] == ["nlp/attention", "to read"]


def test_a_page_loads_and_runs_nothing() -> None:
    text = page(*EVERYTHING)
    (policy,) = re.findall('Content-Security-Policy" content="([^"]*)"', text)
    (sheet,) = nodes(text, "style")
    digest = b64encode(sha256(sheet.text().encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not nodes(text, "script, img, link, iframe, object, form, [style], [onerror]")


def test_outside_text_is_obeyed_nowhere() -> None:
    text = page(*EVERYTHING, title="</title><script>alert(1)</script>")
    assert {node.tag for node in nodes(text, "*")} <= set(KNOWN.split())
    hrefs = [node.attributes["href"] or "" for node in nodes(text, "a")]
    assert all(re.match("#|https?://", href, re.IGNORECASE) for href in hrefs)
    titles = [node.text() for node in nodes(text, "article > .title")]
    assert titles == [shown(entry.title) for entry in EVERYTHING]
    assert titles[3:] == [shown(title) for title in HOSTILE_TEXTS]


class Balance(HTMLParser):
    """Says which elements were closed in another order than they were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.amiss: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.amiss.append(tag)


@pytest.mark.parametrize("group", [None, "tag", "day", "status"])
def test_elements_are_balanced_and_names_unique(group: Grouping | None) -> None:
    text = page(*EVERYTHING, group=group)
    reader = Balance()
    reader.feed(text)
    assert (reader.open, reader.amiss) == ([], [])
    ids = [node.attributes["id"] for node in nodes(text, "[id]")]
    assert len(ids) == len(set(ids))
    targets = {node.attributes["href"] for node in nodes(text, 'a[href^="#"]')}
    assert targets <= {f"#{name}" for name in ids}


@pytest.mark.parametrize(
    ("note", "written"),
    [
        ("# Why\n\n*so*", "<h4>Why</h4>\n<p><em>so</em></p>"),
        ("<b onclick=x>b</b>", "<p>&lt;b onclick=x&gt;b&lt;/b&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](file:///etc/passwd) [y](data:text/html,x)", None),
        ("[x](https://example.org/)", '<p><a href="https://example.org/">x</a></p>'),
        ("![x](https://example.org/x.png)", None),
    ],
)
def test_notes_are_markdown_without_html(note: str, written: str | None) -> None:
    found = note_html(note)
    assert found == written if written else not re.search('<img|href="(?!https?:)', found)


def test_real_records_survive(shared: Path) -> None:
    entries = list(corpus(shared, 3_000))
    text = page(*entries)
    articles = nodes(text, "article")
    assert len(articles) == len(entries)
    assert [node.text() for node in nodes(text, "article > .title")] == [
        shown(entry.title) for entry in entries
    ]
    assert all(
        f"arXiv:{entry.arxiv_id}" in node.text()
        for entry, node in zip(entries, articles, strict=True)
    )
    assert [node.text() for node in nodes(text, ".abstract")] == [
        shown(entry.abstract or "") for entry in entries
    ]
