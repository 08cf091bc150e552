"""Our own records: entries as JSON, as the store and the exports write them.

One object a line, a list of objects, or ``{"entries": [...]}``. Only ``title``
is required; but many things have titles, so an object that has keys of others
is left out unless it also says something that papers have (`telling`). A value
of the wrong type is reported and left out, an unknown key is reported once with
the number of records that have it, and the rest of the record is kept. These
names of other tools are understood, too:

    ``ai_summary``      summary
    ``date_featured``   featured
    ``github_url``      code_url
    ``github_stars``    stars

Nothing is derived: a record with an ``arxiv_id`` and no ``url`` has no URL.

A file in order is decoded in one go into typed records. Only a record that does
not decode, or holds a value that is not as the library keeps it, is read again
key by key.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import UNSET, Struct

from paperreader.entry import Entry, Parsed, Problem, Sighting, Source
from paperreader.importing.records.fields import (
    ALIASES,
    CHECKS,
    MAX_COUNT,
    history,
    line_text,
    note_text,
    number,
    sources,
    status,
    texts,
    truth,
)
from paperreader.importing.records.json_lists import (
    Located,
    elements,
    line_of,
    one_a_line,
    reason,
)
from paperreader.importing.records.telling import is_of_paper
from paperreader.importing.refusal import NotADump
from paperreader.importing.spacing import is_collapsed

SHAPE = "records"

_NOT_OURS = "does not hold records of papers: no object in it has a title."
_NO_PAPERS = "holds objects with titles, but none says anything that papers have."


class _Strict(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry that decodes only from an object without any other key."""


_strict = msgspec.json.Decoder(_Strict)
_entry = msgspec.json.Decoder(Entry)
_any = msgspec.json.Decoder()
_raw_object = msgspec.json.Decoder(dict[str, msgspec.Raw])


class _Found(Struct):
    entries: list[Entry]
    lines: list[int]
    problems: list[Problem]
    unknown: dict[str, tuple[int, int]]
    """For each unknown key, the first line that has it and the number of records."""
    objects: int = 0
    others: int = 0
    """How many objects have a title, but nothing else that papers have."""


def parse_records(text: str, *, name: str) -> Parsed:
    """Return the entries of a JSON or JSONL text; raise `NotADump` where it holds none."""
    text = text.lstrip("\ufeff")
    data = text.encode("utf-8", "replace")
    found = _Found(entries=[], lines=[], problems=[], unknown={})
    for line, record in _records(data, found.problems):
        _read(record, line, found)
    if not found.entries:
        if found.objects == 0 and found.problems and found.problems[0].line is not None:
            first = found.problems[0]
            raise NotADump(
                name, f"is not JSON that can be read: line {first.line} {first.message}."
            )
        raise NotADump(name, _NO_PAPERS if found.others else _NOT_OURS)
    for key, (line, times) in found.unknown.items():
        records = "1 record" if times == 1 else f"{times} records"
        message = f"the key “{_short(key)}” is not known; it was left out of {records}"
        found.problems.append(Problem(line=line, message=message))
    found.problems.sort(key=lambda problem: problem.line or 0)
    return Parsed(
        shape=SHAPE,
        entries=tuple(found.entries),
        lines=tuple(found.lines),
        problems=tuple(found.problems),
    )


def _records(data: bytes, problems: list[Problem]) -> Iterator[Located]:
    """Yield each record with the line on which it begins."""
    if data.lstrip()[:1] == b"[":
        yield from elements(data, problems)
        return
    try:
        whole = _raw_object.decode(data)
    except (msgspec.MsgspecError, RecursionError):
        yield from one_a_line(data)
        return
    inner = bytes(whole.get("entries", b""))
    if not inner.startswith(b"[") or "title" in whole:
        yield line_of(data, 0), data
        return
    begins = data.find(inner)
    before = data.count(b"\n", 0, begins)
    for line, record in elements(inner, problems):
        yield before + line, record


def _read(record: bytes | msgspec.Raw, line: int, found: _Found) -> None:
    try:
        _strict.decode(record)
        entry = _entry.decode(record)
    except (msgspec.MsgspecError, RecursionError):
        _read_slowly(record, line, found)
        return
    if _is_in_order(entry):
        found.objects += 1
        found.entries.append(entry)
        found.lines.append(line)
    else:
        _read_slowly(record, line, found)


