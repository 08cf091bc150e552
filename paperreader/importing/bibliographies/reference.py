"""What a reference of any bibliography says, and the entry that this makes.

A bibliography often knows the year alone. No day is made up for it: without a
day the entry has no date of publication, and the year is kept with the rest.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

import msgspec
from msgspec import Struct

from paperreader.entry import Entry, Parsed, Problem, Source
from paperreader.importing.records.fields import doi as checked_doi
from paperreader.importing.records.fields import url as checked_url
from paperreader.importing.refusal import NotADump
from paperreader.library.identity import arxiv_id_in

_ARXIV = re.compile(
    r"(?:arxiv\s*:\s*|arxiv\.org/(?:abs|pdf|html)/|10\.48550/arxiv\.|\bcorr,?\s*abs/|^abs/)"
    r"(\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[a-z]{2})?/\d{7})",
    re.IGNORECASE | re.ASCII,
)
_NO_VENUE = re.compile(
    r"(?:arxiv\b.*|corr(?:,? abs/\S+)?|e-?prints?|preprint|ArXiv e-prints)", re.IGNORECASE
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-/](\d\d?)/*", re.ASCII)
_SLASHED = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)(?:/.*)?", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)", re.ASCII)
_NO_ADDRESS = re.compile(r"[\"\\]|''")
_KEY = re.compile(r"[^\s,{}\"#%~\\()=']{1,200}")


class Reference(Struct, kw_only=True):
    """The facts of one reference, as texts that people read."""

    line: int
    """Line on which it starts, from 1."""
    title: str = ""
    authors: tuple[str, ...] = ()
    author_count: int | None = None
    organization: str = ""
    abstract: str = ""
    venue: str = ""
    date: str = ""
    """ISO date, ``2017-06``, ``2017``, or with slashes as in RIS."""
    eprint: str = ""
    """An id that the reference calls arXiv's."""
    doi: str = ""
    url: str = ""
    hints: tuple[str, ...] = ()
    """Texts in which an arXiv id may stand, such as a journal or a note."""
    keywords: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    citation_key: str = ""
    kept: dict[str, str] = msgspec.field(default_factory=dict)
    """What an entry has no field for, by BibTeX's names."""


def entry_of(told: Reference, shape: str, problems: list[Problem]) -> Entry | None:
    """Return the entry of a reference; None, and a problem, where it has no title."""
    if not told.title:
        message = f"the reference{_named(told)} has no title; it was left out"
        problems.append(Problem(line=told.line, message=message))
        return None
    kept = {name: value for name, value in told.kept.items() if value}
    published = _day(told.date)
    if published is None and told.date:
        kept |= _less_than_a_day(told, problems)
    doi = _checked(checked_doi, told.doi, "doi", told, problems)
    url = _checked(checked_url, told.url, "url", told, problems)
    venue = told.venue
    arxiv_id = _arxiv_id(told, doi)
    if venue and arxiv_id and _NO_VENUE.fullmatch(venue):
        venue = ""
    return Entry(
        title=told.title,
        abstract=told.abstract or None,
        authors=told.authors,
        author_count=told.author_count,
        organization=told.organization or None,
        published=published,
        arxiv_id=arxiv_id,
        doi=doi,
        url=url,
        venue=venue or None,
        keywords=tuple(dict.fromkeys(filter(None, told.keywords))),
        tags=tuple(sorted(set(told.tags))),
        note=told.note,
        citation_key=citation_key(told, problems),
        sources=(Source(source="", shape=shape, imported="", kept=kept),) if kept else (),
    )


def citation_key(told: Reference, problems: list[Problem]) -> str | None:
    """Return the key of a reference, or None where it has none that TeX could use."""
    if not told.citation_key:
        return None
    if _KEY.fullmatch(told.citation_key):
        return told.citation_key
    message = f"“{_short(told.citation_key)}” can be no citation key; it was not kept"
    problems.append(Problem(line=told.line, message=message))
    return None


def parsed_bibliography(
    shape: str,
    name: str,
    found: list[tuple[int, Entry]],
    problems: list[Problem],
    notes: Iterable[str] = (),
) -> Parsed:
    """Return what a bibliography says; raise `NotADump` where it holds no reference."""
    if not found:
        first = min(problems, key=lambda problem: problem.line or 0, default=None)
        told = f": line {first.line}: {first.message}" if first else ""
        raise NotADump(name, f"holds no reference that can be read{told}.")
    found = without_doubles(found, problems)
    dated = sum(entry.published is None and _has_year(entry) for _, entry in found)
    said = list(notes)
    if dated:
        what = "1 reference tells" if dated == 1 else f"{dated:,} references tell"
        said.append(f"{what} a year and no day: without a day, no date of publication is set.")
    return Parsed(
        shape=shape,
        entries=tuple(entry for _, entry in found),
        lines=tuple(line for line, _ in found),
        problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)),
        notes=tuple(said),
    )


def _has_year(entry: Entry) -> bool:
    return any(source.kept and "year" in source.kept for source in entry.sources)


def without_doubles(
    found: list[tuple[int, Entry]], problems: list[Problem]
) -> list[tuple[int, Entry]]:
    """Return references of which no two have one key: the first one has it."""
    first: dict[str, int] = {}
    kept: list[tuple[int, Entry]] = []
    for line, entry in found:
        key = entry.citation_key
        if key is not None and first.setdefault(key, line) != line:
            message = f"the key “{_short(key)}” is that of the reference on line {first[key]}"
            problems.append(Problem(line=line, message=f"{message}, too; it was not kept"))
            entry = msgspec.structs.replace(entry, citation_key=None)  # noqa: PLW2901
        kept.append((line, entry))
    return kept


def _arxiv_id(told: Reference, doi: str | None) -> str | None:
    bare = arxiv_id_in(told.eprint) if told.eprint else None
    if bare:
        return bare
    for text in (doi, told.url, *told.hints):
        if text and (match := _ARXIV.search(text[:2_000])):
            return arxiv_id_in(match[1])
    return None


def _day(text: str) -> str | None:
    match = _DAY.fullmatch(text) or _SLASHED.fullmatch(text)
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def _less_than_a_day(told: Reference, problems: list[Problem]) -> Mapping[str, str]:
    """Return year and month of a date that tells no day; report what tells no year."""
    if (match := _MONTH.match(told.date)) and 1 <= int(match[2]) <= 12:
        return {"year": match[1], "month": str(int(match[2]))}
    if match := _YEAR.search(told.date):
        return {"year": match[1]}
    if re.search(r"\d", told.date):
        message = f"“{_short(told.date)}” is no date; it is kept as it is"
        problems.append(Problem(line=told.line, message=message))
    return {"date": told.date}


def _checked(
    check: Callable[[object], str | None],
    text: str,
    name: str,
    told: Reference,
    problems: list[Problem],
) -> str | None:
    try:
        if _NO_ADDRESS.search(text):
            raise ValueError("has a quote or a backslash in it")
        return check(text)
    except ValueError as error:
        message = f"`{name}` {error}; it was left out"
        problems.append(Problem(line=told.line, message=message))
        return None


def _named(told: Reference) -> str:
    return f" “{_short(told.citation_key)}”" if told.citation_key else ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
