"""Feeds that are broken, sloppy, cut off, or built to do harm."""

import time
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperreader.entry import Parsed
from paperreader.importing import NotADump
from paperreader.importing.feeds.parsing import is_feed, parse_feed, parse_recorded_answer
from paperreader.importing.feeds.xml_reading import MAX_CHARS

MADE = date(2026, 10, 1)
SAMPLES = Path(__file__).resolve().parents[4] / "sample_dumps"


def parse(text: str) -> Parsed:
    """Parse a feed."""
    return parse_feed(text, name="feed.xml", made=MADE, as_of=None)


def refusal(text: str) -> str:
    """Return the sentence with which a feed is refused."""
    with pytest.raises(NotADump) as refused:
        parse(text)
    return str(refused.value)


def rss(*items: str) -> str:
    """Return a feed of arXiv, each item on a line of its own from the second on."""
    return (
        "<rss><channel><link>https://arxiv.org/</link>\n"
        + "\n".join(items)
        + "\n</channel></rss>"
    )


def item(title: str, more: str = "") -> str:
    """Return an item."""
    return f"<item><title>{title}</title>{more}</item>"


def titles(parsed: Parsed) -> list[str]:
    """Return the titles."""
    return [entry.title for entry in parsed.entries]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))


@pytest.mark.parametrize(
    "doctype",
    ids=("laughs", "quadratic", "file", "parameter"),
    argvalues=[
        f"<!DOCTYPE rss [{LAUGHS}]>",
        f'<!DOCTYPE rss [<!ENTITY l11 "{"ha" * 20_000}">]>',
        '<!DOCTYPE rss [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>',
    ],
)
def test_documents_that_define_entities_are_refused(doctype: str) -> None:
    text = doctype + rss(item("A &l11; Title", "&l11;" * 10))
    assert "it defines entities of its own" in refusal(text)


def test_an_external_dtd_is_never_fetched() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//x" "http://127.0.0.1:9/never.dtd">\n'
    assert titles(parse(doctype + rss(item("A &copy; &x; Title")))) == ["A © &x; Title"]


def test_nesting_without_end_is_refused() -> None:
    deep = "<a>" * 100_000
    assert "nested more than 250 deep" in refusal(rss(item("A Title", deep)))
    assert "nested more than 250 deep" in refusal("<rss>" + deep)
    assert "nested more than 250 deep" in refusal(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry>' * 100_000
    )


def test_huge_attributes_and_entries_are_refused() -> None:
    assert "attributes of more than" in refusal(rss(item("A", f'<x y="{"z" * 200_000}"/>')))
    assert "over 100,000 elements" in refusal(rss(item("A", "<x/>" * 100_001)))
    assert "too large for a feed" in refusal("<rss>" + " " * MAX_CHARS)


@pytest.mark.parametrize(
    "description",
    ids=range(9),
    argvalues=[
        "<b>" * 100_000 + "text",
        "<p><b><a>" * 30_000 + "text",
        "<table><tr><td>" * 30_000 + "text",
        "&lt;p " * 50_000,
        "Authors: " + ", " * 200_000,
        "Authors: " + "(" * 200_000,
        "Code: http://x" + ")" * 200_000,
        "Stars: " + "1" * 200_000,
        "x" * 900_000,
    ],
)
def test_descriptions_built_to_exhaust_take_bounded_memory(description: str) -> None:
    text = rss(item("A Title", f"<description><![CDATA[<p>{description}]]></description>"))
    tracemalloc.start()
    begun = time.perf_counter()
    parsed = parse(text)
    took = time.perf_counter() - begun
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{description[:20]!r}: {took * 1000:.0f} ms, {peak / 1e6:.1f} MB")
    assert titles(parsed) == ["A Title"]
    assert peak < 100_000_000


@pytest.mark.parametrize(
    "declaration",
    [
        '<?xml version="1.0" encoding="utf-16"?>',
        '<?xml version="1.0" encoding="iso-8859-1" standalone="yes"?>',
        '<?xml version="1.1" encoding="no-such-thing"?>',
        "<?xml version='1.0'\n encoding='windows-1252'?>",
        "\ufeff\n\n<?xml version='1.0'?>",
    ],
)
def test_a_declared_encoding_does_not_matter_any_more(declaration: str) -> None:
    parsed = parse(f"{declaration}\n{rss(item('Ünï — 漢字'))}")
    assert titles(parsed) == ["Ünï — 漢字"]
    assert parsed.lines == (declaration.count("\n") + 3,)


def test_sloppy_text_is_forgiven() -> None:
    parsed = parse(
        rss(
            item("A&nbsp;B &mdash; R&D &#8211; &#0;&#xD800; &#x2014;"),
            item("p<0.05, a < b <- c", "<description>x <= 2</description>"),
            item("Q\x0bA \x1b[31m \ufffe"),
            item("<![CDATA[A &nbsp; B & C]]>", "<description>a &lt;&nbsp;b</description>"),
            item(
                "U",
                "<media:title>no</media:title><unknown:x y:z='1'/>"
                "<dc:creator>Jane Doe</dc:creator>",
            ),
        )
    )
    assert titles(parsed) == [
        "A B — R&D – \ufffd\ufffd —",
        "p<0.05, a < b <- c",
        "Q A [31m",
        "A B & C",
        "U",
    ]
    assert parsed.entries[1].abstract == "x <= 2"
    assert parsed.entries[3].abstract == "a < b"
    assert parsed.entries[4].authors == ("Jane Doe",)
    assert parsed.problems == ()


