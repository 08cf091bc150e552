"""The dumps we ship."""

import re
import shutil
import tomllib
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from paperreader.entry import Parsed
from paperreader.importing import read_source, sample_dumps, samples
from paperreader.library import Library
from paperreader.library.merging import FACTS

MADE = date(2025, 12, 1)


CHECKOUT = Path(__file__).parents[3]

SHAPES = {
    "monday.txt": ("search-plain-text", 12, "2025-11-17"),
    "arxiv.xml": ("arxiv-atom", 3, "2025-11-18"),
    "bare-urls.md": ("search-bare-urls", 3, "2025-11-18"),
    "daily-lynx.txt": ("daily-footnotes", 4, "2025-11-17"),
    "every-quirk.txt": ("search-plain-text", 9, "2024-02-29"),
    "feed.xml": ("feed", 3, "2025-11-18"),
    "footnotes.md": ("search-footnotes", 4, "2025-11-18"),
    "hub-day.json": ("hub-api", 3, "2025-11-17"),
    "markdown.md": ("search-markdown", 4, "2025-11-18"),
    "paper-page.txt": ("paper-plain-text", 1, None),
    "reading-group.jsonl": ("records", 5, None),
    "references.bib": ("bibtex", 3, None),
    "references.json": ("csl-json", 2, None),
    "references.ris": ("ris", 2, None),
    "saved-page-without-data.html": ("search-html", 3, "2025-09-16"),
    "saved-page.html": ("saved-page", 3, "2025-09-16"),
    "trending.md": ("trending-markdown", 4, None),
    "zotero.csv": ("zotero-csv", 2, None),
}
"""For each sample its shape, the number of its entries and its page's day."""

Told = dict[str, Any]

TOLD: dict[str, list[Told]] = {
    "footnotes.md": [
        {
            "title": "Tidal-Net: Forecasting Estuary Salinity from Sparse Buoys",
            "author_count": 7,
            "published": "2025-10-30",
            "comments": 2,
            "upvotes": 31,
        },
        {
            "title": "Tide Tables as a Benchmark for Long-Horizon Forecasting",
            "author_count": 2,
            "published": "2025-11-09",
            "comments": None,
            "upvotes": 12,
        },
        {"organization": "Example Estuary Laboratory", "published": "2024-03-12", "upvotes": 0},
        {
            "title": "Gauge by Gauge: Transfer Between Harbours That Share No Water",
            "published": None,
            "author_count": None,
            "upvotes": 8,
        },
    ],
    "bare-urls.md": [
        {
            "arxiv_id": "2511.99101",
            "author_count": 5,
            "upvotes": 52,
            "comments": 13,
            "url": "https://huggingface.co/papers/2511.99101",
            "published": "2025-11-14",
        },
        {"arxiv_id": "2511.99106", "author_count": 4, "upvotes": 9, "comments": 5},
        {
            "arxiv_id": "2407.99302",
            "organization": "Example Lab",
            "published": "2024-07-02",
            "comments": None,
            "author_count": None,
        },
    ],
    "markdown.md": [
        {"arxiv_id": "2511.99104", "comments": 3, "published": "2025-11-11", "upvotes": 22},
        {"arxiv_id": "2511.99202", "comments": None, "author_count": 5, "upvotes": 1204},
        {
            "title": "What the Cache Forgot: [Re] Eviction Rules for Long Contexts",
            "organization": "Example Archive Group",
            "published": "2024-12-03",
            "comments": 7,
        },
        {"author_count": 1, "upvotes": 0, "published": "2025-11-12"},
    ],
    "trending.md": [
        {
            "author_count": 5,
            "stars": 118,
            "code_url": "https://github.com/example-org/slow-tokens",
        },
        {"author_count": None, "stars": 1240, "organization": None},
        {"author_count": 11, "stars": 4070, "upvotes": None, "abstract": None},
        {"author_count": 1, "stars": 86, "comments": None},
    ],
    "daily-lynx.txt": [
        {"submitted_by": "jdoe", "upvotes": 44, "comments": 11, "arxiv_id": "2511.99101"},
        {
            "abstract": None,
            "submitted_by": "estuary-asa",
            "featured": "2025-11-17",
            "author_count": 2,
        },
        {"submitted_by": None, "upvotes": 0, "comments": None, "arxiv_id": "2511.99103"},
        {"title": "α-Mixing Rewards for Long-Horizon Dialogue", "submitted_by": "mustermann"},
    ],
}
"""What some samples say of each of their entries."""


def sample(name: str) -> Parsed:
    """Parse one of the sample dumps."""
    (path,) = [path for path in sample_dumps() if path.name == name]
    return read_source(path.read_bytes(), name=name, made=MADE)


def test_the_ordinary_day_reads_without_a_word() -> None:
    monday = sample("monday.txt")
    assert (len(monday.entries), monday.page_date) == (12, "2025-11-17")
    assert monday.problems == ()
    for entry in monday.entries:
        assert entry.abstract is not None
        assert 80 <= len(entry.abstract.split()) <= 200
        assert entry.author_count
        assert entry.published


