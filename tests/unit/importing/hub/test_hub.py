"""Answers of the Hub: recorded ones against their own JSON, and the forms tools give them."""

import ast
import json
import lzma
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from paperreader.entry import Entry, Parsed, Problem, Sighting
from paperreader.importing.hub.parsing import SHAPE, is_hub, parse_hub
from paperreader.importing.refusal import NotADump

MADE = date(2026, 7, 1)
SAMPLE = Path(__file__).parents[4] / "sample_dumps" / "hub-day.json"

DAYS = ("2024-05-27", "2025-02-19", "2025-12-18", "2026-01-01")
"""The days whose answers were recorded whole."""

Item = dict[str, Any]


def parsed(text: str, as_of: date | None = None) -> Parsed:
    """Parse an answer."""
    return parse_hub(text, name="answer.json", made=MADE, as_of=as_of)


def refusal(text: str) -> str:
    """Return the sentence with which a text is refused."""
    with pytest.raises(NotADump) as refused:
        parsed(text)
    return str(refused.value)


def item(**paper: object) -> Item:
    """Return an item around a paper with a title."""
    return {"paper": {"id": "2511.99001", "title": "A Title", **paper}}


def expected(told: Item, day: str | None) -> Entry:
    """Read an item by the rules, in the plainest way."""

    def one_line(text: str | None) -> str | None:
        # The one hyphen at the end of a line in all the records that is not before "and".
        return " ".join(text.replace("pre-\ntrained", "pre-trained").split()) if text else None

    def address(text: str | None) -> str | None:
        return "".join(text.split()) if text else None

    paper = told["paper"]
    submitter = told.get("submittedBy") or {}
    organization = told.get("organization") or {}
    return Entry(
        title=one_line(paper["title"]) or "",
        abstract=one_line(paper["summary"]),
        summary=one_line(paper.get("ai_summary")),
        authors=tuple(author["name"] for author in paper["authors"]),
        author_count=len(paper["authors"]),
        organization=one_line(organization.get("fullname")),
        published=paper["publishedAt"][:10],
        featured=day,
        arxiv_id=paper["id"],
        url=f"https://huggingface.co/papers/{paper['id']}",
        code_url=address(paper.get("githubRepo")),
        project_url=address(paper.get("projectPage")),
        upvotes=paper["upvotes"],
        comments=told["numComments"],
        stars=paper.get("githubStars"),
        submitted_by=submitter.get("name"),
        keywords=tuple(word for word in paper.get("ai_keywords") or () if word),
    )


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("indent", [None, 2, "whole"])
def test_a_recorded_day_says_what_its_json_says(
    shared: Path, day: str, indent: int | str | None
) -> None:
    text = (shared / "api" / f"hf-daily_papers-{day}.json").read_text("utf-8")
    items = json.loads(text)
    if not isinstance(indent, str):
        text = json.dumps(items, indent=indent)
    assert is_hub(text)
    answer = parsed(text)
    assert answer.entries == tuple(expected(told, day) for told in items)
    assert (answer.shape, answer.page_date, answer.problems) == (SHAPE, day, ())
    assert answer.page_date_from == "all its papers were featured on that day"
    assert answer.notes == ()
    ids = [told["paper"]["id"] for told in items]
    numbered = text.split("\n")
    if indent == "whole":
        for line, below, arxiv_id in zip(
            answer.lines, [*answer.lines[1:], len(numbered)], ids, strict=True
        ):
            assert f'"id": "{arxiv_id}"' in "\n".join(numbered[line - 1 : below - 1])
            assert numbered[line - 1].strip() == "{"


def test_the_recording_of_python_texts_says_what_they_say(shared: Path) -> None:
    text = (shared / "api" / "hf-daily_papers-2024-12-11.python-repr.json").read_text("utf-8")
    written = json.loads(text)
    items = [ast.literal_eval(one) for one in written]
    assert is_hub(text)
    answer = parsed(text)
    assert answer.entries == tuple(expected(told, "2024-12-11") for told in items)
    assert (answer.page_date, answer.problems) == ("2024-12-11", ())
    assert answer.notes == ("26 papers stood as texts inside the JSON.",)
    assert answer.lines == tuple(range(2, 28))
    # The same, printed as a whole.
    printed = parsed(repr(items))
    assert is_hub(repr(items))
    assert printed.entries == answer.entries
    assert printed.notes == (
        "The answer stood as Python prints it, not as JSON, and was translated.",
    )


