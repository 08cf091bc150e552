"""Citations: what they say, and that they say no more than the entry does."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.citing import STYLES, UnknownStyle, cite, missing
from paperreader.entry import Entry
from tests.unit.citing.reading import depth_never_below_zero_and_zero_at_the_end

ATTENTION = Entry(
    title="Attention Is All You Need",
    authors=("Ashish Vaswani", "Noam Shazeer"),
    published="2017-06-12",
    arxiv_id="1706.03762",
    categories=("cs.CL", "cs.LG"),
)
COUNTED = Entry(
    title=r"$\textbf{Only-IF}$:Revealing the Effect", author_count=3, published="2024-10-06"
)


def test_bibtex_as_arxiv_prints_it() -> None:
    assert cite(ATTENTION, "bibtex", "vaswani2017attention") == (
        "@misc{vaswani2017attention,\n"
        "      title={Attention Is All You Need},\n"
        "      author={Ashish Vaswani and Noam Shazeer},\n"
        "      year={2017},\n"
        "      eprint={1706.03762},\n"
        "      archivePrefix={arXiv},\n"
        "      primaryClass={cs.CL},\n"
        "      url={https://arxiv.org/abs/1706.03762},\n"
        "}"
    )


def test_bibtex_where_only_the_number_of_authors_is_known() -> None:
    assert cite(COUNTED, "bibtex", "onlyif2024") == (
        "@misc{onlyif2024,\n"
        "      title={{$\\textbf{Only-IF}$}:Revealing the Effect},\n"
        "      key={{$\\textbf{Only-IF}$:Revealing the Effect}},\n"
        "      year={2024},\n"
        "      note={3 authors, names not given by the source},\n"
        "}"
    )


def fields(entry: Entry) -> dict[str, str]:
    lines = cite(entry, "bibtex", "k").splitlines()[1:-1]
    pairs = (line.strip().removesuffix("},").partition("={")[::2] for line in lines)
    return dict(pairs)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            Entry(title="A Report", organization="R&D Lab"),
            {
                "title": "A Report",
                "author": r"{R\&D Lab}",
                "note": "author names not given by the source",
            },
        ),
        (
            Entry(title="T", authors=("Ann Lee",), author_count=9),
            {"title": "{T}", "author": "Ann Lee and others"},
        ),
        (Entry(title="T", authors=("OpenAI",)), {"title": "{T}", "author": "{OpenAI}"}),
        (
            Entry(
                title="T",
                authors=("Ann Lee",),
                doi="https://doi.org/10.1000/a_b",
                url="https://example.org/a b_c",
                venue="Proc. of R&D",
                published="2020-02-30",
            ),
            {
                "title": "{T}",
                "author": "Ann Lee",
                "doi": "10.1000/a_b",
                "howpublished": r"Proc. of R\&D",
                "url": "https://doi.org/10.1000/a_b",
            },
        ),
        (
            Entry(title="T", authors=("Ann Lee",), url="javascript:alert(1)"),
            {"title": "{T}", "author": "Ann Lee"},
        ),
        (
            Entry(
                title="T", authors=("Ann Lee",), arxiv_id="cs/0701001", categories=("68T45",)
            ),
            {
                "title": "{T}",
                "author": "Ann Lee",
                "year": "2007",
                "eprint": "cs/0701001",
                "archivePrefix": "arXiv",
                "url": "https://arxiv.org/abs/cs/0701001",
            },
        ),
    ],
)
def test_bibtex_fields(entry: Entry, expected: dict[str, str]) -> None:
    assert fields(entry) == expected


def test_a_key_cannot_break_the_record() -> None:
    assert cite(COUNTED, "bibtex", "a b{c},d%é").startswith("@misc{abcd,\n")
    assert cite(COUNTED, "bibtex", "{}").startswith("@misc{paper,\n")


TWELVE = tuple(f"Ann Lee{chr(97 + n)}" for n in range(12))


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (
            ATTENTION,
            "Ashish Vaswani and Noam Shazeer (2017). Attention Is All You Need. "
            "arXiv:1706.03762. https://arxiv.org/abs/1706.03762",
        ),
        (COUNTED, "[3 authors, names unknown] (2024). Only-IF: Revealing the Effect."),
        (Entry(title="Why?", author_count=1), "[1 author, names unknown] (n.d.). Why?"),
        (Entry(title="T", organization="OpenAI"), "OpenAI [authors unknown] (n.d.). T."),
        (
            Entry(
                title="T", authors=("Lee, Jr., Ann", "B", "C"), venue="ICML", doi="10.1000/x"
            ),
            "Ann Lee Jr., B and C (n.d.). T. ICML. https://doi.org/10.1000/x",
        ),
        (Entry(title="T", authors=TWELVE), "Ann Leea, Ann Leeb, Ann Leec, et al. (n.d.). T."),
        (Entry(title="T", authors=("Ann Lee",), author_count=4), "Ann Lee, et al. (n.d.). T."),
        (
            Entry(title="a\nb\x1b[0m", authors=(r"Jan Uzna\'{n}ski",), url="http://x.org/"),
            "Jan Uznański (n.d.). a b[0m. http://x.org/",
        ),
    ],
)
def test_plain(entry: Entry, line: str) -> None:
    assert cite(entry, "plain", "k") == line


def test_ten_authors_are_named_in_full() -> None:
    entry = Entry(title="T", authors=TWELVE[:10])
    assert all(name in cite(entry, "plain", "k") for name in TWELVE[:10])


@pytest.mark.parametrize(
    ("entry", "lacks"),
    [
        (ATTENTION, ()),
        (COUNTED, ("author names", "arXiv id, DOI or link")),
        (Entry(title="T"), ("author names", "date", "arXiv id, DOI or link")),
        (
            Entry(title=" ", authors=("Ann Lee", "et al."), arxiv_id="2401.00001"),
            ("title", "remaining author names"),
        ),
        (
            Entry(title="T", authors=("Ann Lee",), featured="2024-01-01", doi="10.1000/x"),
            ("date",),
        ),
        (Entry(title="T", organization="OpenAI", arxiv_id="2401.00001"), ("author names",)),
    ],
)
def test_missing(entry: Entry, lacks: tuple[str, ...]) -> None:
    assert missing(entry) == lacks


def test_an_unknown_style_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(
        UnknownStyle, match="no citation style 'apa9': choose from bibtex, biblatex, apa"
    ):
        cite(ATTENTION, "apa9", "k")


TEXT = st.text(max_size=30) | st.text(alphabet="\\{}$ and,Ab\n\x1b\u202e\ud800", max_size=20)
ENTRIES = st.builds(
    Entry,
    title=TEXT,
    authors=st.lists(TEXT, max_size=3).map(tuple),
    author_count=st.none() | st.integers(),
    organization=st.none() | TEXT,
    published=st.none() | TEXT | st.dates().map(str),
    arxiv_id=st.none() | TEXT,
    doi=st.none() | TEXT | TEXT.map("10.1000/{}".format),
    url=st.none() | TEXT | TEXT.map("https://x.org/{}".format),
    venue=st.none() | TEXT,
    categories=st.lists(TEXT, max_size=2).map(tuple),
)


@given(ENTRIES, TEXT)
def test_every_style_holds_for_any_entry(entry: Entry, key: str) -> None:
    for style in STYLES:
        text = cite(entry, style, key)
        assert text.replace("\n", "").isprintable() or not text.isascii()
        assert not any(char in text for char in "\x1b\u202e\u2028\x85\r")
        text.encode()
    for style in ("apa", "mla", "ieee", "chicago", "markdown", "plain"):
        assert "\n" not in cite(entry, style, key)
    for style in ("bibtex", "biblatex"):
        assert depth_never_below_zero_and_zero_at_the_end(cite(entry, style, key))
        in_ascii = cite(entry, style, key, ascii_only=True)
        assert in_ascii.isascii()
        assert depth_never_below_zero_and_zero_at_the_end(in_ascii)
    assert json.loads(cite(entry, "csl-json", key))["id"]


@given(ENTRIES)
def test_no_author_is_invented(entry: Entry) -> None:
    nameless: dict[str, Any] = {"title": entry.title, "author_count": entry.author_count}
    assert "author={" not in cite(Entry(**nameless), "bibtex", "k")
    assert "author names" in missing(Entry(**nameless))
