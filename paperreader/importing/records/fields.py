"""The fields of a record that someone else wrote, checked one by one.

Each check takes the value as JSON gives it and returns the value as an entry
holds it, or raises `ValueError` with what is wrong, a clause that follows the
field's name. A value that says nothing (null, an empty text) becomes the
field's default.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from msgspec import UNSET, UnsetType

from paperreader.entry import STATUSES, Sighting, Source
from paperreader.importing.spacing import collapsed

ALIASES = {
    "ai_summary": "summary",
    "date_featured": "featured",
    "github_url": "code_url",
    "github_stars": "stars",
}
"""Names that other tools use for our fields; ours wins where a record has both."""

MAX_COUNT = 2**53 - 1
"""The largest number that every JSON reader keeps."""

_ARXIV_ID = re.compile(
    r"(?:arxiv:\s*|https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/)?"
    r"(?P<id>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3})"
    r"(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE | re.ASCII,
)
_DOI = re.compile(
    r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(?P<doi>10\.\d{4,9}/\S+)", re.IGNORECASE
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def line_text(value: object) -> str | None:
    """Return a text with its white space collapsed; None if it is empty."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"is {_kind(value)}, not a text")
    return collapsed(value) or None


def note_text(value: object) -> str:
    """Return a text as it is."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"is {_kind(value)}, not a text")
    return value


def number(value: object) -> int | None:
    """Return a count, from 0."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"is {_kind(value)}, not a whole number")
    if not 0 <= value <= MAX_COUNT:
        raise ValueError("is below zero or too large")
    return value


def truth(value: object) -> bool:
    """Return true or false."""
    if value is None:
        return False
    if not isinstance(value, bool):
        raise ValueError(f"is {_kind(value)}, not true or false")
    return value


def texts(value: object) -> tuple[str, ...]:
    """Return a list of texts, white space collapsed, without empty ones."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise ValueError(f"is {_kind(value)}, not a list")
    found = [line_text(text) for text in value]
    return tuple(text for text in found if text)


def tags(value: object) -> tuple[str, ...]:
    """Return tags as the library keeps them: lower-case, sorted, each once."""
    return tuple(sorted({tag.lower() for tag in texts(value)}))


def status(value: object) -> str:
    """Return one of the five states of a reader's triage."""
    if value is None:
        return "inbox"
    if value not in STATUSES:
        raise ValueError(f"is {_kind(value)}, not one of {', '.join(STATUSES)}")
    return str(value)


def day(value: object) -> str | None:
    """Return an ISO date; of a timestamp, its date."""
    text = line_text(value)
    if text is None:
        return None
    if len(text) > 10 and text[10] in "T ":
        _moment(text)
        text = text[:10]
    if not _DAY.fullmatch(text):
        raise ValueError(f"is {_kind(value)}, not a date like 2025-12-18")
    if not _is_day(text):
        raise ValueError(f"is {_kind(value)}, a day that does not exist")
    return text


def moment(value: object) -> str | None:
    """Return a timestamp of RFC 3339, as it is."""
    text = line_text(value)
    if text is not None:
        _moment(text)
    return text


def arxiv_id(value: object) -> str | None:
    """Return an arXiv id of either style without its version; a URL or ``arXiv:`` may lead."""
    text = line_text(value)
    if text is None:
        return None
    match = _ARXIV_ID.fullmatch(text)
    if match is None:
        raise ValueError(f"is {_kind(value)}, not an arXiv id")
    return match["id"]


def doi(value: object) -> str | None:
    """Return a DOI without the URL or ``doi:`` that may lead it."""
    text = line_text(value)
    if text is None:
        return None
    match = _DOI.fullmatch(text)
    if match is None:
        raise ValueError(f"is {_kind(value)}, not a DOI")
    return match["doi"]


def url(value: object) -> str | None:
    """Return a URL of the web; others are refused, for the app opens what stands here."""
    text = line_text(value)
    if text is None:
        return None
    if not text.lower().startswith(("http://", "https://")) or " " in text:
        raise ValueError(f"is {_kind(value)}, not a web address")
    return text


def history(value: object) -> tuple[Sighting, ...]:
    """Return sightings from lists of date, upvotes and comments."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise ValueError(f"is {_kind(value)}, not a list")
    found: list[Sighting] = []
    for sighting in value:
        if not isinstance(sighting, list | tuple) or not 1 <= len(sighting) <= 3:
            raise ValueError("holds something other than [date, upvotes, comments]")
        met = day(sighting[0])
        if met is None:
            raise ValueError("holds a sighting without its date")
        found.append(Sighting(met, *map(number, sighting[1:])))
    return tuple(found)


def sources(value: object) -> tuple[Source, ...]:
    """Return where parts of an entry came from, as the store writes it."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or not all(isinstance(one, dict) for one in value):
        raise ValueError("is not a list of sources")
    found: list[Source] = []
    for one in value:
        named = line_text(one.get("source")), line_text(one.get("shape"))
        when = moment(one.get("imported"))
        if named[0] is None or named[1] is None or when is None:
            raise ValueError("holds a source without source, shape or imported")
        fields, of = texts(one.get("fields")), one.get("date")
        if day(of) != of:
            raise ValueError("holds a source whose date is not one like 2025-12-18")
        found.append(
            Source(
                source=named[0],
                shape=named[1],
                imported=when,
                fields=fields,
                date=of,
                kept=_kept(one.get("kept", UNSET)),
            )
        )
    return tuple(found)


def _kept(value: object) -> dict[str, str] | UnsetType:
    """Return what a source keeps: texts by names, as they are."""
    if value is UNSET or value is None:
        return UNSET
    if not isinstance(value, dict) or not all(
        isinstance(name, str) and isinstance(text, str) for name, text in value.items()
    ):
        raise ValueError("holds a source that keeps something other than texts by names")
    return value or UNSET


def _or_empty(value: object) -> str:
    return line_text(value) or ""


def _moment_or_empty(value: object) -> str:
    return moment(value) or ""


def _moment(text: str) -> None:
    if not _is_moment(text):
        raise ValueError(f"is {_kind(text)}, not a timestamp")


# The same days and timestamps stand in many records.
@lru_cache(maxsize=4096)
def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _kind(value: object) -> str:
    """Return the value as a message shows it: short, and in JSON's words."""
    if isinstance(value, str):
        return f"“{value}”" if len(value) <= 40 else f"“{value[:39]}…”"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    text = (
        str(value) if isinstance(value, float) or abs(int(str(value))) < 10**12 else "a number"
    )
    return text


CHECKS: dict[str, Callable[[object], Any]] = {
    "id": _or_empty,
    "aliases": texts,
    "title": line_text,
    "abstract": line_text,
    "summary": line_text,
    "authors": texts,
    "author_count": number,
    "organization": line_text,
    "published": day,
    "featured": day,
    "arxiv_id": arxiv_id,
    "doi": doi,
    "url": url,
    "code_url": url,
    "project_url": url,
    "upvotes": number,
    "comments": number,
    "stars": number,
    "history": history,
    "submitted_by": line_text,
    "venue": line_text,
    "categories": texts,
    "keywords": texts,
    "status": status,
    "starred": truth,
    "tags": tags,
    "note": note_text,
    "citation_key": line_text,
    "added": _moment_or_empty,
    "changed": _moment_or_empty,
    "read_at": moment,
    "sources": sources,
}
"""For each field of an entry, its check."""