def recorded_days(shared: Path) -> list[Item]:
    """Return the lines of the recording of all days."""
    with lzma.open(shared / "api" / "hf-daily_papers-all-days.jsonl.xz", "rt") as lines:
        return [json.loads(line) for line in lines]


def test_every_record_of_every_day_says_what_its_json_says(shared: Path) -> None:
    recorded = recorded_days(shared)
    with lzma.open(shared / "api" / "hf-daily_papers-all-days.jsonl.xz", "rt") as lines:
        answer = parsed(lines.read())
    assert len(answer.entries) == 9115
    wrong = [
        (entry, told)
        for entry, one in zip(answer.entries, recorded, strict=True)
        if entry != (told := expected(one["r"], one["date"]))
    ]
    assert wrong == []
    assert answer.lines == tuple(range(1, 9116))
    assert (answer.page_date, answer.problems) == (None, ())


def test_a_day_without_its_date_is_found_or_left_open_but_never_wrong(shared: Path) -> None:
    days: dict[str, list[Item]] = {}
    for one in recorded_days(shared):
        days.setdefault(one["date"], []).append(one["r"])
    found = unsure = 0
    for day, items in days.items():
        answer = parsed(json.dumps(items))
        assert answer.page_date in (day, None)
        for entry in answer.entries:
            assert entry.featured in (day, None)
            found += entry.featured == day
            unsure += entry.featured is None
    # Without a day are those of some days in March 2025 that name no day at all.
    assert found > 9000
    assert unsure < 100


def as_the_client_prints_it(told: Item) -> Item:
    """Return an item as the Hub's command line lists it: flat, with its client's names."""
    paper, by = told["paper"], told.get("submittedBy")
    moment = datetime.fromisoformat
    flat = {
        "id": paper["id"],
        "authors": [
            {"name": author["name"], "hidden": author["hidden"]} for author in paper["authors"]
        ],
        "published_at": moment(paper["publishedAt"]).astimezone(UTC).isoformat(),
        "title": told["title"],
        "summary": paper["summary"],
        "upvotes": paper["upvotes"],
        "discussion_id": paper.get("discussionId"),
        "comments": told["numComments"],
        "submitted_at": moment(told["publishedAt"]).isoformat(),
        "submitted_by": by and {"username": "", "fullname": by["fullname"], "is_pro": False},
        "organization": told.get("organization"),
        "submitted_by_name": by["fullname"] if by else "",
    }
    return {key: value for key, value in flat.items() if value is not None}


def test_what_the_command_line_lists_says_as_much_as_it_keeps(shared: Path) -> None:
    text = (shared / "api" / "hf-daily_papers-2025-12-18.json").read_text("utf-8")
    items = json.loads(text)
    listing = json.dumps([as_the_client_prints_it(told) for told in items])
    assert is_hub(listing)
    answer = parsed(listing)
    assert answer.problems == ()
    # The time it was "submitted" is earlier than its publication: it is no day of featuring.
    assert answer.page_date is None
    for entry, told in zip(answer.entries, items, strict=True):
        full = expected(told, None)
        assert entry.submitted_by == told["submittedBy"]["fullname"]
        for field in (
            *("title", "abstract", "authors", "author_count", "organization", "published"),
            *("featured", "arxiv_id", "url", "upvotes", "comments"),
        ):
            assert getattr(entry, field) == getattr(full, field), field


