"""BibTeX and BibLaTeX: every reference that can be read, with its key.

A reference takes what it lacks from the one that it names in ``crossref``, as
BibTeX fills it in. Paths of the writer's files are not taken.
"""

import re

from paperreader.entry import Entry, Parsed, Problem
from paperreader.importing.bibliographies.bib_blocks import Block, Passed, blocks
from paperreader.importing.bibliographies.bib_values import MONTHS
from paperreader.importing.bibliographies.lacking import counted_authors
from paperreader.importing.bibliographies.names import in_bibtex
from paperreader.importing.bibliographies.reference import (
    Reference,
    entry_of,
    parsed_bibliography,
)
from paperreader.importing.bibliographies.tex_text import from_tex
from paperreader.importing.wording import numbered

SHAPE = "bibtex"

_VENUES = ("journaltitle", "journal", "booktitle", "eventtitle")
_URLS = ("url", "howpublished", "ee")
_TAKEN = {
    *("title", "subtitle", "author", "abstract", "keywords", "keyword", "doi", "url"),
    *(
        "eprint",
        "archiveprefix",
        "eprinttype",
        "eprintclass",
        "primaryclass",
        "crossref",
        "xdata",
    ),
    *("year", "month", "day", "date"),
}
_NOT_KEPT = re.compile(
    r"file|localfile|pdf|bdsk-.*|date-(?:added|modified)|owner|timestamp|__markedentry|groups"
    r"|mendeley-.*|ids|related|key"
)
_CONTAINERS = ("proceedings", "collection", "mvcollection", "mvproceedings", "xdata")
_INHERITED_AS = {"title": "booktitle", "subtitle": "booksubtitle"}
_ADDRESS = re.compile(r"\\url\s*\{([^{}]*)\}|\{?(https?://[^\s{}]+)\}?")


def parse_bibtex(text: str, *, name: str) -> Parsed:
    """Return the entries of a BibTeX file; raise `NotADump` where it holds none."""
    problems: list[Problem] = []
    passed = Passed()
    found = list(blocks(text, passed, problems))
    by_key = {block.key: block for block in reversed(found)}
    parents = {
        block.fields[n] for block in found for n in ("crossref", "xdata") if n in block.fields
    }
    entries: list[tuple[int, Entry]] = []
    containers = 0
    for block in found:
        if block.kind in _CONTAINERS and block.key in parents:
            containers += 1
            continue
        _inherit(block, by_key, problems)
        entry = entry_of(_reference(block), SHAPE, problems)
        if entry is not None:
            entries.append((block.line, entry))
    notes = []
    if containers:
        what = numbered(containers, "volume was", "volumes were")
        notes.append(f"{what} read only for the references that name such a volume.")
    if passed.preambles:
        notes.append("TeX of a @preamble was left out.")
    return parsed_bibliography(SHAPE, name, entries, problems, notes)


def _inherit(block: Block, by_key: dict[str, Block], problems: list[Problem]) -> None:
    for field in ("crossref", "xdata"):
        key = block.fields.get(field, "").strip()
        if not key:
            continue
        parent = by_key.get(key)
        if parent is None or parent is block:
            message = f"`{field}` names “{key[:40]}”, which is no other reference of this file"
            problems.append(Problem(line=block.line, message=message))
            continue
        for name, value in parent.fields.items():
            name = _INHERITED_AS.get(name, name) if field == "crossref" else name  # noqa: PLW2901
            # What belongs to the volume itself is not said of what is in it.
            if field == "xdata" or name not in ("crossref", "author", "doi", "url", "abstract"):
                block.fields.setdefault(name, value)


def _reference(block: Block) -> Reference:
    raw = block.fields
    # Most values are plain and come out as they are.
    text = {name: from_tex(value) for name, value in raw.items() if value}
    names = in_bibtex(raw.get("author", ""))
    venue_field = next((field for field in _VENUES if text.get(field)), "")
    note = text.get("note", "")
    counted = counted_authors(note)
    kept = {
        name: _as_kept(name, value)
        for name, value in text.items()
        if name not in _TAKEN and name != venue_field and not _NOT_KEPT.fullmatch(name)
    }
    kept["entrytype"] = block.kind
    if counted is not None:
        kept.pop("note")
    address = _address(raw)
    if raw.get("howpublished") and address and "howpublished" in kept and "url" not in raw:
        kept.pop("howpublished")
    eprint, scheme = text.get("eprint", ""), _scheme(text)
    if eprint and scheme not in ("", "arxiv"):
        kept |= {"eprint": eprint, "eprinttype": scheme}
        eprint = ""
    title = ": ".join(filter(None, (text.get("title"), text.get("subtitle"))))
    organization = names.organization
    return Reference(
        line=block.line,
        title=title,
        authors=names.people,
        author_count=counted or None,
        organization=organization,
        abstract=text.get("abstract", ""),
        venue=text.get(venue_field, ""),
        date=_date(text),
        eprint=eprint,
        doi=raw.get("doi", "").replace("\\_", "_").replace("{", "").replace("}", "").strip(),
        url=address,
        hints=tuple(
            text.get(field, "")
            for field in (*_VENUES, "volume", "note", "number", "howpublished", "eprint")
        ),
        keywords=tuple(
            word.strip()
            for word in re.split("[,;]", text.get("keywords") or text.get("keyword", ""))
        ),
        citation_key=block.key,
        kept=kept,
    )


def _scheme(text: dict[str, str]) -> str:
    return (text.get("archiveprefix") or text.get("eprinttype") or "").lower()


def _address(raw: dict[str, str]) -> str:
    for field in _URLS:
        if match := _ADDRESS.search(raw.get(field, "")):
            address = match[1] or match[2]
            return re.sub(r"\\([%#&_~])", r"\1", address).strip().replace(" ", "%20")
    # What is no address is reported as the url that it is said to be.
    return raw.get("url", "").strip("{} ")


def _date(text: dict[str, str]) -> str:
    if text.get("date"):
        return text["date"]
    year, month, day = (text.get(name, "") for name in ("year", "month", "day"))
    number = month if month.isdigit() else MONTHS.get(month[:3].lower(), "")
    if re.fullmatch(r"\d{4}", year) and number.isdecimal() and len(number) < 3:
        whole = f"{year}-{int(number):02}"
        return f"{whole}-{int(day):02}" if re.fullmatch(r"[0-9]{1,2}", day) else whole
    return year


def _as_kept(name: str, value: str) -> str:
    return value.replace("–", "--") if name == "pages" else value
