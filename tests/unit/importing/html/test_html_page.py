"""Pages in HTML as the lines that a person sees."""

import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from paperreader.importing import NotADump, sample_dumps
from paperreader.importing.html import page as html_page
from paperreader.importing.html.page import MAX_HTML, MAX_TAGS, marked
from paperreader.importing.marked import Mark, Marked


def lines(source: str) -> list[str]:
    """Return the lines that a page shows, blank ones too."""
    return marked(source, name="page.html").text.split("\n")


def links(page: Marked) -> dict[str, tuple[str, ...]]:
    """Return where the links of each line lead."""
    shown = page.text.split("\n")
    return {shown[number - 1]: mark.links for number, mark in page.marks.items()}


def without_data(page: str) -> str:
    """Return a page without the data for its scripts."""
    return re.sub(r'\sdata-props="[^"]*"', "", page)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", [""]),
        ("plain\n  text", ["plain text"]),
        ("<p>One</p><p>Two</p>", ["One", "", "Two"]),
        ("<p>One<p>Two", ["One", "", "Two"]),
        ("<div><div>One</div>Two</div>", ["One", "", "Two"]),
        ("a<br>b<br/><br>c", ["a", "b", "c"]),
        ("a<hr>b", ["a", "", "b"]),
        ("<b>a</b><i>b</i> <u>c</u>", ["ab c"]),
        ("a\n<!-- x -->\n b", ["a b"]),
        ("a&nbsp;&nbsp;b\u2003c", ["a b c"]),
        ("Ther<wbr>mo", ["Thermo"]),
        ("<ul><li>a<li>b</ul>c", ["• a", "• b", "", "c"]),
        ("<ul><li><img src=a.png></li><li>· 3 authors</li></ul>", ["· 3 authors"]),
        ("<ul><li></li></ul><p>a", ["a"]),
        ("<ol><li>a<ul><li>b</ul><li>c</ol>", ["• a", "", "• b", "", "• c"]),
        ("<ul><li><p>a</p><p>b</p></li></ul>", ["• a", "", "b"]),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", ["a", "b", "c", "", "d"]),
        ("<dl><dt>a<dd>b<dt>c</dl>", ["a", "b", "c"]),
        ("<pre>a  b\n\n  c</pre>", ["a  b", "", "  c"]),
        ("<pre>a <b> b</b></pre>c  d", ["a  b", "", "c d"]),
        ("<h1>a<br>b</h1>c", ["a", "b", "", "c"]),
        ("a<button>b</button>c", ["a", "", "b", "", "c"]),
        ("<p>&lt;b&gt;x&lt;/b&gt; &amp;amp;</p>", ["<b>x</b> &amp;"]),
        ("x<y and 1 < 2", ["x"]),
        ("if p < 0.05 & q", ["if p < 0.05 & q"]),
    ],
)
def test_the_lines_of(source: str, expected: list[str]) -> None:
    assert lines(source) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<script type='application/json'>{}</script>",
        "<style>x</style>",
        "<template><p>x</p></template>",
        "<noscript><p>x</p></noscript>",
        "<svg><title>x</title><text>x</text><path d='x'/><g/></svg>",
        "<title>x</title>",
        "<img alt='x'>",
        "<input value='x'>",
        "<textarea>x</textarea>",
        "<select><option>x<option>x</select>",
        "<iframe>x</iframe>",
        "<dialog>x</dialog>",
        "<div hidden>x</div>",
        "<div hidden=''><p>x<p>x</div>",
        "<p style='color: red; display:none'>x</p>",
        "<p style='VISIBILITY : hidden'>x</p>",
        "<span class='sr-only'>x</span>",
        "<span class='flex hidden'>x</span>",
        "<span class='hidden dark:block'>x</span>",
        "<span class='sm:block md:hidden'>x</span>",
        "<span class='!hidden'>x</span>",
        "<a href='/x'><img alt='x' src='/x.png'></a>",
    ],
)
def test_what_a_person_does_not_see_is_left_out(hidden: str) -> None:
    assert "x" not in marked(f"a {hidden} b", name="page").text
    assert lines(f"<div>a</div>{hidden}<div>b</div>") == ["a", "", "b"]


