"""RSS and Atom feeds of papers, in the flavours that their makers give them."""

import xml.etree.ElementTree as ET
from datetime import date
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from paperreader.entry import Entry, Parsed, Sighting
from paperreader.importing import NotADump
from paperreader.importing.feeds.parsing import ARXIV_SHAPE, FEED_SHAPE, is_feed, parse_feed

MADE = date(2026, 10, 1)
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
ARXIV = 'xmlns:arxiv="http://arxiv.org/schemas/atom"'
SAMPLES = Path(__file__).resolve().parents[4] / "sample_dumps"


def parse(text: str) -> Parsed:
    """Parse a feed."""
    return parse_feed(text, name="feed.xml", made=MADE, as_of=None)


OWN = "<link>https://arxiv.org/</link>"
"""What vouches for a feed's items, so that no test has to give each an id."""


def rss(*items: str, head: str = "", namespaces: str = DC) -> str:
    """Return an RSS 2.0 feed of arXiv, each item on a line of its own from the second on."""
    inner = "\n".join(f"<item>{item}</item>" for item in items)
    head = f'<rss version="2.0" {namespaces}><channel><title>Feed</title>{head}{OWN}'
    return f"{head}\n{inner}\n</channel></rss>"


def only(item: str, **options: str) -> Entry:
    """Return the entry of a feed with this item only."""
    (entry,) = parse(rss(f"<title>A Title</title>{item}", **options)).entries
    return entry


def described(html: str) -> Entry:
    """Return the entry of an item with this description in HTML."""
    return only(f"<description>{escape(html)}</description>")


