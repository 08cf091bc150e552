"""Reading one entry: whether it holds what is asked, and how much that weighs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.library import Texts
from paperreader.searching.needles import (
    EXACT,
    PREFIX,
    QUANTUM,
    TYPO,
    Ask,
    Either,
    Every,
    Known,
    Likeness,
    Most,
    Needle,
    Part,
    Without,
    settled,
)
from paperreader.searching.query import IsState
from paperreader.searching.scanning import Document, lines, weight

TEXTS = Texts(
    id="x",
    title="Graph Networks at Scale",
    authors=("Mara Lindqvist", "Jon Okoro"),
    abstract=r"On pre-training by Uzna\'{n}ski, with $\alpha$-stable noise.",
    summary="Waves of graphs.",
    tags=("rl/offline", "vision"),
    note="compare later",
    organization="Institute of Tides",
    submitted_by="tove",
    code_url="https://code.example",
)


def word(text: str, *parts: Part, goes_on: bool = False) -> Needle:
    needle = Needle(tuple(text.split()), goes_on=goes_on, free=True)
    return Needle(needle.words, goes_on=goes_on, parts=parts) if parts else needle


@pytest.mark.parametrize(
    ("ask", "wanted"),
    [
        (word("graph"), EXACT["title"]),
        (word("okoro"), EXACT["author"]),
        (word("vision"), EXACT["tag"]),
        (word("later"), EXACT["note"]),
        (word("waves"), EXACT["abstract"]),
        (word("tides"), None),  # free words are not looked for there
        (word("tides", "org"), EXACT["org"]),
        (word("tove", "by"), EXACT["by"]),
        (word("grap"), None),
        (word("grap", goes_on=True), PREFIX["title"]),
        (word("graph", goes_on=True), EXACT["title"]),
        (word("wav", goes_on=True), PREFIX["abstract"]),
        (word("wa", goes_on=True), None),  # too short for abstracts
        (word("wa", "abstract", goes_on=True), PREFIX["abstract"]),
        (word("gr", goes_on=True), PREFIX["title"]),
        (word("graph networks"), 2 * EXACT["title"]),
        (word("graph netw", goes_on=True), 2 * PREFIX["title"]),
        (word("networks graph"), None),
        (word("lindqvist jon"), None),  # not over the end of a name
        (word("noise waves"), None),  # nor of the abstract
        (word("pretraining"), EXACT["abstract"]),
        (word("pre training"), 2 * EXACT["abstract"]),
        (word("uznanski"), EXACT["abstract"]),
        (word("alpha stable"), 2 * EXACT["abstract"]),
        (Needle(("grpah",), near=(("graph", 1),)), TYPO["title"]),
        (Needle(("grpah",), near=(("waves", 2),)), TYPO["abstract"] / 2),
        (Needle(("graph",), near=(("networks", 1),)), EXACT["title"]),
        (Needle(("vison",), near=(("graphs", 1), ("vision", 1))), TYPO["tag"]),
        (Every(()), 0.0),
        (Every((word("graph"), word("okoro"))), EXACT["title"] + EXACT["author"]),
        (Every((word("graph"), word("zebra"))), None),
        (Either((word("vision"), word("graph"), word("zebra"))), EXACT["title"]),
        (Either(()), None),
        (Most((word("graph"), word("zebra"), word("okoro"))), EXACT["title"] + EXACT["author"]),
        (Most((word("graph"), word("zebra"), word("lion"))), None),
        (Without(word("zebra")), 0.0),
        (Without(word("graph")), None),
        (Known("code"), 0.0),
        (Known("abstract"), 0.0),
        (Likeness((("graph", 2.0), ("noise", 1.5), ("zebra", 9.0))), 3.5),
        (Likeness((("graph", 2.0), ("zebra", 9.0))), None),  # one word is not enough
    ],
)
def test_what_an_entry_holds_weighs(ask: Ask, wanted: float | None) -> None:
    assert weight(ask, Document(TEXTS)) == wanted


@pytest.mark.parametrize("what", ["abstract", "authors", "code"])
def test_what_is_lacking_is_known(what: str) -> None:
    assert weight(Known(what), Document(Texts(id="x", title="Graph"))) is None


def test_rows_are_asked_elsewhere() -> None:
    ask = Every((word("graph"), IsState("read")))
    with pytest.raises(TypeError):
        weight(ask, Document(TEXTS))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Graph Networks", [["graph", "networks"]]),
        ("", []),
        ("—", []),
        ("pre-training", [["pre", "training"], ["pretraining"]]),
        ("a-b-c", [["a", "b", "c"], ["ab"]]),
        (r"\textbf{Bold}", [["textbf", "bold"], ["bold"]]),
        ("图神", [["图", "神"]]),
    ],
)
def test_a_text_is_read_as_stored_and_as_shown(text: str, wanted: list[list[str]]) -> None:
    assert lines(text) == wanted


@pytest.mark.parametrize("table", [EXACT, PREFIX, TYPO], ids=["exact", "prefix", "typo"])
def test_weights_are_multiples_that_a_day_cannot_blur(table: dict[Part, float]) -> None:
    for value in table.values():
        for share in (1, 0.5) if table is TYPO else (1,):
            assert value * share % QUANTUM == 0
            assert settled(value * share + QUANTUM * 0.49) == value * share


WORDS = st.text("abcé-\\$ {}'", max_size=6)


@given(st.lists(WORDS, max_size=6).map(" ".join), st.text("abcé", min_size=1, max_size=3))
def test_the_quick_look_never_denies_what_is_there(abstract: str, sought: str) -> None:
    document = Document(Texts(id="x", title="", abstract=abstract or None))
    may = document.may_hold("abstract", sought)
    held = f" {sought}" in document.lined_up("abstract")
    assert may or not held
