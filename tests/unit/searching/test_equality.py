"""One meaning, three ways: by reading, by the index, and spelt out over whole entries."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperreader.entry import Entry, Parsed
from paperreader.searching import Searcher, Sort, parse
from paperreader.searching.index import kept
from tests.unit.searching.obvious import Obvious
from tests.unit.searching.shelf import TODAY, Shelf

WORDS = [
    "graph",
    "graphs",
    "grape",
    "neural",
    "network",
    "networks",
    "netwrok",
    "pre-training",
    "pretraining",
    "training",
    "Gödel",
    "attention",
    "atention",
    "lm",
    "x",
    "deep",
    "learning",
    "transformer",
    "transformers",
    "$\\alpha$-stable",
    "x^2",
    "2024",
    "of",
    "the",
    "diffusion",
    "diffusions",
]
FILTERS = [
    "is:read",
    "is:starred",
    "is:unread",
    "tag:rl",
    "tag:nlp",
    "has:abstract",
    "has:authors",
    "has:code",
    "year:2026",
    "featured:2026-03..2026-06",
    "upvotes:3..",
    "authors:2",
    "-has:note",
    "added:2020..",
]
ENTRIES = 60


def say(draw: random.Random, count: int) -> str:
    return " ".join(draw.choice(WORDS) for _ in range(count))


def an_entry(draw: random.Random, number: int) -> Entry:
    return Entry(
        title=say(draw, draw.randint(1, 5)),
        arxiv_id=f"2603.{number:05}",
        authors=tuple(say(draw, 2) for _ in range(draw.randint(0, 3))),
        abstract=say(draw, draw.randint(0, 12)) or None,
        summary=say(draw, 3) if draw.random() < 0.3 else None,
        organization=say(draw, 2) if draw.random() < 0.3 else None,
        submitted_by=say(draw, 1) if draw.random() < 0.3 else None,
        code_url="https://code.example/x" if draw.random() < 0.2 else None,
        featured=f"2026-0{draw.randint(1, 9)}-01" if draw.random() < 0.8 else None,
        upvotes=draw.randint(0, 5) if draw.random() < 0.5 else None,
    )


def filled(shelf: Shelf, draw: random.Random) -> None:
    """Import entries, and have a reader handle some of them."""
    entries = tuple(an_entry(draw, number) for number in range(ENTRIES))
    parsed = Parsed(shape="records", entries=entries, lines=tuple(range(1, ENTRIES + 1)))
    shelf.library.import_parsed(parsed, source="test")
    ids = [row.id for row in shelf.library.rows()]
    for tag in ("rl", "rl/off", "nlp"):
        shelf.library.tag(draw.sample(ids, 15), add=[tag])
    for id_ in draw.sample(ids, 12):
        shelf.library.note(id_, say(draw, 3))
    shelf.library.star(draw.sample(ids, 18), True)
    shelf.library.mark(draw.sample(ids, 20), "read")


def changed(shelf: Shelf, draw: random.Random) -> None:
    """Change the library in every way that there is; some entries change repeatedly."""
    library = shelf.library
    ids = [row.id for row in library.rows()]
    library.tag(draw.sample(ids, 5), add=["rl"], remove=["nlp"])
    for id_ in draw.sample(ids, 3):
        library.note(id_, say(draw, 2))
    library.star(draw.sample(ids, 9), True)
    library.tag(draw.sample(ids, 8), add=["diffusion"])
    library.undo()
    more = tuple(an_entry(draw, 100 + number) for number in range(4))
    anew = tuple(an_entry(draw, number) for number in range(3))
    parsed = Parsed(shape="records", entries=more + anew, lines=tuple(range(1, 8)))
    library.import_parsed(parsed, source="more")
    keep, other = draw.sample([row.id for row in library.rows() if row.arxiv_id is None], 2)
    library.merge(keep, other)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path_factory.mktemp("fresh"))
    filled(shelf, random.Random(3))
    yield shelf
    shelf.library.close()


@pytest.fixture(scope="module")
def fresh(shelf: Shelf) -> Iterator[Searcher]:
    searcher = shelf.indexed()
    yield searcher
    searcher.close()


@pytest.fixture(scope="module")
def whole(shelf: Shelf) -> Obvious:
    rows = shelf.library.rows()
    return Obvious(list(shelf.library.entries(row.id for row in rows)), TODAY)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shelf, Searcher, Obvious]]:
    """A library that changed after it was indexed."""
    shelf = Shelf(tmp_path_factory.mktemp("used"))
    draw = random.Random(5)
    filled(shelf, draw)
    for number in range(2):
        shelf.add(f"Deep attention {'in networks' * number}", arxiv_id=None)
    searcher = shelf.indexed()
    changed(shelf, draw)
    rows = shelf.library.rows()
    yield shelf, searcher, Obvious(list(shelf.library.entries(r.id for r in rows)), TODAY)
    searcher.close()
    shelf.library.close()


PLACES = st.sampled_from(["title", "author", "abstract", "note", "org", "by"])
A_WORD = st.sampled_from(WORDS)


@st.composite
def typos(draw: st.DrawFn) -> str:
    word = draw(A_WORD)
    at = draw(st.integers(0, len(word) - 1))
    return word[:at] + draw(st.sampled_from("abcxyz")) + word[at + 1 :]


TERMS = st.one_of(
    A_WORD,
    A_WORD,
    st.builds(lambda word, end: word[:end], A_WORD, st.integers(1, 6)),
    typos(),
    st.builds('"{} {}"'.format, A_WORD, A_WORD),
    st.builds(
        lambda place, word, end: f"{place}:{word[:end]}", PLACES, A_WORD, st.integers(1, 6)
    ),
    st.builds('{}:"{} {}"'.format, PLACES, A_WORD, A_WORD),
    st.sampled_from(FILTERS),
)


def joined(terms: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(terms, min_size=2, max_size=4, unique=True)
    return st.one_of(
        several.map(" ".join),
        several.map(" ".join),
        several.map(lambda parts: f"({' OR '.join(parts)})"),
        terms.map(lambda term: f"-({term})"),
    )


QUERIES = st.recursive(TERMS, joined, max_leaves=5)


def is_plain(text: str) -> bool:
    """Tell whether no word is asked twice, which the obvious evaluation takes for one."""
    asked = list(text.replace("(", " ").replace(")", " ").split())
    return len(asked) - asked.count("OR") == len(set(asked) - {"OR"})


def ids(searcher: Searcher, text: str, sort: Sort | None = None) -> list[str]:
    return [row.id for row in searcher.search(text, today=TODAY, sort=sort).rows]


LAW = settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@LAW
@given(text=QUERIES.filter(is_plain))
def test_reading_index_and_the_obvious_evaluation_agree(
    shelf: Shelf, fresh: Searcher, whole: Obvious, text: str
) -> None:
    by_reading, by_index = ids(shelf.searcher, text), ids(fresh, text)
    assert fresh.ready
    assert by_index == by_reading
    assert len(set(by_index)) == len(by_index)
    assert set(by_reading) == whole.answer(parse(text).root)


@LAW
@given(text=QUERIES.filter(is_plain))
def test_they_agree_where_the_index_is_behind(
    used: tuple[Shelf, Searcher, Obvious], text: str
) -> None:
    shelf, searcher, whole = used
    by_reading = ids(shelf.searcher, text)
    assert ids(searcher, text) == by_reading
    assert set(by_reading) == whole.answer(parse(text).root)


@LAW
@given(text=QUERIES, name=st.sampled_from(["upvotes,-title", "-relevance", "title", "added"]))
def test_any_order_is_the_same_by_reading_and_by_the_index(
    shelf: Shelf, fresh: Searcher, text: str, name: str
) -> None:
    assert ids(fresh, text, Sort.parse(name)) == ids(shelf.searcher, text, Sort.parse(name))


@LAW
@given(text=QUERIES, view=QUERIES, limit=st.integers(1, 5))
def test_a_view_and_a_limit_leave_out_and_change_nothing_else(
    fresh: Searcher, text: str, view: str, limit: int
) -> None:
    everywhere = ids(fresh, text)
    literal = fresh.search(view, today=TODAY, literal=True)
    held = {row.id for row in literal.rows}
    found = fresh.search(text, today=TODAY, within=parse(view))
    assert {row.id for row in found.rows} == set(everywhere) & held
    assert found.total == len(found.rows)
    assert found.elsewhere == len(everywhere) - len(found.rows)
    first = fresh.search(text, today=TODAY, within=parse(view), limit=limit)
    assert [row.id for row in first.rows[:limit]] == [row.id for row in found.rows[:limit]]


@pytest.mark.parametrize("name", [3, 17, 40])
def test_what_is_related_is_the_same_by_reading_and_by_the_index(
    shelf: Shelf, fresh: Searcher, name: int
) -> None:
    id_ = f"arxiv:2603.{name:05}"
    by_index = fresh.related(id_, limit=20)
    assert by_index == shelf.searcher.related(id_, limit=20)
    assert ids(fresh, f"like:{id_}") == ids(shelf.searcher, f"like:{id_}")


def test_of_very_many_equal_ones_the_newest_are_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    count = 800
    days = [f"20{10 + number % 15}-0{1 + number % 9}-1{number % 7}" for number in range(count)]
    entries = tuple(
        Entry(title="Graph Networks", arxiv_id=f"2603.{number:05}", featured=day)
        for number, day in enumerate(days)
    )
    parsed = Parsed(shape="records", entries=entries, lines=tuple(range(1, count + 1)))
    shelf.library.import_parsed(parsed, source="test")
    monkeypatch.setattr(kept.KeptIndex, "tend", lambda _: None)  # it stays behind
    searcher = shelf.indexed()
    newest = [row.id for row in shelf.search("").rows]

    def first(searcher: Searcher, within: str = "") -> list[str]:
        found = searcher.search("graph", today=TODAY, limit=200, within=parse(within))
        return [row.id for row in found.rows][:200]

    for changed in (0, 20, count):  # nothing, a little and everything is behind
        shelf.library.tag(newest[:changed], add=[f"tag{changed}"])
        assert first(searcher) == first(shelf.searcher) == newest[:200]
        assert first(searcher, "-is:starred") == newest[:200]
        assert first(searcher, "day:..2020") == first(shelf.searcher, "day:..2020")
    searcher.close()
    shelf.library.close()