def test_what_the_command_line_tells_of_one_paper_names_its_day_and_submitter() -> None:
    told = {
        "id": "2511.99001",
        "authors": [{"name": "Jane Doe"}],
        "published_at": "2025-11-14T18:59:59+00:00",
        "title": "One Paper",
        "summary": "An abstract.",
        "upvotes": 7,
        "submitted_at": "2025-11-17T02:11:40.512000+00:00",
        "submitted_by": {"username": "jdoe", "fullname": "Jane Doe"},
        "ai_summary": "A sentence.",
        "ai_keywords": ["one"],
        "project_page": "https://example.org/",
        "github_repo": "https://example.org/code",
        "github_stars": 3,
        "linked_models": [{"id": "jdoe/model", "title": "Not a Paper"}],
    }
    for text in (json.dumps(told), json.dumps(told, indent=2)):
        assert is_hub(text)
        (entry,) = parsed(text).entries
        assert entry == Entry(
            title="One Paper",
            abstract="An abstract.",
            summary="A sentence.",
            authors=("Jane Doe",),
            author_count=1,
            published="2025-11-14",
            featured="2025-11-17",
            arxiv_id="2511.99001",
            url="https://huggingface.co/papers/2511.99001",
            code_url="https://example.org/code",
            project_url="https://example.org/",
            upvotes=7,
            stars=3,
            submitted_by="jdoe",
            keywords=("one",),
        )


@pytest.mark.parametrize("day", DAYS)
def test_a_flat_paper_says_what_the_item_around_it_says(shared: Path, day: str) -> None:
    items = json.loads((shared / "api" / f"hf-daily_papers-{day}.json").read_text("utf-8"))
    for told in items:
        text = json.dumps(told["paper"])
        assert is_hub(text)
        (entry,) = parsed(text).entries
        full = expected(told, told["paper"].get("submittedOnDailyAt", "")[:10] or None)
        for field in ("title", "abstract", "summary", "authors", "published", "featured"):
            assert getattr(entry, field) == getattr(full, field)
        for field in ("arxiv_id", "url", "code_url", "project_url", "upvotes", "stars"):
            assert getattr(entry, field) == getattr(full, field)
        assert (entry.comments, entry.keywords) == (None, full.keywords)


