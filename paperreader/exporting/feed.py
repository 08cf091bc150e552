"""Atom: a feed that readers and other programs can follow."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from paperreader.citing import facts
from paperreader.citing.plain_text import shown
from paperreader.citing.text import one_line
from paperreader.entry import Entry
from paperreader.exporting.description import describe
from paperreader.exporting.note_html import note_html
from paperreader.exporting.occasion import Occasion, Part

SHOWN: frozenset[Part] = frozenset({"abstracts"})
"""What stands in a feed where nothing else was asked for; notes are for the reader's eyes."""

_NEVER = "1970-01-01T00:00:00Z"
_moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_day = re.compile(r"\d{4}-\d\d-\d\d")
_not_in_xml = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)


def atom(entries: Iterable[Entry], on: Occasion) -> Iterator[str]:
    """Yield a feed with an entry for each paper.

    Ids are made from the entries' own, so that they are the same in every feed and on
    any day; what a paper was updated is when it was last changed in the library, and the
    feed's own time is the latest of these.
    """
    parts = SHOWN if on.parts is None else on.parts
    listed = list(entries)
    title = one_line(shown(on.title)) or "Reading list"
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{_xml(title)}</title>\n<id>{_urn(f'list:{title}')}</id>\n"
        f"<updated>{max(map(_updated, listed), default=_NEVER)}</updated>\n"
        "<author><name>paperreader</name></author>\n<generator>paperreader</generator>\n"
    )
    for entry in listed:
        yield _entry(entry, parts)
    yield "</feed>\n"


def _entry(entry: Entry, parts: frozenset[Part]) -> str:
    paper = describe(entry)
    lines = [
        f"<title>{_xml(one_line(entry.title) or paper.title)}</title>",
        f"<id>{_urn(entry.id or entry.title)}</id>",
        f"<updated>{_updated(entry)}</updated>",
    ]
    if entry.published and (day := _day.fullmatch(entry.published)):
        lines.append(f"<published>{day.group()}T00:00:00Z</published>")
    arxiv, doi = facts.arxiv_link(entry), facts.doi_link(entry)
    for relation, address in (
        ("alternate", arxiv or paper.address or doi),
        ("related", doi),
        *(("related", address) for _label, address in paper.links),
    ):
        if address:
            lines.append(f'<link rel="{relation}" href="{_xml(address)}"/>')
    for name in filter(None, map(one_line, entry.authors)):
        lines.append(f"<author><name>{_xml(name)}</name></author>")
    for term in dict.fromkeys((*entry.categories, *entry.tags)):
        if one_line(term):
            lines.append(f'<category term="{_xml(one_line(term))}"/>')
    if "abstracts" in parts and (text := one_line(entry.abstract or entry.summary or "")):
        lines.append(f"<summary>{_xml(text)}</summary>")
    if "notes" in parts and entry.note.strip():
        lines.append(f'<content type="html">{_xml(note_html(entry.note))}</content>')
    return "<entry>\n" + "\n".join(lines) + "\n</entry>\n"


def _updated(entry: Entry) -> str:
    for moment in (entry.changed, entry.added):
        if _moment.fullmatch(moment):
            return moment
    if entry.published and _day.fullmatch(entry.published):
        return f"{entry.published}T00:00:00Z"
    return _NEVER


def _urn(name: str) -> str:
    """Return an id that the name alone decides."""
    from uuid import NAMESPACE_URL, uuid5  # noqa: PLC0415 - only feeds need it

    told = f"paperreader:{name}".encode("utf-8", "replace").decode()
    return f"urn:uuid:{uuid5(NAMESPACE_URL, told)}"


def _xml(text: str) -> str:
    return escape(_not_in_xml.sub("\ufffd", text))
