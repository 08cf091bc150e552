"""Atom, as an XML parser and our own reader of feeds see it."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from paperreader.citing.text import one_line
from paperreader.entry import Entry
from paperreader.exporting import Occasion
from paperreader.exporting.feed import atom
from paperreader.importing import read_source
from tests.unit.citing.reading import corpus
from tests.unit.exporting.entries import ATTENTION, EVERYTHING

A = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def feed(*entries: Entry, on: Occasion | None = None) -> str:
    return "".join(atom(entries, on or Occasion(title="Queue & <more>")))


def test_a_feed_has_what_atom_asks_for() -> None:
    root = ElementTree.fromstring(feed(*EVERYTHING))
    assert root.findtext(f"{A}title") == "Queue & <more>"
    items = root.findall(f"{A}entry")
    assert len(items) == len(EVERYTHING)
    assert root.find(f"{A}author/{A}name") is not None
    for item in (root, *items):
        assert (item.findtext(f"{A}id") or "").startswith("urn:uuid:")
        assert MOMENT.fullmatch(item.findtext(f"{A}updated") or "")
        assert item.find(f"{A}title") is not None
    assert len({item.findtext(f"{A}id") for item in items}) == len(items)
    hrefs = [link.attrib["href"] for link in root.iter(f"{A}link")]
    assert all(href.lower().startswith(("http://", "https://")) for href in hrefs)


def test_the_feed_is_as_old_as_its_latest_change() -> None:
    later = Entry(id="x", title="x", changed="2026-01-01T00:00:00Z")
    root = ElementTree.fromstring(feed(ATTENTION, later))
    assert root.findtext(f"{A}updated") == "2026-01-01T00:00:00Z"
    assert ElementTree.fromstring(feed()).findtext(f"{A}updated") == "1970-01-01T00:00:00Z"


def test_notes_go_out_only_when_asked_for() -> None:
    assert "section 3" not in feed(ATTENTION)
    root = ElementTree.fromstring(feed(ATTENTION, on=Occasion(parts=frozenset({"notes"}))))
    (content,) = root.iter(f"{A}content")
    assert content.attrib["type"] == "html"
    assert "<em>section 3</em>" in (content.text or "")
    assert not list(root.iter(f"{A}summary"))


def test_real_records_come_back_by_our_own_reader(shared: Path) -> None:
    entries = list(corpus(shared, 3_000))
    back = read_source(feed(*entries).encode(), name="list.atom", made=date(2030, 1, 1)).entries
    assert [entry.arxiv_id for entry in back] == [entry.arxiv_id for entry in entries]
    assert [entry.title for entry in back] == [one_line(entry.title) for entry in entries]
    # Our reader passes over the lone signs that some lists have among their names.
    assert [entry.authors for entry in back] == [
        tuple(name for name in entry.authors if re.search(r"\w", name)) for entry in entries
    ]
    # Nor does it believe a day that does not fit the arXiv id.
    assert all(b.published in (a.published, None) for a, b in zip(entries, back, strict=True))
