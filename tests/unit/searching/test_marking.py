"""Marking: which characters of a shown text hold what a search matched."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from paperreader.latex import readable
from paperreader.searching.folding import words
from paperreader.searching.marking import Matched, MatchedTerm, spans


def asked(*terms: str, part: str = "") -> Matched:
    """Return terms as they are written here: ``graph neural`` in a row, ``gra*`` goes on."""
    parts = frozenset({part}) if part else None
    return Matched(
        tuple(
            MatchedTerm(tuple(term.removesuffix("*").split()), term.endswith("*"), parts)
            for term in terms
        )
    )


def bracketed(text: str, matched: Matched, part: str = "title") -> str:
    """Return the text with what is marked in brackets."""
    for start, end in reversed(spans(text, matched, part)):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("text", "terms", "marked"),
    [
        ("Graph Networks for graphs", ["graph"], "[Graph] Networks for graphs"),
        ("Graph Networks for graphs", ["graph*"], "[Graph] Networks for [graph]s"),
        ("Graph Networks", ["graph*", "graphs", "networks"], "[Graph] [Networks]"),
        ("Transformers", ["tr*", "trans*"], "[Trans]formers"),
        ("Self-Attention, revisited", ["self attention"], "[Self-Attention], revisited"),
        ("Self-Attention, revisited", ["self", "attention"], "[Self]-[Attention], revisited"),
        ("attention to self", ["self attention"], "attention to self"),
        ("attention", ["attention attention"], "attention"),
        ("so so so good", ["so so"], "[so so so] good"),
        ("so so good", ["so so goo*"], "[so so goo]d"),
        ("a so so good", ["so so", "a so"], "[a so so] good"),
        ("Gödel's proof", ["godel"], "[Gödel]'s proof"),
        ("Go\u0308del's proof", ["godel"], "[Go\u0308del]'s proof"),
        ("Godele\u0301 proof", ["godele"], "[Godele\u0301] proof"),
        ("Go\u0308del's proof", ["go*"], "[Go\u0308]del's proof"),
        ("STRASSE, Straße", ["strasse"], "[STRASSE], [Straße]"),
        ("Straße", ["stras*"], "[Straße]"),
        ("Straße", ["strass*"], "[Straß]e"),
        ("ﬁne tuning", ["fi*"], "[ﬁ]ne tuning"),
        ("ﬁne tuning", ["f*"], "[ﬁne] tuning"),
        ("Ｇｒａｐｈ networks", ["graph"], "[Ｇｒａｐｈ] networks"),
        ("İstanbul", ["istanbul"], "[İstanbul]"),
        ("图神经网络综述", ["神 经"], "图[神经]网络综述"),
        ("图神经网络综述", ["网", "络"], "图神经[网络]综述"),
        ("한국어 모델", ["한국어"], "[한국어] 모델"),
        ("O(n²) bound", ["n2"], "O([n²]) bound"),
        ("Æther", ["aeth*"], "[Æth]er"),
        ("GPT-4 and GPT-5", ["gpt 4"], "[GPT-4] and GPT-5"),
        ("nothing of it", ["graph"], "nothing of it"),
        ("", ["graph"], ""),
        ("text", [], "text"),
    ],
)
def test_what_is_marked(text: str, terms: list[str], marked: str) -> None:
    folded = [" ".join(words(term)) + "*" * term.endswith("*") for term in terms]
    assert bracketed(text, asked(*folded)) == marked


def test_terms_of_another_part_mark_nothing() -> None:
    matched = asked("graph", part="abstract")
    assert spans("a graph", matched, "title") == []
    assert spans("a graph", matched, "abstract") == [(2, 7)]


def test_terms_without_words_mark_nothing() -> None:
    assert spans("a graph", Matched((MatchedTerm(()),)), "title") == []


SIGNS = "aAbß éE\u0301\u0308-_.½ﬁİ論文をक\u093fÆσςΣ１\u200d\ufe0f\U0001f600한\u1100\u1161"
texts = st.one_of(st.text(alphabet=st.sampled_from(SIGNS), max_size=30), st.text(max_size=30))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, Matched]:
    """Draw a text, and terms some of which are taken from it."""
    text = draw(texts)
    known = words(text)
    terms = []
    for _ in range(draw(st.integers(1, 4))):
        run = words(draw(texts))[:2]
        is_held, goes_on = draw(st.tuples(st.booleans(), st.booleans()))
        if known and is_held:
            start = draw(st.integers(0, len(known) - 1))
            run = known[start : start + draw(st.integers(1, 3))]
        if run and goes_on:
            run[-1] = run[-1][: draw(st.integers(1, len(run[-1])))]
        if run:
            terms.append(MatchedTerm(tuple(run), goes_on))
    return text, Matched(tuple(terms))


def holds(line: list[str], term: MatchedTerm) -> bool:
    """Tell slowly and plainly whether a term's words follow each other in a line."""
    *whole, last = term.words
    for start in range(len(line) - len(whole)):
        run = line[start : start + len(term.words)]
        ends = run[-1] == last or (term.goes_on and run[-1].startswith(last))
        if run[:-1] == whole and ends:
            return True
    return False


@given(marked_texts())
def test_spans_are_in_order_and_apart_and_inside(drawn: tuple[str, Matched]) -> None:
    text, matched = drawn
    ends = list(itertools.chain.from_iterable(spans(text, matched, "title")))
    assert ends == sorted(set(ends))
    assert not ends or (ends[0] >= 0 and ends[-1] <= len(text))


@given(marked_texts())
def test_a_text_is_marked_exactly_where_it_holds_a_term(drawn: tuple[str, Matched]) -> None:
    text, matched = drawn
    expected = any(holds(words(text), term) for term in matched.terms)
    assert bool(spans(text, matched, "title")) == expected


@given(marked_texts())
def test_a_marked_span_holds_what_was_asked(drawn: tuple[str, Matched]) -> None:
    text, matched = drawn
    for start, end in spans(text, matched, "title"):
        line = words(text[start:end])
        assert any(holds(line, term) for term in matched.terms)


@given(texts, st.data())
def test_every_whole_word_is_marked_wherever_it_stands(text: str, data: st.DataObject) -> None:
    known = words(text)
    assume(known)
    word = data.draw(st.sampled_from(known))
    marked = spans(text, Matched((MatchedTerm((word,)),)), "title")
    held = [word for start, end in marked for word in words(text[start:end])]
    # A sign that stands for two words, as ½ does, may bring a neighbour along.
    assert held.count(word) == known.count(word)


@pytest.mark.parametrize(
    ("stored", "word"),
    [
        ("Uzna\\'{n}ski's bound", "uznanski"),
        ("An $\\mathcal{O}(n\\log n)$ bound", "log"),
        ("{\\alpha}-stable laws", "stable"),
        ("The $\\epsilon$-net", "net"),
    ],
)
def test_what_the_readable_form_holds_is_marked(stored: str, word: str) -> None:
    shown = readable(stored)
    assert word in words(shown)
    assert spans(shown, asked(word), "title")


def test_a_text_without_end_is_marked_in_one_pass() -> None:
    # Quadratic searching would take minutes here.
    text = "so " * 20_000
    phrase = MatchedTerm((*("so",) * 5_000, "good"))
    assert spans(text, Matched((phrase,)), "abstract") == []
    assert spans(text, asked("so"), "abstract") == [
        (3 * at, 3 * at + 2) for at in range(20_000)
    ]
