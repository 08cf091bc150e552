"""What tells an answer of the Hub's API from records of ours and of others."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from paperreader.importing.hub.repr import is_python_text
from paperreader.importing.records import fields as record_fields
from paperreader.importing.records.fields import CHECKS

_SHARED = {
    *("id", "title", "summary", "authors", "organization"),
    *("upvotes", "comments", "submitted_by"),
}
"""Names that the Hub and our records both use."""

_NOT_THE_HUBS = frozenset((set(CHECKS) | {"date_featured", "github_url"}) - _SHARED)

_THE_HUBS = frozenset(
    (
        *("publishedAt", "submittedOnDailyAt", "submittedOnDailyBy", "submittedBy"),
        *("discussionId", "numComments", "githubRepo", "projectPage", "ai_keywords"),
        *("published_at", "submitted_at", "discussion_id", "github_repo", "project_page"),
        *("submitted_by_name", "ai_summary"),
    )
)
"""Names in a flat paper that our records do not have, but for the alias ``ai_summary``."""

_DEPTH = 3
"""How deep in an answer its papers are looked for: ``{"2025-12-18": {"papers": [...]}}``."""

_BEGINS = re.compile(r"[\s\ufeff]*(?:(?P<list>\[)\s*)?(?P<first>[\[{\"\]]?)")
_HEAD = 200_000
_MARK = re.compile(
    r"""["'](?:paper["']\s*:\s*\{\s*["']|dailyPapers["']\s*:\s*\["""
    r"""|(?:publishedAt|submittedOnDaily(?:At|By)|discussion(?:Id|_id)|numComments)["']\s*:)"""
)
"""What stands in an answer even if no object of it is whole."""


def is_item(value: Mapping[str, object]) -> bool:
    """Tell whether an object is a paper of the Hub's, around a ``paper`` or flat."""
    paper = value.get("paper")
    if isinstance(paper, dict):
        return "title" in paper or "title" in value
    if "title" not in value or not _NOT_THE_HUBS.isdisjoint(value):
        return False
    of_the_hub = len(_THE_HUBS.intersection(value))
    return of_the_hub > 1 or _is_arxiv_id(value.get("id"))


def items_in(
    value: object, day: str | None = None, depth: int = _DEPTH
) -> Iterator[tuple[Mapping[str, object], str | None]]:
    """Yield the papers in a JSON value, each with the day that is said of it.

    `day` is what is said of the whole; a ``date`` beside them or a day as the key
    above them is nearer.
    """
    if isinstance(value, dict):
        if is_item(value):
            yield value, day
        elif depth:
            day = day_of(value.get("date")) or day
            for key, inner in value.items():
                if isinstance(inner, dict | list):
                    yield from items_in(inner, day_of(key) or day, depth - 1)
    elif isinstance(value, list) and depth:
        for inner in value:
            yield from items_in(inner, day, depth - 1)


def day_of(value: object) -> str | None:
    """Return the ISO day that a value names; None if it names none."""
    try:
        return record_fields.day(value)
    except ValueError:
        return None


def error_in(value: object) -> str | None:
    """Return the error that the Hub answered in place of papers."""
    if not isinstance(value, dict) or "title" in value:
        return None
    error = value.get("error")
    if isinstance(error, dict):
        error = error.get("message")
    return error if isinstance(error, str) else None


def is_empty(value: object) -> bool:
    """Tell whether a value is the Hub's answer for a day without papers."""
    return value == [] or (isinstance(value, dict) and value.get("dailyPapers") == [])


def is_hub(text: str) -> bool:
    """Tell whether a text that looks like JSON holds papers of the Hub's, or its error.

    Only the first object is read, whatever the length of the text; where that is
    damaged, the names of its keys decide.
    """
    begins = _BEGINS.match(text)
    if begins is None or not begins["first"]:
        return begins is not None and begins["list"] is not None and _has_mark(text)
    if begins["first"] == "]":
        return not text[begins.end() :].strip() and begins["list"] is not None
    if is_python_text(text):
        return _has_mark(text)
    value = _first(text, begins.start("first"))
    if isinstance(value, str):
        return is_hub(value)
    if isinstance(value, dict) and (error_in(value) is not None or is_empty(value)):
        return True
    if isinstance(value, dict | list):
        return next(items_in(value), None) is not None
    return _has_mark(text)


def _first(text: str, position: int) -> Any:
    try:
        value, _ = json.JSONDecoder().raw_decode(text, position)
    except (ValueError, RecursionError):
        return None
    return value


def _has_mark(text: str) -> bool:
    return _MARK.search(text, 0, _HEAD) is not None


def _is_arxiv_id(value: object) -> bool:
    try:
        return isinstance(value, str) and record_fields.arxiv_id(value) == value
    except ValueError:
        return False
