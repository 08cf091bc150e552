"""Answers of the Hub's API about papers, and what tools make of them.

Read are the list that ``/api/daily_papers`` and ``/api/papers/search`` answer, the
flat paper of ``/api/papers/<id>``, what the Hub's command line prints as JSON, the
data inside a saved page (``{"dailyPapers": [...], "date": ...}``), one paper a line
or one after another, papers kept with the day that was asked for
(``{"date": ..., "r": {...}}``), and any of these as Python texts.
Unknown keys are normal and are not reported.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from paperreader.entry import Entry, Parsed, Problem
from paperreader.importing.hub.fields import (
    Said,
    entry_from,
    featured_on,
    hub_entry,
    said_by,
)
from paperreader.importing.hub.repr import as_json, is_python_text
from paperreader.importing.hub.telling import day_of, error_in, is_empty, is_hub, items_in
from paperreader.importing.records.json_lists import Located, elements, line_of, reason
from paperreader.importing.refusal import NotADump
from paperreader.importing.spacing import collapsed
from paperreader.importing.wording import AS_GIVEN

__all__ = ["SHAPE", "hub_entry", "is_hub", "parse_hub"]

SHAPE = "hub-api"

_NO_PAPERS = "holds no papers as the Hub's API gives them."
_EMPTY = "holds no papers; the Hub answers so for a day that has none."
_MAX_ERROR = 200

_any = msgspec.json.Decoder()
_raw_object = msgspec.json.Decoder(dict[str, msgspec.Raw])

_PAPERS_LIST = re.compile(rb'"dailyPapers"\s*:\s*(?=\[)|"\w+"\s*:\s*(?=\[\s*\{\s*"paper"\s*:)')
_DATE = re.compile(rb'"date"\s*:\s*"([^"\\]{10,40})"')


class _Paper(Struct, frozen=True):
    line: int
    said: Said
    day: str | None
    """The day that its surroundings say it is of."""


class _Found(Struct):
    papers: list[_Paper]
    problems: list[Problem]
    texts: int = 0
    """How many papers stood as texts."""


def parse_hub(text: str, *, name: str, made: date, as_of: date | None = None) -> Parsed:
    """Return the entries of an answer of the Hub; raise `NotADump` where it holds none.

    `as_of` is the day of the answer where the user knows it: its counts are then
    kept as met on that day. `made` is not needed, since answers write years out.
    """
    text = text.lstrip("\ufeff")
    found = _Found(papers=[], problems=[])
    translated = is_python_text(text)
    data = (as_json(text) if translated else text).encode("utf-8", "replace")
    for line, raw, day in _values(data, found.problems):
        _take(raw, line, day, found)
    near = as_of or _one_day(found.papers)
    entries: list[Entry] = []
    lines: list[int] = []
    for paper in found.papers:
        entry = entry_from(
            paper.said,
            line=paper.line,
            problems=found.problems,
            day=paper.day,
            near=near,
            seen=as_of,
        )
        if entry is not None:
            entries.append(entry)
            lines.append(paper.line)
    if not entries:
        raise NotADump(name, _refusal(data, found))
    page_date, found_by = _page_date(entries, found.papers, as_of)
    found.problems.sort(key=lambda problem: problem.line or 0)
    return Parsed(
        shape=SHAPE,
        entries=tuple(entries),
        lines=tuple(lines),
        page_date=page_date,
        page_date_from=found_by,
        problems=tuple(found.problems),
        notes=_notes(translated, found.texts),
    )


def _values(
    data: bytes, problems: list[Problem]
) -> Iterator[tuple[int, bytes | msgspec.Raw, str | None]]:
    """Yield what may be papers, each with its line and the day that stands above it."""
    if data.lstrip()[:1] == b"[":
        for line, raw in elements(data, problems):
            yield line, raw, None
        return
    try:
        whole = _raw_object.decode(data)
    except (msgspec.MsgspecError, RecursionError):
        begins = _beginnings(data)
        opening = _cut_off_list(data, begins)
        if opening is None:
            for line, part in _one_after_another(data, begins):
                yield line, part, None
        else:
            yield from _cut_wrapper(data, opening, problems)
        return
    lists = {key: bytes(raw) for key, raw in whole.items() if bytes(raw)[:1] == b"["}
    holding = {key: raw for key, raw in lists.items() if _holds_papers(raw)}
    if not holding:
        yield line_of(data, 0), data, None
    date_of_all = day_of(_value_or_none(whole["date"])) if "date" in whole else None
    position = 0
    for key, raw in holding.items():
        position = data.find(raw, position)
        before = data.count(b"\n", 0, position)
        position += len(raw)
        for line, paper in elements(raw, problems):
            yield before + line, paper, day_of(key) or date_of_all


def _holds_papers(raw: bytes) -> bool:
    value = _value_or_none(raw)
    return isinstance(value, list) and next(items_in(value), None) is not None


def _cut_off_list(data: bytes, begins: list[int]) -> int | None:
    """Return where the list of papers opens in an object that is cut off; None if in none."""
    first = data[: begins[1]] if len(begins) > 1 else data
    if _value_or_none(first) is not None:
        return None
    opening = _PAPERS_LIST.search(first)
    return opening.end() if opening else None


def _cut_wrapper(
    data: bytes, opens: int, problems: list[Problem]
) -> Iterator[tuple[int, bytes | msgspec.Raw, str | None]]:
    """Yield the papers of ``{"dailyPapers": [...`` whose end is missing."""
    dated = _DATE.search(data, 0, opens)
    day = day_of(dated[1].decode("utf-8", "replace")) if dated else None
    before = data.count(b"\n", 0, opens)
    damage: list[Problem] = []
    for line, raw in elements(data[opens:], damage):
        yield before + line, raw, day
    for problem in damage:
        line = before + (problem.line or 1)
        problems.append(Problem(line=line, message=problem.message))


def _beginnings(data: bytes) -> list[int]:
    """Return where lines begin with an object; the first is the first of the data."""
    begins, found = [0], data.find(b"\n{")
    while found >= 0:
        begins.append(found + 1)
        found = data.find(b"\n{", found + 1)
    return begins if data[: begins[-1]].strip() else begins[1:] or [0]


def _one_after_another(data: bytes, begins: list[int]) -> Iterator[Located]:
    """Yield objects that each begin at the start of a line, and each line of what follows them.

    So are JSON lines read, and what ``jq`` prints.
    """
    line, counted = 1, 0
    for begin, end in zip(begins, [*begins[1:], len(data)], strict=True):
        line += data.count(b"\n", counted, begin)
        counted = begin
        part = data[begin:end].rstrip()
        first, _, rest = part.partition(b"\n")
        if rest and _value_or_none(part) is None and _value_or_none(first) is not None:
            yield line, first
            for number, one in enumerate(rest.split(b"\n"), line + 1):
                if one.strip():
                    yield number, one
        elif part:
            yield line, part


def _take(raw: bytes | msgspec.Raw, line: int, day: str | None, found: _Found) -> None:
    """Take the papers out of a value; report one that holds none."""
    try:
        value = _value(raw)
        if isinstance(value, str):
            value = _value((as_json(value) if is_python_text(value) else value).encode())
            found.texts += 1
    except ValueError as error:
        message = f"is not JSON ({error})"
        found.problems.append(Problem(line=line, message=message))
        return
    items = list(items_in(value, day))
    if not items and isinstance(value, dict):
        items = [(value, day)]  # its title is missing, which is said when it is made an entry
    if not items:
        message = "is not a paper as the Hub's API gives it"
        found.problems.append(Problem(line=line, message=message))
    found.papers.extend(_Paper(line, said_by(item), of) for item, of in items)


def _value(raw: bytes | msgspec.Raw) -> Any:
    """Return what JSON says; raise `ValueError` with why it is none."""
    try:
        return _any.decode(raw)
    except RecursionError as error:
        raise ValueError(reason(error)) from None
    except msgspec.MsgspecError as error:
        why = reason(error)
    # Half a surrogate pair, and NaN, are what other writers let through.
    try:
        loose = json.loads(bytes(raw), parse_constant=lambda _: None)
        text = json.dumps(loose, ensure_ascii=False)
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return _any.decode(whole.encode())
    except (ValueError, RecursionError, msgspec.MsgspecError):
        raise ValueError(why) from None


def _value_or_none(raw: bytes | msgspec.Raw) -> Any:
    try:
        return _value(raw)
    except ValueError:
        return None


def _one_day(papers: list[_Paper]) -> date | None:
    """Return the one day of Daily Papers that is certain of any of the papers."""
    days = {featured_on(paper.said, paper.day) for paper in papers} - {None}
    only = days.pop() if len(days) == 1 else None
    return date.fromisoformat(only) if only else None


def _page_date(
    entries: list[Entry], papers: list[_Paper], as_of: date | None
) -> tuple[str | None, str]:
    if as_of is not None:
        return as_of.isoformat(), AS_GIVEN
    given = {paper.day for paper in papers}
    if len(given) == 1 and (day := given.pop()):
        return day, "it stands beside the papers"
    featured = {entry.featured for entry in entries}
    if len(featured) == 1 and len(papers) > 1 and (day := featured.pop()):
        return day, "all its papers were featured on that day"
    return None, ""


def _notes(translated: bool, texts: int) -> tuple[str, ...]:
    if translated:
        return ("The answer stood as Python prints it, not as JSON, and was translated.",)
    if texts:
        papers = "1 paper stood as a text" if texts == 1 else f"{texts} papers stood as texts"
        return (f"{papers} inside the JSON.",)
    return ()


def _refusal(data: bytes, found: _Found) -> str:
    value = _value_or_none(data)
    error = error_in(value)
    if error is not None:
        error = collapsed(error)
        error = error if len(error) <= _MAX_ERROR else error[: _MAX_ERROR - 1] + "…"
        return f"holds no papers but an error answer: “{error}”."
    if is_empty(value):
        return _EMPTY
    unread = not found.papers and found.problems and found.problems[0]
    if unread and unread.line is not None:
        return f"cannot be read as JSON: line {unread.line} {unread.message}."
    return _NO_PAPERS
