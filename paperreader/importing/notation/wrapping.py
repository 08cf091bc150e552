"""What a tool wraps around a page that it saves: front matter, fences, labelled lines.

A wrapper often knows two things that the page's text does not: the address, and
the day on which it was saved. Its lines are made blank, so that the numbers of
the others stay true.
"""

import re
from datetime import date

from msgspec import Struct, field

_HEAD_LINES = 60
_MAX_LABELLED = 25
_MAX_LABELLED_LINE = 1_000
_MAX_SIGN = 80
_TITLE_LABELS = frozenset({"title", "page title"})
_OF_PAPERS = frozenset({"author", "authors", "published"})
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
    title: str | None = None
    address: str | None = None
    captured: date | None = None
    is_cut: bool = False
    """Whether the wrapper says that the text was cut off."""


class _Said(Struct):
    """What a wrapper's lines say."""

    titles: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)

    def take(self, line: str, *, strict: bool) -> bool:
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
            self.addresses += [found[0]] if found else []
            return found is not None or not strict
        if label in _DAY_LABELS:
            day = _day(value)
            self.days += [day] if day else []
            return day is not None or not strict
        is_of_site = "hugging face" in value.lower()
        if label in _TITLE_LABELS and value and (is_of_site or not strict):
            self.titles.append(value)
        if label in _OTHER_LABELS or label in _TITLE_LABELS:
            # A bare "Authors:" is of the page itself.
            return not strict or is_of_site or (not value and label not in _OF_PAPERS)
        return not strict


def unwrapped(lines: list[str]) -> Wrapped:
    """Make the wrapper's lines blank, and keep what they say."""
    lines = _unquoted(lines)
    said = _Said()
    taken = _front_matter(lines, said)
    seen = 0
    begin = max(taken, default=-1) + 1
    for number in range(begin, min(len(lines), begin + _HEAD_LINES)):
        line = lines[number]
        if not line.strip():
            continue
        seen += 1
        if seen > _MAX_LABELLED:
            break
        if len(line) < _MAX_LABELLED_LINE and said.take(line, strict=True):
            taken.add(number)
    is_cut = False
    for number, line in enumerate(lines):
        if len(line) > _MAX_SIGN:
            continue
        if ("```" in line or "~~~" in line) and _FENCE.fullmatch(line):
            taken.add(number)
        elif "runcated" in line and _CUT.fullmatch(line):
            taken.add(number)
            is_cut = True
    if taken:
        lines = ["" if number in taken else line for number, line in enumerate(lines)]
    hub = next((address for address in said.addresses if _HUB.match(address)), None)
    return Wrapped(
        lines=lines,
        title=next(iter(said.titles), None),
        address=hub or next(iter(said.addresses), None),
        captured=max(said.days, default=None),
        is_cut=is_cut,
    )


def _unquoted(lines: list[str]) -> list[str]:
    """Return the lines without the signs of a quotation, where nearly all have one."""
    shown = [line for line in lines if line.strip()]
    if not shown or sum(line[:1] == ">" for line in shown) * 10 < len(shown) * 9:
        return lines
    return [line.removeprefix("> ").removeprefix(">") for line in lines]


def _front_matter(lines: list[str], said: _Said) -> set[int]:
    """Read the front matter between two rules; return the positions of its lines."""
    first = next((n for n, line in enumerate(lines[:5]) if line.strip()), 0)
    if not lines or not _FRONT_MATTER.fullmatch(lines[first].lstrip("\ufeff")):
        return set()
    fence = lines[first].strip()
    for end in range(first + 1, min(len(lines), first + _HEAD_LINES)):
        if lines[end].strip() == fence:
            break
    else:
        return set()
    inner = lines[first + 1 : end]
    if not any(len(line) < _MAX_LABELLED_LINE and _LABELLED.fullmatch(line) for line in inner):
        return set()
    for line in inner:
        if len(line) < _MAX_LABELLED_LINE:
            said.take(line, strict=False)
    return set(range(first, end + 1))


def _day(text: str) -> date | None:
    found = _ISO_DAY.search(text)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
