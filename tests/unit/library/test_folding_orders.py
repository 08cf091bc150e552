"""The same records give the same library, in whatever order and in whatever files they come.

The records are real: the Hub's answers of some 540 days. From each are made the records
that other shapes would hold of the same paper: a search page has the title and a count of
authors, the trending page a summary in place of the abstract, a feed a shortened
abstract, and so on.
"""

import lzma
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec
import pytest
from msgspec import Struct

from paperreader.entry import Entry, Sighting
from paperreader.library import Library
from paperreader.library.merging import FACTS

from .samples import check, parsed, state


class Author(Struct):
    """A name among the authors of an answer."""

    name: str


class Organization(Struct):
    """Who published a paper."""

    fullname: str


class Paper(Struct, rename="camel"):
    """What an answer of the Hub says of a paper."""

    id: str
    title: str
    summary: str
    upvotes: int
    authors: tuple[Author, ...]
    published_at: str
    ai_summary: str | None = msgspec.field(name="ai_summary", default=None)
    ai_keywords: tuple[str, ...] = msgspec.field(name="ai_keywords", default=())
    organization: Organization | None = None
    project_page: str | None = None
    github_repo: str | None = None
    github_stars: int | None = None


class Answer(Struct, rename="camel"):
    """One item of an answer, with what stands around the paper."""

    paper: Paper
    num_comments: int = 0


class Line(Struct):
    """One recorded item and the day that was asked for."""

    date: str
    r: Answer


class Told(NamedTuple):
    """A record, and what kind of source holds it."""

    shape: str
    page_date: str | None
    record: Entry


@pytest.fixture(scope="module")
def answers(shared: Path) -> list[Line]:
    """Everything that was recorded of the Hub's answers."""
    decode = msgspec.json.Decoder(Line).decode
    with lzma.open(shared / "api" / "hf-daily_papers-all-days.jsonl.xz") as lines:
        return [decode(line) for line in lines]


def spaced(text: str) -> str:
    return " ".join(text.split())


def from_api(line: Line) -> Entry:
    """Return a record as the Hub's API gives it."""
    found = line.r.paper
    return Entry(
        title=spaced(found.title),
        abstract=spaced(found.summary),
        summary=found.ai_summary,
        authors=tuple(author.name for author in found.authors),
        organization=found.organization.fullname if found.organization else None,
        published=found.published_at[:10],
        featured=line.date,
        arxiv_id=found.id,
        url=f"https://huggingface.co/papers/{found.id}",
        code_url=found.github_repo,
        project_url=found.project_page or None,
        upvotes=found.upvotes,
        comments=line.r.num_comments,
        stars=found.github_stars,
        history=(Sighting(line.date, found.upvotes, line.r.num_comments),),
        keywords=found.ai_keywords,
    )


def others(line: Line, chance: Random) -> Iterator[Told]:
    """Yield the records that other shapes would hold of a paper."""
    full = from_api(line)
    number = full.arxiv_id or ""
    day = f"2026-0{chance.randint(1, 9)}-{chance.randint(1, 28):02d}"
    seen = Sighting(day, chance.randint(0, 300), chance.choice([None, 0, 4]))
    mangled = chance.choice(
        [full.title.upper(), full.title.replace(" ", "  "), full.title + "."]
    )
    renamed = f"{full.title}: a first version"
    yield Told("hub-api", None, full)
    yield Told(
        "search-plain-text",
        day,
        Entry(
            title=mangled,
            abstract=(full.abstract or "").replace("$", ""),
            author_count=len(full.authors) or None,
            published=full.published,
            upvotes=seen.upvotes,
            comments=seen.comments,
            history=(seen,),
        ),
    )
    yield Told(
        "search-markdown",
        chance.choice([None, "2026-10-02"]),
        Entry(
            title=full.title,
            organization=full.organization or "An Institute of Some Name",
            arxiv_id=f"{number}v{chance.randint(1, 4)}",
            upvotes=chance.randint(0, 300),
            url=full.url,
        ),
    )
    yield Told(
        "trending-markdown",
        None,
        Entry(
            title=renamed,
            summary=full.summary,
            arxiv_id=number,
            stars=chance.randint(0, 9000),
            upvotes=chance.randint(0, 300),
            code_url="https://github.com/some/where",
        ),
    )
    yield Told(
        "feed",
        day,
        Entry(
            title=full.title,
            abstract=f"{(full.abstract or '')[:90]}…",
            authors=full.authors[:2],
            url=f"https://arxiv.org/abs/{number}",
            arxiv_id=number,
            categories=chance.choice([(), ("cs.CL",), ("cs.LG", "cs.CL")]),
        ),
    )
    yield Told(
        "paper-plain-text",
        None,
        Entry(
            title=chance.choice([full.title, mangled]),
            doi=f"10.48550/arXiv.{number}",
            authors=full.authors,
            abstract=full.abstract,
            published=full.published,
            submitted_by=chance.choice([None, "Some Body", "Some Other"]),
        ),
    )
    # Known by a title alone that only a record with an id shows to be this paper's.
    yield Told(
        "daily-plain-text", "2026-01-01", Entry(title=renamed, author_count=3, comments=1)
    )
    yield Told("records", None, Entry(title=full.title, arxiv_id=number, venue="Some Venue"))


