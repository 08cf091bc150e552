"""Which words count as typos, and what a searcher is told of them."""

from collections.abc import Iterable

import pytest

from paperreader.library import Texts
from paperreader.searching.correcting import FEW, corrected, surely_found, told
from paperreader.searching.needles import EXACT, Ask, Every, Needle, Without, wanted
from paperreader.searching.scanning import Document
from paperreader.searching.vocabulary import Vocabulary

WORDS = {"graph": 30, "grape": 1, "networks": 12, "network": 3}


def held(word: str) -> int:
    return WORDS.get(word, 0)


def beginning_with(letter: str) -> Iterable[tuple[str, int]]:
    return [(word, count) for word, count in WORDS.items() if word[0] == letter]


def near(ask: Ask, *, found: bool) -> dict[str, dict[str, int]]:
    mended = corrected(ask, Vocabulary(beginning_with), found=found, held=held)
    return {needle.words[0]: dict(needle.near) for needle in wanted(mended)}


def free(word: str) -> Needle:
    return Needle((word,), free=True)


@pytest.mark.parametrize(
    ("words", "found", "wanted"),
    [
        (["grpah"], False, {"grpah": {"graph": 1}}),
        (["graph"], True, {"graph": {}}),  # what many hold is right
        (["graph"], False, {"graph": {"grape": 1}}),  # but not where nothing holds them all
        (["grape"], True, {"grape": {"graph": 1}}),  # a rare one may be a typo
        (["graph", "netwroks"], True, {"graph": {}, "netwroks": {"networks": 1, "network": 2}}),
    ],
)
def test_rare_words_are_corrected(
    words: list[str], found: bool, wanted: dict[str, dict[str, int]]
) -> None:
    assert near(Every(tuple(map(free, words))), found=found) == wanted


def test_what_is_quoted_or_unwanted_is_as_it_was_meant() -> None:
    ask = Every((Needle(("grpah",)), Without(free("grpah")), free("netwroks")))
    mended = corrected(ask, Vocabulary(beginning_with), found=False, held=held)
    assert isinstance(mended, Every)
    assert mended.parts[:2] == ask.parts[:2]
    assert mended.parts[2] != ask.parts[2]


def test_of_a_pasted_page_the_first_words_are_corrected() -> None:
    words = [
        f"grpah{'x' * (number % 2)}" if number < 2 else f"word{number}q" for number in range(99)
    ]
    asked: list[str] = []

    def counted(word: str) -> int:
        asked.append(word)
        return 0

    ask = Every(tuple(map(free, words)))
    corrected(ask, Vocabulary(beginning_with), found=False, held=counted)
    assert asked == words[:16]


@pytest.mark.parametrize(
    ("word", "held_by", "goes_on"),
    [("net", 0, True), ("ne", 0, False), ("graph", 30, False)],
)
def test_what_no_entry_holds_may_be_a_beginning(word: str, held_by: int, goes_on: bool) -> None:
    mended = corrected(
        free(word), Vocabulary(beginning_with), found=False, held=lambda _: held_by
    )
    assert isinstance(mended, Needle)
    assert mended.goes_on is goes_on


def test_heavy_hits_need_no_correction() -> None:
    ask = Every((free("graph"), free("networks")))
    heavy, light = 2 * EXACT["title"], EXACT["title"] + EXACT["abstract"]
    assert surely_found(ask, [(heavy, number) for number in range(FEW)])
    assert not surely_found(ask, [(heavy, number) for number in range(FEW - 1)])
    assert not surely_found(ask, [(light, number) for number in range(FEW)])
    assert surely_found(Needle(("graph",)), [])  # quoted: nothing is a typo


def test_what_the_first_answer_holds_instead_is_told() -> None:
    document = Document(Texts(id="x", title="Graph Networks"))
    ask = Every(
        (
            Needle(("grpah",), free=True, near=(("grape", 1), ("graph", 1))),
            Needle(("networks",), free=True, near=(("network", 1),)),
        )
    )
    assert told(ask, document) == {"grpah": "graph"}
    assert told(free("graph"), document) == {}
