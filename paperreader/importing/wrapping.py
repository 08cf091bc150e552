"""What a tool wraps around a page that it saves: front matter, fences, labelled lines.

A wrapper often knows two things that the page's text does not: the address, and
the day on which it was saved. Its lines are made blank, so that the numbers of
the others stay true.
"""

import re
from datetime import date

from msgspec import Struct

_HEAD_LINES = 60
_MAX_LABELLED = 25
_FRONT_MATTER = re.compile(r"(?:---|\+\+\+)\s*")
_FENCE = re.compile(r"\s*(?:```|~~~)[\w+-]*\s*")
_CUT = re.compile(
    r"\s*[\[(<…. ]*(?:content|text|page|output|rest|remainder)?\s*(?:was )?truncated[\w ,:]*"
    r"[\])>…. ]*",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\s*(?:[-*>#]+\s+)?(?:\*\*|__)?[\"']?(?P<label>[A-Za-z][\w .()/-]{1,28}?)[\"']?"
    r"(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*(?P<value>\S.*)?"
)
_ADDRESS_LABELS = frozenset(
    word.strip()
    for word in """
url, source, source url, url source, link, original url, page url, address, permalink,
canonical, web page, webpage, sourceurl, page_url, source_url
""".replace("\n", " ").split(",")
)
_DAY_LABELS = frozenset(
    word.strip()
    for word in """
date, captured, captured at, captured (utc), retrieved, retrieved at, retrieved on,
exported, exported at, created, clipped, clipped at, saved, saved at, saved on,
fetched, fetched at, accessed, accessed on, crawled, crawled at, scraped, scraped at,
downloaded, timestamp, date saved, date_saved, date-saved, date clipped, time,
generated, created_at, retrieved_at, fetched_at, scraped_at, captured_at, published
time, snapshot content location
""".replace("\n", " ").split(",")
)
_OTHER_LABELS = frozenset(
    word.strip()
    for word in """
title, page title, markdown content, content, text content, text, warning,
description, author, authors, site, site name, site_name, type, tags, language,
status, status code, statuscode, transport, completeness, command, source_id,
notebook_id, subject, from, published, publisher, web source, content type,
content-type, mime-version, encoding, format, tool, folder, categories, image,
favicon, excerpt, length, word count, read time, reading time, aliases, cssclasses
""".replace("\n", " ").split(",")
)
_URL = re.compile(r"https?://[^\s<>\"'`)\]]+")
_ISO_DAY = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_HUB = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co|paperswithcode\.com)\b\S*")


class Wrapped(Struct, frozen=True, kw_only=True):
    """A page's lines without its wrapper, and what that said."""

    lines: list[str]
    address: str | None = None
    captured: date | None = None
    is_cut: bool = False
    """Whether the wrapper says that the text was cut off."""


def unwrapped(lines: list[str]) -> Wrapped:
    """Make the wrapper's lines blank, and keep what they say."""
    lines = _unquoted(lines)
    taken: set[int] = set()
    addresses: list[str] = []
    days: list[date] = []
    position = _front_matter(lines, taken, addresses, days)
    seen = 0
    for number in range(position, min(len(lines), position + _HEAD_LINES)):
        line = lines[number]
        if not line.strip():
            continue
        seen += 1
        if seen > _MAX_LABELLED:
            break
        if len(line) < 400 and _labelled(line, addresses, days, strict=True):
            taken.add(number)
    is_cut = False
    for number, line in enumerate(lines):
        if len(line) > 80:
            continue
        if ("```" in line or "~~~" in line) and _FENCE.fullmatch(line):
            taken.add(number)
        elif "runcated" in line and _CUT.fullmatch(line):
            taken.add(number)
            is_cut = True
    kept = lines
    if taken:
        kept = ["" if number in taken else line for number, line in enumerate(lines)]
    return Wrapped(
        lines=kept,
        address=next((a for a in addresses if _HUB.match(a)), None)
        or next(iter(addresses), None),
        captured=max(days, default=None),
        is_cut=is_cut,
    )


def _unquoted(lines: list[str]) -> list[str]:
    """Return the lines without the signs of a quotation, where nearly all have one."""
    shown = [line for line in lines if line.strip()]
    if not shown or sum(line[:1] == ">" for line in shown) * 10 < len(shown) * 9:
        return lines
    return [line.removeprefix("> ").removeprefix(">") for line in lines]


def _front_matter(
    lines: list[str], taken: set[int], addresses: list[str], days: list[date]
) -> int:
    """Take the front matter between two rules away; return the position after it."""
    first = next((n for n, line in enumerate(lines[:5]) if line.strip()), 0)
    if not lines or not _FRONT_MATTER.fullmatch(lines[first].lstrip("\ufeff")):
        return 0
    fence = lines[first].strip()
    for end in range(first + 1, min(len(lines), first + _HEAD_LINES)):
        if lines[end].strip() == fence:
            break
    else:
        return 0
    inner = lines[first + 1 : end]
    if not any(_LABELLED.fullmatch(line) for line in inner):
        return 0
    for line in inner:
        _labelled(line, addresses, days, strict=False)
    taken.update(range(first, end + 1))
    return end + 1


def _labelled(line: str, addresses: list[str], days: list[date], *, strict: bool) -> bool:
    """Take what a labelled line says; tell whether it is a wrapper's.

    `strict` for lines outside of front matter, where a title could look the
    same: the value must be of the label's kind.
    """
    match = _LABELLED.fullmatch(line)
    if match is None:
        return False
    label, value = match["label"].strip().lower(), (match["value"] or "").strip("\"' ")
    if label in _ADDRESS_LABELS or (not strict and "url" in label):
        found = _URL.search(value)
        if found:
            addresses.append(found[0])
        return found is not None or not strict
    if label in _DAY_LABELS:
        day = _day(value)
        if day is not None:
            days.append(day)
        return day is not None or not strict
    if label in _OTHER_LABELS:
        return not value or not strict or "hugging face" in value.lower()
    return not strict


def _day(text: str) -> date | None:
    found = _ISO_DAY.search(text)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