Batch = tuple[str, str | None, list[Entry]]


def batches(told: list[Told], chance: Random, size: int) -> list[Batch]:
    """Return records, shuffled, as files of one shape and page date each."""
    files: list[Batch] = []
    filling: dict[tuple[str, str | None], Batch] = {}
    for shape, page_date, record in chance.sample(told, len(told)):
        kind = shape, page_date
        if kind not in filling or len(filling[kind][2]) >= chance.randint(1, 2 * size):
            filling[kind] = (shape, page_date, [])
            files.append(filling[kind])
        filling[kind][2].append(record)
    chance.shuffle(files)
    return files


def import_all(
    library: Library, files: list[Batch], between: Callable[[int], None] = lambda turn: None
) -> None:
    for turn, (shape, page_date, records) in enumerate(files):
        library.import_parsed(
            parsed(*records, shape=shape, page_date=page_date), source=f"file {turn}"
        )
        between(turn)


def facts(library: Library) -> dict[frozenset[str], tuple[object, ...]]:
    """Return what a library knows, by all ids of each paper."""
    names = (*FACTS, "author_count", "history")
    found = {
        frozenset({entry.id, *entry.aliases}): tuple(getattr(entry, name) for name in names)
        for entry in state(library).values()
    }
    assert len(found) == len(library)
    return found


@pytest.fixture(scope="module")
def told(answers: list[Line]) -> list[Told]:
    """What eight shapes hold of papers from all over the recorded days."""
    chance = Random(7)
    return [one for line in chance.sample(answers, 45) for one in others(line, chance)]


@pytest.fixture(scope="module")
def expected(
    told: list[Told], tmp_path_factory: pytest.TempPathFactory
) -> dict[frozenset[str], tuple[object, ...]]:
    """What a library knows that was given all of it in one order."""
    with Library.open(tmp_path_factory.mktemp("expected")) as library:
        import_all(library, batches(told, Random(0), 400))
        assert len(library) == 45
        return facts(library)


@pytest.mark.parametrize("seed", range(1, 9))
def test_any_order_and_grouping_gives_the_same_library(
    tmp_path: Path,
    told: list[Told],
    expected: dict[frozenset[str], tuple[object, ...]],
    seed: int,
) -> None:
    chance = Random(seed)
    files = batches(told, chance, chance.choice([1, 5, 20, 400]))
    with Library.open(tmp_path) as library:
        import_all(library, files)
        check(library)
        assert facts(library) == expected
        # And once more changes nothing, in whatever order.
        before, steps = state(library), len(library.log(10**6))
        import_all(library, chance.sample(files, len(files)))
        assert state(library) == before
        assert len(library.log(10**6)) == steps


def test_the_readers_own_fields_stay_through_it_all(
    tmp_path: Path, told: list[Told], expected: dict[frozenset[str], tuple[object, ...]]
) -> None:
    """Where two entries turn out to be one paper, that has what the reader gave to both."""
    chance = Random(3)
    marked: dict[str, str] = {}

    def mark(turn: int) -> None:
        row = chance.choice([*library.rows()])
        library.tag([row.id], [f"tag{turn}"])
        library.note(row.id, f"{row.note}\n\nnote {turn}")
        library.star([row.id], True)
        library.mark([row.id], "read")
        library.pin_citation_keys({row.id: f"key{turn}"})
        marked[f"tag{turn}"] = row.id

    with Library.open(tmp_path) as library:
        import_all(library, batches(told, chance, 12), mark)
        assert {
            ids - {known for known in ids if known[:4] == "key:"} for ids in facts(library)
        } == {*expected}
        assert [*facts(library).values()].sort(key=str) == [*expected.values()].sort(key=str)
        pinned = set()
        for turn, (tag, id_) in enumerate(marked.items()):
            entry = library.entry(id_)
            assert tag in entry.tags
            assert f"note {turn}" in entry.note.split("\n\n")
            assert entry.starred
            assert entry.status == "read"
            assert entry.read_at is not None
            assert entry.citation_key is not None
            pinned.add(entry.citation_key)
            assert library.entry(library.resolve(entry.citation_key)).id == entry.id
        assert sum(len(entry.tags) for entry in state(library).values()) == len(marked)
        for turn in range(len(marked)):
            if f"key{turn}" in pinned or any(
                f"key:key{turn}" in row.aliases for row in library.rows()
            ):
                assert library.resolve(f"key{turn}") == library.entry(marked[f"tag{turn}"]).id


@pytest.mark.slow
def test_all_recorded_days_in_two_orders(tmp_path: Path, answers: list[Line]) -> None:
    chance = Random(5)
    told = [one for line in answers for one in chance.sample([*others(line, chance)], 5)]
    found = []
    for name in ("one", "two"):
        with Library.open(tmp_path / name) as library:
            import_all(library, batches(told, chance, 4000))
            found.append(facts(library))
    assert found[0] == found[1]
    assert len(found[0]) > 9000
