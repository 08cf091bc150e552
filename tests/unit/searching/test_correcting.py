"""Which words count as typos, and what a searcher is told of them."""

from collections.abc import Iterable

import pytest

from paperreader.library import Texts
from paperreader.searching.correcting import (
    FEW,
    corrected,
    free_words,
    is_slip,
    narrowed,
    surely_found,
    told,
)
from paperreader.searching.needles import EXACT, Ask, Every, Needle, Without, wanted
from paperreader.searching.scanning import Document
from paperreader.searching.vocabulary import Vocabulary

WORDS = {"graph": 30, "grape": 1, "networks": 12, "network": 3, "diffusion": 400}


def held(word: str) -> int:
    return WORDS.get(word, 0)


def beginning_with(letter: str) -> Iterable[tuple[str, int]]:
    return [(word, count) for word, count in WORDS.items() if word[0] == letter]


def free(word: str) -> Needle:
    return Needle((word,), free=True)


def mended(ask: Ask, *slips: str, best: bool = False) -> dict[str, list[str]]:
    found = corrected(
        ask,
        [free(word) for word in slips],
        Vocabulary(beginning_with),
        held=held,
        anywhere=held if best else None,
    )
    return {needle.words[0]: [word for word, _ in needle.near] for needle in wanted(found)}


@pytest.mark.parametrize(
    ("word", "held_by", "slip"),
    [
        ("grpah", 0, True),
        ("grpah", 2, True),  # two have the same slip
        ("grpah", 3, False),  # three know what they write
        ("zzzzzz", 0, False),  # nothing is near
        ("cat", 0, False),  # too short for a typo
        ("netwroks", 3, False),
        ("diffuson", 3, True),  # another is a hundred times as frequent
        ("diffusions", 3, False),  # which is but its plural
    ],
)
def test_a_word_that_hardly_any_entry_holds_is_a_slip(
    word: str, held_by: int, slip: bool
) -> None:
    assert is_slip(free(word), Vocabulary(beginning_with), held_by) is slip


def test_slips_alone_are_corrected() -> None:
    ask = Every((free("graph"), free("netwroks")))
    assert mended(ask, "netwroks") == {"graph": [], "netwroks": ["networks", "network"]}
    assert mended(ask, "netwroks", best=True)["netwroks"] == ["networks"]


def test_corrections_that_go_with_no_other_word_are_left_out() -> None:
    ask = corrected(
        Every((free("grpah"), free("netwroks"))),
        [free("grpah"), free("netwroks")],
        Vocabulary(beginning_with),
        held=held,
    )
    document = Document(Texts(id="x", title="Graph Network"))
    kept = {
        n.words[0]: dict(n.near)
        for n in wanted(narrowed(ask, ["netwroks"], [document], Vocabulary(beginning_with)))
    }
    assert kept == {"grpah": {"graph": 1}, "netwroks": {"network": 2, "networks": 2}}


def test_what_is_quoted_or_unwanted_is_as_it_was_meant() -> None:
    ask = Every((Needle(("grpah",)), Without(free("grpah")), free("netwroks")))
    found = corrected(ask, free_words(ask), Vocabulary(beginning_with), held=held)
    assert isinstance(found, Every)
    assert found.parts[:2] == ask.parts[:2]
    assert found.parts[2] != ask.parts[2]


def test_of_a_pasted_page_the_first_words_are_looked_at() -> None:
    words = [f"word{number}q" for number in range(99)]
    assert [n.words[0] for n in free_words(Every(tuple(map(free, words))))] == words[:16]


@pytest.mark.parametrize(
    ("word", "held_by", "goes_on"),
    [("net", 0, True), ("ne", 0, False), ("graph", 30, False)],
)
def test_what_no_entry_holds_may_be_a_beginning(word: str, held_by: int, goes_on: bool) -> None:
    needle = free(word)
    found = corrected(needle, [needle], Vocabulary(beginning_with), held=lambda _: held_by)
    assert isinstance(found, Needle)
    assert found.goes_on is goes_on


def test_heavy_hits_need_no_correction() -> None:
    ask = Every((free("graph"), free("networks")))
    heavy, light = 2 * EXACT["title"], EXACT["title"] + EXACT["abstract"]
    assert surely_found(ask, [(heavy, number) for number in range(FEW)])
    assert not surely_found(ask, [(heavy, number) for number in range(FEW - 1)])
    assert not surely_found(ask, [(light, number) for number in range(FEW)])
    assert surely_found(Needle(("graph",)), [])  # quoted: nothing is a typo


def test_what_the_answers_hold_instead_is_told() -> None:
    first = Document(Texts(id="x", title="Graph Networks"))
    other = Document(Texts(id="y", title="A Grape, Graphs"))
    ask = Every(
        (
            Needle(("grpah",), free=True, near=(("graph", 1), ("graphs", 1), ("grape", 1))),
            Needle(("networks",), free=True, near=(("network", 1),)),
        )
    )
    assert told(ask, [first]) == {"grpah": "graph"}
    assert told(ask, [first, other]) == {"grpah": "graph / grape"}
    assert told(free("graph"), [first]) == {}
