"""Every real dump, field by field, against what a reader found in it by eye."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from paperreader.entry import Entry, Parsed
from paperreader.importing import read_source

SHAPES = {
    "daily-saved-page.html": "saved-page",
    "paper-page-browser-copy.txt": "paper-plain-text",
    "search-bare-urls.md": "search-bare-urls",
    "search-firecrawl.md": "search-markdown",
    "search-html2text-footnotes.md": "search-footnotes",
    "search-plain-text.txt": "search-plain-text",
    "trending-markdown-doubled.md": "trending-markdown",
    "renderings/daily-elinks.txt": "daily-footnotes",
    "renderings/daily-html2text-deb.txt": "daily-markdown",
    "renderings/daily-inscriptis.txt": "daily-plain-text",
    "renderings/daily-lynx-nolist.txt": "daily-plain-text",
    "renderings/daily-lynx.txt": "daily-footnotes",
    "renderings/daily-markdownify.md": "daily-markdown",
    "renderings/daily-mozilla-readability.txt": "daily-plain-text",
    "renderings/daily-pandoc-plain.txt": "daily-plain-text",
    "renderings/daily-trafilatura.txt": "daily-plain-text",
}

FIELDS = {
    "authors_count": "author_count",
    "published": "published",
    "comments": "comments",
    "upvotes": "upvotes",
    "submitted_by": "submitted_by",
    "organization": "organization",
    "github_url": "code_url",
    "submitted_on": "featured",
    "ai_summary": "summary",
    "arxiv_id": "arxiv_id",
    "url": "url",
}
"""The truth's names of fields, and ours."""

UNSHOWN = {
    "paper-page-browser-copy.txt": 1,
    "search-plain-text.txt": 35,
    "trending-markdown-doubled.md": 50,
}
"""Files whose entries say nothing of upvotes, and how many entries they have."""


@pytest.mark.parametrize("name", SHAPES)
def test_a_real_dump_gives_every_field(shared: Path, name: str) -> None:
    text, parsed = _read(shared, name)
    truth = _truth(shared, name)
    assert parsed.shape == SHAPES[name]
    shown = [true for true in truth["entries"] if _is_shown(true["title"], text, name)]
    assert [entry.title for entry in parsed.entries] == [_flat(true["title"]) for true in shown]
    wrong = [
        (true["title"], *differing)
        for entry, true in zip(parsed.entries, shown, strict=True)
        for differing in _differing(entry, true, text)
    ]
    assert wrong == []
    if truth["page_date"] is None or name.endswith("trafilatura.txt"):
        assert parsed.page_date is None
    else:
        assert parsed.page_date == truth["page_date"]


@pytest.mark.parametrize("name", SHAPES)
def test_each_entry_knows_its_line(shared: Path, name: str) -> None:
    text, parsed = _read(shared, name)
    lines = text.split("\n")
    for entry, number in zip(parsed.entries, parsed.lines, strict=True):
        # A title may be wrapped.
        begins = _letters(" ".join(lines[number - 1 : number + 2]))
        assert _letters(entry.title)[:16] in begins, (number, entry.title)


@pytest.mark.parametrize("name", SHAPES)
def test_what_a_dump_does_not_say_stays_empty(shared: Path, name: str) -> None:
    _, parsed = _read(shared, name)
    for entry in parsed.entries:
        assert (entry.doi, entry.venue, entry.categories) == (None, None, ())
        assert (entry.status, entry.starred, entry.tags, entry.note) == ("inbox", False, (), "")
        assert (entry.id, entry.citation_key, entry.sources) == ("", None, ())
        if name in UNSHOWN:
            assert entry.upvotes is None


def test_every_dump_beside_the_checkout_is_in_the_table(shared: Path) -> None:
    dumps = shared / "dumps"
    files = [path for folder in (dumps, dumps / "renderings") for path in folder.iterdir()]
    names = {str(path.relative_to(dumps)) for path in files if path.is_file()}
    assert names - {"README.md"} == set(SHAPES)


def _read(shared: Path, name: str) -> tuple[str, Parsed]:
    data = (shared / "dumps" / name).read_bytes()
    made = date(2024, 8, 6) if name.startswith("renderings/") else date(2026, 11, 22)
    return data.decode(), read_source(data, name=name, made=made)


def _truth(shared: Path, name: str) -> dict[str, Any]:
    stem = "renderings" if name.startswith("renderings/") else Path(name).stem
    truth: dict[str, Any] = json.loads((shared / "dumps/truth" / f"{stem}.json").read_text())
    assert len(truth["entries"]) == truth["entries_count"]
    return truth


def _is_shown(title: str, text: str, name: str) -> bool:
    """Tell whether a rendering shows a title: one of them leaves most of them out."""
    return not name.endswith("trafilatura.txt") or _flat(title)[:18] in _flat(text)


def _differing(
    entry: Entry, true: Mapping[str, Any], text: str
) -> Iterator[tuple[str, object, object]]:
    """Yield each field that is not as it should be: its name, what it should be, what it is."""
    for key, field in FIELDS.items():
        value = true.get(key)
        if value is None or (field in ("arxiv_id", "url") and true["arxiv_id"] not in text):
            continue
        if value != getattr(entry, field):
            yield field, value, getattr(entry, field)
    names = true.get("author_names")
    if names is not None and tuple(names) != entry.authors:
        yield "authors", names, entry.authors
    stars = _stars(true.get("github_stars_text"))
    if stars is not None and stars != entry.stars:
        yield "stars", stars, entry.stars
    said = true.get("abstract_sha1")
    if said is not None and said not in (_sha1(entry.abstract), _sha1(entry.summary)):
        yield "abstract", said, (entry.abstract, entry.summary)


def _stars(shown: str | None) -> int | None:
    if not shown:
        return None
    thousands = shown.removesuffix("k")
    return int(shown) if thousands == shown else round(float(thousands) * 1000)


def _sha1(text: str | None) -> str:
    return hashlib.sha1(_flat(text or "").encode()).hexdigest()


def _flat(text: str) -> str:
    return " ".join(text.split())


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
