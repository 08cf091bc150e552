"""Where the facts of our own records came from."""

import json
from datetime import date

import pytest

from paperreader.entry import Source
from paperreader.importing import read_source

CAME = {
    "source": "page.txt",
    "shape": "search-plain-text",
    "imported": "2025-10-03T08:00:00Z",
    "fields": ["title"],
}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, None),
        ({"date": None}, None),
        ({"date": "2025-10-02"}, "2025-10-02"),
    ],
)
# A record with a key that is not ours is read by another way than one in order.
@pytest.mark.parametrize("more", [{}, {"mood": "good"}], ids=["in order", "key by key"])
def test_the_day_that_a_source_speaks_of(
    given: dict[str, str | None], expected: str | None, more: dict[str, str]
) -> None:
    record = {"title": "Slow Light in Fast Fibres", "sources": [CAME | given], **more}
    made = date(2025, 10, 4)
    read = read_source(json.dumps(record).encode(), name="records.json", made=made)
    assert [entry.sources for entry in read.entries] == [
        (
            Source(
                source="page.txt",
                shape="search-plain-text",
                imported="2025-10-03T08:00:00Z",
                fields=("title",),
                date=expected,
            ),
        )
    ]


@pytest.mark.parametrize(
    "day", ["yesterday", "2025-02-30", "2025-10-02T07:00:00Z", " ", 20251002]
)
def test_a_day_that_is_none_is_reported_and_the_record_kept(day: object) -> None:
    record = {"title": "Slow Light in Fast Fibres", "sources": [CAME | {"date": day}]}
    read = read_source(json.dumps(record).encode(), name="records.json", made=date(2025, 10, 4))
    assert [entry.sources for entry in read.entries] == [()]
    assert [problem.message for problem in read.problems if "`sources`" in problem.message]
