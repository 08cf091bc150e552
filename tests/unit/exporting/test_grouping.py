"""Entries under headings."""

from paperreader.entry import Entry
from paperreader.exporting.grouping import Group, count, grouped
from paperreader.exporting.occasion import Grouping

ENTRIES = (
    Entry(id="1", title="1", tags=("b", "a"), featured="2025-01-02", status="read"),
    Entry(id="2", title="2", featured="2025-01-03"),
    Entry(id="3", title="3", tags=("a",), added="2025-01-02T10:00:00Z"),
    Entry(id="4", title="4", status="queued"),
)


def shape(by: Grouping | None) -> list[tuple[str, str]]:
    """Each heading with the ids under it, in brackets where a paper stands whole elsewhere."""

    def told(group: Group) -> str:
        return " ".join(
            f"({item.entry.id})" if item.under else item.entry.id for item in group.items
        )

    return [(group.label, told(group)) for group in grouped(iter(ENTRIES), by)]


def test_the_orders_of_headings() -> None:
    assert shape(None) == [("", "1 2 3 4")]
    assert shape("tag") == [("a", "(1) 3"), ("b", "1"), ("Without a tag", "2 4")]
    assert shape("day") == [("2025-01-03", "2"), ("2025-01-02", "1 3"), ("Without a day", "4")]
    assert shape("status") == [("Inbox", "2 3"), ("Queue", "4"), ("Read", "1")]


def test_each_paper_counts_once() -> None:
    assert count(grouped(ENTRIES, "tag")) == len(ENTRIES)
