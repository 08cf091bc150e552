"""Markdown: a reading list that a colleague can read as it is."""

from collections.abc import Iterator, Sequence

from paperreader.citing import cite
from paperreader.citing.plain_text import shown
from paperreader.exporting.description import Description, describe, extent
from paperreader.exporting.grouping import Group, Item
from paperreader.exporting.markdown_text import escape, fenced, link, quoted
from paperreader.exporting.occasion import Occasion, Part

SHOWN: frozenset[Part] = frozenset({"notes", "abstracts"})
"""What stands in a list where nothing else was asked for."""


def markdown(groups: Sequence[Group], on: Occasion) -> Iterator[str]:
    """Yield a heading with the count, then a section for each paper, under its group's.

    A section has the title, linked to the paper where its address is known; who,
    when and where; code, project and tags; the reader's own note as a quotation; the
    abstract, else the page's summary; the BibTeX record. Outside text is escaped; the note
    is Markdown already and stays as it was written. `on.keys` has a key for each entry
    where citations are wanted.
    """
    parts = SHOWN if on.parts is None else on.parts
    papers = (item.entry for group in groups for item in group.items if not item.under)
    yield f"# {escape(shown(on.title)) or 'Reading list'}\n\n{extent(papers)}\n"
    for group in groups:
        if group.label:
            yield f"\n## {escape(shown(group.label))}\n"
        for item in group.items:
            yield f"\n{_section(item, on, parts, level=3 if group.label else 2)}"


def _section(item: Item, on: Occasion, parts: frozenset[Part], level: int) -> str:
    entry = item.entry
    paper = describe(entry)
    title = escape(paper.title)
    if paper.address:
        title = link(title, paper.address)
    if item.under:
        return f"{'#' * level} {title}\n\nSee under {escape(shown(item.under))}.\n"
    blocks = [f"{'#' * level} {title}"]
    blocks += filter(None, (escape(paper.about), _extras(paper), escape(item.remark)))
    if entry.note.strip() and "notes" in parts:
        blocks.append(quoted(entry.note))
    if paper.text and "abstracts" in parts:
        blocks.append(escape(paper.text))
    if "citations" in parts:
        blocks.append(fenced(cite(entry, "bibtex", on.keys[entry.id]), "bibtex"))
    return "\n\n".join(blocks) + "\n"


def _extras(paper: Description) -> str:
    links = [link(label, address) for label, address in paper.links]
    tags = ", ".join(map(escape, paper.tags))
    return " · ".join(filter(None, (*links, tags and f"Tags: {tags}")))
