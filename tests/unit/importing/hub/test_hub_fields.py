"""One paper of the Hub's: which value goes where, and what is left out."""

from datetime import date
from typing import Any

import pytest

from paperreader.entry import Entry, Problem, Sighting
from paperreader.importing.hub.parsing import hub_entry

PUBLISHED = "2025-01-14T18:59:31.000Z"


def read(item: dict[str, Any], **known: Any) -> tuple[Entry | None, list[str]]:
    """Return the entry of an item, and what was said about it."""
    problems: list[Problem] = []
    entry = hub_entry(item, line=7, problems=problems, **known)
    assert all(problem.line == 7 for problem in problems)
    return entry, [problem.message for problem in problems]


def of_paper(beside: dict[str, Any] | None = None, **paper: Any) -> tuple[Entry, list[str]]:
    """Return the entry of an item around a paper with a title."""
    entry, said = read({"paper": {"title": "A Title", **paper}, **(beside or {})})
    assert entry is not None
    return entry, said


PLACED: list[tuple[dict[str, Any], dict[str, Any], str, object]] = [
    # The paper's own, what stands beside it, the entry's field and its value.
    ({"title": "Wrapped at\n  Two  Spaces"}, {}, "title", "Wrapped at Two Spaces"),
    ({"title": "The Paper's"}, {"title": "The Item's"}, "title", "The Paper's"),
    ({"title": None}, {"title": "The Item's"}, "title", "The Item's"),
    ({"summary": "Lines\nof an\n\nabstract."}, {}, "abstract", "Lines of an abstract."),
    ({"summary": "a pre-\ntrained model"}, {}, "abstract", "a pre-trained model"),
    ({"summary": "pre-\nand post-training"}, {}, "abstract", "pre- and post-training"),
    ({"summary": "dashes --\nlike this"}, {}, "abstract", "dashes -- like this"),
    ({"summary": "x -\ny"}, {}, "abstract", "x - y"),
    (
        {"summary": "at http://x.org/\nof pre-\n  training"},
        {},
        "abstract",
        "at http://x.org/ of pre-training",
    ),
    ({"ai_keywords": [""]}, {}, "keywords", ()),
    ({"summary": "a pre-\n\ntrained model"}, {}, "abstract", "a pre- trained model"),
    ({}, {"summary": "Only beside."}, "abstract", "Only beside."),
    ({"ai_summary": "A  sentence."}, {"summary": "Long."}, "summary", "A sentence."),
    ({"ai_summary": ""}, {}, "summary", None),
    ({"ai_keywords": ["one ", "", "two  words"]}, {}, "keywords", ("one", "two words")),
    ({"ai_keywords": None}, {}, "keywords", ()),
    (
        {"authors": [{"name": "Jane  Doe", "hidden": True}, {"name": "Qwen"}]},
        {},
        "authors",
        ("Jane Doe", "Qwen"),
    ),
    ({"authors": ["Jane Doe", "Max Mustermann"]}, {}, "author_count", 2),
    ({"authors": []}, {}, "author_count", None),
    ({"organization": {"name": "lab", "fullname": "The Lab"}}, {}, "organization", "The Lab"),
    ({}, {"organization": {"name": "lab", "fullname": " "}}, "organization", "lab"),
    ({}, {"organization": {}}, "organization", None),
    ({"publishedAt": PUBLISHED}, {}, "published", "2025-01-14"),
    ({}, {"publishedAt": "2025-01-14T14:59:31.000Z"}, "published", None),
    ({"submittedOnDailyAt": "2025-01-16T23:10:00.000Z"}, {}, "featured", "2025-01-16"),
    ({"id": "2501.99001"}, {}, "arxiv_id", "2501.99001"),
    ({"id": "2501.99001v3"}, {}, "arxiv_id", "2501.99001"),
    ({"id": "2501.99001v3"}, {}, "url", "https://huggingface.co/papers/2501.99001"),
    ({"id": "math/9901001"}, {}, "url", "https://huggingface.co/papers/math/9901001"),
    ({"upvotes": 0}, {"upvotes": 4}, "upvotes", 0),
    ({}, {"numComments": 0}, "comments", 0),
    ({"comments": [{"id": "1", "type": "comment"}]}, {}, "comments", None),
    ({"githubStars": 11300.0}, {}, "stars", 11300),
    ({"githubRepo": "https://example.org/a/\nb"}, {}, "code_url", "https://example.org/a/b"),
    ({"projectPage": " http://example.org"}, {}, "project_url", "http://example.org"),
    ({"projectPage": ""}, {}, "project_url", None),
    ({}, {"submittedBy": {"name": "ak", "fullname": "A K"}}, "submitted_by", "ak"),
    ({"submittedOnDailyBy": {"user": "ak", "name": "x"}}, {}, "submitted_by", "ak"),
    ({}, {"submittedBy": {"name": "", "fullname": "A K"}}, "submitted_by", "A K"),
    ({}, {"submittedBy": None}, "submitted_by", None),
]


@pytest.mark.parametrize(("paper", "beside", "field", "value"), PLACED)
def test_each_value_finds_its_place(
    paper: dict[str, Any], beside: dict[str, Any], field: str, value: object
) -> None:
    entry, said = of_paper(beside, **paper)
    assert getattr(entry, field) == value
    assert said == []


