"""Which entries are near to one, and by which words."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pytest

from paperreader.library import Texts
from paperreader.searching import Searcher
from paperreader.searching.needles import QUANTUM, Likeness
from paperreader.searching.related import shared_words, telling_words
from paperreader.searching.scanning import Document
from tests.unit.searching.shelf import Shelf


class Counts:
    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self.asked: list[str] = []

    def __call__(self, words: Collection[str]) -> Mapping[str, int]:
        self.asked += words
        return {word: self.counts.get(word, 0) for word in words}


def document(title: str, abstract: str | None = None) -> Document:
    return Document(Texts(id="x", title=title, abstract=abstract))


def test_rare_words_tell_more_than_common_ones() -> None:
    counts = Counts({"quaternion": 3, "networks": 80, "the": 900, "once": 1})
    found = telling_words(document("The Quaternion Networks of once and 2024"), 1_000, counts)
    assert [word for word, _ in found.weights] == ["quaternion", "networks"]
    assert len(counts.asked) == len(set(counts.asked))
    assert not {"of", "2024"} & set(counts.asked)


def test_a_word_of_the_title_tells_more_than_one_of_the_abstract() -> None:
    counts = Counts({"wavelets": 5, "tides": 5})
    weights = dict(telling_words(document("On Wavelets", "about tides"), 1_000, counts).weights)
    assert weights["wavelets"] > weights["tides"]


def test_weights_stay_where_a_day_cannot_blur_them() -> None:
    text = " ".join(f"word{letter}{other}" for letter in "abcdefgh" for other in "abcdefgh")
    counts = Counts(dict.fromkeys(text.split(), 2))
    found = telling_words(document(text, f"{text} {text} {text}"), 10**6, counts)
    assert len(found.weights) == 24
    assert sum(weight for _, weight in found.weights) <= 180
    assert all(weight % QUANTUM == 0 < weight for _, weight in found.weights)


def test_nothing_tells_an_entry_without_words() -> None:
    assert telling_words(document("…"), 10, Counts({})) == Likeness(())


def test_shared_words_are_those_of_both() -> None:
    likeness = Likeness((("graph", 3.0), ("tides", 2.0), ("waves", 1.0)))
    assert shared_words(likeness, document("Waves", "a graph")) == ("graph", "waves")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    for number in range(60):
        shelf.add(f"Paper on topic{number % 20} number{number}", abstract="something else")
    shelf.add("Quaternion Wavelets", abstract="hypercomplex filters of signals")
    shelf.add("Wavelets of Quaternion Signals", abstract="hypercomplex again")
    shelf.add("Hypercomplex Filters")
    yield shelf
    shelf.library.close()


def test_the_nearest_stand_first_with_what_they_share(shelf: Shelf) -> None:
    title = {row.id: row.title for row in shelf.library.rows()}
    id_ = next(id_ for id_ in title if title[id_] == "Quaternion Wavelets")
    for searcher in (shelf.searcher, shelf.indexed()):
        found = searcher.related(id_)
        assert [near.row.title for near in found] == [
            "Wavelets of Quaternion Signals",
            "Hypercomplex Filters",
        ]
        assert set(found[0].words) >= {"quaternion", "wavelets", "hypercomplex"}
        assert set(found[1].words) == {"hypercomplex", "filters"}
        assert len(searcher.related(id_, limit=1)) == 1


def test_the_entry_itself_and_those_gone_are_left_out(shelf: Shelf) -> None:
    searcher: Searcher = shelf.indexed()
    id_ = shelf.add("Quaternion Wavelets in Signals")
    assert id_ not in {near.row.id for near in searcher.related(id_)}
    shelf.library.undo()
    assert searcher.related(id_) == []
    assert searcher.related("arxiv:unknown") == []
    other = next(row.id for row in shelf.library.rows() if row.title == "Hypercomplex Filters")
    assert id_ not in {near.row.id for near in searcher.related(other)}
