"""One paper as the Hub's API tells it, and the entry that it makes.

The Hub writes a paper in two ways: as an item of a list, with the paper's own
facts under ``paper`` and those of its day on Daily Papers beside it, and flat, all
in one object. The Hub's command line prints the flat form with the names of its
Python client (``published_at`` for ``publishedAt``). All are read alike: a fact
is looked for in the paper first, then beside it, under either name.

Three rules come from the data, not from a description of it:

- ``publishedAt`` beside ``paper`` once was the moment of featuring. Since March
  2025 it is the paper's own moment less four or five hours, so it is used only
  where it is later than the paper's. The client's ``submitted_at`` is the same.
- A paper offered from eight in the evening (UTC) on mostly stands on the next
  day's page, but not always.
- An author marked as hidden does not want the paper on a profile, and is an
  author of the paper nevertheless.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from msgspec import Struct

from paperreader.entry import Entry, Problem, Sighting
from paperreader.importing.addresses import hub_page
from paperreader.importing.records import fields as record_fields
from paperreader.importing.records.fields import line_text, number
from paperreader.importing.spacing import is_collapsed, joined

_EVENING = 20
"""The hour, in UTC, from which a paper offered may stand on the next day's page."""

_AFTER_HYPHEN = re.compile(r"(?<=[-\u2010])\n(?!\s*\n)")
"""A line end that may stand within a word; a blank line does not."""

_OUT_OF_ADDRESSES = str.maketrans("", "", "\t\n\r")

_Keys = tuple[str, ...]

_ID: _Keys = ("id",)
_TITLE: _Keys = ("title",)
_ABSTRACT: _Keys = ("summary",)
_SUMMARY: _Keys = ("ai_summary", "aiSummary")
_KEYWORDS: _Keys = ("ai_keywords", "aiKeywords")
_AUTHORS: _Keys = ("authors",)
_ORGANIZATION: _Keys = ("organization",)
_PUBLISHED: _Keys = ("publishedAt", "published_at")
_OFFERED: _Keys = ("submitted_at",)
_FEATURED: _Keys = ("submittedOnDailyAt", "submitted_on_daily_at")
_SUBMITTER: _Keys = (
    "submittedOnDailyBy",
    "submittedBy",
    "submitted_on_daily_by",
    "submitted_by",
    "submitted_by_name",
)
_UPVOTES: _Keys = ("upvotes",)
_COMMENTS: _Keys = ("numComments", "num_comments", "comments")
_STARS: _Keys = ("githubStars", "github_stars")
_CODE: _Keys = ("githubRepo", "github_repo")
_PROJECT: _Keys = ("projectPage", "project_page")

_Named = tuple[str, object]
"""A value and the key under which it stood."""


class Said(Struct, frozen=True, kw_only=True, gc=False):
    """What an item says, each value with its key and as JSON gives it."""

    id: _Named
    title: _Named
    abstract: _Named
    summary: _Named
    keywords: _Named
    authors: _Named
    organization: _Named
    published: _Named
    offered: _Named
    """When the paper was offered or published; see the module."""
    featured: _Named
    submitter: _Named
    upvotes: _Named
    comments: _Named
    stars: _Named
    code: _Named
    project: _Named


def said_by(item: Mapping[str, object]) -> Said:
    """Return what an item says, whether flat or around a ``paper``."""
    paper = item.get("paper")
    inner: Mapping[str, object] = paper if isinstance(paper, dict) else item
    offered = _found(_OFFERED if inner is item else _PUBLISHED, item)

    def found(keys: _Keys) -> _Named:
        return _found(keys, inner, item)

    return Said(
        id=found(_ID),
        title=found(_TITLE),
        abstract=found(_ABSTRACT),
        summary=found(_SUMMARY),
        keywords=found(_KEYWORDS),
        authors=found(_AUTHORS),
        organization=found(_ORGANIZATION),
        published=_found(_PUBLISHED, inner),
        offered=offered,
        featured=found(_FEATURED),
        submitter=found(_SUBMITTER),
        upvotes=found(_UPVOTES),
        comments=found(_COMMENTS),
        stars=found(_STARS),
        code=found(_CODE),
        project=found(_PROJECT),
    )


def _found(keys: _Keys, *places: Mapping[str, object]) -> _Named:
    for place in places:
        for key in keys:
            value = place.get(key)
            if value is not None:
                return key, value
    return keys[0], None


def hub_entry(
    item: Mapping[str, object],
    *,
    line: int | None,
    problems: list[Problem],
    day: str | None = None,
    seen: date | None = None,
) -> Entry | None:
    """Return the entry that an item makes; None, and a problem, where it has no title.

    `day` is the ISO day of Daily Papers that the source as a whole speaks of,
    which an item is of that does not say so itself; `seen` the day on which the
    counts were met, where that is known. What is wrong is left out and added to
    `problems` with `line`.
    """
    told = said_by(item)
    return entry_from(told, line=line, problems=problems, day=day, near=None, seen=seen)


