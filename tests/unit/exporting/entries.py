"""Entries to export: ordinary, poor, and hostile."""

from paperreader.entry import Entry, Sighting, Source

ATTENTION = Entry(
    id="arxiv:1706.03762",
    title="Attention Is All You Need",
    abstract="The dominant models use $\\mathcal{O}(n^2)$ memory.",
    authors=("Ashish Vaswani", "Noam Shazeer"),
    author_count=8,
    published="2017-06-12",
    featured="2023-05-02",
    arxiv_id="1706.03762",
    code_url="https://github.com/example/attention",
    upvotes=12,
    history=(Sighting("2023-05-02", 12, None),),
    categories=("cs.CL", "cs.LG"),
    status="queued",
    starred=True,
    tags=("nlp/attention", "to read"),
    note="# Why\n\nSee *section 3*.\n\n- one\n- two",
    citation_key="vaswani2017attention",
    added="2025-12-18T08:00:00Z",
    changed="2025-12-18T08:00:00Z",
    sources=(
        Source(
            source="monday.txt",
            shape="records",
            imported="2025-12-18T08:00:00Z",
            fields=("title",),
        ),
    ),
)
COUNTED = Entry(
    id="title:0011223344556677",
    title=r"$\textbf{Only-IF}$:Revealing the Effect",
    author_count=3,
    published="2024-10-06",
)
BARE = Entry(id="title:ffffffffffffffff", title="Nothing Else Is Known")

HOSTILE_TEXTS = (
    "# heading",
    "#hashtag and C# #",
    "- item",
    "+ item",
    "* item",
    "1. first",
    "12) twelfth",
    "> quote",
    "===",
    "---",
    "```sh",
    "~~~",
    "~~gone~~",
    "    indented",
    "\tcode",
    "[a](javascript:alert(1))",
    "![a](http://example.org/x.png)",
    "[Re] Reproduction of [x][y]",
    "[x]: http://example.org",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- gone -->",
    "<http://example.org>",
    "http://example.org/ and www.example.org",
    "@someone wrote",
    "*bold* _it_ **b** __c__ a_b_c",
    "`code` ``x``",
    "&copy; &#60;b&#62; A&B AT&T;",
    "back\\slash \\* \\",
    "| a | b |",
    "$5 and $6",
    "a\n\nb",
    "a\r\n# b",
    "line\u2028# two",
    "esc\x1b[31m nul\x00 bidi\u202e csi\x9b2J",
    "lone \ud800 surrogate",
    "注意力 é",
    ":smile: -- 'quotes' \"double\"",
    "=cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-1+2",
    "+1",
    "＝1+1",
    "\r=1",
)


def hostile(text: str, number: int) -> Entry:
    """An entry with the text wherever others, not the reader, may have put it."""
    return Entry(
        id=f"title:{number:016x}",
        title=text,
        abstract=text,
        authors=(text, "Ann Lee"),
        organization=text,
        published=text,
        venue=text,
        doi=f"10.1000/{text}",
        url=f"https://example.org/{text}",
        code_url=text,
        project_url=f"http://example.org/?q={text})",
        submitted_by=text,
        tags=(text,),
        categories=(text,),
        keywords=(text, text),
    )


HOSTILE = tuple(hostile(text, number) for number, text in enumerate(HOSTILE_TEXTS))
EVERYTHING = (ATTENTION, COUNTED, BARE, *HOSTILE)
