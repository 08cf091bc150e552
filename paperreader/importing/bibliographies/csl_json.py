"""CSL-JSON, as Zotero, Pandoc and Crossref write it.

A list of objects, one object, or a list under ``items``. A value of another
type than CSL gives it says nothing.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from paperreader.entry import Entry, Parsed, Problem
from paperreader.importing.bibliographies.lacking import counted_authors
from paperreader.importing.bibliographies.names import composed, people
from paperreader.importing.bibliographies.reference import (
    Reference,
    entry_of,
    parsed_bibliography,
)
from paperreader.importing.bibliographies.tex_text import from_markup
from paperreader.importing.records.json_lists import Located, elements, line_of, reason

SHAPE = "csl-json"

_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "paper-conference": "inproceedings",
    "chapter": "incollection",
    "book": "book",
    "thesis": "phdthesis",
    "report": "techreport",
    "manuscript": "unpublished",
    "webpage": "online",
}
_KEPT = {
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "publisher": "publisher",
    "publisher-place": "address",
    "ISBN": "isbn",
    "ISSN": "issn",
    "edition": "edition",
    "collection-title": "series",
    "language": "language",
    "note": "note",
    "event-title": "eventtitle",
}
_TAKEN = {
    *("id", "type", "title", "author", "editor", "issued", "container-title", "DOI", "URL"),
    *("keyword", "abstract", "citation-key", "citation-label", "categories", "number", "genre"),
    *("accessed", "score", "prefix", "member", "source"),
}


def parse_csl_json(text: str, *, name: str) -> Parsed:
    """Return the entries of CSL-JSON; raise `NotADump` where it holds none."""
    problems: list[Problem] = []
    entries: list[tuple[int, Entry]] = []
    data = text.lstrip("\ufeff").encode("utf-8", "replace")
    for line, raw in _items(data, problems):
        try:
            item = msgspec.json.decode(raw)
        except (msgspec.MsgspecError, RecursionError) as error:
            problems.append(Problem(line=line, message=f"is not JSON ({reason(error)})"))
            continue
        if not isinstance(item, dict):
            problems.append(Problem(line=line, message="is not an object with a title"))
            continue
        entry = entry_of(_reference(item, line), SHAPE, problems)
        if entry is not None:
            entries.append((line, entry))
    return parsed_bibliography(SHAPE, name, entries, problems)


def _items(data: bytes, problems: list[Problem]) -> Iterator[Located]:
    if data.lstrip()[:1] == b"[":
        yield from elements(data, problems)
        return
    try:
        whole = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, RecursionError):
        yield line_of(data, 0), data
        return
    inner = bytes(whole.get("items", b""))
    if not inner.startswith(b"[") or "title" in whole:
        yield line_of(data, 0), data
        return
    before = data.count(b"\n", 0, data.find(inner))
    for line, raw in elements(inner, problems):
        yield before + line, raw


def _reference(item: dict[str, Any], line: int) -> Reference:
    names = [_name(one) for one in _dicts(item.get("author"))]
    literal = [_text(one.get("literal")) for one in _dicts(item.get("author"))]
    is_organization = len(literal) == 1 and bool(literal[0])
    note = _text(item.get("note"))
    counted = counted_authors(note)
    kept = {
        _KEPT.get(name, f"csl.{name}"): told
        for name, value in item.items()
        if name not in _TAKEN and (told := _text(value))
    }
    kept["entrytype"] = _TYPES.get(_text(item.get("type")), "misc")
    kept["editor"] = " and ".join(filter(None, map(_name, _dicts(item.get("editor")))))
    number = _text(item.get("number"))
    if number and not number.lower().startswith("arxiv:"):
        kept["csl.number"] = number
    if counted is not None:
        kept.pop("note")
    if kept.get("publisher", "").lower() == "arxiv":
        del kept["publisher"]
    venue = _text(item.get("container-title"))
    return Reference(
        line=line,
        title=_text(item.get("title")),
        authors=() if is_organization else people(names),
        author_count=counted or None,
        organization=literal[0] if is_organization else "",
        abstract=_text(item.get("abstract")),
        venue=venue,
        date=_date(item.get("issued")),
        doi=_text(item.get("DOI")),
        url=_text(item.get("URL")),
        hints=(number, venue, note),
        keywords=tuple(word.strip() for word in re.split("[,;]", _text(item.get("keyword")))),
        citation_key=_key(item),
        kept=kept,
    )


def _text(value: object) -> str:
    """Return a text or number as a text; of a list, as Crossref has them, the first one."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, str):
        return from_markup(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _name(one: dict[str, Any]) -> str:
    if literal := _text(one.get("literal")):
        return literal
    family = _text(one.get("family"))
    dropped = _text(one.get("dropping-particle"))
    particle = " ".join(filter(None, (dropped, _text(one.get("non-dropping-particle")))))
    given, suffix = _text(one.get("given")), _text(one.get("suffix"))
    return composed(first=given, last=family, particle=particle, suffix=suffix)


def _date(value: object) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first:
        numbers = [str(part) for part in first[:3]]
        if all(re.fullmatch(r"[0-9]{1,4}", part) for part in numbers):
            return "-".join(part.zfill(2) for part in numbers)
    return _text(value.get("raw")) or _text(value.get("literal"))


def _key(item: dict[str, Any]) -> str:
    """Return the citation key; an id of a program's or an address is none."""
    if given := _text(item.get("citation-key")):
        return given
    told = _text(item.get("id"))
    return "" if told.isdigit() or "/" in told or " " in told else told
