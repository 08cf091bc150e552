"""Masks and orders of rows against plain loops, before and after changes of every kind."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperreader.entry import Row
from paperreader.library import Library
from paperreader.searching import Sort, parse
from paperreader.searching.asking import asked
from paperreader.searching.filtering import is_row_leaf, predicate
from paperreader.searching.needles import Ask, Either, Every, Without
from paperreader.searching.query import All, Any, Leaf, Node, Not
from paperreader.searching.rows import RowShelf
from paperreader.searching.sorting import in_order
from tests.unit.searching.shelf import TODAY, Shelf

CONDITIONS = [
    "tag:rl",
    "tag:nlp*",
    "is:read",
    "is:unread",
    "is:starred",
    "has:note",
    "has:doi",
    "upvotes:3..",
    "year:2024",
    "featured:2026-01..2026-03",
    "added:2020..",
    "day:..2026-02",
]
ORDERS = ["featured", "-featured", "title", "-upvotes,title", "status,-added", "published"]


def holds(node: Node, row: Row) -> bool:
    """Tell plainly whether a row meets a query of conditions."""
    if isinstance(node, All):
        return all(holds(part, row) for part in node.parts)
    if isinstance(node, Any):
        return any(holds(part, row) for part in node.parts)
    if isinstance(node, Not):
        return not holds(node.part, row)
    assert is_row_leaf(node)
    return predicate(node, TODAY)(row)


def ask_of(text: str) -> Ask:
    def like(key: str) -> Ask:
        raise AssertionError(key)

    return asked(parse(text).root, like)


def check(rows: RowShelf, library: Library, texts: list[str]) -> None:
    """Compare masks, counts and orders with what loops over all rows give."""
    rows.follow()
    every = list(library.rows())
    assert len(rows) == len(every)
    assert rows.everything.bit_count() == len(every)
    for text in texts:
        mask = rows.mask(ask_of(text), TODAY)
        wanted = [row for row in every if holds(parse(text).root, row)]
        found = [rows.row(number) for number in rows.numbers_in(mask)]
        assert found == wanted, text
        assert mask.bit_count() == len(wanted)
        for name in ORDERS:
            sort = Sort.parse(name)
            assert rows.in_order(mask, sort) == in_order(wanted, sort), (text, name)
    for row in every:
        assert rows.number(row.id) == library.number_of(row.id)


def change(shelf: Shelf, draw: random.Random) -> None:
    """Change the library in one way."""
    library = shelf.library
    ids = [row.id for row in library.rows()]
    some = draw.sample(ids, min(len(ids), draw.choice([0, 1, 3, 20])))
    match draw.randrange(9):
        case 0:
            library.tag(some, add=[draw.choice(["rl", "nlp", "nlp/qa"])])
        case 1:
            library.mark(some, draw.choice(["read", "queued", "inbox"]))
        case 2:
            library.star(some, draw.random() < 0.5)
        case 3 if some:
            library.note(some[0], draw.choice(["", "a note"]))
        case 4:
            library.undo()
        case 5:
            library.redo()
        case 6:
            library.fold()
        case 7 if len(some) > 1:
            named = [id_ for id_ in some if id_.startswith("title:")]
            if len(named) > 1:
                library.merge(*named[:2])
        case _:
            add(shelf, draw)


def add(shelf: Shelf, draw: random.Random) -> None:
    number = len(shelf.library) + draw.randrange(10_000)
    arxiv_id = None if draw.random() < 0.4 else f"2402.{number:05}"
    shelf.add(
        f"Paper {draw.choice('abc')} of number {number}",
        featured=draw.choice([None, f"2026-0{draw.randint(1, 5)}-0{draw.randint(1, 9)}"]),
        published=draw.choice([None, "2024-05-06", "2025-01-01"]),
        upvotes=draw.choice([None, 0, 3, 7]),
        doi=None if draw.random() < 0.7 else f"10.1000/{number}",
        arxiv_id=arxiv_id,
    )


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    draw = random.Random(1)
    for _ in range(40):
        add(shelf, draw)
    yield shelf
    shelf.library.close()


@pytest.mark.parametrize("seed", range(4))
def test_masks_and_orders_follow_every_change(shelf: Shelf, seed: int) -> None:
    draw = random.Random(seed)
    rows = RowShelf(shelf.library)
    check(rows, shelf.library, CONDITIONS)
    for _ in range(12):
        for _ in range(draw.choice([1, 1, 3])):
            change(shelf, draw)
        check(rows, shelf.library, draw.sample(CONDITIONS, 4))


def test_many_changes_at_once_are_followed(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paperreader.searching.rows._MANY", 10)
    rows = RowShelf(shelf.library)
    check(rows, shelf.library, CONDITIONS)
    shelf.library.tag([row.id for row in shelf.library.rows()], add=["rl"])
    check(rows, shelf.library, CONDITIONS)


def test_more_conditions_than_are_remembered_are_right(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paperreader.searching.rows._KEPT", 2)
    monkeypatch.setattr("paperreader.searching.rows._ORDERS_KEPT", 2)
    check(RowShelf(shelf.library), shelf.library, CONDITIONS)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.recursive(
        st.sampled_from(CONDITIONS),
        lambda parts: st.one_of(
            st.lists(parts, min_size=2, max_size=3).map(" ".join),
            st.lists(parts, min_size=2, max_size=3).map(lambda each: f"({' OR '.join(each)})"),
            parts.map(lambda part: f"-({part})"),
        ),
    )
)
def test_joined_conditions_equal_a_loop(shelf: Shelf, text: str) -> None:
    check(RowShelf(shelf.library), shelf.library, [text])


def test_only_what_changed_is_asked_again(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = RowShelf(shelf.library)
    rows.follow()
    mask = rows.mask(ask_of("is:read"), TODAY)
    assert mask == 0
    asked_of: list[str] = []

    def watched(leaf: Leaf, today: object) -> object:
        assert is_row_leaf(leaf)
        question = predicate(leaf, TODAY)

        def ask(row: Row) -> bool:
            asked_of.append(row.id)
            return question(row)

        return ask

    monkeypatch.setattr("paperreader.searching.rows.predicate", watched)
    id_ = next(iter(shelf.library.rows())).id
    shelf.library.mark([id_], "read")
    rows.follow()
    assert rows.mask(ask_of("is:read"), TODAY).bit_count() == 1
    assert asked_of == [id_]


def test_numbers_that_are_no_rows_are_in_no_mask(shelf: Shelf) -> None:
    rows = RowShelf(shelf.library)
    rows.follow()
    assert rows.numbers_in(rows.mask_of([2, 3, 10**6])) == [2, 3]
    assert rows.row(10**6) is rows.row(0) is None
    assert rows.number("arxiv:none") is None
    assert rows.mask(Either(()), TODAY) == 0
    assert rows.mask(Every(()), TODAY) == rows.everything
    assert rows.mask(Without(Every(())), TODAY) == 0


def test_an_empty_library_has_no_rows(tmp_path: Path) -> None:
    with Library.open(tmp_path / "none") as library:
        rows = RowShelf(library)
        check(rows, library, CONDITIONS)