def test_every_quirk_is_read() -> None:
    page = sample("every-quirk.txt")
    assert page.page_date == "2024-02-29"
    assert [
        (entry.title[:12], entry.author_count, entry.published, entry.upvotes, entry.comments)
        for entry in page.entries
    ] == [
        ("Leap Seconds", 3, "2024-02-27", 18, 2),
        ("2023", None, "2024-01-09", 0, 11),
        ("3 authors", 3, "2023-02-03", 7, None),
        ("$\\textbf{Qui", None, None, 0, None),
        ("Ask the Arch", 9, "2023-11-30", 42, 6),
        ("Subscribe", 1, "2024-02-12", 5, 3),
        ("An Empty Roo", 12, "2024-02-20", 0, 1),
        ("Café, Naïvet", 2, "2024-02-28", 2, None),
        ("Cartography ", None, None, 1, None),
    ]
    assert page.entries[0].title.endswith("Forget What Day It Is")
    assert page.entries[1].organization == "Example Institute for Web Science"
    assert page.entries[6].abstract is None
    assert len(page.problems) == 2


def test_the_records_name_their_authors() -> None:
    group = sample("reading-group.jsonl")
    assert (group.shape, len(group.entries), group.problems) == ("records", 5, ())
    assert all(entry.authors for entry in group.entries[:4])


def test_every_dump_beside_the_package_is_found_in_both_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [path.name for path in sample_dumps()]
    assert names == list(SHAPES)
    for folder in ("paperreader/sample_dumps", "sample_dumps"):
        top = tmp_path / folder.replace("/", "-")
        module = top / "paperreader" / "importing" / "samples.py"
        module.parent.mkdir(parents=True)
        monkeypatch.setattr(samples, "__file__", str(module))
        assert sample_dumps() == ()
        shutil.copytree(CHECKOUT / "sample_dumps", top / folder)
        (top / folder / ".DS_Store").write_bytes(b"")
        (top / folder / "monday.txt~").write_bytes(b"")
        assert [path.name for path in sample_dumps()] == names


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_has_a_sample(name: str) -> None:
    parsed = sample(name)
    assert (parsed.shape, len(parsed.entries), parsed.page_date) == SHAPES[name]
    assert bool(parsed.problems) == (name == "every-quirk.txt")
    assert all(entry.title and "  " not in entry.title for entry in parsed.entries)


@pytest.mark.parametrize("name", TOLD)
def test_what_the_entries_of_a_sample_say(name: str) -> None:
    parsed = sample(name)
    told = [
        {field: getattr(entry, field) for field in fields}
        for entry, fields in zip(parsed.entries, TOLD[name], strict=True)
    ]
    assert told == TOLD[name]


def test_what_a_sample_had_done_to_it_is_said() -> None:
    assert sample("trending.md").notes == (
        "4 cards stand more than once on the page; each was read once.",
    )
    assert sample("footnotes.md").notes == ("The source says that it was cut off.",)


def test_the_samples_in_any_order_give_the_same_library(tmp_path: Path) -> None:
    names = list(SHAPES)
    libraries = []
    for number in range(8):
        Random(number).shuffle(names)
        with Library.open(tmp_path / str(number)) as library:
            for name in names:
                library.import_parsed(sample(name), source=name)
            libraries.append(facts(library))
            for name in reversed(names):
                again = library.import_parsed(sample(name), source=name)
                assert (again.added, again.updated) == (0, 0)
            assert facts(library) == libraries[-1]
    for library_ in libraries[1:]:
        assert library_ == libraries[0]
    assert sum(entries for _, entries, _ in SHAPES.values()) == 70
    assert len(libraries[0]) == 54  # ten papers stand in two to six of the samples
    (slow,) = [each for each in libraries[0] if each["arxiv_id"] == "2511.99101"]
    assert slow["authors"][0] == "Jane Doe"
    assert slow["featured"] == "2025-11-17"
    assert slow["stars"] in (112, 118)


def facts(library: Library) -> list[dict[str, Any]]:
    """Return what a library holds as facts, whatever the order in which it came."""
    entries = list(library.entries([row.id for row in library.rows()]))
    held = [{field: getattr(entry, field) for field in FACTS} for entry in entries]
    return sorted(held, key=lambda each: str(each["title"]))


def test_the_papers_of_the_samples_are_nobodys() -> None:
    for path in sample_dumps():
        text = path.read_text(encoding="utf-8-sig")
        numbers = re.findall(r"(?<![\d.])\d{4}\.(\d{5})(?!\d)", text)
        assert all(number.startswith("99") for number in numbers), path.name
        hosts = set(re.findall(r"https?://(?:www\.)?([\w.-]+)", text))
        assert {
            host for host in hosts if not host.endswith(("huggingface.co", "arxiv.org"))
        } <= {
            *("example.org", "github.com", "w3.org", "a9.com", "purl.org", "doi.org"),
        }, path.name
        assert re.findall(r"github\.com/(?!example-org/)", text) == [], path.name


def test_every_sample_is_named_in_their_readme_and_travels_with_the_package() -> None:
    readme = (CHECKOUT / "sample_dumps" / "README.md").read_text()
    assert all(f"`{name}`" in readme for name in SHAPES)
    build = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    # The folder as a whole, not by the suffixes of the files that are in it today.
    wheel, source = build["targets"]["wheel"], build["targets"]["sdist"]
    assert wheel["force-include"] == {"sample_dumps": "paperreader/sample_dumps"}
    assert "/sample_dumps" in source["include"]
    assert not {"exclude", "only-include"} & (set(wheel) | set(source) | set(build))