def entry_from(
    told: Said,
    *,
    line: int | None,
    problems: list[Problem],
    day: str | None,
    near: date | None,
    seen: date | None,
) -> Entry | None:
    """Return the entry for what an item says, as `hub_entry` does.

    `near` is the day of Daily Papers that the items around it are of: it decides
    for a paper offered in the evening before.
    """

    def checked(check: Callable[[object], Any], named: _Named, left: str = "") -> Any:
        try:
            return check(named[1])
        except ValueError as error:
            message = f"`{named[0]}` {error}{left or '; it was left out'}"
            problems.append(Problem(line=line, message=message))
            return None

    title = checked(_prose, told.title, "; the paper was left out")
    if title is None:
        if told.title[1] is None or isinstance(told.title[1], str):
            message = "has no title; the paper was left out"
            problems.append(Problem(line=line, message=message))
        return None
    authors = checked(_names, told.authors) or ()
    nameless = len(told.authors[1]) - len(authors) if isinstance(told.authors[1], list) else 0
    if nameless:
        left = "1 author" if nameless == 1 else f"{nameless} authors"
        message = f"names {left} without a name, left out"
        problems.append(Problem(line=line, message=message))
    arxiv_id = checked(record_fields.arxiv_id, told.id)
    upvotes = checked(number, told.upvotes)
    comments = checked(_count_of_comments, told.comments)
    published = checked(record_fields.day, told.published)
    counted = upvotes is not None or comments is not None
    return Entry(
        title=title,
        abstract=checked(_prose, told.abstract),
        summary=checked(_prose, told.summary),
        authors=authors,
        author_count=len(authors) or None,
        organization=checked(_organization, told.organization),
        published=published,
        featured=checked(record_fields.day, told.featured) or day or _offered_on(told, near),
        arxiv_id=arxiv_id,
        url=hub_page(arxiv_id) if arxiv_id else None,
        code_url=checked(_address, told.code),
        project_url=checked(_address, told.project),
        upvotes=upvotes,
        comments=comments,
        stars=checked(number, told.stars),
        history=(Sighting(seen.isoformat(), upvotes, comments),) if seen and counted else (),
        submitted_by=checked(_handle, told.submitter),
        keywords=checked(_texts, told.keywords) or (),
    )


def featured_on(told: Said, day: str | None) -> str | None:
    """Return the day on which a paper was featured, as far as that is certain by itself."""
    try:
        said = record_fields.day(told.featured[1])
    except ValueError:
        said = None
    return said or day or _offered_on(told, None)


def _offered_on(told: Said, near: date | None) -> str | None:
    """Return the day on which a paper was featured by when it was offered; None if unsure."""
    moment, published = _moment(told.offered[1]), _moment(told.published[1])
    if moment is None or published is None or moment <= published:
        return None
    offered = moment.date()
    if moment.hour < _EVENING or near == offered:
        return offered.isoformat()
    if near is not None and near - offered == timedelta(days=1):
        return near.isoformat()
    return None


def _moment(value: object) -> datetime | None:
    """Return a moment that names its time of day and its zone, in UTC."""
    if not isinstance(value, str) or len(value) < len("2024-05-27T00:00Z"):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):  # no moment, or one beyond the calendar's ends
        return None


def _prose(value: object) -> str | None:
    """Return a text whose lines may be wrapped, at a hyphen too, white space collapsed."""
    if isinstance(value, str) and ("-\n" in value or "\u2010\n" in value):
        value = joined(_AFTER_HYPHEN.split(value.strip()))
    return line_text(value)


def _address(value: object) -> str | None:
    """Return a URL without the tabs and line ends that browsers, too, take out of one."""
    if isinstance(value, str):
        value = value.translate(_OUT_OF_ADDRESSES)
    return record_fields.url(value)


def _names(value: object) -> tuple[str, ...]:
    """Return the names of authors, in order; one without a name is left out."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ValueError("is not a list of authors")
    given = [one.get("name") if isinstance(one, dict) else one for one in value]
    return _texts([name for name in given if isinstance(name, str)])


def _texts(value: object) -> tuple[str, ...]:
    """Return a list of texts as `record_fields.texts` does, but in one look if all is well."""
    if isinstance(value, list) and all(text and isinstance(text, str) for text in value):
        # A text with spaces at its ends makes two spaces in a row.
        in_order = is_collapsed(" ; ".join(value))
        return tuple(value) if in_order else record_fields.texts(value)
    return record_fields.texts(value)


def _count_of_comments(value: object) -> int | None:
    """Return the number of comments; of the comments themselves, none is told."""
    return None if isinstance(value, list) else number(value)


def _organization(value: object) -> str | None:
    """Return an organisation's name as it is shown, else as it stands in addresses."""
    return _of(value, ("fullname", "name"))


def _handle(value: object) -> str | None:
    """Return a user's handle; the full name where there is no handle."""
    return _of(value, ("user", "username", "name", "fullname"))


def _of(value: object, keys: _Keys) -> str | None:
    if not isinstance(value, dict):
        return line_text(value)
    texts = (line_text(value.get(key)) for key in keys)
    return next((text for text in texts if text), None)