class Paragraphs(HTMLParser):
    """The paragraphs of a description, read without the code under test."""

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Begin a paragraph."""
        if tag == "p":
            self.found.append("")

    def handle_data(self, data: str) -> None:
        """Add to the last paragraph."""
        self.found[-1] += data


def test_a_real_feed_of_daily_papers_is_read_field_by_field(shared: Path) -> None:
    text = (shared / "api" / "hf-papers-rss.huangboming.xml").read_text(encoding="utf-8")
    parsed = parse(text)
    assert (parsed.shape, parsed.problems, parsed.notes) == (FEED_SHAPE, (), ())
    assert parsed.page_date == "2026-08-08"
    items = list(ET.fromstring(text.encode()).iter("item"))
    assert len(parsed.entries) == len(items) == 30
    assert list(parsed.lines) == [
        number for number, line in enumerate(text.split("\n"), 1) if "<item>" in line
    ]
    months = {"Jul": "07", "Aug": "08"}
    for got, item in zip(parsed.entries, items, strict=True):
        reader = Paragraphs()
        reader.feed(item.findtext("description") or "")
        said = dict(one.split(": ", 1) for one in reader.found if one)
        link = item.findtext("link") or ""
        words = (item.findtext("pubDate") or "").split()
        names = tuple(said["Authors"].split(", "))
        assert got.title == " ".join((item.findtext("title") or "").split())
        assert got.abstract == " ".join(said["Summary"].split())
        assert (got.authors, got.author_count) == (names, len(names))
        assert got.upvotes == int(said["Upvotes"])
        assert got.history == (Sighting("2026-08-08", got.upvotes, None),)
        assert got.url == link
        assert got.arxiv_id == link.rpartition("/")[2]
        assert got.published == f"{words[3]}-{months[words[2]]}-{words[1]}"
        rest = (
            got.summary,
            got.featured,
            got.doi,
            got.comments,
            got.code_url,
            got.organization,
        )
        assert rest == (None,) * 6


def test_our_samples_are_read_to_every_field() -> None:
    arxiv = parse((SAMPLES / "arxiv.xml").read_text(encoding="utf-8"))
    assert (arxiv.shape, len(arxiv.entries), arxiv.problems) == (ARXIV_SHAPE, 3, ())
    assert arxiv.entries[0].abstract is not None
    assert "are well-understood. Models with $k < 8$ harmonics" in arxiv.entries[0].abstract
    assert arxiv.entries[2].arxiv_id == "math-ph/0501999"
    feed = parse((SAMPLES / "feed.xml").read_text(encoding="utf-8"))
    assert (feed.shape, feed.problems, feed.notes) == (FEED_SHAPE, (), ())
    blinking, sieve, plain = feed.entries
    assert blinking.url == "https://huggingface.co/papers/2511.99201"
    assert sieve == Entry(
        title="Sand, Sieve & Sort: Granular Memory for Agents",
        abstract="Agents that keep everything find nothing. We sort memories by grain and let "
        "the coarse ones fall through. With n < 100 sieves this costs nothing.",
        summary="Agents forget coarse grains first.",
        authors=("Jan Kowalski", "Ola Nordmann"),
        author_count=5,
        organization="Harbour Institute",
        published="2025-11-16",
        arxiv_id="2511.99202",
        url="https://huggingface.co/papers/2511.99202",
        code_url="https://github.com/example-org/sieve",
        project_url="https://example.org/sieve",
        upvotes=1204,
        stars=1200,
        history=(Sighting("2025-11-18", 1204, None),),
    )
    assert plain.authors == ("Pérez, J.", "Rossi, M. A.")
    assert plain.doi == "10.5555/invented.2025.8"


ANNOUNCED = (
    "<title>Nets of Nets</title><link>https://arxiv.org/abs/2508.99001</link>"
    "<description>arXiv:2508.99001v{version} Announce Type: {kind} \n"
    "Abstract: We study nets.\n  With $x&lt;y$: Code: none. &amp;c</description>"
    '<guid isPermaLink="false">oai:arXiv.org:2508.99001v{version}</guid>'
    "<category>cs.CL</category><category>cs.AI</category>"
    "<pubDate>Wed, 20 Aug 2025 00:00:00 -0400</pubDate>"
    "<arxiv:announce_type>{kind}</arxiv:announce_type>"
    "<dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>"
    "<dc:creator>Erika Mustermann (Harbour Institute), "
    "Jos\\'e P\\'erez, Jan Kowalski</dc:creator>"
)


@pytest.mark.parametrize(
    ("kind", "version", "published"),
    [
        ("new", "1", "2025-08-20"),
        ("cross", "1", "2025-08-20"),
        ("cross", "2", None),
        ("replace", "2", None),
        ("replace-cross", "3", None),
    ],
)
def test_arxivs_daily_rss(kind: str, version: str, published: str | None) -> None:
    parsed = parse(
        rss(ANNOUNCED.format(kind=kind, version=version), namespaces=f"{DC} {ARXIV}")
    )
    assert parsed.shape == FEED_SHAPE
    assert parsed.entries[0] == Entry(
        title="Nets of Nets",
        abstract="We study nets. With $x<y$: Code: none. &c",
        authors=("Erika Mustermann", "Jos\\'e P\\'erez", "Jan Kowalski"),
        author_count=3,
        published=published,
        arxiv_id="2508.99001",
        url="https://arxiv.org/abs/2508.99001",
        categories=("cs.CL", "cs.AI"),
    )
    assert bool(parsed.notes) is (published is None)


def test_arxivs_daily_atom() -> None:
    parsed = parse(
        f'<feed {ARXIV} {DC} xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">'
        "<id>http://rss.arxiv.org/atom/cs.AI</id><title>cs.AI updates on arXiv.org</title>"
        "<updated>2025-08-20T04:00:19.866337+00:00</updated>"
        "<entry><id>oai:arXiv.org:2508.99002v1</id><title>Word Games</title>"
        "<updated>2025-08-20T04:00:19.899254+00:00</updated>"
        '<link href="https://arxiv.org/abs/2508.99002" rel="alternate" type="text/html"/>'
        "<summary>arXiv:2508.99002v1 Announce Type: new \nAbstract: We play.</summary>"
        '<category term="cs.CL"/><published>2025-08-20T00:00:00-04:00</published>'
        "<arxiv:announce_type>new</arxiv:announce_type>"
        "<dc:creator>Ola Nordmann, Max Mustermann</dc:creator></entry></feed>"
    )
    assert (parsed.shape, parsed.page_date) == (FEED_SHAPE, "2025-08-20")
    assert parsed.entries[0] == Entry(
        title="Word Games",
        abstract="We play.",
        authors=("Ola Nordmann", "Max Mustermann"),
        author_count=2,
        published="2025-08-20",
        arxiv_id="2508.99002",
        url="https://arxiv.org/abs/2508.99002",
        categories=("cs.CL",),
    )


def test_rss_1_of_a_preprint_server() -> None:
    parsed = parse(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="http://purl.org/rss/1.0/" {DC} '
        'xmlns:prism="http://purl.org/rss/1.0/modules/prism/">\n'
        '<channel rdf:about="http://example.org"><title>Subject</title>'
        "<dc:date>2025-10-03</dc:date><items><rdf:Seq><rdf:li/></rdf:Seq></items></channel>\n"
        '<item rdf:about="http://example.org/cgi/content/short/2025.10.01.680001v1?rss=1">'
        "<title><![CDATA[Kelp, Cells & <i>Laminaria</i>]]></title>"
        "<link>http://example.org/cgi/content/short/2025.10.01.680001v1?rss=1</link>"
        "<description><![CDATA[Kelp grows. P<0.05 and n>3.]]></description>"
        "<dc:creator><![CDATA[Mustermann, E., Perez, J. M., van Beispiel, L.-K.]]></dc:creator>"
        "<dc:date>2025-10-02</dc:date>"
        "<dc:identifier>doi:10.1101/2025.10.01.680001</dc:identifier>"
        "<dc:publisher>Cold Spring Harbor Laboratory</dc:publisher>"
        "<prism:publicationDate>2025-10-02</prism:publicationDate></item></rdf:RDF>"
    )
    assert (parsed.page_date, parsed.lines) == ("2025-10-03", (4,))
    assert parsed.entries[0] == Entry(
        title="Kelp, Cells & Laminaria",
        abstract="Kelp grows. P<0.05 and n>3.",
        authors=("Mustermann, E.", "Perez, J. M.", "van Beispiel, L.-K."),
        author_count=3,
        published="2025-10-02",
        doi="10.1101/2025.10.01.680001",
        url="http://example.org/cgi/content/short/2025.10.01.680001v1?rss=1",
    )


def test_rss_1_of_a_journal() -> None:
    parsed = parse(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dublin="http://purl.org/dc/elements/1.1/" '
        'xmlns:c="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:p="http://prismstandard.org/namespaces/basic/2.0/">'
        '<channel rdf:about="x"><title>Journal of Tides</title></channel>'
        '<item rdf:about="https://example.org/articles/t-1"><title>Ebb</title>'
        "<link>https://example.org/articles/t-1</link>"
        "<c:encoded><![CDATA[<p>Journal of Tides, Published online: 23 August 2025; "
        '<a href="https://example.org/articles/t-1">doi:10.5555/t-1</a></p>Water leaves.]]>'
        "</c:encoded><dublin:creator>Jane Doe</dublin:creator>"
        "<dublin:creator>Doe, Max</dublin:creator><dublin:subject>tides</dublin:subject>"
        "<dublin:date>2025-08-23</dublin:date>"
        "<p:publicationName>Journal of Tides</p:publicationName><p:doi>10.5555/t-1</p:doi>"
        "</item></rdf:RDF>"
    )
    assert parsed.entries[0] == Entry(
        title="Ebb",
        abstract="Water leaves.",
        authors=("Jane Doe", "Doe, Max"),
        author_count=2,
        published="2025-08-23",
        doi="10.5555/t-1",
        url="https://example.org/articles/t-1",
        venue="Journal of Tides",
        keywords=("tides",),
    )


def test_atom_of_anyone() -> None:
    parsed = parse(
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Papers</a:title>'
        "<a:updated>2025-11-18T01:00:00Z</a:updated>"
        '<a:entry><a:id>tag:example.org,2025:1</a:id><a:title type="html">'
        "Big &amp;lt;3 &lt;b&gt;"
        "Nets&lt;/b&gt;</a:title>"
        '<a:link rel="self" href="https://example.org/feed/1"/>'
        '<a:link rel="alternate" href="https://huggingface.co/papers/2511.99003v2"/>'
        "<a:published>2025-11-12T03:19:04Z</a:published>"
        "<a:author><a:name>Jane Doe</a:name></a:author>"
        "<a:author><a:name>Max Mustermann</a:name></a:author>"
        '<a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p><b>Upvotes:</b> 7'
        "</p><p><b>Submitted by:</b> somebody</p><h3>TL;DR</h3><p>Short.</p>"
        "<h3>Abstract</h3><p>Long &amp; wide<br/>x &lt; y</p><p><b>GitHub:</b> <a "
        'href="https://github.com/example-org/n?a=1&amp;b=2">repo</a></p></div></a:content>'
        '<a:summary>Long</a:summary><a:category term="nets"/></a:entry></a:feed>'
    )
    assert parsed.entries[0] == Entry(
        title="Big <3 Nets",
        abstract="Long & wide x < y",
        summary="Short.",
        authors=("Jane Doe", "Max Mustermann"),
        author_count=2,
        published="2025-11-12",
        arxiv_id="2511.99003",
        url="https://huggingface.co/papers/2511.99003",
        code_url="https://github.com/example-org/n?a=1&b=2",
        upvotes=7,
        history=(Sighting("2025-11-18", 7, None),),
        submitted_by="somebody",
        keywords=("nets",),
    )


def test_a_feed_built_from_the_hubs_api() -> None:
    html = (
        "<p><strong>Summary:</strong> One sentence.</p>"
        "<p><strong>Abstract:</strong> The whole\ntext.</p>"
        "<p><strong>Keywords:</strong> tides, code generation</p>"
        "<p><strong>Upvotes:</strong> 12</p><p><strong>Comments:</strong> 3</p>"
        '<p><strong>Code:</strong> <a href="https://github.com/example-org/x">'
        "https://github.com/example-org/x</a></p>"
        '<p><strong>Project:</strong> <a href="https://example.org/x">https://example.org/x</a></p>'
        "<p><strong>Authors:</strong> Jane Doe, Max Mustermann +8 more</p>"
    )
    assert described(html) == Entry(
        title="A Title",
        abstract="The whole text.",
        summary="One sentence.",
        authors=("Jane Doe", "Max Mustermann"),
        author_count=10,
        code_url="https://github.com/example-org/x",
        project_url="https://example.org/x",
        upvotes=12,
        comments=3,
        keywords=("tides", "code generation"),
    )


def test_a_feed_scraped_from_the_page_parts_summary_and_abstract() -> None:
    text = "A net sums up.  \t\tAI-generated summary \t\t Nets sum. They do so\nwell."
    entry = only(f"<description>{text}</description>")
    assert (entry.summary, entry.abstract) == ("A net sums up.", "Nets sum. They do so well.")


def test_what_the_hub_prints_around_a_summary_is_taken_away() -> None:
    html = (
        "<h3>AI summary</h3><p>Abstract A tide of nets. Generated by example/model-1</p>"
        "<h3>Abstract</h3><p>Generated by example/model-1 Abstract Meaning Representation "
        "is old.</p>"
    )
    entry = described(html)
    assert entry.summary == "A tide of nets."
    assert entry.abstract == "Abstract Meaning Representation is old."


def test_a_feed_with_headings_bars_and_translations() -> None:
    html = (
        "<p>Institution: Harbour Institute | Authors: Jane Doe, Max Mustermann</p>"
        '<h3>arXiv Links</h3><p><a href="https://arxiv.org/abs/2511.99004">arXiv</a> | '
        '<a href="https://arxiv.org/pdf/2511.99004.pdf">PDF</a></p>'
        "<h3>AI summary</h3><p>Abstract Nets catch. Generated by example/model</p>"
        "<p>网捕鱼。由 example/model 生成</p>"
        "<h3>Abstract</h3><p>Nets catch fish.</p><p>网捕鱼，很多鱼。</p>"
    )
    assert described(html) == Entry(
        title="A Title",
        abstract="Nets catch fish.",
        summary="Nets catch.",
        authors=("Jane Doe", "Max Mustermann"),
        author_count=2,
        organization="Harbour Institute",
        arxiv_id="2511.99004",
        url="https://arxiv.org/abs/2511.99004",
    )
    chinese = described("<p><b>Abstract:</b> 网捕鱼。</p><p>很多鱼。</p>")
    assert chinese.abstract == "网捕鱼。 很多鱼。"


def test_a_feed_of_a_bibliographic_database() -> None:
    entry = only(
        "<description><![CDATA[<p>J Tides. 2026 Jan 1:1-9. doi: 10.5555/x.1.</p>"
        "<p><b>ABSTRACT</b></p><p>BACKGROUND: Tides.</p><p>METHODS: Boats.</p>"
        "<p>PMID:<a href='https://example.org/4'>4</a> | "
        "DOI:<a href=https://doi.org/10.5555/x.1>10.5555/x.1</a></p>]]></description>"
        "<dc:identifier>pmid:4</dc:identifier><dc:identifier>doi:10.5555/x.1</dc:identifier>"
        "<dc:source>Journal of Tides</dc:source>"
    )
    assert entry.abstract == "BACKGROUND: Tides. METHODS: Boats."
    assert (entry.doi, entry.venue) == ("10.5555/x.1", "Journal of Tides")


def test_labels_in_plain_text_count_if_they_are_of_a_feeds_making() -> None:
    entry = only(
        "<description>Authors: Jane Doe and Max Mustermann\nUpvotes: -\n"
        "Published: Nov 3, 2025\nOrganisation: Harbour Institute\n"
        "Abstract: Tides are well-\nknown.\n"
        "Code: https://github.com/example-org/x.</description>"
    )
    assert entry.authors == ("Jane Doe", "Max Mustermann")
    assert (entry.upvotes, entry.published) == (0, "2025-11-03")
    assert entry.organization == "Harbour Institute"
    assert entry.abstract == "Tides are well-known."
    assert entry.code_url == "https://github.com/example-org/x"


def test_a_plain_abstract_keeps_its_own_labelled_lines() -> None:
    text = "Background: tides.\nCode: https://github.com/example-org/x"
    entry = only(f"<description>{text}</description>")
    assert entry.abstract == " ".join(text.split())
    assert entry.code_url is None


@pytest.mark.parametrize(
    ("line", "names", "count"),
    [
        ("Jane Doe", ("Jane Doe",), 1),
        (
            "Jane Doe, Max Mustermann, and Jan Kowalski",
            ("Jane Doe", "Max Mustermann", "Jan Kowalski"),
            3,
        ),
        ("Jane Doe; Mustermann, Max", ("Jane Doe", "Mustermann, Max"), 2),
        (
            "Jane Doe, Bob Public, Jr., Ola Nordmann",
            ("Jane Doe", "Bob Public, Jr.", "Ola Nordmann"),
            3,
        ),
        ("Doe, J., Li, W.", ("Doe, J.", "Li, W."), 2),
        ("Yi, Li, Wu, Xu", ("Yi", "Li", "Wu", "Xu"), 4),
        (
            "Jane Doe (1), Max Mustermann (2) ((1) A, B, (2) C)",
            ("Jane Doe", "Max Mustermann"),
            2,
        ),
        ("Jane Doe, Max Mustermann, et al.", ("Jane Doe", "Max Mustermann", "et al."), None),
        ("Jane Doe, Max Mustermann and 5 others", ("Jane Doe", "Max Mustermann"), 7),
        ("Jane Doe, … (12 authors)", ("Jane Doe",), 12),
        ("12 authors", (), 12),
        ("Institute for Sand and Sea", ("Institute for Sand and Sea",), 1),
        ("Unknown", (), None),
    ],
)
def test_lists_of_authors(line: str, names: tuple[str, ...], count: int | None) -> None:
    entry = described(f"<p><b>Authors:</b> {line}</p>")
    assert (entry.authors, entry.author_count) == (names, count)


@pytest.mark.parametrize(
    ("element", "names"),
    [
        ("<author>Jane Doe, Max Mustermann</author>", ("Jane Doe", "Max Mustermann")),
        ("<author>noreply@example.org (Jane Doe)</author>", ("Jane Doe",)),
        ("<author>noreply@example.org</author>", ()),
        (
            '<dc:creator>&lt;a href="x"&gt;Jane Doe&lt;/a&gt;, J. Roe</dc:creator>',
            ("Jane Doe", "J. Roe"),
        ),
        (
            "<dc:creator>Doe, Jane</dc:creator><dc:creator>Roe, Max</dc:creator>",
            ("Doe, Jane", "Roe, Max"),
        ),
    ],
)
def test_elements_that_name_authors(element: str, names: tuple[str, ...]) -> None:
    assert only(element).authors == names


@pytest.mark.parametrize(
    ("element", "arxiv_id", "doi", "url"),
    [
        (
            "<link>http://arxiv.org/pdf/2511.99001v3.pdf</link>",
            "2511.99001",
            None,
            "https://arxiv.org/abs/2511.99001",
        ),
        (
            "<link>https://huggingface.co/papers/2511.99001</link>",
            "2511.99001",
            None,
            "https://huggingface.co/papers/2511.99001",
        ),
        (
            "<link>https://example.org/x</link><guid>https://huggingface.co/papers/2511.99001</guid>",
            "2511.99001",
            None,
            "https://example.org/x",
        ),
        (
            "<guid>arXiv:2511.99001v1</guid>",
            "2511.99001",
            None,
            "https://arxiv.org/abs/2511.99001",
        ),
        ("<guid>2511.99001</guid>", "2511.99001", None, "https://arxiv.org/abs/2511.99001"),
        (
            "<link>https://doi.org/10.48550/arXiv.2511.99001</link>",
            "2511.99001",
            None,
            "https://doi.org/10.48550/arXiv.2511.99001",
        ),
        (
            "<link>https://arxiv.org/abs/math.GT/0309136v1</link>",
            "math.GT/0309136",
            None,
            "https://arxiv.org/abs/math.GT/0309136",
        ),
        (
            "<link>https://doi.org/10.5555/A(1)2</link>",
            None,
            "10.5555/A(1)2",
            "https://doi.org/10.5555/A(1)2",
        ),
        (
            "<link>https://example.org/doi/abs/10.5555/77?af=R</link>",
            None,
            "10.5555/77",
            "https://example.org/doi/abs/10.5555/77?af=R",
        ),
        (
            "<link>https://example.org/content/10.1101/2025.01.01.600001v2.full</link>",
            None,
            "10.1101/2025.01.01.600001",
            "https://example.org/content/10.1101/2025.01.01.600001v2.full",
        ),
        (
            "<link>https://example.org/2025/11/18/tides</link>",
            None,
            None,
            "https://example.org/2025/11/18/tides",
        ),
        (
            "<link>javascript:alert(1)</link><guid isPermaLink='false'>17</guid>",
            None,
            None,
            None,
        ),
        (
            "<description>As in arXiv:2511.99001 and 10.5555/77, tides.</description>",
            None,
            None,
            None,
        ),
    ],
)
def test_ids_come_from_links_and_never_from_running_text(
    element: str, arxiv_id: str | None, doi: str | None, url: str | None
) -> None:
    entry = only(element)
    assert (entry.arxiv_id, entry.doi, entry.url) == (arxiv_id, doi, url)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Nets\n  of   Nets", "Nets of Nets"),
        ("Nets. (arXiv:2101.99001v1 [cs.LG])", "Nets"),
        ("Why Nets? (arXiv:2101.99001v2 [cs.LG] UPDATED)", "Why Nets?"),
        (
            "$O(n &lt; m)$ &amp;amp; &lt;unk&gt; [/] {\\alpha}",
            "$O(n < m)$ & <unk> [/] {\\alpha}",
        ),
        ("R&D &eacute;tude &nbsp; &unknown; AT&amp;T", "R&D étude &unknown; AT&T"),
        ("<![CDATA[A & B &lt; C]]>", "A & B < C"),
        ("CO<sub>2</sub> Nets", "CO2 Nets"),
    ],
)
def test_titles(title: str, expected: str) -> None:
    (entry,) = parse(rss(f"<title>{title}</title>")).entries
    assert entry.title == expected


@pytest.mark.parametrize(
    ("element", "published"),
    [
        ("<pubDate>Wed, 31 Dec 2025 23:30:00 -0500</pubDate>", "2025-12-31"),
        ("<pubDate>2 Jan 2026 08:00 GMT</pubDate>", "2026-01-02"),
        ("<dc:date>2026-01-02T00:00:00+09:00</dc:date>", "2026-01-02"),
        ("<pubDate>Jan 2, 2026</pubDate>", "2026-01-02"),
        ("<pubDate>31 Feb 2026</pubDate>", None),
        ("<pubDate>yesterday</pubDate>", None),
        ("<updated>2026-01-02</updated>", None),
        (
            "<link>https://arxiv.org/abs/2512.99001</link><pubDate>2 Jan 2026</pubDate>",
            "2026-01-02",
        ),
        (
            "<link>https://arxiv.org/abs/2601.99001</link><pubDate>31 Dec 2025</pubDate>",
            "2025-12-31",
        ),
        ("<link>https://arxiv.org/abs/2411.99001</link><pubDate>2 Jan 2026</pubDate>", None),
    ],
)
def test_days_of_publication(element: str, published: str | None) -> None:
    assert only(element).published == published


def dated(link: str, *days: str) -> Parsed:
    """Parse a feed with one entry for each date."""
    items = (
        f"<title>Paper {number}</title><link>{link}{number}</link><pubDate>{day}</pubDate>"
        for number, day in enumerate(days)
    )
    return parse(rss(*items))


HUB = "https://huggingface.co/papers/2505.9900"


@pytest.mark.parametrize(
    ("link", "days", "taken"),
    [
        (HUB, [f"27 May 2025 0{n}:15:2{n} GMT" for n in range(5)], False),
        (HUB, [f"2{n} May 2025 0{n}:15:20 GMT" for n in range(5)], True),
        (HUB, [f"27 May 2025 0{n}:15:20 GMT" for n in range(3)], True),
        ("https://example.org/", ["27 May 2025 00:00:00 GMT"] * 5, True),
        ("https://example.org/", ["27 May 2025 07:31:05 GMT"] * 5, False),
        ("https://example.org/", [f"27 May 2025 07:31:0{n} GMT" for n in range(5)], False),
    ],
)
def test_days_of_gathering_are_not_days_of_publication(
    link: str, days: list[str], taken: bool
) -> None:
    parsed = dated(link, *days)
    assert all((entry.published is not None) is taken for entry in parsed.entries)
    told = [note for note in parsed.notes if "no date of publication" in note]
    assert bool(told) is not taken


OFFICE = "<title>Our new office</title><link>https://example.org/blog/1</link>"
EPISODE = (
    "<title>Episode 12: Nets</title><guid isPermaLink='false'>ep-12</guid><author>Jane Doe"
    "</author><pubDate>2 Jan 2026 08:00 GMT</pubDate><enclosure url='https://example.org/12.mp3'/>"
    "<description>We talk about arXiv:2511.99001 and 10.5555/77.</description>"
)
RELEASES = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:example.org,2008:/nets/releases</id>'
    '<link rel="alternate" href="https://example.org/nets/releases"/><title>Releases</title>'
    "<entry><id>tag:example.org,2008:Repository/1/v1.2.0</id><title>v1.2.0</title>"
    '<link rel="alternate" href="https://example.org/nets/releases/tag/v1.2.0"/>'
    "<updated>2025-11-18T01:00:00Z</updated><author><name>jdoe</name></author></entry></feed>"
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(rss(OFFICE).replace(OWN, ""), id="news"),
        pytest.param(rss(OFFICE).replace("//arxiv", "//blog.arxiv"), id="blog"),
        pytest.param(rss(OFFICE, EPISODE).replace(OWN, ""), id="podcast"),
        pytest.param(RELEASES, id="releases"),
    ],
)
def test_a_feed_of_other_things_is_refused(text: str) -> None:
    with pytest.raises(NotADump) as refused:
        parse(text)
    assert str(refused.value) == (
        "feed.xml is a feed, but none of its entries has an arXiv id, a DOI or a link to a "
        "paper at the Hub."
    )


@pytest.mark.parametrize(
    "other",
    [
        "<link>https://arxiv.org/abs/2511.99001</link>",
        "<guid>oai:arXiv.org:2511.99001v1</guid>",
        "<dc:identifier>doi:10.5555/77</dc:identifier>",
        "<link>https://huggingface.co/papers/2511.99001</link>",
    ],
)
def test_one_paper_vouches_for_the_entries_beside_it(other: str) -> None:
    parsed = parse(rss(OFFICE, f"<title>Nets</title>{other}").replace(OWN, ""))
    assert [entry.title for entry in parsed.entries] == ["Our new office", "Nets"]


@pytest.mark.parametrize(
    "own",
    [
        "<link>http://arxiv.org/</link>",
        "<link>https://rss.arxiv.org/rss/cs.CL</link>",
        '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" '
        'href="https://rss.arxiv.org/rss/cs.CL"/>',
    ],
)
def test_arxivs_own_feed_needs_no_ids(own: str) -> None:
    parsed = parse(rss("<title>Nets</title>").replace(OWN, own))
    assert [entry.title for entry in parsed.entries] == ["Nets"]


def test_a_feed_without_entries_is_refused() -> None:
    for text in (rss(), rss().replace("Feed", "Feed error for query: cs.XX")):
        with pytest.raises(NotADump) as refused:
            parse(text)
        assert str(refused.value) in (
            "feed.xml holds no papers: the feed is empty.",
            "feed.xml is an error answer of arXiv: Feed error for query: cs.XX.",
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (rss(), True),
        (
            "\ufeff\n <?xml version='1.0'?>\n<!-- a > b --><?xml-stylesheet href='x'?>\n<rss>",
            True,
        ),
        ('<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x/r.dtd">\n<rss>', True),
        ("<feed xmlns='http://www.w3.org/2005/Atom'>", True),
        ("<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>", True),
        ("<rdf:RDF xmlns:rdf='…' xmlns='http://purl.org/rss/1.0/'>", True),
        ("<rdf:RDF xmlns:rdf='…' xmlns:foaf='http://xmlns.com/foaf/0.1/'>", False),
        (
            "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>",
            False,
        ),
        ("<svg xmlns='http://www.w3.org/2000/svg'><feed/></svg>", False),
        ("<!DOCTYPE html><html><body><rss></body></html>", False),
        ("<feedback>", False),
        ("The <rss> root", False),
        ("", False),
    ],
)
def test_feeds_are_told_by_their_root(text: str, expected: bool) -> None:
    assert is_feed(text) is expected
    if not expected:
        with pytest.raises(NotADump):
            parse(text)
