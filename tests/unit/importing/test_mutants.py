"""Forty thousand damaged dumps: none raises, gives an entry without a title, or invents.

What is read of a mutant must stand in it: see `invention`.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from paperreader.entry import Entry, Parsed
from paperreader.importing import SHAPES, NotADump, read_source, sample_dumps
from paperreader.importing.decoding import decode
from tests.unit.importing.invention import inventions
from tests.unit.importing.mutants import dumps, mutant

MADE = date(2026, 11, 22)
A_PART = 5_000
PARTS = range(8)


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_mutants_of_every_dump(shared: Path, part: int) -> None:
    first = 1_000_000 + part * A_PART
    read = sum(_check(mutant(_sources(shared), n), n) for n in range(first, first + A_PART))
    # Damage that only ever makes a dump unreadable would prove nothing.
    assert read > A_PART // 3


def test_some_mutants_of_every_dump(shared: Path) -> None:
    sources = _sources(shared)
    assert len(sources) > 50
    assert sum(_check(mutant(sources, number), number) for number in range(300)) > 100


def test_a_mutant_of_a_number_is_always_the_same(shared: Path) -> None:
    sources = _sources(shared)
    assert [mutant(sources, n) for n in range(20)] == [mutant(sources, n) for n in range(20)]
    assert len({mutant(sources, number) for number in range(100)}) > 95


def test_dumps_that_nobody_damaged_invent_nothing(shared: Path) -> None:
    for source in _sources(shared):
        _check(source, -1)


INVENTED: list[tuple[str, Any]] = [
    ("title", "A Zebra in the Title"),
    ("abstract", "An abstract about zebras."),
    ("summary", "Zebras."),
    ("authors", ("Zebra Xylophone",)),
    ("author_count", 987),
    ("organization", "Zebra Works"),
    ("published", "2025-04-01"),
    ("featured", "2025-04-01"),
    ("arxiv_id", "2501.12345"),
    ("doi", "10.5555/zebra"),
    ("url", "https://huggingface.co/papers/2501.12345"),
    ("code_url", "https://github.com/example-org/zebra"),
    ("project_url", "https://example.org/zebra"),
    ("upvotes", 987),
    ("comments", 987),
    ("stars", 987),
    ("history", (["2025-11-17", 987, None],)),
    ("submitted_by", "zebra"),
    ("venue", "Zebra Letters"),
    ("categories", ("cs.zebra",)),
    ("keywords", ("zebra",)),
]


@pytest.mark.parametrize(("field", "value"), INVENTED)
def test_an_invention_is_noticed(field: str, value: object) -> None:
    path = sample_dumps()[0]
    text = path.read_text()
    parsed = read_source(path.read_bytes(), name="monday.txt", made=MADE)
    assert list(inventions(parsed, text)) == []
    entry = msgspec.convert(msgspec.to_builtins(parsed.entries[3]) | {field: value}, Entry)
    changed = msgspec.structs.replace(parsed, entries=(entry,))
    assert {found for found, _ in inventions(changed, text)} == {field}


@cache
def _sources(shared: Path) -> tuple[bytes, ...]:
    return tuple(dumps(shared))


def _check(data: bytes, number: int) -> bool:
    """Check what holds for every mutant; return whether anything was read of it."""
    try:
        parsed = read_source(data, name="mutant", made=MADE)
    except NotADump as error:
        assert str(error).startswith("mutant "), number
        assert str(error).endswith("."), number
        return False
    except Exception as error:
        raise AssertionError(f"mutant {number} raised {error!r}") from error
    _check_form(parsed, data.count(b"\n") + data.count(b"\r") + 1, number)
    assert list(inventions(parsed, decode(data, name="mutant").text)) == [], number
    return True


def _check_form(parsed: Parsed, lines: int, number: int) -> None:
    assert parsed.shape in SHAPES, number
    assert parsed.entries, number
    assert len(parsed.lines) == len(parsed.entries), number
    assert all(1 <= line <= lines for line in parsed.lines), number
    assert all(problem.message for problem in parsed.problems), number
    for entry in parsed.entries:
        assert entry.title == " ".join(entry.title.split()) != "", number
        assert entry.abstract is None or entry.abstract.strip(), number
        for url in (entry.url, entry.code_url, entry.project_url):
            assert url is None or url.split() == [url], (number, url)
            assert url is None or url.lower().startswith(("http://", "https://")), number
        for count in (entry.upvotes, entry.comments, entry.stars, entry.author_count):
            assert count is None or count >= 0, number
        # Only our own records, and Zotero's, may bring what belongs to the reader.
        if parsed.shape not in ("records", "zotero-csv"):
            assert (entry.status, entry.starred, entry.tags, entry.note) == (
                *("inbox", False, ()),
                "",
            ), number
