"""Feeds as generators write them from the Hub's records, read back to every field."""

import json
import lzma
from datetime import date
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from paperreader.importing.feeds.parsing import parse_feed

MADE = date(2026, 8, 1)


def papers(shared: Path) -> dict[str, dict[str, Any]]:
    """Return every seventh paper of the records, by its id."""
    path = shared / "api" / "hf-daily_papers-all-days.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line)["r"]["paper"] for line in islice(lines, 0, None, 7)]
    # A few abstracts hold a link in HTML, which a feed's reader rightly takes for one.
    return {paper["id"]: paper for paper in records if "</a>" not in paper["summary"]}


def one_line(text: str | None) -> str | None:
    """Return a text with white space collapsed; None for none."""
    return " ".join(text.split()) or None if text else None


def labelled(paper: dict[str, Any]) -> str:
    """Return an item with labelled paragraphs of HTML."""
    said = {
        "Summary": paper.get("ai_summary"),
        "Abstract": paper["summary"],
        "Upvotes": paper["upvotes"],
        "Code": paper.get("githubRepo"),
        "Project": paper.get("projectPage"),
        "Authors": ", ".join(author["name"] for author in paper["authors"]),
    }
    html = "".join(
        f"<p><strong>{label}:</strong> {escape(str(value))}</p>"
        for label, value in said.items()
        if value is not None
    )
    return f"<description><![CDATA[{html}]]></description>"


def plain(paper: dict[str, Any]) -> str:
    """Return an item with its abstract as plain text and its authors as one element."""
    names = ", ".join(author["name"] for author in paper["authors"])
    abstract = escape(" ".join(paper["summary"].split()))
    return f"<description>{abstract}</description><author>{escape(names)}</author>"


@pytest.mark.slow
@pytest.mark.parametrize("written", [labelled, plain])
def test_feeds_made_of_the_hubs_records_are_read_back(written: Any, shared: Path) -> None:
    known = papers(shared)
    items = "\n".join(
        f"<item><title>{escape(paper['title'])}</title>"
        f"<link>https://huggingface.co/papers/{paper['id']}</link>"
        f"<pubDate>{paper['publishedAt']}</pubDate>{written(paper)}</item>"
        for paper in known.values()
    )
    text = f'<rss version="2.0"><channel><title>Papers</title>\n{items}\n</channel></rss>'
    parsed = parse_feed(text, name="feed.xml", made=MADE, as_of=None)
    assert parsed.problems == ()
    assert [entry.arxiv_id for entry in parsed.entries] == list(known)
    undated = 0
    for entry in parsed.entries:
        paper = known[entry.arxiv_id or ""]
        assert entry.title == one_line(paper["title"])
        assert entry.abstract == one_line(paper["summary"])
        assert entry.authors == tuple(one_line(one["name"]) for one in paper["authors"])
        assert entry.published in (paper["publishedAt"][:10], None)
        undated += entry.published is None
        if written is labelled:
            assert entry.summary == one_line(paper.get("ai_summary"))
            assert entry.upvotes == paper["upvotes"]
            assert entry.code_url == (paper.get("githubRepo") or None)
            assert entry.project_url == (paper.get("projectPage") or None)
        else:
            assert (entry.summary, entry.code_url, entry.project_url) == (None, None, None)
    # The Hub's day of publication is not in the month of the id for a few.
    assert undated * 100 < len(known)