@pytest.mark.parametrize(
    "shown",
    [
        "<span class='hidden md:inline'>x</span>",
        "<span class='max-md:hidden'>x</span>",
        "<span class='md:hidden 2xl:flex'>x</span>",
        "<span class='overflow-hidden'>x</span>",
        "<span class='dark:hidden group-hover:hidden'>x</span>",
        "<span aria-hidden='true'>x</span>",
        "<span hidden='until-found'>x</span>",
        "<dialog open>x</dialog>",
        "<details><summary>x</summary></details>",
        "<unknown-element>x</unknown-element>",
    ],
)
def test_what_a_person_sees_stays(shown: str) -> None:
    assert "x" in marked(f"a {shown} b", name="page").text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<div class=flex><span>Aug</span><span>1</span></div>", ["Aug 1"]),
        ("<time><b>Aug</b><b>1</b></time>", ["Aug 1"]),
        ("<span>sour</span><mark>ces</mark>", ["sources"]),
        ("<div class='md:flex'>by <a>AK</a><span>and all</span></div>", ["by AK and all"]),
        ("<div class=flex>Submitted by <img> jdoe</div>", ["Submitted by jdoe"]),
        ("<div class=flex><a>Previous</a><a>Next</a></div>", ["Previous", "Next"]),
        ("<nav><a>TOS</a> <a>Privacy</a></nav>", ["TOS", "Privacy"]),
        ("<div class=flex><a>One</a> or <a>two</a></div>", ["One or two"]),
    ],
)
def test_what_stands_in_rows_is_kept_apart(source: str, expected: list[str]) -> None:
    assert [line for line in lines(source) if line] == expected


@pytest.mark.parametrize(
    ("source", "mark"),
    [
        ("<h3>x</h3>", Mark(heading=3)),
        ("<h2><a href='/a'>x</a></h2>", Mark(heading=2, links=("/a",))),
        ("<a href='/a'><h4>x</h4></a>", Mark(heading=4, links=("/a",))),
        ("<div role=heading aria-level=3>x</div>", Mark(heading=3)),
        ("<div role=heading>x</div>", Mark(heading=2)),
        ("<a href=' /a\n'>x</a>", Mark(links=("/a",))),
        ("<a href='/a?b=1&amp;copy=2'>x</a>", Mark(links=("/a?b=1&copy=2",))),
        ("<a href=/a>x<b>y</b></a><a href=/b>z</a>", Mark(links=("/a", "/b"))),
        ("<a href=/a>x<a href=/b>y</a>", Mark(links=("/a", "/b"))),
        ("<a href='javascript:x()'>x</a>", None),
        ("<a name=top>x</a>", None),
        ("<a href=/a></a>x", None),
        ("<h1></h1>x", None),
        ("<p>x</p>", None),
    ],
)
def test_the_marks_of_a_line(source: str, mark: Mark | None) -> None:
    assert marked(source, name="page").marks.get(1) == mark


def test_a_link_ends_where_it_is_closed_also_across_blocks() -> None:
    page = marked("<a href=/a><div>one</a>two</div><p>three", name="page")
    assert links(page) == {"one": ("/a",)}


@pytest.mark.parametrize(
    ("said", "shown", "line"),
    [
        ("2024-08-01T00:00:00.000Z", "Aug 1", "Aug 1, 2024"),
        ("2024-08-01", "<b>August</b> <b>1</b>", "August 1, 2024"),
        ("2024-12-31T23:30:00Z", "Jan 1", "Jan 1, 2025"),
        ("2024-08-01", "Aug 1, 2024", "Aug 1, 2024"),
        ("2024-08-01", "Aug 5", "Aug 5"),
        ("2024-08-01", "2 days ago", "2 days ago"),
        ("2024-02-31", "Feb 31", "Feb 31"),
        ("9999-12-31", "Jan 1", "Jan 1"),
        ("", "Aug 1", "Aug 1"),
    ],
)
def test_a_day_gets_the_year_that_its_element_says(said: str, shown: str, line: str) -> None:
    assert lines(f"<time datetime='{said}'>{shown}</time>") == [line]