def test_a_broken_entry_is_left_out_and_reading_goes_on() -> None:
    parsed = parse(
        rss(
            item("One"),
            item("Two <b and more"),
            item("Three"),
            "<item><title>Four</title>",
            item("Five"),
            item("Six</titel>"),
            item("Seven"),
        )
    )
    assert titles(parsed) == ["One", "Three", "Five", "Seven"]
    assert parsed.lines == (2, 4, 6, 8)
    assert [problem.line for problem in parsed.problems] == [3, 6, 7]
    assert parsed.problems[1].message == (
        "the entry that begins on line 5 has no end; it was left out"
    )
    assert "is not XML (not well-formed (invalid token)); the entry was left out" in (
        parsed.problems[0].message
    )


def test_a_broken_head_costs_no_entry() -> None:
    parsed = parse(rss("<description>a <b =</description>", item("One"), item("Two")))
    assert titles(parsed) == ["One", "Two"]
    assert [problem.line for problem in parsed.problems] == [2]


def test_what_is_too_much_broken_is_given_up() -> None:
    parsed = parse(rss(item("One"), *[item("a <b =")] * 600, item("Last")))
    assert titles(parsed) == ["One"]
    assert "too much is broken" in parsed.problems[-1].message


def test_a_cut_off_feed_gives_every_entry_before_the_cut() -> None:
    text = rss(item("One"), item("Two"), item("Three"))
    parsed = parse(text[: text.index("Three") + 2])
    assert titles(parsed) == ["One", "Two"]
    assert [(problem.line, problem.message) for problem in parsed.problems] == [
        (4, "the feed is cut off here; the entry that begins on line 4 was left out")
    ]
    parsed = parse(text.removesuffix("</channel></rss>"))
    assert titles(parsed) == ["One", "Two", "Three"]
    assert [(problem.line, problem.message) for problem in parsed.problems] == [
        (5, "the feed is cut off here")
    ]
    assert refusal(text[: text.index("One")]) == (
        "feed.xml holds no papers that can be read: line 2 the feed is cut off here; "
        "the entry that begins on line 2 was left out."
    )


def test_what_follows_the_feed_is_reported() -> None:
    parsed = parse(rss(item("One")) + "\n<p>Served by a cache</p>")
    assert titles(parsed) == ["One"]
    assert (
        parsed.problems[0].message == "something follows the end of the feed; it was not read"
    )


FEEDS = tuple(
    (SAMPLES / name).read_text(encoding="utf-8") for name in ("arxiv.xml", "feed.xml")
)
PIECES = st.sampled_from(
    (
        *(
            "<",
            ">",
            "&",
            "</",
            "]]>",
            "<![CDATA[",
            "<!--",
            '"',
            "<item>",
            "</item>",
            "</entry>",
        ),
        *("<entry>", "</channel>", "<title>", "&nbsp;", "&#0;", "\n", "\x00", "\ud800", "<?"),
    )
)


def check(text: str) -> Parsed | None:
    """Parse a feed that may be damaged, and check what holds of every one that is read."""
    try:
        parsed = parse(text)
    except NotADump as refused:
        assert str(refused).startswith("feed.xml ")
        assert str(refused).endswith(".")
        return None
    assert parsed.entries
    assert len(parsed.lines) == len(parsed.entries)
    for entry in parsed.entries:
        assert entry.title
        assert entry.title == " ".join(entry.title.split())
        assert all(name.strip() for name in entry.authors)
        assert entry.url is None or entry.url.lower().startswith(("http://", "https://"))
        if entry.published:
            date.fromisoformat(entry.published)
    last = text.count("\n") + 1
    assert all(1 <= line <= last for line in parsed.lines)
    assert all(p.line is None or 1 <= p.line <= last for p in parsed.problems)
    return parsed


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FEEDS), st.data())
def test_a_truncated_feed_gives_a_beginning_of_its_entries(
    text: str, data: st.DataObject
) -> None:
    whole = parse(text)
    cut = check(text[: data.draw(st.integers(0, len(text)))])
    if cut is not None:
        facts = [
            (entry.title, entry.abstract, entry.authors, entry.arxiv_id, entry.published)
            for entry in whole.entries
        ]
        got = [
            (entry.title, entry.abstract, entry.authors, entry.arxiv_id, entry.published)
            for entry in cut.entries
        ]
        assert got == facts[: len(got)]
        assert cut.lines == whole.lines[: len(got)]


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from(FEEDS),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 60), PIECES | st.text(max_size=4)), max_size=6
    ),
)
def test_a_mutated_feed_never_raises_anything_else(
    text: str, changes: list[tuple[float, int, str]]
) -> None:
    for where, removed, put in changes:
        at = int(where * len(text))
        text = text[:at] + put + text[at + removed :]
    check(text)
    is_feed(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.booleans())
def test_any_text_at_all(text: str, recorded: bool) -> None:
    try:
        if recorded:
            parse_recorded_answer('{"body": "<rss>' + text, name="x", made=MADE, as_of=None)
        else:
            parse_feed("<rss><item><title>" + text, name="x", made=MADE, as_of=None)
    except NotADump:
        return


@pytest.mark.slow
def test_thousands_of_mutants(shared: Path) -> None:
    import random

    chance = random.Random(20251118)
    text = (shared / "api" / "hf-papers-rss.huangboming.xml").read_text(encoding="utf-8")
    text = text[: text.index("</item>", 9000)] + "</item></channel></rss>"
    pieces = ["<", "&", "]]>", "</item>", "<item>", '"', "&lt;b&gt;", "\x00", "</title>", ""]
    for _ in range(3000):
        mutant = text
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(mutant))
            end = at + chance.choice((0, 1, 5, 200))
            mutant = mutant[:at] + chance.choice(pieces) + mutant[end:]
        check(mutant)
