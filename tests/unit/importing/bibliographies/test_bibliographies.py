"""BibTeX, RIS, CSL-JSON and Zotero's CSV: what is read, and what is said of the rest."""

import json
from contextlib import suppress
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.entry import Entry, Parsed
from paperreader.exporting import Occasion, export
from paperreader.importing import NotADump, read_source, sample_dumps
from paperreader.library.identity import title_key
from paperreader.library.kept import kept_of

MADE = date(2025, 12, 1)


def parsed(text: str | bytes) -> Parsed:
    """Parse a bibliography."""
    data = text.encode() if isinstance(text, str) else text
    return read_source(data, name="given", made=MADE)


def bib(**fields: str) -> Entry:
    """Read one BibTeX reference with these fields, values as they are written."""
    given = "".join(f"  {name} = {value},\n" for name, value in fields.items())
    (entry,) = parsed(f"@article{{key,\n{given}}}").entries
    return entry


@pytest.mark.parametrize(
    ("author", "names", "organization"),
    [
        ("{Doe, Jane and Max Mustermann}", ("Jane Doe", "Max Mustermann"), None),
        (r"{G{\"o}del, K. and Nov{\'a}k, Jan}", ("K. Gödel", "Jan Novák"), None),
        ("{van der Berg, Jr., Jan}", ("Jan van der Berg Jr.",), None),
        ("{Garc{\\'i}a M{\\'a}rquez, Ana}", ("García Márquez, Ana",), None),
        ("{{Example Lab}}", (), "Example Lab"),
        ("{{Barnes and Noble} and Doe, Jane}", ("Barnes and Noble", "Jane Doe"), None),
        ("{Doe, Jane and others}", ("Jane Doe", "et al."), None),
        ('"Doe, J."', ("J. Doe",), None),
    ],
)
def test_names_of_bibtex(author: str, names: tuple[str, ...], organization: str | None) -> None:
    entry = bib(title="{T}", author=author)
    assert (entry.authors, entry.organization) == (names, organization)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("{{BERT}: Deep {B}idirectional}", "BERT: Deep Bidirectional"),
        (
            r"{{\"U}ber {$\alpha_{1}$}-Mixing \& 5\%}",
            r"Über $\alpha_{1}$-Mixing & 5%",
        ),
        ('"One " # "and " # 2', "One and 2"),
        ("{A~Tie}", "A Tie"),
        (r"{\input{/etc/passwd} and [red]x}", r"\input/etc/passwd and [red]x"),
    ],
)
def test_titles_of_bibtex(title: str, told: str) -> None:
    assert bib(title=title).title == told


@pytest.mark.parametrize(
    "fields",
    [
        {"eprint": "{2511.99877}", "archiveprefix": "{arXiv}"},
        {"eprint": "{2511.99877v2}", "eprinttype": "{arxiv}"},
        {"journal": "{arXiv preprint arXiv:2511.99877}"},
        {"journal": "{CoRR}", "volume": "{abs/2511.99877}"},
        {"url": "{https://arxiv.org/abs/2511.99877v1}"},
        {"note": "{arXiv:2511.99877 [cs.CL]}"},
        {"howpublished": r"{\url{http://arxiv.org/pdf/2511.99877}}"},
        {"doi": "{10.48550/arXiv.2511.99877}"},
    ],
)
def test_where_an_arxiv_id_may_stand(fields: dict[str, str]) -> None:
    entry = bib(title="{T}", **fields)
    assert (entry.arxiv_id, entry.venue) == ("2511.99877", None)


@pytest.mark.parametrize(
    ("fields", "published", "kept"),
    [
        ({"date": "{2017-06-12}"}, "2017-06-12", {}),
        ({"year": "2017", "month": "jun", "day": "12"}, "2017-06-12", {}),
        ({"year": "{2017}"}, None, {"year": "2017"}),
        ({"year": "2017", "month": "jun"}, None, {"year": "2017", "month": "6"}),
        ({"date": "{2017-02-31}"}, None, {"year": "2017", "month": "2"}),
        ({"year": "{in press}"}, None, {"date": "in press"}),
    ],
)
def test_no_day_is_made_up(
    fields: dict[str, str], published: str | None, kept: dict[str, str]
) -> None:
    entry = bib(title="{T}", **fields)
    assert entry.published == published
    assert kept_of(entry) == kept | {"entrytype": "article"}


