"""Finding the entries that may be one paper."""

import json
import lzma
import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.entry import Entry, Row
from paperreader.library import Library, likely_pairs
from paperreader.library.duplicates import Duplicate, find_duplicates

from .samples import give, numbered, paper, row_of

WORDS = "slow light fibres coral reefs sonar maps agents patience tokens networks depth images"


def found_among(*entries: Entry, **asked: object) -> list[Duplicate]:
    """Return the possible duplicates among entries, which get their numbers as ids."""
    named = [msgspec.structs.replace(e, id=f"e{n}") for n, e in enumerate(entries)]
    by_id = {entry.id: entry for entry in named}
    rows = [row_of(entry) for entry in named]
    return find_duplicates(rows, by_id.__getitem__, **asked)  # type: ignore[arg-type]


def pairs(found: list[Duplicate]) -> set[frozenset[str]]:
    """Return the ids of each pair."""
    return {frozenset((pair.one, pair.other)) for pair in found}


@pytest.fixture(params=[True, False], ids=["a few looked for", "all sorted by keys"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Each of the two ways to find likely pairs."""
    monkeypatch.setattr(likely_pairs, "FEW", 1000 if request.param else 0)
    return bool(request.param)


@pytest.mark.usefixtures("way")
def test_the_surest_pair_comes_first_and_the_better_one_is_kept() -> None:
    found = found_among(
        paper("Patient Agents in Negotiations with Humans"),
        paper("Slow Light in Fast Fibres at Night"),
        paper("Maps of Coral Reefs"),
        paper("Slow Light in Fast Fibers at Nigth", arxiv_id="2501.00001"),
        paper("Patient Agents in Long Negotiations with Humans"),
    )
    assert [(pair.one, pair.other) for pair in found] == [("e3", "e1"), ("e0", "e4")]
    assert found[0].points > found[1].points >= 70


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"arxiv_id": "2501.00001"}, {"arxiv_id": "2501.00002"}),
        ({"doi": "10.5555/one"}, {"doi": "10.5555/two"}),
        ({"arxiv_id": "2501.00001"}, {"aliases": ("arxiv:2501.00002",)}),
    ],
)
def test_ids_that_contradict_each_other_are_not_offered(
    one: dict[str, str], other: dict[str, str]
) -> None:
    titles = "Slow Light in Fast Fibres at Night", "Slow Light in Fast Fibers at Night"
    assert not found_among(paper(titles[0], **one), paper(titles[1], **other))
    assert found_among(paper(titles[0], **one), paper(titles[1]))


@pytest.mark.usefixtures("way")
def test_only_pairs_with_one_of_the_named_entries_are_looked_for() -> None:
    entries = [
        paper("Slow Light in Fast Fibres at Night"),
        paper("Slow Light in Fast Fibers at Night"),
        paper("Maps of Coral Reefs from Sonar Sweeps"),
        paper("Maps of Coral Reefs from Sonar Sweep"),
    ]
    assert pairs(found_among(*entries, among=["e2"])) == {frozenset(("e2", "e3"))}
    assert not found_among(*entries, among=[])
    assert len(found_among(*entries)) == 2


@pytest.mark.usefixtures("way")
def test_pairs_that_are_known_to_be_two_papers_are_left_out() -> None:
    entries = [paper("Slow Light in Fast Fibres at Night"), paper("Slow Light in Fast Fibres")]
    assert found_among(*entries)
    assert not found_among(*entries, apart={frozenset(("e1", "e0"))})


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Coral Reefs", "Corel Reefs"),
        ("SlowTok Nets", "SlowTok Nets: How Tokens Settle in Deep Networks"),
        ("How Tokens Settle in Nets", "SlowTok: How Tokens Settle in Nets"),
        ("Langsames Licht über schnellen Fasern", "Langsames Licht über schnelen Fasern"),
        ("Two\nLines of Light in Fibres", "Two Lines of Lihgt in Fibres"),
    ],
)
def test_short_parted_and_accented_titles_are_found(one: str, other: str) -> None:
    others = [paper(f"{word} of Patient Agents") for word in WORDS.split()]
    found = pairs(found_among(paper(one), paper(other), *others, among=["e0"]))
    assert found == {frozenset(("e0", "e1"))}


@pytest.mark.usefixtures("way")
def test_a_search_that_is_told_to_stop_stops() -> None:
    entries = [paper("Slow Light in Fast Fibres at Night"), paper("Slow Light in Fast Fibres")]
    assert not found_among(*entries, stop=lambda: True)


def test_an_entry_that_goes_meanwhile_is_passed_over() -> None:
    rows = [
        Row(id="a", title="Slow Light in Fast Fibres at Night"),
        Row(id="b", title="Slow Light in Fast Fibers at Night"),
    ]

    def gone(id_: str) -> Entry:
        raise KeyError(id_)

    assert not find_duplicates(rows, gone)


@given(
    st.lists(
        st.lists(st.sampled_from(WORDS.split()), min_size=3, max_size=6, unique=True),
        min_size=2,
        max_size=8,
    )
)
def test_both_ways_of_looking_find_the_same(titles: list[list[str]]) -> None:
    entries = [paper(" ".join(words)) for words in titles]
    entries += [paper(" ".join(words).replace("e", "a", 1)) for words in titles[:3]]
    few = pairs(found_among(*entries))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likely_pairs, "FEW", 0)
        assert pairs(found_among(*entries)) == few


def test_a_library_tells_its_own_possible_duplicates(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        give(library, numbered(1, title="Slow Light in Fast Fibres at Night"), numbered(2))
        came = give(library, paper("Slow Ligth in Fast Fibres at Night"), paper("Coral Reefs"))
        (found,) = library.possible_duplicates()
        assert (found.one, found.other) == ("arxiv:2501.00001", came.added_ids[0])
        assert library.possible_duplicates(came.added_ids) == [found]
        assert not library.possible_duplicates(came.added_ids[1:])


def _mistyped(title: str, chance: random.Random) -> str:
    """Return a title with one slip in one of its longer words."""
    words = title.split()
    at = chance.choice([n for n, word in enumerate(words) if len(word) > 5 and word.isalpha()])
    place = chance.randrange(1, len(words[at]) - 1)
    words[at] = words[at][:place] + words[at][place + 1 :]
    return " ".join(words)


def test_among_real_papers_copies_are_found_and_hardly_any_other_pair(shared: Path) -> None:
    with lzma.open(shared / "corpus" / "arxiv-100k.jsonl.xz", "rt") as file:
        records = [json.loads(next(file)) for _ in range(4_000)]
    chance = random.Random(7)
    entries = [paper(record["title"]) for record in records]
    copied = [
        number
        for number, record in enumerate(records)
        if any(len(word) > 5 and word.isalpha() for word in record["title"].split())
    ][:400]
    copies = [paper(_mistyped(records[number]["title"], chance)) for number in copied]
    found = pairs(found_among(*entries, *copies))
    wanted = {frozenset((f"e{n}", f"e{len(entries) + k}")) for k, n in enumerate(copied)}
    assert len(wanted - found) <= 4
    assert len(found - wanted) <= 4
