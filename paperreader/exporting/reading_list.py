"""Markdown: a reading list that a colleague can read as it is."""

from collections.abc import Iterable, Iterator
from datetime import date

from paperreader.citing import facts
from paperreader.citing.names import authors, parse
from paperreader.citing.plain_text import names, shown
from paperreader.entry import Entry
from paperreader.exporting.markdown_text import escape, link, quoted

NAMED_IN_FULL = 10
"""Up to so many authors are all named; of more, the first ten and the number of the others."""


def markdown(entries: Iterable[Entry], *, title: str, made: date) -> Iterator[str]:
    """Yield a heading with the count and the date, then a section for each paper.

    A section has the title, linked to the paper where its address is known; who,
    when and where; code, project and tags; the reader's own note as a quotation; the
    abstract, else the page's summary. Outside text is escaped; the note is Markdown
    already and stays as it was written.
    """
    listed = entries if isinstance(entries, list | tuple) else list(entries)
    count = "1 paper" if len(listed) == 1 else f"{len(listed):,} papers"
    yield f"# {escape(shown(title)) or 'Reading list'}\n\n{count} · {made.isoformat()}\n"
    for entry in listed:
        yield f"\n{_section(entry)}"


def _section(entry: Entry) -> str:
    title = escape(shown(entry.title)) or "(untitled)"
    address = facts.link(entry)
    blocks = [f"## {link(title, address) if address else title}"]
    about = " · ".join(filter(None, (_who(entry), _when(entry), *_where(entry))))
    if about:
        blocks.append(about)
    links = [
        link(label, web)
        for label, url in (("code", entry.code_url), ("project", entry.project_url))
        if (web := facts.web_address(url))
    ]
    extras = " · ".join(filter(None, (*links, _tags(entry))))
    if extras:
        blocks.append(extras)
    if entry.note.strip():
        blocks.append(quoted(entry.note))
    text = shown(entry.abstract or "") or shown(entry.summary or "")
    if text:
        blocks.append(escape(text))
    return "\n\n".join(blocks) + "\n"


def _who(entry: Entry) -> str:
    named = authors(entry.authors, entry.author_count)
    organization = escape(shown(entry.organization or ""))
    if named.names:
        shown_names = [
            escape(shown(parse(name).natural)) for name in named.names[:NAMED_IN_FULL]
        ]
        others = max(len(named.names), entry.author_count or 0) - len(shown_names)
        if others > 0:
            shown_names.append("1 other" if others == 1 else f"{others} others")
        elif named.incomplete:
            shown_names.append("others")
        who = names(tuple(shown_names))
    else:
        who = facts.authors_unknown(entry.author_count)
    if organization:
        return f"{who} ({organization})" if who else organization
    return who


def _when(entry: Entry) -> str:
    if entry.published:
        return escape(shown(entry.published))
    if entry.featured:
        return f"on Daily Papers {escape(shown(entry.featured))}"
    return facts.year(entry) or ""


def _where(entry: Entry) -> Iterator[str]:
    if entry.venue:
        yield escape(shown(entry.venue))
    if entry.arxiv_id:
        yield escape(f"arXiv:{shown(entry.arxiv_id)}")
    doi = facts.doi(entry)
    if doi:
        yield escape(f"doi:{doi}")


def _tags(entry: Entry) -> str:
    if not entry.tags:
        return ""
    return "Tags: " + ", ".join(escape(shown(tag)) for tag in entry.tags)
