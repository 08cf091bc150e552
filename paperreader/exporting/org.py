"""Org: an outline for Emacs, with properties, tags and the triage as its keywords."""

import re
from collections.abc import Iterator, Sequence

from paperreader.citing import cite, facts
from paperreader.citing.plain_text import shown
from paperreader.citing.text import one_line
from paperreader.entry import STATUSES, Entry
from paperreader.exporting.description import describe, extent
from paperreader.exporting.grouping import Group, Item
from paperreader.exporting.occasion import Occasion, Part
from paperreader.plain import plain

SHOWN: frozenset[Part] = frozenset({"notes", "abstracts"})
"""What stands in an outline where nothing else was asked for."""

_GAP = "\u200b"
"""A space of no width, by which Org's own manual keeps signs from being obeyed."""
_ends_in_tags = re.compile(r":[\w@#%:]+:$")
_keyword = re.compile(r"(?:TODO|DONE|COMMENT|ARCHIVE|[A-Z]+)(?=\s|$)|\[#")
_at_start = re.compile(r"[*#|:+-]|\d+[.)]|[a-zA-Z][.)]\s|%%\(|\\begin")
_opening = re.compile(
    r"(?:^|(?<=[\s\-({'\"]))(?=[*/_=~+][^\s])"  # emphasis
    r"|(?<=\[)(?=\[|fn:|cite|\d)|(?<=<)(?=[<\w%])|(?<=\\)(?=[a-zA-Z_(\[\\])"
    r"|(?<=\$)|(?<=\{)(?=\{)|(?<=@)(?=@)|(?<=:)(?=//)|(?<=src)(?=_)|(?<=call)(?=_)"
)
_not_in_tag = re.compile(r"[^\w@#%]+")
_comma = re.compile(r"^(?=,*(?:\*|#\+))", re.MULTILINE)


def org(groups: Sequence[Group], on: Occasion) -> Iterator[str]:
    """Yield an outline: a heading for each paper, under its group's.

    The status is the heading's keyword, facts are its properties, and the note and the
    BibTeX record are blocks of source. Outside text is kept from being Org by spaces
    of no width. `on.keys` has a key for each entry where citations are wanted.
    """
    parts = SHOWN if on.parts is None else on.parts
    papers = (item.entry for group in groups for item in group.items if not item.under)
    *open_, read, skipped = (status.upper() for status in STATUSES)
    yield f"#+TITLE: {one_line(shown(on.title)) or 'Reading list'}\n"
    yield f"#+TODO: {' '.join(open_)} | {read} {skipped}\n#+OPTIONS: ^:nil\n\n"
    yield f"{extent(papers)}\n"
    for group in groups:
        if group.label:
            yield f"\n* {_headline(shown(group.label))}\n"
        for item in group.items:
            yield f"\n{_section(item, on, parts, '**' if group.label else '*')}"


def _section(item: Item, on: Occasion, parts: frozenset[Part], stars: str) -> str:
    entry = item.entry
    paper = describe(entry)
    if paper.address:
        # A square bracket within would end the link; these look the same.
        label = escape(paper.title.replace("[", "⟦").replace("]", "⟧"))
        title = f"[[{paper.address.replace('[', '%5B').replace(']', '%5D')}][{label}]]"
    else:
        title = _headline(paper.title)
    if item.under:
        return f"{stars} {title}\nSee under {escape(shown(item.under))}.\n"
    tags = ":".join(filter(None, (_not_in_tag.sub("_", tag).strip("_") for tag in entry.tags)))
    head = f"{stars} {entry.status.upper()} {title}{f'  :{tags}:' if tags else ''}"
    blocks = [f"{head}\n{_properties(entry, paper.who, on)}"]
    links = [f"[[{address}][{label}]]" for label, address in paper.links]
    about = " · ".join(filter(None, (escape(paper.about), *links)))
    blocks += filter(None, (about, escape(item.remark)))
    if entry.note.strip() and "notes" in parts:
        blocks.append(_source("markdown", entry.note.strip("\r\n")))
    if paper.text and "abstracts" in parts:
        blocks.append(escape(paper.text))
    if "citations" in parts:
        blocks.append(_source("bibtex", cite(entry, "bibtex", on.keys[entry.id])))
    return "\n\n".join(blocks) + "\n"


def _properties(entry: Entry, who: str, on: Occasion) -> str:
    known = {
        "ID": entry.id,
        "CUSTOM_ID": on.keys.get(entry.id) or entry.citation_key,
        "AUTHOR": who,
        "PUBLISHED": entry.published,
        "FEATURED": entry.featured,
        "ARXIV": entry.arxiv_id,
        "DOI": facts.doi(entry),
        "UPVOTES": entry.upvotes,
        "STARRED": "t" if entry.starred else None,
        "TAGS_GIVEN": ", ".join(entry.tags),
    }
    lines = (f":{name}: {one_line(str(value))}" for name, value in known.items() if value)
    return "\n".join((":PROPERTIES:", *lines, ":END:"))


def _headline(text: str) -> str:
    """Return text as a heading that has no keyword, no priority and no tags of its own."""
    text = escape(text)
    if _keyword.match(text):
        text = f"{_GAP}{text}"
    return f"{text}{_GAP}" if _ends_in_tags.search(text) else text


def escape(text: str) -> str:
    """Return text on one line that Org shows as it is: no markup, no link, no list."""
    text = _opening.sub(_GAP, one_line(text))
    return f"{_GAP}{text}" if _at_start.match(text) else text


def _source(language: str, text: str) -> str:
    body = _comma.sub(",", plain(text, keep_newlines=True))
    return f"#+begin_src {language}\n{body}\n#+end_src"
