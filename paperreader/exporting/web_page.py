"""HTML: a reading list as one page that needs nothing else, no script least of all."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from paperreader.citing import cite
from paperreader.citing.plain_text import shown
from paperreader.citing.text import one_line
from paperreader.entry import Entry
from paperreader.exporting.description import Description, describe, extent
from paperreader.exporting.grouping import Group, Item
from paperreader.exporting.note_html import note_html
from paperreader.exporting.occasion import PARTS, Occasion, Part
from paperreader.plain import plain

SHOWN: frozenset[Part] = frozenset(PARTS)
"""What stands in a page where nothing else was asked for."""

_OPEN_CONTENTS = 40
"""Up to so many papers the table of contents stands open."""


def html(groups: Sequence[Group], on: Occasion) -> Iterator[str]:
    """Yield a page: heading, table of contents, an article for each paper under its group's.

    Light or dark as the reader's system is, fit for phones and for paper. Everything
    from outside is escaped, links lead to http(s) alone, and the page's own policy lets it
    load and run nothing. `on.keys` has a key for each entry where citations are shown.
    """
    anchors = _anchors(item.entry for group in groups for item in group.items)
    papers = (item.entry for group in groups for item in group.items if not item.under)
    title = escape(shown(on.title)) or "Reading list"
    yield _head(title)
    yield f'<header>\n<h1>{title}</h1>\n<p class="extent">{extent(papers)}</p>\n</header>\n'
    yield from _contents(groups, anchors)
    yield "<main>\n"
    for number, group in enumerate(groups, 1):
        if group.label:
            label = escape(shown(group.label))
            yield f'<section id="group-{number}">\n<h2>{label}</h2>\n'
        for item in group.items:
            yield _article(
                item, on, anchor=anchors[item.entry.id], level=3 if group.label else 2
            )
        if group.label:
            yield "</section>\n"
    yield "</main>\n<footer>Written by paperreader.</footer>\n</body>\n</html>\n"


@cache
def _style() -> tuple[str, str]:
    """Return the style sheet, and what names it in the page's policy."""
    from base64 import b64encode  # noqa: PLC0415 - only pages need these two
    from hashlib import sha256  # noqa: PLC0415

    sheet = Path(__file__).with_name("page.css").read_text("utf-8")
    return sheet, f"sha256-{b64encode(sha256(sheet.encode()).digest()).decode()}"


def _head(title: str) -> str:
    sheet, name = _style()
    policy = f"default-src 'none'; style-src '{name}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="generator" content="paperreader">\n'
        f"<title>{title}</title>\n<style>{sheet}</style>\n</head>\n<body>\n"
    )


def _anchors(entries: Iterator[Entry]) -> dict[str, str]:
    """Return a name to link to for each entry, by its id: unique, and stable as the id is."""
    anchors: dict[str, str] = {}
    taken: set[str] = set()
    for entry in entries:
        if entry.id not in anchors:
            base = name = re.sub("[^a-z0-9]+", "-", entry.id.lower()).strip("-") or "paper"
            number = 1
            while name in taken:
                number += 1
                name = f"{base}-{number}"
            taken.add(name)
            anchors[entry.id] = name
    return anchors


def _contents(groups: Sequence[Group], anchors: dict[str, str]) -> Iterator[str]:
    total = sum(len(group.items) for group in groups)
    if total < 2:
        return
    is_open = " open" if total <= _OPEN_CONTENTS else ""
    yield f'<nav aria-label="Contents">\n<details{is_open}>\n'
    yield "<summary>Contents</summary>\n<ol>\n"
    for number, group in enumerate(groups, 1):
        if group.label:
            label = escape(shown(group.label))
            yield f'<li><a href="#group-{number}">{label}</a>\n<ol>\n'
        for item in group.items:
            title = escape(shown(item.entry.title)) or "(untitled)"
            yield f'<li><a href="#{anchors[item.entry.id]}">{title}</a></li>\n'
        if group.label:
            yield "</ol></li>\n"
    yield "</ol>\n</details>\n</nav>\n"


def _link(label: str, address: str) -> str:
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{label}</a>'


def _article(item: Item, on: Occasion, *, anchor: str, level: int) -> str:
    entry, paper = item.entry, describe(item.entry)
    parts = SHOWN if on.parts is None else on.parts
    title = escape(paper.title)
    if item.under:
        return (
            f'<article>\n<h{level} class="title"><a href="#{anchor}">{title}</a></h{level}>\n'
            f'<p class="about">See under {escape(shown(item.under))}.</p>\n</article>\n'
        )
    if paper.address:
        title = _link(title, paper.address)
    lines = [f'<article id="{anchor}">', f'<h{level} class="title">{title}</h{level}>']
    if paper.about:
        lines.append(f'<p class="about">{escape(paper.about)}</p>')
    if item.remark:
        lines.append(f'<p class="remark">{escape(one_line(item.remark))}</p>')
    if paper.links or paper.tags:
        lines.append(f'<div class="extras">{_extras(paper)}</div>')
    if entry.note.strip() and "notes" in parts:
        lines.append(f'<div class="note" role="note">\n{note_html(entry.note)}\n</div>')
    if paper.text and "abstracts" in parts:
        lines.append(f'<p class="abstract">{escape(paper.text)}</p>')
    if "citations" in parts:
        record = escape(plain(cite(entry, "bibtex", on.keys[entry.id]), keep_newlines=True))
        lines.append(
            '<details class="cite"><summary>BibTeX</summary>\n'
            f'<pre class="bibtex" tabindex="0">{record}</pre></details>'
        )
    return "\n".join((*lines, "</article>\n"))


def _extras(paper: Description) -> str:
    links = " · ".join(_link(label, address) for label, address in paper.links)
    tags = "".join(f"<li>{escape(tag)}</li>" for tag in paper.tags)
    return " ".join(
        filter(None, (links, tags and f'<ul class="tags" aria-label="Tags">{tags}</ul>'))
    )