def _is_in_order(entry: Entry) -> bool:
    """Tell whether every value is as the library keeps it, so that nothing is to be changed."""
    if not entry.title:
        return False
    for text in _texts_of(entry):
        if text is not None and (not text or not is_collapsed(text)):
            return False
    for listed in _lists_of(entry):
        if not listed:
            continue
        # An empty text, or one with spaces at its ends, makes two spaces in a row.
        shown = " ; ".join(listed)
        if not shown or not is_collapsed(shown):
            return False
    for counted in _numbers_of(entry):
        if counted is not None and not 0 <= counted <= MAX_COUNT:
            return False
    try:
        for (_, default, check), value in zip(_OTHERS, _others_of(entry), strict=True):
            if value != default and check(value) != value:
                return False
        if entry.history and history(_met(entry.history)) != entry.history:
            return False
        return not entry.sources or _are_in_order(entry.sources)
    except ValueError:
        return False


def _met(given: tuple[Sighting, ...]) -> list[tuple[object, ...]]:
    return [msgspec.structs.astuple(met) for met in given]


def _are_in_order(given: tuple[Source, ...]) -> bool:
    if all(source.kept is UNSET for source in given):
        return _are_kept_sources(given)
    return _are_kept_sources.__wrapped__(given)  # what they keep cannot be hashed


@lru_cache(maxsize=1024)
def _are_kept_sources(given: tuple[Source, ...]) -> bool:
    """Tell whether the library would keep sources as they are; an import shares them.

    Raises `ValueError` where it would not keep them at all.
    """
    return sources([msgspec.structs.asdict(source) for source in given]) == given


def _fields(*checks: Callable[[object], object]) -> list[str]:
    return [field for field, check in CHECKS.items() if check in checks]


_texts_of = attrgetter(*_fields(line_text))
_lists_of = attrgetter(*_fields(texts))
_numbers_of = attrgetter(*_fields(number))
# Types alone vouch for the last three; history and sources are compared apart.
_SIMPLE = {line_text, texts, number, history, sources, status, truth, note_text}
_NEW = Entry(title="")
_OTHERS = tuple(
    (field, getattr(_NEW, field), check)
    for field, check in CHECKS.items()
    if check not in _SIMPLE
)
_others_of = attrgetter(*(field for field, _, _ in _OTHERS))


def _read_slowly(record: bytes | msgspec.Raw, line: int, found: _Found) -> None:
    """Read a record key by key, and report what is wrong with it."""
    try:
        values = _any.decode(record)
    except (msgspec.MsgspecError, RecursionError) as error:
        found.problems.append(Problem(line=line, message=f"is not JSON ({reason(error)})"))
        return
    if not isinstance(values, dict):
        found.problems.append(Problem(line=line, message="is not an object with a title"))
        return
    found.objects += 1
    if isinstance(values.get("paper"), dict):
        # Only among records of ours: a text that begins with one of the Hub's is read by `hub`.
        from paperreader.importing.hub.fields import hub_entry  # noqa: PLC0415 - seldom needed

        entry = hub_entry(values, line=line, problems=found.problems)
        if entry is not None:
            found.entries.append(entry)
            found.lines.append(line)
        return
    facts, problems = _checked(values, line)
    unknown = [key for key in values if ALIASES.get(key, key) not in CHECKS]
    if facts.get("title") and unknown and not is_of_paper(facts, values):
        message = "has a title, but nothing else that papers have; it was left out"
        found.problems.append(Problem(line=line, message=message))
        found.others += 1
        return
    found.problems += problems
    for key in unknown:
        first, times = found.unknown.get(key, (line, 0))
        found.unknown[key] = (first, times + 1)
    if not facts.get("title"):
        found.problems.append(
            Problem(line=line, message="has no title; the record was left out")
        )
        return
    found.entries.append(Entry(**facts))
    found.lines.append(line)


def _checked(values: dict[str, object], line: int) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values of known keys as an entry holds them, and what is wrong with others."""
    facts: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in values.items():
        field = ALIASES.get(key, key)
        check = CHECKS.get(field)
        if check is None or value is None or (field != key and values.get(field) is not None):
            continue
        try:
            facts[field] = check(value)
        except ValueError as error:
            kept = "" if key == "title" else "; it was left out"
            problems.append(Problem(line=line, message=f"`{key}` {error}{kept}"))
    return facts, problems


def _short(key: str) -> str:
    key = " ".join(key.split())
    return key if len(key) <= 40 else key[:39] + "…"