ODD = """\ufeffThis file was made by a program.

@string{j = "Journal"}
@comment{left alone}
@preamble{"\\\\newcommand{\\\\x}{}"}
@article{one, title = {One}, journal = j # unknown, volume = 3}
@article{one, title = {Two}}
@article{three, title = {Three}
  year = {2020}}
@article{four, title = {Four}, title = {Vier}}
stray text
@inproceedings{five, title = {Five}, crossref = {gone}}
@article{six, author = {Nobody}}
@article{seven, title = {Seven
@article{eight, title = {Eight}, url = {javascript:alert(1)}}
@article{nine, title = {Nine},
"""


def test_everything_readable_comes_in_and_every_odd_thing_has_its_line() -> None:
    found = parsed(ODD.replace("\n", "\r\n"))
    assert [(entry.title, entry.citation_key) for entry in found.entries] == [
        ("One", "one"),
        ("Two", None),
        ("Three", "three"),
        ("Four", "four"),
        ("Five", "five"),
        ("Seven", "seven"),
        ("Eight", "eight"),
        ("Nine", "nine"),
    ]
    assert found.lines == (6, 7, 8, 10, 12, 14, 15, 16)
    assert {problem.line for problem in found.problems} >= {6, 7, 8, 10, 11, 12, 13, 14, 15, 16}
    assert found.entries[0].venue == "Journalunknown"
    assert found.entries[6].url is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings(encoding: str) -> None:
    text = "@misc{k, title = {Über Gezeiten}, author = {Müller, Jürgen}}"
    (entry,) = parsed(text.encode(encoding)).entries
    assert (entry.title, entry.authors) == ("Über Gezeiten", ("Jürgen Müller",))


@pytest.mark.parametrize(
    "text",
    [
        "# A page\n\nSome words.\n\n```\n@misc{k,\n title={T}}\n```\n",
        '[{"title": "T", "authors": ["Jane Doe"], "arxiv_id": "2511.99101"}]',
    ],
)
def test_what_is_no_bibliography(text: str) -> None:
    with suppress(NotADump):
        assert parsed(text).shape not in ("bibtex", "ris", "csl-json", "zotero-csv")


def test_ris_without_its_end_and_with_stray_lines() -> None:
    text = "TY  - JOUR\nTI  - One\nTI  - Uno\nx\nTY  - BOOK\nT1  - Two\nER  -\nXX  - y\n"
    found = parsed(text)
    assert [entry.title for entry in found.entries] == ["One", "Two"]
    assert [problem.line for problem in found.problems] == [1, 8]


def test_csl_json_that_is_cut_off() -> None:
    item = {"id": "k", "type": "book", "title": "T", "issued": {"date-parts": [["2020"]]}}
    found = parsed(json.dumps([item, item])[:-9])
    assert [entry.citation_key for entry in found.entries] == ["k"]
    assert [problem.line for problem in found.problems] == [1]


@given(st.integers(0, 3), st.randoms(use_true_random=False), st.integers(1, 8))
def test_damage_is_never_an_exception(which: int, chance: Random, times: int) -> None:
    names = ("references.bib", "references.ris", "references.json", "zotero.csv")
    (path,) = [path for path in sample_dumps() if path.name == names[which]]
    text = path.read_text()
    for _ in range(times):
        at = chance.randrange(len(text) + 1)
        what = chance.choice(["{", "}", '"', "@a{", "#", ",", "=", "\\", "\n", "TY  - ", "$"])
        text = text[:at] + chance.choice([what, ""]) + text[at + chance.randrange(4) :]
    try:
        found = parsed(text)
    except NotADump:
        return
    assert all(entry.title for entry in found.entries)
    assert len(found.lines) == len(found.entries)


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris", "csl-json"])
def test_our_own_exports_come_back(name: str) -> None:
    entries = [
        Entry(
            id="arxiv:2511.99877",
            title="Über $\\alpha$-Mixing & 50% of BERT",
            authors=("Jane Doe", "Jan van der Berg", "Juan Pérez Jr."),
            published="2025-11-03",
            arxiv_id="2511.99877",
        ),
        Entry(
            id="doi:10.99999/x_y",
            title="Tide Tables",
            authors=("Max Mustermann",),
            doi="10.99999/x_y",
            venue="Journal of Examples",
        ),
    ]
    keys = {entry.id: f"key{number}" for number, entry in enumerate(entries)}
    out = "".join(export(entries, name, Occasion(keys=keys)))
    found = parsed(out).entries
    for ours, theirs in zip(entries, found, strict=True):
        assert (theirs.authors, theirs.citation_key) == (ours.authors, keys[ours.id])
        assert (theirs.arxiv_id, theirs.doi) == (ours.arxiv_id, ours.doi)
        assert title_key(theirs.title) == title_key(ours.title)
