"""From an ask to a query of the index, with the weights that reading gives."""

from collections.abc import Callable, Collection, Iterable

import tantivy
from tantivy import FieldType, Occur, Query

from paperreader.searching.index.schema import AGE, FACT, NUMBER, RECENCY, schema
from paperreader.searching.needles import (
    EXACT,
    LIKE_FROM,
    PREFIX,
    TYPO,
    Ask,
    Either,
    Every,
    Known,
    Likeness,
    Most,
    Needle,
    Part,
    Span,
    Welcome,
    Without,
)

Beginnings = Callable[[Part, str], Iterable[str]]
"""Gives the words of a part that begin so."""


def translated(ask: Ask, beginnings: Beginnings) -> tantivy.Query:
    """Return the query of the index for an ask that asks nothing of rows."""
    if isinstance(ask, Needle):
        return _needle(ask, beginnings)
    if isinstance(ask, Every):
        return _every(ask, beginnings)
    if isinstance(ask, Either):
        return either([translated(part, beginnings) for part in ask.parts])
    if isinstance(ask, Most):
        parts = [(Occur.Should, translated(part, beginnings)) for part in ask.parts]
        return Query.boolean_query(parts, minimum_number_should_match=len(parts) - 1)
    if isinstance(ask, Without | Welcome):
        return _every(Every((ask,)), beginnings)
    if isinstance(ask, Known):
        return weighed(Query.term_query(schema(), FACT, ask.what), 0.0)
    if isinstance(ask, Likeness):
        return _likeness(ask)
    raise TypeError(f"the index knows nothing of rows: {ask}")


def _every(ask: Every, beginnings: Beginnings) -> tantivy.Query:
    occurs = []
    for part in ask.parts:
        if isinstance(part, Welcome):
            occurs.append((Occur.Should, translated(part.part, beginnings)))
        elif isinstance(part, Without):
            occurs.append((Occur.MustNot, translated(part.part, beginnings)))
        else:
            occurs.append((Occur.Must, translated(part, beginnings)))
    if not any(occur == Occur.Must for occur, _ in occurs):
        occurs.append((Occur.Must, weighed(Query.all_query(), 0.0)))
    return Query.boolean_query(occurs)


def either(parts: list[tantivy.Query]) -> tantivy.Query:
    """Return what asks for one of the parts; the heaviest counts."""
    if not parts:
        return Query.empty_query()
    return parts[0] if len(parts) == 1 else Query.disjunction_max_query(parts)


def weighed(query: tantivy.Query, weight: float) -> tantivy.Query:
    """Return a query whose every hit weighs the same."""
    return Query.const_score_query(query, weight)


def within(span: Span) -> list[tantivy.Query]:
    """Return what asks for entries of a span of days and of years."""
    return [
        Query.range_query(schema(), field, FieldType.Float, first, last)
        for field, (first, last) in ((RECENCY, span.days), (AGE, span.years))
    ]


def tagged(word: str) -> tantivy.Query:
    """Return what asks for entries with a word in one of their tags."""
    return Query.term_query(schema(), "tag", word)


def numbered(numbers: Collection[int]) -> tantivy.Query:
    """Return what asks for entries by document number."""
    return _any_term(NUMBER, numbers)


_MANY_TERMS = 1_000
"""From so many terms on, a set of them is quicker; asking for one costs as much as for 50."""


def _any_term(field: str, terms: Collection[str] | Collection[int]) -> tantivy.Query:
    """Return what asks for one of some terms; how much it weighs is left to the caller."""
    if len(terms) >= _MANY_TERMS:
        return Query.term_set_query(schema(), field, list(terms))
    if len(terms) == 1:
        return Query.term_query(schema(), field, *terms)
    return Query.boolean_query(
        [(Occur.Should, Query.term_query(schema(), field, term)) for term in terms]
    )


def _needle(needle: Needle, beginnings: Beginnings) -> tantivy.Query:
    found: list[tantivy.Query] = []
    longer = needle.beginning_parts()
    for part in needle.parts:
        found.append(weighed(_row(part, needle.words), EXACT[part] * len(needle.words)))
        if part in longer:
            begun = _begun(part, needle.words, beginnings)
            found.append(weighed(begun, PREFIX[part] * len(needle.words)))
        for typos in sorted({typos for _, typos in needle.near}):
            near = [word for word, apart in needle.near if apart == typos]
            found.append(weighed(_any_term(part, near), TYPO[part] / typos))
    return either(found)


def _likeness(likeness: Likeness) -> tantivy.Query:
    shared = [
        (Occur.Should, weighed(either([_row("title", (word,)), _row("abstract", (word,))]), w))
        for word, w in likeness.weights
    ]
    if len(shared) < LIKE_FROM:
        return Query.empty_query()
    return Query.boolean_query(shared, minimum_number_should_match=LIKE_FROM)


def _row(part: Part, words: tuple[str, ...]) -> tantivy.Query:
    if len(words) == 1:
        return Query.term_query(schema(), part, words[0])
    return Query.phrase_query(schema(), part, list(words))


def _begun(part: Part, words: tuple[str, ...], beginnings: Beginnings) -> tantivy.Query:
    *whole, last = words
    if not whole:
        return Query.fuzzy_term_query(schema(), part, last, distance=0, prefix=True)
    rows = [
        Query.phrase_query(schema(), part, [*whole, word]) for word in beginnings(part, last)
    ]
    return either(rows)