OFFERED: list[tuple[str, str | None]] = [
    # When a paper of PUBLISHED was offered, and the day that this makes certain.
    ("2025-01-16T03:50:58.348Z", "2025-01-16"),
    ("2025-01-16T19:59:59.000Z", "2025-01-16"),
    ("2025-01-15T20:00:00.000Z", None),  # the evening before the 16th, or still the 15th
    ("2025-01-15T23:12:46.420Z", None),
    ("2025-01-14T14:59:31.000Z", None),  # publication less four hours
    ("2025-01-14T13:59:31.000Z", None),  # and less five
    (PUBLISHED, None),
    ("2025-01-16", None),
    ("2025-01-16T03:50:58", None),
    ("2025-01-16T27:50:58Z....", None),
    ("2025-01-17T01:30:00+05:30", None),  # which is the evening of the 16th
    ("9999-12-31T23:00:00-05:00", None),
    ("no date", None),
]


@pytest.mark.parametrize(("offered", "day"), OFFERED)
def test_when_it_was_offered_makes_a_day_only_where_that_is_certain(
    offered: str, day: str | None
) -> None:
    entry, said = of_paper({"publishedAt": offered}, publishedAt=PUBLISHED)
    assert (entry.featured, entry.published, said) == (day, "2025-01-14", [])
    flat, _ = read({"title": "A Title", "published_at": PUBLISHED, "submitted_at": offered})
    assert flat is not None
    assert flat.featured == day
    # Without its own publication, what stands beside it may mean either.
    alone, _ = of_paper({"publishedAt": offered})
    assert (alone.featured, alone.published) == (None, None)


def test_the_day_of_the_source_is_the_day_of_a_paper_that_names_none() -> None:
    item = {"paper": {"title": "A Title", "publishedAt": PUBLISHED}}
    entry, _ = read(item, day="2025-01-20")
    assert entry is not None
    assert entry.featured == "2025-01-20"
    item["paper"]["submittedOnDailyAt"] = "2025-01-16T01:00:00Z"
    entry, _ = read(item, day="2025-01-20")
    assert entry is not None
    assert entry.featured == "2025-01-16"


def test_counts_are_met_on_the_day_they_were_seen() -> None:
    item = {"paper": {"title": "A Title", "upvotes": 3}}
    entry, _ = read(item, seen=date(2025, 1, 20))
    assert entry is not None
    assert entry.history == (Sighting("2025-01-20", 3, None),)
    entry, _ = read({"paper": {"title": "A Title"}}, seen=date(2025, 1, 20))
    assert entry is not None
    assert entry.history == ()


WRONG: list[tuple[str, object, str]] = [
    ("id", "doi:10.5555/1", "`id` is “doi:10.5555/1”, not an arXiv id; it was left out"),
    ("id", 2501.99001, "`id` is 2501.99001, not a text; it was left out"),
    ("summary", ["x"], "`summary` is a list, not a text; it was left out"),
    ("ai_summary", {}, "`ai_summary` is an object, not a text; it was left out"),
    ("ai_keywords", "one, two", "`ai_keywords` is “one, two”, not a list; it was left out"),
    ("ai_keywords", ["one", 2], "`ai_keywords` is 2, not a text; it was left out"),
    ("authors", "Jane Doe", "`authors` is not a list of authors; it was left out"),
    ("organization", 3, "`organization` is 3, not a text; it was left out"),
    ("organization", {"fullname": 3}, "`organization` is 3, not a text; it was left out"),
    ("publishedAt", 1736881171, "`publishedAt` is 1736881171, not a text; it was left out"),
    (
        "submittedOnDailyAt",
        "2025-02-30T00:00:00Z",
        "`submittedOnDailyAt` is “2025-02-30T00:00:00Z”, not a timestamp; it was left out",
    ),
    ("upvotes", -1, "`upvotes` is below zero or too large; it was left out"),
    ("upvotes", "many", "`upvotes` is “many”, not a whole number; it was left out"),
    ("upvotes", True, "`upvotes` is true, not a whole number; it was left out"),
    ("numComments", 2.5, "`numComments` is 2.5, not a whole number; it was left out"),
    (
        "projectPage",
        "javascript:alert(1)",
        "`projectPage` is “javascript:alert(1)”, not a web address; it was left out",
    ),
    ("githubRepo", "a/b", "`githubRepo` is “a/b”, not a web address; it was left out"),
    ("submittedBy", [1], "`submittedBy` is a list, not a text; it was left out"),
]


@pytest.mark.parametrize(("key", "value", "message"), WRONG)
def test_what_is_wrong_is_left_out_and_said(key: str, value: object, message: str) -> None:
    entry, said = read({"paper": {"title": "A Title", key: value}})
    assert (entry, said) == (Entry(title="A Title"), [message])


def test_an_author_without_a_name_is_left_out_and_said() -> None:
    entry, said = of_paper(authors=[{"name": "Jane Doe"}, {"name": " "}, None, {"name": 3}])
    assert (entry.authors, entry.author_count) == (("Jane Doe",), 1)
    assert said == ["names 3 authors without a name, left out"]


@pytest.mark.parametrize("title", [None, "", " \n ", 5, ["x"], {}])
def test_a_paper_without_a_title_is_left_out_and_said(title: object) -> None:
    entry, said = read({"paper": {"id": "2501.99001", "title": title}})
    assert entry is None
    assert len(said) == 1
    assert said[0].endswith("the paper was left out")


def test_unknown_keys_are_nothing_to_speak_of() -> None:
    entry, said = of_paper(
        {"thumbnail": "x", "mediaUrls": [3]}, discussionId=None, new={"a": 1}
    )
    assert (entry, said) == (Entry(title="A Title"), [])