FORMS: dict[str, tuple[str, list[str | None], list[int]]] = {
    "a list": (
        '[{"paper": {"title": "A"}},\n {"paper": {"title": "B"}}]',
        [None, None],
        [1, 2],
    ),
    "one a line": (
        '{"paper": {"title": "A"}}\n\n{"paper": {"title": "B"}}\n',
        [None] * 2,
        [1, 3],
    ),
    "one after another": (
        '{\n  "paper": {\n    "title": "A"\n  }\n}\n{\n  "paper": {"title": "B"}\n}\n',
        [None, None],
        [1, 6],
    ),
    "with the day asked for": (
        '{"date": "2024-05-27", "r": {"paper": {"title": "A"}}}\n'
        '{"date": "2024-05-28", "r": {"paper": {"title": "B"}}}',
        ["2024-05-27", "2024-05-28"],
        [1, 2],
    ),
    "the data of a page": (
        '{"date": "2024-08-01T00:00:00.000Z", "publisher": {"title": "AK"},\n'
        ' "dailyPapers": [\n'
        '{"paper": {"title": "A"}},\n{"paper": {"title": "B"}}], "nextDate": "2024-08-02"}',
        ["2024-08-01", "2024-08-01"],
        [3, 4],
    ),
    "the data of a page, cut off": (
        '{"canSubmit": false, "date": "2024-08-01T00:00:00.000Z", "dailyPapers": [\n'
        '{"paper": {"title": "A"}},\n{"paper": {"title": "B"}}, {"paper": {"tit',
        ["2024-08-01", "2024-08-01"],
        [2, 3],
    ),
    "days as keys": (
        '{"2024-05-27": [{"paper": {"title": "A"}}],\n'
        ' "2024-05-28": [{"paper": {"title": "B"}}]}',
        ["2024-05-27", "2024-05-28"],
        [1, 2],
    ),
    "days of days": (
        '[{"day": 1, "date": "2024-05-27", "papers": [{"paper": {"title": "A"}}]},\n'
        '{"2024-05-28": {"papers": [{"paper": {"title": "B"}}]}}]',
        ["2024-05-27", "2024-05-28"],
        [1, 2],
    ),
    "JSON inside JSON": (
        json.dumps(['{"paper": {"title": "A"}}', '{"paper": {"title": "B"}}'], indent=0),
        [None, None],
        [2, 3],
    ),
    "Python inside JSON": (
        json.dumps(["{'paper': {'title': 'A'}}", "{'paper': {'title': \"B\", 'x': None}}"]),
        [None, None],
        [1, 1],
    ),
    "Python, one a line": (
        "{'paper': {'title': 'A', 'x': True}}\n{'paper': {'title': 'B'}}",
        [None, None],
        [1, 2],
    ),
    "a byte order mark": (
        '\ufeff[{"paper":{"title":"A"}},{"paper":{"title":"B"}}]',
        [None] * 2,
        [1, 1],
    ),
    "NaN, as Python writes it": (
        '[{"paper": {"title": "A", "upvotes": NaN}},\n{"paper": {"title": "B"}}]\n',
        [None, None],
        [1, 2],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_an_answer_is_read(form: str) -> None:
    text, featured, lines = FORMS[form]
    assert is_hub(text)
    answer = parsed(text)
    assert [entry.title for entry in answer.entries] == ["A", "B"]
    assert [entry.featured for entry in answer.entries] == featured
    assert list(answer.lines) == lines
    if "cut off" in form:
        assert answer.problems == (
            Problem(line=3, message="is damaged or cut off; the list was read up to here"),
        )
    else:
        assert answer.problems == ()
    days = set(featured)
    assert answer.page_date == (days.pop() if len(days) == 1 else None)
    if answer.page_date:
        assert answer.page_date_from == "it stands beside the papers"


def test_counts_are_kept_as_met_only_on_a_day_that_is_known() -> None:
    text = json.dumps([item(upvotes=3) | {"numComments": 1}, item(title="No Counts")])
    assert [entry.history for entry in parsed(text).entries] == [(), ()]
    answer = parsed(text, as_of=date(2025, 11, 18))
    assert [entry.history for entry in answer.entries] == [(Sighting("2025-11-18", 3, 1),), ()]
    assert (answer.page_date, answer.page_date_from) == ("2025-11-18", "as you gave it")


def test_what_is_no_paper_is_reported_and_the_rest_is_kept() -> None:
    told: list[object] = [
        item(title="First"),
        None,
        3,
        "a sentence",
        "{'paper': {'title': datetime.date(2025, 1, 1)}}",
        [],
        {"paper": {}},
        {"paper": None, "title": "Second"},
        {"paper": {"title": ["list"]}},
        {"paper": {"title": "  "}},
        {"title": "Third"},
    ]
    answer = parsed("[" + ",\n".join(map(json.dumps, told)) + "]")
    assert [entry.title for entry in answer.entries] == ["First", "Second", "Third"]
    assert answer.lines == (1, 8, 11)
    assert [(problem.line, problem.message) for problem in answer.problems] == [
        (2, "is not a paper as the Hub's API gives it"),
        (3, "is not a paper as the Hub's API gives it"),
        (4, "is not JSON (invalid character)"),
        (5, "is not JSON (invalid character)"),
        (6, "is not a paper as the Hub's API gives it"),
        (7, "has no title; the paper was left out"),
        (9, "`title` is a list, not a text; the paper was left out"),
        (10, "has no title; the paper was left out"),
    ]


def test_damaged_lines_are_reported_and_the_others_read() -> None:
    lines = [json.dumps(item(title=title)) for title in ("A", "B", "C")]
    text = "\n".join([lines[0], lines[1][:30], "no JSON", lines[2], "not either"])
    answer = parsed(text)
    assert [entry.title for entry in answer.entries] == ["A", "C"]
    assert answer.lines == (1, 4)
    assert [problem.line for problem in answer.problems] == [2, 5]


def test_half_a_surrogate_pair_costs_only_its_character() -> None:
    (entry,) = parsed('[{"paper": {"title": "Smile \\ud83d now"}}]').entries
    assert entry.title == "Smile \ufffd now"


NO_PAPERS = "holds no papers as the Hub's API gives them."
NONE_THAT_DAY = "holds no papers; the Hub answers so for a day that has none."
CUT_OFF = "cannot be read as JSON: line 1 is damaged or cut off; the list was read"
TOO_DEEP = "cannot be read as JSON: line 1 is not JSON (too deeply nested)."
ERROR = "holds no papers but an error answer: "

REFUSED: dict[str, tuple[str, str]] = {
    "a day without papers": ("[]", NONE_THAT_DAY),
    "the same, spaced": ("\n[ ]\n", NONE_THAT_DAY),
    "a page without papers": ('{"dailyPapers": [], "date": "2024-08-03"}', NONE_THAT_DAY),
    "an error": (
        '{"error": "\u2716 Invalid input:\\n  date must be <= \\"2026-07-01\\""}',
        ERROR + '“\u2716 Invalid input: date must be <= "2026-07-01"”.',
    ),
    "a long error": (
        json.dumps({"error": {"message": "x" * 1000}}),
        f"{ERROR}“{'x' * 199}…”.",
    ),
    "an empty object": ("{}", NO_PAPERS),
    "no title": ('[{"paper": {"summary": "no title"}}]', NO_PAPERS),
    "a list cut off": ('[{"paper": {"title": "cut', CUT_OFF),
    "an object cut off": (
        '{"paper": {"title": "cut',
        "cannot be read as JSON: line 1 is not JSON (input data was truncated).",
    ),
    "lists without end": ("[" * 1_000_000, CUT_OFF),
    "objects without end": ('{"paper":' * 1_000_000, TOO_DEEP),
    "both without end": ('[{"paper":' * 200_000, CUT_OFF),
    "Python without end": ("[{'paper':" * 100_000, CUT_OFF),
    "deep Python": (json.dumps(["{'paper':" * 9_999 + "1" + "}" * 9_999]), TOO_DEEP),
    "a deep value": (
        '{"paper": {"title": "A", "x": ' + "[" * 100_000 + "]" * 100_000 + "}}",
        TOO_DEEP,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_holds_no_paper_is_refused_with_a_sentence(case: str) -> None:
    text, sentence = REFUSED[case]
    assert sentence in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"error": "no such paper"}',
        "[]",
        '{"dailyPapers": []}',
        '[{"paper": {"id": "2511.99001", "title": "cut o',
        '{"id": "2511.99001", "authors": [], "publishedAt": "2025-11-14T00:00:00.000Z", "ti',
        '[null, {"paper": {"title": "Second"}}]',
        '{"id": "2511.99001", "title": "A Title", "upvotes": 3}',
        '{"title": "A Title", "publishedAt": "2025-11-14T00:00:00Z", "numComments": 3}',
        "{'id': '2511.99001', 'publishedAt': '2025-11-14', 'title': 'A Title'}",
    ],
)
def test_an_answer_is_told_by_its_beginning(text: str) -> None:
    assert is_hub(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain text",
        "{",
        "[[",
        "{}",
        "[[]]",
        '["a sentence"]',
        '[{"title": "A Title", "status": "read", "author_count": 3}]',
        '{"title": "A Title"}',
        '{"title": "A Title", "ai_summary": "A sentence.", "upvotes": 3}',
        '{"title": "A Title", "arxiv_id": "2511.99001", "publishedAt": "2025", "upvotes": 3}',
        '{"entries": [{"id": "arxiv:2511.99001", "title": "A Title"}]}',
        '{"id": "arxiv:2511.99001", "title": "A Title", "published": "2025-11-14"}',
        '{"title": "On \\"publishedAt\\": and \\"paper\\": {\\"x\\"", "abstract": "x',
        '{"error": "in a record", "title": "A Title"}',
    ],
)
def test_other_json_is_not_taken_for_an_answer(text: str) -> None:
    assert not is_hub(text)


def test_our_own_records_are_never_taken_for_an_answer(shared: Path) -> None:
    ours = SAMPLE.with_name("reading-group.jsonl").read_text("utf-8")
    assert not is_hub(ours)


def test_the_sample_reads_without_a_word() -> None:
    text = SAMPLE.read_text("utf-8")
    assert is_hub(text)
    sample = parsed(text)
    assert (len(sample.entries), sample.page_date, sample.problems) == (3, "2025-11-17", ())
    assert [entry.author_count for entry in sample.entries] == [5, 2, 3]
    assert sample.entries[1].title.startswith("Harbours That Learn: A Pre-Registered Trial")
    assert sample.entries[2].submitted_by is None
