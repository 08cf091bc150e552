"""An ask as a query of the index weighs what reading weighs, for each kind of ask."""

from collections.abc import Iterator

import pytest

from paperreader.searching.index.building import bring_up
from paperreader.searching.index.kept import KeptIndex
from paperreader.searching.index.translating import translated
from paperreader.searching.needles import (
    Ask,
    Either,
    Every,
    Known,
    Likeness,
    Most,
    Needle,
    Without,
    settled,
)
from paperreader.searching.query import IsState
from paperreader.searching.reading import Reading
from tests.unit.searching.shelf import Shelf


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path_factory.mktemp("translating"))
    shelf.add("Graph Networks at Scale", authors=("Mara Lindqvist", "Jon Okoro"))
    shelf.add(
        "Graphs of Tides", abstract="on pre-training", note="compare graph", tags=("rl/x",)
    )
    shelf.add("Tides", summary="graph networks", organization="Institute", submitted_by="tove")
    shelf.add(
        "Networks of Graph Waves", abstract="tides and scale", code_url="https://x.example"
    )
    bring_up(shelf.library, shelf.folder)
    yield shelf
    shelf.library.close()


@pytest.fixture(scope="module")
def index(shelf: Shelf) -> Iterator[KeptIndex]:
    index = KeptIndex(shelf.library, shelf.cache)
    index.follow()
    assert index.ready
    yield index
    index.close()


GRAPH, TIDES, WAVES = Needle(("graph",)), Needle(("tides",)), Needle(("waves",))
ASKS: list[Ask] = [
    GRAPH,
    Needle(("gra",), goes_on=True),
    Needle(("g",), goes_on=True),
    Needle(("graph", "networks")),
    Needle(("graph", "net"), goes_on=True),
    Needle(("networks", "of", "g"), goes_on=True),
    Needle(("lindqvist", "jon")),
    Needle(("pretraining",)),
    Needle(("rl", "x"), parts=("tag",)),
    Needle(("institute",), parts=("org",)),
    Needle(("tov",), goes_on=True, parts=("by",)),
    Needle(("s",), goes_on=True, parts=("abstract",)),
    Needle(("grpah",), free=True, near=(("graph", 1), ("graphs", 2))),
    Needle(("graph",), free=True, near=(("graphs", 1),), goes_on=True),
    Every(()),
    Every((GRAPH, TIDES)),
    Every((GRAPH, Without(TIDES))),
    Every((Without(TIDES),)),
    Without(GRAPH),
    Without(Without(GRAPH)),
    Without(Every(())),
    Either(()),
    Either((GRAPH,)),
    Either((Needle(("scale",)), Every((TIDES, GRAPH)), Without(TIDES))),
    Most((GRAPH, TIDES, WAVES)),
    Most((GRAPH, TIDES)),
    Every((Most((GRAPH, TIDES, WAVES)), Known("code"))),
    Known("abstract"),
    Known("authors"),
    Known("code"),
    Likeness((("graph", 2.0), ("tides", 1.25), ("waves", 3.5))),
    Likeness((("graph", 2.0),)),
    Likeness(()),
]


@pytest.mark.parametrize("ask", ASKS, ids=range(len(ASKS)))
def test_the_index_weighs_as_reading_does(shelf: Shelf, index: KeptIndex, ask: Ask) -> None:
    hits, count = index.hits(ask, None)
    found = {number: settled(weight) for weight, number in hits}
    wanted = {number: weight for weight, number in Reading(shelf.library).hits(ask)}
    assert found == wanted
    assert len(hits) == count == len(wanted)


def test_rows_are_none_of_its_business() -> None:
    with pytest.raises(TypeError):
        translated(IsState("read"), lambda part, start: ())