def test_a_formula_stands_once_and_as_tex() -> None:
    katex = (
        "<span class='katex'><span class='katex-mathml'><math><semantics><mi>n</mi>"
        "<annotation encoding='application/x-tex'>O( n \\log n )</annotation></semantics>"
        "</math></span><span class='katex-html' aria-hidden='true'><span>O(n log n)</span>"
        "</span></span>"
    )
    assert lines(f"<p>In {katex} steps, not {katex}.") == [
        "In $O( n \\log n )$ steps, not $O( n \\log n )$."
    ]
    assert lines(f"<p>{katex}") == ["$O( n \\log n )$"]
    assert lines("<span class='katex-html'>n</span>") == ["n"]
    assert lines("a <math><mi>n</mi></math>") == ["a n"]
    assert lines("a <math><annotation encoding='application/x-tex'></annotation></math> b") == [
        "a b"
    ]


@pytest.mark.parametrize(
    ("head", "address", "captured"),
    [
        ("", None, None),
        (
            "<!-- saved from url=(0042)https://example.org/papers?date=2024-08-01 -->",
            "https://example.org/papers?date=2024-08-01",
            None,
        ),
        (
            "<!--\n Page saved with SingleFile \n url: https://example.org/papers?q=a \n"
            " saved date: Thu Aug 01 2024 01:30:00 GMT+0200 (Some Summer Time)\n-->",
            "https://example.org/papers?q=a",
            date(2024, 7, 31),
        ),
        ("<!-- saved date: 2024-08-01T01:30:00+00:00 -->", None, date(2024, 8, 1)),
        ("<!-- saved date: Thu Aug 41 2024 01:30:00 -->", None, None),
        (
            "<meta name=savepage-url content=https://example.org/a>"
            "<meta name=savepage-date content='Thu Aug 01 2024 12:00:00 GMT-0700 (PDT)'>",
            "https://example.org/a",
            date(2024, 8, 1),
        ),
        ("<link rel=canonical href=https://example.org/c>", "https://example.org/c", None),
        (
            "<meta property='og:url' content='https://example.org/o'>"
            "<link rel=canonical href=https://example.org/c>",
            "https://example.org/c",
            None,
        ),
        ("<meta property='og:url' content='/papers'>", None, None),
    ],
)
def test_where_a_page_is_from(head: str, address: str | None, captured: date | None) -> None:
    page = marked(f"<!doctype html>{head}<p>x", name="page")
    assert (page.address, page.captured) == (address, captured)


@pytest.mark.parametrize(
    ("source", "is_cut"),
    [
        ("<html><body>x</body></html>", False),
        ("<html><body>x</body>", False),
        ("<html><body>x", True),
        ("<div>x", False),
        ("<div>x</div", True),
        ("<div>x<a href='/pa", True),
    ],
)
def test_a_cut_page_is_told(source: str, is_cut: bool) -> None:
    assert marked(source, name="page").is_cut is is_cut


def test_xhtml_may_end_any_element_with_a_slash() -> None:
    head = "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>"
    assert lines(f"{head}<script src='a'/><div hidden=''/><p>x<a name='b'/>y</p>") == ["xy"]


def test_the_lines_of_the_source() -> None:
    page = marked("\n<p>\n\n &#32;One\nline</p>\n<pre>\na\n\nb</pre><p>&amp;", name="page")
    assert page.text.split("\n") == ["One line", "", "a", "", "b", "", "&"]
    assert [page.source_lines[number] for number in (0, 2, 4, 6)] == [4, 7, 9, 9]


