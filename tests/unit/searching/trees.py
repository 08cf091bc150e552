"""Queries of every kind for property tests: each leaf, joined in every way."""

from hypothesis import strategies as st

from paperreader.searching import STATES, THINGS
from paperreader.searching.query import (
    FieldText,
    Has,
    HasTag,
    InDays,
    InNumbers,
    IsState,
    Leaf,
    Like,
    Node,
    NumberField,
    Phrase,
    Word,
    all_of,
    any_of,
    negation,
)
from tests.unit.searching.test_moments import DAYS

WORDS = st.one_of(
    st.from_regex(r"[a-zé图][a-z0-9.'/+#*\"“_-]{0,5}", fullmatch=True),
    st.sampled_from(["f(x)", "(Un)supervised", "BERT:pretraining", "Only-IF:", "or", "A*(b)"]),
)
SAYING = st.text(min_size=1).filter(lambda text: any(map(str.isalnum, text)))
"""Any text with something in it to search for."""
TEXT_FIELDS = st.sampled_from(["title", "author", "abstract", "note", "org", "by"])
NUMBER_FIELDS: list[NumberField] = ["year", "upvotes", "comments", "authors"]
LINE = SAYING.map(lambda text: " ".join(text.split()))


def numbers_from(
    field: NumberField, limits: tuple[int, int], sides: tuple[bool, bool]
) -> InNumbers:
    first, last = sorted(limits)
    keep_first, keep_last = sides if any(sides) else (True, True)
    return InNumbers(
        field,
        first if keep_first else None,
        last if keep_last else None,
    )


LEAVES: st.SearchStrategy[Leaf] = st.one_of(
    st.builds(Word, WORDS),
    st.builds(Phrase, SAYING),
    st.builds(FieldText, TEXT_FIELDS, WORDS),
    st.builds(FieldText, TEXT_FIELDS, SAYING, st.just(True)),
    st.builds(HasTag, LINE),
    st.builds(IsState, st.sampled_from(list(STATES))),
    st.builds(Has, st.sampled_from(list(THINGS))),
    st.builds(InDays, st.sampled_from(["published", "featured", "added", "day"]), DAYS),
    st.builds(
        numbers_from,
        st.sampled_from(NUMBER_FIELDS),
        st.tuples(st.integers(0, 9999), st.integers(0, 9999)),
        st.tuples(st.booleans(), st.booleans()),
    ),
    st.builds(Like, LINE),
)


def joined(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=2, max_size=3)
    return st.one_of(several.map(all_of), several.map(any_of), nodes.map(negation))


NODES: st.SearchStrategy[Node] = st.recursive(LEAVES, joined, max_leaves=10)

OPEN_LEAVES: st.SearchStrategy[Leaf] = st.one_of(
    st.builds(Phrase, SAYING, st.just(True)),
    st.builds(FieldText, TEXT_FIELDS, SAYING, st.just(True), st.just(True)),
)


def ending_in(node: Node, open_end: Node, shape: int) -> Node:
    """Return a tree whose last leaf is the open one."""
    shapes = (
        lambda: open_end,
        lambda: negation(open_end),
        lambda: all_of((node, open_end)),
        lambda: any_of((node, open_end)),
        lambda: negation(all_of((node, open_end))),
        lambda: all_of((node, any_of((node, all_of((node, negation(open_end))))))),
    )
    return shapes[shape]()


OPEN_NODES = st.builds(ending_in, NODES, OPEN_LEAVES, st.integers(0, 5))
