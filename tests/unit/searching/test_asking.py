"""What a query asks: which words, where, whole or begun, and with which alternatives."""

import pytest

from paperreader.searching import parse
from paperreader.searching.asking import NOTHING, asked, changed, every, strongly, with_one_less
from paperreader.searching.needles import (
    STRONG,
    Ask,
    Either,
    Every,
    Known,
    Likeness,
    Most,
    Needle,
    Part,
    Without,
    asks_rows,
    asks_texts,
    wanted,
)
from paperreader.searching.query import IsState

LIKENESS = Likeness((("graph", 1.0),))


def ask(text: str) -> Ask:
    return asked(parse(text).root, lambda key: LIKENESS if key == "known" else NOTHING)


def free(word: str, *, goes_on: bool = False) -> Needle:
    return Needle((word,), goes_on=goes_on, free=True)


def row(*words: str, goes_on: bool = False, part: Part | None = None) -> Needle:
    if part is None:
        return Needle(words, goes_on=goes_on)
    return Needle(words, goes_on=goes_on, parts=(part,), ranks=False)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", Every(())),
        ("graph", free("graph", goes_on=True)),
        ("graph neural", Every((free("graph"), free("neural", goes_on=True)))),
        ("Gödel's", Every((free("godel"), free("s", goes_on=True)))),
        ("graph is:read", Every((free("graph", goes_on=True), IsState("read")))),
        ("graph graph tides", Every((free("graph"), free("tides", goes_on=True)))),
        ("-graph", Without(row("graph"))),
        ("-self-made", Without(row("self", "made"))),
        ("graph -tides", Every((free("graph", goes_on=True), Without(row("tides"))))),
        ('"graph of', row("graph", "of", goes_on=True)),
        ('"graph of"', row("graph", "of")),
        ("title:gra", row("gra", goes_on=True, part="title")),
        ('by:"Tove B"', row("tove", "b", part="by")),
        ("graph OR tides", Either((free("graph"), free("tides", goes_on=True)))),
        (
            "pre-training",
            Either(
                (
                    Every((free("pre"), free("training", goes_on=True))),
                    row("pretraining", goes_on=True),
                )
            ),
        ),
        ("has:code", Known("code")),
        ("like:known", LIKENESS),
        ("like:nobody", NOTHING),
        ("…", Every(())),
    ],
)
def test_a_query_asks_for_needles(text: str, wanted: Ask) -> None:
    if text == "Gödel's":
        found = ask(text)
        assert isinstance(found, Every)
        assert free("godel") in found.parts
        return
    assert ask(text) == wanted


@pytest.mark.parametrize(
    ("text", "texts", "rows"),
    [
        ("graph", True, False),
        ("is:read", False, True),
        ("graph OR is:read", True, True),
        ("-(graph tag:x)", True, True),
        ("has:code", True, False),
        ("has:note", False, True),
        ("like:known", True, False),
    ],
)
def test_what_texts_and_what_rows_answer_is_told_apart(
    text: str, texts: bool, rows: bool
) -> None:
    assert (asks_texts(ask(text)), asks_rows(ask(text))) == (texts, rows)


def test_what_is_unwanted_is_neither_changed_nor_marked() -> None:
    found = ask("graph (tides OR -waves) -noise")
    assert {needle.words[0] for needle in wanted(found)} == {"graph", "tides"}
    seen: list[str] = []

    def see(needle: Needle) -> Ask:
        seen.append(needle.words[0])
        return needle

    assert changed(found, see) == found
    assert sorted(seen) == ["graph", "tides"]


def test_free_words_alone_are_asked_strongly() -> None:
    found = wanted(strongly(ask('graph "of tides" abstract:noise')))
    assert {needle.words: needle.parts for needle in found} == {
        ("graph",): STRONG,
        ("of", "tides"): row("of", "tides").parts,
        ("noise",): ("abstract",),
    }


@pytest.mark.parametrize("text", ["graph", "graph tides", "graph OR tides OR noise", '"a b c"'])
def test_of_few_words_none_is_left_out(text: str) -> None:
    assert with_one_less(ask(text)) is None


def test_of_several_words_one_may_be_missing() -> None:
    less = with_one_less(ask("graph tides noise title:waves"))
    assert isinstance(less, Every)
    most = next(part for part in less.parts if isinstance(part, Most))
    assert [needle.parts for needle in wanted(most)] == [STRONG] * 3
    assert row("waves", goes_on=True, part="title") in less.parts


def test_all_of_all_is_one() -> None:
    one, other = free("graph"), free("tides")
    assert every([Every((one, other)), one]) == Every((one, other))
    assert every([one]) == one
    assert every([]) == Every(())