@pytest.mark.parametrize("name", ["daily-saved-page.html"])
def test_a_real_page_without_its_data_shows_its_cards(shared: Path, name: str) -> None:
    truth = json.loads((shared / "dumps" / "truth" / "daily-saved-page.json").read_text())
    source = without_data((shared / "dumps" / name).read_text())
    page = marked(source, name=name)
    shown = [(number, line) for number, line in enumerate(page.text.split("\n"), 1) if line]
    texts = [line for _, line in shown]
    assert "Aug 1, 2024" in texts
    assert page.address == "https://huggingface.co/papers"
    found = [index for index, (number, _) in enumerate(shown) if _heading(page, number) == 3]
    assert len(found) == len(truth["entries"])
    for index, entry in zip(found, truth["entries"], strict=True):
        path = f"/papers/{entry['arxiv_id']}"
        assert texts[index - 2 : index + 5] == [
            f"Submitted by {entry['submitted_by']}",
            str(entry["upvotes"]),
            entry["title"],
            "·",
            f"{entry['authors_count']} authors",
            str(entry["comments"]),
            texts[index + 4],
        ]
        assert page.marks[shown[index][0]].links == (path,)
        assert page.marks[shown[index + 3][0]].links == (f"{path}#community",)


def _heading(page: Marked, number: int) -> int:
    mark = page.marks.get(number)
    return mark.heading if mark else 0


def test_the_lines_of_a_real_page_stand_where_it_says(shared: Path) -> None:
    source = (shared / "dumps" / "daily-saved-page.html").read_text()
    page = marked(source, name="page")
    shown, said = page.text.split("\n"), source.split("\n")
    assert len(page.source_lines) == len(shown)
    assert list(page.source_lines) == sorted(page.source_lines)
    for line, number in zip(shown, page.source_lines, strict=True):
        first = line.removeprefix("• ").split(" ")[0]
        assert first in unescape(said[number - 1])


def test_the_sample_without_data_is_read_from_what_it_shows() -> None:
    (path,) = (sample_dumps()[0].parent / "saved-page-without-data.html",)
    page = marked(path.read_text(), name=path.name)
    assert page.address == "https://huggingface.co/papers?q=source%20citations"
    assert page.captured == date(2025, 9, 16)
    texts = [line for line in page.text.split("\n") if line]
    assert texts.count("Get trending papers in your email inbox once a day!") == 1
    assert "Get trending papers in your email inbox!" not in texts
    begins = texts.index("41")
    assert texts[begins : begins + 2] == [
        "41",
        "Cranes Before Copies: Lifting Citations Out of Scanned Pages",
    ]
    assert texts[begins + 3 : begins + 6] == ["• 6 authors", "· Mar 2, 2025", "3"]
    assert "Names such as O'Example & Sons survive, and so does a < b." in page.text
    assert "The loss is $O(n \\log n)$ in the number of sources." in page.text


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_page, "MAX_HTML", 1000)
    with pytest.raises(NotADump, match=r"^big\.html is too large for a saved page: over .*\.$"):
        marked("<p>" * 400, name="big.html")
    monkeypatch.setattr(html_page, "MAX_HTML", MAX_HTML)
    monkeypatch.setattr(html_page, "MAX_TAGS", 1000)
    with pytest.raises(NotADump, match=r"^big\.html has over 1,000 tags, too many"):
        marked("<p>" * 1002, name="big.html")
    monkeypatch.setattr(html_page, "MAX_TAGS", MAX_TAGS)
    monkeypatch.setattr(html_page, "MAX_LINES", 1000)
    with pytest.raises(NotADump, match=r"^big\.html has over 1,000 lines, too many"):
        marked("a<br>" * 1002, name="big.html")


def test_a_long_text_keeps_its_words() -> None:
    text = "words of a page " * 150_000
    assert lines(f"<p>{text}</p>") == [text.strip()]
    assert lines(f"<p>{'x' * 2_500_000}</p>") == ["x" * 2_500_000]
