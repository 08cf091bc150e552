"""Answers of arXiv's API: real ones against an independent reading, and what may go wrong."""

import json
import re
import time
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from paperreader.entry import Parsed
from paperreader.importing import NotADump
from paperreader.importing.feeds.parsing import (
    ARXIV_SHAPE,
    is_feed,
    is_recorded_answer,
    parse_feed,
    parse_recorded_answer,
)

MADE = date(2026, 10, 1)
ATOM = "{http://www.w3.org/2005/Atom}"
ARXIV = "{http://arxiv.org/schemas/atom}"
HEAD = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    '<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">\n'
    "<id>https://arxiv.org/api/x</id><title>arXiv Query: x</title>"
    "<updated>2025-11-18T00:00:00Z</updated>\n"
)


def parse(text: str) -> Parsed:
    """Parse an answer."""
    return parse_feed(text, name="answer.xml", made=MADE, as_of=None)


def entry(**elements: str) -> str:
    """Return an entry of an answer; keys name elements, ``arxiv_x`` those of arXiv."""
    given = {
        "id": "http://arxiv.org/abs/2511.99101v1",
        "title": "A Title",
        "published": "2025-11-09T18:00:00Z",
        **elements,
    }
    inner = "".join(
        f"<{key.replace('arxiv_', 'arxiv:')}>{text}</{key.replace('arxiv_', 'arxiv:')}>"
        for key, text in given.items()
    )
    return f'<entry>{inner}<arxiv:primary_category term="cs.LG"/></entry>'


def answer(*entries: str) -> str:
    """Return an answer with these entries."""
    return HEAD + "\n".join(entries) + "</feed>"


def bodies(shared: Path) -> list[tuple[str, str, str, bool]]:
    """Return name, text, body, and whether it is recorded, of all real answers."""
    found = []
    for path in sorted((shared / "api").glob("arxiv-atom.*.xml")):
        text = path.read_text(encoding="utf-8")
        found.append((path.name, text, text, False))
    for path in sorted((shared / "api" / "arxiv-query").glob("*.json")):
        text = path.read_text(encoding="utf-8")
        found.append((path.name, text, json.loads(text)["body"], True))
    return found


def plain(text: str | None) -> str | None:
    """Return a text with white space collapsed."""
    return " ".join(text.split()) or None if text else None


def test_every_real_answer_is_read_field_by_field(shared: Path) -> None:
    checked = 0
    for name, text, body, recorded in bodies(shared):
        assert is_recorded_answer(text) is recorded, name
        assert is_feed(text) is not recorded, name
        expected = [
            one
            for one in ET.fromstring(body.encode()).iter(f"{ATOM}entry")
            if "/api/errors" not in (one.findtext(f"{ATOM}id") or "")
        ]
        reader = parse_recorded_answer if recorded else parse_feed
        if not expected:
            with pytest.raises(NotADump):
                reader(text, name=name, made=MADE, as_of=None)
            continue
        begun = time.perf_counter()
        parsed = reader(text, name=name, made=MADE, as_of=None)
        took = (time.perf_counter() - begun) * 1000
        if len(text) > 200_000:
            print(f"{name}: {len(text):,} characters, {took:.1f} ms")
        assert (parsed.shape, parsed.problems, parsed.notes) == (ARXIV_SHAPE, (), ())
        assert (
            parsed.page_date
            == (ET.fromstring(body.encode()).findtext(f"{ATOM}updated") or "")[:10]
        )
        assert len(parsed.entries) == len(expected)
        lines = [number for number, line in enumerate(body.split("\n"), 1) if "<entry>" in line]
        if not recorded:
            assert list(parsed.lines) == lines
        for got, said in zip(parsed.entries, expected, strict=True):
            people = tuple(plain(one.text) for one in said.iter(f"{ATOM}name"))
            where = (said.findtext(f"{ATOM}id") or "").partition("/abs/")[2]
            arxiv_id = re.sub(r"v\d+$", "", where)
            terms = [one.get("term") or "" for one in said.iter(f"{ATOM}category")]
            primary = said.find(f"{ARXIV}primary_category")
            assert got.title == plain(said.findtext(f"{ATOM}title"))
            assert got.abstract == plain(said.findtext(f"{ATOM}summary"))
            assert got.authors == people
            assert got.author_count == len(people)
            assert got.published == (said.findtext(f"{ATOM}published") or "")[:10]
            assert got.arxiv_id == arxiv_id
            assert got.url == f"https://arxiv.org/abs/{arxiv_id}"
            assert got.doi == said.findtext(f"{ARXIV}doi")
            assert got.venue == plain(said.findtext(f"{ARXIV}journal_ref"))
            assert primary is not None
            assert got.categories[0] == primary.get("term")
            assert sorted(got.categories) == sorted(set(terms))
            comment = said.findtext(f"{ARXIV}comment") or ""
            for url in (got.code_url, got.project_url):
                assert url is None or url in comment
            assert (got.summary, got.organization, got.featured, got.upvotes) == (None,) * 4
            checked += 1
    assert checked > 250


def test_recorded_errors_and_empty_answers_are_refused_with_arxivs_words(shared: Path) -> None:
    folder = shared / "api" / "arxiv-query"
    said = {}
    for path in sorted(folder.glob("id_*.json")):
        try:
            parse_recorded_answer(
                path.read_text(encoding="utf-8"), name="a.json", made=MADE, as_of=None
            )
        except NotADump as refused:
            said[path.name.split("_s0")[0]] = str(refused)
    assert said == {
        "id_abc": "a.json is an error answer of arXiv: incorrect id format for abc.",
        "id_0000.0000": "a.json holds no papers: the feed is empty.",
        "id_0808.05394": "a.json holds no papers: the feed is empty.",
    }


def test_an_abstract_is_flowed_and_a_hyphen_at_a_lines_end_joined() -> None:
    text = "  It is self-\nsupervised, pre-\nand post-trained.\n\n  A second\tparagraph.\n"
    (got,) = parse(answer(entry(summary=text))).entries
    assert got.abstract == "It is self-supervised, pre- and post-trained. A second paragraph."


@pytest.mark.parametrize(
    ("where", "arxiv_id"),
    [
        ("http://arxiv.org/abs/2511.99101v12", "2511.99101"),
        ("http://arxiv.org/abs/0704.0001", "0704.0001"),
        ("http://arxiv.org/abs/quant-ph/0201082v1", "quant-ph/0201082"),
        ("https://arxiv.org/abs/math.GT/0309136v2", "math.GT/0309136"),
        ("http://export.arxiv.org/abs/cond-mat/9901001v3", "cond-mat/9901001"),
    ],
)
def test_ids_have_no_version(where: str, arxiv_id: str) -> None:
    (got,) = parse(answer(entry(id=where))).entries
    assert (got.arxiv_id, got.url) == (arxiv_id, f"https://arxiv.org/abs/{arxiv_id}")


@pytest.mark.parametrize(
    ("comment", "code_url", "project_url"),
    [
        (
            "9 pages. Code: https://github.com/example-org/tide.",
            "https://github.com/example-org/tide",
            None,
        ),
        (
            "Source code at https://gitlab.com/example-org/tide",
            "https://gitlab.com/example-org/tide",
            None,
        ),
        ("Available at https://github.com/example-org/tide", None, None),
        (
            "Code: https://github.com/example-org/a and https://github.com/example-org/b",
            None,
            None,
        ),
        ("Code of conduct at https://github.com/example-org", None, None),
        ("Code: https://example.org/code", None, None),
        ("Project page: https://example.org/tide.", None, "https://example.org/tide"),
        ("Published at https://example.org/tide", None, None),
        ("12 pages, 3 figures", None, None),
    ],
)
def test_links_in_a_comment_count_only_where_they_are_named(
    comment: str, code_url: str | None, project_url: str | None
) -> None:
    (got,) = parse(answer(entry(arxiv_comment=comment))).entries
    assert (got.code_url, got.project_url) == (code_url, project_url)


def test_an_error_beside_papers_is_a_problem() -> None:
    error = (
        "<entry><id>http://arxiv.org/api/errors#late</id><title>Error</title>"
        "<summary>something came\n late</summary></entry>"
    )
    parsed = parse(answer(entry(), error))
    assert len(parsed.entries) == 1
    assert [(p.line, p.message) for p in parsed.problems] == [
        (5, "arXiv says: something came late")
    ]


def test_an_entry_without_title_is_left_out_with_its_line() -> None:
    parsed = parse(answer(entry(), entry(title=" \n ")))
    assert [(p.line, p.message) for p in parsed.problems] == [
        (5, "has no title; the entry was left out")
    ]
    assert parsed.lines == (4,)


def test_the_page_date_is_the_answers_or_the_users() -> None:
    parsed = parse(answer(entry()))
    assert parsed.page_date == "2025-11-18"
    assert parsed.page_date_from == "its updated says “2025-11-18T00:00:00Z”"
    given = parse_feed(answer(entry()), name="a", made=MADE, as_of=date(2025, 12, 1))
    assert (given.page_date, given.page_date_from) == ("2025-12-01", "as you gave it")


def recording(body: str, **others: object) -> str:
    """Return a recorded answer."""
    return json.dumps(
        {"url": "https://example.org", "status_code": 200, **others, "body": body}
    )


def test_a_recording_may_be_compact_indented_escaped_or_cut() -> None:
    whole = answer(entry(title="Ünïcode"), entry(title="Second"))
    for text in (
        recording(whole),
        json.dumps({"body": whole, "status_code": 200}, indent=2, ensure_ascii=False),
        "\ufeff \n" + recording("\n \ufeff" + whole, headers={"a": "b"}),
    ):
        assert is_recorded_answer(text)
        parsed = parse_recorded_answer(text, name="a", made=MADE, as_of=None)
        assert [got.title for got in parsed.entries] == ["Ünïcode", "Second"]
        assert set(parsed.lines) == {text[: text.index('"body"')].count("\n") + 1}
    text = recording(whole)
    cut = parse_recorded_answer(
        text[: text.index("Second")] + "\\u00", name="a", made=MADE, as_of=None
    )
    assert [got.title for got in cut.entries] == ["Ünïcode"]
    assert cut.problems[0].line == 1
    assert "line 5 of the body: the feed is cut off here" in cut.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        '{"title": "A Title", "abstract": "x"}',
        '{"body": "<html><body>busy</body></html>"}',
        '{"body": 12}',
        '{"body": "plain"}',
        '[{"body": "<feed></feed>"}]',
        answer(entry()),
        "body: <feed>",
        "",
    ],
)
def test_other_json_is_no_recorded_answer(text: str) -> None:
    assert not is_recorded_answer(text)
